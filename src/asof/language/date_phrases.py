"""How a date is said: alone, with its doubt, as a span whose ends say once what they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from asof import dates
from asof.dates import Precision, When
from asof.language.grammar import Dating

if TYPE_CHECKING:
    from babel import Locale


@dataclass(frozen=True, slots=True)
class DatePhrases:
    """Dates in a language, by the patterns of a territory and with Babel's months."""

    dating: Dating
    patterns: Mapping[str, str]
    locale: Locale

    def date(self, when: When, short: bool = False) -> str:
        """A date as it is said, with its doubt; what an interval's ends share is said once."""
        when = _simplified(when) if when.precision is Precision.OTHER else when
        begin, end = dates.ends(when)
        link = self.dating.link
        if begin and end:
            return self._span(begin, end, short) if begin != end else self._single(begin, short)
        if begin:
            return link("since", self._end(begin, short))
        return link("until", self._end(end, short)) if end else ""

    def until(self, day: When, at: tuple[int, int] | None = None) -> str:
        """The end of a time as it is said: a day, and the hour and minute of it where told."""
        told = self._point(day, short=False)
        told = f"{told}, {self.dating.clock(*at)}" if at else told
        return self.dating.link("until", told)

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

    def _span(self, begin: When, end: When, short: bool) -> str:
        """Two dates; what they share is said once."""
        if pattern := self._pattern(_shared(begin, end), short):
            return pattern.format(
                **self._fields(begin, short, "1"), **self._fields(end, short, "2")
            )
        link = self.dating.link
        first, last = self._end(begin, short), self._end(end, short)
        return f"{link('from', first)} {link('to', last)}"

    def _end(self, when: When, short: bool) -> str:
        """One end of a span, with its doubt."""
        text = self._point(when, short)
        text = self.dating.loosely(text) if when.approximate else text
        return self.dating.uncertain(text) if when.uncertain else text

    def _point(self, when: When, short: bool) -> str:
        """One date without its doubt."""
        return self._pattern(when.precision, short).format(**self._fields(when, short))

    def _pattern(self, name: str, short: bool) -> str:
        """The pattern of a name, the short one where it is wanted and there is one."""
        return (short and self.patterns.get(f"short {name}")) or self.patterns.get(name, "")

    def _fields(self, when: When, short: bool, which: str = "") -> dict[str, str]:
        """What a pattern may say of a date."""
        dating, first = self.dating, when.first
        month = self.locale.months["format"]["abbreviated" if short else "wide"][first.month]
        season = dating.seasons.get(first.month, "")
        two_years = when.last.year > first.year
        fields = {
            "d": dating.day(first.day),
            "m": month,
            "from_m": dating.link("from", month),
            "s": season,
            "from_s": dating.link("from", season),
            "to_s": dating.link("to", season),
            "y": dating.two_years(first.year) if two_years else str(first.year),
        }
        return {f"{name}{which}": text for name, text in fields.items()}


def _shared(begin: When, end: When) -> str:
    """The name of the pattern for two certain dates that share something, or nothing."""
    doubt = begin.approximate or begin.uncertain or end.approximate or end.uncertain
    if doubt or begin.precision is not end.precision:
        return ""
    same_year = begin.first.year == end.last.year
    if begin.precision is Precision.DAY and same_year:
        return "days in a month" if begin.first.month == end.first.month else "days in a year"
    return f"{begin.precision}s in a year" if same_year else f"{begin.precision}s"


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
