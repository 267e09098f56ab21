"""What was read of data/, each thing made when it is asked for."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from asof.briefing.definition import Briefing
from asof.data.parts import Entry, FilePart, Unpickler
from asof.data.shelf import Lazy, Shelf
from asof.kept import digest_of_all
from asof.ledger import Fact, Index, Ledger, Source
from asof.ledger.facts import by_tag

Data = tuple[Ledger, Mapping[str, Briefing]]
SIZE = 16  # the bytes of one fact's digest


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a part stands in the body: its things from `start`, then its entries."""

    needs: Mapping[str, str]
    names: tuple[str, ...]
    ends: array[int]
    start: int
    size: int

    def spans(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Where each of its things begins and ends."""
        begin = self.start
        for name, end in zip(self.names, self.ends, strict=True):
            yield name, (begin, self.start + end)
            begin = self.start + end


@dataclass(frozen=True, slots=True)
class Contents:
    """The index of a shelf: its parts by file, and what is known of all facts together."""

    mark: str
    parts: Mapping[str, Slot]
    digests: bytes
    tagged: Mapping[str, tuple[str, ...]]
    names: str


def stored(
    parts: Mapping[str, FilePart], digests: Mapping[str, str], mark: str
) -> tuple[Contents, bytes]:
    """The index and the body of the shelf of all parts, and of the digest of each fact."""
    slots, body = {}, bytearray()
    for name, part in parts.items():
        entries = pickle.dumps(part.entries, pickle.HIGHEST_PROTOCOL)
        slots[name] = Slot(part.needs, part.names, part.ends, len(body), len(entries))
        body += part.body + entries
    facts = [e for name, part in parts.items() if file_kind(name) == "facts" for e in part.entries]
    joined = bytes.fromhex("".join(digests[fact.key] for fact in facts))
    tagged = by_tag((fact.key, fact.tags) for fact in facts)
    return Contents(mark, slots, joined, tagged, names_digest(facts)), bytes(body)


def names_digest(facts: Iterable[Entry]) -> str:
    """The digest of all keys with their tags, in their order."""
    return digest_of_all([repr([(fact.key, fact.tags) for fact in facts]).encode()])[: 2 * SIZE]


def file_kind(name: str) -> str:
    """What a file of data/ holds: facts, briefings or sources."""
    return name.split("/")[1].partition(".")[0]


class Store:
    """Makes facts, sources and briefings of what a shelf has."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def __reduce__(self) -> tuple[Any, ...]:
        return Store, (self.shelf,)

    def slots(self, sort: str) -> Iterator[Slot]:
        """The parts that hold facts, sources or briefings."""
        return (s for name, s in self.shelf.index.parts.items() if file_kind(name) == sort)

    @cached_property
    def spans(self) -> dict[str, dict[str, tuple[int, int]]]:
        """Where each thing stands, by its sort and its name."""
        sorts = ("facts", "sources", "briefings")
        return {s: dict(span for slot in self.slots(s) for span in slot.spans()) for s in sorts}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return Lazy(self.spans["sources"], self.source)

    @cached_property
    def makers(self) -> Mapping[str, Callable[[str, Any], Fact]]:
        """What makes the facts of each table."""
        return Lazy(self.spans["facts"], lambda name: self.thing("facts", name).maker(self.sources))

    def thing(self, sort: str, name: str) -> Any:
        """One thing as it was kept."""
        begin, end = self.spans[sort][name]
        return Unpickler(self.shelf.body[begin:end], self.sources).load()

    def source(self, name: str) -> Source:
        """A source."""
        begin, end = self.spans["sources"][name]
        source: Source = pickle.loads(self.shelf.body[begin:end])
        return source

    def fact(self, key: str) -> Fact:
        """A fact; one of a table is made of its lines."""
        found = self.thing("facts", key)
        fact: Fact = found if isinstance(found, Fact) else self.makers[found.shared](key, found)
        return fact

    def briefing(self, name: str) -> Briefing:
        """A briefing."""
        briefing: Briefing = self.thing("briefings", name)
        return briefing

    @property
    def data(self) -> Data:
        """The ledger and the briefings."""
        contents: Contents = self.shelf.index
        keys = tuple(name for name in self.spans["facts"] if "#" not in name)
        digests = Lazy(keys, Digests(keys, contents.digests))
        index = Index(contents.tagged, digests, contents.names)
        ledger = Ledger(Lazy(keys, self.fact), self.sources, index)
        return ledger, Lazy(self.spans["briefings"], self.briefing)


class Digests:
    """The digest of each fact, cut out of all."""

    def __init__(self, keys: tuple[str, ...], joined: bytes) -> None:
        self.keys, self.joined = keys, joined

    @cached_property
    def places(self) -> dict[str, int]:
        """Which fact each key is."""
        return {key: n for n, key in enumerate(self.keys)}

    def __call__(self, key: str) -> str:
        """The digest of one fact."""
        start = SIZE * self.places[key]
        return self.joined[start : start + SIZE].hex()
