"""What can be asked, and what answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from asof.cache import Store
from asof.preview import contents
from asof.preview.fact_panel import fact_panel
from asof.preview.findings_panel import findings_panel
from asof.preview.fork_server import ForkedAnswer, Question
from asof.preview.search import search
from asof.preview.side_by_side import side_by_side
from asof.preview.snapshot import Snapshot, snapshot
from asof.preview.timeline import timeline
from asof.preview.uses import uses
from asof.preview.view import Asked, mistyped_briefing
from asof.workspace import read_workspace

Told = Callable[[Snapshot, Asked], dict[str, Any]]

TOLD: Mapping[str, Told] = {
    "workspace": contents.workspace_contents,
    "mistyped": mistyped_briefing,
    "timeline": timeline,
    "fact": fact_panel,
    "findings": findings_panel,
    "search": search,
    "uses": uses,
    "compare": side_by_side,
}
"""The kinds of question about a state of a workspace that are answered with JSON alone."""


def first_answer(question: Question) -> ForkedAnswer:
    """Load what pages need, set pages of a workspace, or read one: all are asked on."""
    if question["kind"] == "warm":
        from asof.preview.warming import warm

        warm(question["profiles"])
        return ForkedAnswer({}, asked_on=first_answer)
    if question["kind"] == "pages":
        from asof.preview.warming import set_pages

        set_pages(_read(question["asked"] | {"runs_code": False}), question["pages"])
        return ForkedAnswer({}, asked_on=first_answer)
    read = _read(question["asked"])
    limits = read.workspace.config.limits
    return ForkedAnswer({"seconds": limits.seconds}, asked_on=partial(snapshot_answer, read))


def _read(asked: Mapping[str, Any]) -> Snapshot:
    store = Store(Path(asked["store"])) if asked["store"] else Store()
    workspace = read_workspace(Path(asked["root"]), runs_code=asked["runs_code"])
    return snapshot(workspace, date.fromisoformat(asked["today"]), store)


def snapshot_answer(read: Snapshot, question: Question) -> ForkedAnswer:
    """The answer to a question about a state of a workspace."""
    kind, asked = question["kind"], question["asked"]
    if kind == "edition":
        from asof.preview import page_view

        return page_view.printed_pages(read, asked)
    return ForkedAnswer(TOLD[kind](read, asked))
