"""The days on which a fact may read otherwise: a line is reported, begins, ends or ages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from asof.ledger.edition import Edition
from asof.ledger.fact_graph import stated_parts
from asof.ledger.facts import Fact, Ledger
from asof.ledger.reports import ONE_DAY, missing_from
from asof.ledger.rules_of_time import Standing, View, overdue_from

Turns = Mapping[str, frozenset[date]]


def turning_days(ledger: Ledger) -> Turns:
    """For each fact all days on which it may read otherwise than on the day before, by any clock.

    It may read the same on some of them, never otherwise on another.
    """
    own = {fact.key: frozenset(_days(fact)) for fact in ledger if not fact.derived}
    return {key: own[key] if key in own else _of_parts(ledger, key, own) for key in ledger.facts}


def _of_parts(ledger: Ledger, key: str, own: Turns) -> frozenset[date]:
    parts = stated_parts(ledger, key)
    return frozenset[date]().union(*(own[part] for part in parts))


def _days(fact: Fact) -> Iterator[date]:
    """When each line is known, begins, has ended and no longer supports what it says."""
    for o in fact.observations:
        yield o.reported
        if o.true.begins < date.max:
            yield o.true.begins
        if o.true.last and o.true.last < date.max:
            yield o.true.last + ONE_DAY
        yield from filter(None, (overdue_from(fact, o.reported),))
        if fact.expected and fact.ages:
            yield from filter(None, (missing_from(fact.expected, o.tells_until),))


def stale_from(edition: Edition, key: str) -> date | None:
    """The first day on which what prints of a fact may no longer hold, unless it is said again.

    A derived fact is stale with the first of its parts; what ends before, or never ages, is not.
    """
    view = edition[key]
    if view.current is None or view.standing is Standing.LAPSED:
        return None
    parts = (edition[part] for part in stated_parts(edition.ledger, key))
    day = min((day for part in parts for day in _ages(part)), default=None)
    ends = view.current.true.last
    return None if day and ends and ends < day else day


def _ages(view: View) -> Iterator[date]:
    lacking = (missing_from(r.fact.expected, r.day) for r in view.reports if r.fact.expected)
    yield from filter(None, (overdue_from(view.fact, view.supported), *lacking))
