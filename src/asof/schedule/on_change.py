"""On which days a page would read otherwise than the one before: what comes out on change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from asof.language import Language
from asof.ledger import Edition, Ledger, as_of
from asof.ledger.changes import sort_of
from asof.ledger.trace import Read, RecordingEdition, answered
from asof.record.edition_record import dated_in
from asof.record.todays_names import in_todays_names
from asof.release.changed_figures import Recheck


@dataclass(frozen=True)
class ChangesSince:
    """What reads otherwise than an edition that was printed, which is given by its record."""

    ledger: Ledger
    language: Language
    record: Mapping[str, Any]

    def days(self, among: Iterable[date]) -> Iterator[date]:
        """Those of some later days, in their order, on which something reads otherwise.

        The first is held against what the record says, each later one against the last of them.
        """
        before: Edition | None = None
        for day in among:
            now = as_of(self.ledger, day, day, self.language)
            changed = self._since(before, now) if before else self._since_printed(now)
            if changed:
                before = now
                yield day

    def _since_printed(self, now: Edition) -> bool:
        """Whether something reads otherwise than it was printed, or a record cannot tell that."""
        try:
            return self._otherwise(now)
        except (KeyError, IndexError, TypeError, ValueError):  # it is of another version's
            return True

    def _otherwise(self, now: Edition) -> bool:
        day, known = (date.fromisoformat(self._told[name]) for name in ("as_of", "known"))
        then = as_of(self.ledger, day, known, self.language)
        figures = Recheck(self._told, then, now.known).figures(now.day)
        return any(figures) or any(
            answered(r, RecordingEdition(now)) != r.digest for r in self._lists
        )

    def _since(self, before: Edition, now: Edition) -> bool:
        """Whether something reads otherwise than on the day before on which something did."""
        return any(sort_of(before, now, key) for key in dated_in(self._told) if key in now)

    @cached_property
    def _told(self) -> Mapping[str, Any]:
        return in_todays_names(self.record, self.ledger.former)

    @cached_property
    def _lists(self) -> tuple[Read, ...]:
        """Which facts it asked for by a pattern, and what that came to: one more may have come."""
        reads = (Read(*each) for each in self.record["inputs"])
        return tuple(read for read in reads if read.kind == "query")
