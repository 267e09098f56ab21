"""The key of a chart: what each look stands for, above the drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from asof.charts.mpl import LEADING
from asof.charts.text_runs import BELOW_MIDDLE, Run, wrapped

if TYPE_CHECKING:
    from asof.charts.canvas import Canvas

Look = Mapping[str, Any]  # settings of a rectangle, of a mark or of a line

SWATCH, TALL, LONG, THIN = 10.0, 6.5, 24.0, 5.0  # points; a line is long: its dashes show
BESIDE, APART = 4.0, 8.0  # between a swatch and its words, and before the next one
BELOW = 4.0  # between the key and the drawing


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A look and its words; a line that stands in the drawing stands here too, upright."""

    words: str
    look: Look = field(compare=False)
    upright: bool = False

    @property
    def wide(self) -> float:
        """How wide the swatch is: a line needs more room than a mark or a rectangle."""
        if self.upright:
            return THIN
        return SWATCH if "facecolor" in self.look or self.look.get("linestyle") == "none" else LONG

    def draw(self, made: Canvas, left: float, middle: float) -> None:
        """Draw the look as a swatch on the sheet."""
        from matplotlib.lines import Line2D
        from matplotlib.patches import Rectangle

        if "facecolor" in self.look:
            corner = (left, middle - TALL / 2)
            made.axes.add_artist(
                Rectangle(corner, SWATCH, TALL, transform=None, clip_on=False, **self.look)
            )
            return
        at = left + self.wide / 2
        line = (left + 4, left + self.wide - 4), (middle, middle)
        if self.upright:
            line = (at, at), (middle - TALL / 2, middle + TALL / 2)
        for ends, without in (
            (line, {"marker": "None"}),
            (((at,), (middle,)), {"linestyle": "none"}),
        ):
            look = {"transform": None, "clip_on": False, **self.look, **without}
            made.axes.add_artist(Line2D(*ends, **look))


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where an entry stands: from the left edge, and the middle of its first line from the top."""

    entry: KeyEntry
    left: float
    down: float
    lines: tuple[Run, ...]


def reserve_key(made: Canvas) -> list[KeyPlace]:
    """Give the key the room that it needs above the drawing."""
    placed = list(_flowed(made))
    if placed:
        last = max(place.down + (len(place.lines) - 0.5) * LEADING for place in placed)
        made.depth = last + BELOW
    return placed


def write_key(made: Canvas, placed: list[KeyPlace]) -> None:
    """Draw the key."""
    for place in placed:
        middle = made.height_of(place.down)
        place.entry.draw(made, place.left, middle)
        for n, line in enumerate(place.lines):
            left = place.left + place.entry.wide + BESIDE
            made.write((line,), left, middle - n * LEADING - BELOW_MIDDLE)


def _flowed(made: Canvas) -> Iterator[KeyPlace]:
    """The entries from left to right, in as many rows as they need."""
    left, down, high = 0.0, made.depth + LEADING / 2, 1
    for entry in made.key:
        lines = tuple(wrapped(Run(entry.words), made.wide - entry.wide - BESIDE))
        wide = entry.wide + BESIDE + max(line.width for line in lines)
        if left and left + wide > made.wide:
            left, down, high = 0.0, down + high * LEADING, 1
        yield KeyPlace(entry, left, down, lines)
        left, high = left + wide + APART, max(high, len(lines))
