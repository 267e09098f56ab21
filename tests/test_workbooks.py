"""What a workbook holds beside numbers and words: nothing of it is read as a blank."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from test_wide_tables import BOOK, FACTS, OFFICE, laid, ods, read, says, told, values, workbook

AT = "data/tables/daily/d10.xlsx"
MISSING = BOOK.replace("header: 2", "header: 2\n      blank: missing")
CORRECT = "correct it in the spreadsheet program, or write .. where there is no figure"
COMPUTE = "open the workbook in a spreadsheet program, and save it"


def changed(change: Callable[[Worksheet], object], book: bytes | None = None) -> bytes:
    """The office's workbook, changed in its program."""
    opened = openpyxl.load_workbook(BytesIO(book or workbook(OFFICE)))
    assert opened.active is not None
    change(opened.active)
    written = BytesIO()
    opened.save(written)
    return written.getvalue()


def put(spot: str, value: Any, number_format: str = "General") -> Callable[[Worksheet], object]:
    """A change: another value in a cell."""

    def change(sheet: Worksheet) -> None:
        cell = sheet[spot]
        cell.value, cell.number_format = value, number_format
        if isinstance(value, str) and value.startswith("#"):
            cell.data_type = "e"

    return change


def rewritten(book: bytes, part: str, *edits: tuple[str, str]) -> bytes:
    """A workbook, texts of one of its parts replaced."""
    written = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            for before, after in edits if name == part else ():
                assert before.encode() in text
                text = text.replace(before.encode(), after.encode())
            new.writestr(name, text)
    return written.getvalue()


@pytest.mark.parametrize(
    "words", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]
)
@pytest.mark.parametrize("facts", [BOOK, MISSING])
def test_a_cell_that_holds_an_error_is_no_blank(tmp_path: Path, words: str, facts: str) -> None:
    root = laid(tmp_path, facts, d10__xlsx=changed(put("D4", words)))
    assert told(root) == [says(f"{AT}:4:4", f"this cell holds an error, {words}", CORRECT)]


@pytest.mark.parametrize("spot", ["A4", "B4", "E4"])
def test_day_name_and_remark_may_hold_no_error_either(tmp_path: Path, spot: str) -> None:
    root = laid(tmp_path, MISSING, d10__xlsx=changed(put(spot, "#REF!")))
    column = "ABCDE".index(spot[0]) + 1
    first, *_ = told(root)
    expected = says(f"{AT}:4:{column}", "this cell holds an error, #REF!", CORRECT)
    assert expected in told(root), first


def test_errors_in_what_is_not_read_are_nobody_s_business(tmp_path: Path) -> None:
    book = changed(put("D5", "#N/A"), changed(put("F4", "#DIV/0!")))  # a total, a column of its own
    assert len(values(read(laid(tmp_path, BOOK, d10__xlsx=book)))) == 4


def test_a_formula_that_was_never_computed_is_no_blank(tmp_path: Path) -> None:
    root = laid(tmp_path, MISSING, d10__xlsx=changed(put("D4", "=700/2")))
    expected = [says(f"{AT}:4:4", "the formula of this cell was never computed", COMPUTE)]
    assert told(root) == expected


def test_a_formula_that_a_program_wrote_beside_nought_is_no_nought(tmp_path: Path) -> None:
    """XlsxWriter and others write 0 for what they cannot compute, and ask for it to be done."""
    book = changed(put("D4", "=700/2"))
    sheet = "xl/worksheets/sheet1.xml"
    nought = rewritten(book, sheet, ("<f>700/2</f><v></v>", "<f>700/2</f><v>0</v>"))
    expected = [says(f"{AT}:4:4", "the formula of this cell was never computed", COMPUTE)]
    assert told(laid(tmp_path / "0", MISSING, d10__xlsx=nought)) == expected
    computed = rewritten(nought, sheet, ("<v>0</v>", "<v>350</v>"))
    computed = rewritten(computed, "xl/workbook.xml", (' fullCalcOnLoad="1"', ""))
    ledger = read(laid(tmp_path / "350", MISSING, d10__xlsx=computed))
    assert values(ledger)["health.deaths.bolzano"] == "350"


def test_a_formula_whose_words_are_none_is_blank(tmp_path: Path) -> None:
    book = rewritten(
        changed(put("E4", '=""')),
        "xl/worksheets/sheet1.xml",
        ('<c r="E4"><f>""</f><v></v></c>', '<c r="E4" t="str"><f>""</f><v></v></c>'),
    )
    book = rewritten(book, "xl/workbook.xml", (' fullCalcOnLoad="1"', ""))
    (line,) = read(laid(tmp_path, BOOK, d10__xlsx=book)).facts["health.deaths.bolzano"].observations
    assert line.note is None


# ---- merged cells


def test_a_day_or_a_name_that_is_merged_is_that_of_all_its_rows(tmp_path: Path) -> None:
    merged = changed(lambda sheet: sheet.merge_cells("A3:A4"))
    assert len(values(read(laid(tmp_path, BOOK, d10__xlsx=merged)))) == 4


def test_a_remark_that_is_merged_is_about_all_its_rows(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["E3"] = "All of last week"
        sheet.merge_cells("E3:E4")

    facts = read(laid(tmp_path, BOOK, d10__xlsx=changed(change))).facts
    notes = {o.note.in_("en") for f in facts.values() for o in f.observations if o.note}
    assert notes == {"All of last week"}


def test_a_figure_that_is_merged_is_nobody_s(tmp_path: Path) -> None:
    merged = changed(lambda sheet: sheet.merge_cells("D3:D4"))
    message = "this cell is merged with another, and one figure stands in both"
    hint = "unmerge them, and write in each what it says"
    assert told(laid(tmp_path, MISSING, d10__xlsx=merged)) == [says(f"{AT}:4:4", message, hint)]


def test_heads_that_are_merged_across_and_down_name_each_column(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["E1"] = "day", "region", "remarks"
        sheet["B2"] = sheet["A2"] = sheet["E2"] = None
        sheet.merge_cells("C1:D1")
        for column in "ABE":
            sheet.merge_cells(f"{column}1:{column}2")

    facts = BOOK.replace("in care: icu", "Patients in care: icu")
    assert len(values(read(laid(tmp_path, facts, d10__xlsx=changed(change))))) == 4


# ---- numbers, days and names


def test_a_number_that_shows_per_cent_is_a_share_or_is_told(tmp_path: Path) -> None:
    book = changed(put("D4", 0.125, "0.0%"))
    assert told(laid(tmp_path / "plain", BOOK, d10__xlsx=book)) == [
        says(
            f"{AT}:4:4",
            "this cell shows 12.5 %, and the fact of its column is no share",
            "write 'unit: \"%\"' in its fact, or show the cell as a number",
        )
    ]
    share = BOOK.replace("fr: Décès}", 'fr: Décès}, unit: "%"')
    points = share.replace("header: 2", "header: 2\n      percent: points")
    assert told(laid(tmp_path / "points", points, d10__xlsx=book)) == [
        says(
            f"{AT}:4:4",
            "this cell shows 12.5 %, and 'percent: points' reads 0.125 %",
            "take 'percent: points' out, or show the cell as a number",
        )
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "read_as"),
    [
        (350, '"$"#,##0.00', "350"),
        (1234567, "#,##0,", "1234567"),  # shown in thousands
        (350, '0" %"', "350"),  # a sign that multiplies nothing
        ("350", "@", "350"),
        ("\u00a0350\u202f", "General", "350"),
        ("1\u2009204", "General", "1\u2009204"),
        (0.1 + 0.2, "General", "0.3"),
    ],
)
def test_a_number_is_what_its_cell_holds(
    tmp_path: Path, value: Any, number_format: str, read_as: str
) -> None:
    book = changed(put("D4", value, number_format))
    assert values(read(laid(tmp_path, BOOK, d10__xlsx=book)))["health.deaths.bolzano"] == read_as


def test_names_are_the_same_however_they_are_spaced(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B4"], sheet["C2"] = "P.A.\u00a0Bolzano ", "in\ncare"

    assert len(values(read(laid(tmp_path, BOOK, d10__xlsx=changed(change))))) == 4


def test_days_are_counted_from_1904_where_the_workbook_does(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    assert book.active is not None
    for row in OFFICE:
        book.active.append(row)
    written = BytesIO()
    book.save(written)
    ledger = read(laid(tmp_path, BOOK, d10__xlsx=written.getvalue()))
    (line,) = ledger.facts["health.deaths.bolzano"].observations
    assert str(line.true.first) == "2020-11-10"


def test_a_day_that_is_a_number_is_no_day(tmp_path: Path) -> None:
    root = laid(tmp_path, BOOK, d10__xlsx=changed(put("A4", 44145)))
    assert f"{AT}:4:1" in "\n".join(told(root))


def test_what_is_hidden_is_read_all_the_same(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[4].hidden = sheet.column_dimensions["D"].hidden = True

    assert len(values(read(laid(tmp_path, BOOK, d10__xlsx=changed(change))))) == 4


def test_rows_and_columns_of_nothing_are_none(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["H30"] = "  "
        sheet["A7"].number_format = "0%"

    assert len(values(read(laid(tmp_path, BOOK, d10__xlsx=changed(change))))) == 4


# ---- OpenDocument

CALC = (
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    ' calcext:value-type="error"'
)
LINE = "<table:table-cell {}><text:p>{}</text:p></table:table-cell>"


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ('table:formula="of:=1/0" office:value-type="float" office:value="0"', "#DIV/0!"),
        ('table:formula="of:=A9" office:value-type="float" office:value="0"', "Err:522"),
        (
            f'table:formula="of:=NA()" office:value-type="string" office:string-value="" {CALC}',
            "#N/A",
        ),
    ],
)
def test_an_error_of_an_opendocument(tmp_path: Path, attributes: str, words: str) -> None:
    old = LINE.format('office:value-type="float" office:value="350.5"', "350.5")
    book = rewritten(ods(OFFICE), "content.xml", (old, LINE.format(attributes, words)))
    facts = MISSING.replace("*.xlsx", "*.ods")
    place = "data/tables/daily/d10.ods:4:4"
    expected = [says(place, f"this cell holds an error, {words}", CORRECT)]
    assert told(laid(tmp_path, facts, d10__ods=book)) == expected


def test_formulas_shares_and_merged_cells_of_an_opendocument(tmp_path: Path) -> None:
    facts = MISSING.replace("*.xlsx", "*.ods")
    old = LINE.format('office:value-type="float" office:value="350.5"', "350.5")
    place = "data/tables/daily/d10.ods:4:4"
    uncomputed = '<table:table-cell table:formula="of:=700/2"/>'
    book = rewritten(ods(OFFICE), "content.xml", (old, uncomputed))
    expected = [says(place, "the formula of this cell was never computed", COMPUTE)]
    assert told(laid(tmp_path / "1", facts, d10__ods=book)) == expected
    share = LINE.format('office:value-type="percentage" office:value="0.5"', "50%")
    book = rewritten(ods(OFFICE), "content.xml", (old, share))
    assert told(laid(tmp_path / "2", facts, d10__ods=book))[0].startswith(
        f"{place}: error: this cell shows 50 %, and the fact of its column is no share\n"
    )
    above = LINE.format('office:value-type="float" office:value="18571"', "18571")
    spanning = above.replace(
        "<table:table-cell ", '<table:table-cell table:number-rows-spanned="2" '
    )
    edits = ((above, spanning), (old, "<table:covered-table-cell/>"))
    book = rewritten(ods(OFFICE), "content.xml", *edits)
    assert told(laid(tmp_path / "3", facts, d10__ods=book))[0].startswith(
        f"{place}: error: this cell is merged with another, and one figure stands in both\n"
    )


def test_repeated_rows_and_columns_of_an_opendocument_are_counted(tmp_path: Path) -> None:
    none = "<table:table-row><table:table-cell/></table:table-row>"
    rows: list[list[Any]] = [[None], *OFFICE]
    repeated = none.replace("table-row>", 'table-row table:number-rows-repeated="3">', 1)
    old = LINE.format('office:value-type="float" office:value="350.5"', "350.5")
    wrong = LINE.format(
        'table:formula="of:=1/0" office:value-type="float" office:value="0"', "#N/A"
    )
    book = rewritten(ods(rows), "content.xml", (none, repeated), (old, wrong))
    facts = MISSING.replace("*.xlsx", "*.ods")
    place = "data/tables/daily/d10.ods:7:4"
    expected = [says(place, "this cell holds an error, #N/A", CORRECT)]
    assert told(laid(tmp_path, facts, d10__ods=book)) == expected


# ---- texts


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        (
            "day,region\n".encode("utf-16"),
            "byte 0xff is not UTF-8",
            "save the file as UTF-8",
        ),
        ("day,rÈgion\n".encode("cp1252"), "byte 0xc8 is not UTF-8", "save the file as UTF-8"),
        (
            b"day,region\rx,y\r",
            "U+000D (CR) in a text",
            "take it out, or end the line with LF or CRLF: programs do not agree on its lines",
        ),
    ],
)
def test_a_text_in_another_encoding_is_told(
    tmp_path: Path, content: bytes, message: str, hint: str
) -> None:
    (finding,) = told(laid(tmp_path, FACTS, d10__csv=content))
    assert finding.partition(": ")[2] == f"error: {message}\n  hint: {hint}"
