"""Reads data/tables/: CSV whose rows are observations."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from asof.diagnostics import AsofError, Collector, Location, error, meant
from asof.located import Mapping_, Scalar, mapping, text_of
from asof.workspace import Workspace

COLUMNS = ("key", "value", "on", "from", "until", "source", "reported", "by", "status", "note")
NEEDED = ("value", "source")
CELL = re.compile(r'(?:"(?:[^"]|"")*"|[^,"]*)(?:,|$)')


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the word that its key column holds, and its other cells as an observation."""

    key: Scalar | None
    tree: Mapping_


def rows(workspace: Workspace, table: Scalar, collect: Collector) -> Iterator[Row]:
    """The rows of a table below data/, problems of a row going to the collector.

    Raises AsofError when its columns are not the known ones.
    """
    name = f"data/{table}"
    path = workspace.root / name
    if not path.is_file():
        found = [n.removeprefix("data/") for _, n in workspace.files("data/tables", ".csv")]
        raise AsofError(error(table.place, f"no table '{table}'", meant(table, found)))
    lines = text_of(path, name).splitlines()
    header = _header(lines, name)
    for number, line in enumerate(lines[1:], start=2):
        row = collect.attempt(_row, header, line, Location(name, number)) if line.strip() else None
        if row:
            yield row


def _header(lines: list[str], name: str) -> list[str]:
    """The columns, all known, the needed ones there."""
    cells = _cells(lines[0] if lines else "", Location(name, 1))
    collect = Collector()
    for cell in cells:
        if cell not in COLUMNS:
            collect.add(error(cell.place, f"unknown column '{cell}'", meant(cell, COLUMNS)))
    for column in NEEDED:
        if column not in cells:
            collect.add(error(Location(name, 1, 1), f"missing column '{column}'"))
    collect.close()
    return [str(c) for c in cells]


def _row(header: list[str], line: str, place: Location) -> Row:
    cells = _cells(line, place)
    if len(cells) > len(header):
        told = f"{len(cells)} cells under {len(header)} columns"
        hint = "put a cell that holds a comma in quotes"
        raise AsofError(error(cells[len(header)].place, told, hint))
    given: dict[str, Any] = {n: c for n, c in zip(header, cells, strict=False) if c}
    key = given.pop("key", None)
    start = Location(place.path, place.line, 1)
    return Row(key, mapping(given, start, {name: cell.place for name, cell in given.items()}))


def _cells(line: str, place: Location) -> list[Scalar]:
    """The cells of a line, each with its place."""
    starts = [m.start() for m in CELL.finditer(line)]
    cells = next(csv.reader([line]), [])
    return [_cell(c, place, start) for c, start in zip(cells, starts, strict=False)]


def _cell(text: str, place: Location, start: int) -> Scalar:
    cell = Scalar(text.strip())
    cell.raw, cell.place = str(cell), Location(place.path, place.line, start + 1)
    return cell
