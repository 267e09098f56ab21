"""Counts over time: each value as itself, at its place and moment, whatever the data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from asof import charts, dates
from asof.charts.canvas import Canvas
from asof.charts.label_placement import Box, Size, Wanted, place_labels
from asof.charts.scales import axis_number, days_between, powers_of_ten, steps_to, x
from asof.diagnostics import WordError
from asof.language import language
from asof.ledger import Fact, Status
from asof.text import plain_text
from test_charts import EN, FR, ground, inked, reader, said, spelled
from test_charts import fact as count

DAY = date(2021, 1, 18)
WIDTHS = (368.5, 276.4, 184.25)  # of a sheet on a standard page, in clear print, in large print


def page_of(*facts: Fact, day: date = DAY, tag: str = EN, width: float = 368.5) -> Canvas:
    with charts.canvas(asked := reader(*facts, day=day, tag=tag), width=width) as page:
        for each in facts:
            charts.steps(page.axes, asked[each.key])
    return page


def weekly(key: str, label: str, *values: str, until: date = DAY, days: int = 7) -> Fact:
    first = until - timedelta(days=days * (len(values) - 1))
    dated = ((first + timedelta(days=days * n), value) for n, value in enumerate(values))
    return count(key, label, *(said(value, day.isoformat()) for day, value in dated))


def words(page: Canvas) -> list[str]:
    return [text for text, _ in spelled(page)]


def own_lines(page: Canvas) -> list[Any]:
    """The lines that stand for something, in the units of the chart."""
    return [
        line
        for line in page.axes.lines
        if line.get_transform().contains_branch(page.axes.transData) and line.get_zorder() > 0
    ]


def dots(page: Canvas) -> list[tuple[float, float]]:
    return [
        (float(line.get_xdata()[0]), float(line.get_ydata()[0]))
        for line in own_lines(page)
        if line.get_marker() not in ("None", "_", "|")
    ]


def place_of(page: Canvas, words: str) -> Box:
    (found,) = (box for text, box in spelled(page) if text == words)
    return found


# What holds of every chart of counts


def value() -> st.SearchStrategy[str]:
    number = st.integers(-900, 9000) | st.just(0)
    hedge = st.sampled_from(["", "", "", "about ", "at least ", "more than "])
    hedged = st.builds(lambda h, n: f"{h}{n:,}", hedge, st.integers(1, 9000))
    ranged = st.builds(lambda a, b: f"{a:,} to {a + b:,}", st.integers(1, 900), st.integers(1, 900))
    return st.builds(str, number) | hedged | ranged | st.just("not public")


@st.composite
def series(draw: st.DrawFn, n: int) -> Fact:
    label = draw(st.sampled_from(["cases", "people who were sheltered in schools and halls"]))
    days = draw(st.lists(st.integers(0, 700), min_size=1, max_size=14, unique=True))
    lines = [said(draw(value()), (DAY - timedelta(days=day)).isoformat()) for day in days]
    if draw(st.booleans()):
        lines.append(
            said("77", (DAY - timedelta(days=days[0])).isoformat(), publisher="The Courier")
        )
    return count(f"s.n{n}", f"{label} {n}", *lines, review_in=dates.duration("90 days"))


LEDGERS = st.integers(1, 6).flatmap(lambda many: st.tuples(*(series(n) for n in range(many))))
CHARTS = settings(
    suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=20, derandomize=True
)


@given(facts=LEDGERS, width=st.sampled_from(WIDTHS), tag=st.sampled_from([EN, FR]))
@CHARTS
def test_marks_are_whole_and_words_hide_nothing(
    facts: Sequence[Fact], width: float, tag: str
) -> None:
    page = page_of(*facts, width=width, tag=tag)
    sheet, found, marks = Box(0, 0, *page.size).grown(0.6), spelled(page), inked(page)
    for text, box in found:
        assert box.outside(sheet) == 0, text
        assert not [mark for mark in marks if box.touches(mark)], text
    for n, (text, box) in enumerate(found):
        assert not [other for other, near in found[n + 1 :] if box.touches(near)], text
    assert all(mark.outside(sheet) == 0 for mark in marks)
    assert all(at <= x(DAY) for line in own_lines(page) for at in map(float, line.get_xdata()))


@given(facts=LEDGERS)
@CHARTS
def test_every_label_is_nearest_to_its_own_value(facts: Sequence[Fact]) -> None:
    page = page_of(*facts)
    values = {
        (x(o.true.first), text) for f in facts for o in f.observations for text in [o.written]
    }
    assert values
    for label in page.labels:
        assert label.mark.x[0] in {at for at, _ in values}
        assert label.mark.x[1] <= x(DAY)


# Values below zero


def test_values_below_zero_are_drawn_between_the_lowest_and_the_highest() -> None:
    page = page_of(weekly("b.n", "balance", "-5", "3", "-8"))
    low, high = page.axes.get_ylim()
    assert low < -8 < 3 < high
    assert sorted(y for _, y in dots(page)) == [-8, -5, 3]
    assert {"\u22125", "3", "\u22128"} <= set(words(page))


def test_zero_is_a_line_where_it_is_not_the_axis() -> None:
    below = page_of(weekly("b.n", "balance", "-50", "-30", "-80"))
    collections: list[Any] = list(below.axes.collections)
    levels = [segment for each in collections for segment in each.get_segments()]
    assert any(float(segment[0][1]) == 0.0 for segment in levels)
    assert page_of(weekly("b.n", "cases", "5", "0", "8")).axes.get_ylim()[0] == 0


def test_a_value_of_zero_has_a_mark_and_its_label() -> None:
    page = page_of(weekly("c.n", "cases", "4", "0"))
    assert (x(DAY), 0.0) in dots(page)
    assert words(page).count("0") == 2  # the label and the axis


# A label at its own value and moment


def test_the_label_of_a_past_value_stands_where_no_other_begins() -> None:
    page = page_of(weekly("d.n", "people displaced", "6,669", "7,151", "7,643"))
    ends = {text: place_of(page, text) for text in ("6,669", "7,151")}
    begins = [float(page.axes.transData.transform(dot)[0]) for dot in sorted(dots(page))]
    assert ends["6,669"].right < begins[1]
    assert ends["7,151"].right < begins[2]


def test_an_arrow_to_the_true_number_is_not_under_a_label() -> None:
    page = page_of(weekly("d.n", "people displaced", *(f"at least {n}" for n in (69, 71, 76))))
    arrows = [page.box(mark) for mark in page.marks if mark.up]
    assert len(arrows) == 3
    assert not [text for text, box in spelled(page) for arrow in arrows if box.touches(arrow)]


def test_the_highest_mark_is_whole() -> None:
    page = page_of(weekly("d.n", "rooms", "1,000", "1,200"))
    top = max(page.box(mark).high for mark in page.marks)
    assert top < page.size[1]
    assert all(not line.get_clip_on() for line in own_lines(page))


def test_of_a_long_series_the_first_the_last_the_highest_and_the_lowest_are_labelled() -> None:
    values = [str(500 + 7 * (n * 37 % 50)) for n in range(60)]
    page = page_of(weekly("d.n", "cases", *values))
    assert len(page.labels) <= 4
    assert {min(values), max(values), values[-1]} <= set(words(page))


def test_four_hundred_values_are_drawn_in_a_moment() -> None:
    values = [str(500 + 7 * (n * 37 % 50)) for n in range(400)]
    long = weekly("d.n", "cases", *values, days=1)
    page_of(long)
    start = perf_counter()
    page_of(long)
    assert perf_counter() - start < 3  # half a second where nothing else runs


def test_a_label_is_given_up_rather_than_set_where_it_hides_something() -> None:
    mark, wall = Box(50, 50, 56, 56), [Box(0, 0, 49, 150), Box(57, 0, 200, 150)]
    assert place_labels([Wanted(mark, (Size(90, 12),))], ground([mark, *wall]), WHOLE) == [None]


WHOLE = Box(0, 0, 200, 150)


def test_where_two_labels_want_one_place_the_one_of_more_worth_has_it() -> None:
    marks = [Box(50, 70, 56, 76), Box(50, 78, 56, 84)]
    wanted = [
        Wanted(mark, (Size(140, 12),), worth, left=False, right=True)
        for mark, worth in zip(marks, (50.0, 500.0), strict=True)
    ]
    low, high = place_labels(wanted, ground(marks), Box(40, 66, 205, 90))
    assert low is None
    assert high


# Up to the edition's day


def test_a_value_holds_to_the_day_of_the_edition_and_the_axis_ends_there() -> None:
    page = page_of(count("b.n", "beds", said("40", "2020-12-01")))
    ends = [max(map(float, line.get_xdata())) for line in own_lines(page)]
    right = page.axes.transData.transform((x(DAY), 0))[0]
    assert max(ends) == x(DAY)
    assert page.axes.get_window_extent().x1 - right < 6


def test_a_dispute_ends_at_the_day_of_the_edition() -> None:
    both = said("10", "2021-01-07"), said("20", "2021-01-07", publisher="The Courier")
    page = page_of(count("b.n", "people", *both, review_in=dates.duration("1 year")))
    assert max(max(map(float, line.get_xdata())) for line in own_lines(page)) == x(DAY)
    assert "disputed" in words(page)


def test_an_announced_end_is_drawn_in_dashes_beyond_a_mark_for_the_day() -> None:
    page = page_of(count("b.n", "beds leased", said("150", "2020-11-01", "2021-06-30")))
    beyond = [line for line in own_lines(page) if max(line.get_xdata()) > x(DAY)]
    assert [line.get_linestyle() for line in beyond if line.get_marker() == "None"] == ["--"]
    assert [float(line.get_xdata()[0]) for line in beyond if line.get_marker() == "|"] == [
        x(date(2021, 6, 30))
    ]
    ticks = [label.get_text().replace("\u00a0", " ") for label in page.axes.get_xticklabels()]
    assert "Jan 18, 2021" in ticks


def test_a_short_time_is_told_in_days_and_takes_the_whole_sheet() -> None:
    page = page_of(weekly("d.n", "people", "30", "20", "40"))
    ticks = [label.get_text().replace("\u00a0", " ") for label in page.axes.get_xticklabels()]
    assert ticks == ["Jan 4, 2021", "Jan 11, 2021", "Jan 18, 2021"]
    left, right = page.axes.get_xlim()
    assert right - left < 16


# Values of every kind


def test_a_range_holds_as_long_as_a_number_and_nothing_says_that_nothing_is_stated() -> None:
    ranges = said("10 to 20", "2020-08-10"), said("30 to 90", "2020-10-01")
    page = page_of(count("b.n", "people", *ranges, review_in=dates.duration("1 year")))
    assert "nothing stated" not in words(page)
    level = [line for line in own_lines(page) if len(set(map(float, line.get_ydata()))) == 1]
    assert {float(line.get_ydata()[0]) for line in level} == {10, 20, 30, 90}
    assert max(max(map(float, line.get_xdata())) for line in level) == x(DAY)


def test_a_number_that_is_not_public_is_not_nothing_stated() -> None:
    lines = said("600", "2020-06-01"), said("not public", "2020-09-01"), said("500", "2020-12-10")
    page = page_of(count("b.n", "forces", *lines))
    assert "not\u00a0public" in words(page) or "not public" in words(page)
    assert [o.written for o in page.shown[0].said] == ["600", "not public", "500"]


def test_an_estimate_keeps_the_name_of_whose_it_is_where_the_key_names_the_series() -> None:
    guess = said("600", "2020-12-01", status=Status.ESTIMATE, by=plain_text("the union"))
    rest = [weekly(f"b.m{n}", f"people of district {n}", "40", "90") for n in range(4)]
    page = page_of(count("b.n", "people of all districts", guess), *rest, width=184.25)
    assert page.key
    assert "the union" in " ".join(words(page))


# Several series


def test_two_series_are_named_at_their_lines() -> None:
    cases = weekly("w.c", "cases", "40", "90", "210", "180", "120", "57")
    beds = weekly("w.b", "patients admitted", "22", "61", "95", "140", "110", "72")
    page = page_of(cases, beds)
    assert page.key == []
    for name, value in (("cases", "57"), ("patients admitted", "72")):
        lines = [box.low for text, box in spelled(page) if text == name]
        assert any(abs(low - place_of(page, value).low) < 1 for low in lines)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_series_is_named_at_its_line_or_in_the_key(width: float) -> None:
    names = ("northern", "eastern", "southern", "western", "central", "capital")
    facts = [weekly(f"w.{n}", n, "40", "90", str(60 + 20 * k)) for k, n in enumerate(names)]
    page = page_of(*facts, width=width)
    told = {*words(page), *(entry.words for entry in page.key)}
    assert set(names) <= told


# An axis that an author made logarithmic


def on_a_logarithmic_axis(*values: str) -> Canvas:
    with charts.canvas(asked := reader(weekly("c.n", "cases", *values))) as page:
        charts.steps(page.axes, asked["c.n"])
        page.axes.set_yscale("log")
    return page


def test_a_logarithmic_axis_names_powers_of_ten_and_every_mark_is_whole() -> None:
    page = on_a_logarithmic_axis("3", "40", "12,000")
    ticks = [label.get_text() for label in page.axes.get_yticklabels()]
    assert ticks == ["1", "100", "10,000"]
    assert all(page.box(mark).high < page.size[1] for mark in page.marks)
    assert {"3", "40", "12,000"} <= set(words(page))


def test_a_logarithmic_axis_refuses_zero() -> None:
    with pytest.raises(WordError) as refused:
        on_a_logarithmic_axis("3", "0")
    assert str(refused.value) == "a logarithmic axis has no place for zero"
    assert refused.value.hint == "take set_yscale out"


# The words of the axes


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (10**12, "1\u00a0trillion", "1\u00a0000\u00a0milliards"),
        (2.5 * 10**12, "2.5\u00a0trillion", "2\u00a0500\u00a0milliards"),
        (-5.0, "\u22125", "\u22125"),
        (0.0, "0", "0"),
    ],
)
def test_an_axis_names_numbers_by_the_largest_scale(
    value: float, english: str, french: str
) -> None:
    assert axis_number(value, language(EN)) == english
    assert axis_number(value, language(FR)) == french


def test_numbers_of_an_axis_end_below_one_another() -> None:
    page = page_of(weekly("d.n", "cases", "1,000", "2,000"))
    assert {label.get_horizontalalignment() for label in page.axes.get_yticklabels()} == {"right"}


@given(st.floats(-1e7, 1e7), st.floats(0.1, 1e7))
@example(-8.0, 11.0)
@example(-80.0, 178.0)
def test_an_axis_below_zero_names_round_numbers_within_its_ends(low: float, span: float) -> None:
    low, top = min(low, 0.0), max(low + span, 0.0)
    levels = steps_to(top, low=low)
    assert 0.0 in levels
    assert len(levels) > 1
    assert all(low - 1e-6 * span <= level <= top + 1e-6 * span for level in levels)
    assert len(levels) <= 5


def test_an_axis_of_equal_ratios_names_several_numbers_of_one_power_of_ten_too() -> None:
    assert powers_of_ten(10, 80) == [10, 20, 50]
    assert powers_of_ten(1, 2000) == [1, 10, 100, 1000]


def test_days_of_an_axis_have_room_for_their_names() -> None:
    for many in (1, 5, 13, 27):
        named = days_between(x(DAY), x(DAY) + many, 360)
        assert 1 <= len(named) <= 5
