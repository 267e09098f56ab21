"""Charts of whatever data: whole, legible, and nothing that is not so.

ASOF_DATA_SETS=500 draws as many data sets as that with every helper, at every measure.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ledgers
from asof import charts
from asof.charts import mpl as library
from asof.charts.canvas import Canvas
from asof.charts.map_folder import MapFolder
from asof.files import Files
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
MAP = "maps/areas.geojson"
Helper = Callable[..., None]


def each(draw: Helper) -> Helper:
    """A helper that draws one fact, used for several."""

    def drawn(axes: Any, *facts: View) -> None:
        for fact in facts:
            draw(axes, fact)

    return drawn


def across(axes: Any, *facts: View) -> None:
    """The last fact as a line across a chart of the others."""
    charts.lines(axes, *(facts[:-1] or facts))
    charts.reference(axes, facts[-1])


def columns_across(axes: Any, *facts: View) -> None:
    """The last fact as a line across the columns of the first, by a name of its own."""
    charts.columns(axes, facts[0])
    charts.reference(axes, facts[-1], "Threshold of the response plan")


def required(axes: Any, *facts: View) -> None:
    """The first fact as what is required, the others as what was received and what was not."""
    charts.funding(axes, facts[0], facts[-1], *facts[1:2])


def shaded(axes: Any, *facts: View) -> None:
    """Facts on a map."""
    charts.choropleth(axes, MAP, facts, credit="Survey of the districts, 2024")


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
    "stacked": charts.stacked,
    "lines on a log scale": lambda axes, *facts: charts.lines(axes, *facts, scale="log"),
    "panels": charts.panels,
    "panels of columns": lambda axes, *facts: charts.panels(
        axes, *facts, draw=charts.columns, share=False
    ),
    "reference": across,
    "reference across columns": columns_across,
    "funding": required,
    "choropleth": shaded,
}
NO_HELPERS = {"canvas", "chart", "draw"}
LEAST = {"stacked": 0, "lines on a log scale": 1}  # what the others do not ask for


@st.composite
def values(draw: st.DrawFn, least: int) -> str:
    """A value as it is written."""
    number = draw(st.integers(least, 90_000) | st.integers(max(least, 0), 12))
    if draw(st.integers(0, 9)) == 0 and number >= 0:
        return f"{number} to {number + draw(st.integers(1, 500))}"
    if draw(st.integers(0, 19)) == 0:
        return draw(st.sampled_from(["not public", "in the hundreds"]))
    hedged = draw(st.integers(0, 3)) == 0 and number >= 0
    return f"{draw(st.sampled_from(HEDGES)) if hedged else ''}{number}"


@st.composite
def random_fact(draw: st.DrawFn, key: str, most: int, least: int) -> Fact:
    """A fact of some values, days or weeks apart, with gaps, disputes and ends."""
    apart, low = draw(st.sampled_from([1, 7, 30])), draw(st.sampled_from([least, max(least, 0)]))
    number = draw(st.integers(1, most))
    lines, on = [], DAY - timedelta(days=apart * number)
    for _ in range(number):
        on += timedelta(days=apart * draw(st.sampled_from([0, 1, 1, 1, 1, 1])))
        written = draw(values(low))
        by = draw(st.sampled_from(["Herald", "Herald", "Herald", "Times"]))
        status = draw(st.sampled_from([None] * 8 + ["claim", "provisional"]))
        lines.append(ledgers.line(written, str(on), told=str(on), by=by, status=status))
    made = ledgers.fact(*lines, key=key, review_in=f"{apart * 3} days")
    return replace(made, label=plain_text(draw(st.sampled_from(NAMES))))


@st.composite
def data_sets(draw: st.DrawFn, least: int = -2000) -> list[Fact]:
    """One to six facts, of one value to 400, none of them below the least."""
    series = draw(st.integers(1, 6))
    most = draw(st.sampled_from([1, 3, 12, 60, 400])) if series < 3 else 12
    return [draw(random_fact(f"a.f{n}", most, least)) for n in range(series)]


def areas(facts: Sequence[Fact]) -> Iterator[dict[str, Any]]:
    """An area for each fact, as wide as the fact has values, and one about which there is none."""
    left = 0.0
    for n, fact in enumerate((*facts, None)):
        wide = 1 + len(fact.observations) % 5 if fact else 2
        low, right = n % 2, left + wide
        ring = [[left, low], [right, low], [right, low + 2], [left, low + 2], [left, low]]
        name = fact.label.in_("en") if fact else "Elsewhere"
        yield {
            "type": "Feature",
            "properties": {"code": f"f{n}", "name": name},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        left = right


def drawing(helper: Helper, facts: list[Fact], measure: float, tag: str) -> list[str]:
    """What is wrong with a chart of some facts."""
    with TemporaryDirectory() as folder:
        page = sheet(Path(folder), helper, facts, measure, tag)
        return faults(page, sums=helper is charts.stacked)


def sheet(root: Path, helper: Helper, facts: list[Fact], measure: float, tag: str) -> Canvas:
    """A chart of some facts in a workspace that has a map of their areas."""
    collection = {"type": "FeatureCollection", "features": list(areas(facts))}
    (root / "maps").mkdir()
    (root / MAP).write_text(json.dumps(collection))
    maps = MapFolder(Files(root), 1000)
    edition = RecordingEdition(as_of(ledgers.ledger(*facts), DAY, DAY, language(tag)))
    with charts.canvas(edition, width=measure, maps=maps) as page:
        helper(page.axes, *(edition[fact.key] for fact in facts))
    return page


@pytest.mark.parametrize("measure", TRIED)
@pytest.mark.parametrize("name", HELPERS)
def test_a_chart_is_true_whatever_is_drawn(name: str, measure: str) -> None:
    @settings(max_examples=DATA_SETS, deadline=None, database=None, derandomize=True)
    @given(data_sets(LEAST.get(name, -2000)), st.sampled_from(["en-CA", "fr-CA"]))
    def holds(facts: list[Fact], tag: str) -> None:
        assert drawing(HELPERS[name], facts, MEASURES[measure], tag) == []

    holds()


def test_every_helper_is_drawn() -> None:
    drawn = {word for name in HELPERS for word in name.split()}
    assert {name for name in charts.__all__ if name.islower()} - drawn == NO_HELPERS


@pytest.mark.parametrize(
    ("name", "word", "move"),
    [
        *[(name, "340", (150, 0)) for name in ("steps", "ceiling")],
        *[
            (name, "700", (0, -60))
            for name in ("steps", "ceiling", "columns", "lines", "reference")
        ],
    ],
)
def test_a_label_that_is_moved_is_found_out(
    tmp_path: Path, name: str, word: str, move: tuple[float, float]
) -> None:
    values = ["120", "340", "90", "700"]
    days = [str(DAY - timedelta(days=30 * n)) for n in range(len(values), 0, -1)]
    lines = [ledgers.line(v, d, told=d, by="Herald") for v, d in zip(values, days, strict=True)]
    facts = [replace(ledgers.fact(*lines, key="a.f0"), label=plain_text("Cases"))]
    page = sheet(tmp_path, HELPERS[name], facts, MEASURES["standard"], "en-CA")
    assert faults(page) == []
    labels = [text for text in drawn_texts(page) if text.get_text() == word]
    assert labels
    for label in labels:
        label.set_position(tuple(map(sum, zip(label.get_position(), move, strict=True))))
    assert any("stands away from its mark" in fault for fault in faults(page))


def drawn_texts(page: Canvas) -> list[Any]:
    """The words on every axes of a chart."""
    figure = library.figure_of(page.axes)
    return [text for axes in figure.axes for text in axes.texts]
