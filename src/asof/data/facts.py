"""Reads data/facts/: every fact with its observations, references resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from asof.data.schema import FactEntry, ObservationEntry
from asof.data.sources import Sources
from asof.data.tables import Row, rows
from asof.data.values import COUNTED, infer, sort, unlike, value
from asof.dates import of
from asof.diagnostics import AsofError, Collector, Finding, Location, error, meant
from asof.located import Mapping_, Scalar, check, load
from asof.model import Citation, Fact, Formula, FormulaError, Kind, Observation, Period, formula
from asof.workspace import Workspace

FOLDER = "data/facts"
PART = re.compile(r"[a-z][a-z0-9_]*")
JINJA = (
    "true false none null not and or in is if else elif for while loop self super varargs kwargs"
    " caller import from include extends block macro call filter set do with"
)
OURS = (
    "value on until reported source label standing history previous claims counted at counts by"
    " unit fact edition briefing chart image word sections sources each paper stylesheets"
)
RESERVED = frozenset([*JINJA.split(), *OURS.split()])


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts by key; `told` are patterns of the keys whose own mistakes are told already."""

    found: dict[str, Fact] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    @property
    def names(self) -> tuple[str, ...]:
        """What may be referred to."""
        return (*self.found, *self.told)

    @property
    def tags(self) -> frozenset[str] | None:
        """The tags in use; nothing where a fact that may carry one could not be read."""
        return None if self.told else frozenset(t for f in self.found.values() for t in f.tags)

    def add(self, read: Iterable[Fact]) -> Iterator[Finding]:
        """Keep facts under their keys, which nothing else may have."""
        for fact in read:
            if fact.key in self.found:
                told = f"'{fact.key}' is defined in {self.found[fact.key].place.path} too"
                yield error(fact.place, told, "keep one")
            self.found.setdefault(fact.key, fact)


def read_facts(workspace: Workspace, sources: Sources, collect: Collector) -> Facts:
    """The facts of a workspace; problems go to the collector."""
    facts = Facts()
    for path, name in workspace.files(FOLDER, ".yaml"):
        prefix = PurePosixPath(name).relative_to(FOLDER).with_suffix("").parts
        collect.attempt(_allowed, prefix, Location(name))
        tree = collect.attempt(load, path, name)
        if tree is None:
            facts.told.append(".".join([*prefix, "*"]))
            continue
        for word in tree:
            key = ".".join([*prefix, word])
            read = collect.attempt(_read, key, (tree, word), workspace, sources)
            collect.add(*facts.add(read or ()))
            facts.told.extend([key, f"{key}.*"] if read is None else [])
    collect.add(*_crossings(facts.found))
    for fact in facts.found.values():
        collect.add(*_formulas(fact, facts))
    return facts


def _allowed(parts: Iterable[str], place: Location) -> None:
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
    key: str, entry: tuple[Mapping_, str], workspace: Workspace, sources: Sources
) -> list[Fact]:
    """The facts of one entry of a file; raises AsofError with all that is wrong with it."""
    tree, word = entry
    collect = Collector()
    collect.attempt(_allowed, [word], tree.keys_at[word])
    made: list[Fact] | None = None
    if isinstance(tree[word], Mapping_):
        made = collect.attempt(_made, key, tree[word], workspace, sources)
    else:
        collect.add(error(tree.keys_at[word], f"fact '{word}' has no fields"))
    collect.close()
    return made or []


def _made(key: str, fields: Mapping_, workspace: Workspace, sources: Sources) -> list[Fact]:
    collect = Collector()
    entry = collect.attempt(check, FactEntry, fields, languages=workspace.languages)
    if not isinstance(entry, FactEntry):
        collect.add(*_besides(fields, workspace, sources))
        raise AsofError(*dict.fromkeys(collect.findings))
    _one_way(entry, fields.head)
    fact = _bare(key, entry, workspace, fields.head)
    if entry.table is not None:
        return _from_table(fact, entry.table, entry.type, workspace, sources)
    return [_filled(fact, entry.observations or (), entry.type, sources)]


def _besides(fields: Mapping_, workspace: Workspace, sources: Sources) -> Iterator[Finding]:
    """What is wrong with the observations of a fact that is wrong itself."""
    collect = Collector()
    given = fields.get("observations")
    for each in given if isinstance(given, list) else ():
        if isinstance(each, Mapping_):
            entry = collect.attempt(check, ObservationEntry, each, languages=workspace.languages)
            if isinstance(entry, ObservationEntry):
                collect.attempt(_observation, entry, sort(fields), sources)
    yield from collect.findings


def _one_way(entry: FactEntry, place: Location) -> None:
    """A fact gets its values in one way."""
    given = [n for n in ("observations", "table", "derived") if getattr(entry, n) is not None]
    if not given:
        told = "no values: a fact has observations, a table or a derived formula"
        raise AsofError(error(place, told, "add 'observations'"))
    if len(given) > 1:
        told = f"a fact gets its values in one way, this one has {' and '.join(given)}"
        raise AsofError(error(entry.at(given[1]), told, "keep one"))


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


def _filled(
    fact: Fact, entries: Iterable[ObservationEntry], given: Kind | None, sources: Sources
) -> Fact:
    """A fact with its observations, all of one kind."""
    collect = Collector()
    wanted = Kind.MONEY if fact.currency else given
    made = [collect.attempt(_observation, e, wanted, sources) for e in entries]
    read = tuple(o for o in made if o)
    kind = infer(given, fact.currency, read)
    collect.add(*unlike(kind, read))
    collect.close()
    return replace(fact, observations=read, kind=kind)


def _observation(entry: ObservationEntry, wanted: Kind | None, sources: Sources) -> Observation:
    """One observation, its source found and its times settled."""
    collect = Collector()
    read = collect.attempt(value, entry, wanted)
    citation = collect.attempt(sources.cite, entry.source)
    true = collect.attempt(_true, entry, citation)
    if collect.findings or citation is None or true is None:
        raise AsofError(*collect.findings)
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


def _true(entry: ObservationEntry, citation: Citation | None) -> Period | None:
    """When the value was true; without a stated time it takes the first day of its source."""
    if entry.on and (entry.start or entry.until):
        told = "'on' is for one time, 'from' and 'until' are for a span: this has both"
        raise AsofError(error(entry.at("on"), told, "keep one"))
    stated = entry.on or entry.start
    first = stated or (of(citation.source.published.first) if citation else None)
    if first is None:
        return None
    if entry.until and entry.until.last < first.first:
        told = f"until {entry.until.text} is before from {first.text}"
        raise AsofError(error(entry.at("until"), told, "exchange them"))
    return Period(first, entry.until, inferred=stated is None)


def _from_table(
    fact: Fact, table: Scalar, given: Kind | None, workspace: Workspace, sources: Sources
) -> list[Fact]:
    """The facts that a table defines: one, or one for each word in its key column."""
    collect = Collector()
    grouped: dict[str, list[ObservationEntry]] = {}
    for row in rows(workspace, table, collect):
        key = collect.attempt(_row_key, fact.key, row)
        entry = collect.attempt(check, ObservationEntry, row.tree, languages=workspace.languages)
        if isinstance(entry, ObservationEntry):
            grouped.setdefault(key or "", []).append(entry)
    made = [
        collect.attempt(_filled, replace(fact, key=k), entries, given, sources)
        for k, entries in grouped.items()
    ]
    collect.close()
    return [f for f in made if f]


def _row_key(key: str, row: Row) -> str:
    if row.key is None:
        return key
    _allowed([row.key], row.key.place)
    return f"{key}.{row.key}"


def _crossings(facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """A key cannot be a fact and the beginning of another."""
    for key, fact in facts.items():
        parts = key.split(".")
        for n in range(1, len(parts)):
            above = ".".join(parts[:n])
            if above in facts:
                told = f"'{key}' stands below '{above}', which is a fact itself"
                yield error(fact.place, told, "rename one of them")


def _formulas(fact: Fact, facts: Facts) -> Iterator[Finding]:
    """Every fact in a formula exists and counts something, and no formula leads to itself."""
    for rule in filter(None, (fact.derived, fact.equals)):
        place = rule.text.place if isinstance(rule.text, Scalar) else fact.place
        keys = rule.keys({k: None for k in facts.found if k != fact.key})
        told = [_part(key, facts) for key in keys] if keys else [("this formula names no fact", "")]
        yield from (error(place, *each) for each in filter(None, told))
    circle = _circle(fact.key, facts.found, ())
    if circle and fact.derived and isinstance(fact.derived.text, Scalar):
        told_ = f"derived facts go in a circle: {' → '.join(circle)}"
        yield error(fact.derived.text.place, told_, "derive one of them from observations")


def _part(key: str, facts: Facts) -> tuple[str, str] | None:
    """What is wrong with a fact that a formula names, and what to write instead."""
    if key in facts.found:
        kind = facts.found[key].kind
        told = f"'{key}' is no number, but a {kind}"
        return None if kind in COUNTED else (told, "a formula adds numbers and money")
    if any(fnmatchcase(key, pattern) for pattern in facts.told):
        return None
    return f"unknown fact '{key}' in a formula", meant(key, facts.found)


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
