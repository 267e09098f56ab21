"""CSV of the tables, and their metadata: CSV on the Web (W3C, 2015), RFC 4180."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import Any

from asof.language import OURS
from asof.publish.open_data.tables import Cell, DataColumn, DataLayout, KeyReference, Row

SEPARATOR = ";"
METADATA = "csv-metadata.json"
# What a spreadsheet runs: a cell of words that begins so. One apostrophe more is set before it, so
# that taking one off gives the words back, whatever they were.
_RUN = "=+-@\t\r＝＋－＠"
RUN_BY_SPREADSHEETS = re.compile(rf"['\s]*[{re.escape(_RUN)}]")
_AT_FIRST = frozenset(f"{_RUN}' \n\u00a0")  # how nearly no cell begins, which is quicker to see


def csv_head(layout: DataLayout) -> str:
    """The line that names the columns of a table."""
    return csv_lines([[column.name for column in layout.columns]])


def csv_rows(layout: DataLayout, rows: Iterable[Row]) -> str:
    """Rows of a table, each a line."""
    columns = [(column.name, column.free) for column in layout.columns]
    return csv_lines([in_csv(row.get(name), free) for name, free in columns] for row in rows)


def csv_lines(rows: Iterable[Sequence[str]]) -> str:
    """Lines of RFC 4180: CRLF, and quotes where they are needed."""
    file = StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue()


def in_csv(cell: Cell, guard: bool) -> str:
    """A cell as text, in the lexical form of its datatype."""
    told = cell if isinstance(cell, str) else lexical(cell)
    run = guard and told[:1] in _AT_FIRST and RUN_BY_SPREADSHEETS.match(told)
    return f"'{told}" if run else told


def lexical(cell: Cell) -> str:
    """A value in the form that XML Schema has for its datatype."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return SEPARATOR.join(cell) if isinstance(cell, tuple) else str(cell)


def metadata(layouts: Iterable[DataLayout], about: Mapping[str, Any]) -> dict[str, Any]:
    """What the files hold, for programs: a group of tables with their schemas and keys."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": OURS}],
        **about,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tables": [_table(each) for each in layouts],
    }


def metadata_bytes(told: Mapping[str, Any]) -> bytes:
    """Metadata as the same bytes each time."""
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _table(layout: DataLayout) -> dict[str, Any]:
    keys = [_foreign_key(each) for each in layout.references]
    schema: dict[str, Any] = {
        "columns": [_column(each) for each in layout.columns],
        "primaryKey": list(layout.key),
        **({"foreignKeys": keys} if keys else {}),
    }
    told = {"dc:title": layout.title, "dc:description": layout.says}
    return {"url": f"{layout.name}.csv", **told, "tableSchema": schema}


def _column(column: DataColumn) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.says,
        "datatype": column.kind.value,
    }
    if column.language:
        told["lang"] = column.language
    if column.several:
        told["separator"] = SEPARATOR
    return told | ({"required": True} if column.required else {})


def _foreign_key(reference: KeyReference) -> dict[str, Any]:
    there = {"resource": f"{reference.table}.csv", "columnReference": list(reference.key)}
    return {"columnReference": list(reference.columns), "reference": there}
