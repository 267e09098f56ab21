"""The ledger and the briefings of what was read, each thing made when it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from asof.briefing.definition import Briefing
from asof.cache import decode, key_of
from asof.data.briefings import briefing_of, read_briefing
from asof.data.facts import read_file
from asof.data.lazy import Lazy
from asof.data.outlines import Outline, outline_again
from asof.data.parts import Entry, FilePart
from asof.data.reading import Reading
from asof.diagnostics import Collector
from asof.ledger import Fact, Index, Ledger, Observation
from asof.ledger.facts import by_tag
from asof.ledger.former_names import UNCHANGED, FormerNames
from asof.ledger.patterns import KeySet
from asof.located import TableRow

Data = tuple[Ledger, Mapping[str, Briefing]]
Maker = tuple[Outline, Callable[[Any], Observation]]  # what reads the lines of an outline
SIZE = 16  # the bytes of one fact's digest


@dataclass(frozen=True, slots=True)
class DataIndex:
    """What is known of all data together: the keys that each file gave, and their digests.

    `former` is what anything was called before.
    """

    facts: dict[str, tuple[str, ...]]
    briefings: dict[str, str]
    digests: bytes
    tagged: dict[str, tuple[str, ...]]
    names: str
    former: FormerNames = UNCHANGED


def index_of_parts(
    facts: Mapping[str, FilePart], briefings: Mapping[str, FilePart], digests: Mapping[str, str]
) -> DataIndex:
    """The index of all parts by file, and of the digest of each fact."""
    entries = [entry for part in facts.values() for entry in part.entries]
    return DataIndex(
        facts={name: tuple(e.key for e in part.entries) for name, part in facts.items()},
        briefings={e.key: name for name, part in briefings.items() for e in part.entries},
        digests=bytes.fromhex("".join(digests[entry.key] for entry in entries)),
        tagged=by_tag((entry.key, entry.tags) for entry in entries),
        names=names_digest(entries),
    )


def names_digest(facts: Iterable[Entry]) -> str:
    """The digest of all keys with their tags, in their order."""
    return key_of(repr([(fact.key, fact.tags) for fact in facts]))[: 2 * SIZE]


class LedgerStore:
    """Makes facts and briefings of what their files gave, which was kept, or is read again."""

    def __init__(self, index: DataIndex, reading: Reading, parts: Mapping[str, FilePart]) -> None:
        self.index, self.parts = index, dict(parts)
        self.reading = replace(reading, names=index.names, counts=Counter())
        self.file_of = {key: name for name, keys in index.facts.items() for key in keys}
        self.makers: dict[str, Maker] = {}

    @property
    def data(self) -> Data:
        """The ledger and the briefings."""
        digests = Lazy(self.file_of, self.digest)
        known = Index(self.index.tagged, digests, self.index.names)
        facts, sources = Lazy(self.file_of, self.fact), self.reading.sources.found
        ledger = Ledger(facts, sources, known, self.index.former)
        return ledger, Lazy(self.index.briefings, self.briefing)

    def digest(self, key: str) -> str:
        """The digest of a fact, cut out of all."""
        start = SIZE * self.numbers[key]
        return self.index.digests[start : start + SIZE].hex()

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Which fact each key is."""
        return {key: n for n, key in enumerate(self.file_of)}

    def fact(self, key: str) -> Fact:
        """A fact, made of its entry and the rows of its table by those who read them first."""
        part = self.part(self.file_of[key], self.facts_again)
        rows = decode(list[TableRow], part.rows[key]) if key in part.rows else []
        outline, read = self.maker(part.outline_key(key), part)
        observations = [read(line) for line in outline.lines(rows or [])]
        return outline.fact_of(key, observations, rows or [])

    def maker(self, key: str, part: FilePart) -> Maker:
        """The outline of an entry, and what reads its lines; the facts of a table share it."""
        if key not in self.makers:
            outline = outline_again(part.trees[key], self.reading.workspace)
            self.makers[key] = outline, outline.reader(self.reading.sources, self.reading.workspace)
        return self.makers[key]

    def part(self, name: str, read: Callable[[str], FilePart]) -> FilePart:
        """What a file gave; it is read again where another process has taken it away."""
        if name not in self.parts:
            self.parts[name] = self.reading.part(name) or read(name)
            self.reading.keep()
        return self.parts[name]

    def facts_again(self, name: str) -> FilePart:
        """What a file of facts gives, in which nothing is wrong."""
        return read_file(name, self.reading, [], Collector())

    def briefing_again(self, name: str) -> FilePart:
        """What a file of a briefing gives."""
        return read_briefing(name, self.reading, {"facts": KeySet(self.file_of)})

    def briefing(self, name: str) -> Briefing:
        """A briefing."""
        file = self.index.briefings[name]
        return briefing_of(file, self.part(file, self.briefing_again), self.reading)
