"""A workbook as a file: Office Open XML (ISO/IEC 29500), plain tables on sheets and nothing else.

No part of it is a formula, a macro or a link outside; the same workbook has the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LONGEST = 32_767  # characters of a cell
LONGEST_NAME = 31  # characters of the name of a sheet
WIDTHS = (8, 60)  # characters of a column, the least and the most
EPOCH = date(1899, 12, 30)  # the day that counts as nought
FIRST_DAY = date(1900, 3, 1)  # days before are counted otherwise by some: 1900 was no leap year
PLAIN, TITLE, WORDS, HEAD, LINK, DAY, WHOLE = range(7)  # looks; a number has WHOLE + its decimals

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\r]")
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class SheetLink:
    """A cell that leads to a sheet, by its name."""

    sheet: str


SheetCell = str | Decimal | date | SheetLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookSheet:
    """A sheet: its title, lines below that, and one table, under a name, or none."""

    name: str
    title: str
    lines: Sequence[str | SheetLink] = ()
    table: str = ""
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[SheetCell]] = field(default=(), repr=False)

    @property
    def head_row(self) -> int:
        """The row in which the heads of the table stand, from 1."""
        return 2 + len(self.lines)

    @property
    def place(self) -> str:
        """The cells of the table, heads included."""
        return f"A{self.head_row}:{column_letters(len(self.heads))}{self.head_row + len(self.rows)}"


@dataclass(frozen=True)
class OfficeWorkbook:
    """A workbook: what it is called, in which language, who made it when, and its sheets."""

    title: str
    author: str
    language: str
    made: datetime
    sheets: Sequence[WorkbookSheet]

    @cached_property
    def strings(self) -> dict[str, int]:
        """Each text that a cell has, with its number."""
        return {}

    def number(self, text: str) -> int:
        """The number of a text, which it has from the first cell on that asks."""
        cut = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        return self.strings.setdefault(cut, len(self.strings))


def office_bytes(book: OfficeWorkbook) -> bytes:
    """A workbook as a file."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, content in _parts(book):
            package.writestr(_entry(name), _HEAD + content, compresslevel=6)
    return file.getvalue()


def _entry(name: str) -> ZipInfo:
    """A part of a package, of the day with which the calendar of archives begins."""
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
    return entry


def _parts(book: OfficeWorkbook) -> Iterator[tuple[str, str]]:
    tables = [sheet for sheet in book.sheets if sheet.table]
    places = {id(sheet): n for n, sheet in enumerate(tables, 1)}
    yield "[Content_Types].xml", _content_types(book, len(tables))
    yield "_rels/.rels", _relations(_OF_PACKAGE)
    yield "docProps/app.xml", _application()
    yield "docProps/core.xml", _core(book)
    yield "xl/workbook.xml", _workbook(book)
    yield "xl/_rels/workbook.xml.rels", _relations(_of_workbook(book))
    for n, sheet in enumerate(book.sheets, 1):
        yield f"xl/worksheets/sheet{n}.xml", _sheet(book, sheet, first=n == 1)
        if sheet.table:
            target = f"../tables/table{places[id(sheet)]}.xml"
            yield f"xl/worksheets/_rels/sheet{n}.xml.rels", _relations([("table", target)])
    for n, sheet in enumerate(tables, 1):
        yield f"xl/tables/table{n}.xml", _table(sheet, n)
    yield "xl/styles.xml", _styles(book)
    yield "xl/sharedStrings.xml", _strings(book)


def column_letters(column: int) -> str:
    """A column, from 1, as letters: A to Z, then AA."""
    before, last = divmod(column - 1, 26)
    return (column_letters(before) if before else "") + chr(ord("A") + last)


def distinct_names(names: Iterable[str], most: int = LONGEST) -> list[str]:
    """Names that no two of something share, capitals aside: one that is taken gets a number."""
    found: list[str] = []
    for name in names:
        told, n = name[:most], 1
        while told.casefold() in map(str.casefold, found):
            n += 1
            told = f"{name[: most - len(str(n)) - 1]} {n}"
        found.append(told)
    return found


def sheet_name(words: str) -> str:
    """Words without what the name of a sheet may not hold."""
    return re.sub(r"[\[\]:*?/\\]", " ", words).strip("' ")


def in_xml(text: str) -> str:
    """A text as the characters of an element; what XML has no character for is written out."""
    written = _LIKE_AN_ESCAPE.sub("_x005F_", text)
    return escape(_NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", written))


# ---- the package

_OF_PACKAGE = (
    (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
    (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
)


def _of_workbook(book: OfficeWorkbook) -> Iterator[tuple[str, str]]:
    for n, _ in enumerate(book.sheets, 1):
        yield "worksheet", f"worksheets/sheet{n}.xml"
    yield "styles", "styles.xml"
    yield "sharedStrings", "sharedStrings.xml"


def _relations(found: Iterable[tuple[str, str]]) -> str:
    written = (
        f'<Relationship Id="rId{n}" Type="{kind if "/" in kind else f"{_OFFICE}/{kind}"}"'
        f' Target="{target}"/>'
        for n, (kind, target) in enumerate(found, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(written)}</Relationships>'


def _content_types(book: OfficeWorkbook, tables: int) -> str:
    sheet = f"{_TYPE}.spreadsheetml"
    parts = {
        "/docProps/app.xml": f"{_TYPE}.extended-properties+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/xl/workbook.xml": f"{sheet}.sheet.main+xml",
        "/xl/styles.xml": f"{sheet}.styles+xml",
        "/xl/sharedStrings.xml": f"{sheet}.sharedStrings+xml",
        **{
            f"/xl/worksheets/sheet{n + 1}.xml": f"{sheet}.worksheet+xml"
            for n in range(len(book.sheets))
        },
        **{f"/xl/tables/table{n + 1}.xml": f"{sheet}.table+xml" for n in range(tables)},
    }
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    written = (
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(written)}</Types>'
    )


def _application() -> str:
    space = _OFFICE.replace("relationships", "extended-properties")
    return f'<Properties xmlns="{space}"><Application>asof</Application></Properties>'


def _core(book: OfficeWorkbook) -> str:
    """The properties of the document: what it is called, in which language, from when."""
    spaces = {
        "cp": f"{_PACKAGE}/metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    made = f"{book.made:%Y-%m-%dT%H:%M:%SZ}"
    written = [
        *(f'<dcterms:{n} xsi:type="dcterms:W3CDTF">{made}</dcterms:{n}>' for n in ("created",)),
        f"<dc:creator>{in_xml(book.author)}</dc:creator>" if book.author else "",
        f"<dc:language>{in_xml(book.language)}</dc:language>",
        f"<dc:title>{in_xml(book.title)}</dc:title>",
    ]
    named = "".join(f' xmlns:{name}="{space}"' for name, space in spaces.items())
    return f"<cp:coreProperties{named}>{''.join(written)}</cp:coreProperties>"


def _workbook(book: OfficeWorkbook) -> str:
    sheets = (
        f'<sheet name={quoteattr(sheet.name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(book.sheets, 1)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{''.join(sheets)}</sheets></workbook>"
    )


# ---- sheets


def _sheet(book: OfficeWorkbook, sheet: WorkbookSheet, *, first: bool) -> str:
    above: list[SheetCell] = [sheet.title, *sheet.lines]
    rows = [[line] for line in above]
    written = [*_rows(book, rows, 1, (TITLE, WORDS)), *_table_rows(book, sheet)]
    selected = ' tabSelected="1"' if first else ""
    parts = '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' if sheet.table else ""
    return (
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheetViews>'
        f'<sheetView{selected} workbookViewId="0">{_frozen(sheet)}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{"".join(_columns(sheet))}</cols>'
        f"<sheetData>{''.join(written)}</sheetData>{_links(sheet)}{parts}</worksheet>"
    )


def _table_rows(book: OfficeWorkbook, sheet: WorkbookSheet) -> Iterator[str]:
    if sheet.table:
        yield from _rows(book, [list(sheet.heads)], sheet.head_row, (HEAD, HEAD))
        yield from _rows(book, sheet.rows, sheet.head_row + 1, (WORDS, WORDS))


def _rows(
    book: OfficeWorkbook,
    rows: Sequence[Sequence[SheetCell]],
    begin: int,
    looks: tuple[int, int],
) -> Iterator[str]:
    """Rows from one on, the words of the first in one look and of the others in another."""
    names = [column_letters(n + 1) for n in range(max((len(row) for row in rows), default=0))]
    for n, row in enumerate(rows, begin):
        look = looks[n > begin]
        cells = (
            _cell(book, f"{name}{n}", cell, look)
            for name, cell in zip(names, row, strict=False)
            if cell is not None
        )
        yield f'<row r="{n}">{"".join(cells)}</row>'


def _cell(book: OfficeWorkbook, at: str, cell: SheetCell, look: int) -> str:
    if isinstance(cell, str):
        return f'<c r="{at}" s="{look}" t="s"><v>{book.number(cell)}</v></c>'
    if isinstance(cell, Decimal):
        return f'<c r="{at}" s="{WHOLE + decimals_in(cell)}"><v>{cell:f}</v></c>'
    if isinstance(cell, SheetLink):
        return f'<c r="{at}" s="{LINK}" t="s"><v>{book.number(cell.sheet)}</v></c>'
    assert cell is not None
    if cell < FIRST_DAY:
        return f'<c r="{at}" s="{look}" t="s"><v>{book.number(cell.isoformat())}</v></c>'
    return f'<c r="{at}" s="{DAY}"><v>{(cell - EPOCH).days}</v></c>'


def decimals_in(number: Decimal) -> int:
    """How many decimals a number was written with."""
    return max(0, -int(number.as_tuple().exponent))


def _frozen(sheet: WorkbookSheet) -> str:
    """Heads that stay when the rows below them move."""
    if not sheet.table:
        return ""
    at = f"A{sheet.head_row + 1}"
    return (
        f'<pane ySplit="{sheet.head_row}" topLeftCell="{at}" activePane="bottomLeft"'
        f' state="frozen"/><selection pane="bottomLeft" activeCell="{at}" sqref="{at}"/>'
    )


def _columns(sheet: WorkbookSheet) -> Iterator[str]:
    """How wide each column is: as its longest cell, within reason."""
    for n, head in enumerate(sheet.heads or [sheet.title]):
        cells = (row[n] for row in sheet.rows)
        longest = max(len(head), *(_length(cell) for cell in cells), 0)
        least = WIDTHS[1] if n == 0 and len(sheet.heads) < 3 else WIDTHS[0]
        width = max(least, min(WIDTHS[1], longest + 2))
        yield f'<col min="{n + 1}" max="{n + 1}" width="{width}" customWidth="1"/>'


def _length(cell: SheetCell) -> int:
    return len(cell.sheet if isinstance(cell, SheetLink) else str(cell)) if cell is not None else 0


def _links(sheet: WorkbookSheet) -> str:
    """The cells that lead to other sheets."""
    lines = [(f"A{n}", line) for n, line in enumerate(sheet.lines, 2)]
    rows = [(f"A{n}", row[0]) for n, row in enumerate(sheet.rows, sheet.head_row + 1) if row]
    found = [(at, cell.sheet) for at, cell in (*lines, *rows) if isinstance(cell, SheetLink)]
    written = (
        f'<hyperlink ref="{at}" location={quoteattr(_address(name))} display={quoteattr(name)}/>'
        for at, name in found
    )
    return f"<hyperlinks>{''.join(written)}</hyperlinks>" if found else ""


def _address(sheet: str) -> str:
    """The first cell of a sheet."""
    return "'{}'!A1".format(sheet.replace("'", "''"))


def _table(sheet: WorkbookSheet, number: int) -> str:
    """A table as a program knows it: under a name, its heads marked as such."""
    columns = (
        f'<tableColumn id="{n}" name={quoteattr(in_attribute(head))}/>'
        for n, head in enumerate(sheet.heads, 1)
    )
    return (
        f'<table xmlns="{_MAIN}" id="{number}" name="{sheet.table}" displayName="{sheet.table}"'
        f' ref="{sheet.place}" totalsRowShown="0"><autoFilter ref="{sheet.place}"/>'
        f'<tableColumns count="{len(sheet.heads)}">{"".join(columns)}</tableColumns>'
        '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0"'
        ' showRowStripes="1" showColumnStripes="0"/></table>'
    )


def in_attribute(text: str) -> str:
    """A text as an attribute holds it, which escapes what is none."""
    return _LIKE_AN_ESCAPE.sub("_x005F_", text)


# ---- looks and strings


def _styles(book: OfficeWorkbook) -> str:
    """The looks of cells, in the order of their numbers."""
    cells = (cell for sheet in book.sheets for row in sheet.rows for cell in row)
    most = max((decimals_in(cell) for cell in cells if isinstance(cell, Decimal)), default=0)
    forms = ["yyyy-mm-dd", *(f"#,##0.{'0' * n}".rstrip(".") for n in range(most + 1))]
    written = (f'<numFmt numFmtId="{n}" formatCode="{form}"/>' for n, form in enumerate(forms, 164))
    wrapped = '<alignment vertical="top" wrapText="1"/>'
    top = '<alignment vertical="top"/>'
    looks = [
        _look(),
        _look(font=1),
        _look(aligned=wrapped),
        _look(font=2, aligned=wrapped),
        _look(font=3, aligned=top),
        *(_look(form=164 + n, aligned=top) for n in range(len(forms))),
    ]
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(forms)}">{"".join(written)}</numFmts>'
        f'{_FONTS}<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
        "<left/><right/><top/><bottom/><diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(looks)}">{"".join(looks)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


_FONT = '<name val="Arial"/><family val="2"/>'
_FONTS = (
    f'<fonts count="4"><font><sz val="12"/>{_FONT}</font>'
    f'<font><b/><sz val="16"/>{_FONT}</font><font><b/><sz val="12"/>{_FONT}</font>'
    f'<font><u/><sz val="12"/><color rgb="FF0000FF"/>{_FONT}</font></fonts>'
)


def _look(*, font: int = 0, form: int = 0, aligned: str = "") -> str:
    applied = {"Font": font, "NumberFormat": form, "Alignment": aligned}
    flags = "".join(f' apply{name}="1"' for name, on in applied.items() if on)
    head = f'<xf numFmtId="{form}" fontId="{font}" fillId="0" borderId="0" xfId="0"{flags}'
    return f"{head}>{aligned}</xf>" if aligned else f"{head}/>"


def _strings(book: OfficeWorkbook) -> str:
    """The texts of all cells, each once."""
    written = (f"<si><t{_kept_space(text)}>{in_xml(text)}</t></si>" for text in book.strings)
    return f'<sst xmlns="{_MAIN}" uniqueCount="{len(book.strings)}">{"".join(written)}</sst>'


def _kept_space(text: str) -> str:
    return "" if text == text.strip() else ' xml:space="preserve"'
