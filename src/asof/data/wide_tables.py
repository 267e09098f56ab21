"""Wide tables, as an office has them: a column for each of several facts, a row for each place.

Each column becomes a table of observations such as a fact names itself: what stands behind it knows
of no other. Nothing in a table is passed over that is not declared or marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from asof.data.cell_values import CellFigure, cell_figure
from asof.data.reading import FILE, NAMED, SHEETS, Reading
from asof.data.row_names import RowNames, plain_name
from asof.data.schema import WideTable
from asof.data.sheets import SEPARATORS, FaultyCell, MergedCell, sheet_rows
from asof.data.tables import FOLDER, Table
from asof.dates import DateError, parse_date
from asof.diagnostics import AsofError, Collector, Finding, Location, WordError, error, meant
from asof.files import File
from asof.located import Mapping_, TableLimits, TableRow
from asof.text import scalar

DAY, STEM = "{on}", "{file}"  # what a source may be named by
DATED = re.compile(r"(?<![0-9])([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9])")  # in a name
OWN = ("value", "status")  # what each cell says itself; a line is told by its value
SHARED = ("on", "source", "reported", "note")  # what its row says for all of them


@dataclass(frozen=True, slots=True)
class Narrow:
    """The table of each fact that wide ones fill, by its word in the file, and what was read."""

    tables: dict[str, Table] = field(default_factory=dict)
    needs: set[str] = field(default_factory=set)


def narrow_tables(told: Iterable[WideTable], tree: Mapping_, reading: Reading) -> Narrow:
    """The tables that the wide ones of a file of facts are made into; raises AsofError."""
    collect, made = Collector(), Narrow()
    for wide in told:
        narrow = collect.attempt(_narrow, wide, tree, reading) or Narrow()
        for word in narrow.tables.keys() & made.tables.keys():
            place = next(column.place for column in wide.columns.values() if column == word)
            collect.add(error(place, f"'{word}' is filled by two tables", "keep one"))
        made.tables.update(narrow.tables)
        made.needs.update(narrow.needs)
    collect.close()
    return made


def _narrow(wide: WideTable, tree: Mapping_, reading: Reading) -> Narrow:
    files, collect = _files(wide, reading), Collector()
    collect.add(*_unknown_facts(wide, tree))
    most, names = reading.workspace.config.limits.table, RowNames(wide)
    sheets = [collect.attempt(_sheet, wide, file, names, most) for file in files]
    collect.close()
    narrow = Narrow(needs={f"{NAMED} {wide.files}", *(f"{FILE} {file.name}" for file in files)})
    top = Location(files[0].name, 1, 1)
    header = tuple(scalar(name, top) for name in (*OWN, *shared_names(wide)))
    spoken = reading.workspace.languages
    collect.add(*names.two_totals(), *names.untranslated(spoken))
    labels = names.labels(spoken) if wide.row else {}
    for name, word in wide.columns.items():
        column = NarrowColumn(name, percent=_is_percent(tree[word].get("unit")))
        rows = tuple(row for sheet in sheets if sheet for row in column.rows(sheet, collect))
        called = (labels, names.totals, names.sums)
        narrow.tables[str(word)] = Table(top.path, header, rows, *called)
    collect.close()
    return narrow


def _files(wide: WideTable, reading: Reading) -> list[File]:
    """The files of a wide table, in the order of their names; raises AsofError."""
    names = reading.named(wide.files)
    if not names:
        known = [n.removeprefix("data/") for n in reading.files.below(FOLDER, *SHEETS)]
        told, place = f"no table is called '{wide.files}'", wide.files.place
        raise AsofError(error(place, told, meant(wide.files, known)))
    return [reading.files.read(name, wide.files.place) for name in names]


def _is_percent(unit: Any) -> bool:
    """Whether a unit, as an entry has it, is per cent in some language."""
    return "%" in unit.values() if isinstance(unit, Mapping_) else unit == "%"


def _unknown_facts(wide: WideTable, tree: Mapping_) -> Iterator[Finding]:
    """Columns whose figures no fact of the file takes."""
    facts = [word for word, fields in tree.items() if isinstance(fields, Mapping_)]
    words = list(wide.columns.values())
    for n, word in enumerate(words):
        if word in words[:n]:
            yield error(word.place, f"'{word}' is filled by two columns", "keep one")
        if word not in facts:
            hint = meant(word, facts) or "add it, with a 'label'"
            yield error(word.place, f"no fact '{word}' in this file", hint)


# ---- a file


class Said(NamedTuple):
    """What a row says under a name, and the line and the column where that stands."""

    words: str
    start: tuple[int, int]


def shared_names(wide: WideTable) -> tuple[str, ...]:
    """What a row says for all of its cells."""
    return (*SHARED, "key") if wide.row else SHARED


class KeyedRow(NamedTuple):
    """A row of a wide table: its key, its day, and what it says for each of its cells."""

    key: str
    on: str
    row: TableRow
    cells: tuple[str, ...]
    starts: tuple[tuple[int, int], ...]

    def line(self, at: int, told: CellFigure) -> TableRow:
        """A cell of it as a line of the table of its column."""
        start = self.row.starts[at]
        cells, starts = (told.value, told.status, *self.cells), (start, start, *self.starts)
        return TableRow(self.row.path, self.row.line, cells, starts)


@dataclass(frozen=True, slots=True)
class WideSheet:
    """A file of a wide table: the names of its columns, and its rows, each with its key."""

    wide: WideTable
    path: str
    names: tuple[str, ...]
    rows: list[KeyedRow] = field(default_factory=list)

    def column(self, name: str) -> int:
        """Where a column stands, by its whole name or by its lowest part; raises AsofError."""
        name = plain_name(name)
        found = [n for n, each in enumerate(self.names) if each == name]
        found = found or [n for n, each in enumerate(self.names) if each.endswith(f" {name}")]
        if len(found) == 1:
            return found[0]
        place = Location(self.path, 1, 1)
        if not found:
            told = f"no column '{name}'"
            raise AsofError(error(place, told, meant(name, filter(None, self.names))))
        told = f"{len(found)} columns are called '{name}'"
        other = next((self.names[n] for n in found if self.names[n] != name), "")
        raise AsofError(error(place, told, f"write '{other}'" if other else "rename one of them"))

    @property
    def settings(self) -> Iterator[RowSetting]:
        """What says the same of all columns; raises AsofError for a column that is not there."""
        wide = self.wide
        yield from (RowSetting("key", each, self.column(each)) for each in (wide.row,) if each)
        for name, told in (("on", wide.on), ("reported", wide.reported)):
            if told == STEM:
                yield RowSetting(name, day_of_name(self.path), None)
            elif told:
                yield RowSetting(name, told, None if day_typed(told) else self.column(told))
        at = self.column(wide.source) if wide.source in self.names else None
        yield RowSetting("source", wide.source, at)
        if wide.note:
            yield RowSetting("note", wide.note, self.column(wide.note))


@dataclass(frozen=True, slots=True)
class RowSetting:
    """What a row says beside its figures: in a column, or the same in all rows."""

    name: str
    told: str
    at: int | None

    def of(self, row: TableRow) -> Said:
        """What it is in a row."""
        if self.at is None:
            return Said(self.told, row.start(0))
        return Said(row.cell(self.at), row.start(self.at))


@lru_cache(maxsize=1024)  # the rows of a file are of few days
def day_typed(typed: str) -> str:
    """The day that a text tells, nothing where it tells none."""
    try:
        return parse_date(typed).text
    except DateError:
        return ""


def day_in(path: str) -> str:
    """The day that the name of a file tells, nothing where it tells none."""
    found = DATED.search(PurePosixPath(path).stem)
    return day_typed("-".join(found.groups())) if found else ""


def day_of_name(path: str) -> str:
    """The day that a file is called after; raises AsofError where its name tells none."""
    day = day_in(path)
    if not day:
        hint = "call it after its day, as in 2020-11-10, or say the day in 'on'"
        raise AsofError(error(Location(path, 1, 1), "the name of this file tells no day", hint))
    return day


def headed_sheet(wide: WideTable, file: File, rows: tuple[TableRow, ...]) -> WideSheet:
    """A file whose columns are those that are declared; raises AsofError."""
    if len(rows) <= wide.header:
        told = "this table has no rows below the names of its columns"
        raise AsofError(error(Location(file.name, 1, 1), told, "add them, or delete the file"))
    collect, sheet = Collector(), WideSheet(wide, file.name, column_names(rows[: wide.header]))
    collect.add(*_unseparated(sheet))
    collect.close()
    collect.attempt(lambda: list(sheet.settings))
    for name in wide.columns:
        collect.attempt(sheet.column, name)
    collect.close()
    return sheet


def _sheet(wide: WideTable, file: File, names: RowNames, most: TableLimits) -> WideSheet:
    """A file, its columns and rows all known; raises AsofError with all that is wrong."""
    rows, collect = sheet_rows(file, wide, most), Collector()
    sheet = headed_sheet(wide, file, rows)
    settings = list(sheet.settings)
    at = sheet.column(wide.row) if wide.row else 0
    for row in rows[wide.header :]:
        key = collect.attempt(names.key, row, at)
        collect.add(*(() if key is None else _faulty(row, settings)))
        if key is not None:
            said = {setting.name: setting.of(row) for setting in settings}
            said["source"] = _source(said, file.name)
            said["key"] = Said(key, row.start(at))
            sheet.rows.append(_keyed(row, said, shared_names(wide)))
    said_on = [(each.key, each.on) for each in sheet.rows]
    collect.add(
        *names.doubled(
            (*said, each.row.place(at)) for said, each in zip(said_on, sheet.rows, strict=True)
        )
    )
    if all(day_typed(on) for _, on in said_on):  # of others each cell tells
        collect.add(*names.missing(file.name, ((key, day_typed(on)) for key, on in said_on)))
    collect.close()
    return sheet


def _keyed(row: TableRow, said: Mapping[str, Said], names: Iterable[str]) -> KeyedRow:
    """A row with what it says for all of its cells, put together once."""
    end = row.start(len(row.cells))
    told = [said.get(name, Said("", end)) for name in names]
    starts = (*(each.start for each in told), end)
    cells = tuple(each.words for each in told)
    return KeyedRow(said["key"].words, said["on"].words, row.spelled_out(), cells, starts)


def _faulty(row: TableRow, settings: Iterable[RowSetting]) -> Iterator[Finding]:
    """Cells beside the figures that say nothing; of figures their columns tell."""
    for setting in settings:
        cell = "" if setting.at is None else row.cell(setting.at)
        if isinstance(cell, FaultyCell):
            yield error(row.place(setting.at or 0), cell.message, cell.hint)
        elif setting.name == "on" and setting.at is not None and not cell:  # else its source's day
            hint = "fill in the cell, or add the row to 'skip'"
            yield error(row.place(setting.at), "this row says no day", hint)


def _source(said: Mapping[str, Said], path: str) -> Said:
    """The source of a row, which may be called after its day or after its file."""
    words, start = said["source"]
    if DAY in words:
        words = words.replace(DAY, day_typed(said["on"].words))
    return Said(words.replace(STEM, PurePosixPath(path).stem), start)


def column_names(rows: tuple[TableRow, ...]) -> tuple[str, ...]:
    """The names of columns; what stands above several is the first part of the name of each."""
    return tuple(" ".join(parts) for parts in column_parts(rows))


def column_parts(rows: tuple[TableRow, ...]) -> tuple[tuple[str, ...], ...]:
    """The parts of the names of columns, from the top."""
    wide = max(len(row.cells) for row in rows)
    parts = [[_heading(row.cell(n)) for n in range(wide)] for row in rows]
    for above, below in pairwise(parts):
        for n in range(1, wide):
            if not above[n] and below[n]:
                above[n] = above[n - 1]
    return tuple(tuple(filter(None, column)) for column in zip(*parts, strict=True))


def _heading(cell: str) -> str:
    """What stands above a column; of merged cells the first one says it."""
    return "" if isinstance(cell, MergedCell) else plain_name(cell)


def _unseparated(sheet: WideSheet) -> Iterator[Finding]:
    """A table of one column whose name holds what other programs write between cells."""
    name = sheet.names[0]
    found = [word for word, mark in SEPARATORS.items() if mark in name]
    if len(sheet.names) == 1 and found:
        told = f"the cells of this table are separated by {found[0]}s"
        hint = f"write 'separator: {found[0]}' beside 'files'"
        yield error(Location(sheet.path, 1, name.index(SEPARATORS[found[0]]) + 1), told, hint)


# ---- a column of it


@dataclass(frozen=True, slots=True)
class NarrowColumn:
    """A column of a wide table as the observations of a fact, one for each row."""

    name: str
    percent: bool

    def rows(self, sheet: WideSheet, collect: Collector) -> Iterator[TableRow]:
        """The rows of its table; what is wrong with a cell goes to the collector."""
        at = sheet.column(self.name)
        for keyed in sheet.rows:
            row = keyed.row
            try:
                told = cell_figure(row.cell(at), sheet.wide, percent=self.percent)
            except WordError as problem:
                collect.add(error(row.place(at), problem.message, problem.hint))
                continue
            if told is not None:
                yield keyed.line(at, told)
