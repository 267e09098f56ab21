"""The key of a map: what each shade means, in the order of the classes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
SHARE = 0.34  # of the sheet, at most, for a key beside its map


@dataclass(frozen=True, slots=True)
class MapKey:
    """Rows of words, those of a class with its swatch."""

    title: tuple[Line, ...]
    rows: tuple[tuple[Shade, tuple[Line, ...]], ...]

    @property
    def wide(self) -> float:
        """Its width in points."""
        words = [line_width(line) for _, lines in self.rows for line in lines]
        title = [line_width(line) for line in self.title]
        return max([*(SWATCH[0] + APART + each for each in words), *title])

    @property
    def tall(self) -> float:
        """Its height in points."""
        return sum(self.heights) + LEADING * len(self.title)

    @property
    def heights(self) -> tuple[float, ...]:
        """The height of each row."""
        return tuple(ROW + LEADING * (len(lines) - 1) for _, lines in self.rows)

    def draw(self, sheet: Canvas, left: float, high: float) -> None:
        """Draw it with its upper left corner at a point of the sheet."""
        for line in self.title:
            sheet.write(line, left, high - LEADING / 2 - BELOW_MIDDLE)
            high -= LEADING
        for (shade, lines), tall in zip(self.rows, self.heights, strict=True):
            middle = high - ROW / 2
            paint(sheet.axes, [box_of(left, middle - SWATCH[1] / 2, *SWATCH)], shade)
            for n, line in enumerate(lines):
                sheet.write(line, left + SWATCH[0] + APART, middle - n * LEADING - BELOW_MIDDLE)
            high -= tall


def map_key(sheet: Canvas, classes: Classes, views: Iterable[View | None]) -> MapKey:
    """The key of a map: all classes, then what else its areas are filled with."""
    shown, language = list(views), sheet.reader.language
    upon = dict.fromkeys(doubt for view in shown for doubt in doubts(view))
    others = dict.fromkeys(classes.shade(view) for view in shown)
    shades = dict.fromkeys([*classes.shades, *others])
    looks = [*shades, *(Shade(0, hatch, language.word(word)) for hatch, word in upon)]
    width = (1.0 if sheet.narrow else SHARE) * sheet.wide
    rows = ((each, _lines(Run(each.words), width - SWATCH[0] - APART)) for each in looks)
    title = _measure(list(filter(None, shown)), classes)
    return MapKey(_lines(Run(title, strong=True), width) if title else (), tuple(rows))


def _lines(run: Run, width: float) -> tuple[Line, ...]:
    return tuple((each,) for each in wrapped(run, width))


def _measure(views: Iterable[View], classes: Classes) -> str:
    """What all values count, if they say the same of it, or else in what."""
    counts = {told.counts(view, classes.language) for view in views}
    if len(counts) == 1 and (said := counts.pop()):
        return with_capital(said)
    unit = unit_in(classes.fact, classes.language) or {}
    words = unit.get("other", "")
    return with_capital(words) if any(map(str.isalpha, words)) else ""
