"""How long a value held: from its first statement to its end, its successor, or silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby, zip_longest

from asof.ledger.facts import Observation
from asof.ledger.rules_of_time import View


@dataclass(frozen=True, slots=True)
class Held:
    """A value and how long it held; several observations where they dispute one another."""

    said: tuple[Observation, ...]
    statements: tuple[Observation, ...]  # all that say so, earlier ones included
    stated: tuple[date, ...]  # the middle day of each statement that says so
    first: date  # the earliest day on which it can have begun
    begun: date  # the day by which it had
    reported: date
    until: date | None  # the day it ended or will end, as stated
    last: date | None  # the day to which it is taken to hold; None while it goes on
    current: bool

    @property
    def stop(self) -> date:
        """The last day that a chart draws of it, an open end apart."""
        return self.last or max(self.begun, self.stated[-1])


def intervals(view: View) -> list[Held]:
    """The values of a fact, oldest first; repeated statements of one value are one."""
    groups = [tuple(g) for _, g in groupby(view.history, key=lambda o: o.true.begins)]
    made: list[Held] = []
    for group, after in zip_longest(groups, groups[1:]):
        successor = after[0].true.first if after else None
        one = _held(view, group, successor)
        if made and _repeats(made[-1], one) and not broken_between(view, made[-1], one):
            made[-1] = _joined(made[-1], one)
        else:
            made.append(one)
    return made


def broken_between(view: View, one: Held, other: Held) -> bool:
    """Whether two values are of two series."""
    days = one.statements[-1].true.begins, other.statements[0].true.begins
    return bool(view.fact.breaks_between(*days))


def _held(view: View, said: tuple[Observation, ...], successor: date | None) -> Held:
    first, begun = said[0].true.first, max(o.true.start.last for o in said)
    reported = max(o.reported for o in said)
    current = all(o in view.chosen for o in said)
    if current and view.supported:
        reported = max(reported, view.supported)
    begun = min(begun, reported)
    until = said[0].true.last
    last = _last(view, current, reported, (until, successor))
    return Held(
        said=said,
        statements=said,
        stated=(_middle(first, begun),),
        first=first,
        begun=begun,
        reported=reported,
        until=until,
        last=last,
        current=current,
    )


def _last(
    view: View, current: bool, reported: date, ends: tuple[date | None, date | None]
) -> date | None:
    """Where a value stops: at its stated end, at its successor, or when it goes stale."""
    known = [end for end in ends if end]
    fresh = current and not (view.overdue or view.missing)
    if ends[0] is None and view.fact.ages and not fresh:
        known.append(view.fact.review_in.after(reported))
    return min(known, default=None)


def _repeats(one: Held, other: Held) -> bool:
    """Whether a later statement says the same without a break."""
    same = len(one.said) == len(other.said) == 1 and one.said[0].value == other.said[0].value
    return same and one.last is not None and one.last >= other.first


def _joined(one: Held, other: Held) -> Held:
    return replace(
        other,
        said=other.said,
        statements=one.statements + other.statements,
        stated=one.stated + other.stated,
        first=one.first,
        begun=one.begun,
    )


def _middle(first: date, last: date) -> date:
    return first + timedelta(days=(last - first).days // 2)


def gaps(spells: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The stretches between spells of which no spell says anything."""
    reach: float | None = None
    for first, last in sorted(spells):
        if reach is not None and first > reach:
            yield reach, first
        reach = last if reach is None else max(reach, last)
