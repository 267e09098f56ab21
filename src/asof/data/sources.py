"""Reads data/sources.yaml."""

from __future__ import annotations

from asof.data.schema import SourceEntry
from asof.diagnostics import AsofError, Collector, Location, error
from asof.located import Mapping_, check, load
from asof.model import Source
from asof.workspace import Workspace

NAME = "data/sources.yaml"


def read_sources(workspace: Workspace, collect: Collector) -> dict[str, Source]:
    """The sources by id; problems go to the collector."""
    path = workspace.root / NAME
    tree = collect.attempt(load, path, NAME) if path.is_file() else None
    found = {key: collect.attempt(_source, key, tree, workspace.languages) for key in tree or {}}
    return {key: source for key, source in found.items() if source}


def _source(key: str, tree: Mapping_, languages: tuple[str, ...]) -> Source:
    entry = tree[key]
    if not isinstance(entry, Mapping_):
        raise AsofError(error(tree.keys_at[key], f"source '{key}' has no fields"))
    read = check(SourceEntry, entry, languages=languages)
    _holds(read, key)
    fields = {name: getattr(read, name) for name in SourceEntry.model_fields}
    return Source(id=key, place=Location(NAME, tree.keys_at[key].line), **fields)


def _holds(entry: SourceEntry, key: str) -> None:
    """The day taken must be one that the published dates allow."""
    taken = entry.taken_as
    if taken and not entry.published.first <= taken <= entry.published.last:
        told = f"taken_as {taken} is not within {entry.published.text}"
        raise AsofError(error(entry.at("taken_as"), told, "choose a day that 'published' allows"))
    if taken and entry.note is None:
        told = f"source '{key}' takes a day without saying why"
        raise AsofError(error(entry.at("taken_as"), told, "give the reason in 'note'"))
