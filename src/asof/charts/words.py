"""Words on a chart: runs of one weight and tone, lines of runs, labels of lines."""

from __future__ import annotations

from dataclasses import dataclass

from asof.charts import library
from asof.charts.library import LEADING

DOT = 2.6  # half of a marker
WRAP = 215.0  # the longest line of a label


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
class Label:
    """Words for a mark; `reach` is how far they may move up or down, in points."""

    mark: Mark
    lines: tuple[Line, ...]
    reach: float = 60.0

    @property
    def width(self) -> float:
        """How wide the widest line is, in points."""
        return max(line_width(line) for line in self.lines)

    @property
    def height(self) -> float:
        """How high the lines are together, in points."""
        return len(self.lines) * LEADING


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


def phrase(head: Line, tail: str = "", width: float = WRAP) -> tuple[Line, ...]:
    """The lines of a label: its runs, the last of them broken where needed, then a quiet tail."""
    *kept, last = head
    taken = sum(run.width + run.space for run in kept)
    first, *rest = wrapped(last, width, taken)
    lines: list[Line] = [(*kept, first), *((run,) for run in rest)]
    if tail:
        lines += [(run,) for run in wrapped(Run(tail, quiet=True), width)]
    return tuple(lines)
