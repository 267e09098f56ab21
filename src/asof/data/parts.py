"""What one file gave, kept under all that it depends on."""

from __future__ import annotations

import io
import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from asof.data.shelf import Shelf
from asof.diagnostics import Location
from asof.ledger import Formula, Source, ValueKind
from asof.ledger.measures import Measure, Unit, measure_of

Now = Callable[[str], str]


class Entry(NamedTuple):
    """What is known of a fact, a source or a briefing without making it."""

    key: str
    digest: str
    place: Location
    kind: ValueKind | None = None
    tags: tuple[str, ...] = ()
    derived: Formula | None = None
    equals: Formula | None = None
    currency: str | None = None
    unit: Unit | None = None

    @property
    def measure(self) -> Measure:
        """What its values count."""
        return measure_of(self.currency, self.unit)


@dataclass(frozen=True, slots=True)
class FilePart:
    """What one file gave: its entries, and the things of theirs one after the other.

    `needs` has the digest of each thing that it depends on. Beside the entries' own things there
    may be others that they share, under names with a `#`.
    """

    needs: Mapping[str, str]
    entries: tuple[Entry, ...]
    names: tuple[str, ...]
    ends: array[int]
    body: bytes

    def spans(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Where each thing begins and ends."""
        return zip(self.names, zip((0, *self.ends), self.ends, strict=False), strict=True)


def part_of(
    needs: Mapping[str, str], entries: Iterable[Entry], things: Iterable[tuple[str, bytes]]
) -> FilePart:
    """A part of its things."""
    names, ends, body = [], array("Q"), bytearray()
    for name, thing in things:
        names.append(name)
        body += thing
        ends.append(len(body))
    return FilePart(needs, tuple(entries), tuple(names), ends, bytes(body))


class Pickler(pickle.Pickler):
    """Keeps a fact with its sources by name."""

    def persistent_id(self, thing: Any) -> str | None:
        """A source is kept once, for all who cite it."""
        return thing.id if isinstance(thing, Source) else None


class Unpickler(pickle.Unpickler):
    """Makes a fact with the sources at hand."""

    def __init__(self, content: bytes, sources: Mapping[str, Source]) -> None:
        super().__init__(io.BytesIO(content))
        self.sources = sources

    def persistent_load(self, name: Any) -> Source:
        """The source of that name."""
        return self.sources[name]


def packed(thing: Any) -> bytes:
    """A thing as it is kept."""
    buffer = io.BytesIO()
    Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(thing)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Past:
    """The parts of an earlier reading."""

    shelf: Shelf | None

    def part(self, name: str, now: Now) -> FilePart | None:
        """What a file gave, if it would give the same now."""
        if self.shelf is None or name not in self.shelf.index.parts:
            return None
        slot = self.shelf.index.parts[name]
        if not all(now(need) == said for need, said in slot.needs.items()):
            return None
        start, end = slot.start, slot.start + (slot.ends[-1] if slot.ends else 0)
        entries: Any = pickle.loads(self.shelf.body[end : end + slot.size])
        return FilePart(slot.needs, entries, slot.names, slot.ends, self.shelf.body[start:end])
