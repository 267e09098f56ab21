"""The scale of a map: a bar of so many kilometres, true in its middle."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

from asof.charts.canvas import Canvas
from asof.charts.map_shapes import FlatMap
from asof.charts.mpl import LEADING
from asof.charts.text_runs import BELOW_MIDDLE, NBSP, Run
from asof.language import Language
from asof.quantity import Number

LENGTHS = (1, 2, 5, 10)
SHARE = 0.3  # of the map, at most
EVERYWHERE = 0.05  # by how much a scale differs that is told as one
NOWHERE = 0.5  # by how much one differs that would mislead
TICK = 3.0  # points


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A bar: its length in points, and the words beside it."""

    length: float
    words: str

    def draw(self, sheet: Canvas, low: float) -> None:
        """Draw it at the left edge of the sheet."""
        middle = low + LEADING / 2
        top = middle + TICK
        sheet.rule((0.5, 0.5, self.length, self.length), (top, middle, middle, top))
        sheet.write((Run(self.words, quiet=True),), self.length + 2 * TICK, middle - BELOW_MIDDLE)


def scale_bar(flat: FlatMap, wide: float, language: Language) -> ScaleBar | None:
    """The bar for a map that is so many points wide, if one scale is near enough all over it."""
    low, high = flat.latitudes
    middle, *edges = (flat.projection.stretch(each) for each in ((low + high) / 2, low, high))
    off = max(max(each / middle, middle / each) - 1 for each in edges)
    if off > NOWHERE:
        return None
    kilometre = middle * wide / flat.wide  # points
    far = _round(SHARE * wide / kilometre)
    length = f"{language.number(Number(Decimal(f'{far:g}')))}{NBSP}km"
    words = length if off < EVERYWHERE else language.word("scale_of_middle", length=length)
    return ScaleBar(far * kilometre, words)


def _round(most: float) -> float:
    """The longest round length of at most so many kilometres."""
    power = 10.0 ** floor(log10(most))
    return power * max(each for each in LENGTHS if each * power <= most)
