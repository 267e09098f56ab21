"""The rows of a table as observations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from asof.data.cited import SourceIndex
from asof.data.observations import observation
from asof.data.schema import ObservationEntry
from asof.data.tables import Table, check_row
from asof.data.values import WORDED
from asof.diagnostics import AsofError, Collector, Location, WordError, error
from asof.ledger import Observation, ValueKind
from asof.located import FieldReader, TableRow, readers

READERS = readers(ObservationEntry)
WITH_PLACE = ("value", "source", "by", "note")  # what is read of these knows where it stands


@dataclass(frozen=True, slots=True)
class Column:
    """A column of observations; what came of its cells is remembered, because cells repeat."""

    number: int
    name: str
    reader: FieldReader
    known: dict[str, Any] = field(default_factory=dict)

    def read(self, row: TableRow, path: str) -> Any:
        """What the field has of the column's cell; raises AsofError at its place."""
        scalar = row.scalar(self.number, path)
        try:
            read = self.reader.read(scalar)
        except WordError as problem:
            raise AsofError(error(scalar.place, problem.message, problem.hint)) from None
        if self.name not in WITH_PLACE:
            self.known[scalar] = read
        return read


class RowReader:
    """Reads the rows of one table."""

    def __init__(self, table: Table, wanted: ValueKind | None, sources: SourceIndex) -> None:
        self.table, self.wanted, self.sources = table, wanted, sources
        named = enumerate(map(str, table.header))
        self.columns = [Column(n, name, READERS[name]) for n, name in named if name != "key"]
        self.texts = ("by", "note", "value") if wanted in WORDED else ("by", "note")

    def observation(self, row: TableRow) -> Observation:
        """The observation of a row; raises AsofError with all that is wrong with it."""
        return observation(self.entry(row), self.wanted, self.sources)

    def entry(self, row: TableRow) -> ObservationEntry:
        """The fields of a row; raises AsofError with all that cannot be read."""
        check_row(row, self.table, self.texts)
        path, collect = self.table.path, Collector()
        place = Location(path, row.line, 1)
        given: dict[str, Any] = {}
        for column in self.columns:
            if cell := row.cell(column.number):
                read = column.known.get(cell) or collect.attempt(column.read, row, path)
                given[column.reader.field] = read
        if "source" not in given:
            collect.add(error(place, "missing field 'source'"))
        collect.close()
        return ObservationEntry(**given, place=place, values_at=CellPlaces(row, self.table))


@dataclass(frozen=True, slots=True, eq=False)
class CellPlaces(Mapping[str, Location]):
    """Where the cells of a row stand, by the names of their columns."""

    row: TableRow
    table: Table

    def __getitem__(self, name: str) -> Location:
        if name not in self.table.header:
            raise KeyError(name)
        start = self.row.start([*map(str, self.table.header)].index(name))
        return Location(self.table.path, *start)

    def __iter__(self) -> Iterator[str]:
        return map(str, self.table.header)

    def __len__(self) -> int:
        return len(self.table.header)
