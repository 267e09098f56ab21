"""Dates as EDTF (ISO 8601-2) writes them, fiscal years and durations. The only door to edtf."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING

from asof.diagnostics import WordError, closest

if TYPE_CHECKING:
    from time import struct_time

OPEN = ".."
SEASONS = ("spring", "summer", "autumn", "winter")  # of the northern half
FISCAL_YEAR_BEGINS = 4  # April, in Canada

_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_SEASON = re.compile(rf"([0-9]{{4}})-({'|'.join(SEASONS)})([~?%]?)")
_QUARTER = re.compile(r"([0-9]{4})-Q([0-9]+)([~?%]?)")
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})([~?%]?)")
_FISCAL = re.compile(r"FY([0-9]{4})(?:-([0-9]{2,4}))?([~?%]?)")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?"
    r"(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_CLOCKED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ] *[0-9]{2}")
_CODE = re.compile(r"([0-9X]{4})-([0-9]{2})(?![0-9X-])")
_SPANS = re.compile(r"([^,{}\[\]]+)\.\.([^,{}\[\]]+)")  # in a set
_BEYOND_PLAIN = re.compile(r"[0-9XYSE~?%.,{}\[\]+-]+")
_LONGEST = 80  # characters that go to the library: thousands take it hours
_DURATION = re.compile(r"([0-9]{1,18}) +([a-z]+)")
_UNITS = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "year": (12, 0)}

_WRITE_ISO = "write a day as 2021-01-18, a month as 2021-01, a year as 2021"
_WRITE_ENDS = "write a beginning and an end, as in 2016/2018 or 2016/.."
_WRITE_MONTHS = "months are 01 to 12; a season is written as 2020-spring"
_WRITE_OFFSET = "write Z or an offset of at most 14 hours, such as -05:00"
_WRITE_YEARS = "years are 0001 to 9999"
_WRITE_DURATION = "write 90 days, 2 weeks, 6 months or 1 year"

AGO_HINT = "write a number of days, weeks, months or years, as in 7 days ago, or a week ago"
AGO = re.compile(r"(a|[0-9]{1,4})\s+(day|week|month|year)s?\s+ago")


class DateError(WordError):
    """A date or a duration that cannot be read: what is wrong, and what to type instead."""


class Precision(StrEnum):
    """How finely an expression tells the time."""

    DAY = "day"
    MONTH = "month"
    WEEK = "week"
    SEASON = "season"
    QUARTER = "quarter"
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

    def before(self, day: date) -> date:
        """The day that lies this long before another; a missing day is the end of its month."""
        try:
            return _months_after(day, -self.months) - timedelta(days=self.days)
        except (ValueError, OverflowError):
            return date.min


def when_on(day: date) -> When:
    """A single day."""
    return When(day.isoformat(), day, day, Precision.DAY)


@lru_cache(maxsize=4096)
def parse_date(text: str, zone: tzinfo | None = None) -> When:
    """What an expression says.

    Days, weeks, months, seasons, quarters, years, fiscal years and intervals are read here, the
    rest of EDTF by its library. An hour counts on the day that it has in a zone; one without a
    zone is told in that one. Raises DateError.
    """
    text = text.strip()
    if not text:
        raise DateError("empty date", _WRITE_ISO)
    return _interval(text, zone) if "/" in text else _single(text, zone)


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


def since_day(text: str, day: date) -> date:
    """The day that an author compares with, given that of the edition.

    A date, at whose end the value stood, or a length of time: `a week ago`. Raises DateError.
    """
    found = AGO.fullmatch(text.strip())
    if found:
        return duration(f"{found[1].replace('a', '1')} {found[2]}").before(day)
    if text.split()[-1:] == ["ago"]:
        raise DateError(f"'{text}' is no length of time", AGO_HINT)
    return parse_date(text).last


# Intervals


def _interval(text: str, zone: tzinfo | None) -> When:
    """An interval whose ends are dates or `..`, in their order."""
    _refuse_other_notations(text)
    parts = _two_ends(text)
    begin, end = (None if part == OPEN else _single(part, zone) for part in parts)
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


def _single(text: str, zone: tzinfo | None) -> When:
    """A date that is no interval."""
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(text):
            return read(text, *found.groups())
    if moment := _MOMENT.fullmatch(text):
        return when_on(_day_of_moment(text, moment, zone))
    return _by_the_library(text)


def _plain(text: str, year: str, month: str | None, day: str | None, mark: str) -> When:
    """A year, a month, a season or a day."""
    number = _year(text, year)
    if month is None:
        first, last = date(number, 1, 1), date(number, 12, 31)
        return _marked(When(text, first, last, Precision.YEAR), mark)
    if not 1 <= int(month) <= 12:
        raise _no_month(text, year, month) if day is None else _no_such_month(text)
    if day is None:
        return _marked(_months(text, number, int(month), 1, Precision.MONTH), mark)
    return _marked(_day(text, number, int(month), int(day)), mark)


def _no_such_month(text: str) -> DateError:
    return DateError(f"no such month: '{text}'", _WRITE_MONTHS)


def _no_month(text: str, year: str, code: str) -> DateError:
    """EDTF has codes for seasons and parts of years where people see years: 2020-21."""
    readings = list(_readings(year, code)) if year.isdigit() else []
    if not readings:
        return _no_such_month(text)
    if len(readings) == 1:
        return DateError(f"no such month: '{text}'", f"write {readings[0]}")
    return DateError(f"'{text}' can be read in two ways", f"write {', or '.join(readings)}")


def _readings(year: str, code: str) -> Iterator[str]:
    """What people, and EDTF, may mean by a year and a number that is no month."""
    part, after = int(code), (int(year) + 1) % 100
    if part == after:
        yield f"FY{year}-{code} for the fiscal year"
    if 21 <= part <= 32:  # with no place, in the north, in the south
        seasons = SEASONS if part < 29 else SEASONS[2:] + SEASONS[:2]
        yield f"{year}-{seasons[(part - 21) % 4]} for the season"
    elif 33 <= part <= 36:
        yield f"{year}-Q{part - 32} for the quarter"
    elif 37 <= part <= 41:
        size, number = (4, part - 37) if part < 40 else (6, part - 40)
        yield f"{year}-{size * number + 1:02}/{year}-{size * number + size:02} for those months"
    if part > after:
        yield f"{year}/{year[:2]}{code} for the years"


def _day(text: str, year: int, month: int, day: int) -> When:
    """A day that the calendar has."""
    length, name = monthrange(year, month)[1], f"{year:04}-{month:02}"
    if not day:
        raise DateError(f"no such day: '{text}'", f"days begin at 01; {name} is the month")
    if day > length:
        raise DateError(f"no such day: '{text}'", f"{name} ends on {name}-{length}")
    return replace(when_on(date(year, month, day)), text=text)


def _season(text: str, year: str, season: str, mark: str) -> When:
    """Three months; spring begins in March, winter ends in the next February."""
    begins = 3 + 3 * SEASONS.index(season)
    return _marked(_months(text, _year(text, year), begins, 3, Precision.SEASON), mark)


def _quarter(text: str, year: str, number: str, mark: str) -> When:
    """Three months of the calendar year."""
    if number not in ("1", "2", "3", "4"):
        raise DateError(f"no such quarter: '{text}'", f"quarters are {year}-Q1 to {year}-Q4")
    begins = 3 * int(number) - 2
    return _marked(_months(text, _year(text, year), begins, 3, Precision.QUARTER), mark)


def _week(text: str, year: str, number: str, mark: str) -> When:
    """Seven days from a Monday; the first week has the year's first Thursday (ISO 8601-1)."""
    try:
        first = date.fromisocalendar(_year(text, year), int(number), 1)
        last = first + timedelta(days=6)
    except OverflowError:
        raise DateError(f"'{text}' ends after the year 9999", _WRITE_YEARS) from None
    except ValueError:
        weeks = date(_year(text, year), 12, 28).isocalendar().week
        hint = f"weeks are {year}-W01 to {year}-W{weeks}"
        raise DateError(f"no such week: '{text}'", hint) from None
    return _marked(When(text, first, last, Precision.WEEK), mark)


def _year(text: str, year: str) -> int:
    """A year that the calendar has."""
    if year == "0000":
        raise DateError(f"year 0 in '{text}'", _WRITE_YEARS)
    return int(year)


def _fiscal(text: str, year: str, end: str | None, mark: str) -> When:
    """Twelve months from April, named by both of its years."""
    written = f"FY{year}-{(int(year) + 1) % 100:02}"
    if end is None:
        before = f"FY{int(year) - 1:04}-{year[2:]}"
        hint = f"write {written}, or {before} where years are named by their end"
        raise DateError(f"fiscal year '{text}' names one year", hint)
    if len(end) > 2:
        raise DateError(f"fiscal year '{text}' is spelled out", f"write {written}")
    if f"FY{year}-{end}" != written:
        raise DateError(f"fiscal year '{text}' is not one year long", f"write {written}")
    months = _months(text, _year(text, year), FISCAL_YEAR_BEGINS, 12, Precision.FISCAL_YEAR)
    return _marked(months, mark)


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., When]], ...] = (
    (_PLAIN, _plain),
    (_FISCAL, _fiscal),
    (_SEASON, _season),
    (_QUARTER, _quarter),
    (_WEEK, _week),
)


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


# Hours


def _day_of_moment(text: str, found: re.Match[str], zone: tzinfo | None) -> date:
    """The day that an hour has in a zone."""
    day = parse_date(found[1]).first
    hour, minute, second = (int(found[n] or 0) for n in (2, 3, 4))
    if hour == 24:
        after = when_on(day + timedelta(days=1)).text if day < date.max else "the next day"
        raise DateError(f"no such hour: '{text}'", f"write {day}, or {after}T00:00")
    if hour > 24 or minute > 59 or second > 59:
        raise DateError(f"no such hour: '{text}'", f"write {day}T23:59 or earlier, or {day}")
    if found[5] is None:
        return day
    if zone is None:
        raise DateError(f"'{text}' is an hour in a zone", "write the day that it has here")
    try:
        told = datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}:{second:02}{found[5]}")
        if abs(told.utcoffset() or timedelta()) > timedelta(hours=14):
            raise DateError(f"no such offset: '{text}'", _WRITE_OFFSET)
        return told.astimezone(zone).date()
    except ValueError:
        raise DateError(f"no such offset: '{text}'", _WRITE_OFFSET) from None
    except OverflowError:
        raise DateError(f"'{text}' is outside the calendar", _WRITE_YEARS) from None


# The rest of EDTF


def _by_the_library(text: str) -> When:
    """A date in the parts of EDTF that are rare here: sets, unspecified digits, partial doubt."""
    if len(text) > _LONGEST:
        raise DateError(f"a date of {len(text):,} characters", f"write no more than {_LONGEST}")
    _refuse_other_notations(text)
    if _CLOCKED.match(text):
        raise DateError(f"not an hour: '{text}'", "write one such as 2021-01-18T23:30Z, or the day")
    if not _BEYOND_PLAIN.fullmatch(text):
        raise DateError(f"not a date: '{text}'", _WRITE_ISO)
    if "Y" in text:  # the library counts such years out: Y1E999999999 takes it hours
        raise DateError(f"'{text}' is outside the calendar", _WRITE_YEARS)
    _refuse_parts(text)
    first, last = _bounds(text)
    if (first, last) == (date.min, date.max):
        raise DateError(f"'{text}' is any day of the calendar", "leave the date out")
    approximate, uncertain = bool(set("~%") & set(text)), bool(set("?%") & set(text))
    return When(text, first, last, Precision.OTHER, approximate, uncertain)


def _refuse_parts(text: str) -> None:
    """Refuse the codes that people read as years, and spans of a set that run backwards."""
    for part in _CODE.finditer(text):
        if not 1 <= int(part[2]) <= 12:
            raise _no_month(part[0], part[1], part[2])
    for begin, end in _SPANS.findall(text):
        if _single(begin, None).first > _single(end, None).last:
            raise DateError(f"'{begin}..{end}' is reversed", f"write {end}..{begin}")


def _bounds(text: str) -> tuple[date, date]:
    """The first and the last day that the library reads in an expression."""
    from edtf import parse_edtf  # takes 40 ms, and few workspaces need it

    try:
        with redirect_stdout(StringIO()):  # the library prints what it stumbles over
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


def _years(first: str, last: str) -> str:
    """Two years in full: a fiscal year where they follow one another, and the years."""
    fiscal = f"FY{first}-{last[2:]} for the fiscal year, or " if int(last) - int(first) == 1 else ""
    return f"{fiscal}{first}/{last}" + (" for the years" if fiscal else "")


def _fiscal_year(first: str, last: str = "") -> str:
    """A fiscal year in its notation, whichever of its years were cut short."""
    century = "" if len(first) == 4 else "20" if int(first) < 70 else "19"
    year = int(century + first)
    fits = not last or int(last[-2:]) == (year + 1) % 100
    return f"FY{year}-{(year + 1) % 100:02}" if fits else ""


def _either_years(first: str, last: str) -> str:
    """A year and two digits: 2020/21, 2020–23."""
    return _fiscal_year(first, last) or f"{first}/{first[:2]}{last}"


def _weekday(year: str, week: str, day: str) -> str:
    """A day of a week as a day of a month."""
    try:
        return date.fromisocalendar(int(year), int(week), int(day)).isoformat()
    except ValueError:
        return ""


def _season_meant(year: str, season: str) -> str:
    """A season in its notation."""
    return f"{year}-{'autumn' if season.lower() == 'fall' else season.lower()}"


def _as_typed(form: str) -> Callable[..., str]:
    """A notation that groups go into, where it can be read."""

    def written(*groups: str) -> str:
        text = form.format(*groups)
        try:
            return parse_date(text).text
        except DateError:
            return ""

    return written


_DASH = "[-\u2010-\u2015]"
_NOTATIONS: tuple[tuple[str, Callable[..., str]], ...] = (
    (rf"{_DAY}[/.-]{_DAY}[/.-]{_YEAR}", _either_order),
    (rf"{_YEAR}[/.]{_DAY}[/.]{_DAY}", _in_digits),
    (rf"{_YEAR}-{_DAY}-{_DAY}", _in_digits),
    (r"([0-9]{4})([0-9]{2})([0-9]{2})", _in_digits),
    (rf"FY *([0-9]{{2,4}}) *(?:{_DASH}|/) *([0-9]{{2,4}})", _fiscal_year),
    (r"FY *([0-9]{2})", _fiscal_year),
    (rf"{_YEAR} *{_DASH} *{_YEAR}", _years),
    (rf"{_YEAR} *(?:{_DASH}|/) *([0-9]{{2}})", _either_years),
    (rf"([0-9]{{2}}) *(?:{_DASH}|/) *([0-9]{{2}})", _fiscal_year),
    (rf"{_YEAR} *{_DASH}? *({'|'.join(SEASONS)}|fall)", _season_meant),
    (rf"{_YEAR} *{_DASH}? *Q([1-4])", _as_typed("{}-Q{}")),
    (rf"(?:Q([1-4])|([1-4])Q) *[-/]? *{_YEAR}", _as_typed("{1}-Q{0}")),
    (rf"{_YEAR} *-? *W *([0-9]{{1,2}})", _as_typed("{}-W{:0>2}")),
    (rf"W *([0-9]{{1,2}})[-/ ]+{_YEAR}", _as_typed("{1}-W{0:0>2}")),
    (rf"{_YEAR}-?W([0-9]{{2}})-?([1-7])", _weekday),
    (rf"{_EDTF} *(?:–|\.\.| - ) *{_EDTF}", "{}/{}".format),
)


def _refuse_other_notations(text: str) -> None:
    """Refuse a date in a notation that is common and not ours, and say how to write it."""
    for pattern, said in _NOTATIONS:
        found = re.fullmatch(pattern, text, re.IGNORECASE)
        if found and (instead := said(*(each for each in found.groups() if each))):
            raise DateError(f"not a date: '{text}'", f"write {instead}")


def _no_duration(text: str, found: re.Match[str] | None) -> DateError:
    """What to say about a text that is no duration."""
    if not text:
        return DateError("empty duration", _WRITE_DURATION)
    meant = closest(found[2], [*_UNITS, *(f"{unit}s" for unit in _UNITS)]) if found else None
    hint = f"did you mean '{found[1]} {meant}'?" if found and meant else _WRITE_DURATION
    return DateError(f"not a duration: '{text}'", hint)
