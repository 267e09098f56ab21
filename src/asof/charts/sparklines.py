"""Sparklines: a series as small as a word, with its last value beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asof.charts import time_axis
from asof.charts.canvas import Canvas, Layout, canvas_of, on
from asof.charts.data_points import DataSeries
from asof.charts.line_chart import LineSeries
from asof.charts.mpl import LEADING, hairline_colour
from asof.charts.scales import x
from asof.charts.series_on_axes import is_current, series_of
from asof.charts.step_chart import Told, headline
from asof.charts.text_runs import BELOW_MIDDLE, DOT, Line, line_width, wrapped
from asof.diagnostics import WordError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TALL = 24.0  # points, where no height was asked for
LOW = 21.0  # points, of a line without words
MOST = 0.6  # of the width: what words take at the most
APART = 6.0  # points between the drawing and its words
INSET = 1.5 * DOT + 1  # points: half of the widest mark
THIN = 1.0  # points, of the line
DENSE = 0.0  # points for a day: no value has room for a mark


def sparkline(axes: Axes, fact: Told) -> None:
    """Draw a series without axes: from zero, which is a hairline, its last value beside it.

    The line is broken where a report is missing, and a range or a dispute is an upright bar.
    """
    for series in series_of(axes, (fact,)):
        if canvas_of(axes).gathering:
            told = "a sparkline shows one fact, and this is another"
            raise WordError(told, "give each a panel: panels(axes, …, draw=sparkline)")
        _gather(axes, series, Sparkline)


def trend_line(axes: Axes, fact: Told) -> None:
    """Draw a series of several numbers as a sparkline does, without words: they stand beside it."""
    for series in series_of(axes, (fact,)):
        if len(series.numbers) > 1:
            _gather(axes, series, TrendLine)


def _gather(axes: Axes, series: DataSeries, kind: type[Sparkline]) -> None:
    sheet = on(axes, Layout.SPARKLINE)
    sheet.gather(kind).series.append(series)
    sheet.spells.append((x(series.numbers[0].middle), x(series.numbers[-1].middle)))
    for point in series.numbers:
        sheet.mark((x(point.middle), x(point.middle)), (point.low, point.high))
    sheet.show(series.view, [o for point in series.points for o in point.said])


@dataclass
class Sparkline:
    """A series as small as a word."""

    series: list[DataSeries] = field(default_factory=list)

    def __call__(self, made: Canvas) -> None:
        """Draw it, and the last value at its right."""
        (series,) = self.series
        lines = self.words(made, series)
        right = made.wide - max(map(line_width, lines)) - 1
        made.settle_height(TALL, made.depth + len(lines) * LEADING)
        tall = made.size[1] - made.depth
        made.frame(INSET, INSET, right - APART, tall - INSET)
        self.draw(made, series)
        for n, line in enumerate(lines):
            middle = tall / 2 + ((len(lines) - 1) / 2 - n) * LEADING
            made.write(line, right, middle - BELOW_MIDDLE)

    def words(self, made: Canvas, series: DataSeries) -> Sequence[Line]:
        """The last value and what it is, or alone where its name has no room."""
        point = series.numbers[-1]
        head = headline(made, series.view, point.said, is_current(series.view, point))
        value = next(run for run in head if run.strong)
        whole = line_width(head) <= MOST * made.wide
        return [head] if whole else [(run,) for run in wrapped(value, MOST * made.wide)]

    def draw(self, made: Canvas, series: DataSeries) -> None:
        """The line from its first value to its last, each of which has a mark."""
        points, axes = series.numbers, made.axes
        first, last = time_axis.time_drawn(made)
        low = min(0.0, *(mark.y[0] for mark in made.scaled))
        high = max(0.0, *(mark.y[1] for mark in made.scaled))
        axes.set_axis_off()
        axes.set_xlim(first, max(last, first + 1))
        axes.set_ylim(low, high if high > low else low + 1)
        axes.plot((first, last), (0, 0), color=hairline_colour(), lw=0.5, zorder=0)
        line = LineSeries(made, made.look(series.view.key), DENSE, THIN, arrows=False)
        for stretch in series.stretches:
            line.draw(stretch)
        line.dot(points[0])
        line.dot(points[-1])


class TrendLine(Sparkline):
    """A series beside its last value, which the words around it tell."""

    def __call__(self, made: Canvas) -> None:
        """Draw it over the whole sheet."""
        made.settle_height(LOW, LOW)
        wide, tall = made.size
        made.frame(INSET, INSET, wide - INSET, tall - INSET)
        self.draw(made, *self.series)
