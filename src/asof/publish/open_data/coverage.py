"""Which time the data tell of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asof import dates
from asof.publish.site import Site


@dataclass(frozen=True, slots=True)
class Coverage:
    """The first and the last day of which a value tells; no last one where something goes on."""

    first: date | None
    last: date | None

    @classmethod
    def of(cls, site: Site) -> Coverage:
        """What the lines of all public facts cover."""
        times = {
            (line["on"], line.get("until"), line.get("open"))
            for facts in site.facts.values()
            for record in facts.values()
            for line in record["observations"]
        }
        starts = [first for first, _ in (_days(*each) for each in times) if first > date.min]
        lasts = [last for _, last in (_days(*each) for each in times)]
        ends = [] if None in lasts else [each for each in lasts if each]
        return cls(min(starts, default=None), max(ends, default=None))

    @property
    def interval(self) -> str:
        """An interval in ISO 8601, empty where nothing is told."""
        return f"{self.first}/{self.last or '..'}" if self.first else ""


def _days(on: str, until: str | None, goes_on: bool | None) -> tuple[date, date | None]:
    """The first and the last day of a line, no last one of what goes on."""
    begins = dates.parse_date(on)
    last = dates.parse_date(until).last if until else begins.last
    return begins.first, None if goes_on or last == date.max else last
