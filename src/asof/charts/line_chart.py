"""Lines: weekly and daily series, each named at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from asof.charts.canvas import Canvas, Layout, on
from asof.charts.chart_key import KeyEntry
from asof.charts.data_points import DataPoint
from asof.charts.hedge_marks import ARROW, line_off
from asof.charts.scales import x
from asof.charts.series_looks import SeriesLook
from asof.charts.series_on_axes import (
    alike,
    end_label,
    points_per_day,
    series_name,
    series_of,
    value_label,
    value_remarks,
)
from asof.charts.step_chart import Told
from asof.charts.text_runs import DOT, Anchor
from asof.diagnostics import WordError, meant

if TYPE_CHECKING:
    from matplotlib.axes import Axes

THICK = 1.4  # points, of a line
MARKED = 10.0  # points: of reports that are nearer to one another not each has a mark
PIECE = 6.0  # points: how long a piece of a line is that labels keep clear of
LABELS: Mapping[str, Callable[[Sequence[DataPoint]], DataPoint]] = {
    "first": lambda points: points[0],
    "highest": lambda points: max(points, key=lambda point: point.high),
    "lowest": lambda points: min(points, key=lambda point: point.low),
    "last": lambda points: points[-1],
}


def lines(axes: Axes, *facts: Told, labels: Iterable[str] = ("highest",)) -> None:
    """Draw weekly or daily series: a line from report to report, with its name at its end.

    A mark is hollow where a value is provisional or not exact; a bar reaches from the least to the
    most of a range or a dispute, and no line goes through it, nor over a report that is missing.
    `labels` are the values that are labelled besides the last: first, highest, lowest.
    """
    asked = alike(series_of(axes, facts))
    chosen = [_chooser(name) for name in labels]
    for series in asked:
        sheet = on(axes, Layout.COUNTS)
        sheet.show(series.view, [o for point in series.points for o in point.said])
        line = LineSeries(sheet, sheet.look(series.view.key), points_per_day(sheet, asked))
        for stretch in series.stretches:
            line.draw(stretch)
        numbers = series.numbers
        words = series_name(series.view, sheet.reader.language)
        sheet.names[series.view.key] = KeyEntry(words, line.look.sample)
        sheet.labels.append(end_label(sheet, series, asked, _anchor(numbers[-1])))
        for point in dict.fromkeys(choose(numbers) for choose in chosen):
            if point is not numbers[-1]:
                line.dot(point)
                sheet.labels.append(value_label(sheet, series.view, point, _anchor(point)))


def _chooser(name: str) -> Callable[[Sequence[DataPoint]], DataPoint]:
    if name not in LABELS:
        hint = meant(name, LABELS) or "labels are first, highest, lowest and last"
        raise WordError(f"no value is called '{name}'", hint)
    return LABELS[name]


def _anchor(point: DataPoint) -> Anchor:
    at = x(point.middle)
    return Anchor((at, at), (point.low, point.high))


@dataclass(frozen=True, slots=True)
class LineSeries:
    """The line of one series, in a look of its own."""

    sheet: Canvas
    look: SeriesLook
    each: float  # about how wide a day is, in points

    def draw(self, stretch: Sequence[DataPoint]) -> None:
        """A stretch without a break: lines between single values, and the marks."""
        self.sheet.spells.append((x(stretch[0].middle), x(stretch[-1].middle)))
        for single, group in groupby(stretch, key=lambda point: point.single is not None):
            points = list(group)
            if single:
                self.line(points)
            else:
                self.bars(points)

    def line(self, points: Sequence[DataPoint]) -> None:
        """A line through single values, with as many marks as can be told apart."""
        xs, ys = [x(point.middle) for point in points], [point.low for point in points]
        self.sheet.axes.plot(xs, ys, lw=THICK, **self.look.line)
        days = (xs[-1] - xs[0]) / max(len(xs) - 1, 1)
        every = max(1, ceil(MARKED / (days * self.each))) if days else 1
        for n, point in enumerate(points):
            first_of_kind = n == 0 or _hollow(point) != _hollow(points[n - 1])
            if ((every == 1 or _hollow(point)) and n % every == 0) or (first_of_kind and n):
                self.dot(point)
        self.dot(points[-1])
        self.pieces(xs, ys)

    def pieces(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """What labels keep clear of: pieces of the line, as long as that is fine enough."""
        begin = 0
        for end in range(len(xs)):
            if (xs[end] - xs[begin]) * self.each >= PIECE or end == len(xs) - 1:
                piece = ys[begin : end + 1]
                self.sheet.mark((xs[begin], xs[end]), (min(piece), max(piece)), THICK / 2)
                begin = end

    def dot(self, point: DataPoint) -> None:
        """A report: hollow where it is not exact, with an arrow to the side of the true number."""
        if point.single is None:
            return
        at, shape = x(point.middle), point.shapes[0]
        if shape.side:
            line_off(self.sheet.axes, (at, shape.point), (0, shape.side * ARROW), "<")
        hollow = _hollow(point)
        self.sheet.axes.plot([at], [shape.point], **self.look.dot(hollow))
        self.sheet.mark((at, at), (shape.point, shape.point))
        if hollow:
            words = value_remarks([point], self.sheet.reader.language)
            self.sheet.explain(words, self.look.dot(hollow))

    def bars(self, points: Iterable[DataPoint]) -> None:
        """Upright bars from the least to the most that was stated; a dispute has its values."""
        for point in points:
            at, ends = x(point.middle), (point.low, point.high)
            look = self.look.line | {"lw": 1, "marker": "_", "ms": 3 * DOT, "mew": 1}
            self.sheet.axes.plot((at, at), ends, **look)
            self.sheet.mark((at, at), ends, 1.5 * DOT)
            word = "disputed" if point.disputed else "least_to_most"
            self.sheet.explain(self.sheet.reader.language.word(word), look)


def _hollow(point: DataPoint) -> bool:
    return point.unsure or point.hedged
