"""Reads data/tables/: CSV whose rows are observations, or the rows of a briefing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from asof.data.keys import allowed
from asof.diagnostics import AsofError, Collector, Finding, Location, closest, error, meant
from asof.files import Files
from asof.located import Scalar, TableLimits, TableRow, parse_csv

SAID = ("value", "on", "from", "until", "source", "reported", "by", "status", "note", "stated")
COLUMNS = ("key", "formerly", *SAID)
NEEDED = ("value", "source")
LABEL = re.compile(r"label(?:\.(\S+))?")  # of a fact with a key, in all languages or in one
FOLDER, SUFFIX = "data/tables", ".csv"
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright lines"}


RowName = Mapping[str, Mapping[str, str]]  # by language, then by form: that alone is the name


@dataclass(frozen=True, slots=True)
class Table:
    """A table below data/: the names of its columns, each at its place, and the rows below them.

    `names` is what rows are called, by language and form, where no column says that of their facts;
    `totals` are the keys of rows that add up the others, `sums` of those that we add up ourselves.
    """

    path: str
    header: tuple[Scalar, ...]
    rows: tuple[TableRow, ...]
    names: Mapping[str, RowName] = field(default_factory=dict)
    totals: frozenset[str] = frozenset()
    sums: frozenset[str] = frozenset()

    @property
    def top(self) -> Location:
        """The place of the table as a whole."""
        return Location(self.path, 1, 1)


def table_of(files: Files, named: Scalar, most: TableLimits) -> Table:
    """A table below data/; raises AsofError where there is none, or none that can be read."""
    name = f"data/{named}"
    if not named.endswith(SUFFIX):  # no other file is looked at for what has changed
        told = f"'{named}' is not a {SUFFIX} file"
        raise AsofError(error(named.place, told, f"save it as {named.partition('.')[0]}{SUFFIX}"))
    file = files.find(name, named.place)
    if file is None:
        found = [n.removeprefix("data/") for n in files.below(FOLDER, SUFFIX)]
        raise AsofError(error(named.place, f"no table '{named}'", meant(named, found)))
    rows = parse_csv(file.text, name, most)
    if not rows:
        hint = "begin it with the names of its columns"
        raise AsofError(error(Location(name, 1, 1), "this table is empty", hint))
    return Table(name, header_of(rows[0]), rows[1:])


def header_of(row: TableRow) -> tuple[Scalar, ...]:
    """The names of the columns, without those at the end that have none; raises AsofError."""
    cells = [row.scalar(n) for n in range(len(row.cells))]
    while not cells[-1]:
        cells.pop()
    if len(cells) == 1:
        _separated(row, cells[0])
    return tuple(cells)


def _separated(row: TableRow, cell: Scalar) -> None:
    """A header of one cell that holds what other programs write between cells is told as such."""
    for mark, name in SEPARATORS.items():
        if mark in cell:
            line, column = row.start(0)
            place = Location(cell.place.path, line, column + cell.index(mark))
            told = f"the cells of this table are separated by {name}"
            raise AsofError(error(place, told, "save it as CSV with commas between the cells"))


def nameless(header: Iterable[Scalar]) -> Iterator[Finding]:
    """Columns without a name, other columns behind them."""
    for cell in header:
        if not cell:
            yield error(cell.place, "a column without a name", "name it, or take the column out")


def repeated(header: Sequence[Scalar]) -> Iterator[Finding]:
    """Columns that have the name of another before them."""
    for n, cell in enumerate(header):
        if cell and cell in header[:n]:
            yield error(cell.place, f"column '{cell}' stands here twice", "keep one")


def columns_of(table: Table) -> tuple[str, ...]:
    """The columns of observations, all known, the needed ones there; raises AsofError."""
    collect, header = Collector(), table.header
    if not set(COLUMNS) & {str(cell).lower() for cell in header}:
        hint = "begin the table with the names of its columns, as in key,value,on,source"
        raise AsofError(error(table.top, "the first line names no column", hint))
    collect.add(*nameless(header), *repeated(header))
    named = {*COLUMNS, *label_columns(table)}
    unknown = [cell for cell in header if cell and cell not in named]
    for cell in unknown:
        collect.add(error(cell.place, f"unknown column '{cell}'", meant(cell, COLUMNS)))
    there = {*header, *(closest(cell, COLUMNS) for cell in unknown)}
    for column in NEEDED:
        if column not in there:
            collect.add(error(table.top, f"missing column '{column}'"))
    collect.close()
    return tuple(str(cell) for cell in header)


def label_columns(table: Table) -> tuple[Scalar, ...]:
    """The columns that name the facts of a table with keys: `label`, or one for each language."""
    keyed = "key" in table.header
    return tuple(c for c in table.header if keyed and c.startswith("label") and LABEL.fullmatch(c))


def cells_of(table: Table, column: str, rows: Iterable[TableRow]) -> Iterator[Scalar]:
    """What stands in a column of some rows, where the table has it."""
    if column in table.header:
        at = table.header.index(column)
        yield from filter(None, (row.scalar(at) for row in rows))


def check_row(row: TableRow, table: Table, texts: Sequence[str]) -> None:
    """A row has no more cells than there are columns, and only its texts have lines.

    Raises AsofError.
    """
    header = table.header
    for n in range(len(header), len(row.cells)) if len(row.cells) > len(header) else ():
        if row.cells[n]:
            count = max(at for at, cell in enumerate(row.cells, 1) if cell)
            told = f"{count} cells under {len(header)} columns"
            hint = "put a cell that holds a comma in quotes"
            raise AsofError(error(row.place(n), told, hint))
    if not row.starts or "\n" not in "".join(row.cells):
        return
    for n, cell in enumerate(row.cells):
        if "\n" in cell and header[n] not in texts:
            told, hint = f"a line ends inside this '{header[n]}'", "put it on one line"
            raise AsofError(error(row.place(n), told, hint))


def rows_by_key(table: Table, above: str, collect: Collector) -> dict[str, list[TableRow]]:
    """The rows of each fact of a table; one without a key column has one fact, if without rows."""
    if "key" not in table.header:
        return {above: list(table.rows)}
    if not table.rows and not table.names:
        collect.add(error(table.top, "this table has no rows", "add a line for each observation"))
    at = table.header.index("key")
    found: dict[str, list[TableRow]] = {word: [] for word in table.names}
    for row in table.rows:
        found.setdefault(row.cell(at), []).append(row)
    for row in found.pop("", ()):
        place = row.place(at)
        collect.add(error(place, "this line has no key", "fill in the cell, or delete the line"))
    for word, rows in found.items():
        if rows and "\n" not in word:  # of the lines in a cell the reader of rows tells
            collect.attempt(allowed, [word], rows[0].place(at))
    return {f"{above}.{word}": rows for word, rows in found.items()}
