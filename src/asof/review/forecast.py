"""Tells what will go stale or lapse, before it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from asof.diagnostics import Finding, Location, Severity
from asof.ledger import Standing, View
from asof.review.context import Draft

HOLDING = (Standing.CURRENT, Standing.WITHHELD)


@dataclass(frozen=True, slots=True)
class Due:
    """A fact that briefings print, and the first day on which it no longer stands as it does."""

    day: date
    what: str
    key: str
    owner: str
    place: Location
    briefings: tuple[str, ...]

    @property
    def finding(self) -> Finding:
        """The same as a finding, for the owner."""
        used = f" ({', '.join(self.briefings)})"
        hint = f"ask {self.owner}" if self.owner else "name an 'owner' to be asked"
        told = f"'{self.key}' {self.what} on {self.day}{used}"
        return Finding("forecast", Severity.NOTE, self.place, told, hint)


def forecast(drafts: Iterable[Draft], until: date) -> tuple[Due, ...]:
    """What of the facts that drafts print will go stale or lapse by a day, by owner and day."""
    found: dict[tuple[str, str, date], list[str]] = {}
    views: dict[str, View] = {}
    for name, view, (day, what) in _ending(drafts):
        if day <= until:
            views[view.key] = view
            names = found.setdefault((view.key, what, day), [])
            names.extend([name] * (name not in names))
    told = [
        Due(day, what, key, views[key].fact.owner or "", _place(views[key]), tuple(names))
        for (key, what, day), names in found.items()
    ]
    return tuple(sorted(told, key=lambda d: (not d.owner, d.owner, d.day, d.key)))


def _ending(drafts: Iterable[Draft]) -> Iterator[tuple[str, View, tuple[date, str]]]:
    """Each printed fact that will end, with the first day after its last."""
    for draft in drafts:
        for key in dict.fromkeys(p.key for p in draft.prints):
            end = due(draft.edition[key])
            if end:
                yield draft.briefing.name, draft.edition[key], (end[0] + timedelta(1), end[1])


def _place(view: View) -> Location:
    return view.current.place if view.current else view.fact.place


def due(view: View) -> tuple[date, str] | None:
    """When a value that holds will lapse or go stale, and which; nothing where it never will."""
    if view.standing not in HOLDING or view.ageing or view.current is None:
        return None
    ends: list[tuple[date, str]] = []
    if view.current.true.last:
        ends.append((view.current.true.last, "lapses"))
    if view.fact.ages and view.supported:
        ends.append((view.fact.review_in.after(view.supported), "goes stale"))
    return min(ends, default=None)
