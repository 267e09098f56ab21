"""What may be public at a moment: nothing that its edition, or its briefing of today, forbids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from asof.briefing.definition import Briefing
from asof.workspace import Workspace

CLEAR = "CLEAR"  # of the Traffic Light Protocol, 2.0: no limit on disclosure
Handling = Mapping[str, str]
"""What an edition says of who may have it: `tlp`, `marking`, and `embargo`, when that ends."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What a workspace allows to be public at a moment."""

    workspace: Workspace
    briefings: Mapping[str, Briefing]
    moment: datetime
    _first: dict[str, date] = field(default_factory=dict, compare=False, repr=False)

    def closed(self, name: str, lang: str, day: date, own: Handling | None) -> str:
        """Why an edition may not be public, by its own handling and today's; empty where it may.

        A record of before handling was recorded has none: then its briefing must be there to ask.
        """
        today = self.of_today(name, lang, day)
        if own is None and today is None:
            return "nothing says who may have it"
        found = (self._forbidden(each) for each in (own, today) if each is not None)
        return next(filter(None, found), "")

    def of_today(self, name: str, lang: str, day: date) -> Handling | None:
        """What its briefing says by now of an edition of a day; nothing where there is none.

        An embargo is of the edition that is due on its day, or was last before it, and of what
        follows: those before that one are as public as they were.
        """
        tag = self.workspace.language_called(lang)
        if name not in self.briefings or tag is None:
            return None
        briefing = self.briefings[name]
        told = self.workspace.handling(briefing, tag)
        if briefing.embargo and day < self._first_under_embargo(name):
            told.pop("embargo")
        return told

    def _first_under_embargo(self, name: str) -> date:
        """The day of the first edition that an embargo is of; without a rhythm, of any day."""
        if name not in self._first:
            self._first[name] = _last_due(self.briefings[name])
        return self._first[name]

    @property
    def public(self) -> dict[str, Briefing]:
        """The briefings of which nothing is kept back in any language."""
        return {
            name: each
            for name, each in self.briefings.items()
            if not any(self._forbidden(told) for told in self._in_each_language(each))
        }

    def _in_each_language(self, briefing: Briefing) -> Iterator[Handling]:
        for tag in self.workspace.languages:
            yield self.workspace.handling(briefing, tag)

    def _forbidden(self, handling: Handling) -> str:
        tlp, marking = handling.get("tlp", CLEAR), handling.get("marking", "")
        if tlp != CLEAR:
            return f"TLP:{tlp}"
        if marking and marking not in self._markings:
            return f"marked '{marking}', which 'publish: {{markings: […]}}' does not name"
        until = handling.get("embargo")
        if until and self.moment < datetime.fromisoformat(until):
            return f"embargo until {until[:16].replace('T', ' ')}"
        return ""

    @property
    def _markings(self) -> set[str]:
        """Those that asof.yaml allows, in any of its languages."""
        return {str(word) for each in self.workspace.config.publish.markings for word in each}


def _last_due(briefing: Briefing) -> date:
    """The last day on or before that of its embargo on which a briefing comes out."""
    if briefing.embargo is None or briefing.series is None:
        return date.min
    day, series = briefing.embargo.day, briefing.series
    found = series.of_day(day) or series.numbering.before(day)
    return found.day if found else date.min
