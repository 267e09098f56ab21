"""Reads data/sources.yaml."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from asof.cache import decode, encode
from asof.data.cited import NAME, SourceIndex
from asof.data.former import names_now
from asof.data.lazy import Lazy
from asof.data.parts import Entry, FilePart, Former
from asof.data.reading import Reading, hashed
from asof.data.schema import SourceEntry
from asof.diagnostics import AsofError, Collector, error
from asof.ledger import Source
from asof.located import Mapping_, check, plain_tree, tree_of_plain
from asof.workspace import Workspace


def read_sources(reading: Reading, collect: Collector) -> SourceIndex:
    """The sources of a workspace; problems go to the collector."""
    if reading.files.find(NAME) is None:
        return SourceIndex({})
    part, told = reading.part(NAME), tuple[str, ...]()
    if part is None:
        part, told = _read(reading, collect)
    index = _index(part, told, reading.workspace)
    return replace(index, former=names_now(part.entries, collect))


def _index(part: FilePart, told: tuple[str, ...], workspace: Workspace) -> SourceIndex:
    """The sources that a part holds, each made when it is asked for."""

    def made(key: str) -> Source:
        tree = tree_of_plain(decode(Any, part.trees[key]), NAME)
        return _source(key, tree, workspace)

    digests = {entry.key: entry.digest for entry in part.entries}
    return SourceIndex(Lazy(digests, made), told, digests)


def _read(reading: Reading, collect: Collector) -> tuple[FilePart, tuple[str, ...]]:
    """What the file gives, and the ids of the sources that are told to be wrong."""
    part = FilePart()
    read = collect.attempt(reading.tree, NAME)
    told, tree = ["*"] if read is None else [], read or Mapping_()
    for key in tree:
        source = collect.attempt(_entry, key, tree, reading.workspace)
        if source:
            former = tuple(Former(name, name.place) for name in tree[key].get("formerly") or ())
            said = hashed([key, tree[key]])
            part.entries.append(Entry(key, said, source.place, formerly=former))
            part.trees[key] = encode(plain_tree(tree[key]))
        else:
            told.append(key)
    reading.fresh[NAME] = part
    return part, tuple(told)


def _entry(key: str, tree: Mapping_, workspace: Workspace) -> Source:
    """One source of the file; raises AsofError."""
    fields_ = tree[key]
    if not isinstance(fields_, Mapping_):
        raise AsofError(error(tree.keys_at[key], f"source '{key}' has no fields"))
    return _source(key, fields_, workspace)


def _source(key: str, entry: Mapping_, workspace: Workspace) -> Source:
    read = check(SourceEntry, entry, **workspace.surroundings)
    _holds(read, key)
    given = {f.name: getattr(read, f.name) for f in fields(Source) if f.name not in ("id", "place")}
    return Source(id=key, place=entry.head, **given)


def _holds(entry: SourceEntry, key: str) -> None:
    """The day taken must be one that the published dates allow."""
    taken = entry.taken_as
    if taken and not entry.published.first <= taken <= entry.published.last:
        told = f"taken_as {taken} is not within {entry.published.text}"
        raise AsofError(error(entry.at("taken_as"), told, "choose a day that 'published' allows"))
    if taken and entry.note is None:
        told = f"source '{key}' takes a day without saying why"
        raise AsofError(error(entry.at("taken_as"), told, "give the reason in 'note'"))
