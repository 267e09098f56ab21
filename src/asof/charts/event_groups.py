"""Many events: a group for each month or year, in which they follow one another like words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from asof.charts.canvas import Canvas
from asof.charts.mpl import LEADING, middle_colour
from asof.charts.scales import axis_name
from asof.charts.text_runs import BELOW_MIDDLE, BREAK, DOT, SPACE, Run
from asof.dates import When
from asof.language import Language, with_capital

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MONTHS = 18  # at the most; else years are the groups
APART = 9.0  # points between two events of a line
REACH = DOT + 1.6  # points: from the middle of a mark to the end of the widest, a bar
MARKED = 2 * REACH + 1  # the mark of an event and the white behind it
BESIDE = 16.0  # points between the names of groups and their events
BETWEEN = 4.0  # points between two groups
LOOSEST = 1.4  # how much farther apart lines stand where more height was asked for
SHORT = 0.6  # of a line: a shorter event is not broken


class Grouped(Protocol):
    """An event in a group."""

    @property
    def when(self) -> When:
        """When it happened."""

    @property
    def words(self) -> tuple[Run, ...]:
        """Its date, and then what is said of it."""

    def mark(self, axes: Axes, x: float, y: float) -> None:
        """Draw its mark at a point of the sheet."""


@dataclass(frozen=True, slots=True)
class WordPlace:
    """Words on a line of a group: so many points from its left."""

    run: Run
    line: int
    left: float


@dataclass(frozen=True, slots=True)
class MarkPlace:
    """The mark of an event on a line of a group."""

    event: Grouped
    line: int
    left: float


@dataclass(frozen=True, slots=True)
class EventGroup:
    """The events of a month, of a year or of a longer time, by its name; and their lines."""

    name: str
    words: tuple[WordPlace, ...]
    marks: tuple[MarkPlace, ...]
    above: int  # lines that its name takes above its events

    @property
    def height(self) -> float:
        """How high it is, in points."""
        return LEADING * (self.above + self.words[-1].line + 1)


def draw_groups(made: Canvas, events: Sequence[Grouped]) -> None:
    """Set events in groups, one below the other, each named at its left or above it."""
    language, monthly = made.reader.language, _monthly(events)
    named = [
        (name, list(held))
        for name, held in groupby(events, lambda each: _name(each.when, language, monthly))
    ]
    widest = max(Run(name, strong=True).width for name, _ in named)
    left = 0.0 if made.narrow else widest + BESIDE
    width = made.wide - left
    groups = [_flowed(name, held, width, made.narrow) for name, held in named]
    natural = sum(group.height + BETWEEN for group in groups) - BETWEEN + 2
    made.settle_height(natural, natural)
    made.row_heights = tuple(_share(event, width) for event in events)
    made.frame_whole()
    looser = min(made.size[1] / natural, LOOSEST)
    room = (made.size[1] - looser * natural) / len(groups)
    top = made.size[1] - 1
    for group in groups:
        _draw(made, group, left, top - room / 2, looser * LEADING)
        top -= looser * (group.height + BETWEEN) + room
    if left:
        at = left - BESIDE / 2
        made.axes.plot((at, at), (1, made.size[1] - 1), color=middle_colour(), lw=0.5, zorder=1)


def _monthly(events: Sequence[Grouped]) -> bool:
    """Whether months are the groups: few, and of more than one event for the most part."""
    months = len({(each.when.first.year, each.when.first.month) for each in events})
    return months <= MONTHS and 2 * months <= len(events)


def _name(when: When, language: Language, monthly: bool) -> str:
    """The month that an event belongs to, the year if no month has all of it, or its own time."""
    first, last = when.first, when.last
    if first.year != last.year:
        return with_capital(language.date(when, short=True))
    if monthly and first.month == last.month:
        return with_capital(axis_name(f"{first:%Y-%m}", language))
    return f"{first:%Y}"


def _share(event: Grouped, width: float) -> float:
    """How much of the height a group would lose without one of its events, at the least."""
    return LEADING * sum(run.width for run in event.words) / width


def _flowed(name: str, events: Sequence[Grouped], width: float, narrow: bool) -> EventGroup:
    """A group in lines of a width; a mark is never parted from the word behind it."""
    words: list[WordPlace] = []
    marks: list[MarkPlace] = []
    line, at = 0, 0.0
    for event in events:
        needs = _needs(event, width)
        if at and at + APART + needs > width:
            line, at = line + 1, 0.0
        at += APART if at else 0.0
        marks.append(MarkPlace(event, line, at + REACH))
        at += MARKED
        for n, run in enumerate(event.words):
            at += SPACE if n else 0.0
            for part in _broken(run, width, at):
                line, at = (line, at) if part.line == 0 else (line + 1, 0.0)
                words.append(WordPlace(part.run, line, at))
                at += part.run.width
    return EventGroup(name, tuple(words), tuple(marks), int(narrow))


def _needs(event: Grouped, width: float) -> float:
    """The room that an event has to have on the line that it begins on: a short one is whole."""
    whole = MARKED + sum(run.width for run in event.words) + SPACE * (len(event.words) - 1)
    return whole if whole <= SHORT * width else MARKED + event.words[0].width


def _broken(run: Run, width: float, taken: float) -> Iterator[WordPlace]:
    """A run in pieces: the first stays on its line if a word of it has room there."""
    pieces: list[tuple[int, str]] = []
    for word in BREAK.split(run.text):
        line, text = pieces[-1] if pieces else (0, "")
        longer = f"{text} {word}" if text else word
        room = width - (0.0 if line else taken)
        if Run(longer, run.strong).width <= room or (line and not text):
            pieces[-1:] = [(line, longer)]
        else:
            pieces.append((1, word))
    return (WordPlace(Run(text, run.strong, run.quiet), line, 0.0) for line, text in pieces if text)


def _draw(made: Canvas, group: EventGroup, left: float, top: float, leading: float) -> None:
    made.write((Run(group.name, strong=True),), 0, top - leading / 2 - BELOW_MIDDLE)
    middle = top - leading * (group.above + 0.5)
    for words in group.words:
        made.write((words.run,), left + words.left, middle - leading * words.line - BELOW_MIDDLE)
    for mark in group.marks:
        mark.event.mark(made.axes, left + mark.left, middle - leading * mark.line)
