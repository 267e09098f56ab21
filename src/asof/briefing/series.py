"""A series of editions: on which days they come out, their numbers, and what each covers.

Days and numbers follow from a rhythm, days may be listed, or a table has each with its number. What
comes out on change has neither. `scheduled` is the calendar of all that follow from a rhythm.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, Any, Protocol

from asof import dates
from asof.dates import Duration, When
from asof.diagnostics import meant
from asof.located import (
    ASIDE,
    FieldError,
    JsonSchema,
    Mapping_,
    Node,
    Reads,
    Scalar,
    Schema,
    Sequence_,
    invalid,
    named,
)
from asof.text import Day, Moment, Text, Words

DAY = timedelta(days=1)
TABLE = "table"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CHANGE = "change"
RHYTHMS = ("day", "weekday", "week", "month", CHANGE)
EVERY = f"write {', '.join(RHYTHMS[:4])} or {CHANGE}, or days such as [monday, thursday]"
PERIODS = ("day before", "week before", "month before")
OF_A_RHYTHM = ("every", "days", "from", "period", "except", "until", "moved")
OF_NO_CHANGE = ("number", "days", "moved", "period", "name")
OF_NO_LIST = ("every", "from", "except", "until")
BEGINNING = date(1900, 1, 1)  # of what states no first day: a Monday, and the first of a month
NUMBERED = "write number: {from: 1, on: 2020-02-24}, or number: table"
LISTED = "write days: [2020-02-24, 2020-03-30]"
LONGEST = 12  # characters of a number: it stands in the margin of every page


# ---- what is told of one edition


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedEdition:
    """An edition of a series: its number, its day, what it covers, and which it takes over from.

    Where a series has no numbers it is none, and takes over from none.
    """

    number: str
    day: date
    period: When
    next: date | None = None
    supersedes: str = ""
    note: Text | None = None

    @property
    def described(self) -> dict[str, Any]:
        """The edition as records name it; without the words of its note, which are on the page."""
        counted = {"number": self.number, "supersedes": self.supersedes or None}
        told = {"period": self.period.text, "next": self.next.isoformat() if self.next else None}
        return told | (counted if self.number else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledEdition:
    """An edition in the release calendar: its day, and its number where the series counts.

    One that was moved has the day that it was to come out on before, and the reason.
    """

    day: date
    number: str = ""
    moved_from: date | None = None
    reason: Text | None = None


class Numbering(Protocol):
    """Which editions there are."""

    def of_day(self, day: date) -> NumberedEdition | None:
        """The edition of a day."""

    def before(self, day: date) -> NumberedEdition | None:
        """The last edition before a day."""

    def after(self, day: date) -> NumberedEdition | None:
        """The first edition after a day."""

    def scheduled(self, first: date, last: date) -> Iterator[ScheduledEdition]:
        """The editions from one day to another, both included, by the days of before or of now."""


# ---- what is typed


def _every(raw: Any) -> tuple[str, ...]:
    """How often: a rhythm, or the days of the week."""
    listed = raw if isinstance(raw, Sequence_) else [raw]
    known = WEEKDAYS if len(listed) > 1 else (*RHYTHMS, *WEEKDAYS)
    for each in listed or [None]:
        if not isinstance(each, Scalar) or each not in known:
            told = f"{named(each)} is no rhythm of editions"
            raise invalid(told, meant(str(each), known) or EVERY, getattr(each, "place", None))
    return tuple(map(str, listed))


def _period(raw: Any) -> str | Duration:
    """What an edition covers: the time before it in words, or a length of time up to its day."""
    if raw in PERIODS:
        return str(raw)
    try:
        return dates.duration(str(raw))
    except dates.DateError:
        hint = f"write {', '.join(PERIODS)}, or a length such as 7 days"
        raise invalid(f"{named(raw)} is no period", hint) from None


def _number(raw: Any) -> str:
    """The number of an edition as it is printed, such as 274 or 12/2020."""
    if not isinstance(raw, Scalar) or not any(c.isdigit() for c in raw) or len(raw) > LONGEST:
        raise invalid(f"{named(raw)} is no number of an edition", "write one such as 274")
    return str(raw)


Every = Annotated[
    tuple[str, ...],
    Reads(_every),
    Schema(
        {
            "anyOf": [
                {"enum": [*RHYTHMS, *WEEKDAYS]},
                {"type": "array", "items": {"enum": [*WEEKDAYS]}, "minItems": 1},
            ]
        }
    ),
]
Covered = Annotated[
    str | Duration,
    Reads(_period),
    Schema({"type": "string", "description": f"{', '.join(PERIODS)}, or such as 7 days"}),
]
Number = Annotated[str, Reads(_number), Schema({"type": ["string", "integer"]})]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstEdition(Node):
    """Which number a series begins with, and on which day; or that a table has all of them.

    Attributes:
        start: the first number
        on: the day of the edition that has it
    """

    start: int = field(default=1, metadata={"alias": "from"})
    on: Day | None = None

    @classmethod
    def shape(cls, raw: Any) -> Any:
        """Numbers count from a day, or stand in a table."""
        if raw == TABLE:
            return {}
        if not isinstance(raw, Mapping_):
            raise invalid(f"{named(raw)} does not number editions", NUMBERED)
        if "on" not in raw:
            raise invalid("the day of the first edition is not said", NUMBERED)
        return raw

    @classmethod
    def typed(cls, schema: JsonSchema) -> JsonSchema:
        """The word `table`, or the fields."""
        return {"anyOf": [{"const": TABLE}, schema | {"required": ["on"]}]}


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLine(Node):
    """An edition as data/editions.yaml has it: a line for each.

    Attributes:
        number: its number, as it is printed: 274 or 12/2020
        day: its day
        period: what it covers; else the time since the edition before
        next: the day that it announces for the next one
        note: what readers are to know of it
    """

    number: Number
    day: Day
    period: Moment | None = None
    next: Day | None = None
    note: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedEdition(Node):
    """An edition that comes out on another day than its rhythm gives, and why.

    It takes its number along. Editions of days before it was `announced` tell its former day.

    Attributes:
        start: the day that the rhythm gives
        to: the day on which it comes out
        reason: why, for readers of the release calendar
        announced: since when that is known; else as if it always had been
    """

    start: Day = field(metadata={"alias": "from"})
    to: Day
    reason: Words
    announced: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSeries(Node):
    """On which days the editions of a briefing come out, and how they are numbered.

    `period` is what each covers: without it, the time since the edition before. `except` has days
    without an edition, `until` is the day of the last.

    Attributes:
        number: the first number and its day, or `table` for data/editions.yaml
        every: on which days an edition comes out, or `change` where its facts read otherwise
        days: the days of all editions, where they follow no rhythm
        start: the first day, where no number says it
        period: what an edition covers, where that is not the time since the one before
        without: days without an edition, which take no number
        until: the day of the last edition
        moved: editions that come out on another day, each with its reason
        name: what an edition is called before its number
    """

    number: FirstEdition | None = None
    every: Every = ()
    days: tuple[Day, ...] = ()
    start: Day | None = field(default=None, metadata={"alias": "from"})
    period: Covered | None = None
    without: tuple[Day, ...] = field(default=(), metadata={"alias": "except"})
    until: Day | None = None
    moved: tuple[MovedEdition, ...] = ()
    name: Words | None = None
    lines: tuple[EditionLine, ...] = field(default=(), repr=False, metadata=ASIDE)

    @classmethod
    def shape(cls, raw: Any) -> Any:
        """Days are said once: by a rhythm, in a list, or in a table."""
        if not isinstance(raw, Mapping_):
            return raw
        _refuse_twice(raw)
        if not {"every", "days"} & {*raw} and raw.get("number") != TABLE:
            raise invalid("how often an edition comes out is not said", f"'every': {EVERY}")
        if raw.get("days") == []:
            raise invalid("no day of an edition is listed", LISTED, raw.values_at["days"])
        return raw

    @property
    def in_table(self) -> bool:
        """Whether a table has its editions."""
        return self.number is not None and self.number.on is None

    @property
    def on_change(self) -> bool:
        """Whether an edition comes out when something reads otherwise, and on no day of its own."""
        return self.every == (CHANGE,)

    @property
    def begins(self) -> date | None:
        """The day of the first edition, where one is said."""
        if self.in_table:
            return min((line.day for line in self.lines), default=None)
        if self.number:
            return self.number.on
        return self.start or min(self.days, default=None)

    @property
    def ends(self) -> date | None:
        """The day of the last edition, where one is said."""
        return self.until or max(self.days, default=None)

    @property
    def numbering(self) -> Numbering:
        """Which editions there are; none that could be told beforehand on change."""
        if self.in_table or self.on_change:
            return EditionTable(self.lines)
        return Rhythm(self, self.begins or BEGINNING)

    def of_day(self, day: date) -> NumberedEdition | None:
        """The edition of a day; none where the series has none."""
        return self.numbering.of_day(day)

    def told_on(self, day: date) -> NumberedEdition | None:
        """What an edition of a day tells: without numbers, one between two tells the next day."""
        own = self.of_day(day)
        if own or self.number or self.on_change:
            return own
        after = self.numbering.after(day)
        due, period = after.day if after else None, dates.when_on(day)
        return NumberedEdition(number="", day=day, period=period, next=due)

    def around(self, day: date) -> Iterator[NumberedEdition]:
        """The editions nearest to a day that has none."""
        found = self.numbering.before(day), self.numbering.after(day)
        return (each for each in found if each)


def _refuse_twice(raw: Mapping_) -> None:
    """Refuse what says otherwise what another field has said."""
    if raw.get("number") == TABLE:
        for name in (each for each in OF_A_RHYTHM if each in raw):
            told = f"a table has the days of its editions, and '{name}' says others"
            raise _unneeded(raw, name, told)
    for name in (each for each in OF_NO_LIST if each in raw and "days" in raw):
        told = f"'days' has the days of all editions, and '{name}' says others"
        raise _unneeded(raw, name, told)
    on_change = raw.get("every") in (CHANGE, [CHANGE])
    for name in (each for each in OF_NO_CHANGE if each in raw and on_change):
        told = f"what comes out on change has no days for '{name}'"
        raise _unneeded(raw, name, told)
    if raw.get("number") and "from" in raw:
        raise _unneeded(raw, "from", "'number' has the first day, and 'from' says another")


def _unneeded(raw: Mapping_, name: str, told: str) -> FieldError:
    return invalid(told, f"leave out '{name}'", raw.keys_at[name])


def scheduled(series: EditionSeries, first: date, last: date) -> tuple[ScheduledEdition, ...]:
    """The release calendar of a series from one day to another, both included, by day.

    One that was moved stands there where its former day or that of now lies between them. What
    comes out on change has none.
    """
    found = series.numbering.scheduled(first, last)
    return tuple(sorted(found, key=lambda each: each.day))


# ---- by rhythm, and by table


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Editions that come out on some days of each week, once a month or on listed days.

    Each has its place by the day that the rhythm gives: one that was moved keeps it, and comes out
    on another day.
    """

    series: EditionSeries
    first: date

    def of_day(self, day: date) -> NumberedEdition | None:
        """The edition of a day."""
        given = self.given(day)
        return self._edition(given, day) if given else None

    def before(self, day: date) -> NumberedEdition | None:
        """The last edition before a day."""
        days = [self._unmoved(day, -1), *(m.to for m in self.series.moved if m.to < day)]
        found = max(filter(None, days), default=None)
        return self.of_day(found) if found else None

    def after(self, day: date) -> NumberedEdition | None:
        """The first edition after a day."""
        days = [self._unmoved(day, 1), *(m.to for m in self.series.moved if m.to > day)]
        found = min(filter(None, days), default=None)
        return self.of_day(found) if found else None

    def scheduled(self, first: date, last: date) -> Iterator[ScheduledEdition]:
        """The editions from one day to another, by the days of before or of now."""
        day = self.next_given(max(first, self.first) - DAY, 1)
        while day and day <= last:
            if not self._move(day):
                yield ScheduledEdition(day=day, number=self._number(day))
            day = self.next_given(day, 1)
        for each in self.series.moved:
            if first <= each.start <= last or first <= each.to <= last:
                number, reason = self._number(each.start), each.reason
                yield ScheduledEdition(
                    day=each.to, number=number, moved_from=each.start, reason=reason
                )

    # ---- the days that the rhythm gives

    def falls_on(self, day: date) -> bool:
        """Whether the rhythm has a day, had it neither beginning nor end nor exceptions."""
        if self.series.days:
            return day in self.series.days
        if self._monthly:
            return day.day == min(self.first.day, monthrange(day.year, day.month)[1])
        return day.weekday() in self._weekdays

    def gives(self, day: date) -> bool:
        """Whether an edition has its place on a day, whenever it comes out."""
        end = self.series.until or date.max
        return self.first <= day <= end and day not in self.series.without and self.falls_on(day)

    def given(self, day: date) -> date | None:
        """The day that the rhythm gives the edition that comes out on a day."""
        moved = next((m.start for m in self.series.moved if m.to == day), None)
        return moved or (day if self.gives(day) and not self._move(day) else None)

    def next_given(self, day: date, step: int) -> date | None:
        """The nearest day that the rhythm gives after a day, or before it where `step` is -1."""
        if self.series.days:
            later = sorted((d for d in self.series.days if d != day), reverse=step < 0)
            return next((d for d in later if (d > day) == (step > 0) and self.gives(d)), None)
        end = min(self.series.until or date.max, date.max - DAY)
        day = max(day, self.first - DAY) if step > 0 else min(day, end + DAY)
        while self.first < day if step < 0 else day < end:
            day += step * DAY
            if self.gives(day):
                return day
        return None

    def comes_out(self, given: date, known: date = date.max) -> date:
        """The day on which the edition of a given day comes out, as far as was known on a day."""
        moved = self._move(given)
        told = moved and (moved.announced is None or moved.announced <= known)
        return moved.to if moved and told else given

    def _move(self, given: date) -> MovedEdition | None:
        return next((m for m in self.series.moved if m.start == given), None)

    def _unmoved(self, day: date, step: int) -> date | None:
        """The nearest day on which an edition comes out that was not moved."""
        found = self.next_given(day, step)
        while found and self._move(found):
            found = self.next_given(found, step)
        return found

    # ---- what an edition tells

    def _edition(self, given: date, day: date) -> NumberedEdition:
        number, after = self._number(given), self.next_given(given, 1)
        counted = number and given > self.first
        return NumberedEdition(
            number=number,
            day=day,
            period=self._period(given, day),
            next=self.comes_out(after, day) if after else None,
            supersedes=str(int(number) - 1) if counted else "",
        )

    @property
    def _monthly(self) -> bool:
        return self.series.every == ("month",)

    @property
    def _weekdays(self) -> frozenset[int]:
        every = self.series.every
        known = {"day": range(7), "weekday": range(5), "week": [self.first.weekday()]}
        return frozenset(known.get(every[0]) or map(WEEKDAYS.index, every))

    def _number(self, given: date) -> str:
        """The number of an edition: how many came out from the first to its day, counted on."""
        if self.series.number is None:
            return ""
        skipped = {d for d in self.series.without if self.first <= d <= given and self.falls_on(d)}
        return str(self.series.number.start + self._steps(given) - len(skipped))

    def _steps(self, day: date) -> int:
        """How many days of the rhythm lie between the first and a day of it."""
        if self.series.days:
            return len({d for d in self.series.days if self.first < d <= day})
        if self._monthly:
            return (day.year - self.first.year) * 12 + day.month - self.first.month
        weeks, rest = divmod((day - self.first).days, 7)
        over = (self.first + DAY * n for n in range(1, rest + 1))
        return weeks * len(self._weekdays) + sum(map(self.falls_on, over))

    def _period(self, given: date, day: date) -> When:
        """What an edition covers."""
        told = self.series.period
        if isinstance(told, Duration):
            return days_spanned(told.before(day) + DAY, day)
        if told:
            return time_before(day, told)
        last = self._given_before(given)
        return days_spanned(self.comes_out(last) + DAY, day) if last else dates.when_on(day)

    def _given_before(self, given: date) -> date | None:
        """The day of the rhythm before another, also before the first; listed days have a first."""
        if self.series.days:
            return self.next_given(given, -1)
        last = given - DAY
        while not self.falls_on(last) or last in self.series.without:
            last -= DAY
        return last


def days_spanned(first: date, last: date) -> When:
    """The time from one day to another, both included."""
    return dates.when_on(last) if first == last else dates.parse_date(f"{first}/{last}")


def time_before(day: date, told: str) -> When:
    """The day, the week from Monday to Sunday, or the month before a day."""
    if told == "day before":
        return dates.when_on(day - DAY)
    if told == "month before":
        return dates.parse_date(f"{day.replace(day=1) - DAY:%Y-%m}")
    sunday = day - DAY * (day.weekday() + 1)
    return days_spanned(sunday - 6 * DAY, sunday)


@dataclass(frozen=True, slots=True)
class EditionTable:
    """Editions that a table has, in the order of their days."""

    lines: tuple[EditionLine, ...]

    def of_day(self, day: date) -> NumberedEdition | None:
        """The edition of a day."""
        return next(
            (self._edition(n) for n, line in enumerate(self.lines) if line.day == day), None
        )

    def before(self, day: date) -> NumberedEdition | None:
        """The last edition before a day."""
        earlier = [n for n, line in enumerate(self.lines) if line.day < day]
        return self._edition(earlier[-1]) if earlier else None

    def after(self, day: date) -> NumberedEdition | None:
        """The first edition after a day."""
        return next((self._edition(n) for n, line in enumerate(self.lines) if line.day > day), None)

    def scheduled(self, first: date, last: date) -> Iterator[ScheduledEdition]:
        """The editions from one day to another, and the next one as the last line announces it."""
        for line in self.lines:
            if first <= line.day <= last:
                yield ScheduledEdition(day=line.day, number=line.number)
        announced = self.lines[-1].next if self.lines else None
        if announced and first <= announced <= last:
            yield ScheduledEdition(day=announced)

    def _edition(self, n: int) -> NumberedEdition:
        """The edition of a line; what follows it in the table was not known on its day."""
        line, last = self.lines[n], self.lines[n - 1] if n else None
        since = last.day + DAY if last else line.day
        return NumberedEdition(
            number=line.number,
            day=line.day,
            period=line.period or days_spanned(since, line.day),
            next=line.next,
            supersedes=last.number if last else "",
            note=line.note,
        )
