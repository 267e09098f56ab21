"""Dates as EDTF (ISO 8601-2) writes them, fiscal years and durations. The only door to edtf."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from asof.diagnostics import WordError, closest

if TYPE_CHECKING:
    from time import struct_time

OPEN = ".."
FIRST_SEASON = 21
FISCAL_YEAR_BEGINS = 4  # April, in Canada

_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_FISCAL = re.compile(r"FY([0-9]{4})(?:-([0-9]{2,4}))?([~?%]?)")
_BEYOND_PLAIN = re.compile(r"[0-9XYSETZ~?%.,:{}\[\]+-]{1,80}")  # thousands take the library hours
_DURATION = re.compile(r"([0-9]{1,18}) +([a-z]+)")
_UNITS = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "year": (12, 0)}

_WRITE_ISO = "write a day as 2021-01-18, a month as 2021-01, a year as 2021"
_WRITE_ENDS = "write a beginning and an end, as in 2016/2018 or 2016/.."
_WRITE_MONTHS = "months are 01 to 12; seasons are 21 (spring) to 24 (winter)"
_WRITE_YEARS = "years are 0001 to 9999"
_WRITE_DURATION = "write 90 days, 2 weeks, 6 months or 1 year"


class DateError(WordError):
    """A date or a duration that cannot be read: what is wrong, and what to type instead."""


class Precision(StrEnum):
    """How finely an expression tells the time."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    FISCAL_YEAR = "fiscal year"
    INTERVAL = "interval"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class When:
    """What a date expression says: the days that it allows, how finely, with what doubt.

    An interval keeps its two ends, `begin` and `end`; an end that is open is None.
    """

    text: str
    first: date
    last: date
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    begin: When | None = None
    end: When | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in months and days."""

    months: int
    days: int
    text: str

    def after(self, day: date) -> date:
        """The day that lies this long after another; a missing day is the end of its month."""
        try:
            return _months_after(day, self.months) + timedelta(days=self.days)
        except (ValueError, OverflowError):
            return date.max


def when_on(day: date) -> When:
    """A single day."""
    return When(day.isoformat(), day, day, Precision.DAY)


@lru_cache(maxsize=4096)
def parse_date(text: str) -> When:
    """What an expression says, a fiscal year such as `FY2020-21` included.

    Days, months, seasons, years and intervals are read here, the rest of EDTF by its library.
    Raises DateError.
    """
    text = text.strip()
    if not text:
        raise DateError("empty date", _WRITE_ISO)
    return _interval(text) if "/" in text else _single(text)


def ends(when: When) -> tuple[When | None, When | None]:
    """The two ends of an interval, None where open; any other date twice."""
    return (when.begin, when.end) if when.precision is Precision.INTERVAL else (when, when)


def duration(text: str) -> Duration:
    """A length such as `90 days`, `2 weeks`, `6 months`, `1 year` or `daily`; raises DateError."""
    text = "1 day" if text.strip() == "daily" else text
    found = _DURATION.fullmatch(text.strip())
    unit = found[2].removesuffix("s") if found else ""
    if found is None or unit not in _UNITS:
        raise _no_duration(text.strip(), found)
    months, days = (int(found[1]) * each for each in _UNITS[unit])
    return Duration(months, days, text.strip())


# Intervals


def _interval(text: str) -> When:
    """An interval whose ends are dates or `..`, in their order."""
    parts = _two_ends(text)
    begin, end = (None if part == OPEN else _single(part) for part in parts)
    told = [each for each in (begin, end) if each]
    first, last = begin.first if begin else date.min, end.last if end else date.max
    if first > last:
        raise DateError(f"interval '{text}' is reversed", f"write {parts[1]}/{parts[0]}")
    return When(
        text="/".join(each.text if each else OPEN for each in (begin, end)),
        first=first,
        last=last,
        precision=Precision.INTERVAL,
        approximate=any(each.approximate for each in told),
        uncertain=any(each.uncertain for each in told),
        begin=begin,
        end=end,
    )


def _two_ends(text: str) -> tuple[str, str]:
    """The written ends of an interval; a bare slash is refused."""
    parts = [part.strip() for part in text.split("/")]
    if len(parts) > 2:
        _refuse_other_notations(text)
        raise DateError(f"interval '{text}' has more than two ends", _WRITE_ENDS)
    begin, end = parts
    if not begin and not end:
        raise DateError(f"not a date: '{text}'", _WRITE_ENDS)
    if not end:
        raise DateError(f"interval '{text}' has no end", f"write {begin}/.. if it is open")
    if not begin:
        raise DateError(f"interval '{text}' has no beginning", f"write ../{end} if it is open")
    if begin == end == OPEN:
        raise DateError(f"interval '{text}' is open at both ends", "leave the date out")
    return begin, end


# Single dates


def _single(text: str) -> When:
    """A date that is no interval."""
    if plain := _PLAIN.fullmatch(text):
        return _plain(text, *plain.groups())
    if fiscal := _FISCAL.fullmatch(text):
        return _fiscal(text, *fiscal.groups())
    return _by_the_library(text)


def _plain(text: str, year: str, month: str | None, day: str | None, mark: str) -> When:
    """A year, a month, a season or a day."""
    if year == "0000":
        raise DateError(f"year 0 in '{text}'", _WRITE_YEARS)
    if month is None:
        first, last = date(int(year), 1, 1), date(int(year), 12, 31)
        return _marked(When(text, first, last, Precision.YEAR), mark)
    if day is None and 25 <= int(month) <= 41:  # other seasons, quarters and half-years
        return _by_the_library(text)
    if day is None and FIRST_SEASON <= int(month) <= 24:
        return _marked(_season(text, int(year), int(month)), mark)
    if not 1 <= int(month) <= 12:
        raise DateError(f"no such month: '{text}'", _WRITE_MONTHS)
    if day is None:
        return _marked(_months(text, int(year), int(month), 1, Precision.MONTH), mark)
    return _marked(_day(text, int(year), int(month), int(day)), mark)


def _day(text: str, year: int, month: int, day: int) -> When:
    """A day that the calendar has."""
    length, name = monthrange(year, month)[1], f"{year:04}-{month:02}"
    if not day:
        raise DateError(f"no such day: '{text}'", f"days begin at 01; {name} is the month")
    if day > length:
        raise DateError(f"no such day: '{text}'", f"{name} ends on {name}-{length}")
    return replace(when_on(date(year, month, day)), text=text)


def _season(text: str, year: int, code: int) -> When:
    """Three months; spring (21) begins in March, winter (24) ends in the next February."""
    return _months(text, year, 3 + 3 * (code - FIRST_SEASON), 3, Precision.SEASON)


def _fiscal(text: str, year: str, end: str | None, mark: str) -> When:
    """Twelve months from April, named by both of its years."""
    written = f"FY{year}-{(int(year) + 1) % 100:02}"
    if end is None:
        raise DateError(f"fiscal year '{text}' names one year", f"write {written}")
    if len(end) > 2:
        raise DateError(f"fiscal year '{text}' is spelled out", f"write {written}")
    if f"FY{year}-{end}" != written:
        raise DateError(f"fiscal year '{text}' is not one year long", f"write {written}")
    if year == "0000":
        raise DateError(f"year 0 in '{text}'", _WRITE_YEARS)
    when = _months(text, int(year), FISCAL_YEAR_BEGINS, 12, Precision.FISCAL_YEAR)
    return _marked(when, mark)


def _months(text: str, year: int, month: int, count: int, precision: Precision) -> When:
    """Whole months, from the first day of one to the last day of another."""
    first = date(year, month, 1)
    try:
        final = _months_after(first, count - 1)
    except ValueError:
        raise DateError(f"'{text}' ends after the year 9999", _WRITE_YEARS) from None
    last = final.replace(day=monthrange(final.year, final.month)[1])
    return When(text, first, last, precision)


def _marked(when: When, mark: str) -> When:
    """A date with EDTF's mark of doubt: approximate (~), uncertain (?) or both (%)."""
    return (
        replace(when, approximate=mark in ("~", "%"), uncertain=mark in ("?", "%"))
        if mark
        else when
    )


def _months_after(day: date, count: int) -> date:
    """The same day of a later month, or that month's last day."""
    years, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    date(years, 1, 1)  # monthrange takes years that the calendar does not
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


# The rest of EDTF


def _by_the_library(text: str) -> When:
    """A date in the parts of EDTF that are rare here: sets, unspecified digits, partial doubt."""
    _refuse_other_notations(text)
    if not _BEYOND_PLAIN.fullmatch(text):
        raise DateError(f"not a date: '{text}'", _WRITE_ISO)
    if "Y" in text:  # the library counts such years out: Y1E999999999 takes it hours
        raise DateError(f"'{text}' is outside the calendar", _WRITE_YEARS)
    first, last = _bounds(text)
    approximate, uncertain = bool(set("~%") & set(text)), bool(set("?%") & set(text))
    return When(text, first, last, Precision.OTHER, approximate, uncertain)


def _bounds(text: str) -> tuple[date, date]:
    """The first and the last day that the library reads in an expression."""
    from edtf import parse_edtf  # takes 40 ms, and few workspaces need it

    try:
        found = parse_edtf(text)
        bounds = found.lower_strict(), found.upper_strict()
    except Exception:  # noqa: BLE001 (the library raises whatever its internals stumble over)
        raise DateError(f"not a date: '{text}'", _WRITE_ISO) from None
    return _calendar_day(text, bounds[0]), _calendar_day(text, bounds[1])


def _calendar_day(text: str, found: struct_time | float) -> date:
    """The library's day as a date; its infinities are the ends of the calendar."""
    if isinstance(found, float):
        return date.min if found < 0 else date.max
    try:
        return date(*found[:3])
    except (ValueError, OverflowError):
        raise DateError(f"'{text}' is outside the calendar", _WRITE_YEARS) from None


# What people type instead

_DAY = r"([0-9]{1,2})"
_YEAR = r"([0-9]{4})"
_EDTF = r"([0-9]{4}(?:-[0-9]{2}){0,2})"


def _either_order(one: str, two: str, year: str) -> str:
    """A day and a month in whichever orders the calendar allows."""
    found = {_in_digits(year, one, two), _in_digits(year, two, one)} - {""}
    return " or ".join(sorted(found)) + (", whichever is meant" if len(found) > 1 else "")


def _in_digits(year: str, month: str, day: str) -> str:
    """A day in ISO, or nothing where the calendar has none."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


_NOTATIONS: tuple[tuple[str, Callable[..., str]], ...] = (
    (rf"{_DAY}[/.-]{_DAY}[/.-]{_YEAR}", _either_order),
    (rf"{_YEAR}[/.]{_DAY}[/.]{_DAY}", _in_digits),
    (rf"{_YEAR}-{_DAY}-{_DAY}", _in_digits),
    (r"([0-9]{4})([0-9]{2})([0-9]{2})", _in_digits),
    (rf"{_YEAR} *[-–] *{_YEAR}", "{}/{}".format),
    (rf"{_EDTF} *(?:–|\.\.| - ) *{_EDTF}", "{}/{}".format),
)


def _refuse_other_notations(text: str) -> None:
    """Refuse a date in a notation that is common and not ours, and say how to write it."""
    for pattern, said in _NOTATIONS:
        found = re.fullmatch(pattern, text, re.IGNORECASE)
        if found and (instead := said(*found.groups())):
            raise DateError(f"not a date: '{text}'", f"write {instead}")


def _no_duration(text: str, found: re.Match[str] | None) -> DateError:
    """What to say about a text that is no duration."""
    if not text:
        return DateError("empty duration", _WRITE_DURATION)
    meant = closest(found[2], [*_UNITS, *(f"{unit}s" for unit in _UNITS)]) if found else None
    hint = f"did you mean '{found[1]} {meant}'?" if found and meant else _WRITE_DURATION
    return DateError(f"not a duration: '{text}'", hint)
