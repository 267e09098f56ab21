"""The cells of one line of a table, and where each begins."""

from __future__ import annotations

import csv
import re

from asof.diagnostics import Location
from asof.located import Scalar

CELL = re.compile(r'(?:"(?:[^"]|"")*"|[^,"]*)(?:,|$)')


def cells_of(line: str) -> list[str]:
    """The cells of a line, without the quotes and spaces around them."""
    if '"' not in line:
        return [cell.strip() for cell in line.split(",")]
    cells = next(csv.reader([line]), [])
    return [cell.strip() for cell, _ in zip(cells, starts_of(line), strict=False)]


def starts_of(line: str) -> list[int]:
    """The columns where the cells of a line begin, counted from 1."""
    return [found.start() + 1 for found in CELL.finditer(line)]


def located(line: str, place: Location) -> list[Scalar]:
    """The cells of a line, each with its place."""
    cells = zip(cells_of(line), starts_of(line), strict=False)
    return [cell_scalar(cell, Location(place.path, place.line, start)) for cell, start in cells]


def cell_scalar(cell: str, place: Location) -> Scalar:
    """A cell with its place."""
    made = Scalar(cell)
    made.raw, made.place = cell, place
    return made
