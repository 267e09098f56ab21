"""The cells of tables, told of to the end where the engine does not.

From version 70 on, WeasyPrint gives each header an identifier of its own and each cell the headers
of all columns and rows that it spans, and keeps on a cell's box the element that it became. Version
69 names headers by their places in memory, other in each run, and overlooks spans. With 70 as the
oldest version this file can go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import Any

Cell = tuple[Any, range, range]  # its box, its rows, its columns


def complete_cells(pdf: Any, boxes: list[Any]) -> None:
    """Tell of the cells among the boxes of a page as version 70 does."""
    headers = {
        thing["ID"].string: thing
        for thing in pdf.objects
        if isinstance(thing, dict) and thing.get("S") == "/TH" and "ID" in thing
    }
    named = [box for box in boxes if id(box) in headers]
    for box in named:
        box.mark = headers[id(box)]
        box.mark["ID"].string = f"{box.mark.number}"
    for table in (box for box in boxes if named and box.element_tag == "table"):
        _head(list(_cells(table)))


def _cells(table: Any) -> Iterator[Cell]:
    """The cells of a table, each with the rows and columns that it takes."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(_rows(table)):
        column = 0
        for box in row.children:
            while (number, column) in taken:
                column += 1
            rows = range(number, number + _spanned(box, "rowspan"))
            columns = range(column, column + _spanned(box, "colspan"))
            taken |= {(r, c) for r in rows for c in columns}
            yield box, rows, columns


def _spanned(box: Any, direction: str) -> int:
    """How many rows or columns a box takes: one that a style makes no cell takes one."""
    return max(1, getattr(box, direction, 1))


def _rows(box: Any) -> Iterator[Any]:
    """The rows of a table, those of a table within a cell left out."""
    for child in getattr(box, "children", ()):
        yield from [child] if child.element_tag == "tr" else _rows(child)


def _head(cells: list[Cell]) -> None:
    """Name in each cell the headers of its rows and of its columns."""
    by_row: dict[int, list[Any]] = defaultdict(list)
    by_column: dict[int, list[Any]] = defaultdict(list)
    marked = [cell for cell in cells if hasattr(cell[0], "mark")]
    for box, rows, columns in marked:
        if box.element_tag == "th":
            of_row = box.element.get("scope") == "row"
            (by_row[rows[0]] if of_row else by_column[columns[0]]).append(box.mark["ID"])
    for box, rows, columns in marked:
        told = {"ColSpan": len(columns), "RowSpan": len(rows)}
        spans = {name: number for name, number in told.items() if number != 1}
        box.mark["A"] = type(box.mark)({"O": "/Table"} | spans)
        if box.element_tag == "td":
            heads = [by_row[r] for r in rows] + [by_column[c] for c in columns]
            box.mark["A"]["Headers"] = type(box.mark["K"])(chain.from_iterable(heads))
