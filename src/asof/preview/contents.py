"""What a workspace holds that can be looked at: its briefings, languages and forms."""

from __future__ import annotations

from typing import Any

from asof.briefing.definition import Briefing
from asof.briefing.rows import Row
from asof.form import PAPERS, PROFILES, SIDES
from asof.preview.snapshot import Snapshot
from asof.preview.view import Asked
from asof.workspace import Workspace


def workspace_contents(snapshot: Snapshot, _: Asked) -> dict[str, Any]:
    """The workspace, its title in each language, and its briefings with their rows."""
    workspace = snapshot.workspace
    config = workspace.config
    return {
        "title": {tag: config.title.in_(tag) for tag in workspace.languages},
        "root": str(workspace.root),
        "today": snapshot.today.isoformat(),
        "languages": list(workspace.languages),
        "profiles": list(PROFILES),
        "papers": list(PAPERS),
        "sides": list(SIDES),
        "defaults": {"paper": config.paper, "sides": config.sides},
        "briefings": [_briefing(workspace, each) for each in snapshot.briefings.values()],
    }


def _title(row: Row) -> str:
    """What a row is called: by its column `name`, where the table has one for all languages."""
    return row.cells["name"].in_("") if "name" in row.cells else row.name


def _briefing(workspace: Workspace, briefing: Briefing) -> dict[str, Any]:
    place = briefing.place
    return {
        "name": briefing.name,
        "title": {tag: briefing.title.in_(tag) for tag in workspace.languages},
        "as_of": briefing.as_of.isoformat() if briefing.as_of else None,
        "rows": [{"name": row.name, "title": _title(row)} for row in briefing.rows],
        "place": {"path": place.path, "line": place.line, "column": place.column},
    }
