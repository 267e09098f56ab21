"""How a table that nobody has described is laid: its sheet, its names of columns, its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from asof.adding.plain_keys import is_number
from asof.adding.questions import Asker, Question
from asof.data.row_names import plain_name
from asof.data.schema import WideTable
from asof.data.sheets import MergedCell, sheet_names, sheet_rows
from asof.data.wide_tables import column_names, column_parts
from asof.diagnostics import AsofError, Location, error
from asof.files import File
from asof.located import TableLimits, TableRow
from asof.text import scalar

YEAR = re.compile("(19|20)[0-9]{2}")  # a name of a column as well as a figure
SEPARATOR_WORDS: tuple[Literal["comma", "semicolon", "tab"], ...] = ("comma", "semicolon", "tab")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: where it stands, its name, what stands lowest above it, its cells."""

    number: int
    name: str
    low: str
    cells: tuple[str, ...]

    def share(self, told: Iterable[bool]) -> float:
        """How much of what is filled in is such."""
        filled = sum(map(bool, self.cells))
        return sum(told) / filled if filled else 0.0


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How the cells of a file are told: its sheet, what parts them, how many rows are names."""

    rows: tuple[TableRow, ...]
    header: int
    sheet: str = ""
    separator: str = ""

    @property
    def body(self) -> tuple[TableRow, ...]:
        """The rows below the names of the columns."""
        return self.rows[self.header :]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return column_names(self.rows[: self.header])

    @property
    def title(self) -> str:
        """What stands alone above the names; nothing where nothing does."""
        return plain_name(next(filter(None, self.rows[0].cells))) if self.titles else ""

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """The columns that have a name."""
        return tuple(
            TableColumn(n, name, self._low(n), tuple(row.cell(n) for row in self.body))
            for n, name in enumerate(self.names)
            if name
        )

    def _low(self, n: int) -> str:
        """The lowest parts of a column's name by which it is told from all others.

        Where figures stand in several groups, what stands above each belongs to what it is called.
        """
        parts = self.parts[n] if n < len(self.parts) else ()
        for least in range(min(2 if self.grouped else 1, len(parts)), len(parts) + 1):
            low = " ".join(parts[-least:])
            if sum(each == low or each.endswith(f" {low}") for each in self.names) == 1:
                return low
        return self.names[n]

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """The parts of the names of columns, without the titles above all of them."""
        return column_parts(self.rows[self.titles : self.header])

    @property
    def titles(self) -> int:
        """How many rows at the top say one thing alone."""
        own = [[c for c in row.cells if c and not isinstance(c, MergedCell)] for row in self.rows]
        counts = map(len, own[: self.header - 1])
        return next((n for n, count in enumerate(counts) if count > 1), self.header - 1)

    @property
    def grouped(self) -> bool:
        """Whether columns stand in several groups."""
        return len({parts[-2] for parts in self.parts if len(parts) > 1}) > 1


def layout_of(file: File, most: TableLimits, asker: Asker) -> TableLayout:
    """How the cells of a file are told; raises AsofError where they cannot be."""
    sheet = _sheet_of(file, asker)
    separator = "" if sheet_names(file) else _separator_of(file, most, asker)
    rows = sheet_rows(file, _told(file, sheet, separator), most)
    found = next((n for n, row in enumerate(rows) if any(map(is_number, row.cells[1:]))), 0)
    found -= _headings(rows[:found])
    numbers = [cell for cell in rows[found].cells[1:] if is_number(cell)] if rows else []
    years = bool(numbers) and all(map(YEAR.fullmatch, numbers))
    found += int(years)
    question = Question("header", "How many rows hold the names of the columns?", str(found))
    header = int(asker.ask(question, sure=found in (1, 2, 3) and not years) or 0)
    if not 0 < header < len(rows):
        told = "this table has no names of columns above its figures"
        raise AsofError(error(Location(file.name, 1, 1), told, "name each column in the first row"))
    several = len(sheet_names(file)) > 1
    return TableLayout(rows, header, sheet if several else "", separator)


def _headings(rows: tuple[TableRow, ...]) -> int:
    """How many rows at the end of some are headings within a table, and name no column."""
    alone = [[n for n, cell in enumerate(row.cells) if cell] == [0] for row in rows]
    return next((n for n, each in enumerate(reversed(alone)) if not each), 0)


def _told(file: File, sheet: str, separator: str) -> WideTable:
    """How the cells of a file are read, as a file of facts would say it."""
    place = Location(file.name, 1, 1)
    none = scalar("", place)
    mark = next((word for word in SEPARATOR_WORDS if word == separator), None)
    chosen = scalar(sheet, place) if sheet else None
    return WideTable(
        files=none, on=none, source=none, columns={}, sheet=chosen, separator=mark, place=place
    )


def _sheet_of(file: File, asker: Asker) -> str:
    """The sheet that is read: the only one, or the one that is answered."""
    names = sheet_names(file)
    if not names:
        return ""
    question = Question("sheet", "Which sheet holds the figures?", names[0], names)
    return asker.ask(question, sure=len(names) == 1)


def _separator_of(file: File, most: TableLimits, asker: Asker) -> str:
    """What parts the cells of a text: that by which its rows have most of them."""
    counts: dict[str, int] = {}
    for word in SEPARATOR_WORDS:
        try:
            rows = sheet_rows(file, _told(file, "", word), most)
        except AsofError:
            continue
        counts[word] = sorted(len(row.cells) for row in rows)[len(rows) // 2] if rows else 0
    usual = "tab" if file.name.endswith(".tsv") else "comma"
    found = max(counts, key=lambda word: (counts[word], word == usual), default=usual)
    question = Question("separator", "What parts the cells?", found, SEPARATOR_WORDS)
    answer = asker.ask(question, sure=True)
    return "" if answer == usual else answer
