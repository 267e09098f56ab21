"""Which time the data tell of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asof import dates
from asof.publish.site import Record, Site


@dataclass(frozen=True, slots=True)
class Coverage:
    """The first and the last day of which a value tells; no last one where something goes on."""

    first: date | None
    last: date | None

    @classmethod
    def of(cls, site: Site) -> Coverage:
        """What the lines of all public facts cover."""
        lines = [
            line
            for facts in site.facts.values()
            for record in facts.values()
            for line in record["observations"]
        ]
        starts = [each.first for each in map(_begin, lines) if each.first > date.min]
        lasts = [_last(line) for line in lines]
        open_end = None in lasts
        ends = [each for each in lasts if each]
        return cls(min(starts, default=None), None if open_end else max(ends, default=None))

    @property
    def interval(self) -> str:
        """An interval in ISO 8601, empty where nothing is told."""
        return f"{self.first}/{self.last or '..'}" if self.first else ""


def _begin(line: Record) -> dates.When:
    return dates.parse_date(line["on"])


def _last(line: Record) -> date | None:
    """The last day of a line, none of one that goes on."""
    end = dates.parse_date(line["until"]) if line.get("until") else _begin(line)
    return None if line.get("open") or end.last == date.max else end.last
