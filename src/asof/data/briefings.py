"""Reads data/briefings/: one briefing a file."""

from __future__ import annotations

from pathlib import Path

from asof.diagnostics import AsofError, Collector, error, meant
from asof.located import Scalar, check, load
from asof.model import Briefing, Ledger
from asof.workspace import Workspace

FOLDER = "data/briefings"


def read_briefings(
    workspace: Workspace, ledger: Ledger, collect: Collector
) -> dict[str, Briefing]:
    """The briefings by name; problems go to the collector."""
    found = {}
    for path, name in workspace.files(FOLDER, ".yaml"):
        briefing = collect.attempt(_briefing, path, name, workspace.languages)
        if briefing:
            found[briefing.name] = briefing
            collect.attempt(_known, briefing, ledger)
    return found


def _briefing(path: Path, name: str, languages: tuple[str, ...]) -> Briefing:
    return check(Briefing, load(path, name), languages=languages)


def _known(briefing: Briefing, ledger: Ledger) -> None:
    """Every fact and tag that a block names is in the ledger."""
    collect = Collector()
    for key, _ in briefing.keys():
        if not ledger.matching(key):
            told = f"no fact matches '{key}'" if "*" in key else f"unknown fact '{key}'"
            collect.add(error(key.place, told, meant(key, ledger.facts)))
    for tag in briefing.tags():
        collect.attempt(_tagged, tag, ledger)
    collect.close()


def _tagged(tag: Scalar, ledger: Ledger) -> None:
    tags = {t for fact in ledger for t in fact.tags}
    if tag not in tags:
        raise AsofError(error(tag.place, f"no fact has the tag '{tag}'", meant(tag, tags)))
