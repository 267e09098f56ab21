"""Writes observations into the CSV table of a fact, as rows at its end."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO

from asof.data.tables import Table, table_of
from asof.diagnostics import AsofError, Collector, error
from asof.files import Files
from asof.located import Scalar, TableLimits

Cells = Mapping[str, str]  # of a row, by the names of their columns


def with_rows(
    files: Files, named: Scalar, most: TableLimits, rows: Iterable[Cells]
) -> tuple[str, bytes]:
    """A table below data/ with rows more, and its name.

    Raises AsofError where it has no column for a cell.
    """
    table, collect = table_of(files, named, most), Collector()
    written = [line for row in rows if (line := collect.attempt(_line, table, row))]
    collect.close()
    file = files.read(table.path)
    end = "\r\n" if "\r\n" in file.text else "\n"
    lead = "" if file.text.endswith("\n") else end
    added = lead + "".join(f"{line}{end}" for line in written)
    return file.name, file.content + added.encode()


def _line(table: Table, row: Cells) -> str:
    """A row as text; raises AsofError."""
    columns = [*map(str, table.header)]
    for name in row:
        if name not in columns:
            hint = f"add '{name}' to its first line, or leave it out"
            raise AsofError(error(table.top, f"this table has no column '{name}'", hint))
    text = StringIO()
    csv.writer(text, lineterminator="").writerow([row.get(name, "") for name in columns])
    return text.getvalue()
