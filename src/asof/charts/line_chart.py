"""Lines: weekly and daily series, each named at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from asof.charts.canvas import Canvas, Layout, on
from asof.charts.data_points import DataPoint
from asof.charts.hedge_marks import ARROW, arrow_reach, line_off
from asof.charts.scales import x
from asof.charts.series_breaks import HALF_A_DAY, mark_breaks
from asof.charts.series_looks import SeriesLook
from asof.charts.series_on_axes import (
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
SCALES = ("linear", "log")
LABELS: Mapping[str, Callable[[Sequence[DataPoint]], DataPoint]] = {
    "first": lambda points: points[0],
    "highest": lambda points: max(points, key=lambda point: point.high),
    "lowest": lambda points: min(points, key=lambda point: point.low),
    "last": lambda points: points[-1],
}


def lines(
    axes: Axes, *facts: Told, labels: Iterable[str] = ("highest",), scale: str = "linear"
) -> None:
    """Draw weekly or daily series: a line from report to report, with its name at its end.

    A mark is hollow where a value is provisional or not exact; a bar reaches from the least to the
    most of a range or a dispute, and no line goes through it, nor over a report that is missing.
    `labels` are the values that are labelled besides the last: first, highest, lowest. With
    `scale="log"` equal steps are equal ratios, which says so; nothing may be zero or less.
    """
    if scale not in SCALES:
        raise WordError(f"no scale is called '{scale}'", "write 'log'")
    asked = series_of(axes, facts)
    chosen = [_chooser(name) for name in labels]
    for series in asked:
        sheet = on(axes, Layout.COUNTS, series.view)
        if scale == "log":
            sheet.use_log()
        sheet.show(series.view, [o for point in series.points for o in point.said])
        line = LineSeries(sheet, sheet.look(series.view.key), points_per_day(sheet, asked))
        for stretch in series.stretches:
            line.draw(stretch)
        mark_breaks(sheet, series, HALF_A_DAY)
        numbers = series.numbers
        words = series_name(series.view, sheet.reader.language)
        sheet.name(series.view.key, words, line.look.sample)
        sheet.labels.append(end_label(sheet, series, _anchor(numbers[-1]), asked))
        for point in dict.fromkeys(choose(numbers) for choose in chosen):
            if point is not numbers[-1]:
                line.dot(point)
                sheet.labels.append(value_label(sheet, series, point, _anchor(point)))


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
    thick: float = THICK
    arrows: bool = True  # a sparkline is lower than two of them: there a mark is hollow alone

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
        self.sheet.axes.plot(xs, ys, lw=self.thick, clip_on=False, **self.look.line)
        self.pieces(xs, ys)
        for point in dict.fromkeys((*self.marked(points), points[-1])):
            self.dot(point)

    def marked(self, points: Sequence[DataPoint]) -> Iterator[DataPoint]:
        """All values where each has room for a mark; else some of those that are not exact."""
        days = (points[-1].middle - points[0].middle).days / max(len(points) - 1, 1)
        every = ceil(MARKED / max(days * self.each, MARKED / len(points)))
        for hollow, group in groupby(points, key=_hollow):
            yield from list(group)[::every] if hollow or every == 1 else ()

    def pieces(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """What labels keep clear of: pieces of the line, as long as that is fine enough."""
        begin = 0
        for end in range(len(xs)):
            if (xs[end] - xs[begin]) * self.each >= PIECE or end == len(xs) - 1:
                piece = ys[begin : end + 1]
                self.sheet.mark((xs[begin], xs[end]), (min(piece), max(piece)), self.thick / 2)
                begin = end

    def dot(self, point: DataPoint) -> None:
        """A report: hollow where it is not exact, with an arrow to the side of the true number."""
        if point.single is None:
            return
        at, shape = x(point.middle), point.shapes[0]
        side = shape.side if self.arrows else 0
        if side:
            line_off(self.sheet.axes, (at, shape.point), (0, side * ARROW), "<")
        hollow = _hollow(point)
        self.sheet.axes.plot([at], [shape.point], clip_on=False, **self.look.dot(hollow))
        arrow = arrow_reach(side, DOT)
        self.sheet.mark((at, at), (shape.point, shape.point), arrow=arrow)
        if hollow:
            words = value_remarks([point], self.sheet.reader.language)
            self.sheet.explain(words, self.look.dot(hollow))

    def bars(self, points: Iterable[DataPoint]) -> None:
        """Upright bars from the least to the most that was stated; a dispute has its values."""
        for point in points:
            at, language = x(point.middle), self.sheet.reader.language
            if point.disputed:
                ends, word = [shape.point for shape in point.shapes], "disputed"
                look = self.look.dot() | {"linestyle": ":", "lw": 1, "color": self.look.tone}
            else:
                ends, word = [point.low, point.high], "least_to_most"
                look = {"color": self.look.tone, "lw": 1, "marker": "_", "ms": 3 * DOT, "mew": 1}
            self.sheet.axes.plot([at] * len(ends), ends, clip_on=False, **look)
            self.sheet.mark((at, at), (point.low, point.high), 1.5 * DOT)
            self.sheet.explain(language.word(word), look)


def _hollow(point: DataPoint) -> bool:
    return point.unsure or point.hedged
