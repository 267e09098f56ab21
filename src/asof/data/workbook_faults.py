"""What the reader of workbooks says nothing of, read from the parts of their archives.

To it a cell that holds an error is blank, a formula that was never computed is blank or nought, and
a cell is never merged with another nor shown as per cent. A blank may be declared to mean that
there is no figure: so each of these would be lost, or be another figure, without a word.

SpreadsheetML is ISO/IEC 29500-1, 18.3.1; OpenDocument is ISO/IEC 26300, part 3, clause 9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

from asof.files import File

Spot = tuple[int, int]  # a row and a column, from 0
Attributes = Mapping[str, str]

BOOK, RELATIONS, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
CONTENT, CELLS = "content.xml", ("table-cell", "covered-table-cell")  # of an OpenDocument
CALC = "calc-"  # before what LibreOffice says in its own words
PER_CENT = {9, 10}  # the formats that every workbook has
SHOWN_ERROR = re.compile(r"#[A-Z][A-Z/0-9]*[!?]?|Err:[0-9]+")  # as old programs leave them beside 0
REFERENCE = re.compile("([A-Z]+)([0-9]+)")
TELLING = re.compile(rb"""<(?:\w+:)?(?:f|mergeCell)[\s/>]|\st\s*=\s*["']e["']""")
QUOTED = re.compile(r'"[^"]*"|\\.')  # what a format prints as it stands


@dataclass(frozen=True, slots=True)
class CellMarks:
    """What is to be known of the cells of a sheet beside their values.

    `errors` has what stands in each, `uncomputed` those of formulas, `merged` the first cell of
    those that each is merged with, `per_cent` those that show what they hold a hundredfold.
    """

    errors: dict[Spot, str] = field(default_factory=dict)
    uncomputed: set[Spot] = field(default_factory=set)
    merged: dict[Spot, Spot] = field(default_factory=dict)
    per_cent: set[Spot] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.errors or self.uncomputed or self.merged or self.per_cent)

    def merge(self, first: Spot, last: Spot) -> None:
        """Note that the cells from one to another are one."""
        for row in range(first[0], last[0] + 1):
            spots = ((row, column) for column in range(first[1], last[1] + 1))
            self.merged.update((spot, first) for spot in spots if spot != first)


def cell_marks(file: File, sheet: str) -> CellMarks:
    """What is to be known of the cells of a sheet; it has been read, so it is within all limits."""
    with ZipFile(BytesIO(file.content)) as archive:
        if file.name.endswith(".ods"):
            table = _OpenDocument(sheet)
            table.read(archive.read(CONTENT))
            return table.marks
        return _marks(archive, sheet)


class _Walk:
    """Goes through a part of an archive; what an element is called is told without its namespace.

    It has been read by the reader of workbooks, so it is well formed and declares no entities.
    """

    def read(self, xml: bytes) -> None:
        """Call `opens`, `closes` and `says` for what stands there."""
        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, told: self.opens(_local(name), _plain(told))
        parser.EndElementHandler = lambda name: self.closes(_local(name))
        parser.CharacterDataHandler = self.says
        parser.Parse(xml, True)

    def opens(self, name: str, told: Attributes) -> None:
        """An element begins."""

    def closes(self, name: str) -> None:
        """An element ends."""

    def says(self, words: str) -> None:
        """Words stand in it."""


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _plain(told: Attributes) -> Attributes:
    """Attributes by their names; one program's own, which repeat others, are told apart."""
    marked = {name: CALC if "calcext" in name else "" for name in told}
    return {marked[name] + _local(name): value for name, value in told.items()}


# ---- SpreadsheetML


def _marks(archive: ZipFile, sheet: str) -> CellMarks:
    """The marks of a sheet."""
    book, relations, formats = _Book(sheet), _Relations(), _NumberFormats()
    book.read(archive.read(BOOK))
    relations.read(archive.read(RELATIONS))
    if STYLES in archive.namelist():
        formats.read(archive.read(STYLES))
    xml = archive.read(normpath(join("xl", relations.targets[book.relation])).lstrip("/"))
    cells = _Cells(book, formats.per_cent)
    if formats.per_cent or TELLING.search(xml) or b"\0" in xml[:4]:  # in two bytes a letter
        cells.read(xml)  # most sheets hold numbers and words alone
    return cells.marks


class _Book(_Walk):
    """The part that says where a sheet is, and whether its formulas are still to be computed."""

    def __init__(self, sheet: str) -> None:
        self.sheet, self.relation, self.to_compute = sheet, "", False

    def opens(self, name: str, told: Attributes) -> None:
        if name == "sheet" and told["name"] == self.sheet:
            self.relation = told["id"]
        elif name == "calcPr":  # so written by programs that compute nothing, beside a nought
            self.to_compute = told.get("fullCalcOnLoad") in ("1", "true")


class _Relations(_Walk):
    """The part that says which part each relation leads to."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def opens(self, name: str, told: Attributes) -> None:
        if name == "Relationship":
            self.targets[told["Id"]] = told["Target"]


class _NumberFormats(_Walk):
    """The part with the formats: those that show a hundredfold, as cells name them."""

    def __init__(self) -> None:
        self.formats, self.per_cent = {*PER_CENT}, set[str]()
        self.count = -1  # of the formats of cells, none before their list begins

    def opens(self, name: str, told: Attributes) -> None:
        if name == "numFmt" and "%" in QUOTED.sub("", told["formatCode"]):
            self.formats.add(int(told["numFmtId"]))
        elif name == "cellXfs":
            self.count = 0
        elif name == "xf" and self.count >= 0:
            if int(told.get("numFmtId", 0)) in self.formats:
                self.per_cent.add(str(self.count))
            self.count += 1

    def closes(self, name: str) -> None:
        if name == "cellXfs":
            self.count = -1


class _Cells(_Walk):
    """The part with the cells of a sheet."""

    def __init__(self, book: _Book, per_cent: set[str]) -> None:
        self.book, self.per_cent, self.marks = book, per_cent, CellMarks()
        self.spot = (-1, -1)
        self.told: Attributes = {}
        self.formula = self.inside = False
        self.value = ""

    def opens(self, name: str, told: Attributes) -> None:
        if name == "c":
            row, column = self.spot
            self.spot = _spot(told["r"]) if "r" in told else (row, column + 1)
            self.told, self.formula, self.value = told, False, ""
        elif name == "row":
            self.spot = (int(told["r"]) - 1 if "r" in told else self.spot[0] + 1, -1)
        elif name == "mergeCell":
            first, _, last = told["ref"].partition(":")
            self.marks.merge(_spot(first), _spot(last or first))
        self.formula = self.formula or name == "f"
        self.inside = name == "v"

    def says(self, words: str) -> None:
        if self.inside:
            self.value += words

    def closes(self, name: str) -> None:
        self.inside = False
        if name == "c":
            self._cell()

    def _cell(self) -> None:
        kind = self.told.get("t", "n")
        if kind == "e":
            self.marks.errors[self.spot] = self.value.strip()
        elif self.formula and (self.book.to_compute or (not self.value and kind != "str")):
            self.marks.uncomputed.add(self.spot)
        elif self.told.get("s") in self.per_cent and kind == "n" and self.value:
            self.marks.per_cent.add(self.spot)


def _spot(reference: str) -> Spot:
    """Where a cell stands that is called A1."""
    found = REFERENCE.fullmatch(reference.replace("$", ""))
    assert found, "the reader of workbooks has read it"
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


# ---- OpenDocument


class _OpenDocument(_Walk):
    """The content of a document, of which one table is looked at."""

    def __init__(self, sheet: str) -> None:
        self.sheet, self.marks = sheet, CellMarks()
        self.inside = False
        self.row = self.column = self.rows = self.columns = 0
        self.told: Attributes = {}
        self.words = ""

    def opens(self, name: str, told: Attributes) -> None:
        if name == "table":
            self.inside = told.get("name") == self.sheet
        elif name == "table-row":
            self.column, self.rows = 0, int(told.get("number-rows-repeated", 1))
        elif name in CELLS:
            self.told, self.words = told, ""
            self.columns = int(told.get("number-columns-repeated", 1))

    def says(self, words: str) -> None:
        self.words += words

    def closes(self, name: str) -> None:
        if name == "table":
            self.inside = False
        elif self.inside and name == "table-row":
            self.row += self.rows
        elif self.inside and name in CELLS:
            self._cell()
            self.column += self.columns

    def _cell(self) -> None:
        told, words = self.told, self.words.strip()
        kind, formula = told.get("value-type"), "formula" in told
        shown = formula and SHOWN_ERROR.fullmatch(words)
        if shown or told.get(f"{CALC}value-type") == "error":
            self.marks.errors.update(dict.fromkeys(self._spots, words))
        elif formula and kind is None:
            self.marks.uncomputed.update(self._spots)
        elif kind == "percentage":
            self.marks.per_cent.update(self._spots)
        wide, high = (int(told.get(f"number-{n}-spanned", 1)) for n in ("columns", "rows"))
        if wide > 1 or high > 1:
            first = self.row, self.column
            self.marks.merge(first, (self.row + high - 1, self.column + wide - 1))

    @property
    def _spots(self) -> Iterator[Spot]:
        for row in range(self.row, self.row + self.rows):
            yield from ((row, self.column + n) for n in range(self.columns))
