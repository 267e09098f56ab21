"""Reads data/sources.yaml."""

from __future__ import annotations

import pickle
from dataclasses import fields

from asof.data.cited import NAME, SourceIndex
from asof.data.parts import Entry, FilePart, part_of
from asof.data.reading import FILE, Reading, hashed
from asof.data.schema import SourceEntry
from asof.data.shelf import Lazy
from asof.diagnostics import AsofError, Collector, error
from asof.ledger import Source
from asof.located import Mapping_, check, parse_yaml


def read_sources(reading: Reading, collect: Collector) -> tuple[SourceIndex, dict[str, FilePart]]:
    """The sources of a workspace, and the part that they are; problems go to the collector."""
    if reading.files.find(NAME) is None:
        return SourceIndex({}), {}
    part = reading.past.part(NAME, reading.now)
    return (_again(part), {NAME: part}) if part else _read(reading, collect)


def _again(part: FilePart) -> SourceIndex:
    """The sources of an earlier reading, each made when it is cited."""
    spans = dict(part.spans())
    found = Lazy(spans, lambda name: pickle.loads(part.body[slice(*spans[name])]))
    return SourceIndex(found, digests={entry.key: entry.digest for entry in part.entries})


def _read(reading: Reading, collect: Collector) -> tuple[SourceIndex, dict[str, FilePart]]:
    tree = collect.attempt(_tree, reading)
    if tree is None:
        return SourceIndex({}, ("*",)), {}
    languages = reading.workspace.languages
    read = {key: collect.attempt(_source, key, tree, languages) for key in tree}
    found = {key: source for key, source in read.items() if source}
    entries = [Entry(key, hashed([key, tree[key]]), source.place) for key, source in found.items()]
    things = ((key, pickle.dumps(source, 5)) for key, source in found.items())
    told = tuple(key for key in read if key not in found)
    sources = SourceIndex(found, told, {entry.key: entry.digest for entry in entries})
    return sources, {NAME: part_of(reading.needs(f"{FILE} {NAME}"), entries, things)}


def _tree(reading: Reading) -> Mapping_:
    return parse_yaml(reading.files.read(NAME).text, NAME)


def _source(key: str, tree: Mapping_, languages: tuple[str, ...]) -> Source:
    entry = tree[key]
    if not isinstance(entry, Mapping_):
        raise AsofError(error(tree.keys_at[key], f"source '{key}' has no fields"))
    read = check(SourceEntry, entry, languages=languages)
    _holds(read, key)
    given = {f.name: getattr(read, f.name) for f in fields(read) if not f.metadata.get("aside")}
    return Source(id=key, place=tree.keys_at[key], **given)


def _holds(entry: SourceEntry, key: str) -> None:
    """The day taken must be one that the published dates allow."""
    taken = entry.taken_as
    if taken and not entry.published.first <= taken <= entry.published.last:
        told = f"taken_as {taken} is not within {entry.published.text}"
        raise AsofError(error(entry.at("taken_as"), told, "choose a day that 'published' allows"))
    if taken and entry.note is None:
        told = f"source '{key}' takes a day without saying why"
        raise AsofError(error(entry.at("taken_as"), told, "give the reason in 'note'"))
