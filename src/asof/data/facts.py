"""Reads data/facts/: every fact with its observations, references resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Any

from asof.cache import encode
from asof.data.former import former_files, names_now
from asof.data.keys import FIRST, allowed
from asof.data.observations import observation
from asof.data.outlines import WAYS, Outline, outline_of
from asof.data.parts import Entry, FilePart, Former
from asof.data.reading import FILE, SOURCE, Reading
from asof.data.retractions import retraction_findings
from asof.data.row_formulas import FORMULAS, ROW, rows_reckoned
from asof.data.schema import FileEntry, ObservationEntry
from asof.data.tables import Table, columns_of, label_columns, rows_by_key, table_of
from asof.data.values import sort, unlike_kinds
from asof.data.wide_tables import narrow_tables
from asof.diagnostics import AsofError, Collector, Finding, LimitError, Location, error
from asof.ledger import Fact, Observation
from asof.located import FieldError, Mapping_, Scalar, TableRow, check, mapping
from asof.text import require_language, shorts
from asof.workspace import Workspace

FOLDER = "data/facts"
OWN = ("formerly", "tables")  # what a file says of itself among its facts


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts by key; `told` are patterns of the keys whose own mistakes are told already.

    `former` has today's key of each former one.
    """

    found: dict[str, Entry] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    parts: dict[str, FilePart] = field(default_factory=dict)
    former: dict[str, str] = field(default_factory=dict)

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
        facts.parts[name] = _counted(reading.part(name), reading) or read_file(
            name, reading, facts.told, collect
        )
        collect.add(*facts.add(facts.parts[name].entries))
    facts.former.update(names_now(facts.found.values(), collect))
    return facts


def _counted(part: FilePart | None, reading: Reading) -> FilePart | None:
    """What a file gave before, if it did, counted as if it were read now; raises LimitError."""
    for entry in part.entries if part else ():
        reading.count("facts", 1, entry.place)
        reading.count("observations", entry.observations, entry.place)
    return part


def read_file(name: str, reading: Reading, told: list[str], collect: Collector) -> FilePart:
    """What one file gives; problems go to the collector."""
    part = FilePart()
    prefix = beginning(name)
    collect.attempt(allowed, prefix[:1], Location(name), FIRST)
    collect.attempt(allowed, prefix[1:], Location(name))
    read = collect.attempt(reading.tree, name)
    told.extend([".".join([*prefix, "*"])] if read is None else [])
    tree, above = read or Mapping_(), ".".join(prefix)
    said = collect.attempt(own_entry, tree, reading.workspace)
    own = said or FileEntry()
    narrow = collect.attempt(narrow_tables, own.tables, tree, reading) if said else None
    filled = {*(own.filled if said else _without_values(tree)), *_of_rows(tree)}
    for word in (each for each in tree if each not in OWN):
        key, made = f"{above}.{word}", None
        if narrow is not None or word not in filled:
            tables = narrow.tables if narrow else {}
            made = collect.attempt(_read, key, (tree, word), reading, tables)
        part.extend(made or FilePart())
        told.extend([key, f"{key}.*"] if made is None else [])
    former = collect.attempt(former_files, own.formerly) or ()
    part.entries[:] = [_moved(entry, above, former) for entry in part.entries]
    part.needs.update(reading.needs(narrow.needs if narrow else ()))
    reading.fresh[name] = part
    return part


def _without_values(tree: Mapping_) -> Iterator[str]:
    """The facts of a file that only its tables can fill."""
    for word, fields in tree.items():
        if isinstance(fields, Mapping_) and fields.keys().isdisjoint(WAYS):
            yield word


def _of_rows(tree: Mapping_) -> Iterator[str]:
    """The facts of a file that are reckoned or held in each row of its tables."""
    for word, fields in tree.items():
        said = [fields.get(name) for name in FORMULAS] if isinstance(fields, Mapping_) else []
        if any(isinstance(each, Scalar) and ROW in each for each in said):
            yield word


def beginning(name: str) -> tuple[str, ...]:
    """What the keys of a file of facts begin with, in parts."""
    return PurePosixPath(name).relative_to(FOLDER).with_suffix("").parts


def own_entry(tree: Mapping_, workspace: Workspace) -> FileEntry:
    """What a file says of itself; raises AsofError."""
    said = {word: tree[word] for word in OWN if word in tree}
    if not said:
        return FileEntry()
    own = mapping(said, tree.place, tree.keys_at, tree.values_at)
    return check(FileEntry, own, **workspace.surroundings)


def _moved(entry: Entry, above: str, former: Iterable[Former]) -> Entry:
    """An entry with the keys that it had while its file was called otherwise."""
    rest = entry.key.removeprefix(above)
    moved = (Former(f"{name}{rest}", place) for name, place in former)
    return entry._replace(formerly=(*entry.formerly, *moved))


def _read(
    key: str, entry: tuple[Mapping_, str], reading: Reading, tables: Mapping[str, Table]
) -> FilePart:
    """The facts of one entry of a file, whose tables may fill it or have the rows that it is of.

    Raises AsofError with all that is wrong with it.
    """
    tree, word = entry
    collect = Collector()
    collect.attempt(allowed, [word], tree.keys_at[word])
    made: FilePart | None = None
    if isinstance(tree[word], Mapping_):
        above = key.rpartition(".")[0]
        reckoned = collect.attempt(rows_reckoned, tree[word], above, tables)
        made = collect.attempt(_made, key, tree[word], reading, tables.get(word) or reckoned)
    else:
        collect.add(error(tree.keys_at[word], f"fact '{word}' has no fields"))
    collect.close()
    return made or FilePart()


def _made(key: str, fields: Mapping_, reading: Reading, table: Table | None) -> FilePart:
    collect = Collector()
    outline = collect.attempt(outline_of, key, fields, reading.workspace, table)
    if outline is None:
        collect.add(*_besides(fields, reading))
        raise AsofError(*dict.fromkeys(collect.findings))
    if outline.entry.table is not None:
        table = table_of(reading.files, outline.entry.table, reading.workspace.config.limits.table)
        columns_of(table)
        _spoken(table, reading.workspace)
        outline = replace(outline, table=table)
    return _filled(outline, reading)


def _spoken(table: Table, workspace: Workspace) -> None:
    """Labels are in languages of the workspace, or serve all of them; raises AsofError."""
    collect, named = Collector(), label_columns(table)
    for column in named:
        if column == "label" and len(named) > 1:
            told = "'label' is given for all languages and by language"
            collect.add(error(column.place, told, "keep one way"))
        if column != "label":
            tag = column.removeprefix("label.")
            collect.attempt(_known_language, tag, shorts(workspace.languages), column.place)
    collect.close()


def _known_language(tag: str, known: tuple[str, ...], place: Location) -> None:
    """Raise AsofError for the tag of a language that the workspace does not have."""
    try:
        require_language(tag, known, place)
    except FieldError as problem:
        raise AsofError(error(place, problem.message, problem.hint)) from None


def _besides(fields: Mapping_, reading: Reading) -> Iterator[Finding]:
    """What is wrong with the observations of a fact that is wrong itself."""
    collect = Collector()
    given = fields.get("observations")
    for each in given if isinstance(given, list) else ():
        for part in _readable(each) if isinstance(each, Mapping_) else ():
            home = reading.workspace
            entry = collect.attempt(partial(check, ObservationEntry, part, **home.surroundings))
            if isinstance(entry, ObservationEntry):
                collect.attempt(observation, entry, sort(fields), reading.sources, home.spoken)
    yield from collect.findings


def _readable(line: Mapping_) -> Iterator[Mapping_]:
    """A line, and its value with its source: these are read whatever is wrong with the others."""
    yield line
    if "value" in line:
        told = {name: line[name] for name in ("value", "source") if name in line}
        yield mapping(told, line.place, line.keys_at, line.values_at)


def _filled(outline: Outline, reading: Reading) -> FilePart:
    """The facts of an outline: one, or one for each word in the key column of its table."""
    collect, table = Collector(), outline.table
    part, read, needs = FilePart(), outline.reader(reading.sources, reading.workspace), set[str]()
    rows_of: dict[str, list[TableRow]] = {outline.fact.key: []}
    if table is not None:
        found = rows_by_key(table, outline.fact.key, collect)
        rows_of = {key: rows for key, rows in found.items() if outline.holds(key)}
        needs.update(f"{FILE} {path}" for path in {table.path, *(row.path for row in table.rows)})
    lines = outline.lines(table.rows if table else ())
    reading.count("facts", len(rows_of), outline.fact.place)
    reading.count("observations", len(lines), outline.fact.place)
    part.trees[outline.fact.key] = outline.kept
    digest = Digest(outline, reading)
    for key, rows in rows_of.items():
        fact = outline.fact_of(key, _read_all(read, outline.lines(rows), collect), rows)
        collect.add(*unlike_kinds(fact), *retraction_findings(fact.observations))
        cited = dict.fromkeys(c.source.id for o in fact.observations for c in o.citations)
        entry = known(fact, digest.of(key, outline.said(key, rows), cited))
        former = collect.attempt(outline.formerly, key, rows) or ()
        part.entries.append(entry._replace(formerly=former))
        needs.update(f"{SOURCE} {name}" for name in cited)
        if table is not None:
            part.rows[key] = encode(rows)
    part.needs.update(reading.needs(needs))
    collect.close()
    return part


def _read_all(
    read: Callable[[Any], Observation], lines: Sequence[Any], collect: Collector
) -> list[Observation]:
    """The observations of some lines; problems go to the collector, looked for where there is one.

    Of very many lines few are wrong, and to be ready for each costs a tenth of reading it.
    """
    try:
        return [read(line) for line in lines]
    except LimitError:
        raise
    except AsofError:
        return [o for o in (collect.attempt(read, line) for line in lines) if o]


def known(fact: Fact, digest: str) -> Entry:
    """What is known of a fact without making it."""
    return Entry(
        key=fact.key,
        digest=digest,
        place=fact.place,
        kind=fact.kind,
        tags=fact.tags,
        derived=fact.derived,
        equals=fact.equals,
        currency=fact.currency,
        unit=fact.unit,
        observations=len(fact.observations),
    )


class Digest:
    """The digest of what a fact says: its entry, its lines in any order, its sources, its zone."""

    def __init__(self, outline: Outline, reading: Reading) -> None:
        zone = str(reading.workspace.config.timezone)
        self.begun = blake2b(f"{outline.own}\n{zone}".encode(), digest_size=16)
        self.sources = reading.sources.digests

    def of(self, key: str, lines: Iterable[str], cited: Iterable[str]) -> str:
        """The digest of one fact of the entry."""
        total = self.begun.copy()
        said = [key, *sorted(lines), *(self.sources[name] for name in sorted(cited))]
        total.update("\n".join(said).encode())
        return total.hexdigest()
