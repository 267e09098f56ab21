"""What a workspace holds that can be looked at: its briefings, languages and forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asof.briefing.definition import Briefing
from asof.briefing.rows import Row
from asof.briefing.titles import title_of_all
from asof.form import PAPERS, PROFILES, SIDES
from asof.preview.snapshot import Snapshot
from asof.preview.view import Asked
from asof.workspace import Workspace


def workspace_contents(snapshot: Snapshot, _: Asked) -> dict[str, Any]:
    """The workspace, its title in each language, and its briefings with their rows."""
    workspace = snapshot.workspace
    config = workspace.config
    return {
        "title": _typeset(workspace, {tag: config.title.in_(tag) for tag in workspace.languages}),
        "root": str(workspace.root),
        "today": snapshot.today.isoformat(),
        "languages": list(workspace.languages),
        "profiles": list(PROFILES),
        "papers": list(PAPERS),
        "sides": list(SIDES),
        "defaults": {"paper": config.paper, "sides": config.sides},
        "briefings": [_briefing(workspace, each) for each in snapshot.briefings.values()],
    }


def _row(workspace: Workspace, row: Row) -> dict[str, Any]:
    """A row, and what its column `name` calls it in each language, where the table has one."""
    named = row.cells.get("name")
    title = {tag: named.in_(tag) for tag in workspace.languages} if named else {}
    return {"name": row.name, "title": _typeset(workspace, title)}


def _briefing(workspace: Workspace, briefing: Briefing) -> dict[str, Any]:
    """A briefing, by the title of all its editions; whether each has one of its own besides."""
    place = briefing.place
    typed = {tag: briefing.title.in_(tag) for tag in workspace.languages}
    of_all = {tag: title_of_all(briefing, words) for tag, words in typed.items()}
    return {
        "name": briefing.name,
        "title": _typeset(workspace, of_all),
        "filled": any("{" in words for words in typed.values()),
        "as_of": briefing.as_of.isoformat() if briefing.as_of else None,
        "rows": [_row(workspace, row) for row in briefing.rows],
        "place": {"path": place.path, "line": place.line, "column": place.column},
    }


def _typeset(workspace: Workspace, words: Mapping[str, str]) -> dict[str, str]:
    """Words by language, each in the typography of its own."""
    return {tag: workspace.language(tag).typeset(said) for tag, said in words.items()}
