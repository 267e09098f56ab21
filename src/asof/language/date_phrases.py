"""How time is said: a date, a doubt between two dates, a length of time from one to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from asof import dates
from asof.dates import Precision, When
from asof.language.grammar import NBSP, Dating

if TYPE_CHECKING:
    from babel import Locale


@dataclass(frozen=True, slots=True)
class DatePhrases:
    """Dates in a language, by the patterns of a territory and with Babel's months."""

    dating: Dating
    patterns: Mapping[str, str]
    locale: Locale

    def date(self, when: When, short: bool = False) -> str:
        """One time as it is said, with its doubt; an interval says between which two it lies."""
        when = _simplified(when) if when.precision is Precision.OTHER else when
        begin, end = dates.ends(when)
        if begin and end:
            alone = begin == end
            return self._single(begin, short) if alone else self._two(DOUBT, (begin, end), short)
        if begin:
            return self.dating.link("not before", self._end(begin, short))
        return self.dating.link("by", self._end(end, short)) if end else ""

    def span(self, begin: When | None, end: When | None, short: bool = False) -> str:
        """A length of time as it is said, from its beginning to its end; None is an open end."""
        if begin and end:
            return self._two(LENGTH, (begin, end), short)
        if begin:
            return self.dating.link("since", self._end(begin, short))
        return self.dating.link("until", self._end(end, short)) if end else ""

    def until(self, day: When, moment: datetime | None = None) -> str:
        """The end of a time as it is said: a day, and where told the hour of it with its zone."""
        told = self._point(day, short=False)
        return self.dating.link("until", f"{told}, {self._hour(moment)}" if moment else told)

    def moment(self, moment: datetime) -> str:
        """A day and an hour of it, as a list has it."""
        return f"{self._point(dates.when_on(moment.date()), short=False)}, {self._hour(moment)}"

    def _hour(self, moment: datetime) -> str:
        """An hour of the day, and whose clocks show it."""
        from babel.dates import get_timezone_gmt, get_timezone_name

        name = get_timezone_name(moment, "short", locale=self.locale)
        zone = name if name.isupper() else get_timezone_gmt(moment, "long", locale=self.locale)
        return f"{self.dating.clock(moment.hour, moment.minute)} ({zone})"

    def as_of(self, when: When) -> str:
        """The day since which nobody has said it anew: as of January 18, 2021."""
        begin, end = dates.ends(when)
        plain = begin and begin == end and not (begin.approximate or begin.uncertain)
        told = self.date(when)
        return self.dating.link("as of", told) if plain else told

    def _single(self, when: When, short: bool) -> str:
        """One date that stands alone."""
        text = self._point(when, short)
        text = self.dating.link("around", text) if when.approximate else text
        return self.dating.uncertain(text) if when.uncertain else text

    def _two(self, roles: tuple[str, str], ends: tuple[When, When], short: bool) -> str:
        """Two times, linked; what they share is said once."""
        shared = _shared(*ends)
        told = [
            self.dating.link(role, self._end(end, short, f"{place} {shared}"))
            for role, end, place in zip(roles, ends, ("first of", "last of"), strict=True)
        ]
        return " ".join(told)

    def _end(self, when: When, short: bool, among: str = "") -> str:
        """One of two times, with its doubt."""
        if when.precision in (Precision.INTERVAL, Precision.OTHER):
            return self.dating.some_day(self.date(when, short))
        text = self._point(when, short, among)
        text = self.dating.loosely(text) if when.approximate else text
        return self.dating.uncertain(text) if when.uncertain else text

    def _point(self, when: When, short: bool, among: str = "") -> str:
        """One time without its doubt, or what is said of it among two; it does not break."""
        pattern = self._pattern(among, short) or self._pattern(when.precision, short)
        return pattern.format(**self._fields(when, short)).replace(" ", NBSP)

    def _pattern(self, name: str, short: bool) -> str:
        """The pattern of a name, the short one where it is wanted and there is one."""
        return (short and self.patterns.get(f"short {name}")) or self.patterns.get(name, "")

    def _fields(self, when: When, short: bool) -> dict[str, str]:
        """What a pattern may say of a date."""
        first, (year, last) = when.first, _years(when)
        width: Literal["abbreviated", "wide"] = "abbreviated" if short else "wide"
        return {
            "d": self.dating.day(first.day),
            "m": self.locale.months["format"][width][first.month],
            "a": self.locale.months["stand-alone"][width][first.month],
            "s": self.dating.seasons.get(first.month, ""),
            "w": str(first.isocalendar().week),
            "q": self.dating.quarters[(first.month - 1) // 3],
            "n": str((first.month + 2) // 3),
            "y": str(year) if last == year else self.dating.two_years(year),
        }


DOUBT = ("between", "and")
LENGTH = ("from", "to")


def _shared(begin: When, end: When) -> str:
    """What two certain dates of one kind share, or nothing."""
    doubt = begin.approximate or begin.uncertain or end.approximate or end.uncertain
    if doubt or begin.precision is not end.precision or _years(begin) != _years(end):
        return ""
    if begin.precision is Precision.DAY and begin.first.month == end.first.month:
        return "days in a month"
    return f"{begin.precision}s in a year"


def _years(when: When) -> tuple[int, int]:
    """The years that a date begins and ends in; a week belongs to one, wherever its days lie."""
    if when.precision is Precision.WEEK:
        return (when.first.isocalendar().year,) * 2
    return when.first.year, when.last.year


def _simplified(when: When) -> When:
    """The same days, said in years, months or days, whichever is the coarsest that fits."""
    first, last = when.first, when.last
    after = last + timedelta(days=1) if last < date.max else last
    starts_a_month = first.day == 1 and (after.day == 1 or last == date.max)
    starts_a_year = starts_a_month and first.month == 1 and last.month == 12
    width = 4 if starts_a_year else 7 if starts_a_month else 10
    mark = "%" if when.approximate and when.uncertain else "~" if when.approximate else ""
    mark = mark or ("?" if when.uncertain else "")
    begin = ".." if first == date.min else f"{first.isoformat()[:width]}{mark}"
    end = ".." if last == date.max else f"{last.isoformat()[:width]}{mark}"
    return dates.parse_date(begin if begin == end else f"{begin}/{end}")
