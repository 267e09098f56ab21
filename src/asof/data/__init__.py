"""Reads data/: the ledger of facts and sources, and the briefings.

What reads a file comes in with the first file that is read, not with this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from asof.briefing.binders import Binder
from asof.briefing.definition import Briefing
from asof.briefing.names import repeated_files
from asof.cache import NOTHING_KEPT, Store, decode, encode
from asof.data.ledger_store import DataIndex, LedgerStore
from asof.data.parts import FilePart
from asof.data.reading import Reading
from asof.data.sources import read_sources
from asof.diagnostics import Collector
from asof.ledger import Ledger
from asof.located import JsonSchema
from asof.unread import unread_data
from asof.workspace import Workspace

__all__ = ["binder", "every_binder", "read", "schemas"]
KIND = "data-index"  # under which the store has what is known of all data together


def read(
    workspace: Workspace, store: Store = NOTHING_KEPT
) -> tuple[Ledger, Mapping[str, Briefing]]:
    """The ledger, and the briefings by name; raises AsofError with every problem in data/.

    What is kept of a file is used while neither it, nor anything that it depends on, nor the
    program that read it, has changed; facts are made of it by those who read it first.
    """
    _check_layout(workspace)
    workspace.spoken.check()
    reading, collect = Reading(workspace, store), Collector()
    reading = replace(reading, sources=read_sources(reading, collect))
    index = decode(DataIndex, store.get(KIND, reading.key))
    parts: Mapping[str, FilePart] = {}
    if index is None:
        index, parts = _read(reading, collect)
        store.put(KIND, reading.key, encode(index))
    reading.keep()
    return LedgerStore(index, reading, parts).data


def binder(workspace: Workspace, name: str) -> Binder | None:
    """The binder of a name, of data in which nothing is wrong; none where there is none."""
    from asof.data.binders import binder_called

    return binder_called(Reading(workspace), name)


def every_binder(workspace: Workspace) -> tuple[Binder, ...]:
    """Every binder, of data in which nothing is wrong."""
    from asof.data.binders import binder_files, read_binder

    reading = Reading(workspace)
    return tuple(read_binder(name, reading) for name in binder_files(reading))


def _read(reading: Reading, collect: Collector) -> tuple[DataIndex, Mapping[str, FilePart]]:
    """What each file gives, held together; raises AsofError with every problem."""
    from asof.data import whole

    return whole.read_parts(reading, collect)


def _check_layout(workspace: Workspace) -> None:
    """Hold what is there against what is read, and the rules weighed against those there are."""
    collect = Collector()
    collect.add(*unread_data(workspace.files))
    collect.add(*repeated_files(workspace.files.below("data/briefings", ".yaml")))
    if workspace.config.rules:
        from asof.review import unknown_rules

        collect.add(*unknown_rules((each.rule, each.place) for each in workspace.config.rules))
    collect.close()


def schemas() -> dict[str, JsonSchema]:
    """The JSON Schema of every kind of file, by name."""
    from asof.data import schema

    return schema.file_schemas()
