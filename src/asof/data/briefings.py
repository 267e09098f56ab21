"""Reads data/briefings/: one briefing a file."""

from __future__ import annotations

from collections.abc import Collection

from asof.diagnostics import Collector
from asof.located import check, load
from asof.model import Briefing
from asof.workspace import Workspace

FOLDER = "data/briefings"


def read_briefings(
    workspace: Workspace, facts: Collection[str], tags: Collection[str], collect: Collector
) -> dict[str, Briefing]:
    """The briefings by name, their blocks held against the facts; problems go to the collector."""
    found = {}
    context = {"languages": workspace.languages, "facts": facts, "tags": tags}
    for path, name in workspace.files(FOLDER, ".yaml"):
        tree = collect.attempt(load, path, name)
        briefing = collect.attempt(check, Briefing, tree, **context) if tree is not None else None
        if briefing:
            found[path.stem] = briefing
    return found
