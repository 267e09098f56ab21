"""What one file of data/ gives: what is known of its facts, and what they are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from asof.diagnostics import Location
from asof.ledger import Formula, ValueKind
from asof.ledger.measures import Measure, Unit, measure_of


class Former(NamedTuple):
    """A name that something had before, and where that is said."""

    name: str
    place: Location


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
    formerly: tuple[Former, ...] = ()
    observations: int = 0

    @property
    def measure(self) -> Measure:
        """What its values count."""
        return measure_of(self.currency, self.unit)


@dataclass(frozen=True, slots=True)
class FilePart:
    """What one file gave; `needs` has the digest of each other thing that it depends on.

    `trees` has what its entries were checked as, by their keys, and `rows` those of each fact of a
    table: both encoded, because few of very many are looked at.
    """

    needs: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    trees: dict[str, bytes] = field(default_factory=dict)
    rows: dict[str, bytes] = field(default_factory=dict)

    def extend(self, other: FilePart) -> None:
        """Take over what another entry of the file gave."""
        self.needs.update(other.needs)
        self.entries.extend(other.entries)
        self.trees.update(other.trees)
        self.rows.update(other.rows)

    def outline_key(self, key: str) -> str:
        """The key of a fact's entry: that of a table with keys stands above its facts."""
        return key if key in self.trees else key.rpartition(".")[0]
