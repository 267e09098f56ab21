"""Reads the sheets of an office as rows of cells: CSV and TSV, and the workbooks XLSX and ODS."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from asof.data.schema import WideTable
from asof.data.workbook_faults import CellMarks, cell_marks
from asof.diagnostics import AsofError, Location, error, meant
from asof.files import File
from asof.located import TableLimits, TableRow, parse_csv, raising

WORKBOOKS = (".xlsx", ".ods")
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
CORRECT = "correct it in the spreadsheet program, or write .. where there is no figure"
COMPUTE = "open the workbook in a spreadsheet program, and save it"
EXACT = ".15g"  # what spreadsheets keep of a number; the rest is how computers hold it


class NumberCell(str):
    """A number of a workbook, which has no typing that could be misread."""

    __slots__ = ()


class PercentCell(NumberCell):
    """A number of a workbook that shows a hundredfold, as per cent."""

    __slots__ = ()


class MergedCell(str):
    """What a cell says together with those that it is merged with; the first of them is no such."""

    __slots__ = ()


class FaultyCell(str):
    """A cell that says nothing which could be printed: what is wrong, and what to do."""

    message: str
    hint: str


def _faulty(words: str, message: str, hint: str) -> FaultyCell:
    made = FaultyCell(words)
    made.message, made.hint = message, hint
    return made


def sheet_rows(file: File, told: WideTable, most: TableLimits) -> tuple[TableRow, ...]:
    """The rows of a file that are not blank; raises AsofError where they cannot be told."""
    if file.name.endswith(WORKBOOKS):
        return tuple(_workbook_rows(file, told, most))
    usual = "tab" if file.name.endswith(".tsv") else "comma"
    return parse_csv(file.text, file.name, most, SEPARATORS[told.separator or usual])


def sheet_names(file: File) -> tuple[str, ...]:
    """The sheets of a workbook that can be seen, or all where none can; none of a text.

    Raises AsofError.
    """
    if not file.name.endswith(WORKBOOKS):
        return ()
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(BytesIO(file.content)) as book:
            seen = [
                each for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible
            ]
            return tuple(each.name for each in seen) or tuple(book.sheet_names)
    except (CalamineError, BadZipFile) as problem:
        raise _unreadable(file, problem) from None


def _unreadable(file: File, problem: Exception) -> AsofError:
    told = f"this workbook cannot be read: {problem}"
    return AsofError(error(Location(file.name, 1, 1), told, "save it anew, without a password"))


def _workbook_rows(file: File, told: WideTable, most: TableLimits) -> Iterator[TableRow]:
    """Rows whose lines and columns count from 1, as those of a text do."""
    values, marks = _cells(file, told, most)
    rows = [[_typed(value) for value in row] for row in values]
    if marks:
        _mark(rows, marks)
    for number, cells in enumerate(rows, 1):
        if any(cells):
            starts = tuple((number, column) for column in range(1, len(cells) + 2))
            yield TableRow(file.name, number, tuple(cells), starts)


def _cells(file: File, told: WideTable, most: TableLimits) -> tuple[list[list[Any]], CellMarks]:
    """The cells of a sheet as the library has them, and what it does not say of them.

    Raises AsofError.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    place = Location(file.name, 1, 1)
    try:
        _refuse_bombs(file, most.size)
        with CalamineWorkbook.from_filelike(BytesIO(file.content)) as book:
            name = _chosen(book.sheet_names, told, place)
            sheet = book.get_sheet_by_name(name)
            _refuse_size(sheet.end or (0, 0), most, place)
            return sheet.to_python(skip_empty_area=False), cell_marks(file, name)
    except (CalamineError, BadZipFile) as problem:
        raise _unreadable(file, problem) from None


def _mark(rows: list[list[str]], marks: CellMarks) -> None:
    """Put what is known of cells in their places; a merged one says what its first one says."""
    for (row, column), words in marks.errors.items():
        named = words or "not named"
        _put(rows, (row, column), _faulty(named, f"this cell holds an error, {named}", CORRECT))
    for spot in marks.uncomputed:
        told = "the formula of this cell was never computed"
        _put(rows, spot, _faulty("=", told, COMPUTE))
    for row, column in marks.per_cent:
        _put(rows, (row, column), PercentCell(rows[row][column]))
    for spot, (row, column) in marks.merged.items():
        if row < len(rows) and column < len(rows[row]) and rows[row][column]:
            _put(rows, spot, MergedCell(rows[row][column]))


def _put(rows: list[list[str]], spot: tuple[int, int], cell: str) -> None:
    """Put a cell in its place; sheets end where nothing but such cells stands."""
    row, column = spot
    rows.extend([] for _ in range(row - len(rows) + 1))
    rows[row].extend([""] * (column - len(rows[row]) + 1))
    rows[row][column] = cell


def _refuse_bombs(file: File, largest: int) -> None:
    """Raise AsofError for a workbook that would be far larger unpacked than any file may be."""
    with ZipFile(BytesIO(file.content)) as archive:
        unpacked = sum(each.file_size for each in archive.infolist())
    if unpacked > largest:
        told = f"this workbook unpacks to {unpacked:,} bytes"
        hint = raising("file_size", "make several workbooks of it")
        raise AsofError(error(Location(file.name, 1, 1), told, hint))


def _chosen(names: list[str], told: WideTable, place: Location) -> str:
    """The name of the sheet that is read; raises AsofError where several could be meant."""
    if told.sheet in names:
        return str(told.sheet)
    if told.sheet is not None:
        missing = f"no sheet '{told.sheet}' in {place.path}"
        raise AsofError(error(told.sheet.place, missing, meant(told.sheet, names)))
    if len(names) > 1:
        hint = f"name one: sheet: {names[0]}"
        raise AsofError(error(told.place, f"{place.path} has {len(names)} sheets", hint))
    return names[0]


def _refuse_size(last: tuple[int, int], most: TableLimits, place: Location) -> None:
    """Raise AsofError for a sheet that holds more than is read; its last cell counts from 0."""
    found = {"rows": (last[0] + 1, most.rows), "columns": (last[1] + 1, most.columns)}
    for name, (count, limit) in found.items():
        if count > limit:
            told = f"this sheet has {count:,} {name}; more than {limit:,} are not read"
            raise AsofError(error(place, told, raising(name, "make several tables of it")))


def _typed(value: Any) -> str:
    """What a cell of a workbook holds, as people write it."""
    if type(value) is float:  # as nearly all are
        return NumberCell(format(value, EXACT))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return NumberCell(format(value, EXACT))
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value).strip()
