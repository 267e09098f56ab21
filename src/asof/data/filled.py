"""Facts filled with their observations, from their entry or from the lines of a table."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import NamedTuple

from asof.data.cited import SourceIndex
from asof.data.keys import allowed
from asof.data.observations import observation
from asof.data.parts import Entry, FilePart, packed, part_of
from asof.data.reading import FILE, SOURCE, Reading
from asof.data.retractions import retraction_findings
from asof.data.row_reader import RowReader
from asof.data.schema import FactEntry
from asof.data.tables import COLUMNS, Table, columns_of, table_of
from asof.data.values import infer, unlike_kinds
from asof.diagnostics import Collector, Location, error
from asof.ledger import Fact, Observation, Source, ValueKind
from asof.located import Mapping_, TableRow, canonical_text

BESIDE = ("observations", "table")  # what an entry says elsewhere, or only of its layout


@dataclass(frozen=True, slots=True)
class Outline:
    """A fact as its entry outlines it: everything but its observations."""

    fact: Fact
    entry: FactEntry
    fields: Mapping_

    @property
    def wanted(self) -> ValueKind | None:
        """What its values are to be read as."""
        return ValueKind.MONEY if self.fact.currency else self.entry.type

    @property
    def said(self) -> str:
        """What it says, in one form."""
        told = {name: value for name, value in self.fields.items() if name not in BESIDE}
        return canonical_text(told | {"review_in": self.fact.review_in.text})

    def kind(self, read: Iterable[Observation], collect: Collector) -> ValueKind:
        """The kind of its values; those that are of another go to the collector."""
        read = list(read)
        kind = infer(self.entry.type, self.fact.currency, read)
        collect.add(*unlike_kinds(kind, read))
        return kind


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """What came of an entry: what is known of its facts, the things to keep, what they need."""

    entries: list[Entry] = field(default_factory=list)
    things: list[tuple[str, bytes]] = field(default_factory=list)
    needs: dict[str, None] = field(default_factory=dict)

    def extend(self, other: ReadFacts) -> None:
        """Take over what came of another entry."""
        self.entries.extend(other.entries)
        self.things.extend(other.things)
        self.needs.update(other.needs)

    def add(self, entry: Entry, thing: bytes, cited: Iterable[str]) -> None:
        """Take in one fact."""
        self.entries.append(entry)
        self.things.append((entry.key, thing))
        self.needs.update(dict.fromkeys(f"{SOURCE} {name}" for name in cited))

    def part(self, needs: Mapping[str, str]) -> FilePart:
        """All of it as the part of a file."""
        return part_of(needs, self.entries, self.things)


def of_entries(outline: Outline, reading: Reading) -> ReadFacts:
    """A fact with the observations of its own entry; raises AsofError."""
    collect, made = Collector(), ReadFacts()
    entries = outline.entry.observations or ()
    tried = [collect.attempt(observation, e, outline.wanted, reading.sources) for e in entries]
    read = tuple(o for o in tried if o)
    fact = replace(outline.fact, observations=read, kind=outline.kind(read, collect))
    collect.add(*retraction_findings(read))
    collect.close()
    lines = [canonical_text(each) for each in outline.fields.get("observations") or ()]
    cited = sources_of_lines(read)
    made.add(known(fact, Digest(outline, reading).of(fact.key, lines, cited)), packed(fact), cited)
    return made


def sources_of_lines(read: Iterable[Observation]) -> dict[str, None]:
    """The ids of the sources that observations cite."""
    return dict.fromkeys(c.source.id for o in read for c in o.citations)


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
    )


class Digest:
    """The digest of what a fact says: its entry, its lines in any order, and its sources."""

    def __init__(self, outline: Outline, reading: Reading) -> None:
        self.begun = blake2b(outline.said.encode(), digest_size=16)
        self.sources = reading.sources.digests

    def of(self, key: str, lines: Iterable[str], cited: Iterable[str]) -> str:
        """The digest of one fact of the entry."""
        total = self.begun.copy()
        said = [key, *sorted(lines), *(self.sources[name] for name in sorted(cited))]
        total.update("\n".join(said).encode())
        return total.hexdigest()


# Tables


class Rows(NamedTuple):
    """A fact of a table as it is kept: what it shares with others, and its rows."""

    shared: str
    kind: ValueKind
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """What the facts of a table share: all but their keys, their kinds and their rows."""

    fact: Fact
    table: Table
    wanted: ValueKind | None

    def maker(self, sources: Mapping[str, Source]) -> Callable[[str, Rows], Fact]:
        """What makes a fact of its key and its rows."""
        reader = RowReader(self.table, self.wanted, SourceIndex(sources))

        def made(key: str, kept: Rows) -> Fact:
            observations = tuple(map(reader.observation, kept.rows))
            return replace(self.fact, key=key, kind=kept.kind, observations=observations)

        return made


def of_table(outline: Outline, reading: Reading) -> ReadFacts:
    """The facts that a table defines: one, or one for each word in its key column."""
    assert outline.entry.table is not None
    table = table_of(reading.files, outline.entry.table)
    header, collect = columns_of(table), Collector()
    rows = rows_by_key(table, outline.fact.key, collect)
    made, digest = ReadFacts(needs={f"{FILE} {table.path}": None}), Digest(outline, reading)
    name, shared = f"{outline.fact.key}#", replace(table, rows=())
    made.things.append((name, packed(Shared(outline.fact, shared, outline.wanted))))
    reader = RowReader(table, outline.wanted, reading.sources)
    for key, group in rows.items():
        tried = [collect.attempt(reader.observation, row) for row in group]
        read = [o for o in tried if o]
        fact = replace(outline.fact, key=key, kind=outline.kind(read, collect))
        cited = sources_of_lines(read)
        entry = known(fact, digest.of(key, said(header, group), cited))
        kept = pickle.dumps(Rows(name, fact.kind, tuple(group)), pickle.HIGHEST_PROTOCOL)
        made.add(entry, kept, cited)
    collect.close()
    return made


def rows_by_key(table: Table, above: str, collect: Collector) -> dict[str, list[TableRow]]:
    """The rows of each fact of a table; one without a key column has one fact, if without rows."""
    if "key" not in table.header:
        return {above: list(table.rows)}
    if not table.rows:
        collect.add(error(table.top, "this table has no rows", "add a line for each observation"))
    at = table.header.index("key")
    found: dict[str, list[TableRow]] = {}
    for row in table.rows:
        found.setdefault(row.cell(at), []).append(row)
    for word, rows in found.items():
        if word and "\n" not in word:  # of the lines in a cell the reader of rows tells
            collect.attempt(allowed, [word], Location(table.path, *rows[0].start(at)))
    return {f"{above}.{word}" if word else above: rows for word, rows in found.items()}


def said(header: tuple[str, ...], rows: Iterable[TableRow]) -> Iterator[str]:
    """What rows say, whatever the order of their columns."""
    order = [header.index(n) if n in header else len(header) for n in COLUMNS if n != "key"]
    return ("\x1e".join(row.cell(n) for n in order) for row in rows)
