"""Reads data/facts/: every fact with its observations, references resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from asof.data.filled import Outline, ReadFacts, of_entries, of_table
from asof.data.keys import allowed
from asof.data.observations import observation
from asof.data.parts import Entry, FilePart
from asof.data.reading import FILE, Reading
from asof.data.schema import FactEntry, ObservationEntry
from asof.data.values import infer, sort
from asof.diagnostics import AsofError, Collector, Finding, Location, error
from asof.ledger import Fact, Formula, FormulaError, formula
from asof.located import Mapping_, Scalar, check, parse_yaml
from asof.workspace import Workspace

FOLDER = "data/facts"


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts by key; `told` are patterns of the keys whose own mistakes are told already."""

    found: dict[str, Entry] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    parts: dict[str, FilePart] = field(default_factory=dict)

    @property
    def tags(self) -> frozenset[str] | None:
        """The tags in use; nothing where a fact that may carry one could not be read."""
        return None if self.told else frozenset(t for f in self.found.values() for t in f.tags)

    def add(self, read: Iterable[Entry]) -> Iterator[Finding]:
        """Keep facts under their keys, which nothing else may have."""
        for fact in read:
            if fact.key in self.found:
                told = f"'{fact.key}' is defined in {self.found[fact.key].place.path} too"
                yield error(fact.place, told, "keep one")
            self.found.setdefault(fact.key, fact)


def read_facts(reading: Reading, collect: Collector) -> Facts:
    """The facts of a workspace; problems go to the collector."""
    facts = Facts()
    for name in reading.files.below(FOLDER, ".yaml"):
        part = reading.past.part(name, reading.now)
        if part:
            facts.parts[name] = part
            collect.add(*facts.add(part.entries))
        else:
            _read_file(name, reading, facts, collect)
    return facts


def _read_file(name: str, reading: Reading, facts: Facts, collect: Collector) -> None:
    """The facts of one file; they are kept as a part, which counts where nothing is wrong."""
    prefix = PurePosixPath(name).relative_to(FOLDER).with_suffix("").parts
    collect.attempt(allowed, prefix, Location(name))
    tree = collect.attempt(_tree, name, reading)
    if tree is None:
        facts.told.append(".".join([*prefix, "*"]))
        return
    all_made = ReadFacts()
    for word in tree:
        key = ".".join([*prefix, word])
        made = collect.attempt(_read, key, (tree, word), reading)
        collect.add(*facts.add(made.entries if made else ()))
        facts.told.extend([key, f"{key}.*"] if made is None else [])
        all_made.extend(made or ReadFacts())
    facts.parts[name] = all_made.part(reading.needs(f"{FILE} {name}", *all_made.needs))


def _tree(name: str, reading: Reading) -> Mapping_:
    return parse_yaml(reading.files.read(name).text, name)


def _read(key: str, entry: tuple[Mapping_, str], reading: Reading) -> ReadFacts:
    """The facts of one entry of a file; raises AsofError with all that is wrong with it."""
    tree, word = entry
    collect = Collector()
    collect.attempt(allowed, [word], tree.keys_at[word])
    made: ReadFacts | None = None
    if isinstance(tree[word], Mapping_):
        made = collect.attempt(_made, key, tree[word], reading)
    else:
        collect.add(error(tree.keys_at[word], f"fact '{word}' has no fields"))
    collect.close()
    return made or ReadFacts()


def _made(key: str, fields: Mapping_, reading: Reading) -> ReadFacts:
    collect = Collector()
    entry = collect.attempt(check, FactEntry, fields, languages=reading.workspace.languages)
    if not isinstance(entry, FactEntry):
        collect.add(*_besides(fields, reading))
        raise AsofError(*dict.fromkeys(collect.findings))
    _one_way(entry, fields.head)
    outline = Outline(_bare(key, entry, reading.workspace, fields.head), entry, fields)
    return of_table(outline, reading) if entry.table is not None else of_entries(outline, reading)


def _besides(fields: Mapping_, reading: Reading) -> Iterator[Finding]:
    """What is wrong with the observations of a fact that is wrong itself."""
    collect = Collector()
    given = fields.get("observations")
    for each in given if isinstance(given, list) else ():
        if isinstance(each, Mapping_):
            known = reading.workspace.languages
            entry = collect.attempt(check, ObservationEntry, each, languages=known)
            if isinstance(entry, ObservationEntry):
                collect.attempt(observation, entry, sort(fields), reading.sources)
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
        key=key,
        label=entry.label,
        kind=infer(entry.type, entry.currency, ()),
        review_in=entry.review_in or workspace.review_in,
        counts=entry.counts,
        unit=entry.unit,
        currency=entry.currency,
        fixed=entry.fixed,
        cumulative=entry.cumulative,
        tags=tuple(str(t) for t in entry.tags),
        owner=entry.owner,
        equals=_formula(entry.equals),
        derived=_formula(entry.derived),
        place=place,
    )


def _formula(text: Scalar | None) -> Formula | None:
    if text is None:
        return None
    try:
        return formula(text)
    except FormulaError as problem:
        raise AsofError(error(text.place, str(problem), problem.hint)) from None
