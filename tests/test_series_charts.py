"""Charts of series: columns, groups, stacks and lines, with what is missing or not exact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex

from asof import charts
from asof.charts.canvas import Canvas
from asof.charts.data_points import data_series
from asof.charts.descriptions import alternative_text
from asof.charts.intervals import intervals
from asof.charts.mpl import LEADING
from asof.charts.panels import Grid
from asof.charts.scales import x
from asof.diagnostics import WordError
from asof.form import COLUMN
from asof.language import language
from asof.ledger import Fact, SeriesBreak, Status
from asof.ledger.facts import Frequency
from asof.templates.figure_lines import what_is_measured
from asof.text import plain_text
from chart_invariants import faults
from test_charts import EN, FR, dots, drawn, fact, reader, said, strokes, ticks, words

END = date(2021, 1, 18)


def reports(key: str, label: str, *values: str, days: int = 1, **more: Any) -> Fact:
    """A fact with a report every so many days to the end; '' is a report that is missing."""
    first = END - timedelta(days=days * (len(values) - 1))
    dated = [(first + timedelta(days=days * n), value) for n, value in enumerate(values)]
    return fact(key, label, *(o for day, value in dated for o in stated(day, value)), **more)


def stated(day: date, value: str) -> list[Any]:
    """What is reported of a day: '40 (p)' is provisional, '40 | 60' is in dispute."""
    status = Status.PROVISIONAL if value.endswith(" (p)") else None
    told = value.removesuffix(" (p)").split(" | ") if value else []
    return [
        said(each, day.isoformat(), publisher=f"Office {n}", status=status)
        for n, each in enumerate(told)
    ]


def sheet(
    draw: Callable[[Any, Any], None], *facts: Fact, width: float = COLUMN, tag: str = EN
) -> Canvas:
    """The sheet after a function has drawn on it, settled."""
    asked = reader(*facts, day=END, tag=tag)
    with charts.canvas(asked, width=width) as page:
        draw(page.axes, asked)
    return page


def columns_of(axes: Any) -> list[Any]:
    """The columns, and no swatch of the key."""
    return [bar for bar in axes.patches if bar.get_transform().contains_branch(axes.transData)]


def heights(axes: Any) -> list[float]:
    return [float(bar.get_height()) for bar in columns_of(axes)]


def days(axes: Any) -> list[float]:
    return [float(bar.get_x() + bar.get_width() / 2) for bar in columns_of(axes)]


def line_paths(axes: Any) -> list[list[float]]:
    """The heights of each line that goes from value to value."""
    found = [line for line in strokes(axes) if line.get_marker() == "None"]
    return [[float(y) for y in line.get_ydata()] for line in found]


def small_marks(axes: Any, marker: str) -> list[float]:
    """The days over which small marks of a kind stand."""
    found = [line for line in axes.lines if line.get_marker() == marker]
    return [float(day) for line in found for day in line.get_xdata()]


# The reports of a fact


@pytest.mark.parametrize(
    ("values", "gap", "missing"),
    [
        (("1", "2", "3", "", "5"), 1, [END - timedelta(days=1)]),
        (("1", "2", "", "", "4", "5", "6"), 7, [END - timedelta(days=7 * n) for n in (4, 3)]),
        (("1", "2", "3"), 1, []),
    ],
)
def test_a_report_is_missing_where_the_others_keep_their_distance(
    values: tuple[str, ...], gap: int, missing: list[date]
) -> None:
    view = reader(reports("c.n", "cases", *values, days=gap))["c.n"]
    assert list(data_series(view, END).missing) == missing


def test_no_report_is_missing_of_a_fact_that_is_reported_now_and_then() -> None:
    seldom = [said("1", "2020-01-03"), said("2", "2020-02-20"), said("3", "2021-01-10")]
    view = reader(fact("c.n", "cases", *seldom))["c.n"]
    assert data_series(view, END).missing == ()


def test_reports_of_working_days_miss_no_weekend_and_are_missed_since_the_last() -> None:
    week = [said("5", f"2021-01-{day:02}") for day in (11, 12, 14, 15)]
    view = reader(fact("c.n", "cases", *week, expected=Frequency.WEEKDAYS))["c.n"]
    assert data_series(view, END).missing == (date(2021, 1, 13), END)


# Columns


def test_a_column_is_as_high_as_its_value_and_one_is_left_out_where_no_report_is() -> None:
    axes = drawn(
        lambda a, e: charts.columns(a, e["c.n"]), reports("c.n", "cases", "2", "3", "4", "", "6")
    )
    assert heights(axes) == [2, 3, 4, 6]
    assert days(axes) == pytest.approx([x(END - timedelta(days=n)) for n in (4, 3, 2, 0)])
    assert small_marks(axes, "x")[0] == x(END - timedelta(days=1))
    assert {"6", "cases", "nothing stated"} <= set(words(axes))


def test_a_zero_is_a_line_and_no_hole() -> None:
    axes = drawn(lambda a, e: charts.columns(a, e["c.n"]), reports("c.n", "cases", "3", "0", "2"))
    flat = [line for line in axes.lines if list(line.get_ydata()) == [0, 0]]
    assert len(flat) == 1
    assert heights(axes) == [3, 2]


def test_columns_below_zero_hang_from_it() -> None:
    axes = drawn(lambda a, e: charts.columns(a, e["c.n"]), reports("c.n", "net", "3", "-4", "2"))
    assert heights(axes) == [3, -4, 2]
    assert axes.get_ylim()[0] <= -4


def test_what_is_provisional_is_hatched_and_what_is_not_exact_is_hollow_and_both_are_told() -> None:
    weekly = reports("c.n", "cases", "30", "about 40", "50 (p)", days=7)
    axes = drawn(lambda a, e: charts.columns(a, e["c.n"]), weekly)
    looks = {
        bar.get_height(): (bar.get_hatch(), to_hex(bar.get_facecolor())) for bar in axes.patches
    }
    assert looks[40] == (None, "#ffffff")
    assert looks[50] == ("/////", "#ffffff")
    assert {"not exact", "provisional", "about\u00a040" if False else "provisional"} <= set(
        words(axes)
    )


@pytest.mark.parametrize(("value", "told"), [("30 | 50", "disputed"), ("30 to 50", None)])
def test_a_range_and_a_dispute_are_drawn_to_the_least_and_dotted_to_the_most(
    value: str, told: str | None
) -> None:
    weekly = reports("c.n", "cases", "10", value, "20", days=7)
    axes = drawn(lambda a, e: charts.columns(a, e["c.n"]), weekly)
    dotted = [bar for bar in columns_of(axes) if bar.get_linestyle() == ":"]
    assert [(bar.get_y(), bar.get_height()) for bar in dotted] == [(30, 20)]
    assert (told or "from the least to the most") in words(axes)


def test_a_value_that_is_not_public_is_a_square_and_no_column() -> None:
    weekly = reports("c.n", "cases", "10", "not public", "20", days=7)
    axes = drawn(lambda a, e: charts.columns(a, e["c.n"]), weekly)
    assert heights(axes) == [10, 20]
    assert small_marks(axes, "s")
    assert "not public" in words(axes)


# Several facts


def two_regions(**more: Any) -> tuple[Fact, Fact]:
    north = reports("r.a", "north", "10", "20", "30", days=7, **more)
    return north, reports("r.b", "south", "1", "", "3", days=7, **more)


def test_columns_of_a_group_stand_side_by_side_in_looks_that_the_key_explains() -> None:
    axes = drawn(lambda a, e: charts.grouped(a, *e.matching("r.*")), *two_regions())
    edges = sorted((bar.get_x(), bar.get_x() + bar.get_width()) for bar in columns_of(axes))
    assert all(one[1] <= other[0] + 1e-9 for one, other in pairwise(edges))
    assert len({to_hex(bar.get_facecolor()) for bar in columns_of(axes)}) == 2
    assert words(axes).count("north") == 2  # in the key, and beside the last group


def test_a_stack_says_over_a_column_that_a_part_of_it_is_missing() -> None:
    axes = drawn(lambda a, e: charts.stacked(a, *e.matching("r.*")), *two_regions())
    parts = sorted((bar.get_y(), bar.get_height()) for bar in columns_of(axes))
    assert parts == [(0, 10), (0, 20), (0, 30), (10, 1), (30, 3)]
    assert small_marks(axes, "x")[0] == pytest.approx(x(END - timedelta(days=7)) - 3)
    assert "a part is missing, disputed or not public" in words(axes)


@pytest.mark.parametrize("value", ["2 | 4", "2 to 4", "not public"])
def test_a_stack_leaves_out_what_does_not_add_up(value: str) -> None:
    south = reports("r.b", "south", "1", value, "3", days=7)
    axes = drawn(lambda a, e: charts.stacked(a, *e.matching("r.*")), two_regions()[0], south)
    assert sum(heights(axes)) == 10 + 20 + 30 + 1 + 3
    assert x(END) - 10 in small_marks(axes, "x")


# Lines


def test_a_line_is_broken_where_a_report_is_missing() -> None:
    cases = reports("l.n", "cases", "1", "2", "3", "", "5", "6")
    axes = drawn(lambda a, e: charts.lines(a, e["l.n"]), cases)
    assert line_paths(axes) == [[1, 2, 3], [5, 6]]


def test_no_line_goes_through_a_range_or_a_dispute() -> None:
    cases = reports("l.n", "cases", "1", "2", "3 | 9", "4", "5 to 8", "6", days=7)
    axes = drawn(lambda a, e: charts.lines(a, e["l.n"]), cases)
    assert line_paths(axes) == [[1, 2], [4], [6]]
    upright = [line for line in axes.lines if line.get_marker() == "_" and line.axes is axes]
    assert (5, 8) in {tuple(map(float, line.get_ydata())) for line in upright}
    dotted = [line for line in strokes(axes) if line.get_linestyle() == ":"]
    assert [sorted(map(float, line.get_ydata())) for line in dotted] == [[3, 9]]


@pytest.mark.parametrize("tag", [EN, FR])
def test_lines_are_named_at_their_ends_and_end_on_the_last_report(tag: str) -> None:
    axes = drawn(lambda a, e: charts.lines(a, *e.matching("r.*")), *two_regions(), tag=tag)
    assert {"30", "north", "3", "south"} <= set(words(axes))
    assert max(float(max(line.get_xdata())) for line in strokes(axes)) == x(END)
    assert ticks(axes)


def test_chosen_values_are_labelled_with_their_day() -> None:
    cases = reports("l.n", "cases", "500", "200", "900", "400", "600", days=7)
    labels = ("first", "highest", "lowest")
    axes = drawn(lambda a, e: charts.lines(a, e["l.n"], labels=labels), cases)
    assert {"500", "200", "900", "600"} <= set(words(axes))
    assert any(told.startswith("Jan\u00a04") for told in words(axes))


def test_the_label_of_the_last_value_stands_at_the_right_of_the_drawing() -> None:
    cases = reports("l.n", "cases", "500", "900", "870", days=7)
    axes = drawn(lambda a, e: charts.lines(a, e["l.n"]), cases)
    last = next(text for text in axes.texts if text.get_text() == "870")
    assert last.get_position()[0] > axes.get_window_extent().x1 - 6


# Logarithmic scales


@pytest.mark.parametrize(
    ("tag", "told"), [(EN, "logarithmic scale"), (FR, "échelle logarithmique")]
)
def test_a_logarithmic_scale_says_so_and_names_powers_of_ten(tag: str, told: str) -> None:
    cases = reports("l.n", "cases", "3", "20", "300", "4,000", days=7)
    axes = drawn(lambda a, e: charts.lines(a, e["l.n"], scale="log"), cases, tag=tag)
    assert axes.get_yscale() == "log"
    assert told in words(axes)
    assert [float(level) for level in axes.get_yticks()] == [1, 10, 100, 1000]


def test_a_logarithmic_scale_of_one_value_still_names_a_number() -> None:
    axes = drawn(lambda a, e: charts.lines(a, e["l.n"], scale="log"), reports("l.n", "cases", "7"))
    assert "7" in words(axes)
    assert len(axes.get_yticks()) >= 1


def test_columns_do_not_stand_on_a_logarithmic_scale() -> None:
    def both(axes: Any, edition: Any) -> None:
        charts.lines(axes, edition["l.n"], scale="log")
        charts.columns(axes, edition["l.n"])

    with pytest.raises(WordError, match="reaches zero, which no log scale has"):
        drawn(both, reports("l.n", "cases", "3", "20"))


# Reference lines


def test_a_reference_line_reaches_to_the_edition_s_day_and_has_its_name_and_value() -> None:
    def draw(axes: Any, edition: Any) -> None:
        charts.reference(axes, edition["b.c"])
        charts.columns(axes, edition["b.n"])

    beds = reports("b.n", "beds in use", "30", "50", "60", days=7)
    axes = drawn(draw, beds, fact("b.c", "beds", said("about 55", "2020-01-01")))
    level = [line for line in strokes(axes) if list(line.get_ydata()) == [55, 55]]
    assert {float(max(line.get_xdata())) // 1 for line in level} == {x(END)}
    assert {"beds:", "about\u00a055"} <= set(words(axes))


def test_a_reference_line_may_have_a_name_of_its_own() -> None:
    def draw(axes: Any, edition: Any) -> None:
        charts.lines(axes, edition["b.n"])
        charts.reference(axes, edition["b.c"], name="alarm")

    beds = reports("b.n", "beds in use", "30", "50", "60", days=7)
    told = words(drawn(draw, beds, fact("b.c", "beds", said("55", "2020-01-01"))))
    assert "alarm:" in told
    assert "beds:" not in told


# Sparklines


def test_a_sparkline_has_no_axis_a_mark_at_either_end_and_its_last_value() -> None:
    values = ["3", "8", "5", "9", "4", "6"]
    axes = drawn(lambda a, e: charts.sparkline(a, e["l.n"]), reports("l.n", "cases", *values))
    assert axes.axison is False
    assert {3.0, 6.0} <= {height for height, _ in dots(axes)}
    assert words(axes) == ["6", "cases"]
    assert axes.get_ylim() == (0, 9)


def test_a_sparkline_is_as_high_as_a_line_of_text_where_no_height_is_asked_for() -> None:
    page = sheet(lambda a, e: charts.sparkline(a, e["l.n"]), reports("l.n", "cases", "3", "8"))
    assert page.size[1] == 24


def test_no_arrow_leaves_a_sparkline() -> None:
    hedged = reports("l.n", "cases", "fewer than 3", "at least 8")
    page = sheet(lambda a, e: charts.sparkline(a, e["l.n"]), hedged)
    assert faults(page) == []


# Panels


def panels_of(page: Any) -> list[Any]:
    return [axes for axes in page.figure.axes if axes is not page.axes]


def test_panels_name_their_facts_and_share_one_scale() -> None:
    page = sheet(lambda a, e: charts.panels(a, *e.matching("r.*")), *two_regions())
    north, south = panels_of(page)
    assert north.get_ylim() == south.get_ylim()
    assert north.get_xlim() == south.get_xlim()
    assert "North" in words(north)
    assert "South" in words(south)


def test_panels_of_one_thing_in_several_places_are_named_by_place() -> None:
    """What that is the line below the caption says; unlike things are named whole."""
    places = [
        replace(fact, what=plain_text("Deaths"), where=plain_text(place))
        for fact, place in zip(two_regions(), ("Lombardy", "Umbria"), strict=True)
    ]
    page = sheet(paneled(), *places)
    names = {"Lombardy", "Umbria", "North", "South"}
    assert [names & {*words(panel)} for panel in panels_of(page)] == [{"Lombardy"}, {"Umbria"}]
    assert what_is_measured([fact.view for fact in page.shown], language("en-CA")) == "Deaths"
    unlike = sheet(paneled(), places[0], replace(places[1], what=plain_text("Cases")))
    assert [names & {*words(panel)} for panel in panels_of(unlike)] == [{"North"}, {"South"}]


def test_two_panels_stand_side_by_side_in_the_largest_type() -> None:
    twice = 18 / 9  # a chart is composed in 9 points, on a column of 167 mm
    assert Grid.of(167 / 25.4 * 72 / twice, 6).across == 2


def paneled(**options: Any) -> Callable[[Any, Any], None]:
    """Draws all regions, a panel each."""
    return lambda axes, edition: charts.panels(axes, *edition.matching("r.*"), **options)


@pytest.mark.parametrize("more", [{}, {"unit": {"": {"other": "%"}}}])
def test_panels_with_scales_of_their_own_say_so(more: dict[str, Any]) -> None:
    south = reports("r.b", "south", "1", "2", "3", days=7, **more)
    share = bool(more)  # what is counted otherwise has a scale of its own in any case
    page = sheet(paneled(share=share), two_regions()[0], south)
    one, other = panels_of(page)
    assert one.get_ylim() != other.get_ylim()
    assert "each panel has a scale of its own" in words(page.axes)


def test_what_panels_draw_counts_as_drawn_and_is_told() -> None:
    page = sheet(paneled(draw=charts.columns), *two_regions())
    assert not page.empty
    assert [fact.view.key for fact in page.shown] == ["r.a", "r.b"]


def test_a_panel_says_what_it_names_above_it_nowhere_else() -> None:
    crowded = [reports(f"r.n{n}", f"district {n}", *map(str, range(n, 30))) for n in range(2)]
    page = sheet(paneled(draw=charts.steps), *crowded)
    for panel in panels_of(page):
        named = [word for word in words(panel) if "istrict" in word]
        assert len(named) == 1


def test_panels_stand_in_fewer_columns_where_words_would_leave_their_drawings_no_room() -> None:
    short = [reports(f"p.n{n}", "cases", "1", "2") for n in range(3)]
    long = [reports(f"p.n{n}", "cases", "40,000", "about 65,000") for n in range(3)]
    tops = []
    for facts in (short, long):
        page = sheet(lambda a, e: charts.panels(a, *e.matching("p.*")), *facts)
        boxes = [panel.get_position() for panel in panels_of(page)]
        tops.append({round(box.y1, 3) for box in boxes})
        assert all(box.width * page.wide > 45 for box in boxes)
    assert [len(each) for each in tops] == [1, 2]


def test_no_label_stands_upon_the_arrow_of_a_column() -> None:
    weekly = reports("c.n", "cases", *["at least 40", "fewer than 40"] * 4, days=7)
    page = sheet(lambda a, e: charts.columns(a, e["c.n"]), weekly)
    assert faults(page) == []
    assert {(mark.down > 0, mark.up > 0) for mark in page.marks} >= {(True, False), (False, True)}


def test_the_numbers_of_a_low_panel_stand_apart() -> None:
    told = "in the districts that have reported since the beginning of the response"
    facts = [
        reports(f"p.n{n}", f"people {told} {n}", "-9,000", f"at least {n + 1}0,000", "12,000")
        for n in range(6)
    ]
    page = sheet(lambda a, e: charts.panels(a, *e.matching("p.*"), draw=charts.steps), *facts)
    for panel in panels_of(page):
        heights = [panel.transData.transform((0, at))[1] for at in panel.get_yticks()]
        assert all(after - before >= LEADING - 0.1 for before, after in pairwise(heights))


def test_series_of_one_name_have_an_entry_each_in_the_key() -> None:
    alike = [reports(f"c.n{n}", "cases", "3", "5", f"{n + 2}") for n in range(2)]
    page = sheet(lambda a, e: charts.grouped(a, *e.matching("c.*")), *alike)
    assert words(page.axes)[:2] == ["cases", "cases"]


def test_many_panels_are_as_high_as_they_need_and_none_leaves_the_sheet() -> None:
    facts = [reports(f"p.n{n}", f"district {n}", "1", "5", "3") for n in range(9)]
    page = sheet(lambda a, e: charts.panels(a, *e.matching("p.*")), *facts)
    for axes in panels_of(page):
        box = axes.get_position()
        assert 0 <= box.x0 < box.x1 <= 1
        assert 0 <= box.y0 < box.y1 <= 1


# Whatever the data


@st.composite
def random_reports(draw: st.DrawFn, key: str) -> Fact:
    """A fact of one to 400 reports: exact, hedged, ranged, disputed, withheld, missing."""
    number = st.integers(-900, 90_000) | st.integers(0, 9)
    plain = number.map(str)
    least = st.integers(0, 900)
    ranged = st.builds(lambda n, more: f"{n} to {n + more}", least, st.integers(1, 500))
    hedged = st.builds("{} {}".format, st.sampled_from(["about", "at least", "up to"]), least)
    disputed = st.builds("{} | {}".format, least, st.integers(901, 2000))
    kinds = [plain] * 6 + [ranged, hedged, disputed, st.just(""), st.just("not public")]
    length = draw(st.sampled_from([1, 2, 12, 40, 400]))
    values = draw(st.lists(st.one_of(kinds), min_size=length, max_size=length))
    name = draw(st.sampled_from(["cases", "patients admitted to intensive care in all districts"]))
    return reports(key, name, *values, days=draw(st.sampled_from([1, 7])))


DRAWINGS: dict[str, Callable[[Any, Any], None]] = {
    "columns": lambda a, e: charts.columns(a, e["w.0"]),
    "grouped": lambda a, e: charts.grouped(a, *e.matching("w.*")),
    "lines": lambda a, e: charts.lines(a, *e.matching("w.*"), labels=("first", "lowest")),
    "sparkline": lambda a, e: charts.sparkline(a, e["w.0"]),
    "panels": lambda a, e: charts.panels(a, *e.matching("w.*")),
}


@pytest.mark.parametrize("name", DRAWINGS)
@settings(max_examples=8, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_series_is_drawn_whole_whatever_is_reported(name: str, data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 4))
    facts = [data.draw(random_reports(f"w.{n}")) for n in range(count)]
    width = data.draw(st.sampled_from([368.5, 236.7]))
    page = sheet(DRAWINGS[name], *facts, width=width)
    edge, day = page.figure.bbox, x(END) + 1
    for axes in page.figure.axes:
        for line in strokes(axes):
            assert max(line.get_xdata(), default=0) <= day
        for text in (t for t in axes.texts if t.get_text()):
            left, low = text.get_position() if text.get_transform() is None else (0, 0)
            assert 0 <= left <= edge.x1
            assert 0 <= low <= edge.y1


# Breaks in a series

BROKEN: dict[str, Any] = {
    "breaks": (SeriesBreak(END - timedelta(days=1), plain_text("homes too")),)
}


def test_no_line_crosses_a_break_in_the_series() -> None:
    fact = reports("a.a", "Cases", "10", "20", "30", "90", "80", **BROKEN)
    page = sheet(lambda axes, asked: charts.lines(axes, asked["a.a"]), fact)
    assert line_paths(page.axes)[:2] == [[10, 20, 30], [90, 80]]
    assert [key.words for key in page.key] == [
        "Break in the series on January\u00a017,\u00a02021: homes too"
    ]
    other = reports("a.b", "Deaths", "1", "2", "3", "4", "5")
    two = sheet(lambda axes, asked: charts.lines(axes, *asked.matching("a.*")), fact, other)
    assert [key.words for key in two.key] == [
        "Cases: break in the series on January\u00a017,\u00a02021: homes too"
    ]
    alone = reports("a.a", "Cases", "10", "20", "30", "90", "80")
    assert line_paths(sheet(lambda axes, asked: charts.lines(axes, asked["a.a"]), alone).axes) == [
        [10, 20, 30, 90, 80]
    ]


def test_neither_does_a_sparkline_nor_the_step_of_a_count() -> None:
    fact = reports("a.a", "Cases", "10", "20", "30", "90", "80", **BROKEN)
    page = sheet(lambda axes, asked: charts.sparkline(axes, asked["a.a"]), fact)
    assert [path for path in line_paths(page.axes) if len(path) > 1 and any(path)] == [
        [10, 20, 30],
        [90, 80],
    ]
    steps = sheet(lambda axes, asked: charts.steps(axes, asked["a.a"]), fact)
    rises = [tuple(path) for path in line_paths(steps.axes) if len(set(path)) > 1]
    assert (30.0, 90.0) not in rises
    assert (20.0, 30.0) in rises


def test_a_value_that_is_stated_again_after_a_break_is_another() -> None:
    fact = reports("a.a", "Cases", "10", "20", "30", "30", "30", **BROKEN)
    asked = reader(fact, day=END)
    assert [len(spell.statements) for spell in intervals(asked["a.a"])] == [1, 1, 1, 2]


def test_in_words_each_stretch_goes_its_way_and_the_break_is_told() -> None:
    fact = reports("a.a", "Cases", "10", "20", "30", "90", "80", **BROKEN)
    page = sheet(lambda axes, asked: charts.lines(axes, asked["a.a"]), fact)
    told = alternative_text(page.shown, language(EN))
    assert "rising: first 10" in told
    assert "break in the series on January 17, 2021: homes too" in told.replace("\u00a0", " ")
    assert "falling: first 90" in told


@pytest.mark.parametrize("draw", [charts.columns, charts.grouped, charts.stacked])
def test_columns_tell_of_a_break_between_them(draw: Callable[..., None]) -> None:
    fact = reports("a.a", "Cases", "10", "20", "30", "90", "80", **BROKEN)
    page = sheet(lambda axes, asked: draw(axes, asked["a.a"]), fact)
    assert "Break in the series on January\u00a017,\u00a02021: homes too" in [
        key.words for key in page.key
    ]
    firsts = [np.asarray(line.get_xdata(), float)[0] for line in page.axes.lines]
    assert [first for first in firsts if first % 1 == 0.5] == [x(END) - 1.5]
