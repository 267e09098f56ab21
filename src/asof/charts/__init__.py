"""Draws charts. The only door to matplotlib, which is not imported before a chart is drawn.

A file `charts/NAME.py` of a workspace marks a function of `axes` and `edition` with `@chart`; the
helpers here draw what recurs in briefings, labelled in the edition's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from asof import child_process
from asof.cache import NOTHING_KEPT, Store, key_of, program_digest
from asof.charts import chart_cache, drawing_process
from asof.charts import descriptions as told
from asof.charts import mpl as library
from asof.charts.amounts import amounts, parts
from asof.charts.author_code import observed
from asof.charts.chart_cache import DrawnChart, kept
from asof.charts.chart_faults import nothing_drawn, taller_than_asked, unfit_words, without_errors
from asof.charts.chart_file import (
    Chart,
    ChartFile,
    blame,
    chart,
    find_chart,
    load_chart,
    not_run,
)
from asof.charts.choropleth import choropleth
from asof.charts.columns import columns, grouped, stacked
from asof.charts.drawing import canvas
from asof.charts.events import events
from asof.charts.funding_gap import funding
from asof.charts.line_chart import lines
from asof.charts.misleading_axes import misleading_axes
from asof.charts.own_words import own_words
from asof.charts.panels import panels
from asof.charts.ranges import ranges
from asof.charts.reference_line import reference
from asof.charts.spans import spans
from asof.charts.sparklines import sparkline, trend_line
from asof.charts.step_chart import ceiling, claims, steps
from asof.diagnostics import RenderError
from asof.form import THEME_COLUMN, ChartColumn
from asof.ledger.trace import Read
from asof.ledger.trace import RecordingEdition as Edition
from asof.workspace import Workspace

if TYPE_CHECKING:
    from matplotlib.axes import Axes as Axes

__all__ = [
    "Axes",
    "Chart",
    "Drawer",
    "DrawnChart",
    "Edition",
    "amounts",
    "canvas",
    "ceiling",
    "chart",
    "choropleth",
    "claims",
    "columns",
    "draw",
    "events",
    "funding",
    "grouped",
    "lines",
    "panels",
    "parts",
    "ranges",
    "reference",
    "spans",
    "sparkline",
    "stacked",
    "steps",
]


DRAWN_EVER = "charted"  # what is kept of charts that were drawn, for whatever column and day


def __getattr__(name: str) -> Any:
    if name == "Axes":
        library.bring_in()
        from matplotlib.axes import Axes

        return Axes
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws for the pages of a workspace, and keeps what it has drawn."""

    workspace: Workspace
    store: Store = NOTHING_KEPT

    def __call__(self, name: str, reader: Edition, *, column: ChartColumn) -> DrawnChart:
        """The chart of a name; raises RenderError."""
        return draw(self.workspace, name, reader, self.store, column)

    def foresee(self, names: Iterable[str], reader: Edition) -> None:
        """Have matplotlib loaded meanwhile, where charts are named that nobody has drawn yet."""
        if any(self._new(each, reader) for each in self._drawn_meanwhile(names)):
            self._begin(reader)

    def expect(self, names: Iterable[str], reader: Edition, *, column: ChartColumn) -> None:
        """Have the charts of some names drawn meanwhile that are not kept for a column."""
        there = self._drawn_meanwhile(names)
        lacking = [each for each in there if self._lacks(each, reader, column)]
        if lacking:
            self._begin(reader)
            drawing_process.ask([source.name for source in lacking], column)

    def _drawn_meanwhile(self, names: Iterable[str]) -> list[ChartFile]:
        """Those charts that another process may draw; none where nobody else waits for that."""
        found: list[ChartFile] = []
        if child_process.in_child() and self.workspace.runs_code:
            for name in dict.fromkeys(names):
                with suppress(RenderError):  # it is told where the page asks for it
                    found.append(find_chart(self.workspace, name))
        return found

    def _new(self, source: ChartFile, reader: Edition) -> bool:
        return self.store.get(DRAWN_EVER, _ever(source, reader, self.store)) is None

    def _lacks(self, source: ChartFile, reader: Edition, column: ChartColumn) -> bool:
        return _kept(source, reader, column, self.store) is None

    def _begin(self, reader: Edition) -> None:
        drawing_process.start_drawing(self.workspace, partial(_drawn_of, self.workspace, reader))

    def trend(self, key: str, reader: Edition, *, column: ChartColumn) -> DrawnChart:
        """How the values of a fact have gone, as a line without words; empty where it has one."""
        kept_under = key_of(program_digest(self.store), "trend", key, *column.described)
        figure = chart_cache.find(self.store, kept_under, reader.fork(), self.workspace.files)
        if figure is None:
            figure = drawn_trend(key, reader.fork(), column)
            chart_cache.keep(self.store, kept_under, figure)
        return figure


def drawn_trend(key: str, reader: Edition, column: ChartColumn) -> DrawnChart:
    """Draw how the values of a fact have gone, whatever is kept."""
    with library.style(column.look), canvas(reader, None, column.measure, column.look) as page:
        trend_line(page.axes, reader[key])
    svg = b"" if page.empty else library.svg(page.figure, column.times)
    return DrawnChart(
        name=key,
        svg=svg,
        width=column.width,
        height=page.size[1] * column.times,
        least=page.size[1] * column.times,
        letters=0,
        words={},
        alt=told.alternative_text(page.shown, reader.language),
        reads=reader.trace,
        drawn=tuple(kept(fact) for fact in page.shown),
    )


def draw(
    workspace: Workspace,
    name: str,
    reader: Edition,
    store: Store = NOTHING_KEPT,
    column: ChartColumn = THEME_COLUMN,
) -> DrawnChart:
    """Draw a chart of a workspace for an edition, or take the kept one that still holds.

    A chart is composed anew for each column: larger type leaves room for fewer words in a line.
    Where the column has a height, it is drawn lower if it says all the same then.

    What was read of the edition is in the figure's `reads`. A figure in which nothing was drawn
    is `empty`. Raises RenderError at the line of the chart file that failed.
    """
    source = find_chart(workspace, name)
    if not workspace.runs_code:
        raise not_run(source)
    figure = _found(source, reader, replace(column, height=None), store)
    if column.height is not None:
        lower = _found(source, reader, column, store)
        figure = lower if lower.letters >= figure.letters else figure
    read = Read("chart", source.shown, source.file.digest)
    return replace(figure, reads=(read, *figure.reads))


def _found(source: ChartFile, reader: Edition, column: ChartColumn, store: Store) -> DrawnChart:
    """A chart as it is kept, or else drawn and kept."""
    figure = _kept(source, reader, column, store)
    if figure is None:
        here = partial(drawn, source, reader.fork(), column)
        figure = drawing_process.drawn_there(source.name, column, here)
        chart_cache.keep(store, _key(source, reader, column, store), figure)
        store.put(DRAWN_EVER, _ever(source, reader, store), b"")
    return figure


def _kept(
    source: ChartFile, reader: Edition, column: ChartColumn, store: Store
) -> DrawnChart | None:
    """A chart as it is kept, where it is."""
    key = _key(source, reader, column, store)
    return chart_cache.find(store, key, reader.fork(), source.maps.files)


def _key(source: ChartFile, reader: Edition, column: ChartColumn, store: Store) -> str:
    """The key of all that decides a chart besides what it reads."""
    which = (source.name, reader.language.tag, *column.described, f"{source.maps.most_points}")
    return key_of(program_digest(store), *which, source.file.text)


def _ever(source: ChartFile, reader: Edition, store: Store) -> str:
    """The key that tells whether a chart has been drawn at all, for whatever column and day."""
    which = (source.name, reader.language.tag, source.file.text)
    return key_of(program_digest(store), *which)


def _drawn_of(workspace: Workspace, reader: Edition, name: str, column: ChartColumn) -> DrawnChart:
    """A chart of a workspace, drawn whatever is kept."""
    return drawn(find_chart(workspace, name), reader.fork(), column)


def drawn(source: ChartFile, reader: Edition, column: ChartColumn) -> DrawnChart:
    """Draw a chart, whatever is kept; raises RenderError."""
    with library.style(column.look), blame(source, reader), observed(source, reader) as said:
        made = load_chart(source)
        asked = made.height if column.height is None else column.height / column.times
        with canvas(reader, asked, column.measure, column.look, source.maps) as page:
            made(page.axes, reader)
            written = tuple(own_words(source, page))
        svg = b"" if page.empty else library.svg(page.figure, column.times)
        unfit = (*unfit_words(source, svg), *nothing_drawn(source, page))
    height = page.size[1] * column.times
    alt = " ".join([told.alternative_text(page.shown, reader.language), *page.remarks])
    misled = misleading_axes(source, page)
    found = (*said.findings, *unfit, *misled, *taller_than_asked(source, page, made.height))
    return DrawnChart(
        name=source.name,
        svg=svg,
        width=column.width,
        height=height,
        least=min(page.least_height or page.size[1], page.size[1]) * column.times,
        letters=page.letters,
        words=made.words,
        alt=alt,
        reads=reader.trace,
        drawn=tuple(kept(fact) for fact in page.shown),
        rows=tuple(height * column.times for height in page.row_heights),
        written=written,
        findings=without_errors(found),
    )
