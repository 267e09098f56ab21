"""Charts: what was drawn, in both languages; what was read; what is used again."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asof import charts, data, dates, workspace
from asof.cache import Store
from asof.charts import Axes, DrawnChart, Edition
from asof.charts import mpl as library
from asof.charts.canvas import Canvas
from asof.charts.chart_file import find_chart, load_chart
from asof.charts.descriptions import alternative_text
from asof.charts.label_placement import (
    Box,
    Boxes,
    Choice,
    Ground,
    Size,
    Wanted,
    place_labels,
    spread,
)
from asof.charts.scales import axis_number, days_between, steps_to, x
from asof.charts.text_runs import Run, phrase, wrapped
from asof.diagnostics import Location, RenderError
from asof.form import THEME_LOOK, ChartColumn
from asof.language import language
from asof.ledger import (
    Citation,
    Fact,
    Ledger,
    Observation,
    Period,
    Source,
    Special,
    Status,
    ValueKind,
    as_of,
)
from asof.ledger.trace import RecordingEdition
from asof.quantity import parse_quantity
from asof.text import plain_text
from asof.workspace import Workspace

EN, FR = "en-CA", "fr-CA"
DAY = date(2021, 1, 18)
ROOT = Path(__file__).parents[1]


# A ledger of a few facts


def source(publisher: str = "The Herald") -> Source:
    return Source(
        id="herald",
        title=plain_text("News"),
        publisher=plain_text(publisher),
        published=dates.parse_date("2021-01-01"),
    )


def said(
    value: str,
    on: str,
    until: str = "",
    reported: str = "",
    publisher: str = "The Herald",
    **more: Any,
) -> Observation:
    """An observation; what is no number and no date is a text."""
    held = Period(dates.parse_date(on), dates.parse_date(until) if until else None)
    known = dates.parse_date(reported or on).last
    return Observation(
        value=what(value),
        true=held,
        reported=known,
        citations=(Citation(source(publisher)),),
        written=value,
        **more,
    )


def what(value: str) -> Any:
    if value == "not public":
        return Special.WITHHELD
    if re.match(r"\d{4}-", value):
        return dates.parse_date(value)
    return parse_quantity(value) if re.search(r"\d|hundreds", value) else plain_text(value)


def fact(key: str, label: str, *observations: Observation, **more: Any) -> Fact:
    told: dict[str, Any] = {"kind": ValueKind.NUMBER, "review_in": dates.duration("90 days")} | more
    return Fact(key=key, label=plain_text(label), observations=observations, **told)


def reader(*facts: Fact, day: date = DAY, tag: str = EN) -> RecordingEdition:
    ledger = Ledger({f.key: f for f in facts}, {})
    return RecordingEdition(as_of(ledger, day, day, language(tag)))


def drawn(
    draw: Callable[[Axes, Edition], None], *facts: Fact, day: date = DAY, tag: str = EN
) -> Any:
    """The axes after a function has drawn on them and the sheet has been settled."""
    asked = reader(*facts, day=day, tag=tag)
    with charts.canvas(asked) as page:
        draw(page.axes, asked)
    return page.axes


def words(axes: Any) -> list[str]:
    """Everything the chart says, apart from its axes."""
    return [text.get_text() for text in axes.texts if text.get_text()]


def ticks(axes: Any) -> list[str]:
    return [label.get_text() for label in (*axes.get_xticklabels(), *axes.get_yticklabels())]


def strokes(axes: Any) -> list[Any]:
    """The lines that stand for something: those in the units of the chart."""
    return [line for line in axes.lines if line.get_transform().contains_branch(axes.transData)]


def lines(axes: Any, width: float) -> list[tuple[tuple[date, date], float]]:
    """The level lines of a weight: their days and their height."""
    found = []
    for line in strokes(axes):
        xs, ys = (list(map(float, d)) for d in line.get_data())
        if line.get_linewidth() == width and line.get_marker() == "None" and ys[0] == ys[-1]:
            ends = date.fromordinal(int(xs[0])), date.fromordinal(int(xs[-1]))
            found.append((ends, ys[0]))
    return found


def dots(axes: Any, marker: str = "o") -> list[tuple[float, str]]:
    """The heights of the markers, and whether they are filled."""
    return [
        (float(next(iter(line.get_ydata()))), "hollow" if line.get_mfc() == "white" else "filled")
        for line in axes.lines
        if line.get_marker() == marker
    ]


def bars(axes: Any) -> list[tuple[float, float]]:
    return [(p.get_x(), p.get_width()) for p in axes.patches]


HEAVY, THIN = 1.8, 0.75


# Steps


def test_a_count_is_level_from_one_statement_to_the_next_and_never_slopes() -> None:
    strength = fact("a.b", "staff", said("100", "2020-11-01"), said("300", "2020-12-15"))
    axes = drawn(lambda a, e: charts.steps(a, e["a.b"]), strength)
    assert lines(axes, THIN)[0] == ((date(2020, 11, 1), date(2020, 12, 15)), 100)
    assert dots(axes) == [(100, "filled"), (300, "filled")]
    for line in strokes(axes):
        xs, ys = (list(d) for d in line.get_data())
        assert xs[0] == xs[-1] or ys[0] == ys[-1]


def test_a_repeated_value_is_one_heavy_line_from_its_first_to_its_last_statement() -> None:
    strength = fact("a.b", "staff", said("100", "2020-11-01"), said("100", "2020-12-15"))
    axes = drawn(lambda a, e: charts.steps(a, e["a.b"]), strength)
    assert lines(axes, HEAVY) == [((date(2020, 11, 1), date(2020, 12, 15)), 100)]
    assert words(axes).count("100") == 1


def test_a_stated_end_is_drawn_to_and_not_beyond() -> None:
    strength = fact("a.b", "staff", said("100", "2020-01-01", "2020-03-31"))
    axes = drawn(lambda a, e: charts.steps(a, e["a.b"]), strength)
    assert lines(axes, HEAVY) == [((date(2020, 1, 1), date(2020, 3, 31)), 100)]
    assert max(float(max(line.get_xdata())) for line in strokes(axes)) == x(date(2020, 3, 31))


@pytest.mark.parametrize(("tag", "told"), [(EN, "nothing stated"), (FR, "aucune indication")])
def test_a_line_stops_where_the_value_goes_stale_and_the_gap_says_so(tag: str, told: str) -> None:
    strength = fact("a.b", "staff", said("600", "2017-06-01"), said("100", "2021-01-18"))
    axes = drawn(lambda a, e: charts.steps(a, e["a.b"]), strength, tag=tag)
    assert lines(axes, THIN)[0] == ((date(2017, 6, 1), date(2017, 8, 30)), 600)
    assert words(axes).count(told) == 1
    assert len(strokes(axes)) == 1 + 2  # one line, two dots: no line through the gap, none upright


def test_a_hedged_value_is_hollow_and_keeps_its_hedge_in_each_language() -> None:
    strength = fact("a.b", "staff", said("about 1,200", "2021-01-18"))
    for tag, hedged in ((EN, "about\u00a01,200"), (FR, "environ\u00a01\u00a0200")):
        axes = drawn(lambda a, e: charts.steps(a, e["a.b"]), strength, tag=tag)
        assert dots(axes) == [(1200, "hollow")]
        assert hedged in words(axes)


def test_numbers_and_days_of_the_axes_are_in_the_language_of_the_edition() -> None:
    strength = fact("a.b", "staff", said("1,000", "2020-11-05"), said("2,000", "2021-01-18"))
    english = drawn(lambda a, e: charts.steps(a, e["a.b"]), strength)
    french = drawn(lambda a, e: charts.steps(a, e["a.b"]), strength, tag=FR)
    assert {"1,000", "2,000", "Dec\u00a02020"} <= set(ticks(english))
    assert {"1\u00a0000", "2\u00a0000"} <= set(ticks(french))
    assert any(tick.startswith("déc.") for tick in ticks(french))


@pytest.mark.parametrize(("day", "reach"), [(date(2021, 2, 1), False), (date(2022, 6, 1), True)])
def test_where_no_value_goes_on_the_axis_does_up_to_the_day(day: date, reach: bool) -> None:
    strength = fact("a.b", "staff", said("100", "2021-01-18"))
    axes = drawn(lambda a, e: charts.steps(a, e["a.b"]), strength, day=day)
    assert ("nothing stated" in words(axes)) == reach
    assert (axes.get_xlim()[1] > x(date(2022, 6, 1))) == reach


def test_a_noun_for_a_value_stands_behind_what_it_is_the_value_of() -> None:
    strength = fact("a.b", "staff", said("in the hundreds", "2021-01-18"))
    for tag, told in (
        (EN, ["staff:", "in the hundreds"]),
        (FR, ["staff\u00a0:", "des\u00a0centaines"]),
    ):
        axes = drawn(lambda a, e: charts.steps(a, e["a.b"]), strength, tag=tag)
        assert [w.replace("in\u00a0the\u00a0", "in the ") for w in words(axes)][:2] == told


def test_values_in_dispute_are_all_drawn_and_called_disputed() -> None:
    strength = fact(
        "a.b",
        "staff",
        said("500", "2021-01-18"),
        said("700", "2021-01-18", publisher="The Courier"),
    )
    axes = drawn(lambda a, e: charts.steps(a, e["a.b"]), strength)
    assert sorted(dots(axes)) == [(500, "filled"), (700, "filled")]
    assert {"500 or 700", "disputed"} <= set(words(axes))


def test_a_value_without_a_number_is_a_line_from_the_least_to_the_most_it_can_be() -> None:
    strength = fact("a.b", "staff", said("in the hundreds", "2021-01-18"))
    axes = drawn(lambda a, e: charts.steps(a, e["a.b"]), strength)
    assert [[float(y) for y in line.get_ydata()] for line in strokes(axes)] == [[100, 1000]]


@pytest.mark.parametrize(("value", "way"), [("more than 90", 11), ("fewer than 90", -11)])
def test_a_hedge_to_one_side_points_there(value: str, way: int) -> None:
    axes = drawn(
        lambda a, e: charts.steps(a, e["a.b"]), fact("a.b", "staff", said(value, "2021-01-18"))
    )
    tips = [t.xyann for t in axes.texts if getattr(t, "arrow_patch", None)]
    assert (0, way) in tips


def test_observations_may_be_handed_over_in_place_of_their_fact() -> None:
    strength = fact("a.b", "staff", said("100", "2021-01-18"))
    axes = drawn(lambda a, e: charts.steps(a, e["a.b"].history), strength)
    assert dots(axes) == [(100, "filled")]
    assert "staff" in words(axes)


def test_a_label_says_what_is_counted() -> None:
    strength = fact("a.b", "staff", said("100", "2021-01-18"), counts=plain_text("in Iraq only"))
    assert "in Iraq only" in words(drawn(lambda a, e: charts.steps(a, e["a.b"]), strength))


# Ceilings and claims


def test_a_ceiling_is_dashed_and_has_no_dot() -> None:
    limit = fact("a.c", "ceiling", said("up to 830", "2017-06-01"))
    axes = drawn(lambda a, e: charts.ceiling(a, e["a.c"]), limit)
    assert [line.get_linestyle() for line in strokes(axes)] == ["--"]
    assert dots(axes) == []
    assert "up to\u00a0830" in " ".join(words(axes)).replace("up\u00a0to", "up to")


def test_a_claim_is_a_triangle_and_names_who_claims() -> None:
    forces = fact(
        "a.s",
        "special forces",
        said("not public", "2021-01-10"),
        said("some 200", "2021-01-10", status=Status.CLAIM, by=plain_text("media reports")),
    )
    axes = drawn(lambda a, e: charts.claims(a, e["a.s"]), forces)
    assert dots(axes, "^") == [(200, "hollow")]
    assert "media reports, not confirmed\u00a0· not\u00a0public" in words(axes)


# Spans


def mandates() -> Fact:
    return fact(
        "m.end",
        "end of the mandate",
        said("2017-06-30", "2017-03-01", "2017-06-30", "2017-06-15"),
        said("2021-03-31", "2019-04-01", "2021-03-31", "2021-01-18"),
        kind=ValueKind.DATE,
    )


def test_a_span_is_full_as_far_as_reported_and_open_to_its_announced_end() -> None:
    axes = drawn(lambda a, e: charts.spans(a, e["m.end"]), mandates())
    full, announced = bars(axes)[2:4]
    assert full == (x(date(2019, 4, 1)), (date(2021, 1, 19) - date(2019, 4, 1)).days)
    assert announced == (x(date(2021, 1, 19)), (date(2021, 3, 31) - date(2021, 1, 18)).days)
    assert axes.patches[2].get_facecolor() != axes.patches[3].get_facecolor()


def test_spans_leave_the_gap_between_them_open_and_say_that_nothing_is_stated() -> None:
    axes = drawn(lambda a, e: charts.spans(a, e["m.end"]), mandates())
    within = [b for b in bars(axes) if b[0] < x(date(2019, 4, 1)) < b[0] + b[1]]
    assert within == []
    assert "nothing stated" in words(axes)


def test_a_lapsed_span_says_that_it_ended() -> None:
    axes = drawn(lambda a, e: charts.spans(a, e["m.end"]), mandates(), day=date(2021, 4, 2))
    assert "no renewal on file" in " ".join(words(axes))


def test_a_span_without_an_end_is_an_arrow() -> None:
    lead = fact("c.lead", "lead", said("Denmark", "2020-11-24"), kind=ValueKind.TEXT)
    axes = drawn(lambda a, e: charts.spans(a, e["c.lead"]), lead)
    assert any(getattr(text, "arrow_patch", None) for text in axes.texts)
    assert {"Denmark", "since Nov\u00a024,\u00a02020"} <= set(words(axes))


def test_an_uncertain_beginning_is_dotted() -> None:
    held = said("2025-03-31", "2021-04-01/2023-05-15", "2025-03-31", "2023-05-15")
    axes = drawn(
        lambda a, e: charts.spans(a, e["m.end"]),
        fact("m.end", "end", held, kind=ValueKind.DATE),
        day=date(2023, 6, 1),
    )
    assert axes.patches[0].get_linestyle() == ":"
    assert bars(axes)[0][0] == x(date(2021, 4, 1))


# Amounts and ranges


def test_amounts_stand_on_one_zero_and_parts_follow_one_another() -> None:
    facts = [
        fact("f.a", "one", said("about 300 million", "2021-01-01"), currency="CAD"),
        fact("f.b", "two", said("40 million", "2021-01-01"), currency="CAD"),
        fact("f.c", "three", said("1.39 billion", "2021-01-01"), currency="CAD"),
    ]
    axes = drawn(lambda a, e: charts.amounts(a, charts.parts(e["f.a"], e["f.b"]), e["f.c"]), *facts)
    whole = [(p.get_x(), p.get_width()) for p in axes.patches if p.get_linewidth()]
    assert whole == [(0, 300e6), (300e6, 40e6), (0, 340e6), (0, 1.39e9)]
    assert [p.get_hatch() for p in axes.patches] == [None] * len(axes.patches)
    assert "about\u00a0$340\u00a0million" in words(axes)


def test_money_is_told_in_the_words_of_each_language() -> None:
    money = fact("f.c", "three", said("1.39 billion", "2021-01-01"), currency="CAD")
    english = drawn(lambda a, e: charts.amounts(a, e["f.c"]), money)
    french = drawn(lambda a, e: charts.amounts(a, e["f.c"]), money, tag=FR)
    assert "$1.39\u00a0billion" in words(english)
    assert any(told.startswith("1,39\u00a0milliard") for told in words(french))


def test_a_fact_that_is_not_a_number_draws_no_bar() -> None:
    hidden = fact("f.h", "hidden", said("not public", "2021-01-01"))
    assert bars(drawn(lambda a, e: charts.amounts(a, e["f.h"]), hidden)) == []


def test_ranges_set_dots_bars_and_claims_on_one_ruler() -> None:
    facts = [
        fact("r.a", "limit", said("up to 830", "2021-01-01")),
        fact("r.b", "some", said("in the hundreds", "2021-01-01", status=Status.CLAIM)),
        fact("r.c", "range", said("300 to 400", "2021-01-01")),
    ]
    axes = drawn(lambda a, e: charts.ranges(a, *e.matching("r.*")), *facts)
    assert [look for _, look in dots(axes)] == ["hollow"]
    assert bars(axes) == [(100, 900), (300, 100)]
    assert "0" in ticks(axes)


def test_unlike_directions_do_not_share_a_chart() -> None:
    both = fact("a.b", "staff", said("100", "2021-01-18"))

    def mixed(axes: Axes, edition: Edition) -> None:
        charts.steps(axes, edition["a.b"])
        charts.amounts(axes, edition["a.b"])

    told = "^amounts and counts over time do not share a chart$"
    with pytest.raises(ValueError, match=told):
        drawn(mixed, both)


# Events


def many_events(count: int) -> list[Fact]:
    return [
        fact(
            f"e.n{n}",
            f"event {n}",
            said("It happened.", f"2020-01-{n + 1:02}"),
            kind=ValueKind.EVENT,
        )
        for n in range(count)
    ]


def test_events_stand_at_their_day_and_their_words_never_meet() -> None:
    axes = drawn(lambda a, e: charts.events(a, *e.matching("e.*")), *many_events(20))
    heights = [t.get_position()[1] for t in axes.texts if t.get_text().startswith("Event")]
    gaps = [one - other for one, other in pairwise(heights)]
    assert len(heights) == 20
    assert min(gaps) >= library.LEADING
    assert sorted(y for y, _ in dots(axes)) == [x(date(2020, 1, n + 1)) for n in range(20)]


def test_a_fact_that_is_a_date_is_an_event_of_that_date() -> None:
    formed = fact("e.f", "formed", said("2014-09", "2021-01-01"), kind=ValueKind.DATE)
    axes = drawn(lambda a, e: charts.events(a, e["e.f"]), formed)
    assert {"Sep 2014", "Formed"} <= {told.replace("\u00a0", " ") for told in words(axes)}


# Labels


def wide(text: str) -> float:
    return Run(text).width


def test_words_break_between_phrases_and_never_within_a_date() -> None:
    told = "non confirmé depuis le 29 juin 2017"
    for room in range(20, 200, 10):
        assert any("29 juin 2017" in line.text for line in wrapped(Run(told), room))
    assert [r.text for r in wrapped(Run("Jan 4 to 5, 2020"), 0)] == ["Jan", "4 to", "5, 2020"]


def test_a_word_that_a_line_has_no_room_for_begins_the_next() -> None:
    head = Run("24 nov. 2020", strong=True), Run("Commandement de la mission")
    lines = phrase(head, "", wide("Commandement de la") + 1)
    assert [[run.text for run in line] for line in lines] == [
        ["24 nov. 2020"],
        ["Commandement de la"],
        ["mission"],
    ]


def test_series_without_room_for_their_names_are_told_in_a_key_with_their_looks() -> None:
    counts = [
        fact(f"a.n{n}", f"people counted in district number {n}", said(f"{n}00", "2021-01-18"))
        for n in range(1, 6)
    ]
    with charts.canvas(asked := reader(*counts), 100, 200) as page:
        for view in asked.matching("a.*"):
            charts.steps(page.axes, view)
    assert [entry.words for entry in page.key] == [
        f"people counted in district number {n}" for n in range(1, 6)
    ]
    lines: list[Any] = list(page.axes.lines)
    own = [line for line in lines if line not in strokes(page.axes)]
    samples = [line for line in own if line.get_marker() != "None"]
    assert [sample.get_marker() for sample in samples] == ["o", "s", "D", "v", "P"]
    highest = max(text.get_position()[1] for text in page.axes.texts)
    assert highest < page.size[1]


def test_a_label_may_say_what_it_is_the_value_of_and_always_that_it_is_disputed() -> None:
    strength = fact("a.b", "staff", said("500", "2021-01-18"), said("700", "2021-01-18"))
    with charts.canvas(asked := reader(strength)) as page:
        charts.steps(page.axes, asked["a.b"])
    (label,) = page.labels
    for settings, told in ((label.settings, {"500 or 700", "disputed"}), (label.named, {"staff"})):
        for setting in settings:
            texts = " ".join(run.text for line in setting.lines for run in line)
            assert all(each in texts for each in told)


def ground(marks: list[Box]) -> Ground:
    return Ground(Boxes(marks))


def place_label(label: Wanted, marks: list[Box], frame: Box) -> Choice:
    (found,) = place_labels([label], ground(marks), frame)
    assert found
    return found


def test_labels_leave_marks_and_one_another_free() -> None:
    marks = [Box(50, 20 + n, 56, 26 + n) for n in range(0, 100, 25)]
    frame = Box(0, 0, 370, 150)
    wanted = [Wanted(mark, (Size(120, 22),)) for mark in marks]
    found = [c.box for c in place_labels(wanted, ground(marks), frame) if c]
    assert len(found) == len(marks)
    for n, box in enumerate(found):
        assert box.outside(frame) == 0
        assert all(box.shared(other) == 0 for other in (*found[n + 1 :], *marks))


def test_of_marks_that_touch_one_is_labelled_that_no_label_may_seem_another_s() -> None:
    marks = [Box(50, 50 + n, 56, 56 + n) for n in range(0, 8, 2)]
    wanted = [Wanted(mark, (Size(120, 22),), right=False) for mark in marks]
    found = place_labels(wanted, ground(marks), Box(0, 0, 370, 150))
    assert [choice is not None for choice in found] == [True, False, False, True]


def test_a_label_takes_a_narrower_shape_where_the_wide_one_does_not_fit() -> None:
    wall, mark = Box(100, 0, 104, 150), Box(200, 70, 206, 76)
    sizes = Size(180, 12), Size(80, 24, 4)
    found = place_label(Wanted(mark, sizes), [wall, mark], Box(0, 0, 210, 150))
    assert found.size == 1
    assert found.box.shared(wall) == 0


def test_a_label_at_the_right_edge_stands_above_its_mark_and_ends_where_it_does() -> None:
    mark, wall, frame = Box(190, 20, 196, 26), Box(80, 0, 84, 150), Box(0, 0, 200, 150)
    found = place_label(Wanted(mark, (Size(100, 12), Size(40, 24, 4))), [mark, wall], frame)
    assert (found.box.right, found.flush) == (mark.right, True)
    assert found.box.low > mark.high
    assert found.size == 0


def test_a_label_slides_along_a_tall_mark_without_a_price() -> None:
    mark, other = Box(50, 0, 54, 140), Box(60, 60, 200, 100)
    found = place_label(Wanted(mark, (Size(80, 12),)), [mark, other], Box(0, 0, 200, 150))
    assert found.box.left > mark.right
    assert found.box.shared(other) == 0
    assert found.price <= 1


@given(st.lists(st.floats(0, 100), min_size=1, max_size=12))
def test_spreading_keeps_order_distance_and_bounds(wanted: list[float]) -> None:
    wanted = sorted(wanted)
    found = spread(wanted, [8.0] * len(wanted), 0, 200)
    assert found[0] >= 8 - 1e-6
    assert found[-1] <= 200 + 1e-6
    assert all(b - a >= 8 - 1e-6 for a, b in pairwise(found))


def test_spreading_moves_nothing_that_has_room() -> None:
    assert spread([20, 40, 60], [8, 8, 8], 0, 100) == [20, 40, 60]


# Scales


def test_an_axis_has_at_most_three_round_numbers() -> None:
    assert steps_to(830) == [0, 500]
    assert steps_to(1000) == [0, 500, 1000]
    assert steps_to(7) == [0, 2.5, 5]
    assert all(len(steps_to(top)) <= 3 for top in range(1, 3000, 7))


def test_round_numbers_of_an_axis_take_a_scale_word() -> None:
    assert axis_number(2e9, language(EN)) == "2\u00a0billion"
    assert axis_number(1500.0, language(FR)) == "1\u00a0500"


def test_an_axis_names_years_or_the_months_of_a_short_time() -> None:
    years = days_between(x(date(2016, 5, 1)), x(date(2025, 3, 31)), 368)
    assert [text for _, text in years] == [str(y) for y in range(2017, 2026)]
    months = days_between(x(date(2017, 5, 10)), x(date(2017, 8, 2)), 368)
    assert [text for _, text in months] == ["2017-06", "2017-07", "2017-08"]


# Chart files


FACTS = """
b:
  label: {en: members, fr: membres}
  counts: {en: in Iraq only, fr: en Irak seulement}
  review_in: 90 days
  observations:
    - {value: about 600, on: 2020-06-01, source: herald}
    - {value: about 100, on: 2021-01-18, reported: 2021-01-18, source: herald}
    - {value: 900, on: 2021-03-01, reported: 2021-03-01, source: herald}
"""
SOURCES = "herald: {title: News, publisher: The Herald, published: 2020-06-02}\n"
CHART = """\
from asof.charts import Axes, Edition, chart, steps


@chart(caption={"en": "Members", "fr": "Membres"})
def members(axes: Axes, edition: Edition) -> None:
    steps(axes, edition["a.b"])
"""


def write(root: Path, chart: str = CHART, name: str = "members") -> Workspace:
    (root / "data/facts").mkdir(parents=True, exist_ok=True)
    (root / "charts").mkdir(exist_ok=True)
    (root / "asof.yaml").write_text(
        "title: T\nlanguages: [en-CA, fr-CA]\ntimezone: America/Toronto\n"
    )
    (root / "data/sources.yaml").write_text(SOURCES)
    (root / "data/facts/a.yaml").write_text(FACTS)
    (root / f"charts/{name}.py").write_text(chart)
    return workspace.read_workspace(root)


def drew(
    place: Workspace,
    day: date = DAY,
    tag: str = EN,
    cache: Path | None = None,
    name: str = "members",
    **column: Any,
) -> DrawnChart:
    ledger, _ = data.read(place)
    reader = RecordingEdition(as_of(ledger, day, day, language(tag)))
    return charts.draw(place, name, reader, Store(cache), ChartColumn(**column))


def finding(root: Path, chart: str, name: str = "members") -> tuple[str, Location | None, str]:
    with pytest.raises(RenderError) as caught:
        drew(write(root, chart), name=name)
    (found,) = caught.value.findings
    return found.message, found.place, found.hint


def test_a_figure_has_real_text_in_the_font_of_the_page_and_no_date(tmp_path: Path) -> None:
    svg = drew(write(tmp_path)).svg
    tree = ET.fromstring(svg)
    texts = [t for t in tree.iter() if t.tag.endswith("}text")]
    assert {"about\u00a0100", "members"} <= {t.text for t in texts}
    assert all("font-family: 'Asof Sans'" in t.attrib["style"] for t in texts)
    assert not [t for t in tree.iter() if t.tag.rpartition("}")[2] in ("metadata", "title")]


def test_no_text_is_smaller_than_eight_and_a_half_points(tmp_path: Path) -> None:
    sizes = re.findall(rb"font-size: ([\d.]+)px", drew(write(tmp_path)).svg)
    assert sizes
    assert all(float(size) >= 8.5 for size in sizes)


def test_all_text_stays_on_the_sheet(tmp_path: Path) -> None:
    for tag in (EN, FR):
        figure = drew(write(tmp_path), tag=tag)
        for text in ET.fromstring(figure.svg).iter():
            if text.tag.endswith("}text") and "start" in text.attrib["style"]:
                strong = "font-weight: 600" in text.attrib["style"]
                end = float(text.attrib["x"]) + library.width_of(text.text or "", strong)
                assert end <= figure.width + 0.5


def test_alternative_text_tells_what_was_drawn(tmp_path: Path) -> None:
    place = write(tmp_path)
    english = drew(place).alt.replace("\u00a0", " ")
    assert english == (
        "Members (in Iraq only): falling: first about 600 (June 1, 2020), "
        "last about 100 (January 18, 2021)."
    )
    french = drew(place, tag=FR).alt
    assert french.startswith(
        "Membres (en Irak seulement)\u00a0: en baisse\u00a0: d’abord environ\u00a0600 ("
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("provisional", "provisional, "),
        ("revised", "revised, "),
        ("estimate", "estimate, "),
        ("estimate, by: a clerk", "by a clerk, an estimate, "),
    ],
)
def test_alternative_text_says_what_a_source_calls_a_value(
    tmp_path: Path, status: str, words: str
) -> None:
    place = write(tmp_path)
    facts = tmp_path / "data/facts/a.yaml"
    facts.write_text(FACTS.replace("value: about 600", f"value: about 600, status: {status}"))
    told = drew(place).alt.replace("\u00a0", " ")
    assert f"about 600 ({words}June 1, 2020)" in told


def heard(draw: Callable[[Axes, Edition], None], *values: str) -> str:
    """What is said of a fact's values, a day each, in a chart of them."""
    days = (str(date(2020, 1, 1) + timedelta(days=n)) for n in range(400))
    observations = [said(value, day) for value, day in zip(values, days, strict=False)]
    asked = reader(fact("a.a", "Cases", *observations))
    with charts.canvas(asked) as page:
        draw(page.axes, asked)
    told = alternative_text(page.shown, language(EN)).replace("\u00a0", " ")
    return told.removeprefix("Cases: ").removesuffix("; stale.")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("3", "5"), "rising: first 3 (January 1, 2020), last 5 (January 2, 2020)"),
        (
            ("5", "5", "3"),
            (
                "falling: first 5 (January 1, 2020), last 3 (January 3, 2020); "
                "in between 5 (January 2, 2020)"
            ),
        ),
        (("5", "0"), "falling: first 5 (January 1, 2020), last 0 (January 2, 2020)"),
        (("-5", "-8"), "falling: first −5 (January 1, 2020), last −8 (January 2, 2020)"),
        (
            ("3", "5", "4"),
            (
                "rising and falling: first 3 (January 1, 2020), last 4 "
                "(January 3, 2020); in between 5 (January 2, 2020)"
            ),
        ),
        (("3", "300 to 400"), "3 (January 1, 2020); 300 to 400 (January 2, 2020)"),
        (("3",), "3 (January 1, 2020)"),
    ],
)
def test_alternative_text_tells_the_way_that_values_go(values: tuple[str, ...], told: str) -> None:
    assert heard(lambda axes, edition: charts.steps(axes, edition["a.a"]), *values) == told


def test_alternative_text_names_the_notable_values_of_many() -> None:
    values = [str(n * n % 97) for n in range(1, 60)]
    assert heard(lambda axes, edition: charts.steps(axes, edition["a.a"]), *values) == (
        "rising and falling: first 1 (January 1, 2020), last 86 (February 28, 2020); "
        "highest 96 (January 22, 2020), lowest 1 (January 1, 2020); 59 values in all"
    )


def test_alternative_text_tells_what_is_drawn_and_not_all_that_was_read() -> None:
    told = heard(lambda axes, edition: charts.amounts(axes, edition["a.a"]), "3", "5", "4")
    assert told == "4 (January 3, 2020)"


def test_own_marks_are_described_by_the_values_of_the_facts_that_were_read() -> None:
    def dots(axes: Axes, edition: Edition) -> None:
        axes.plot([1, 2, 3], [n + 1 for n, _ in enumerate(edition["a.a"].history)])

    assert heard(dots, "3", "5", "4") == "4 (January 3, 2020)"


def test_alternative_text_is_silent_on_facts_that_nothing_is_known_of(tmp_path: Path) -> None:
    assert drew(write(tmp_path), day=date(2019, 1, 1)).alt == ""


def test_a_chart_reads_only_what_was_known(tmp_path: Path) -> None:
    place = write(tmp_path)
    assert b"900" not in drew(place).svg
    assert b"900" in drew(place, day=date(2021, 4, 1)).svg


def test_a_chart_in_which_nothing_was_drawn_is_empty(tmp_path: Path) -> None:
    figure = drew(write(tmp_path), day=date(2019, 1, 1))
    assert figure.empty
    assert [read.name for read in figure.reads if read.kind == "fact"] == ["a.b"]


def test_reads_name_the_facts_and_the_chart_file(tmp_path: Path) -> None:
    reads = {(read.kind, read.name) for read in drew(write(tmp_path)).reads}
    assert reads == {("chart", "charts/members.py"), ("fact", "a.b"), ("edition", "day")}


def test_a_chart_may_draw_marks_of_its_own(tmp_path: Path) -> None:
    own = (
        "from asof.charts import chart\n@chart(caption='Own')\ndef members(axes, edition):\n"
        "    axes.bar(['north', 'south'], [1500, 900])\n"
    )
    svg = drew(write(tmp_path, own), tag=FR).svg.decode()
    assert ">north</text>" in svg
    assert re.search(r">1\u00a0\d00</text>", svg)


# What goes wrong


def test_a_missing_chart_is_told_with_the_likely_one(tmp_path: Path) -> None:
    assert finding(tmp_path, CHART, "membres")[::2] == (
        "no chart 'membres'",
        "did you mean 'members'?",
    )


def test_a_file_without_a_chart(tmp_path: Path) -> None:
    told, place, hint = finding(tmp_path, "def members(axes, edition): ...\n")
    assert (told, place) == (
        "no function here is marked with @chart",
        Location("charts/members.py"),
    )
    assert hint == "put @chart(caption=…) above 'def members(axes, edition):'"


def test_a_chart_that_is_not_python(tmp_path: Path) -> None:
    told, place, _ = finding(tmp_path, "x = 1\ndef members(axes, edition:\n")
    assert told.startswith("not Python: ")
    assert place is not None
    assert (place.path, place.line) == ("charts/members.py", 2)


def test_a_chart_that_raises_is_blamed_at_its_own_line(tmp_path: Path) -> None:
    told, place, _ = finding(tmp_path, CHART.replace('["a.b"]', '["a.b"] if 1 / 0 else None'))
    assert told == "this chart raised ZeroDivisionError: division by zero"
    assert place == Location("charts/members.py", 6)


def test_a_chart_that_misuses_a_helper_is_blamed_at_its_own_line(tmp_path: Path) -> None:
    _, place, _ = finding(tmp_path, CHART.replace('edition["a.b"])', 'edition["a.b"], 12)'))
    assert place == Location("charts/members.py", 6)


def test_an_unknown_fact_is_told_with_the_likely_one(tmp_path: Path) -> None:
    found = finding(tmp_path, CHART.replace("a.b", "a.c"))
    expected = ("unknown fact 'a.c'", Location("charts/members.py", 6), "did you mean 'a.b'?")
    assert found == expected


# Used again


def test_a_kept_chart_is_used_while_what_it_read_holds(tmp_path: Path) -> None:
    amount = CHART.replace("steps", "amounts")
    place, cache = write(tmp_path / "w", amount), tmp_path / "cache"
    first = drew(place, cache=cache)
    later = drew(place, day=date(2021, 1, 25), cache=cache)
    assert (first.reused, later.reused) == (False, True)
    assert later.svg == first.svg
    assert later.reads == first.reads
    assert not drew(place, day=date(2021, 3, 2), cache=cache).reused
    assert not drew(place, tag=FR, cache=cache).reused


def test_a_chart_of_counts_is_drawn_again_for_each_day_for_it_ends_there(tmp_path: Path) -> None:
    place, cache = write(tmp_path / "w"), tmp_path / "cache"
    drew(place, cache=cache)
    assert drew(place, cache=cache).reused
    assert not drew(place, day=date(2021, 1, 25), cache=cache).reused


def test_two_widths_are_two_charts(tmp_path: Path) -> None:
    place, cache = write(tmp_path / "w"), tmp_path / "cache"
    wide, narrow = drew(place, cache=cache), drew(place, cache=cache, width=311)
    assert (wide.width, narrow.width) == (368.5, 311)
    assert not narrow.reused
    assert b'viewBox="0 0 311 150"' in narrow.svg
    assert drew(place, cache=cache, width=311).svg == narrow.svg
    assert drew(place, cache=cache).svg == wide.svg


def test_two_sizes_of_type_are_two_charts(tmp_path: Path) -> None:
    place, cache = write(tmp_path / "w"), tmp_path / "cache"
    first = drew(place, cache=cache)
    large = drew(place, cache=cache, size=18)
    assert not large.reused
    assert large.svg != first.svg
    again = drew(place, cache=cache, size=18)
    assert (again.reused, again.svg) == (True, large.svg)


@pytest.mark.parametrize("size", [9, 12, 18])
def test_words_have_the_size_of_type_that_was_asked_for(tmp_path: Path, size: float) -> None:
    figure = drew(write(tmp_path), width=473.4, size=size)
    root = ET.fromstring(figure.svg)
    wide = float(root.attrib["viewBox"].split()[2])
    told = {float(n) for n in re.findall(rb"font-size: ([\d.]+)px", figure.svg)}
    assert {round(each * figure.width / wide, 6) for each in told} == {size}
    assert root.attrib["width"] == "473.4pt"
    assert float(root.attrib["height"].removesuffix("pt")) == pytest.approx(figure.height)


def test_a_chart_in_larger_type_is_composed_anew(publication: Drawings) -> None:
    one, other = (publication["headcounts", DAY, EN, c] for c in (STANDARD[0], WHOLE[1]))
    assert one.axes.get_position().x0 > 0.3
    assert other.axes.get_position().x0 == 0
    assert len(ticks(one.axes)) == len(ticks(other.axes)) == 3


def test_a_changed_chart_file_or_fact_is_drawn_again(tmp_path: Path) -> None:
    place, cache = write(tmp_path / "w"), tmp_path / "cache"
    drew(place, cache=cache)
    assert not drew(write(tmp_path / "w", CHART + "\n# changed\n"), cache=cache).reused
    (tmp_path / "w/data/facts/a.yaml").write_text(FACTS.replace("about 100", "about 110"))
    assert not drew(workspace.read_workspace(place.root), cache=cache).reused


def test_a_damaged_store_is_ignored(tmp_path: Path) -> None:
    place, cache = write(tmp_path / "w"), tmp_path / "cache"
    first = drew(place, cache=cache)
    entries = sorted((cache / "chart").iterdir(), key=lambda path: path.stat().st_size)
    for entry in entries:
        for broken in (b"", entry.read_bytes()[:-9], entries[0].read_bytes() + b" "):
            entry.write_bytes(broken)
            again = drew(place, cache=cache)
            assert not again.reused
            assert again.svg == first.svg
            assert drew(place, cache=cache).reused


def test_two_editions_that_answer_alike_share_a_chart_and_all_that_they_ask(tmp_path: Path) -> None:
    """What is asked next follows from the answers so far, so no answer is taken for another's."""
    asked = """
    counted = edition["a.b"]
    if counted.standing == "current":
        assert edition.day
    else:
        assert "a.b" in edition
    steps("""
    place, cache = write(tmp_path / "w", CHART.replace("\n    steps(", asked)), tmp_path / "cache"
    current, stale = DAY, date(2022, 1, 1)
    for day in (current, stale, current, stale):
        names = [(read.kind, read.name) for read in drew(place, day=day, cache=cache).reads[1:]]
        assert names[0] == ("fact", "a.b")
        assert names[1] == (("edition", "day") if day == current else ("query", "has a.b"))
    assert drew(place, day=current, cache=cache).reused
    assert drew(place, day=stale, cache=cache).reused


PROGRAM = """
import sys, json, warnings
from datetime import date, timedelta
from pathlib import Path
warnings.simplefilter("error")
from asof import charts, data, workspace
from asof.cache import Store
from asof.form import THEME_LOOK
from asof.language import language
from asof.ledger import as_of
from asof.ledger.trace import RecordingEdition
place = workspace.read_workspace(Path(sys.argv[1]))
day = date(2021, 1, 18)
edition = as_of(data.read(place)[0], day, day, language("en-CA"))
figure = charts.draw(place, "members", RecordingEdition(edition), Store(Path(sys.argv[2])))
loaded = [n for n in ("matplotlib", "numpy") if n in sys.modules]
print(json.dumps([figure.svg.decode(), figure.reused, loaded, "charts.members" in sys.modules]))
"""


def run(root: Path, cache: Path, home: Path) -> list[Any]:
    clean = {n: v for n, v in os.environ.items() if not n.startswith(("MPL", "XDG", "PYTHON"))}
    env = clean | {"HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(root), str(cache)],
        capture_output=True,
        env=env,
        cwd=root.parent,
        check=True,
    )
    assert done.stderr == b""
    result: list[Any] = json.loads(done.stdout)
    return result


def test_the_same_bytes_in_any_process_and_folder_and_matplotlib_only_to_draw(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    write(tmp_path / "one")
    write(tmp_path / "two/below")
    first = run(tmp_path / "one", tmp_path / "c1", home)
    second = run(tmp_path / "two/below", tmp_path / "c2", home)
    again = run(tmp_path / "one", tmp_path / "c1", home)
    assert first[0] == second[0] == again[0]
    assert (first[1], again[1]) == (False, True)
    assert (first[2], again[2]) == (["matplotlib", "numpy"], [])
    assert list(home.iterdir()) == []


def test_a_home_that_cannot_be_written_to_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, not a folder")
    write(tmp_path / "w")
    assert not run(tmp_path / "w", tmp_path / "c", tmp_path / "home/none")[1]


# The charts of the publication


CHARTS = sorted(path.stem for path in (ROOT / "charts").glob("*.py"))
DAYS = (date(2017, 6, 29), DAY, date(2023, 5, 15))
STANDARD = (ChartColumn(368.5, 9), ChartColumn(311, 9))
WHOLE = (ChartColumn(473.4, 12), ChartColumn(473.4, 18))
COLUMNS = (*STANDARD, *WHOLE, ChartColumn(430, 12), ChartColumn(430, 18))
Drawings = dict[tuple[str, date, str, ChartColumn], Canvas]


@pytest.fixture(scope="session")
def publication() -> Drawings:
    """Every chart of the publication on some days, in both languages and all columns, once."""
    place = workspace.read_workspace(ROOT)
    ledger, _ = data.read(place)
    made: Drawings = {}
    for day, tag in product(DAYS, (EN, FR)):
        asked = RecordingEdition(as_of(ledger, day, day, language(tag)))
        for name, column in product(CHARTS, COLUMNS):
            picture = load_chart(find_chart(place, name))
            with charts.canvas(asked, picture.height, column.measure) as page:
                picture(page.axes, asked)
            made[name, day, tag, column] = page
    return made


def spelled(page: Canvas) -> list[tuple[str, Box]]:
    """All words of a chart, and where their ink is."""
    return [(text.get_text(), ink(text)) for text in writing(page) if text.get_text()]


def writing(page: Canvas) -> list[Any]:
    """The texts of a chart: its own, and those of its axes where they are shown."""
    axes = page.axes
    shown = axes.axison and not page.empty
    named = [*axes.get_xticklabels(), *axes.get_yticklabels()] if shown else []
    return [*axes.texts, *named]


SHIFT = {"left": 0.0, "center": 0.5, "right": 1.0}
UP = {"baseline": 0.0, "center": 3.0, "center_baseline": 3.0, "top": 6.0}


def ink(text: Any) -> Box:
    """Where a text is, in points, from its base to the height of its capitals."""
    wide = library.width_of(text.get_text(), text.get_weight() == library.STRONG)
    across, up = text.get_transform().transform(text.get_position())
    left = across - wide * SHIFT[text.get_horizontalalignment()]
    low = up - UP[text.get_verticalalignment()]
    return Box(left, low, left + wide, low + 6)


def inked(page: Canvas) -> list[Box]:
    """Where lines, markers and bars are; hairlines of the ground, which words may cover, apart."""
    found = []
    for line in page.axes.lines:
        if line.get_color() == THEME_LOOK.palette.hairline or line.get_linewidth() == 0.5:
            continue
        marked = line.get_marker() not in ("None", None) and line.get_markevery() is None
        half = line.get_markersize() / 2 if marked else line.get_linewidth() / 2
        ends = line.get_transform().transform(line.get_xydata())
        pairs = pairwise(ends) if len(ends) > 1 else [(ends[0], ends[0])]
        found += [Box(*a.clip(max=b), *b.clip(min=a)).grown(half) for a, b in pairs]
    for patch in page.axes.patches:
        found.append(Box(*map(float, patch.get_window_extent().extents)))
    return found


def test_every_chart_of_the_publication_is_drawn(publication: Drawings) -> None:
    for (name, day, _, column), page in publication.items():
        assert page.size[0] == pytest.approx(column.measure)
        assert page.empty == ((name, day) == ("nations", DAYS[0]))


def test_every_chart_has_room_on_a_page(publication: Drawings) -> None:
    for (*_, column), page in publication.items():
        assert page.size[1] * column.times < (450 if column.size < 18 else 680)


def test_no_words_of_a_chart_meet_other_words_or_a_mark(publication: Drawings) -> None:
    for which, page in publication.items():
        found = spelled(page)
        for n, (text, box) in enumerate(found):
            for other, near in found[n + 1 :]:
                assert box.shared(near) == 0, (which, text, other)
            for mark in inked(page):
                assert box.shared(mark) == 0, (which, text, mark)


def test_all_words_and_marks_of_a_chart_are_on_its_sheet(publication: Drawings) -> None:
    for which, page in publication.items():
        frame = Box(0, 0, *page.size).grown(0.6)
        for text, box in spelled(page):
            assert box.outside(frame) == 0, (which, text)
        for mark in inked(page):
            assert mark.outside(frame) == 0, (which, mark)


def test_no_words_of_a_chart_are_small(publication: Drawings) -> None:
    for page in publication.values():
        assert all(text.get_fontsize() >= 8.5 for text in writing(page))


@pytest.mark.parametrize("tag", [EN, FR])
@pytest.mark.parametrize("column", STANDARD)
def test_the_status_note_says_in_each_gap_that_nothing_is_stated(
    publication: Drawings, tag: str, column: ChartColumn
) -> None:
    said = [text for text, _ in spelled(publication["personnel", DAY, tag, column])]
    both = language(tag).word("nothing_stated")
    in_two = both.split(" ")
    assert said.count(both) + min(map(said.count, in_two)) == 2


@pytest.mark.parametrize("tag", [EN, FR])
@pytest.mark.parametrize("column", WHOLE)
def test_in_large_type_at_least_one_gap_says_that_nothing_is_stated(
    publication: Drawings, tag: str, column: ChartColumn
) -> None:
    for name in ("personnel", "mandate"):
        said = [text for text, _ in spelled(publication[name, DAY, tag, column])]
        assert language(tag).word("nothing_stated") in said


@pytest.mark.parametrize("tag", [EN, FR])
def test_in_no_column_is_a_value_or_what_it_is_the_value_of_left_out(
    publication: Drawings, tag: str
) -> None:
    for day, column in product(DAYS, COLUMNS):
        page = publication["personnel", day, tag, column]
        said = " ".join(text for text, _ in spelled(page)).split()
        runs = [run for each in page.labels for run in each.settings[0].lines[0]]
        names = [entry.words.partition(",")[0] for entry in page.names.values()]
        told = [*names, *(run.text for run in runs if run.strong)]
        assert {word for each in told for word in each.split()} <= {w.strip(",") for w in said}


@pytest.mark.parametrize("tag", [EN, FR])
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_of_the_publication_tells_itself_in_words(name: str, tag: str) -> None:
    figure = drew(workspace.read_workspace(ROOT), date(2023, 6, 1), tag, name=name)
    assert not figure.empty
    assert figure.alt.endswith(".")


# In grey


GROUND = {THEME_LOOK.palette.hairline}  # lines that lead the eye and mean nothing
NEAR = 20  # two greys of less difference in lightness are one grey
LOOKS = list[tuple[str, tuple[Any, ...]]]


def light(colour: str) -> float:
    """The luminance of a colour, from 0 to 1 (WCAG 2.1)."""
    pairs = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in pairs)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightness(colour: str) -> float:
    """The lightness L* of a colour, from 0 to 100 (CIE 1976)."""
    return float(116 * light(colour) ** (1 / 3) - 16)


def contrast(colour: str) -> float:
    """The contrast of a colour to white paper (WCAG 2.1)."""
    return 1.05 / (light(colour) + 0.05)


def weight(width: float) -> int:
    """Which of the weights that an eye tells apart: hairline, thin, heavy, bar."""
    return sum(width > least for least in (0.6, 1.2, 2.4))


def looks(page: Canvas) -> LOOKS:
    """How each mark of a chart looks: its colour, and what is left of its look without it."""
    hexed = to_hex()
    found: LOOKS = []
    lines: list[Any] = list(page.axes.lines)
    for line in lines:
        marked = str(line.get_marker())
        dash, hollow = str(line._unscaled_dash_pattern), hexed(line.get_mfc()) == "#ffffff"
        if marked == "None":
            form = ("line", dash, weight(line.get_linewidth()))
            found.append((hexed(line.get_color()), form))
        else:
            found.append((hexed(line.get_mec()), ("marker", marked, hollow)))
    for bar in page.axes.patches:
        hollow = hexed(bar.get_facecolor()) == "#ffffff"
        filled = ("bar", bar.get_hatch(), bar.get_linestyle(), hollow)
        edge = bar.get_edgecolor() if hollow else bar.get_facecolor()
        found.append((hexed(edge), filled))
    return [look for look in dict.fromkeys(found) if look[0] not in GROUND]


def to_hex() -> Callable[[Any], str]:
    library.bring_in()
    from matplotlib.colors import to_hex

    return to_hex


def alike_in_grey(found: LOOKS) -> LOOKS:
    """The looks that another of unlike colour cannot be told from on grey paper."""
    return [
        one
        for one, other in product(found, found)
        if one[0] != other[0]
        and one[1] == other[1]
        and abs(lightness(one[0]) - lightness(other[0])) < NEAR
    ]


def combined(axes: Axes, edition: Edition) -> None:
    """Counts of every kind that share a chart."""
    charts.ceiling(axes, edition["a.limit"])
    for key in ("a.exact", "a.hedged", "a.vague", "a.over"):
        charts.steps(axes, edition[key])
    charts.claims(axes, edition["a.claim"])


def unlike() -> list[Fact]:
    """Values of every kind: exact, hedged, vague, open to a side, claimed, stale, over."""
    return [
        fact("a.limit", "limit", said("up to 830", "2020-03-01"), said("900", "2020-12-20")),
        fact("a.exact", "exact", said("100", "2020-03-01"), said("120", "2020-12-15")),
        fact("a.hedged", "hedged", said("about 300", "2020-12-20")),
        fact(
            "a.vague", "vague", said("200 to 400", "2020-04-01"), said("500 to 600", "2021-01-02")
        ),
        fact("a.over", "over", said("more than 700", "2020-05-01", "2020-06-30")),
        fact("a.claim", "claim", said("50", "2020-07-01", status=Status.CLAIM)),
        mandates(),
        fact("m.lead", "lead", said("Canada", "2019-01/2019-09"), said("Denmark", "2021-01-01")),
    ]


COMBINATIONS: tuple[Callable[[Axes, Edition], None], ...] = (
    combined,
    lambda a, e: charts.ranges(a, *(e[key] for key in e.keys if key.startswith("a."))),
    lambda a, e: charts.amounts(a, charts.parts(e["a.exact"], e["a.hedged"]), e["a.over"]),
    lambda a, e: charts.spans(a, e["m.end"], e["m.lead"]),
    lambda a, e: charts.events(a, e["m.end"], e["m.lead"]),
)


@pytest.mark.parametrize("draw", COMBINATIONS)
def test_what_the_helpers_draw_is_told_apart_in_grey(
    draw: Callable[[Axes, Edition], None],
) -> None:
    with charts.canvas(asked := reader(*unlike())) as page:
        draw(page.axes, asked)
    found = looks(page)
    assert len(found) > 1
    assert alike_in_grey(found) == []


def test_bars_in_a_red_and_a_green_of_one_lightness_are_found_alike() -> None:
    red, green = "#b03a2e", "#1e6b3a"
    with charts.canvas(reader()) as page:
        page.axes.bar(["a"], [1], color=red)
        page.axes.bar(["b"], [1], color=green)
    assert {colour for colour, _ in alike_in_grey(looks(page))} == {red, green}


def test_the_charts_of_the_publication_are_told_apart_in_grey(publication: Drawings) -> None:
    for which, page in publication.items():
        assert alike_in_grey(looks(page)) == [], which


def test_series_of_a_chart_of_its_own_are_told_apart_in_grey() -> None:
    with charts.canvas(reader()) as page:
        for n in range(3):
            page.axes.plot([0, 1], [n, n + 1])
        page.axes.bar(["a", "b"], [1, 2])
        page.axes.bar(["a", "b"], [1, 2])
    lines = [(str(line.get_color()), line.get_linestyle()) for line in page.axes.lines]
    assert len({dash for _, dash in lines}) == 3
    tones = sorted(lightness(colour) for colour, _ in lines)
    assert all(b - a > NEAR - 0.5 for a, b in pairwise(tones))
    assert len({to_hex()(bar.get_facecolor()) for bar in page.axes.patches}) == 2


def test_every_mark_and_all_words_stand_out_from_the_paper(publication: Drawings) -> None:
    for which, page in publication.items():
        assert all(contrast(colour) >= 3 for colour, _ in looks(page)), which
        assert all(contrast(to_hex()(text.get_color())) >= 4.5 for text in writing(page)), which


def test_only_level_lines_behind_all_else_are_too_light_to_mean_something(
    publication: Drawings,
) -> None:
    light_ones: list[Any] = [
        line
        for page in publication.values()
        for line in page.axes.lines
        if line.get_color() == THEME_LOOK.palette.hairline
    ]
    assert light_ones
    for line in light_ones:
        assert line.get_zorder() == 0
        assert len({float(y) for y in line.get_ydata()}) == 1


def test_no_line_is_too_thin_for_a_photocopy(publication: Drawings) -> None:
    for which, page in publication.items():
        if not page.empty:
            with library.style(THEME_LOOK):
                drawing = library.svg(library.figure_of(page.axes)).decode()
            weights = {float(w) for w in re.findall(r"stroke-width: ([\d.]+)", drawing)}
            assert weights, which
            assert min(weights) >= 0.5, which
