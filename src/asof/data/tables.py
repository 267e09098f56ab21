"""Reads data/tables/: CSV whose rows are observations, or the rows of a briefing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from asof.data.cells import located
from asof.data.files import Files
from asof.diagnostics import AsofError, Collector, Location, error, meant
from asof.located import Mapping_, Scalar, mapping

COLUMNS = ("key", "value", "on", "from", "until", "source", "reported", "by", "status", "note")
NEEDED = ("value", "source")
FOLDER = "data/tables"


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The lines of a table below data/; the first is its header."""

    path: str
    lines: tuple[str, ...]

    @property
    def header(self) -> list[Scalar]:
        """The names of the columns, each with its place."""
        return located(self.lines[0] if self.lines else "", Location(self.path, 1))

    @property
    def body(self) -> Iterator[tuple[int, str]]:
        """The lines under the header that are not blank, each with its number."""
        numbered = enumerate(self.lines[1:], start=2)
        return ((number, line) for number, line in numbered if line.strip())


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the word that its key column holds, and its other cells as an observation."""

    key: Scalar | None
    tree: Mapping_


def table_of(files: Files, named: Scalar) -> CsvTable:
    """A table below data/; raises AsofError where there is none."""
    name = f"data/{named}"
    if not (files.root / name).is_file():
        found = [n.removeprefix("data/") for n in files.below(FOLDER, ".csv")]
        raise AsofError(error(named.place, f"no table '{named}'", meant(named, found)))
    return CsvTable(name, tuple(files.text(name).splitlines()))


def columns_of(table: CsvTable) -> tuple[str, ...]:
    """The columns of observations, all known, the needed ones there; raises AsofError."""
    collect = Collector()
    header = table.header
    for cell in header:
        if cell not in COLUMNS:
            collect.add(error(cell.place, f"unknown column '{cell}'", meant(cell, COLUMNS)))
    for column in NEEDED:
        if column not in header:
            collect.add(error(Location(table.path, 1, 1), f"missing column '{column}'"))
    collect.close()
    return tuple(str(cell) for cell in header)


def cells_under(header: tuple[str, ...], line: str, place: Location) -> list[Scalar]:
    """The cells of a line, no more than there are columns; raises AsofError."""
    cells = located(line, place)
    if len(cells) > len(header):
        told = f"{len(cells)} cells under {len(header)} columns"
        hint = "put a cell that holds a comma in quotes"
        raise AsofError(error(cells[len(header)].place, told, hint))
    return cells


def row_of(header: tuple[str, ...], line: str, place: Location) -> TableRow:
    """One row of observations; raises AsofError."""
    cells = cells_under(header, line, place)
    given: dict[str, Any] = {n: c for n, c in zip(header, cells, strict=False) if c}
    key = given.pop("key", None)
    start = Location(place.path, place.line, 1)
    return TableRow(key, mapping(given, start, {name: cell.place for name, cell in given.items()}))
