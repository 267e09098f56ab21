"""Words on a chart: runs of one weight and tone, lines of runs, labels of lines."""

from __future__ import annotations

from dataclasses import dataclass

from asof.charts import library
from asof.charts.library import LEADING

DOT = 2.6  # half of a marker
WRAPS = (255.0, 120.0, 72.0)  # the longest line of a label, the best first
BELOW_MIDDLE = 3.2  # from the middle of a line of words down to its baseline


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a label in one weight and tone."""

    text: str
    strong: bool = False
    quiet: bool = False

    @property
    def width(self) -> float:
        """How wide the words are, in points."""
        return library.width_of(self.text, self.strong)

    @property
    def space(self) -> float:
        """The space behind: wide after a value, so that it needs no comma."""
        return 3.6 if self.strong else 2.0


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something is drawn, in the chart's own units, and half its size in points."""

    x: tuple[float, float]
    y: tuple[float, float]
    half: float = DOT


@dataclass(frozen=True, slots=True)
class Row:
    """A line of words from the left edge, in points from the top; beside a drawing or above it."""

    line: Line
    y: float
    beside: bool


@dataclass(frozen=True, slots=True)
class Label:
    """Words for a mark, in the shapes that they can take: the widest first."""

    mark: Mark
    shapes: tuple[tuple[Line, ...], ...]

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of each shape, in points."""
        return tuple((max(map(line_width, s)), len(s) * LEADING) for s in self.shapes)


def label(mark: Mark, head: Line, tail: str = "") -> Label:
    """A label for a mark: what it says, and a quiet tail below."""
    shapes = dict.fromkeys(phrase(head, tail, width) for width in WRAPS)
    return Label(mark, tuple(shapes))


def line_width(line: Line) -> float:
    """How wide a line of runs is, in points."""
    return sum(run.width for run in line) + sum(run.space for run in line[:-1])


def wrapped(run: Run, width: float, taken: float = 0.0) -> list[Run]:
    """A run broken at its spaces into lines of a width, the first shorter by what is taken."""
    lines: list[str] = []
    for word in run.text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        room = width - (taken if len(lines) < 2 else 0.0)
        if lines and Run(longer, run.strong).width > room:
            lines.append(word)
        else:
            lines[-1:] = [longer]
    return [Run(text, run.strong, run.quiet) for text in lines]


def phrase(head: Line, tail: str, width: float) -> tuple[Line, ...]:
    """The lines of a label: its runs, broken where needed, then a quiet tail."""
    lines: list[Line] = [()]
    for run in head:
        taken = line_width(lines[-1]) + lines[-1][-1].space if lines[-1] else 0.0
        if taken and taken + run.width > width >= run.width:
            lines.append(())
            taken = 0.0
        first, *rest = wrapped(run, width, taken)
        lines[-1] = (*lines[-1], first)
        lines += [(each,) for each in rest]
    if tail:
        lines += [(run,) for run in wrapped(Run(tail, quiet=True), width)]
    return tuple(lines)
