"""What happened to a fact between two editions (rule 12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from asof.ledger.facts import Fact, Status, Value
from asof.ledger.rules_of_time import ObservationState, Standing, View, speaks_of


class Sort(StrEnum):
    """The sorts of change that readers are told apart."""

    ADDED = "added"
    UPDATED = "updated"
    CORRECTED = "corrected"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    LAPSED = "lapsed"
    DISPUTED = "now_disputed"
    STALE = "gone_stale"


GRAVE = (
    Sort.WITHDRAWN,
    Sort.REMOVED,
    Sort.CORRECTED,
    Sort.REVISED,
)  # what a part's change makes of a sum


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that reads otherwise than before."""

    sort: Sort
    before: View
    after: View


class Seen(Protocol):
    """Whatever shows a fact by its key: an edition, or a paper that one was printed on."""

    def __getitem__(self, key: str) -> View:
        """What it shows of a fact."""

    def parts(self, fact: Fact) -> Mapping[str, View]:
        """What it shows of the parts of a derived fact, by key."""


def between(before: Seen, after: Seen, keys: Iterable[str]) -> tuple[Change, ...]:
    """The changes of some facts, in the order given."""
    sorts = {key: sort_of(before, after, key) for key in keys}
    return tuple(Change(sort, before[key], after[key]) for key, sort in sorts.items() if sort)


def sort_of(before: Seen, after: Seen, key: str) -> Sort | None:
    """What happened to a fact between two editions; nothing where it reads the same."""
    old, new = before[key], after[key]
    told = _gone(old, new) or (old.standing is not new.standing and _by_standing(old, new))
    if told and not (told is Sort.REMOVED and new.fact.derived):
        return told
    if says(old) == says(new):
        return None
    if new.fact.derived:
        sorts = {sort_of(before, after, part) for part in after.parts(new.fact)}
        return next((sort for sort in GRAVE if sort in sorts), told or Sort.UPDATED)
    return _why(old, new)


def says(view: View) -> list[tuple[Value | None, date | None]]:
    """What a view prints, for comparing: a lapsed one prints its end too."""
    lapsed = view.standing is Standing.LAPSED
    return [(o.value, o.true.last if lapsed else None) for o in view.chosen]


def _gone(old: View, new: View) -> Sort | None:
    """Whether the value that was printed has gone, and no later one has begun.

    Only what the source took back is withdrawn: a line that left the ledger says nothing of it.
    """
    taken = ObservationState.RETRACTED in _became(old, new)
    if old.chosen and not new.chosen:
        return Sort.WITHDRAWN if taken else Sort.REMOVED
    taken = taken and not _moved_on(old, new) and not _restated(old, new)
    return Sort.WITHDRAWN if taken and says(old) != says(new) else None


def _restated(old: View, new: View) -> bool:
    """Whether who took a value back has stated another in its place."""
    voices = {speaks_of(o) for o in old.chosen}
    return any(speaks_of(o) in voices and o not in old.chosen for o in new.chosen)


def _by_standing(old: View, new: View) -> Sort | None:
    """The change that a new standing tells by itself."""
    if old.standing is Standing.UNKNOWN:
        return Sort.ADDED
    return {
        Standing.DISPUTED: Sort.DISPUTED,
        Standing.LAPSED: Sort.LAPSED,
        Standing.STALE: Sort.STALE if says(old) == says(new) else None,
    }.get(new.standing)


def _why(old: View, new: View) -> Sort:
    """Whether the world changed or we had been wrong about it."""
    if _moved_on(old, new):
        return Sort.UPDATED
    wrong = {ObservationState.CORRECTED, ObservationState.RETRACTED} & {*_became(old, new)}
    if wrong or _started(new) < _started(old):
        return Sort.CORRECTED
    revised = any(o.status is Status.REVISED for o in new.chosen)
    return Sort.REVISED if revised else Sort.UPDATED


def _moved_on(old: View, new: View) -> bool:
    """Whether what prints now began after what was printed before."""
    return _started(new) > _started(old)


def _started(view: View) -> date:
    return max(o.true.begins for o in view.chosen)


def _became(old: View, new: View) -> list[ObservationState]:
    """What the later edition makes of the lines that the earlier one printed."""
    return [state for o, state in new.states if o in old.chosen]
