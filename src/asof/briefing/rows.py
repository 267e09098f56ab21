"""The rows of a `for_each` table, one document each, and the keys that they fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import overload

from asof.diagnostics import Location, meant
from asof.ledger.patterns import key_ends
from asof.located import Scalar, TableRow, canonical_text, invalid
from asof.text import Text, scalar

PLACE = re.compile(r"\{\{ *each\.([a-z][a-z0-9_]*) *\}\}")
Columns = tuple[tuple[str, str], ...]  # their names, each with its language where it has one
EXAMPLE = "write a place as in cases.{{ each.code }}.total"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a `for_each` table: its name, and its cells, which texts see as `each`."""

    name: str
    cells: Mapping[str, Text]
    place: Location = field(compare=False, repr=False)

    @property
    def digest(self) -> str:
        """The digest of what it says."""
        said = canonical_text([self.name, {name: text.by for name, text in self.cells.items()}])
        return blake2b(said.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class RowCells(Mapping[str, Text]):
    """The cells of a row, each a text when it is asked for."""

    path: str
    columns: Columns
    row: TableRow

    def __getitem__(self, name: str) -> Text:
        at = [n for n, (column, _) in enumerate(self.columns) if column == name]
        if not at:
            raise KeyError(name)
        by = {self.columns[n][1]: self.row.scalar(n) for n in at}
        return Text(by, next(iter(by.values())).place)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name for name, _ in self.columns))

    def __len__(self) -> int:
        return len({name for name, _ in self.columns})


@dataclass(frozen=True, slots=True)
class Rows(Sequence[Row]):
    """The rows of a table below data/, each made when it is asked for."""

    path: str
    columns: Columns
    found: tuple[TableRow, ...]

    def __len__(self) -> int:
        return len(self.found)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...

    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(at, slice):
            return tuple(self._row(row) for row in self.found[at])
        return self._row(self.found[at])

    def __iter__(self) -> Iterator[Row]:
        return (self._row(row) for row in self.found)

    def _row(self, row: TableRow) -> Row:
        place = Location(self.path, row.line, 1)
        return Row(row.cell(0), RowCells(self.path, self.columns, row), place)


class RowKey(Scalar):
    """A key or pattern with places in it, such as cases.{{ each.code }}.total."""

    def of(self, row: Row) -> Scalar:
        """The key of one row."""
        made = Scalar(PLACE.sub(lambda found: row.cells[found[1]].in_(""), self))
        made.raw, made.place = self.raw, self.place
        return made

    def known_by(self, row: Row) -> Scalar:
        """The key or pattern that some fact has to have for one row."""
        return self.of(row)


class RowStem(RowKey):
    """What the keys of a column of a cross table have in common, with places in it."""

    def known_by(self, row: Row) -> Scalar:
        """The pattern of the facts in the column."""
        return scalar("*".join(key_ends(self.of(row))), self.place)


class RowOfTable(RowKey):
    """The name of a row of a cross table, with places in it: whether it has one the table tells."""

    def known_by(self, row: Row) -> Scalar:
        """Any fact, where the cell says something."""
        return scalar("*" if self.of(row) else "", self.place)


def row_key(key: Scalar, columns: Columns | None, sort: type[RowKey] = RowKey) -> RowKey:
    """A key with places, each a column of the table; raises Invalid."""
    if columns is None:
        raise invalid(f"'{key}' has a place for each row, but there are no rows", WITHOUT)
    if "{" in PLACE.sub("", key):
        raise invalid(f"'{key}' is not a key with places", EXAMPLE)
    for name in PLACE.findall(key) if columns else ():
        _column(name, columns)
    made = sort(key)
    made.raw, made.place = key.raw, key.place
    return made


WITHOUT = "add for_each: tables/NAME.csv"


def _column(name: str, columns: Columns) -> None:
    """A place names a column that has one text for all languages."""
    plain = [column for column, tag in columns if not tag]
    if name in plain:
        return
    if name in dict(columns):
        raise invalid(f"'{name}' is a text by language and cannot be in a key", meant(name, plain))
    raise invalid(f"the rows have no column '{name}'", meant(name, plain))
