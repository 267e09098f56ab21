"""Who gets copies: a list of names and organisations, as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from asof.diagnostics import Collector, Finding, Location, error, meant
from asof.files import decode_text
from asof.located import TableRow, parse_csv

COLUMNS = ("name", "organisation")
MOST = 9_999  # copies of one edition
LONGEST = 200  # characters of a name


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets a copy; nobody yet, where both are empty."""

    name: str = ""
    organisation: str = ""


def nobody_yet(copies: int) -> tuple[Recipient, ...]:
    """So many copies, whose names are written on the list by hand."""
    return (Recipient(),) * copies


def read_recipients(path: Path) -> tuple[Recipient, ...]:
    """The recipients in a CSV file, one a line; raises AsofError with all that is wrong with it."""
    found = parse_csv(decode_text(path.read_bytes(), str(path)), str(path))
    head, rows = next(iter(found), None), found[1:]
    collect = Collector()
    collect.add(*_columns_faults(head, path))
    collect.close()
    assert head
    at = {name: head.cells.index(name) for name in COLUMNS if name in head.cells}
    collect.add(*_row_faults(rows, len(head.cells), path))
    collect.close()
    told = [{name: row.cell(n).strip() for name, n in at.items()} for row in rows]
    return tuple(Recipient(**each) for each in told)


def _columns_faults(head: TableRow | None, path: Path) -> Iterator[Finding]:
    """What is wrong with the names of the columns."""
    if head is None:
        yield error(Location(str(path)), "names nobody", "write a line 'name,organisation' first")
        return
    for n, name in enumerate(head.cells):
        if name not in COLUMNS:
            hint = meant(name, COLUMNS) or "the columns are name and organisation"
            yield error(head.place(n), f"unknown column '{name}'", hint)
        elif name in head.cells[:n]:
            yield error(head.place(n), f"the column '{name}' stands here twice", "keep one")
    if "name" not in head.cells:
        yield error(head.place(0), "no column 'name'", "write a line 'name,organisation' first")


def _row_faults(rows: Sequence[TableRow], columns: int, path: Path) -> Iterator[Finding]:
    """What is wrong with the lines behind the first."""
    if not 0 < len(rows) <= MOST:
        told = f"names {len(rows):,} recipients, and copies are 1 to {MOST:,}"
        yield error(Location(str(path)), told, "write a line for each recipient")
    for row in rows:
        if len(row.cells) > columns:
            hint = "put what has a comma in quotes"
            yield error(row.place(columns), "more cells than columns", hint)
        for n, cell in enumerate(row.cells[:columns]):
            if len(cell) > LONGEST or not cell.isprintable():
                told = f"is no line of at most {LONGEST} characters"
                yield error(row.place(n), told, "write a name")
