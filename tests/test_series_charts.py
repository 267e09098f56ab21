"""Charts of series: columns, groups, stacks and lines, with what is missing or not exact."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from matplotlib.colors import to_hex

from asof import charts
from asof.charts.data_points import data_series
from asof.charts.scales import x
from asof.ledger import Fact, Status
from asof.ledger.facts import Frequency
from test_charts import EN, FR, drawn, fact, reader, said, strokes, ticks, words

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
    assert {tuple(map(float, line.get_ydata())) for line in upright} >= {(3, 9), (5, 8)}


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
