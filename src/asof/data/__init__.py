"""Reads data/: the ledger of facts and sources, and the briefings."""

from __future__ import annotations

from pathlib import Path

from asof.data import kept
from asof.data.briefings import read_briefings
from asof.data.facts import read_facts
from asof.data.schema import schemas
from asof.data.sources import read_sources
from asof.diagnostics import Collector
from asof.model import Briefing, Ledger
from asof.workspace import Workspace

__all__ = ["read", "schemas"]


def read(workspace: Workspace, cache: Path | None = None) -> tuple[Ledger, dict[str, Briefing]]:
    """The ledger, and the briefings by name; raises AsofError with every problem in data/.

    What was read is kept in the cache folder, and given back from there while no file of it, and
    nothing of the program that read it, has changed.
    """
    if cache is None:
        return _read(workspace)
    path, mark = cache / "data.pickle", kept.stamp(workspace)
    found = kept.find(path, mark)
    if found is None:
        found = _read(workspace)
        kept.keep(path, mark, found)
    return found


def _read(workspace: Workspace) -> tuple[Ledger, dict[str, Briefing]]:
    collect = Collector()
    sources = read_sources(workspace, collect)
    facts = read_facts(workspace, sources, collect)
    briefings = read_briefings(workspace, facts, collect)
    collect.close()
    return Ledger(facts.found, sources.found), briefings
