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
from asof.diagnostics import AsofError, Finding, Location, WordError, error
from asof.language import Languages
from asof.ledger import Observation, ValueKind
from asof.located import FieldReader, TableRow, readers

UNLIKE = ("value", "source", "by", "note")  # cells that know their places: each is read anew


@dataclass(frozen=True, slots=True)
class Column:
    """A column of observations; what came of its cells is remembered, because cells repeat."""

    number: int
    reader: FieldReader
    repeats: bool
    known: dict[str, Any] = field(default_factory=dict)

    def read(self, row: TableRow, first: Location, wrong: list[Finding]) -> Any:
        """What the field has of the column's cell; what is wrong with it is put to the rest.

        `first` is the place of the row's first cell.
        """
        cell = row.scalar(self.number, None if self.number else first)
        try:
            read = self.reader.read(cell)
        except WordError as problem:
            wrong.append(error(cell.place, problem.message, problem.hint))
            return None
        if self.repeats:
            self.known[cell] = read
        return read


class RowReader:
    """Reads the rows of one table."""

    def __init__(
        self,
        table: Table,
        wanted: ValueKind | None,
        sources: SourceIndex,
        surroundings: Mapping[str, Any],
    ) -> None:
        self.table, self.wanted, self.sources = table, wanted, sources
        self.spoken: Languages = surroundings["spoken"]
        known = readers(ObservationEntry, **surroundings)
        self.columns = [
            Column(n, known[name], name not in UNLIKE) if name in known else None
            for n, name in enumerate(map(str, table.header))
        ]
        self.cited = self.columns[table.header.index("source")]
        self.texts = ("by", "note", "value") if wanted in WORDED else ("by", "note")

    def observation(self, row: TableRow) -> Observation:
        """The observation of a row; raises AsofError with all that is wrong with it."""
        entry = self.entry(row)
        made = observation(entry, self.wanted, self.sources, self.spoken)
        if self.cited:  # a source that was found is found wherever it is cited again
            self.cited.known[entry.source] = entry.source
        return made

    def entry(self, row: TableRow) -> ObservationEntry:
        """The fields of a row; raises AsofError with all that cannot be read."""
        check_row(row, self.table, self.texts)
        place, wrong = row.place(0), list[Finding]()
        given: dict[str, Any] = {}
        for column, cell in zip(self.columns, row.cells, strict=False):
            if column and cell:
                read = column.known.get(cell) or column.read(row, place, wrong)
                given[column.reader.field] = read
        if "source" not in given:
            wrong.append(error(place, "missing field 'source'"))
        if wrong:
            raise AsofError(*wrong)
        return ObservationEntry(**given, place=place, values_at=CellPlaces(row, self.table))


@dataclass(frozen=True, slots=True, eq=False)
class CellPlaces(Mapping[str, Location]):
    """Where the cells of a row stand, by the names of their columns."""

    row: TableRow
    table: Table

    def __getitem__(self, name: str) -> Location:
        if name not in self.table.header:
            raise KeyError(name)
        return self.row.place([*map(str, self.table.header)].index(name))

    def __iter__(self) -> Iterator[str]:
        return map(str, self.table.header)

    def __len__(self) -> int:
        return len(self.table.header)
