"""CSV by the library's parser: every cell is there, and each at its place."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asof.diagnostics import AsofError
from asof.located import parse_csv

ALPHABET = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], include_characters="\n")
CELL = st.text(ALPHABET, max_size=8) | st.sampled_from(['5" pipe', '"', '""', "a,b", "\n", " x "])
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=5), max_size=6)


def cells(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in parse_csv(text, "t.csv")]


def starts(text: str) -> list[list[tuple[int, int]]]:
    return [[row.start(n) for n in range(len(row.cells))] for row in parse_csv(text, "t.csv")]


@given(ROWS, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.sampled_from(["\n", "\r\n"]))
def test_what_a_writer_writes_is_read_cell_by_cell_at_its_place(
    rows: list[list[str]], quoting: Any, end: str
) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, quoting=quoting, lineterminator=end).writerows(rows)
    text = file.getvalue()
    found = parse_csv(text, "t.csv")
    wanted = [tuple(cell.strip() for cell in row) for row in rows]
    assert [row.cells for row in found] == [row for row in wanted if any(row)]
    lines = text.replace("\r\n", "\n").split("\n")
    for row in found:
        for n, cell in enumerate(row.cells):
            line, column = row.start(n)
            stands = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
            written = stands[1:].replace('""', '"') if stands.startswith('"') else stands
            assert written.lstrip().startswith(cell)


def test_a_cell_may_have_lines_and_the_next_stands_below() -> None:
    text = 'a,"one\ntwo",b\nc,d,e\n'
    assert cells(text) == [("a", "one\ntwo", "b"), ("c", "d", "e")]
    assert starts(text) == [[(1, 1), (1, 3), (2, 6)], [(3, 1), (3, 3), (3, 5)]]


def test_a_cell_is_as_long_as_it_likes() -> None:
    long = "x" * 200_000
    assert cells(f'a,"{long}"\n') == [("a", long)]


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n", ",,\n", "  \n", '"",\n'])
def test_rows_of_nothing_are_no_rows(text: str) -> None:
    assert cells(text) == []


def test_a_quote_inside_a_cell_that_begins_without_one_is_a_letter() -> None:
    text = 'mill,6",steel,80" "deep",Works\n'
    assert cells(text) == [("mill", '6"', "steel", '80" "deep"', "Works")]
    assert starts(text) == [[(1, 1), (1, 6), (1, 9), (1, 15), (1, 26)]]


def test_where_a_row_is_shorter_its_cells_are_empty_and_stand_at_its_end() -> None:
    plain, quoted = parse_csv('a,bc\na,"bc"\n', "t.csv")
    assert (plain.cell(2), plain.start(2), quoted.cell(2), quoted.start(2)) == (
        *("", (1, 5)),
        *("", (2, 7)),
    )


@given(st.text(st.sampled_from('ab ,"\n'), max_size=30))
def test_whatever_is_typed_no_letter_is_lost(text: str) -> None:
    with suppress(AsofError):
        found = "".join(cell for row in cells(text) for cell in row)
        assert [x for x in found if x in "ab"] == [x for x in text if x in "ab"]
