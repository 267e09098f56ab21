"""Reads data/facts/: every fact with its observations, references resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from asof.data.schema import FactEntry, ObservationEntry
from asof.data.tables import Row, rows
from asof.data.values import infer, value
from asof.diagnostics import AsofError, Collector, Location, error, meant
from asof.located import Mapping_, Scalar, check, load
from asof.model import (
    Citation,
    Fact,
    Formula,
    FormulaError,
    Observation,
    Period,
    Source,
    formula,
)
from asof.dates import of
from asof.workspace import Workspace

FOLDER = "data/facts"
PART = re.compile(r"[a-z][a-z0-9_]*")
RESERVED = frozenset(
    "true false none null not and or in is if else elif for while loop self super varargs kwargs"
    " caller import from include extends block macro call filter set do with"
    " value on until reported source label standing history previous claims counted at counts by"
    " unit fact edition briefing chart image word sections sources each paper stylesheets".split()
)
Sources = Mapping[str, Source]


def read_facts(workspace: Workspace, sources: Sources, collect: Collector) -> dict[str, Fact]:
    """The facts by key; problems go to the collector."""
    facts: dict[str, Fact] = {}
    for path, name in workspace.files(FOLDER, ".yaml"):
        tree = collect.attempt(load, path, name)
        for fact in _in_file(tree, name, workspace, sources, collect) if tree else ():
            facts[fact.key] = fact
    collect.add(*_crossings(facts))
    for fact in facts.values():
        collect.attempt(_formulas_hold, fact, facts)
    return facts


def _in_file(
    tree: Mapping_, name: str, workspace: Workspace, sources: Sources, collect: Collector
) -> Iterator[Fact]:
    """The facts that one file defines, one for each key, or for each key of its table."""
    prefix = ".".join(PurePosixPath(name).relative_to(FOLDER).with_suffix("").parts)
    for word in tree:
        place = tree.keys_at[word]
        collect.attempt(_allowed, [*prefix.split("."), word], place)
        found = collect.attempt(_read, f"{prefix}.{word}", tree, word, workspace, sources)
        yield from found or ()


def _allowed(parts: list[str], place: Location) -> None:
    """A key's parts are plain words that neither Jinja nor facts use for themselves."""
    for part in parts:
        if not PART.fullmatch(part):
            told = f"'{part}' cannot be part of a key"
            hint = "use lower-case letters, digits and _, starting with a letter"
            raise AsofError(error(place, told, hint))
        if part in RESERVED:
            told = f"'{part}' has a meaning in templates and cannot be part of a key"
            raise AsofError(error(place, told, "choose another word"))


def _read(
    key: str, tree: Mapping_, word: str, workspace: Workspace, sources: Sources
) -> list[Fact]:
    """The facts of one entry; raises AsofError with all that is wrong with it."""
    if not isinstance(tree[word], Mapping_):
        raise AsofError(error(tree.keys_at[word], f"fact '{word}' has no fields"))
    entry = check(FactEntry, tree[word], languages=workspace.languages)
    given = [n for n in ("observations", "table", "derived") if getattr(entry, n) is not None]
    if len(given) != 1:
        found = " and ".join(given) if given else "none of them"
        told = f"a fact has observations, a table or a formula, '{word}' has {found}"
        raise AsofError(error(tree.keys_at[word], told, "keep one of the three"))
    fact = _bare(key, entry, workspace, tree.keys_at[word])
    if entry.table:
        return _from_table(fact, entry.table, workspace, sources)
    read = _observations(entry.observations or (), fact, entry.type, sources)
    return [replace(fact, observations=read, kind=infer(entry.type, fact.currency, read))]


def _bare(key: str, entry: FactEntry, workspace: Workspace, place: Location) -> Fact:
    """A fact without its observations yet."""
    return Fact(
        key,
        entry.label,
        infer(entry.type, entry.currency, ()),
        entry.review_in or workspace.review_in,
        entry.counts,
        entry.unit,
        entry.currency,
        entry.fixed,
        entry.cumulative,
        tuple(str(t) for t in entry.tags),
        entry.owner,
        _formula(entry.equals),
        _formula(entry.derived),
        place=place,
    )


def _formula(text: Scalar | None) -> Formula | None:
    if text is None:
        return None
    try:
        return formula(text)
    except FormulaError as problem:
        hint = "write a.b + c.d, a.b - c.d or sum(a.*)"
        raise AsofError(error(text.place, str(problem), hint)) from None


def _observations(
    entries: Iterable[ObservationEntry], fact: Fact, kind: Any, sources: Sources
) -> tuple[Observation, ...]:
    collect = Collector()
    made = [collect.attempt(_observation, e, fact, kind, sources) for e in entries]
    collect.close()
    return tuple(o for o in made if o)


def _observation(entry: ObservationEntry, fact: Fact, kind: Any, sources: Sources) -> Observation:
    """One observation, its source found and its times settled."""
    collect = Collector()
    read = collect.attempt(value, entry, kind, fact.currency)
    citation = collect.attempt(_citation, entry, sources)
    true = collect.attempt(_true, entry, citation)
    collect.close()
    assert citation and true
    return Observation(
        read,
        true,
        entry.reported.last if entry.reported else citation.source.reported,
        (citation,),
        entry.value if isinstance(entry.value, str) else "",
        entry.by,
        entry.status,
        entry.prefer,
        entry.retracts,
        entry.reason,
        entry.note,
        entry.place,
    )


def _citation(entry: ObservationEntry, sources: Sources) -> Citation:
    """`id#part`: a source that data/sources.yaml knows, and the place in it."""
    name, _, part = entry.source.partition("#")
    if name not in sources:
        told = f"unknown source '{name}'"
        raise AsofError(error(entry.source.place, told, meant(name, sources)))
    return Citation(sources[name], part)


def _true(entry: ObservationEntry, citation: Citation | None) -> Period | None:
    """When the value was true; without a stated time it takes the first day of its source."""
    if entry.on and (entry.start or entry.until):
        told = "'on' is for one time, 'from' and 'until' are for a span: this has both"
        raise AsofError(error(entry.at("on"), told, "keep one"))
    stated = entry.on or entry.start
    if stated is None and citation is None:
        return None
    first = stated or of(citation.source.published.first if citation else stated)
    if entry.until and entry.until.last < first.first:
        told = f"until {entry.until.text} is before from {first.text}"
        raise AsofError(error(entry.at("until"), told, "exchange them"))
    return Period(first, entry.until, inferred=stated is None)


def _from_table(
    fact: Fact, table: Scalar, workspace: Workspace, sources: Sources
) -> list[Fact]:
    """The facts that a table defines: one, or one for each word in its key column."""
    collect = Collector()
    grouped: dict[str, list[ObservationEntry]] = {}
    for row in rows(workspace, table):
        key = collect.attempt(_row_key, fact.key, row)
        entry = collect.attempt(check, ObservationEntry, row.tree, languages=workspace.languages)
        if key and isinstance(entry, ObservationEntry):
            grouped.setdefault(key, []).append(entry)
    made = [collect.attempt(_tabled, fact, k, e, sources) for k, e in grouped.items()]
    collect.close()
    return [f for f in made if f]


def _row_key(key: str, row: Row) -> str:
    if row.key is None:
        return key
    _allowed([row.key], row.key.place)
    return f"{key}.{row.key}"


def _tabled(
    fact: Fact, key: str, entries: list[ObservationEntry], sources: Sources
) -> Fact:
    read = _observations(entries, fact, None, sources)
    return replace(fact, key=key, observations=read, kind=infer(None, fact.currency, read))


def _crossings(facts: Mapping[str, Fact]) -> Iterator[Any]:
    """A key cannot be a fact and the beginning of another."""
    for key, fact in facts.items():
        parts = key.split(".")
        for n in range(1, len(parts)):
            above = ".".join(parts[:n])
            if above in facts:
                told = f"'{key}' stands below '{above}', which is a fact itself"
                yield error(fact.place, told, "rename one of them")


def _formulas_hold(fact: Fact, facts: Mapping[str, Fact]) -> None:
    """Every fact in a formula exists and counts something, and no formula leads to itself."""
    for rule in filter(None, (fact.derived, fact.equals)):
        for key in rule.keys({k: None for k in facts if k != fact.key}):
            if key not in facts:
                told = f"unknown fact '{key}' in a formula"
                raise AsofError(error(fact.place, told, meant(key, facts)))
    circle = _circle(fact.key, facts, ())
    if circle:
        told = f"derived facts go in a circle: {' → '.join(circle)}"
        raise AsofError(error(fact.place, told, "derive one of them from observations"))


def _circle(key: str, facts: Mapping[str, Fact], path: tuple[str, ...]) -> tuple[str, ...]:
    """The way from a fact back to itself, where its formula leads there."""
    if key in path:
        return (*path[path.index(key) :], key) if key == path[0] else ()
    derived = facts[key].derived if key in facts else None
    others = {k: None for k in facts if k != key}
    for part in derived.keys(others) if derived else ():
        found = _circle(part, facts, (*path, key))
        if found:
            return found
    return ()


