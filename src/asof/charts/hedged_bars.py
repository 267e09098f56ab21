"""Bars that say how sure they are: full as far as is certain, open as far as is possible.

A hedge changes no tone: of two bars the longer weighs more, whatever is known of its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asof.charts.hedge_marks import ARROW, Shape, level_bar, line_off
from asof.charts.mpl import ink_colour
from asof.charts.row_layout import BAR, Reach, Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEAST = 1.0  # points: a bar that is shorter is not seen
NOTHING_WIDE = 1.8  # a bar of nothing: a stroke
HEAD = ARROW + 3  # how long an arrow is
SHORTEST = 8.0  # an arrow of less is all head
CUTS = ((2.0, 1.2), (5.0, 0.9))  # how far before its end, and how wide, an approximate bar is cut
SOFTENED = 12.0  # a shorter bar has no room for that


@dataclass(frozen=True, slots=True)
class Bar:
    """From where it begins, full as far as is certain, open from there to its end."""

    begin: float
    full: float
    end: float
    side: int = 0  # to which the true end lies
    soft: bool = False  # whether the end is approximate

    @property
    def outward(self) -> bool:
        """Whether the true end lies beyond the drawn one."""
        longer = self.side * (self.end - self.begin) > 0
        return self.full == self.end and (longer or self.side > 0 == self.end - self.begin)

    def reach(self) -> Reach:
        """What room it takes."""
        needs = [HEAD + 2 if self.outward and self.side == way else 1.0 for way in (-1, 1)]
        ends = (0.0, self.begin, self.end)
        return Reach(min(ends), max(ends), *needs)


def bar_of(shape: Shape, start: float = 0.0) -> Bar:
    """The bar of an amount that begins at zero, or where another ended."""
    near, far = sorted((shape.low, shape.high), key=abs)
    if shape.low < 0 < shape.high:
        return Bar(start + shape.low, start + shape.low, start + shape.high)
    if shape.point * shape.side < 0:
        return Bar(start, start, start + shape.point, shape.side)
    return Bar(start, start + near, start + far, shape.side, _approximate(shape))


def _approximate(shape: Shape) -> bool:
    return shape.hollow and not shape.side and not shape.wide


def draw_bar(axes: Axes, bar: Bar, y: float, across: Ruler, tone: str) -> None:
    """Draw a bar on a row."""
    for ends, fill in (((bar.begin, bar.full), tone), ((bar.full, bar.end), "white")):
        if ends[0] != ends[1]:
            seen = ends[0], ends[0] + seen_length(ends, across)
            level_bar(axes, y, seen, BAR, facecolor=fill, edgecolor=ink_colour(), lw=0.75)
    if bar.begin == bar.end:
        ends = y - BAR / 2, y + BAR / 2
        axes.plot((bar.end, bar.end), ends, color=ink_colour(), lw=NOTHING_WIDE)
    for at, wide in _cuts(bar, across):
        level_bar(axes, y, (at, at + wide), BAR + 1, facecolor="white", lw=0)
    _draw_arrow(axes, bar, y, across)


def seen_length(ends: tuple[float, float], across: Ruler) -> float:
    """How long to draw from one number to another: what is not nothing is seen."""
    way = 1 if ends[1] > ends[0] else -1
    return way * max(abs(ends[1] - ends[0]), across.units(LEAST))


def _cuts(bar: Bar, across: Ruler) -> Iterator[tuple[float, float]]:
    """Where the end of an approximate bar is cut, and how wide."""
    if bar.soft and across.length((bar.begin, bar.end)) >= SOFTENED:
        way = 1 if bar.end > bar.begin else -1
        for before, wide in CUTS:
            yield bar.end - way * across.units(before), -way * across.units(wide)


def _draw_arrow(axes: Axes, bar: Bar, y: float, across: Ruler) -> None:
    """Point from the end to where the true one is: beyond it, or within the open bar."""
    inside = across.length((bar.full, bar.end)) - 3
    length = HEAD if bar.outward else min(HEAD, inside)
    if bar.side and length >= SHORTEST:
        line_off(axes, (bar.end, y), (bar.side * length, 0), "<")
