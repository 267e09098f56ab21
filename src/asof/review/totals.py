"""What rules reckon: totals, falls, hedges that change."""

from __future__ import annotations

from asof.ledger import Observation, Special, View
from asof.ledger.rules_of_time import ZERO
from asof.quantity import Quantity, QuantityError
from asof.review.context import Case


def number_of_view(view: View) -> Quantity | None:
    """The one number that a fact states, nothing in a dispute; a stated none is zero."""
    value = view.current.value if view.current and len(view.chosen) == 1 else None
    if value is Special.NONE:
        return ZERO
    return value if isinstance(value, Quantity) else None


def sum_of(view: View, case: Case) -> Quantity | None:
    """What the `equals` of a fact adds up to, where every part is a number."""
    rule = view.fact.equals
    if rule is None:
        return None
    parts = {key: case.edition[key] for key in rule.keys(case.ledger.facts, view.key)}
    numbers = {key: number_of_view(part) for key, part in parts.items()}
    known = {key: value for key, value in numbers.items() if value is not None}
    counted = {key: part.fact.measure for key, part in parts.items()}
    try:
        return rule.value(known, counted) if len(known) == len(parts) else None
    except QuantityError:
        return None


def stated_history(view: View) -> tuple[Observation, ...]:
    """What somebody said a fact was, oldest first; nothing of what we reckon of its parts."""
    return () if view.fact.derived else view.history


def falls(before: Observation, after: Observation) -> bool:
    """Whether a later number is smaller."""
    if not isinstance(before.value, Quantity) or not isinstance(after.value, Quantity):
        return False
    later = before.true.begins < after.true.begins
    return later and after.value.nominal < before.value.nominal


def drifts(before: Observation, after: Observation) -> bool:
    """Whether a source gives one number twice, and hedges it otherwise the second time."""
    if not isinstance(before.value, Quantity) or not isinstance(after.value, Quantity):
        return False
    same = before.value.number is not None and before.value.number == after.value.number
    hedged = before.value.hedge is not after.value.hedge
    sources = [{c.source.id for c in o.citations} for o in (before, after)]
    return same and hedged and sources[0] == sources[1]
