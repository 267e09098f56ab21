"""Charts of whatever data: whole, legible, and nothing that is not so.

ASOF_DATA_SETS=500 draws as many data sets as that with every helper, at every measure.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ledgers
from asof import charts
from asof.language import language
from asof.ledger import Fact, View, as_of
from asof.ledger.trace import RecordingEdition
from asof.text import plain_text
from chart_invariants import faults

DATA_SETS = int(os.environ.get("ASOF_DATA_SETS", "4"))
MEASURES = {"standard": 368.5, "clear": 355.0, "half": 311.0, "large": 236.7}
TRIED = MEASURES if DATA_SETS > 4 else ("standard", "large")
DAY = date(2025, 6, 10)
NAMES = (
    "Cases",
    "People displaced",
    "Patients admitted to intensive care in the districts that have reported",
    "Households reached with cash assistance since the beginning of the response",
)
HEDGES = ("", "about ", "at least ", "more than ", "up to ", "fewer than ", "nearly ")
Helper = Callable[..., None]


def each(draw: Helper) -> Helper:
    """A helper that draws one fact, used for several."""

    def drawn(axes: Any, *facts: View) -> None:
        for fact in facts:
            draw(axes, fact)

    return drawn


HELPERS: dict[str, Helper] = {
    "steps": each(charts.steps),
    "ceiling": each(charts.ceiling),
    "claims": each(charts.claims),
    "columns": lambda axes, *facts: charts.columns(axes, facts[0]),
    "grouped": charts.grouped,
    "lines": charts.lines,
    "sparkline": lambda axes, *facts: charts.sparkline(axes, facts[0]),
    "spans": charts.spans,
    "events": charts.events,
    "ranges": charts.ranges,
    "parts": lambda axes, *facts: charts.amounts(axes, charts.parts(*facts)),
    "amounts": charts.amounts,
}


@st.composite
def values(draw: st.DrawFn, negative: bool) -> str:
    """A value as it is written."""
    number = draw(st.integers(-2000 if negative else 0, 90_000) | st.integers(0, 12))
    if draw(st.integers(0, 9)) == 0 and number >= 0:
        return f"{number} to {number + draw(st.integers(1, 500))}"
    if draw(st.integers(0, 19)) == 0:
        return draw(st.sampled_from(["not public", "in the hundreds"]))
    hedged = draw(st.integers(0, 3)) == 0 and number >= 0
    return f"{draw(st.sampled_from(HEDGES)) if hedged else ''}{number}"


@st.composite
def random_fact(draw: st.DrawFn, key: str, most: int) -> Fact:
    """A fact of some values, days or weeks apart, with gaps, disputes and ends."""
    apart, negative = draw(st.sampled_from([1, 7, 30])), draw(st.booleans())
    number = draw(st.integers(1, most))
    lines, on = [], DAY - timedelta(days=apart * number)
    for _ in range(number):
        on += timedelta(days=apart * draw(st.sampled_from([0, 1, 1, 1, 1, 1])))
        written = draw(values(negative))
        by = draw(st.sampled_from(["Herald", "Herald", "Herald", "Times"]))
        status = draw(st.sampled_from([None] * 8 + ["claim", "provisional"]))
        lines.append(ledgers.line(written, str(on), told=str(on), by=by, status=status))
    made = ledgers.fact(*lines, key=key, review_in=f"{apart * 3} days")
    return replace(made, label=plain_text(draw(st.sampled_from(NAMES))))


@st.composite
def data_sets(draw: st.DrawFn) -> list[Fact]:
    """One to six facts, of one value to 400."""
    series = draw(st.integers(1, 6))
    most = draw(st.sampled_from([1, 3, 12, 60, 400])) if series < 3 else 12
    return [draw(random_fact(f"a.f{n}", most)) for n in range(series)]


def drawing(helper: Helper, facts: list[Fact], measure: float, tag: str) -> list[str]:
    """What is wrong with a chart of some facts."""
    edition = RecordingEdition(as_of(ledgers.ledger(*facts), DAY, DAY, language(tag)))
    with charts.canvas(edition, width=measure) as page:
        helper(page.axes, *(edition[fact.key] for fact in facts))
    return faults(page)


@pytest.mark.parametrize("measure", TRIED)
@pytest.mark.parametrize("name", HELPERS)
def test_a_chart_is_true_whatever_is_drawn(name: str, measure: str) -> None:
    @settings(max_examples=DATA_SETS, deadline=None, database=None, derandomize=True)
    @given(data_sets(), st.sampled_from(["en-CA", "fr-CA"]))
    def holds(facts: list[Fact], tag: str) -> None:
        assert drawing(HELPERS[name], facts, MEASURES[measure], tag) == []

    holds()
