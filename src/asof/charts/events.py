"""Events on a time line that runs down the page, so that words have room and never collide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from asof.charts import descriptions as told
from asof.charts import scales
from asof.charts.canvas import HEIGHT, Canvas, Layout, on, view_named
from asof.charts.event_groups import draw_groups
from asof.charts.hedge_marks import marker_fill
from asof.charts.label_placement import spread
from asof.charts.mpl import LEADING, ink_colour, middle_colour, quiet_colour
from asof.charts.row_words import BETWEEN as REMARKS
from asof.charts.scales import x
from asof.charts.step_chart import Told
from asof.charts.text_runs import BELOW_MIDDLE, DOT, SPACE, Line, Run, phrase
from asof.dates import When, when_on
from asof.language import Language, with_capital
from asof.ledger.facts import Observation
from asof.ledger.printing import date_value, text_in, time_in
from asof.ledger.rules_of_time import Standing, View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EDGE = LEADING / 2 + 1
LONG = timedelta(days=45)
DENSE = 14.0  # the least height of a year, in points
MANY, SOME = 24, 12  # events: of more than the first, or of more than the second in a fan
FAN = 48.0  # points that words stand away from their dots


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the line and the words stand, in points from the left edge."""

    axis: float
    words: float
    between: float  # two events
    years: bool  # whether they are named, before the line


ROOMY = Columns(34.0, 74.0, 1.5, years=True)
CLOSE = Columns(DOT + 1, 24.0, 0.5, years=False)  # each event's words begin with its date


def event_columns(sheet: Canvas) -> Columns:
    """The columns of a sheet: a narrow one leaves all it can to the words."""
    return CLOSE if sheet.narrow else ROOMY


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, and when."""

    when: When
    lines: tuple[Line, ...]
    words: tuple[Run, ...]
    to_come: bool = False
    now: bool = False  # it is the day of the edition

    def mark(self, axes: Axes, x: float, y: float) -> None:
        """Draw its mark at a point: a dot, a bar for what lasted, a stroke for the day."""
        if self.now:
            axes.plot((x, x), (y - DOT - 1, y + DOT + 1), color=ink_colour(), lw=1.4)
        elif self.lasting:
            axes.plot((x - DOT, x + DOT), (y, y), color=quiet_colour(), lw=3.2)
        if not self.now:
            fill, edge = marker_fill(self.to_come), ink_colour()
            axes.plot([x], [y], "o", ms=2 * DOT, mew=1, mec=edge, mfc=fill, zorder=3)

    @property
    def lasting(self) -> bool:
        """Whether it lasted, or its date is uncertain."""
        return self.when.last - self.when.first > LONG

    @property
    def middle(self) -> float:
        """Where it stands on the line."""
        return (x(self.when.first) + x(self.when.last)) / 2

    @property
    def height(self) -> float:
        """How high its words are, in points."""
        return len(self.lines) * LEADING


def events(axes: Axes, *facts: Told) -> None:
    """Draw events on one time line: a dot for each, its date and its words beside it.

    A date that is a fact's value is the event's own; any other event happened when its value
    began to be true. What lasted, or has an uncertain date, is a bar. What is announced for a day
    after that of the edition is hollow, and that day is marked. Many events, and those that crowd,
    stand in groups, one for each month or year.
    """
    views = [v for fact in facts if (v := view_named(axes, fact))]
    found = [_event(axes, view, o) for view in views for o in view.history]
    if found:
        on(axes, Layout.EVENTS).gather(EventLine).events.extend(found)


@dataclass
class EventLine:
    """The events of a chart, drawn once all of them are known."""

    events: list[Event] = field(default_factory=list)

    def __call__(self, made: Canvas) -> None:
        """Set the words along the line; where an event is to come, the day stands among them."""
        made.axes.set_axis_off()
        to_come = any(event.to_come for event in self.events)
        events = [*self.events, _now(made)] if to_come else self.events
        if _crowded(made, events):
            longest_first = sorted(events, key=lambda e: e.when.last, reverse=True)
            draw_groups(made, sorted(longest_first, key=lambda e: e.when.first))
            return
        if to_come:
            axis, day = event_columns(made).axis, x(made.reader.day)
            ends = axis - DOT - 2, axis + DOT + 2
            made.axes.plot(ends, (day, day), color=ink_colour(), lw=1.4, zorder=3)
        for event in self.events:
            fill = marker_fill(event.to_come)
            at = [event_columns(made).axis], [event.middle]
            made.axes.plot(*at, "o", ms=2 * DOT, mew=1, mec=ink_colour(), mfc=fill, zorder=3)
        _draw(made, sorted(events, key=lambda e: e.middle))


def _crowded(made: Canvas, events: list[Event]) -> bool:
    """Whether events are too many for a line each, or stand so close that a fan leads to them.

    In a narrow sheet their words stand beside their dots, and the names of groups above them.
    """
    if made.narrow or not SOME < len(events) <= MANY:
        return len(events) > MANY
    ordered = sorted(events, key=lambda e: e.middle)
    heights = [event.height for event in ordered]
    tall = sum(heights) + event_columns(made).between * len(heights)
    first, last = ordered[0].middle, ordered[-1].middle
    wanted = [tall * (event.middle - first) / max(last - first, 1.0) for event in ordered]
    found = spread(wanted, list(_apart(heights, event_columns(made).between)), 0, tall)
    return max(abs(a - b) for a, b in zip(wanted, found, strict=True)) > FAN


def _now(made: Canvas) -> Event:
    """The day of the edition, which a line across the time line marks."""
    language, day = made.reader.language, when_on(made.reader.day)
    dated = Run(language.date(day, short=True), strong=True)
    words = dated, Run(language.word("span_day"), quiet=True)
    lines = phrase((Run(dated.text), words[1]), "", made.wide - event_columns(made).words)
    return Event(day, lines, words, now=True)


def _event(axes: Axes, view: View, o: Observation) -> Event:
    sheet = on(axes, Layout.EVENTS)
    sheet.show(view, [o])
    language = sheet.reader.language
    when = o.value if isinstance(o.value, When) else o.true.start
    said = language.typeset(with_capital(told.fact_label(view, language)))
    by = text_in(o.by, language) if o.claim else ""
    disputed = o in view.chosen and view.standing is Standing.DISPUTED
    remarks = REMARKS.join(filter(None, (by, language.word("disputed") if disputed else "")))
    head = Run(_dated(o, language), strong=True), Run(said)
    lines = phrase(head, remarks, sheet.wide - event_columns(sheet).words)
    words = (*head, Run(remarks, quiet=True)) if remarks else head
    return Event(when, lines, words, to_come=when.first > sheet.reader.day)


def _dated(o: Observation, language: Language) -> str:
    if isinstance(o.value, When):
        return date_value(o.value, language, short=True)
    return time_in(o.true, language, short=True)


def _draw(made: Canvas, found: list[Event]) -> None:
    """Give the line its height, then spread the words along it."""
    heights = [event.height for event in found]
    first, last = x(min(e.when.first for e in found)), x(max(e.when.last for e in found))
    years = (last - first) / 365.25
    room = sum(heights) + event_columns(made).between * (len(found) - 1) + 2
    made.settle_height(max(room, min(years * DENSE, HEIGHT) + 2 * EDGE), room)
    height = made.size[1]
    made.row_heights = tuple(each + event_columns(made).between for each in heights)
    made.frame(0, 0, made.wide, height)
    slack = max(last - first, 30.0) * EDGE / max(height - 2 * EDGE, 1)
    made.axes.set_xlim(0, made.wide)
    made.axes.set_ylim(last + slack, first - slack)
    axis = event_columns(made).axis
    made.axes.plot((axis, axis), (first, last), color=middle_colour(), lw=0.5, zorder=1)
    if event_columns(made).years:
        _name_years(made, first, last)
    _write(made, found, heights)


def _name_years(made: Canvas, first: float, last: float) -> None:
    language, tall, axis = made.reader.language, made.size[1], event_columns(made).axis
    for at, text in scales.days_between(first - 366, last, 2 * tall):
        y = _height(made, at)
        name = Run(scales.axis_name(text, language), quiet=True)
        if 4 <= y <= tall - 4 and name.width <= axis - DOT - SPACE:
            made.write((name,), 0, y - BELOW_MIDDLE)
            made.rule((axis - 3, axis), (y, y))


def _write(made: Canvas, found: list[Event], heights: list[float]) -> None:
    """Words beside their dots, moved apart where they would meet, with a hairline to each."""
    tall, at = made.size[1], event_columns(made)
    wanted = [tall - _height(made, event.middle) for event in found]
    middles = spread(wanted, list(_apart(heights, at.between)), 0, tall - heights[-1] / 2)
    for event, down in zip(found, middles, strict=True):
        _bar(made, event)
        top = tall - down + event.height / 2
        for n, line in enumerate(event.lines):
            made.write(line, at.words, top - (n + 0.5) * LEADING - BELOW_MIDDLE)
        dot = _height(made, event.middle)
        first_line = top - LEADING / 2
        ends = at.axis + DOT + 1, at.words - 9, at.words - 4
        made.rule(ends, (dot, first_line, first_line))


def _apart(heights: list[float], between: float) -> Iterator[float]:
    """The least distances between the middles of words that follow one another."""
    yield heights[0] / 2
    for above, below in pairwise(heights):
        yield (above + below) / 2 + between


def _bar(made: Canvas, event: Event) -> None:
    if event.lasting:
        ends = (x(event.when.first), x(event.when.last))
        axis = event_columns(made).axis
        made.axes.plot((axis, axis), ends, color=quiet_colour(), lw=3.2, zorder=2)


def _height(made: Canvas, at: float) -> float:
    """How high a day stands above the foot of the sheet, in points."""
    return float(made.axes.transData.transform((0, at))[1])
