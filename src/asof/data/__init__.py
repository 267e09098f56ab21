"""Reads data/: the ledger of facts and sources, and the briefings.

What reads a file comes in with the first file that is read, not with this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from asof.briefing.definition import Briefing
from asof.briefing.names import repeated_files
from asof.data import shelf
from asof.data.parts import Past
from asof.data.reading import Reading, own
from asof.data.shelf import Shelf
from asof.data.store import Store, stored
from asof.diagnostics import Collector
from asof.kept import digest_of_all, program
from asof.ledger import Ledger
from asof.located import JsonSchema
from asof.unread import unread_data
from asof.workspace import Workspace

__all__ = ["read", "schemas", "stamp"]
NAME = "data.shelf"
SUFFIXES = (".yaml", ".csv")
ROOMS = (
    "data",
    "dates",
    "diagnostics",
    "language",
    "located",
    "briefing",
    "ledger",
    "page",
    "text",
    "quantity",
    "workspace",
)


def read(workspace: Workspace, cache: Path | None = None) -> tuple[Ledger, Mapping[str, Briefing]]:
    """The ledger, and the briefings by name; raises AsofError with every problem in data/.

    What was read is kept in the cache folder. What a file gave is taken from there while neither
    it, nor anything that it depends on, nor the program that read it, has changed.
    """
    _check_layout(workspace)
    path, maker = cache / NAME if cache else None, program(*ROOMS)
    found = shelf.find(path, maker) if path else None
    reading = Reading(workspace, Past(found))
    if found is None or found.index.mark != _mark(reading):
        found = _read(reading, maker)
        if path:
            shelf.keep(path, found)
    return Store(found).data


def _check_layout(workspace: Workspace) -> None:
    """Hold what is there against what is read, and the rules weighed against those there are."""
    collect = Collector()
    collect.add(*unread_data(workspace.files))
    collect.add(*repeated_files(workspace.files.below("data/briefings", ".yaml")))
    if workspace.config.rules:
        from asof.review import unknown_rules

        collect.add(*unknown_rules((each.rule, each.place) for each in workspace.config.rules))
    collect.close()


def _read(reading: Reading, maker: str) -> Shelf:
    """The shelf of all that is read; raises AsofError with every problem."""
    from asof.data import fresh

    parts, digests = fresh.read_parts(reading)
    return Shelf(maker, *stored(parts, digests, _mark(reading)))


def _mark(reading: Reading) -> str:
    files = reading.files
    found = (f"{name} {files.digest(name)}".encode() for name in files.below("data", *SUFFIXES))
    return f"{own(reading.workspace)} {digest_of_all(found)}"


def stamp(workspace: Workspace) -> str:
    """The digest of every file that the data are read from, as it is now."""
    return _mark(Reading(workspace, Past(None)))


def schemas() -> dict[str, JsonSchema]:
    """The JSON Schema of every kind of file, by name."""
    from asof.data import schema

    return schema.file_schemas()
