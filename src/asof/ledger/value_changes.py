"""How much a fact has changed: what it says now, beside what it said at the end of another day.

One rule for texts, tables and tiles. What stands now is held against what stood at the end of the
day before it began, or of a day that is asked for, as both are known now. Where either is not
there, is not public, is disputed or is of another series, no number is made up: it is told why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from asof import dates
from asof.dates import When, when_on
from asof.ledger.edition import Edition, least_sure
from asof.ledger.facts import Citation, Fact, Frequency, Observation, SeriesBreak, Special, Status
from asof.ledger.measures import subtracted
from asof.ledger.reports import ONE_DAY
from asof.ledger.rules_of_time import ZERO, Standing, View, speaks_of, states_a_value
from asof.quantity import Quantity, QuantityError, subtract

EVERY_DAY = (Frequency.DAILY, Frequency.WEEKDAYS)


class ChangeOutcome(StrEnum):
    """What came of holding two values against one another."""

    COMPUTED = "computed"
    UNCHANGED = "unchanged"
    RESTATED = "restated"  # the same was stated, and is not exact
    FIRST = "first_reported"
    NOT_REPORTED = "not_reported"
    INCOMPLETE = "not_all_reported"  # of a total, whose other parts were
    NOTHING_LATER = "nothing_later"
    WITHHELD = "not_public"
    DISPUTED = "disputed"
    ENDED = "ended"
    BREAK = "series_break"
    INEXACT = "too_inexact"


UNSOURCED = (  # what no source says
    ChangeOutcome.BREAK,
    ChangeOutcome.FIRST,
    ChangeOutcome.NOT_REPORTED,
    ChangeOutcome.INCOMPLETE,
    ChangeOutcome.NOTHING_LATER,
)
COMPARED = (ChangeOutcome.COMPUTED, ChangeOutcome.UNCHANGED, ChangeOutcome.RESTATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChange:
    """What a fact says now, what it said before, and the difference where there is one.

    `on` is the day of the value now, `since` that of the one before; it is `up_to_date` where the
    former is the edition's own day, and `asked` is the day that was asked for. Where there is no
    difference for want of a report or of an agreed value, `lacks` is the day of which that is so.
    `corrected` is the line by which the value before was corrected after it had been reported.
    `behind` is the lines of the ledger that what it tells rests on.
    """

    after: View
    before: View
    outcome: ChangeOutcome
    on: When
    since: When
    up_to_date: bool
    asked: date | None = None
    value: Quantity | None = None
    lacks: When | None = None
    series_break: SeriesBreak | None = None
    corrected: Observation | None = None
    behind: tuple[Observation, ...] = ()

    @property
    def computed(self) -> bool:
        """Whether there is a difference, be it none."""
        return self.outcome in COMPARED

    @property
    def direction(self) -> int:
        """1 for a rise, -1 for a fall; 0 where there is neither, or where it may be either."""
        bounds = self.value.bounds if self.value else ZERO.bounds
        return (bounds.low > 0) - (bounds.high < 0)

    @property
    def fact(self) -> Fact:
        """The fact as its differences are counted: those of percentages in percentage points."""
        measure = subtracted(self.after.fact.measure, self.after.fact.measure)
        return replace(self.after.fact, currency=measure.currency, unit=measure.words)

    @property
    def status(self) -> Status | None:
        """What the difference is worth: no more than either of its values."""
        return least_sure(o.status for view in self._sides for o in view.chosen)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the values that it tells of come from."""
        return tuple(dict.fromkeys(c for view in self._sides for c in view.citations))

    @property
    def _sides(self) -> tuple[View, ...]:
        return () if self.outcome in UNSOURCED else (self.after, self.before)


def value_change(edition: Edition, key: str, since: date | None = None) -> ValueChange | None:
    """The change of a fact since the value before, or since the end of a day.

    None where the edition has no value of the fact.
    """
    after = edition[key]
    if after.current is None:
        return None
    before = edition.on(since or day_before(after))[key]
    change = ValueChange(
        after=after,
        before=before,
        outcome=ChangeOutcome.COMPUTED,
        on=day_of(after, edition.day),
        since=day_of(before, since or day_before(after)),
        up_to_date=day_of(after, edition.day).last >= edition.day,
        asked=since,
        behind=tuple(lines_behind(edition, after)),
    )
    day = since or day_before(after)
    return next(obstacles(change, edition, day), None) or subtracted_values(change, edition, day)


def obstacles(change: ValueChange, edition: Edition, day: date) -> Iterator[ValueChange]:
    """What keeps two values from being compared, the first that is so being what is told."""
    after, before = change.after, change.before
    yield from reports_lacking(change, edition, day)
    if between := break_between(before, after):
        yield replace(change, outcome=ChangeOutcome.BREAK, series_break=between)
    for view, its_day in ((after, change.on), (before, change.since)):
        if reason := OBSTACLES.get(view.standing):
            yield replace(change, outcome=reason, lacks=its_day)
    if before.chosen == after.chosen and not lasts_until(after, edition.day):
        yield replace(change, outcome=ChangeOutcome.NOTHING_LATER, lacks=change.since)


def reports_lacking(change: ValueChange, edition: Edition, day: date) -> Iterator[ValueChange]:
    """That one of two values is not there: it was expected, or had ended, or was the first."""
    before = change.before
    for view in (change.after, before):
        if view.missing:
            told = ChangeOutcome.INCOMPLETE if view.incomplete else ChangeOutcome.NOT_REPORTED
            yield replace(change, outcome=told, lacks=days_of_no_report(view))
    if not before.chosen:
        yield replace(change, outcome=without_value(edition.on(day), before), lacks=when_on(day))
    elif before.standing is Standing.LAPSED:
        yield replace(change, outcome=ChangeOutcome.NOT_REPORTED, lacks=when_on(day))


def days_of_no_report(view: View) -> When:
    """The day of which a report is missing; of a longer rhythm, the days since the last one."""
    late = max(view.missing, key=lambda report: report.wanted)
    since = min(late.day + ONE_DAY, late.wanted)
    if late.fact.expected in EVERY_DAY or since == late.wanted:
        return when_on(late.wanted)
    return dates.parse_date(f"{since}/{late.wanted}")


OBSTACLES = {
    Standing.WITHHELD: ChangeOutcome.WITHHELD,
    Standing.DISPUTED: ChangeOutcome.DISPUTED,
    Standing.LAPSED: ChangeOutcome.ENDED,
}


def without_value(edition: Edition, view: View) -> ChangeOutcome:
    """Why there was no value: nothing had been reported, not all of it, or it has no bounds."""
    told = [bool(part.chosen) for part in edition.parts(view.fact).values()]
    if any(told):
        return ChangeOutcome.INEXACT if all(told) else ChangeOutcome.INCOMPLETE
    return ChangeOutcome.FIRST


def subtracted_values(change: ValueChange, edition: Edition, day: date) -> ValueChange:
    """A comparison of two values that can be held against one another, with their difference."""
    now, then = comparable_number(change.after), comparable_number(change.before)
    earlier = edition.on(day)
    found = replace(
        change,
        corrected=correction(earlier, change.before),
        behind=(*change.behind, *lines_behind(earlier, change.before)),
    )
    if now is None or then is None:
        return replace(found, outcome=ChangeOutcome.INEXACT)
    if now == then:
        same = ChangeOutcome.UNCHANGED if now.exact else ChangeOutcome.RESTATED
        return replace(found, outcome=same, value=ZERO)
    try:
        return replace(found, value=subtract(now, then))
    except QuantityError:
        return replace(found, outcome=ChangeOutcome.INEXACT)


def comparable_number(view: View) -> Quantity | None:
    """The number that a view prints; nothing counts as none."""
    held = view.current.value if view.current else None
    held = ZERO if held is Special.NONE else held
    return held if isinstance(held, Quantity) else None


# ---- days


def day_before(view: View) -> date:
    """The day at whose end stood what a value came after."""
    assert view.current
    begins = view.current.true.begins
    return begins - ONE_DAY if begins > date.min else begins


def day_of(view: View, day: date) -> When:
    """The day that a value at the end of another is of: its own, unless it lasts until that."""
    if view.current is None or lasts_until(view, day):
        return when_on(day)
    true = view.current.true
    return true.end if true.end and true.end.last < day else true.start


def lasts_until(view: View, day: date) -> bool:
    """Whether a value is said to hold on a day."""
    true = view.current.true if view.current else None
    if true is None:
        return False
    ends = true.last or (date.max if true.open else true.start.last)
    return true.begins <= day <= ends


# ---- what else is to be told of them


def break_between(before: View, after: View) -> SeriesBreak | None:
    """The last break in the series between two values: one is of before it, one of since."""
    if before.current is None or after.current is None:
        return None
    days = before.current.true.begins, after.current.true.begins
    return next(reversed(after.fact.breaks_between(*days)), None)


def correction(edition: Edition, view: View) -> Observation | None:
    """The last line by which a value, or one that it is reckoned from, was corrected or revised."""
    parts = edition.parts(view.fact)
    if parts:
        found = (correction(edition, part) for part in parts.values())
        told = [o for o in found if o]
        return max(told, key=lambda o: o.reported, default=None)
    return next((o for o in view.chosen if any(overtook(o, line) for line, _ in view.states)), None)


def overtook(now: Observation, line: Observation) -> bool:
    """Whether a line says otherwise what its publisher had reported before of the same time."""
    earlier = line.reported < now.reported and speaks_of(line) == speaks_of(now)
    return earlier and states_a_value(line) and line.value != now.value


def lines_behind(edition: Edition, view: View) -> Iterator[Observation]:
    """The lines of the ledger that a value rests on: its own, or those of all its parts."""
    parts = edition.parts(view.fact)
    for part in parts.values():
        yield from lines_behind(edition, part)
    if not parts:
        yield from view.chosen
