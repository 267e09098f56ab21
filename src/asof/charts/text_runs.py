"""Words on a chart: runs of one weight and tone, lines of runs, labels of lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from asof.charts import mpl as library
from asof.charts.label_placement import CHOSEN, NAMED, Size
from asof.charts.mpl import LEADING

NBSP = "\N{NO-BREAK SPACE}"
DOT = 2.6  # half of a marker
WRAPS = (255.0, 180.0, 120.0, 96.0, 72.0)  # the longest line of a label
SPACE = 3.6  # between runs: wide, so that they need no comma
A_LINE, A_BREAK, BARE = 4.0, 4.0, 20.0  # prices: of more lines, a broken head, no explanation
BREAK = re.compile(r"(?<!\b\d)(?<!\b\d\d) (?!\d{4}\b)")  # a day, its month and year stay together
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


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where something is drawn, in the chart's own units, and half its size in points.

    Its arrows reach further: so many points `down` and `up`.
    """

    x: tuple[float, float]
    y: tuple[float, float]
    half: float = DOT
    down: float = 0.0
    up: float = 0.0


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of words from the left edge, in points from the top, above a drawing."""

    line: Line
    y: float


@dataclass(frozen=True, slots=True)
class Setting:
    """The lines that a label can be set in, and how far that is from its best."""

    lines: tuple[Line, ...]
    price: float

    @property
    def size(self) -> Size:
        """What room it takes."""
        return Size(max(map(line_width, self.lines)), len(self.lines) * LEADING, self.price)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words for a mark, in the settings that they can take.

    Of the labels of one `series` one says what it is, in the settings `named`; where none has room
    for that, the chart's key does. The first after a gap `begins` anew.
    """

    mark: Anchor
    settings: tuple[Setting, ...]
    worth: float = CHOSEN
    left: bool = True
    right: bool = True
    series: str = ""
    begins: bool = False
    named: tuple[Setting, ...] = ()

    @property
    def full(self) -> Label:
        """The same label that also says what its value is the value of."""
        return replace(self, settings=self.named or self.settings, worth=NAMED)

    @property
    def rather_full(self) -> Label:
        """The same label that also says what it is the value of, if there is room."""
        bare = tuple(replace(each, price=each.price + BARE) for each in self.settings)
        return replace(self, settings=(*self.named, *bare)) if self.begins else self

    @property
    def wanted(self) -> tuple[Size, ...]:
        """The sizes that it can take."""
        return tuple(setting.size for setting in self.settings)


def label_of(mark: Anchor, head: Line, tail: str = "", spare: bool = False) -> Label:
    """A label for a mark: what it says, and a quiet tail below, left out where it may be spared."""
    return Label(mark=mark, settings=settings_of(head, tail, spare))


def settings_of(head: Line, tail: str = "", spare: bool = False) -> tuple[Setting, ...]:
    """The settings of words, from one long line to several short ones."""
    settings = [_setting(head, tail, width) for width in WRAPS]
    if tail and spare:
        settings += [_setting(head, "", width, BARE) for width in WRAPS]
    return tuple(dict.fromkeys(settings))


def _setting(head: Line, tail: str, width: float, price: float = 0.0) -> Setting:
    """A label in lines of a width: each line more costs more than the one before it."""
    lines, broken = phrase(head, tail, width), len(phrase(head, "", width)) > 1
    more = len(lines) * (len(lines) - 1) / 2
    return Setting(lines, price + A_LINE * more + A_BREAK * broken)


def line_width(line: Line) -> float:
    """How wide a line of runs is, in points."""
    return sum(run.width for run in line) + SPACE * (len(line) - 1)


def unbroken(text: str, width: float) -> str:
    """A text that is not to be broken, where a line of a width has room for it."""
    return text.replace(" ", NBSP) if Run(text).width <= width else text


def wrapped(run: Run, width: float, taken: float = 0.0) -> list[Run]:
    """A run broken at its spaces into lines of a width, the first shorter by what is taken."""
    lines: list[str] = []
    for word in BREAK.split(run.text):
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
        taken = line_width(lines[-1]) + SPACE if lines[-1] else 0.0
        begun = Run(BREAK.split(run.text)[0], run.strong).width
        if taken and (taken + run.width > width >= run.width or taken + begun > width):
            lines.append(())
            taken = 0.0
        first, *rest = wrapped(run, width, taken)
        lines[-1] = (*lines[-1], first)
        lines += [(each,) for each in rest]
    if tail:
        lines += [(run,) for run in wrapped(Run(tail, quiet=True), width)]
    return tuple(lines)
