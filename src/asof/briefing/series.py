"""A series of editions: which number is of which day, what it covers, and when the next one is due.

The numbers follow from a rhythm, or a table has each of them.
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
RHYTHMS = ("day", "weekday", "week", "month")
EVERY = f"write {', '.join(RHYTHMS[:3])} or {RHYTHMS[3]}, or days such as [monday, thursday]"
PERIODS = ("day before", "week before", "month before")
OF_A_RHYTHM = ("every", "period", "except", "until")
NUMBERED = "write number: {from: 1, on: 2020-02-24}, or number: table"
LONGEST = 12  # characters of a number: it stands in the margin of every page


# ---- what is told of one edition


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedEdition:
    """An edition of a series: its number, its day, what it covers, and which it takes over from."""

    number: str
    day: date
    period: When
    next: date | None = None
    supersedes: str = ""
    note: Text | None = None

    @property
    def described(self) -> dict[str, Any]:
        """The edition as records name it; without the words of its note, which are on the page."""
        return {
            "number": self.number,
            "period": self.period.text,
            "next": self.next.isoformat() if self.next else None,
            "supersedes": self.supersedes or None,
        }


class Numbering(Protocol):
    """Which editions there are."""

    def of_day(self, day: date) -> NumberedEdition | None:
        """The edition of a day."""

    def before(self, day: date) -> NumberedEdition | None:
        """The last edition before a day."""

    def after(self, day: date) -> NumberedEdition | None:
        """The first edition after a day."""


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
class EditionSeries(Node):
    """How the editions of a briefing are numbered, and on which days they come out.

    `period` is what each covers: without it, the time since the edition before. `except` has days
    without an edition, `until` is the day of the last.

    Attributes:
        number: the first number and its day, or `table` for data/editions.yaml
        every: on which days an edition comes out
        period: what an edition covers, where that is not the time since the one before
        without: days without an edition, which take no number
        until: the day of the last edition
        name: what an edition is called before its number
    """

    number: FirstEdition
    every: Every = ()
    period: Covered | None = None
    without: tuple[Day, ...] = field(default=(), metadata={"alias": "except"})
    until: Day | None = None
    name: Words | None = None
    lines: tuple[EditionLine, ...] = field(default=(), repr=False, metadata=ASIDE)

    @classmethod
    def shape(cls, raw: Any) -> Any:
        """A rhythm is said beside the first number, and never beside a table."""
        if not isinstance(raw, Mapping_):
            return raw
        if raw.get("number") == TABLE:
            for name in (each for each in OF_A_RHYTHM if each in raw):
                told = f"a table has the days of its editions, and '{name}' says others"
                raise invalid(told, f"leave out '{name}'", raw.keys_at[name])
        elif "number" in raw and "every" not in raw:
            raise invalid("how often an edition comes out is not said", f"'every': {EVERY}")
        return raw

    @property
    def in_table(self) -> bool:
        """Whether a table has its editions."""
        return self.number.on is None

    @property
    def numbering(self) -> Numbering:
        """Which editions there are."""
        return EditionTable(self.lines) if self.number.on is None else Rhythm(self, self.number.on)

    def of_day(self, day: date) -> NumberedEdition | None:
        """The edition of a day; none where the series has none."""
        return self.numbering.of_day(day)

    def around(self, day: date) -> Iterator[NumberedEdition]:
        """The editions nearest to a day that has none."""
        found = self.numbering.before(day), self.numbering.after(day)
        return (each for each in found if each)


# ---- by rhythm, and by table


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Editions that come out on some days of each week, or once a month, from a first day on."""

    series: EditionSeries
    first: date

    def of_day(self, day: date) -> NumberedEdition | None:
        """The edition of a day."""
        if not self._has(day):
            return None
        number, after = self._number(day), self._day_after(day)
        return NumberedEdition(
            number=str(number),
            day=day,
            period=self._period(day),
            next=after,
            supersedes=str(number - 1) if day > self.first else "",
        )

    def before(self, day: date) -> NumberedEdition | None:
        """The last edition before a day."""
        last = min(day, (self.series.until or date.max - DAY) + DAY)
        while last > self.first:
            last -= DAY
            if found := self.of_day(last):
                return found
        return None

    def after(self, day: date) -> NumberedEdition | None:
        """The first edition after a day."""
        found = self._day_after(day)
        return self.of_day(found) if found else None

    def falls_on(self, day: date) -> bool:
        """Whether the rhythm has a day, had it neither beginning nor end nor exceptions."""
        if self._monthly:
            return day.day == min(self.first.day, monthrange(day.year, day.month)[1])
        return day.weekday() in self._weekdays

    @property
    def _monthly(self) -> bool:
        return self.series.every == ("month",)

    @property
    def _weekdays(self) -> frozenset[int]:
        every = self.series.every
        known = {"day": range(7), "weekday": range(5), "week": [self.first.weekday()]}
        return frozenset(known.get(every[0]) or map(WEEKDAYS.index, every))

    def _has(self, day: date) -> bool:
        end = self.series.until or date.max
        return self.first <= day <= end and day not in self.series.without and self.falls_on(day)

    def _day_after(self, day: date) -> date | None:
        end = self.series.until or date.max
        day = max(day, self.first - DAY)
        while day < end:
            day += DAY
            if self._has(day):
                return day
        return None

    def _number(self, day: date) -> int:
        """The number of an edition: how many came out from the first to its day, counted on."""
        skipped = {d for d in self.series.without if self.first <= d <= day and self.falls_on(d)}
        return self.series.number.start + self._steps(day) - len(skipped)

    def _steps(self, day: date) -> int:
        """How many days of the rhythm lie between the first and a day of it."""
        if self._monthly:
            return (day.year - self.first.year) * 12 + day.month - self.first.month
        weeks, rest = divmod((day - self.first).days, 7)
        over = (self.first + DAY * n for n in range(1, rest + 1))
        return weeks * len(self._weekdays) + sum(map(self.falls_on, over))

    def _period(self, day: date) -> When:
        """What an edition covers."""
        told = self.series.period
        if isinstance(told, Duration):
            return days_spanned(told.before(day) + DAY, day)
        if told:
            return time_before(day, told)
        last = day - DAY
        while not self.falls_on(last) or last in self.series.without:
            last -= DAY
        return days_spanned(last + DAY, day)


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
