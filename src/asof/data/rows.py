"""The rows of a `for_each` table: one document each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from asof.briefing.rows import Rows
from asof.data.tables import Table, check_row, nameless, repeated, table_of
from asof.diagnostics import AsofError, Collector, Finding, error, meant
from asof.files import Files
from asof.located import Scalar, TableRow
from asof.text import shorts
from asof.workspace import Workspace

COLUMN = re.compile(r"([a-z][a-z0-9_]*)(?:\.([A-Za-z-]+))?")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
NAMED = "use lower-case letters, digits and _, starting with a letter, as in name or name.en"
ROW_NAMED = "use lower-case letters, digits, - and _, as file names have it"
UNTRANSLATED = "missing-translation"
Column = tuple[str, str]
Columns = tuple[Column, ...]


def rows_of(files: Files, named: Scalar, workspace: Workspace) -> Rows:
    """The rows of a table below data/; raises AsofError with all that is wrong with them."""
    table = table_of(files, named, workspace.config.limits.table)
    columns = _columns(table, workspace)
    collect = Collector()
    tried = [collect.attempt(_row, row, table) for row in table.rows]
    rows = Rows(table.path, columns, tuple(row for row in tried if row))
    collect.add(*_repeated(rows), *_untold(rows))
    if not table.rows:
        collect.add(error(table.top, "this table has no rows", "add a line for each document"))
    collect.close()
    return rows


# Columns


def _columns(table: Table, workspace: Workspace) -> Columns:
    """The names of the columns, each with its language where it has one; raises AsofError."""
    collect, header = Collector(), table.header
    known = shorts(workspace.languages)
    split = [collect.attempt(_column, cell, known) for cell in header if cell]
    collect.add(*nameless(header))
    collect.close()
    columns = tuple(column for column in split if column)
    collect.add(*repeated(header), *_clashing(header, columns))
    collect.add(*_untranslated(header, columns, workspace))
    collect.close()
    return columns


def _column(cell: Scalar, known: tuple[str, ...]) -> Column:
    """A column's name and its language, '' where it serves all; raises AsofError."""
    found = COLUMN.fullmatch(cell)
    if not found:
        raise AsofError(error(cell.place, f"'{cell}' cannot be the name of a column", NAMED))
    if found[2] and found[2] not in known:
        hint = meant(found[2], known) or f"the languages are {', '.join(known)}"
        raise AsofError(error(cell.place, f"unknown language '{found[2]}'", hint))
    return found[1], found[2] or ""


def _clashing(header: Sequence[Scalar], columns: Columns) -> Iterator[Finding]:
    """Columns that say the same twice; the first names the rows and has no language."""
    for n, (cell, (name, tag)) in enumerate(zip(header, columns, strict=True)):
        before = columns[:n]
        if n == 0 and tag:
            told = "the first column names the rows and has no language"
            yield error(cell.place, told, f"write {name}")
        elif any(
            name == other and tag != theirs and "" in (tag, theirs) for other, theirs in before
        ):
            told = f"'{name}' is given for all languages and by language"
            yield error(cell.place, told, "keep one way")


def _untranslated(
    header: Sequence[Scalar], columns: Columns, workspace: Workspace
) -> Iterator[Finding]:
    """A column by language has all languages of the workspace."""
    both = reversed([*zip(header[1:], columns[1:], strict=True)])
    first = {name: cell for cell, (name, tag) in both if tag}
    for name, cell in first.items():
        tags = {tag for other, tag in columns if other == name}
        for tag in workspace.languages:
            if not tags & {tag, tag.split("-")[0]}:
                short = workspace.short(tag)
                told = f"column '{name}' has no text for '{short}'"
                yield error(cell.place, told, f"add a column '{name}.{short}'", UNTRANSLATED)


# Rows


def _row(row: TableRow, table: Table) -> TableRow:
    """One row, its name fit for a file's; raises AsofError."""
    check_row(row, table, table.header[1:])
    _named(row.scalar(0), table.header[0])
    return row


def _named(name: Scalar, column: str) -> None:
    """A row has a name, in lower case."""
    if not name:
        raise AsofError(error(name.place, "a row without a name", f"fill in its '{column}'"))
    if not NAME.fullmatch(name):
        lowered = re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-_")
        hint = f"write '{lowered}'" if lowered else ROW_NAMED
        raise AsofError(error(name.place, f"'{name}' cannot be the name of a row", hint))


def _repeated(rows: Rows) -> Iterator[Finding]:
    """The names of rows that another row has already."""
    first: dict[str, int] = {}
    for row in rows.found:
        before = first.setdefault(row.cell(0), row.line)
        if before != row.line:
            told = f"row '{row.cell(0)}' is named twice, first on line {before}"
            yield error(row.place(0), told, "keep one")


def _untold(rows: Rows) -> Iterator[Finding]:
    """The cells that lack the language that others of their text have."""
    by_name: dict[str, list[int]] = {}
    for n, (name, tag) in enumerate(rows.columns):
        by_name.setdefault(name, []).extend([n] if tag else [])
    for row in rows.found:
        for at in by_name.values():
            if any(row.cell(n) for n in at):
                yield from _empty(rows, row, [n for n in at if not row.cell(n)])


def _empty(rows: Rows, row: TableRow, at: list[int]) -> Iterator[Finding]:
    for n in at:
        name, tag = rows.columns[n]
        told = f"row '{row.cell(0)}': column '{name}' has no text for '{tag}'"
        yield error(row.place(n), told, "fill in the cell", UNTRANSLATED)
