"""Charts with one thing below the other: amounts, ranges, spans and events, of whatever data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asof import charts
from asof.charts.canvas import Canvas
from asof.charts.hedge_marks import shape
from asof.charts.hedged_bars import Bar, bar_of
from asof.charts.label_placement import Box
from asof.charts.mpl import LEADING, STRONG
from asof.charts.row_layout import Reach, ruler
from asof.charts.scales import x
from asof.ledger import Fact, Status, ValueKind
from asof.ledger.trace import RecordingEdition
from asof.quantity import parse_quantity
from asof.text import plain_text
from test_charts import DAY, EN, FR, dots, drawn, fact, inked, reader, said, spelled, words

EXAMPLES = settings(max_examples=40, deadline=None, report_multiple_bugs=False, derandomize=True)
WIDTHS = (368.5, 311.0, 236.7)  # of the sheets of standard, clear and large pages
Draw = Callable[[Any, RecordingEdition], None]

names = st.sampled_from(
    [
        "shelters",
        "People reached",
        "Households reached with cash assistance since the beginning of the response",
        "Saint-Louis-du-Ha! Ha! and Témiscouata-sur-le-Lac, both banks",
    ]
)
hedges = st.sampled_from(["", "", "", "about ", "at least ", "up to ", "nearly ", "fewer than "])


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """An amount as it is written: exact, hedged, a range, none at all, not public."""
    number = draw(st.integers(0, 20) | st.integers(0, 10**7))
    kind = draw(st.integers(0, 11))
    if kind == 0:
        return f"{number} to {number + draw(st.integers(1, 1000))}"
    if kind == 1:
        return draw(st.sampled_from(["in the hundreds", "not public", "0"]))
    if kind < 5:
        return f"-{number}" if number else "0"
    return f"{draw(hedges)}{number + 1}"


@st.composite
def some_facts(draw: st.DrawFn) -> list[Fact]:
    """One fact to forty, some in dispute, some claimed."""
    made = []
    for n in range(draw(st.integers(1, 6) | st.integers(7, 40))):
        on = draw(st.sampled_from(["2020-12-01", "2020-11"]))
        lines = [said(draw(numbers()), on)]
        if draw(st.integers(0, 7)) == 0:
            lines.append(said(draw(numbers()), on, publisher="The Times"))
        if draw(st.integers(0, 7)) == 0:
            lines.append(said(draw(numbers()), on, status=Status.CLAIM, by=plain_text("a rival")))
        made.append(fact(f"n.f{n:02}", draw(names), *lines))
    return made


def sheet(draw: Draw, *facts: Fact, **look: Any) -> Canvas:
    """A chart of facts after it has been drawn; `wide` is the width of its sheet."""
    asked = reader(*facts, tag=look.pop("tag", EN), **look.pop("on", {}))
    with charts.canvas(asked, look.pop("height", None), look.pop("wide", WIDTHS[0])) as page:
        draw(page.axes, asked)
    return page


def all_of(helper: Callable[..., None], **options: Any) -> Draw:
    """A helper that draws all that an edition has."""
    return lambda axes, edition: helper(axes, *edition.matching("*.*"), **options)


def faults(page: Canvas) -> list[tuple[Any, ...]]:
    """Words that meet words or marks, and what leaves the sheet."""
    frame, told, marks = Box(0, 0, *page.size).grown(0.6), spelled(page), inked(page)
    outside = [which for which in told if which[1].outside(frame) > 0.1]
    cut = [mark for mark in marks if mark.outside(frame) > 0.1]
    pairs = [(a, b) for a, b in combinations(told, 2) if a[1].shared(b[1]) > 0.5]
    covered = [(text, mark) for text in told for mark in marks if text[1].shared(mark) > 0.5]
    return [*outside, *((mark,) for mark in cut), *pairs, *covered]


def pieces(page: Any) -> list[tuple[float, float, str]]:
    """The pieces of all bars: their ends in the chart's own numbers, and how they are filled."""
    found, axes = [], getattr(page, "axes", page)
    for patch in axes.patches:
        if patch.get_linewidth() and patch.get_transform().contains_branch(axes.transData):
            ends = sorted((patch.get_x(), patch.get_x() + patch.get_width()))
            open_ = patch.get_facecolor() == (1.0, 1.0, 1.0, 1.0)
            found.append((round(ends[0], 6), round(ends[1], 6), "open" if open_ else "full"))
    return found


def arrows(axes: Any) -> list[tuple[float, float]]:
    """Where arrows begin, and how many points they go to the right."""
    return [(text.xy[0], text.xyann[0]) for text in axes.texts if getattr(text, "arrow_patch", 0)]


def upright_at_zero(axes: Any, weight: float) -> list[Any]:
    """The upright lines of a weight that stand at zero."""
    upright = [line for line in axes.lines if list(line.get_xdata()) == [0, 0]]
    return [line for line in upright if line.get_linewidth() == weight]


# ---- the scale


lengths = st.integers(0, 10**12).map(lambda n: n / 1000)
reserves = st.sampled_from([1.0, 4.0, 16.0])


@given(st.lists(st.builds(Reach, lengths.map(lambda n: -n), lengths, reserves, reserves)))
def test_a_ruler_has_room_for_each_row_and_for_what_stands_beyond_it(rows: list[Reach]) -> None:
    across = ruler(rows, 200.0)
    for row in rows:
        assert across.zero + row.low * across.unit - row.before >= -1e-6
        assert across.zero + row.high * across.unit + row.beyond <= 200 + 1e-6


def test_a_ruler_is_no_shorter_than_it_has_to_be() -> None:
    across = ruler([Reach(-50.0, 0.0, 10.0, 1.0), Reach(0.0, 100.0, 1.0, 40.0)], 200.0)
    assert (across.zero, across.unit) == (60.0, 1.0)
    assert across.ends == (-60.0, 140.0)


# ---- bars and their hedges


BARS = {
    "100": Bar(0, 100, 100),
    "-100": Bar(0, -100, -100),
    "0": Bar(0, 0, 0),
    "about 100": Bar(0, 100, 100, soft=True),
    "at least 100": Bar(0, 100, 100, side=1),
    "up to 100": Bar(0, 0, 100, side=-1),
    "fewer than -100": Bar(0, -100, -100, side=-1),
    "more than -100": Bar(0, 0, -100, side=1),
    "100 to 300": Bar(0, 100, 300),
    "-300 to -100": Bar(0, -100, -300),
    "-100 to 300": Bar(-100, -100, 300),
    "in the hundreds": Bar(0, 100, 1000),
}


@pytest.mark.parametrize("value", BARS)
def test_a_bar_is_full_as_far_as_is_certain_and_open_as_far_as_is_possible(value: str) -> None:
    assert bar_of(shape(parse_quantity(value))) == BARS[value]


OUTWARD = {"at least 100": True, "up to 100": False, "more than 0": True, "up to 0": False}


@pytest.mark.parametrize("value", OUTWARD)
def test_an_arrow_leaves_a_bar_only_away_from_zero(value: str) -> None:
    bar = bar_of(shape(parse_quantity(value)))
    assert (bar.reach().beyond > 10, bar.reach().before) == (OUTWARD[value], 1.0)


# ---- amounts


@EXAMPLES
@given(some_facts(), st.sampled_from(WIDTHS), st.sampled_from([EN, FR]), st.booleans())
def test_amounts_are_whole_and_legible(
    facts: list[Fact], wide: float, tag: str, sort: bool
) -> None:
    page = sheet(all_of(charts.amounts, sort=sort), *facts, wide=wide, tag=tag)
    assert faults(page) == []
    assert {fact.key for fact in page.shown} == {fact.key for fact in facts}


def money(key: str, label: str, value: str, **more: Any) -> Fact:
    return fact(key, label, said(value, "2021-01-01", **more), currency="CAD")


def test_a_deficit_goes_to_the_left_of_zero_alone_and_beside_a_surplus() -> None:
    loss, gain = money("m.a", "loss", "-7 million"), money("m.b", "gain", "5 million")
    assert pieces(sheet(all_of(charts.amounts), loss)) == [(-7e6, 0, "full")]
    both = sheet(all_of(charts.amounts), loss, gain)
    assert pieces(both) == [(-7e6, 0, "full"), (0, 5e6, "full")]
    zero = both.axes.transData.transform((0, 0))[0]
    assert 0 < zero < both.wide
    assert len(upright_at_zero(both.axes, 0.75)) == 2


def test_a_part_that_takes_away_leads_back_and_has_another_tone() -> None:
    facts = [money("m.a", "given", "9 million"), money("m.b", "returned", "-4 million")]
    axes = drawn(lambda a, e: charts.amounts(a, charts.parts(*e.matching("m.*"))), *facts)
    assert pieces(axes) == [(0, 9e6, "full"), (5e6, 9e6, "full"), (0, 5e6, "full")]
    given_, returned, total = (patch.get_facecolor() for patch in axes.patches)
    assert given_ == total != returned
    assert "$5\u00a0million" in words(axes)


def test_no_total_is_told_of_parts_that_nobody_can_add_up() -> None:
    hidden = [money("m.a", "one", "3 million"), money("m.b", "two", "not public")]
    axes = drawn(lambda a, e: charts.amounts(a, charts.parts(*e.matching("m.*"))), *hidden)
    assert words(axes)[-2:] == ["Total:", "not known"]
    two = fact("m.b", "two", said("1", "2021-01-01"), said("2", "2021-01-01", publisher="Times"))
    both = [fact("m.a", "one", said("3", "2021-01-01")), two]
    axes = drawn(lambda a, e: charts.amounts(a, charts.parts(*e.matching("m.*"))), *both)
    assert words(axes)[-2:] == ["Total:", "disputed"]


def test_a_hedge_does_not_change_the_tone_of_a_bar() -> None:
    facts = [money("m.a", "large", "about 300 million"), money("m.b", "small", "40 million")]
    page = sheet(all_of(charts.amounts), *facts)
    assert pieces(page) == [(0, 300e6, "full"), (0, 40e6, "full")]
    assert len({p.get_facecolor() for p in page.axes.patches if p.get_linewidth()}) == 1


def test_zero_and_what_is_not_public_are_told_and_have_no_bar() -> None:
    facts = [fact("z.a", "lost", said("0", "2021-01-01"))]
    facts.append(fact("z.b", "hidden", said("not public", "2021-01-01")))
    page = sheet(all_of(charts.amounts), *facts)
    assert pieces(page) == []
    assert {"0", "not\u00a0public"} <= set(words(page.axes))
    assert len(upright_at_zero(page.axes, 1.8)) == 1


def test_many_amounts_are_a_table_that_says_once_what_is_so_of_all() -> None:
    facts = [fact(f"t.n{n:02}", f"town {n}", said(f"{n + 1}", "2021-01-01")) for n in range(36)]
    page = sheet(all_of(charts.amounts), *facts)
    assert words(page.axes).count("Jan\u00a01,\u00a02021") == 1
    assert page.size[1] < 540
    assert faults(page) == []


def test_sorted_amounts_begin_with_the_largest_and_end_with_what_has_no_number() -> None:
    values = ["30", "not public", "-5", "70"]
    facts = [fact(f"s.n{n}", f"town {n}", said(v, "2021-01-01")) for n, v in enumerate(values)]
    page = sheet(all_of(charts.amounts, sort=True), *facts)
    told = [word for word in words(page.axes) if word.startswith("Town")]
    assert told == ["Town 3:", "Town 0:", "Town 2:", "Town 1:"]


def test_rows_move_apart_to_fill_the_height_that_was_asked_for() -> None:
    facts = [fact(f"h.n{n}", f"n{n}", said("3", "2021-01-01")) for n in range(3)]
    assert sheet(all_of(charts.amounts), *facts, height=300).size[1] == pytest.approx(300)
    assert sheet(all_of(charts.amounts), *facts).size[1] < 150


# ---- ranges


@EXAMPLES
@given(some_facts(), st.sampled_from(WIDTHS), st.sampled_from([EN, FR]))
def test_ranges_are_whole_and_legible(facts: list[Fact], wide: float, tag: str) -> None:
    assert faults(sheet(all_of(charts.ranges), *facts, wide=wide, tag=tag)) == []


def test_an_arrow_towards_zero_ends_before_it() -> None:
    facts = [fact("r.a", "few", said("as many as 30", "2021-01-01"))]
    facts.append(fact("r.b", "most", said("1000", "2021-01-01")))
    page = sheet(all_of(charts.ranges), *facts)
    zero, point = (page.axes.transData.transform((n, 0))[0] for n in (0, 30))
    assert all(point + length >= zero for _, length in arrows(page.axes))
    facts[0] = fact("r.a", "few", said("as many as 900", "2021-01-01"))
    assert arrows(sheet(all_of(charts.ranges), *facts).axes) == [(900.0, -14.0)]


def test_a_negative_figure_stands_left_of_zero() -> None:
    low = fact("r.a", "change", said("-4", "2021-01-01"))
    page = sheet(all_of(charts.ranges), low)
    assert page.axes.get_xlim()[0] < -4
    assert len(dots(page.axes)) == 1
    assert "0" in [label.get_text() for label in page.axes.get_xticklabels()]


# ---- spans


@st.composite
def some_spans(draw: st.DrawFn) -> list[Fact]:
    """One fact to twelve: ended, announced, without an end, in doubt, silent, of a day."""
    made = []
    for n in range(draw(st.integers(1, 12))):
        lines = []
        for _ in range(draw(st.integers(1, 3))):
            begin = date(2017, 1, 1) + timedelta(days=draw(st.integers(0, 1470)))
            end = begin + timedelta(days=draw(st.sampled_from([0, 3, 60, 900])))
            until = draw(st.sampled_from(["", f"{end}"]))
            on = f"{begin}/{begin + timedelta(days=200)}" if draw(st.integers(0, 5)) == 0 else ""
            lines.append(said(draw(names), on or f"{begin}", until, f"{begin}"))
        made.append(fact(f"s.f{n:02}", draw(names), *lines, kind=ValueKind.TEXT))
    return made


@EXAMPLES
@given(some_spans(), st.sampled_from(WIDTHS), st.sampled_from([EN, FR]))
def test_spans_are_whole_and_nothing_is_reported_after_the_day(
    facts: list[Fact], wide: float, tag: str
) -> None:
    page = sheet(all_of(charts.spans), *facts, wide=wide, tag=tag)
    assert faults(page) == []
    left, right = page.axes.get_xlim()
    least = 2.5 * (right - left) / (page.axes.get_position().width * wide)
    for begin, end, fill in pieces(page):
        assert fill == "open" or end <= x(DAY) + 1 + least
        assert end - begin >= least - 1e-6


def held(value: str, begin: str, until: str = "", reported: str = "") -> Fact:
    """A fact that held from a day, called by its value."""
    return fact(f"s.{value}", value, said(value, begin, until, reported), kind=ValueKind.TEXT)


def test_a_span_of_a_day_is_seen_beside_one_of_years() -> None:
    facts = (
        held("pact", "2015-01-01", "2020-12-31", "2020-12-31"),
        held("alarm", "2018-03-05", "2018-03-05"),
    )
    page = sheet(all_of(charts.spans), *facts)
    alarm = min(pieces(page), key=lambda piece: piece[1] - piece[0])
    left, right = (page.axes.transData.transform((at, 0))[0] for at in alarm[:2])
    assert alarm[0] == x(date(2018, 3, 5))
    assert right - left == pytest.approx(2.5)


def test_the_day_is_marked_where_something_is_announced_beyond_it() -> None:
    going = held("pact", "2020-06-01", "2021-06-30", "2021-01-10")
    page = sheet(all_of(charts.spans), going)
    assert dashed(page) == [[x(DAY) + 1] * 2]
    named = [name for name in page.axes.get_xticklabels() if name.get_fontweight() == STRONG]
    assert [label.get_text() for label in named] == ["Jan\u00a018,\u00a02021"]
    ended = sheet(all_of(charts.spans), held("pact", "2020-06-01", "2020-06-30"))
    assert dashed(ended) == []


def dashed(page: Any) -> list[list[float]]:
    """Where dashed lines of the drawing are, across."""
    drawing = page.axes.transData
    lines = (line for line in page.axes.lines if line.get_linestyle() == "--")
    own = (line for line in lines if line.get_transform().contains_branch(drawing))
    return [[float(at) for at, _ in line.get_xydata()] for line in own]


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        (EN, ["as far as reported", "announced", "day of this edition"]),
        (FR, ["selon les rapports", "annoncé", "jour de cette édition"]),
        ("es-MX", ["según lo informado", "anunciado", "día de esta edición"]),
    ],
)
def test_a_key_names_the_looks_that_are_used_where_there_are_several(
    tag: str, told: list[str]
) -> None:
    going = held("pact", "2020-06-01", "2021-06-30", "2021-01-10")
    page = sheet(all_of(charts.spans), going, tag=tag)
    assert [word for word in words(page.axes) if word in told] == told
    over = held("pact", "2020-06-01", "2020-06-30", "2020-06-30")
    alone = sheet(all_of(charts.spans), over, tag=tag)
    assert not set(told) & set(words(alone.axes))


def test_an_axis_names_where_it_begins_and_ends_and_days_where_it_is_short() -> None:
    years = sheet(all_of(charts.spans), held("pact", "2016-05-05", "2020-12-31"))
    assert axis_names(years)[0] == "May 2016"
    days = sheet(all_of(charts.spans), held("watch", "2021-01-02", "2021-01-15"))
    assert axis_names(days) == ["Jan 2, 2021", "Jan 15, 2021"]


def axis_names(page: Canvas) -> list[str]:
    """What the axis below names, from left to right."""
    labels = sorted(page.axes.get_xticklabels(), key=lambda label: label.get_position()[0])
    return [label.get_text().replace("\u00a0", " ") for label in labels]


def test_rows_begin_with_a_capital_as_tiles_and_tables_do() -> None:
    page = sheet(all_of(charts.spans), held("admiral", "2020-06-01", "2020-06-30"))
    assert words(page.axes)[:2] == ["Admiral", "Admiral"]


# ---- events


def test_what_is_to_come_is_hollow_and_the_day_stands_before_it() -> None:
    done = fact("e.a", "opening", said("2020-06-01", "2020-06-01"), kind=ValueKind.DATE)
    announced = fact("e.b", "closing", said("2021-09-01", "2021-01-05"), kind=ValueKind.DATE)
    page = sheet(all_of(charts.events), done, announced)
    assert [look for _, look in dots(page.axes)] == ["filled", "hollow"]
    told = [word for word in words(page.axes) if word[0].isalpha()]
    assert told.index("Opening") < told.index("day of this edition") < told.index("Closing")
    assert "day of this edition" not in words(sheet(all_of(charts.events), done).axes)
    assert faults(page) == []


# ---- many events


def happened(count: int, label: str = "a bridge was closed", step: int = 2) -> list[Fact]:
    """Events from January 2019 on, so many days apart."""
    days = (date(2019, 1, 1) + timedelta(days=step * n) for n in range(count))
    return [
        fact(f"e.n{n:03}", f"{label} {n + 1}", said("It was.", f"{day}"), kind=ValueKind.EVENT)
        for n, day in enumerate(days)
    ]


def plain(page: Canvas) -> list[str]:
    """The words of a chart in the order in which they are read, with plain spaces."""
    return [text.replace("\u00a0", " ") for text in words(page.axes)]


@pytest.mark.parametrize("wide", [368.5, 190.0])
@pytest.mark.parametrize(
    ("step", "names"),
    [(2, ["Jan 2019", "Feb 2019", "Mar 2019", "Apr 2019"]), (28, ["2019", "2020"])],
)
@pytest.mark.parametrize("label", ["flood", "a convoy of relief reached the shelter at the works"])
def test_sixty_events_are_all_drawn_in_groups_that_name_their_time(
    label: str, step: int, names: list[str], wide: float
) -> None:
    facts = happened(60 if step == 2 else 26, label, step)
    page = sheet(all_of(charts.events), *facts, wide=wide)
    assert len(dots(page.axes)) == len(facts)
    told = " ".join(plain(page))
    assert all(
        f"{label} {n + 1}".replace(" ", "") in told.lower().replace(" ", "")
        for n in range(len(facts))
    )
    assert [name for name in names if name in plain(page)] == names
    assert [one for one in faults(page) if len(one) == 1] == []
    assert page.size[1] < 640 or label != "flood"


def test_events_that_crowd_in_one_place_stand_in_groups_without_a_fan() -> None:
    alone = fact("e.z", "a treaty", said("It was.", "2012-05-01"), kind=ValueKind.EVENT)
    close = sheet(all_of(charts.events), alone, *happened(20, step=1))
    assert [name for name in ("May 2012", "Jan 2019") if name in plain(close)] == [
        "May 2012",
        "Jan 2019",
    ]
    apart = sheet(all_of(charts.events), *happened(20, step=90))
    assert not {"Jan 2019", "2019, 2020"} & set(plain(apart))


def test_an_event_that_no_month_has_all_of_is_in_no_month() -> None:
    year = fact("e.a", "a drought", said("It was.", "2019"), kind=ValueKind.EVENT)
    page = sheet(all_of(charts.events), year, *happened(25, step=1))
    assert plain(page)[:3] == ["2019", "2019", "A drought"]


def test_rows_of_events_tell_what_leaving_one_out_saves_at_the_least() -> None:
    facts = happened(60, "a convoy of relief reached the shelter at the works")
    page = sheet(all_of(charts.events), *facts)
    kept = sheet(all_of(charts.events), *facts[:40])
    assert len(page.row_heights) == 60
    assert page.size[1] - kept.size[1] >= sum(sorted(page.row_heights)[:20]) - 2 * LEADING


def test_a_disputed_event_is_told_as_disputed() -> None:
    both = (said("2014-09", "2020-01-01"), said("2014-10", "2020-01-01", publisher="The Post"))
    formed = fact("e.f", "formed", *both, kind=ValueKind.DATE)
    for more in ([], happened(30)):
        page = sheet(all_of(charts.events), formed, *more)
        assert words(page.axes).count("disputed") == 2
