"""A workspace as it was read at one moment: what every answer of a preview is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from asof import data
from asof.briefing.definition import Briefing
from asof.cache import Store
from asof.ledger import Ledger
from asof.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What the files of a workspace said when they were read, and which day was today."""

    workspace: Workspace
    ledger: Ledger
    briefings: Mapping[str, Briefing]
    today: date
    store: Store


def snapshot(workspace: Workspace, today: date, store: Store) -> Snapshot:
    """All that a workspace says; raises AsofError with every problem in its data."""
    ledger, briefings = data.read(workspace, store)
    return Snapshot(
        workspace=workspace, ledger=ledger, briefings=briefings, today=today, store=store
    )
