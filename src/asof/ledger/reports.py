"""Which reports are expected for a day, and which of them have not come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from asof.dates import Duration
from asof.ledger.facts import Fact, Frequency, Observation

ONE_DAY = timedelta(days=1)
SATURDAY = 5
SERVES = {
    Frequency.DAILY: Duration(0, 0, ""),
    Frequency.WEEKDAYS: Duration(0, 0, ""),
    Frequency.WEEKLY: Duration(0, 7, "week"),
    Frequency.MONTHLY: Duration(1, 0, "month"),
    Frequency.QUARTERLY: Duration(3, 0, "quarter"),
    Frequency.YEARLY: Duration(12, 0, "year"),
}
"""How long after the day that it tells of a report still serves."""


@dataclass(frozen=True, slots=True)
class Report:
    """The last report of a fact of which one is expected: the last day that it tells of.

    `wanted` is the day of which there should be one.
    """

    fact: Fact
    day: date
    wanted: date
    missing: bool

    @property
    def period(self) -> str:
        """What ends with the day that lacks a report: day, week, month, quarter, year."""
        return (SERVES[self.fact.expected].text if self.fact.expected else "") or "day"


def last_reports(fact: Fact, words: Iterable[Observation], day: date) -> Iterator[Report]:
    """The last report of a fact where one is expected, and the fact has begun."""
    days = [o.tells_until for o in words]
    if fact.expected and fact.ages and days:
        last, wanted = max(days), expected_day(fact.expected, day)
        yield Report(fact, last, wanted, report_missing(fact.expected, last, day))


def report_missing(frequency: Frequency | None, last: date, day: date) -> bool:
    """Whether a report is expected for a day, and the last one tells of a day too long before."""
    if frequency is None:
        return False
    return serves_until(frequency, last) < expected_day(frequency, day)


def expected_day(frequency: Frequency, day: date) -> date:
    """The day of which a report is expected: a day of work where only these are reported."""
    past = max(0, day.weekday() - SATURDAY + 1) if frequency is Frequency.WEEKDAYS else 0
    return day - past * ONE_DAY


def serves_until(frequency: Frequency, last: date) -> date:
    """The last day that a report serves; one of the end of a month serves to the end of another."""
    serves = SERVES[frequency]
    if last >= date.max - ONE_DAY:
        return date.max
    return max(serves.after(last), serves.after(last + ONE_DAY) - ONE_DAY)


def missing_from(frequency: Frequency, last: date) -> date | None:
    """The first day on which a report is missing, where the last one tells of a day."""
    served = serves_until(frequency, last)
    if served >= date.max - 3 * ONE_DAY:
        return None
    days = (served + n * ONE_DAY for n in (1, 2, 3))
    return next(day for day in days if report_missing(frequency, last, day))
