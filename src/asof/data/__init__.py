"""Reads data/: the ledger of facts and sources, and the briefings."""

from __future__ import annotations

from asof.data.briefings import read_briefings
from asof.data.facts import read_facts
from asof.data.schema import schemas
from asof.data.sources import read_sources
from asof.diagnostics import Collector
from asof.model import Briefing, Ledger
from asof.workspace import Workspace

__all__ = ["read", "schemas"]


def read(workspace: Workspace) -> tuple[Ledger, dict[str, Briefing]]:
    """The ledger, and the briefings by name; raises AsofError with every problem in data/."""
    collect = Collector()
    sources = read_sources(workspace, collect)
    facts = read_facts(workspace, sources, collect)
    briefings = read_briefings(workspace, facts, collect)
    collect.close()
    return Ledger(facts.found, sources.found), briefings
