"""What happened to a fact between two editions (rule 12)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from asof.model.edition import Edition, Standing, State, View
from asof.model.facts import Status


class Sort(StrEnum):
    """The sorts of change that readers are told apart."""

    ADDED = "added"
    UPDATED = "updated"
    CORRECTED = "corrected"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    DISPUTED = "now_disputed"
    STALE = "gone_stale"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that reads otherwise than before."""

    sort: Sort
    before: View
    after: View


def between(before: Edition, after: Edition, keys: tuple[str, ...]) -> tuple[Change, ...]:
    """The changes of some facts, in the order given."""
    pairs = [(before[key], after[key]) for key in keys]
    return tuple(Change(sort, b, a) for b, a in pairs if (sort := sort_of(b, a)))


def sort_of(before: View, after: View) -> Sort | None:
    """What happened between two views of a fact; nothing where it reads the same."""
    if before.standing is not after.standing:
        by_standing = _by_standing(before, after)
        if by_standing:
            return by_standing
    if values(before) == values(after):
        return None
    return _why(before, after)


def values(view: View) -> list[object]:
    """What a view prints, for comparing."""
    return [(o.value, o.true.last if view.standing is Standing.LAPSED else None) for o in view.chosen]


def _by_standing(before: View, after: View) -> Sort | None:
    """The change that a new standing tells by itself."""
    if before.standing is Standing.UNKNOWN:
        return Sort.ADDED
    return {
        Standing.UNKNOWN: Sort.WITHDRAWN,
        Standing.DISPUTED: Sort.DISPUTED,
        Standing.LAPSED: Sort.LAPSED,
        Standing.STALE: Sort.STALE if values(before) == values(after) else None,
    }.get(after.standing)


def _why(before: View, after: View) -> Sort:
    """Whether the world changed or we had been wrong, told by what became of the old line."""
    became = dict(after.states)
    if any(became.get(o) is State.RETRACTED for o in before.chosen):
        return Sort.WITHDRAWN
    if any(became.get(o) is State.CORRECTED for o in before.chosen):
        return Sort.CORRECTED
    same_start = after.current and before.current and (
        after.current.true.first == before.current.true.first
    )
    if same_start and after.current and after.current.status is Status.REVISED:
        return Sort.REVISED
    return Sort.UPDATED
