"""One thing below the other: how high rows are, the scale across them, what an axis names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Literal

from asof.charts import mpl as library
from asof.charts import scales
from asof.charts.canvas import Canvas
from asof.charts.label_placement import Box
from asof.charts.mpl import LEADING, STRONG
from asof.charts.text_runs import BELOW_MIDDLE, Line, line_width
from asof.charts.time_axis import set_on_one_line

BAR = 7.5  # how high one is, in points
BLOCK = 8.0  # between two facts
ROW = BAR + 3  # of a bar that stands below its words
GUTTER = 10.0  # between words and what is drawn beside them
CLEAR = 2.0  # below the last row
CLOSER = 0.5  # of the white between rows: what a low chart does without
APART = 5.0  # between two names of an axis
SHORTEST_TIME = 7.0  # days: of less, a day is as long as it is there
Side = Literal["left", "center", "right"]


# ---- rows


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of words in a row: from the left of the sheet, and from the top of the row."""

    line: Line
    left: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """One row: its words, its height, how far down its bar is, the room above it."""

    words: tuple[PlacedLine, ...]
    height: float
    middle: float
    beside: bool = True  # whether its bar stands beside its words
    above: float = 0.0


@dataclass(frozen=True, slots=True)
class Band:
    """The part of a sheet in which the bar of a row is, in points from the top."""

    top: float
    middle: float
    bottom: float


def column(
    lines: Iterable[Line], left: float = 0.0, flush: float | None = None
) -> list[PlacedLine]:
    """Lines of words one below the other, from the left, or to the right up to `flush`."""
    return [
        PlacedLine(line, left if flush is None else flush - line_width(line), n * LEADING)
        for n, line in enumerate(lines)
    ]


def row_beside(words: Iterable[PlacedLine], above: float) -> ChartRow:
    """A row with its bar beside its words, level with the first line."""
    placed = tuple(words)
    height = max(each.top for each in placed) + LEADING
    return ChartRow(words=placed, height=height, middle=LEADING / 2, above=above)


def row_below(lines: Sequence[Line], above: float) -> ChartRow:
    """A row with its bar below its words."""
    words = len(lines) * LEADING
    return ChartRow(
        words=tuple(column(lines)),
        height=words + ROW,
        middle=words + ROW / 2,
        beside=False,
        above=above,
    )


def depth(rows: Sequence[ChartRow]) -> float:
    """How high rows are, one below the other."""
    return sum(row.above + row.height for row in rows) - rows[0].above


def white(rows: Sequence[ChartRow]) -> float:
    """How much white stands between rows."""
    return sum(row.above for row in rows[1:])


def closer(rows: Sequence[ChartRow], by: float) -> Sequence[ChartRow]:
    """Rows with less white between them, so many points of it altogether."""
    if by <= 0:
        return rows
    share = 1 - by / white(rows)
    return [replace(row, above=share * row.above) for row in rows]


def stack(made: Canvas, rows: Sequence[ChartRow], left: float, foot: float) -> list[Band]:
    """Set rows below what is there, right of `left` and above a foot; their bands are told.

    The sheet is as high as they are. Where more was asked for, they move apart; where less was,
    closer together, as far as what belongs together is still seen.
    """
    over = made.depth
    natural = over + depth(rows) + CLEAR + foot
    made.settle_height(natural, natural - CLOSER * white(rows))
    rows = closer(rows, natural - made.size[1])
    height = made.size[1] - foot
    room = max(made.size[1] - natural, 0.0) / len(rows)
    made.frame(left, foot, made.wide, height + foot)
    made.axes.set_ylim(height, 0)
    made.axes.set_yticks([])
    bands, top = [], over - rows[0].above
    for row in rows:
        bands.append(_band(row, max(top, over), top + row.above + room / 2, room))
        _write(made, row, top + row.above + room / 2)
        top += row.above + row.height + room
    made.row_heights = tuple(row.above + row.height for row in rows)
    return bands


def _band(row: ChartRow, top: float, begin: float, room: float) -> Band:
    """Of a row whose words begin somewhere, with some room more."""
    middle, bottom = begin + row.middle, begin + row.height
    if row.beside:
        return Band(top, middle, bottom + room / 2)
    return Band(middle - BAR / 2 - 1, middle, middle + BAR / 2 + 1)


def _write(made: Canvas, row: ChartRow, top: float) -> None:
    for each in row.words:
        middle = made.height_of(top + each.top + LEADING / 2)
        made.write(each.line, each.left, middle - BELOW_MIDDLE)


def zero_line(made: Canvas, bands: Iterable[Band]) -> None:
    """Draw zero beside the bars, and not through words."""
    for band in bands:
        made.axes.plot((0, 0), (band.top, band.bottom), color=library.ink_colour(), lw=0.75)


# ---- the scale across them


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a row goes to either side of zero, and the points that it needs beyond its ends."""

    low: float
    high: float
    before: float = 1.0
    beyond: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """Where zero stands in a drawing of a width, how many points long a unit is, what is drawn."""

    zero: float
    unit: float
    width: float
    low: float
    high: float

    @property
    def ends(self) -> tuple[float, float]:
        """The numbers at both edges."""
        return -self.zero / self.unit, (self.width - self.zero) / self.unit

    def units(self, points: float) -> float:
        """How many units so many points are."""
        return points / self.unit

    def length(self, ends: tuple[float, float]) -> float:
        """How many points lie between two numbers."""
        return abs(ends[1] - ends[0]) * self.unit


def ruler(reaches: Sequence[Reach], width: float) -> Ruler:
    """The longest unit with which all that rows draw, zero among it, stays in a width."""
    needs = _needs(reaches)
    across = [
        (width - left.before - right.beyond) / (right.high - left.low)
        for left, right in product(needs, repeat=2)
        if right.high > left.low
    ]
    unit = min(across, default=1.0)
    return Ruler(
        zero=max((each.before - each.low * unit for each in needs), default=1.0),
        unit=unit,
        width=width,
        low=min((each.low for each in needs), default=0.0),
        high=max((each.high for each in needs), default=0.0),
    )


def _needs(reaches: Sequence[Reach]) -> Sequence[Reach]:
    """One for each need beyond the ends, so that many rows cost no more than a few."""
    widest: dict[tuple[float, float], Reach] = {}
    for each in reaches:
        key = (each.before, each.beyond)
        other = widest.get(key, each)
        widest[key] = Reach(min(each.low, other.low, 0.0), max(each.high, other.high, 0.0), *key)
    return list(widest.values())


# ---- what an axis names


@dataclass(frozen=True, slots=True)
class AxisName:
    """What stands below a place of an axis."""

    at: float
    text: str
    strong: bool = False


def name_below(made: Canvas, wanted: Iterable[AxisName]) -> None:
    """Name places below the drawing, the first first; one that has no room stays without."""
    named: list[tuple[AxisName, Side]] = []
    taken: list[Box] = []
    for each in wanted:
        side, box = _name_box(made, each)
        if not any(box.grown(APART / 2).shared(other.grown(APART / 2)) for other in taken):
            taken.append(box)
            named.append((each, side))
    made.axes.set_xticks([each.at for each, _ in named], [each.text for each, _ in named])
    set_on_one_line(made.axes)
    for label, (each, side) in zip(made.axes.get_xticklabels(), named, strict=True):
        label.set_horizontalalignment(side)
        if each.strong:
            label.set_fontweight(STRONG)
            label.set_color(library.ink_colour())


def _name_box(made: Canvas, name: AxisName) -> tuple[Side, Box]:
    """Where a name stands so that it stays on the sheet: centred, else to one side."""
    wide = library.width_of(name.text, name.strong)
    at = float(made.axes.transData.transform((name.at, 0))[0])
    if at < wide / 2:
        return "left", Box(at, 0, at + wide, LEADING)
    if at + wide / 2 > made.wide:
        return "right", Box(at - wide, 0, at, LEADING)
    return "center", Box(at - wide / 2, 0, at + wide / 2, LEADING)


def name_numbers(made: Canvas, across: Ruler | None) -> None:
    """Name round numbers below the drawing, zero among them; none without a ruler."""
    if across is None:
        made.axes.set_xticks([])
        return
    upper, lower = (scales.steps_to(end, most=3) for end in (across.high, -across.low))
    step = max(max(levels[1:2], default=0.0) for levels in (upper, lower))
    first, last = (int(end / step) if step else 0 for end in (across.low, across.high))
    levels = sorted((step * n for n in range(first, last + 1)), key=abs)
    language = made.reader.language
    name_below(made, (AxisName(at, scales.axis_number(at, language)) for at in levels))


def calendar(first: float, last: float, width: float, beyond: float) -> Ruler:
    """The scale of a time that leaves so many points beyond its last day."""
    last = max(last, first + SHORTEST_TIME)
    unit = (width - 1 - beyond) / (last - first)
    return Ruler(zero=1 - first * unit, unit=unit, width=width, low=first, high=last)


def name_span_days(made: Canvas, across: Ruler, now: date | None) -> None:
    """Name the day of the edition, the first and the last, then years, months or days."""
    inner = scales.days_between(across.low, across.high - 1, across.width)
    years = all(len(text) == len("2021") for _, text in inner)
    first, last = (
        _mid(day, f"{day:%Y-%m}" if years and inner else f"{day}")
        for day in (scales.day(across.low), scales.day(across.high - 1))
    )
    between = [
        _mid(scales.day(at), text) if len(text) > len("2021-01") else (at, text)
        for at, text in inner
    ]
    strong = [_mid(now, f"{now}")] if now else []
    language = made.reader.language
    names = [
        AxisName(at, scales.axis_name(text, language), strong=n < len(strong))
        for n, (at, text) in enumerate([*strong, first, last, *between])
    ]
    name_below(made, names)


def _mid(day: date, text: str) -> tuple[float, str]:
    """The middle of a day, and what it is called."""
    return scales.x(day) + 0.5, text
