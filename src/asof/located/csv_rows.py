"""The rows of a CSV file by the standard library's parser, with the place of each cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import accumulate
from typing import NamedTuple

from asof.diagnostics import AsofError, Finding, Location, error
from asof.files import spot
from asof.located.bounds import TableLimits, raising
from asof.located.places import Scalar

QUOTE = '"'
TABLE_LIMITS = TableLimits()
INSIDE = 'write a quote inside quotes twice, as in "5"" pipe", and nothing behind the last one'
QUOTED = re.compile(r'"(?:[^"]|"")*')
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class TableRow(NamedTuple):
    """A row as it stands: its file, the line that it begins on, its cells, where each begins.

    Where nothing but its cells and commas stand in a row, where they begin follows from how long
    they are, and `starts` is empty. Else it has one place more: where the row ends.
    """

    path: str
    line: int
    cells: tuple[str, ...]
    starts: tuple[tuple[int, int], ...] = ()

    def cell(self, n: int) -> str:
        """A cell's text, empty where the row is shorter."""
        return self.cells[n] if n < len(self.cells) else ""

    def start(self, n: int) -> tuple[int, int]:
        """The line and the column where a cell begins; the end of the row where it is shorter."""
        if self.starts:
            return self.starts[min(n, len(self.starts) - 1)]
        before = self.cells[:n]
        commas = min(n, len(self.cells) - 1)
        return self.line, sum(map(len, before)) + commas + 1

    def spelled_out(self) -> TableRow:
        """The same row with where each cell begins, and one that is lacking would."""
        if self.starts:
            return self
        begins = accumulate((len(cell) + 1 for cell in self.cells), initial=1)
        *starts, end = [(self.line, column) for column in begins]
        return self._replace(starts=(*starts, (self.line, end[1] - 1)))

    def place(self, n: int) -> Location:
        """The place of a cell."""
        return Location(self.path, *self.start(n))

    def scalar(self, n: int, place: Location | None = None) -> Scalar:
        """A cell at its place, which may be known."""
        made = Scalar(self.cell(n))
        made.raw, made.place = made, place or self.place(n)
        return made


def parse_csv(
    text: str, name: str, most: TableLimits = TABLE_LIMITS, separator: str = ","
) -> tuple[TableRow, ...]:
    """The rows of a CSV file that are not blank; raises AsofError where cells cannot be told."""
    text = text.replace("\r\n", "\n")
    if found := CONTROL.search(text):
        place = spot(name, text, found.start())
        raise AsofError(error(place, "a control character stands here", "delete it"))
    return tuple(_within(most, _rows(text, name, separator)))


def _within(most: TableLimits, rows: Iterator[TableRow]) -> Iterator[TableRow]:
    """Rows, the names of the columns first, while they are not too many; raises AsofError."""
    for n, row in enumerate(rows):
        if n > most.rows:
            told = f"this table has more than {most.rows:,} rows"
            hint = raising("rows", "make several tables of it")
            raise AsofError(error(Location(row.path, row.line, 1), told, hint))
        if len(row.cells) > most.columns:
            told = f"this row has {len(row.cells):,} cells; more than {most.columns:,} are not read"
            place = row.place(most.columns)
            raise AsofError(error(place, told, raising("columns", "make several tables of it")))
        yield row


def _rows(text: str, name: str, separator: str) -> Iterator[TableRow]:
    """The rows that are not blank."""
    csv.field_size_limit(max(len(text), csv.field_size_limit()))  # no cell is longer than its file
    lines = list(StringIO(text))
    reader, begin = csv.reader(lines, delimiter=separator), 0
    for cells in reader:
        stripped = tuple(map(str.strip, cells))
        if any(stripped):
            written = "".join(lines[begin : reader.line_num]).removesuffix("\n")
            plain = separator.join(stripped) == written
            starts = (
                () if plain else _starts(cells, written, separator, Location(name, begin + 1, 1))
            )
            yield TableRow(name, begin + 1, stripped, starts)
        begin = reader.line_num


def _starts(
    cells: list[str], written: str, separator: str, place: Location
) -> tuple[tuple[int, int], ...]:
    """Where the cells of a row begin, and where it ends; raises AsofError at one that is broken.

    The parser says nothing of places and repairs broken quotes in silence. So each cell is written
    again, and held against what stands there.
    """
    offsets = [0]
    for cell in cells:
        at = offsets[-1]
        quoted = written.startswith(QUOTE, at)
        again = f'"{cell.replace(QUOTE, QUOTE * 2)}"' if quoted else cell
        end = at + len(again)
        if not written.startswith(again, at) or written[end : end + 1] not in ("", separator):
            raise AsofError(_broken(written, at, place))
        if not quoted and cell.lstrip().startswith(QUOTE):
            told = "a space stands before this quote"
            at = written.index(QUOTE, at)
            raise AsofError(error(_place(written, at, place), told, "delete the space"))
        offsets.append(end + 1)
    offsets[-1] -= 1
    places = (_place(written, at, place) for at in offsets)
    return tuple((each.line, each.column) for each in places)


def _broken(written: str, at: int, place: Location) -> Finding:
    """What is wrong with the quotes of a cell."""
    found = QUOTED.match(written, at)
    closed = found is not None and found.end() < len(written) and "\n" not in found[0]
    where = _place(written, at, place)
    if closed:
        return error(where, "this cell goes on behind its closing quote", INSIDE)
    return error(where, "this quote is not closed", "close it at the end of its cell")


def _place(written: str, at: int, place: Location) -> Location:
    """The place `at` characters into a row that begins at a place."""
    inner = spot(place.path, written, at)
    return Location(place.path, place.line + inner.line - 1, inner.column)
