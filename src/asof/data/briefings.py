"""Reads data/briefings/: one briefing a file."""

from __future__ import annotations

from pathlib import Path

from asof.data.facts import Facts
from asof.diagnostics import Collector
from asof.located import check, load
from asof.model import Briefing
from asof.workspace import Workspace

FOLDER = "data/briefings"


def read_briefings(workspace: Workspace, facts: Facts, collect: Collector) -> dict[str, Briefing]:
    """The briefings by name, their blocks held against the facts; problems go to the collector."""
    briefings = {}
    for path, name in workspace.files(FOLDER, ".yaml"):
        briefing = collect.attempt(_briefing, path, name, workspace, facts)
        if briefing:
            briefings[briefing.name] = briefing
    return briefings


def _briefing(path: Path, name: str, workspace: Workspace, facts: Facts) -> Briefing:
    known = {"facts": facts.names, "tags": facts.tags}
    return check(Briefing, load(path, name), languages=workspace.languages, **known)
