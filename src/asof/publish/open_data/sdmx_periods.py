"""When a value was true as SDMX tells a period (SDMX 3.0, section 6, 4.2): a time or a range."""

from __future__ import annotations

from datetime import date

from asof.dates import Precision, When
from asof.publish.open_data.observed import ObservedLine

_IN_DIGITS = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


def time_period(line: ObservedLine) -> str:
    """The period of a value: the time that it is of, or the days from its first to its last.

    Of what goes on, or has an open end, the day on which it began; where only its end is known,
    that.
    """
    begins, ends = line.begins, line.ends
    if ends and date.min < begins.first <= ends.last < date.max:
        return _span(begins.first, ends.last)
    return _of(begins)


def _of(when: When) -> str:
    if when.precision in _IN_DIGITS:
        return when.first.isoformat()[: _IN_DIGITS[when.precision]]
    if when.precision is Precision.QUARTER:
        return f"{when.first:%Y}-Q{(when.first.month + 2) // 3}"
    if when.precision is Precision.WEEK:
        year, week, _ = when.first.isocalendar()
        return f"{year:04}-W{week:02}"
    if when.first == date.min or when.last == date.max:
        return (when.last if when.first == date.min else when.first).isoformat()
    return _span(when.first, when.last)


def _span(first: date, last: date) -> str:
    """The days from one to another, both included: the first, and how many they are."""
    days = (last - first).days + 1
    return f"{first}/P{days}D" if days > 1 else first.isoformat()
