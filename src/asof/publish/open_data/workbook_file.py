"""A workbook as a file: plain tables on sheets and nothing else. The door to XlsxWriter.

No part of it is a formula, a macro or a link outside; the same workbook has the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767  # characters of a cell
LONGEST_HEAD = 255  # characters of the head of a column
LONGEST_NAME = 31  # characters of the name of a sheet
WIDTHS = (8, 60)  # characters of a column, the least and the most
FIRST_DAY = date(1900, 3, 1)  # days before are counted otherwise by some: 1900 was no leap year

FONT = {"font_name": "Arial", "font_size": 12, "font_scheme": "none"}
DIGIT_COLUMN = 80  # pixels of a usual column in that font, of which a character's width is reckoned
LOOKS = {
    "title": {"bold": True, "font_size": 16},
    "words": {"text_wrap": True, "valign": "top"},
    "head": {"text_wrap": True, "valign": "top", "bold": True},
    "link": {"underline": 1, "font_color": "#0000FF", "valign": "top"},
}
DAY = "yyyy-mm-dd"

# XlsxWriter takes a text `<r>…</r>` for XML, and escapes `_x0041_x0042_` in its first half alone:
# in pieces, of which none is such a thing, a text is written as it is.
_APART = re.compile(r"(?<=_)(?=x[0-9A-Fa-f]{4}_)")


def pieces_of(text: str) -> list[str]:
    """A text in pieces that are written as they stand; most are one."""
    xml = text.startswith("<r>") and text.endswith("</r>")
    head, rest = ([text[:1]], text[1:]) if xml else ([], text)
    return [*head, *(_APART.split(rest) if "_x" in rest else [rest])]


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
    rows: Sequence[Sequence[SheetCell]] = ()

    @property
    def widths(self) -> Iterator[int]:
        """How wide each column is: as its longest cell, within reason."""
        for n, head in enumerate(self.heads or [self.title]):
            longest = max(len(head), *(_length(row[n]) for row in self.rows), 0)
            least = WIDTHS[1] if n == 0 and len(self.heads) < 3 else WIDTHS[0]
            yield max(least, min(WIDTHS[1], longest + 2))


@dataclass(frozen=True, kw_only=True)
class OfficeWorkbook:
    """A workbook: what it is called, in which language, who made it when, and its sheets."""

    title: str
    author: str
    language: str
    made: datetime
    sheets: Sequence[WorkbookSheet]


def _length(cell: SheetCell) -> int:
    return len(cell.sheet if isinstance(cell, SheetLink) else str(cell)) if cell is not None else 0


def office_bytes(book: OfficeWorkbook) -> bytes:
    """A workbook as a file."""
    from xlsxwriter import Workbook

    file = BytesIO()
    with Workbook(file, _options()) as made:
        made.set_properties({"title": book.title, "author": book.author, "created": book.made})
        made.set_custom_property("Language", book.language)
        writer = SheetWriter(made)
        for sheet in book.sheets:
            writer.add(sheet)
    return file.getvalue()


def _options() -> dict[str, Any]:
    """How XlsxWriter is to write, which adds to what it is given."""
    font = {"default_format_properties": {**FONT}, "default_column_width": DIGIT_COLUMN}
    return {"in_memory": True, **font}


@dataclass(frozen=True)
class SheetWriter:
    """What writes sheets into a workbook, and has made each look of a cell once."""

    book: Workbook
    looks: dict[str, Format] = field(default_factory=dict)

    def add(self, sheet: WorkbookSheet) -> None:
        """Write a sheet after those before."""
        page = self.book.add_worksheet(sheet.name)
        for n, width in enumerate(sheet.widths):
            page.set_column(n, n, width)
        for n, line in enumerate([sheet.title, *sheet.lines]):
            self._cell(page, (n, 0), line, "words" if n else "title")
        if sheet.table:
            self._table(page, sheet)

    def _table(self, page: Worksheet, sheet: WorkbookSheet) -> None:
        """A table as a program knows it: under a name, its heads marked as such, and in sight."""
        top = 1 + len(sheet.lines)
        for n, row in enumerate(sheet.rows, top + 1):
            for column, cell in enumerate(row):
                self._cell(page, (n, column), cell)
        heads = [{"header": head, "header_format": self._look("head")} for head in sheet.heads]
        told = {"name": sheet.table, "style": "Table Style Light 1", "columns": heads}
        refused = page.add_table(top, 0, top + len(sheet.rows), len(heads) - 1, told)
        assert not refused, f"{len(sheet.rows)} rows are more than a sheet has"
        page.freeze_panes(top + 1, 0)

    def _cell(
        self, page: Worksheet, at: tuple[int, int], cell: SheetCell, look: str = "words"
    ) -> None:
        if isinstance(cell, SheetLink):
            page.write_url(*at, _address(cell.sheet), self._look("link"), cell.sheet)
        elif isinstance(cell, Decimal) and is_whole_in_a_cell(cell):
            page.write_number(*at, float(cell), self._look(_number_form(cell)))
        elif isinstance(cell, date) and cell >= FIRST_DAY:
            page.write_datetime(*at, cell, self._look(DAY))
        elif cell is not None:
            self._words(page, at, f"{cell:f}" if isinstance(cell, Decimal) else str(cell), look)

    def _words(self, page: Worksheet, at: tuple[int, int], words: str, look: str) -> None:
        """A text; XlsxWriter would take what looks like markup for markup, but for pieces."""
        shown, style = cut(words, LONGEST), self._look(look)
        first, *others = pieces_of(shown)
        if others:
            pieces = [part for other in others for part in (style, other)]
            page.write_rich_string(*at, first, *pieces, style)
        else:
            page.write_string(*at, shown, style)

    def _look(self, name: str) -> Format:
        """A look, by its name or by the form of its number."""
        if name not in self.looks:
            told = LOOKS.get(name, {"num_format": name, "valign": "top"})
            self.looks[name] = self.book.add_format(told)
        return self.looks[name]


def is_whole_in_a_cell(number: Decimal) -> bool:
    """Whether a spreadsheet, which knows fifteen digits, would show a number as it is."""
    return Decimal(f"{float(number):.15G}") == number


def _number_form(number: Decimal) -> str:
    """How a number shows: with the decimals that it was written with."""
    decimals = max(0, -int(number.as_tuple().exponent))
    return f"#,##0.{'0' * decimals}".rstrip(".")


def _address(sheet: str) -> str:
    """The first cell of a sheet."""
    return "internal:'{}'!A1".format(sheet.replace("'", "''"))


# ---- names and lengths, as workbooks know them


def cut(text: str, most: int) -> str:
    """A text of some characters at most, of which a workbook counts some, such as 😀, as two."""
    return text if _fits(text, most) else f"{_beginning(text, most - 1)}…"


def _fits(text: str, most: int) -> bool:
    return len(text) <= most // 2 or _beginning(text, most) == text


def _beginning(text: str, most: int) -> str:
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def distinct_names(names: Iterable[str], most: int = LONGEST_HEAD) -> list[str]:
    """Names that no two of something share, capitals aside: one that is taken gets a number."""
    found: list[str] = []
    for name in names:
        told, n = _beginning(name, most), 1
        while told.casefold() in map(str.casefold, found):
            n += 1
            told = f"{_beginning(name, most - len(str(n)) - 1)} {n}"
        found.append(told)
    return found


def sheet_name(words: str) -> str:
    """Words without what the name of a sheet may not hold, as long as it may be."""
    return _beginning(re.sub(r"[\[\]:*?/\\]", " ", words).strip("' "), LONGEST_NAME).rstrip("' ")
