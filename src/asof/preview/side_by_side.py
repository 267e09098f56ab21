"""What a briefing says otherwise on the day of a view than on an earlier one."""

from __future__ import annotations

from typing import Any

from asof import compare
from asof.diagnostics import AsofError, error
from asof.preview.snapshot import Snapshot
from asof.preview.view import Asked, read_view


def side_by_side(snapshot: Snapshot, asked: Asked) -> dict[str, Any]:
    """The comparison of two days of a briefing, as `asof diff` answers it.

    Raises AsofError where no day is given to compare with, where it is the later one, and where
    the briefing cannot be filled on either.
    """
    if not asked.get("before"):
        raise AsofError(error(None, "no day to compare with", "add one, as in before=2021-01-18"))
    old = read_view(snapshot, {**asked, "day": asked["before"]})
    return compare.notes(snapshot.ledger, old.job, read_view(snapshot, asked).job).described()
