"""Reads data/sources.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from asof.data.schema import SourceEntry
from asof.diagnostics import AsofError, Collector, error, meant
from asof.located import Mapping_, Scalar, check, load
from asof.model import Citation, Source
from asof.workspace import Workspace

NAME = "data/sources.yaml"


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources by id; `told` are patterns of the ids whose own mistakes are told already."""

    found: Mapping[str, Source]
    told: tuple[str, ...] = ()

    def cite(self, reference: Scalar) -> Citation:
        """`id#part`: a source and the place in it; raises AsofError for an unknown one."""
        name, _, part = reference.partition("#")
        if name in self.found:
            return Citation(self.found[name], part)
        if any(fnmatchcase(name, pattern) for pattern in self.told):
            raise AsofError
        hint = meant(name, [*self.found, *self.told]) or f"add it to {NAME}"
        raise AsofError(error(reference.place, f"unknown source '{name}'", hint))


def read_sources(workspace: Workspace, collect: Collector) -> Sources:
    """The sources of a workspace; problems go to the collector."""
    path = workspace.root / NAME
    if not path.is_file():
        return Sources({})
    tree = collect.attempt(load, path, NAME)
    if tree is None:
        return Sources({}, ("*",))
    read = {key: collect.attempt(_source, key, tree, workspace.languages) for key in tree}
    found = {key: source for key, source in read.items() if source}
    return Sources(found, tuple(key for key in read if key not in found))


def _source(key: str, tree: Mapping_, languages: tuple[str, ...]) -> Source:
    entry = tree[key]
    if not isinstance(entry, Mapping_):
        raise AsofError(error(tree.keys_at[key], f"source '{key}' has no fields"))
    read = check(SourceEntry, entry, languages=languages)
    _holds(read, key)
    fields = {name: getattr(read, name) for name in SourceEntry.model_fields}
    return Source(id=key, place=tree.keys_at[key], **fields)


def _holds(entry: SourceEntry, key: str) -> None:
    """The day taken must be one that the published dates allow."""
    taken = entry.taken_as
    if taken and not entry.published.first <= taken <= entry.published.last:
        told = f"taken_as {taken} is not within {entry.published.text}"
        raise AsofError(error(entry.at("taken_as"), told, "choose a day that 'published' allows"))
    if taken and entry.note is None:
        told = f"source '{key}' takes a day without saying why"
        raise AsofError(error(entry.at("taken_as"), told, "give the reason in 'note'"))
