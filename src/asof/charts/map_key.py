"""The key of a map: what each shade means, in the order of the classes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from asof.charts import descriptions as told
from asof.charts.canvas import Canvas
from asof.charts.map_classes import Classes, Shade, doubts
from asof.charts.map_shapes import box_of, paint
from asof.charts.mpl import LEADING
from asof.charts.text_runs import BELOW_MIDDLE, Line, Run, line_width, wrapped
from asof.language import with_capital
from asof.ledger.printing import unit_in
from asof.ledger.rules_of_time import View

SWATCH = (15.0, 8.5)  # points
APART = 5.0  # from a swatch to its words
ROW = LEADING + 2.0
BETWEEN = 14.0  # two columns
SHARE = 0.34  # of the sheet, at most, for a key beside its map


@dataclass(frozen=True, slots=True)
class KeyRow:
    """The words of a class, behind its swatch."""

    shade: Shade
    lines: tuple[Line, ...]

    @property
    def wide(self) -> float:
        """Its width in points."""
        return SWATCH[0] + APART + max(map(line_width, self.lines))

    @property
    def tall(self) -> float:
        """Its height in points."""
        return ROW + LEADING * (len(self.lines) - 1)

    def draw(self, sheet: Canvas, left: float, high: float) -> None:
        """Draw it with its upper left corner at a point of the sheet."""
        middle = high - ROW / 2
        paint(sheet.axes, [box_of(left, middle - SWATCH[1] / 2, *SWATCH)], self.shade)
        for n, line in enumerate(self.lines):
            sheet.write(line, left + SWATCH[0] + APART, middle - n * LEADING - BELOW_MIDDLE)


@dataclass(frozen=True, slots=True)
class MapKey:
    """What a map counts, above its rows in one column or several."""

    title: tuple[Line, ...]
    columns: tuple[tuple[KeyRow, ...], ...]

    @property
    def wide(self) -> float:
        """Its width in points, of one column."""
        rows = [row.wide for column in self.columns for row in column]
        return max([*rows, *map(line_width, self.title)])

    @property
    def tall(self) -> float:
        """Its height in points."""
        tallest = max(sum(row.tall for row in column) for column in self.columns)
        return LEADING * len(self.title) + tallest

    def draw(self, sheet: Canvas, left: float, high: float) -> None:
        """Draw it with its upper left corner at a point of the sheet."""
        for line in self.title:
            sheet.write(line, left, high - LEADING / 2 - BELOW_MIDDLE)
            high -= LEADING
        for column in self.columns:
            top = high
            for row in column:
                row.draw(sheet, left, top)
                top -= row.tall
            left += max(row.wide for row in column) + BETWEEN


def map_key(sheet: Canvas, classes: Classes, views: Iterable[View | None]) -> MapKey:
    """The key of a map: all classes, then what else its areas are filled with.

    On a narrow sheet, where it stands below, it has as many columns as there is room for.
    """
    shown, language = list(views), sheet.reader.language
    upon = dict.fromkeys(doubt for view in shown for doubt in doubts(view))
    shades = dict.fromkeys([*classes.shades, *map(classes.shade, shown)])
    looks = [*shades, *(Shade(0, hatch, language.word(word)) for hatch, word in upon)]
    width = (1.0 if sheet.narrow else SHARE) * sheet.wide
    rows = [KeyRow(each, _lines(Run(each.words), width - SWATCH[0] - APART)) for each in looks]
    fitting = int((width + BETWEEN) / (max(row.wide for row in rows) + BETWEEN))
    each = ceil(len(rows) / max(fitting, 1)) if sheet.narrow else len(rows)
    columns = tuple(tuple(rows[n : n + each]) for n in range(0, len(rows), each))
    title = _measure(list(filter(None, shown)), classes)
    return MapKey(_lines(Run(title, strong=True), width) if title else (), columns)


def _lines(run: Run, width: float) -> tuple[Line, ...]:
    return tuple((each,) for each in wrapped(run, width))


def _measure(views: Iterable[View], classes: Classes) -> str:
    """What all values count, if they say the same of it, or else in what."""
    counts = {told.counts(view, classes.language) for view in views}
    if len(counts) == 1 and (said := counts.pop()):
        return with_capital(said)
    words = classes.language.unit_alone(unit_in(classes.fact, classes.language))
    return with_capital(words) if any(map(str.isalpha, words)) else ""
