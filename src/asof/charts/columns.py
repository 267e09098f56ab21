"""Columns over time: an epidemic curve, and several facts side by side or on one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asof.charts import mpl as library
from asof.charts.canvas import SHEETS, Canvas, Layout, on
from asof.charts.chart_key import Look
from asof.charts.data_points import DataPoint, DataSeries
from asof.charts.hedge_marks import ARROW, arrow_reach, line_off
from asof.charts.mpl import hairline_colour, ink_colour, middle_colour
from asof.charts.scales import x
from asof.charts.series_breaks import mark_breaks
from asof.charts.series_on_axes import (
    end_label,
    points_per_day,
    same_unit,
    series_name,
    series_of,
    thinned,
    value_label,
    value_remarks,
)
from asof.charts.step_chart import Told
from asof.charts.text_runs import Anchor

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Pair = tuple[float, float]
FULL = 0.8  # of the room of a column
FEWEST = 8  # columns that an axis has room for: one alone is no block
THIN = 2.5  # points: a column of less can be neither hollow nor hatched
POINTED = 6.0  # points: a column of less has no arrow
SMALL = 3.2  # points: a cross, a ring or a square
APART = 4.0  # points: nearer ones are one
OVER = 4.5  # points: from a column to what is said over it


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    """The report of one time, and the days from the left edge of its column to the right."""

    point: DataPoint
    x: Pair

    @property
    def middle(self) -> float:
        """The middle of its foot."""
        return sum(self.x) / 2

    @property
    def sure(self) -> float:
        """How far from zero all that was stated reaches."""
        return max(self.point.low, 0.0) + min(self.point.high, 0.0)

    @property
    def end(self) -> Pair:
        """The middle of the end that is away from zero."""
        return self.middle, self.point.low if self.point.high <= 0 else self.point.high

    @property
    def anchor(self) -> Anchor:
        """Where its label belongs."""
        return Anchor(self.x, (self.end[1], self.end[1]), 1)


@dataclass(frozen=True, slots=True)
class Rooms:
    """The rooms that columns have: how many days wide, and which of several side by side."""

    days: int
    nth: int = 0
    of: int = 1

    def column(self, point: DataPoint) -> DrawnColumn:
        """The column of a report, whose time ends on its last day."""
        left = min(x(point.first), x(point.last) - self.days + 1) - 0.5
        each = FULL * (x(point.last) + 0.5 - left)
        begin = left + each * (1 - FULL) / (2 * FULL) + each * self.nth / self.of
        return DrawnColumn(point, (begin, begin + each / self.of))

    def columns(self, points: Iterable[DataPoint]) -> list[DrawnColumn]:
        """The columns of reports."""
        return [self.column(point) for point in points]


@dataclass(frozen=True, slots=True)
class Stack:
    """The columns of one time on one another: the parts that are single values, else None."""

    parts: tuple[DataPoint | None, ...]
    x: Pair

    def ends(self, n: int) -> Pair:
        """Where the n-th part begins and ends."""
        sums = [sum(part.single or 0.0 for part in self.parts[:m] if part) for m in (n, n + 1)]
        return sums[0], sums[1]

    @property
    def end(self) -> Pair:
        """The middle of its end."""
        return sum(self.x) / 2, self.ends(len(self.parts) - 1)[1]


def columns(axes: Axes, fact: Told) -> None:
    """Draw an epidemic curve: a column for each report, as wide as the time that it tells of.

    A column is hatched where its value is provisional, hollow where it is not exact; what reaches
    from the least to the most of a range or a dispute is dotted. A cross says that a report is
    missing. The highest and the last value are labelled.
    """
    for series in series_of(axes, (fact,)):
        sheet, rooms = on(axes, Layout.COUNTS, series.view), Rooms(series.width)
        each = points_per_day(sheet, [series])
        found = rooms.columns(series.numbers)
        if sheet.titled != series.view.key:
            sheet.name_in_key(_name(sheet, series), column_fills()[PLAIN])
        _filled(sheet, found, each * series.width * FULL)
        sheet.spells.append((found[-1].x[1] - FEWEST * series.width, found[-1].x[1]))
        _say_absent(sheet, series, rooms, each)
        mark_breaks(sheet, series, series.width / 2)
        last, highest = found[-1], _highest(found)
        sheet.labels.append(end_label(sheet, series, last.anchor))
        if highest is not last:
            sheet.labels.append(value_label(sheet, series, highest.point, highest.anchor))


def grouped(axes: Axes, *facts: Told) -> None:
    """Draw the columns of several facts side by side, one group for each time.

    A ring over a column says that its value is provisional or not exact. The last of each fact
    is labelled.
    """
    asked = series_of(axes, facts)
    days = min((series.width for series in asked), default=1)
    unsure: list[tuple[Pair, DataPoint]] = []
    for n, series in enumerate(asked):
        sheet, rooms = on(axes, Layout.COUNTS, series.view), Rooms(days, n, len(asked))
        each = points_per_day(sheet, asked)
        found = rooms.columns(series.numbers)
        sheet.name_in_key(_name(sheet, series), column_fills()[n])
        for column in found:
            _column(sheet, column, column_fills()[n])
        unsure += [(column.end, column.point) for column in found]
        _say_absent(sheet, series, rooms, each)
        mark_breaks(sheet, series, days / 2)
        sheet.labels.append(end_label(sheet, series, found[-1].anchor, asked))
    if unsure:
        _say_unsure(SHEETS[axes], unsure, points_per_day(SHEETS[axes], asked))


def stacked(axes: Axes, *facts: Told) -> None:
    """Draw the columns of several facts of one unit on one another, for each time.

    Only single values are stacked. A cross over a column says that a part of it is missing, in
    dispute, a range or not public; a ring that one is provisional or not exact.
    The parts of the last column are named with their values.
    """
    asked = same_unit(series_of(axes, facts))
    stacks = list(_stacks(asked))
    for n, series in enumerate(asked):
        sheet = on(axes, Layout.COUNTS, series.view)
        sheet.name_in_key(_name(sheet, series), column_fills()[n])
        parts = [(stack, part) for stack in stacks if (part := stack.parts[n])]
        sheet.show(series.view, [o for _, part in parts for o in part.said])
        for stack, _ in parts:
            _bar(sheet, stack.x, stack.ends(n), column_fills()[n])
        mark_breaks(sheet, series, series.width / 2)
        if parts and parts[-1][0] is stacks[-1]:
            mark = Anchor(stacks[-1].x, stacks[-1].ends(n), 0)
            sheet.labels.append(end_label(sheet, series, mark, asked))
    if stacks:
        _say_of_stacks(on(axes, Layout.COUNTS), stacks, points_per_day(SHEETS[axes], asked))


def _stacks(asked: Sequence[DataSeries]) -> Iterator[Stack]:
    """The stacks of all times of which any of some facts says something, oldest first."""
    rooms = Rooms(min((series.width for series in asked), default=1))
    by_day = [{point.last: point for point in series.points} for series in asked]
    for day in sorted({day for points in by_day for day in points}):
        said = [points.get(day) for points in by_day]
        widest = min((point for point in said if point), key=lambda point: point.first)
        single = (point if point and point.single is not None else None for point in said)
        yield Stack(tuple(single), rooms.column(widest).x)


def _name(sheet: Canvas, series: DataSeries) -> str:
    return series_name(series.view, sheet.reader.language)


def column_fills() -> tuple[Look, ...]:
    """The looks of columns that stand together, told apart in grey."""
    ink = ink_colour()
    return (
        {"facecolor": ink, "edgecolor": ink},
        {"facecolor": middle_colour(), "edgecolor": middle_colour()},
        {"facecolor": "white", "edgecolor": ink, "hatch": "/////"},
        {"facecolor": hairline_colour(), "edgecolor": ink},
        {"facecolor": "white", "edgecolor": ink, "hatch": "....."},
        {"facecolor": "white", "edgecolor": ink},
    )


PLAIN, PALE, HATCHED, SPECKLED, HOLLOW = 0, 1, 2, 4, 5


def _fill(point: DataPoint, each: float) -> int:
    """The look of a column by itself: one that is too thin to be hollow is paler."""
    looks = {(True, False): HATCHED, (False, True): HOLLOW, (True, True): SPECKLED}
    look = looks.get((point.unsure, point.hedged), PLAIN)
    return PALE if look and each < THIN else look


def _filled(sheet: Canvas, found: Sequence[DrawnColumn], each: float) -> None:
    """Columns each in the look that its value asks for, and what the looks mean."""
    for look in sorted({_fill(column.point, each) for column in found}):
        of_look = [column for column in found if _fill(column.point, each) == look]
        for column in of_look:
            _column(sheet, column, column_fills()[look])
            if each >= POINTED:
                _arrow(sheet, column)
        if look:
            points = [column.point for column in of_look]
            sheet.explain(value_remarks(points, sheet.reader.language), column_fills()[look])


def _highest(found: Sequence[DrawnColumn]) -> DrawnColumn:
    return max(found, key=lambda column: column.point.high)


def _column(sheet: Canvas, column: DrawnColumn, fill: Look) -> None:
    """A column as far as all agree; from there to the least and the most only dotted."""
    point, sure = column.point, column.sure
    _bar(sheet, column.x, (0.0, sure), fill)
    word = "disputed" if point.disputed else "least_to_most"
    hatch = {"hatch": "\\\\\\"} if point.disputed else {}
    open_ = {"facecolor": "white", "edgecolor": fill["edgecolor"], "linestyle": ":"} | hatch
    for end in (end for end in (point.low, point.high) if end != sure):
        _bar(sheet, column.x, (sure, end), open_)
        sheet.explain(sheet.reader.language.word(word), open_)
    sheet.spells.append(column.x)
    sheet.mark(column.x, (min(0.0, point.low), max(0.0, point.high)), 0.5)


def _bar(sheet: Canvas, x: Pair, ends: Pair, look: Look) -> None:
    """A part of a column; of nothing at all a line is left, for that was counted."""
    from matplotlib.patches import Rectangle

    if ends == (0.0, 0.0):
        sheet.axes.plot(x, ends, color=look["edgecolor"], lw=1.6)
    elif ends[0] != ends[1]:
        wide, high = x[1] - x[0], ends[1] - ends[0]
        # `Axes.bar` does the same for 4 ms a column: a chart has up to 400
        sheet.axes.add_patch(Rectangle((x[0], ends[0]), wide, high, lw=0.5, **look))


def _arrow(sheet: Canvas, column: DrawnColumn) -> None:
    """An arrow to the side on which the true number is."""
    for shape in column.point.shapes:
        if shape.side:
            line_off(sheet.axes, (column.middle, shape.point), (0, shape.side * ARROW), "<")
            at = (column.middle, column.middle), (shape.point, shape.point)
            sheet.mark(*at, POINTED / 2, arrow_reach(shape.side, POINTED / 2))


# What is said of columns by small marks


def _say_absent(sheet: Canvas, series: DataSeries, rooms: Rooms, each: float) -> None:
    """A cross where a report is missing, a square where a value is not public."""
    language = sheet.reader.language
    sheet.show(series.view, [o for point in series.points for o in point.said])
    lost = rooms.columns(DataPoint((), day, day) for day in series.missing)
    secret = rooms.columns(point for point in series.points if point.withheld)
    for marker, word, found in (("x", "nothing_stated", lost), ("s", "not_public", secret)):
        sheet.spells += [column.x for column in found]
        at = [(column.middle, 0.0) for column in found]
        _small_marks(sheet, at, (marker, language.word(word)), each)


def _say_unsure(sheet: Canvas, found: Iterable[tuple[Pair, DataPoint]], each: float) -> None:
    """A ring over each value that is provisional or not exact."""
    unsure = [(at, point) for at, point in found if point.unsure or point.hedged]
    words = value_remarks([point for _, point in unsure], sheet.reader.language)
    _small_marks(sheet, [at for at, _ in unsure], ("o", words), each)


def _say_of_stacks(sheet: Canvas, stacks: Sequence[Stack], each: float) -> None:
    """What is unsure in stacks, and what they lack."""
    for stack in stacks:
        sheet.spells.append(stack.x)
        sheet.mark(stack.x, (0.0, stack.end[1]), 0.5)
    _say_unsure(sheet, [(s.end, part) for s in stacks for part in s.parts if part], each)
    lacking = [stack.end for stack in stacks if None in stack.parts]
    _small_marks(sheet, lacking, ("x", sheet.reader.language.word("part_missing")), each)


def _small_marks(sheet: Canvas, at: Iterable[Pair], told: tuple[str, str], each: float) -> None:
    """Small marks, one for those that are too near to be told apart, and what they mean."""
    places, (marker, words) = list(thinned(sorted(at), APART / each)), told
    if not places:
        return
    look: dict[str, Any] = {
        "marker": marker,
        "ms": SMALL,
        "mew": 0.8,
        "mfc": "white",
        "linestyle": "none",
    }
    look |= {"color": ink_colour(), "mec": ink_colour()}
    raised = library.raised(sheet.axes, OVER)
    sheet.axes.plot(*zip(*places, strict=True), transform=raised, **look)
    for left, y in places:
        sheet.mark((left, left), (y, y), OVER + SMALL / 2)
    sheet.explain(words, look)
