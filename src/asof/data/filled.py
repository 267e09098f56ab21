"""Facts filled with their observations, from their entry or from the lines of a table."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from operator import itemgetter

from asof.data.keys import allowed, fit
from asof.data.lines import LineReader, Lines, Shared
from asof.data.observations import observation
from asof.data.parts import Entry, FilePart, packed, part_of
from asof.data.reading import FILE, SOURCE, Reading
from asof.data.retractions import idle_retractions
from asof.data.schema import FactEntry, ObservationEntry
from asof.data.tables import COLUMNS, CsvTable, TableRow, columns_of, row_of, table_of
from asof.data.values import infer, unlike_kinds
from asof.diagnostics import Collector, Location
from asof.ledger import Fact, Observation, ValueKind
from asof.located import Mapping_, canonical_text, check

BESIDE = ("observations", "table")  # what an entry says elsewhere, or only of its layout
CELLS = COLUMNS[1:]


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
    collect.add(*idle_retractions(read))
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


@dataclass(slots=True)
class Group:
    """The lines of one fact of a table; `exact` where the fast way could not read one of them.

    Of the observations only one of each sort of value is held, since there may be very many.
    """

    lines: list[tuple[int, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    sorts: dict[type, Observation] = field(default_factory=dict)
    cited: dict[str, None] = field(default_factory=dict)
    exact: bool = False

    def add(self, line: tuple[int, str], cells: Iterable[str], o: Observation) -> None:
        """Take in one line."""
        self.lines.append(line)
        self.said.append("\x1e".join(cells))
        self.sorts.setdefault(type(o.value), o)
        self.cited[o.citations[0].source.id] = None


def of_table(outline: Outline, reading: Reading) -> ReadFacts:
    """The facts that a table defines: one, or one for each word in its key column."""
    assert outline.entry.table is not None
    table = table_of(reading.files, outline.entry.table)
    shared = Shared(outline.fact, columns_of(table), table.path, outline.wanted)
    collect = Collector()
    reader = TableReader(outline, shared, reading, collect)
    made, digest = ReadFacts(needs={f"{FILE} {table.path}": None}), Digest(outline, reading)
    made.things.append((name := f"{outline.fact.key}#", packed(shared)))
    for key, group in reader.groups(table).items():
        read = group.sorts.values() if len(group.sorts) == 1 else reader.again(group)
        fact = replace(outline.fact, key=key, kind=outline.kind(read, collect))
        entry = known(fact, digest.of(key, group.said, group.cited))
        made.add(entry, reader.kept(fact, name, group), group.cited)
    collect.close()
    return made


class TableReader:
    """Reads the lines of a table, the fast way where that will do."""

    def __init__(
        self, outline: Outline, shared: Shared, reading: Reading, collect: Collector
    ) -> None:
        self.outline, self.shared, self.reading, self.collect = outline, shared, reading, collect
        self.fast = LineReader(shared, reading.sources)
        at = {name: n for n, name in enumerate(shared.header)}
        self.key_at = at.get("key", -1)
        self.pick = itemgetter(*(at.get(name, -1) for name in CELLS))
        self.keys: dict[str, str] = {"": outline.fact.key}

    def groups(self, table: CsvTable) -> dict[str, Group]:
        """The lines by the key of their fact; problems go to the collector."""
        found: dict[str, Group] = {}
        for line in table.body:
            if not self.quick(line, found):
                self.closer(line, found)
        return found

    def quick(self, line: tuple[int, str], found: dict[str, Group]) -> bool:
        """Whether a line could be read the fast way."""
        cells = self.fast.cells(line[1])
        key = self.known(cells[self.key_at])
        o = self.fast.read(*line, cells) if key else None
        if o is None or key is None:
            return False
        if (group := found.get(key)) is None:
            group = found[key] = Group()
        group.add(line, self.pick(cells), o)
        return True

    def known(self, word: str) -> str | None:
        """The key of the fact that a word names, where it may name one."""
        if word not in self.keys and fit(word):
            self.keys[word] = f"{self.outline.fact.key}.{word}"
        return self.keys.get(word)

    def closer(self, line: tuple[int, str], found: dict[str, Group]) -> None:
        """Read a line the exact way; what is wrong with it goes to the collector."""
        place = Location(self.shared.path, line[0])
        row = self.collect.attempt(row_of, self.shared.header, line[1], place)
        if row is None:
            return
        key = self.collect.attempt(self.key, row)
        o = self.collect.attempt(self.exactly, row)
        if o:
            group = found.setdefault(key or "", Group())
            group.exact = True
            group.add(line, [row.tree.get(name, "") for name in CELLS], o)

    def exactly(self, row: TableRow) -> Observation:
        """The observation of a row, held against its model; raises AsofError."""
        known = self.reading.workspace.languages
        entry = check(ObservationEntry, row.tree, languages=known)
        return observation(entry, self.outline.wanted, self.reading.sources)

    def again(self, group: Group) -> tuple[Observation, ...]:
        """The observations of lines that were all read before."""
        return tuple(self._again(*line) for line in group.lines)

    def _again(self, number: int, line: str) -> Observation:
        found = self.fast.read(number, line, self.fast.cells(line))
        place = Location(self.shared.path, number)
        return found or self.exactly(row_of(self.shared.header, line, place))

    def kept(self, fact: Fact, shared: str, group: Group) -> bytes:
        """A fact as it is kept: its lines, or whole where these need a closer look."""
        if group.exact:
            return packed(replace(fact, observations=self.again(group)))
        numbers, texts = zip(*group.lines, strict=True)
        return pickle.dumps(Lines(shared, fact.kind, numbers, texts), pickle.HIGHEST_PROTOCOL)

    def key(self, row: TableRow) -> str:
        """The key of a row's fact; raises AsofError."""
        if row.key is None:
            return self.outline.fact.key
        allowed([row.key], row.key.place)
        return f"{self.outline.fact.key}.{row.key}"
