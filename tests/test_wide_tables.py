"""Tables as an office has them: a row a place, a column a fact, a file a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from textwrap import dedent
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from asof import data, dates
from asof.cache import Store
from asof.cli import main
from asof.diagnostics import AsofError
from asof.language import language
from asof.ledger import Ledger, as_of
from asof.ledger.formulas import HINT
from asof.ledger.printing import text_in
from asof.located import parse_yaml
from asof.workspace import find_workspace
from test_located import plain

BASE = {
    "asof.yaml": "{title: Health, languages: [en-CA, fr-CA], timezone: Europe/Rome}\n",
    "data/sources.yaml": """\
        table: {title: Daily table, publisher: Ministry, published: 2020-02-24/2020-12-31}
        table-2020-11-10: {title: Table, publisher: Ministry, published: 2020-11-10}
        """,
}
FACTS = """\
    tables:
      files: tables/daily/*.csv
      row: region
      on: day
      reported: day
      source: table
      note: remarks
      columns: {dead: deaths, in care: icu}
    deaths: {label: {en: Deaths, fr: Décès}, cumulative: true}
    icu: {label: {en: In care, fr: En soins}}
    """
DECLARED = FACTS.replace(
    "      columns:",
    """\
      rows:
        lombardy: {named: Lombardia, label: {en: Lombardy, fr: Lombardie}}
        bolzano: P.A. Bolzano
      skip: [TOTALE, "Fonte*"]
      columns:""",
)
NINTH = "day,region,in care,dead,remarks\n2020-11-09T17:00:00,Lombardia,650,18452,\n"
NINTH += "2020-11-09T17:00:00,P.A. Bolzano,36,342,\n"
TENTH = NINTH.replace("-09T", "-10T").replace("650", "708").replace("18452", "18571")
TENTH = TENTH.replace("36,342,", '37,350,"Two, of last week"')


def laid(root: Path, facts: str = FACTS, **tables: str | bytes) -> Path:
    """A workspace with tables, named after the day that they are of."""
    named = {f"data/tables/daily/{name.replace('__', '.')}": each for name, each in tables.items()}
    for name, each in (BASE | {"data/facts/health.yaml": facts} | named).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each if isinstance(each, bytes) else dedent(each).encode())
    return root


def read(root: Path, store: Store | None = None) -> Ledger:
    return data.read(find_workspace(root), *([store] if store else []))[0]


def values(ledger: Ledger, day: str = "2020-11-10") -> Mapping[str, str]:
    """What each fact is on a day."""
    when = dates.parse_date(day).last
    views = as_of(ledger, when, when, language("en-CA"))
    found = {key: views[key].current for key in ledger.facts}
    return {key: current.written for key, current in found.items() if current}


def told(root: Path) -> list[str]:
    with pytest.raises(AsofError) as problem:
        read(root)
    return [str(finding) for finding in problem.value.findings]


def says(place: str, message: str, hint: str = "") -> str:
    return f"{place}: error: {message}" + (f"\n  hint: {hint}" if hint else "")


# ---- what is read


def test_each_cell_is_a_value_of_a_fact_on_its_day(tmp_path: Path) -> None:
    ledger = read(laid(tmp_path, d09__csv=NINTH, d10__csv=TENTH))
    assert values(ledger) == {
        "health.deaths.lombardia": "18571",
        "health.deaths.p_a_bolzano": "350",
        "health.icu.lombardia": "708",
        "health.icu.p_a_bolzano": "37",
    }
    assert values(ledger, "2020-11-09")["health.icu.lombardia"] == "650"


def test_a_value_knows_its_cell_its_source_and_its_remarks(tmp_path: Path) -> None:
    ledger = read(laid(tmp_path, d09__csv=NINTH, d10__csv=TENTH))
    first, last = ledger.facts["health.deaths.p_a_bolzano"].observations
    assert str(last.place) == "data/tables/daily/d10.csv:3:37"
    assert [c.source.id for c in last.citations] == ["table"]
    assert last.reported == date(2020, 11, 10)
    assert last.note is not None
    assert last.note.in_("en") == "Two, of last week"
    assert first.note is None


def test_a_break_is_stated_once_for_all_rows_of_a_column(tmp_path: Path) -> None:
    entry = "icu: {label: {en: In care, fr: En soins}"
    broken = f"{entry}, break: {{on: 2020-11-10, reason: homes}}"
    assert entry in FACTS
    root = laid(tmp_path, FACTS.replace(entry, broken), d09__csv=NINTH, d10__csv=TENTH)
    for store in (None, Store(tmp_path / "kept"), Store(tmp_path / "kept")):
        facts = read(root, store).facts
        days = {key: [each.on for each in fact.breaks] for key, fact in facts.items()}
        in_care = [days[f"health.icu.{row}"] for row in ("lombardia", "p_a_bolzano")]
        assert in_care == [[date(2020, 11, 10)], [date(2020, 11, 10)]]
        assert days["health.deaths.lombardia"] == []


def test_labels_are_stated_once_for_columns_and_for_rows(tmp_path: Path) -> None:
    facts = read(laid(tmp_path, DECLARED, d10__csv=TENTH)).facts
    told = {
        key: [text_in(fact.label, language(tag)) for tag in ("en-CA", "fr-CA")]
        for key, fact in facts.items()
    }
    assert told == {
        "health.deaths.lombardy": ["Deaths: Lombardy", "Décès\u00a0: Lombardie"],
        "health.deaths.bolzano": ["Deaths: P.A. Bolzano", "Décès\u00a0: P.A.\u00a0Bolzano"],
        "health.icu.lombardy": ["In care: Lombardy", "En soins\u00a0: Lombardie"],
        "health.icu.bolzano": ["In care: P.A. Bolzano", "En soins\u00a0: P.A.\u00a0Bolzano"],
    }


def test_a_label_keeps_its_two_parts_and_is_made_again_from_what_is_kept(tmp_path: Path) -> None:
    root, store = laid(tmp_path, DECLARED, d10__csv=TENTH), Store(tmp_path / "kept")
    for _ in range(2):
        fact = read(root, store).facts["health.deaths.lombardy"]
        for tag, told in {"en-CA": ("Deaths", "Lombardy"), "fr-CA": ("Décès", "Lombardie")}.items():
            parts = fact.what, fact.where
            assert tuple(text_in(part, language(tag)) for part in parts) == told


def test_a_row_for_each_day_is_one_fact_a_column(tmp_path: Path) -> None:
    facts = FACTS.replace("      row: region\n", "").replace("*.csv", "all.tsv")
    table = "day\tdead\tin care\tremarks\n2020-11-09\t18452\t650\t\n2020-11-10\t18571\t708\t\n"
    ledger = read(laid(tmp_path, facts, all__tsv=table))
    assert values(ledger) == {"health.deaths": "18571", "health.icu": "708"}
    assert len(ledger.facts["health.deaths"].observations) == 2


def test_a_source_is_called_after_the_day_of_a_row_or_after_its_file(tmp_path: Path) -> None:
    for n, source in enumerate(("table-{on}", "table-{file}")):
        facts = FACTS.replace("source: table", f'source: "{source}"')
        root = laid(tmp_path / str(n), facts, **{"2020-11-10__csv": TENTH})
        (fact, *_) = read(root).facts.values()
        assert fact.observations[0].citations[0].source.id == "table-2020-11-10"


@pytest.mark.parametrize(
    ("cell", "value", "status"),
    [
        ("1204p", "1204", "provisional"),
        ("1204 r", "1204", "revised"),
        ("1204e", "1204", "estimate"),
        ("x", "not public", None),
        ("about 1200", "about 1200", None),
    ],
)
def test_marks_are_those_of_the_statistics_offices(
    tmp_path: Path, cell: str, value: str, status: str | None
) -> None:
    ledger = read(laid(tmp_path, d10__csv=TENTH.replace("18571", cell)))
    (line,) = ledger.facts["health.deaths.lombardia"].observations
    assert (line.written, line.status) == (value, status)


@pytest.mark.parametrize("cell", ["..", "...", "…"])
def test_what_is_not_there_is_no_value(tmp_path: Path, cell: str) -> None:
    ledger = read(laid(tmp_path, d09__csv=NINTH, d10__csv=TENTH.replace("18571", cell)))
    assert len(ledger.facts["health.deaths.lombardia"].observations) == 1


def test_a_row_that_never_had_a_figure_is_a_fact_all_the_same(tmp_path: Path) -> None:
    root = laid(tmp_path, DECLARED, d10__csv=TENTH.replace("18571", ".."))
    store = Store(tmp_path / "kept")
    for _ in range(2):
        fact = read(root, store).facts["health.deaths.lombardy"]
        assert fact.observations == ()
        assert text_in(fact.label, language("fr-CA")) == "Décès\u00a0: Lombardie"


@pytest.mark.parametrize(
    ("decimal", "typed", "value"),
    [
        ("comma", "1.204,5", "1204.5"),
        ("comma", "12,5", "12.5"),
        ("comma", "1.204", "1204"),
        ("comma", "1 204", "1204"),
        ("point", "1,204.5", "1204.5"),
        ("point", "1.204", "1.204"),
        ("point", "-0.5", "-0.5"),
    ],
)
def test_numbers_are_as_their_dialect_has_them(
    tmp_path: Path, decimal: str, typed: str, value: str
) -> None:
    facts = FACTS.replace(
        "on: day\n", f"on: day\n      separator: semicolon\n      decimal: {decimal}\n", 1
    )
    table = TENTH.replace(",", ";").replace("18571", typed).replace("Two;", "Two,")
    ledger = read(laid(tmp_path, facts, d10__csv=table))
    assert values(ledger)["health.deaths.lombardia"] == value


# ---- workbooks


def workbook(rows: list[list[Any]], *sheets: str, percent: str = "") -> bytes:
    """A workbook, as an office's program writes it."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for name in sheets:
        book.create_sheet(name)
    if percent:
        book.active[percent].number_format = "0.0%"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


DAY = datetime.fromisoformat("2020-11-10T17:00")
OFFICE: list[list[Any]] = [
    ["Daily report", None, "Patients", None, None],
    ["day", "region", "in care", "dead", "remarks"],
    [DAY, "Lombardia", 708, 18571, None],
    [DAY, "P.A. Bolzano", 37, 350.5, "Two, of\nlast week"],
    [DAY, "TOTALE", 745, 18921.5, None],
    [None, "Fonte: Ministero", None, None, None],
]
BOOK = DECLARED.replace("*.csv", "*.xlsx").replace(
    "      on: day", "      header: 2\n      on: day"
)


def test_a_workbook_with_two_header_rows_a_total_and_remarks(tmp_path: Path) -> None:
    ledger = read(laid(tmp_path, BOOK, d10__xlsx=workbook(OFFICE)))
    assert values(ledger) == {
        "health.deaths.lombardy": "18571",
        "health.deaths.bolzano": "350.5",
        "health.icu.lombardy": "708",
        "health.icu.bolzano": "37",
    }
    (line,) = ledger.facts["health.deaths.bolzano"].observations
    assert (str(line.place), line.note and line.note.in_("en")) == (
        "data/tables/daily/d10.xlsx:4:4",
        "Two, of\nlast week",
    )


def test_a_share_of_a_workbook_is_told_to_be_one(tmp_path: Path) -> None:
    facts = BOOK.replace(
        "label: {en: Deaths, fr: Décès}", 'label: {en: Dead, fr: Morts}, unit: "%"'
    )
    rows = [*OFFICE[:2], [DAY, "Lombardia", 708, 0.5, None], [DAY, "P.A. Bolzano", 37, 0.125, None]]
    book = workbook(rows, percent="D3")
    assert told(laid(tmp_path / "asked", facts, d10__xlsx=book)) == [
        says(
            "data/tables/daily/d10.xlsx:4:4",
            "workbooks hold per cent in two ways, and this is 0.125",
            "write 'percent: fraction' beside 'files' where 0.5 is half, else 'percent: points'",
        )
    ]
    for said, shown, value in (("fraction", "D3", "12.5"), ("points", "", "0.125")):
        declared = facts.replace("header: 2", f"header: 2\n      percent: {said}")
        book = workbook(rows, percent=shown)
        ledger = read(laid(tmp_path / said, declared, d10__xlsx=book))
        assert values(ledger)["health.deaths.bolzano"] == value


def test_a_sheet_of_several_is_named(tmp_path: Path) -> None:
    book = workbook(OFFICE, "Notes")
    assert told(laid(tmp_path, BOOK, d10__xlsx=book)) == [
        says(
            "data/facts/health.yaml:2:3",
            "data/tables/daily/d10.xlsx has 2 sheets",
            "name one: sheet: Sheet",
        )
    ]
    named = BOOK.replace("header: 2", "header: 2\n      sheet: Shet")
    assert told(laid(tmp_path, named, d10__xlsx=book)) == [
        says(
            "data/facts/health.yaml:5:10",
            "no sheet 'Shet' in data/tables/daily/d10.xlsx",
            "did you mean 'Sheet'?",
        )
    ]
    assert len(values(read(laid(tmp_path, named.replace("Shet", "Sheet"), d10__xlsx=book)))) == 4


def test_an_opendocument_sheet(tmp_path: Path) -> None:
    facts = BOOK.replace("*.xlsx", "*.ods")
    assert values(read(laid(tmp_path, facts, d10__ods=ods(OFFICE))))["health.icu.lombardy"] == "708"


def ods(rows: list[list[Any]]) -> bytes:
    """The least of an OpenDocument spreadsheet, part 3 of ISO/IEC 26300."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    space = 'xmlns:{0}="urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"'
    spaces = " ".join(space.format(name) for name in ("office", "table", "text"))
    lines = "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows
    )
    body = f'<table:table table:name="Data">{lines}</table:table>'
    whole = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    entries = entry.format("/", kind) + entry.format("content.xml", "text/xml")
    manifest = f"<manifest:manifest {space.format('manifest')}>{entries}</manifest:manifest>"
    content = f"<office:document-content {spaces}>{whole}</office:document-content>"
    with ZipFile(written := BytesIO(), "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return written.getvalue()


def ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, datetime):
        typed = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, str):
        typed = 'office:value-type="string"'
    else:
        typed = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {typed}><text:p>{value}</text:p></table:table-cell>"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"<html>no workbook</html>"])
def test_a_file_that_is_no_workbook_is_told(tmp_path: Path, content: bytes) -> None:
    message = "this workbook cannot be read: File is not a zip file"
    hint = "save it anew, without a password"
    expected = [says("data/tables/daily/d10.xlsx:1:1", message, hint)]
    assert told(laid(tmp_path, BOOK, d10__xlsx=content)) == expected


LIMITED = "{{title: Health, languages: [en-CA, fr-CA], timezone: Europe/Rome, limits: {{{}}}}}\n"


@pytest.mark.parametrize(
    ("limit", "message", "hint"),
    [
        ("rows: 3", "this sheet has 6 rows; more than 3 are not read", "make several tables of it"),
        (
            "columns: 3",
            "this sheet has 5 columns; more than 3 are not read",
            "make several tables of it",
        ),
        ("file_size: 6000", "this workbook unpacks to {} bytes", "make several workbooks of it"),
    ],
)
def test_a_workbook_of_any_size_is_not_read(
    tmp_path: Path, limit: str, message: str, hint: str
) -> None:
    book = workbook(OFFICE)
    root = laid(tmp_path, BOOK, d10__xlsx=book)
    (root / "asof.yaml").write_text(LIMITED.format(limit), encoding="utf-8")
    with ZipFile(BytesIO(book)) as archive:
        size = f"{sum(each.file_size for each in archive.infolist()):,}"
    name = limit.partition(":")[0]
    hint = f"{hint}, or raise '{name}' of the limits in asof.yaml"
    place = "data/tables/daily/d10.xlsx:1:1"
    assert told(root) == [says(place, message.format(size), hint)]


def test_a_row_without_its_day_is_not_of_the_day_of_its_source(tmp_path: Path) -> None:
    table = TENTH.replace("2020-11-10T17:00:00,P.A.", ",P.A.")
    assert says(
        "data/tables/daily/d10.csv:3:1",
        "this row says no day",
        "fill in the cell, or add the row to 'skip'",
    ) in told(laid(tmp_path, d10__csv=table))


# ---- what is refused


AT = "data/tables/daily/d10.csv"
LACKS_LOMBARDY = says(
    f"{AT}:1:1", "no row 'Lombardia' for 2020-11-10", "add it, or take it out of 'rows'"
)
NO_VALUES = "no values: a fact has observations, a table or a derived formula"
EITHER = "write 'decimal: point' or 'decimal: comma' beside 'files'"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2020-11-10T17:00:00,Lombardia,708,18571,\n", "", [LACKS_LOMBARDY]),
        (
            "P.A. Bolzano,37",
            "Lombardia,37",
            [
                says(
                    f"{AT}:3:21",
                    "a row 'lombardy' for 2020-11-10T17:00:00 stands here again",
                    f"keep one of them, or of their files: the other is {AT}:2:21",
                ),
                LACKS_LOMBARDY.replace("Lombardia", "P.A. Bolzano"),
            ],
        ),
        (
            "Lombardia,708",
            "Lombardai,708",
            [
                says(f"{AT}:2:21", "no row 'Lombardai' is declared", "did you mean 'Lombardia'?"),
                LACKS_LOMBARDY,
            ],
        ),
        (
            "Lombardia,708",
            ",708",
            [
                says(f"{AT}:2:21", "this row has no name", "name it, or delete it"),
                LACKS_LOMBARDY,
            ],
        ),
        (
            "in care,dead",
            "in_care,dead",
            [says(f"{AT}:1:1", "no column 'in care'", "did you mean 'in_care'?")],
        ),
        (
            "in care,dead",
            "dead,dead",
            [
                says(f"{AT}:1:1", "2 columns are called 'dead'", "rename one of them"),
                says(f"{AT}:1:1", "no column 'in care'"),
            ],
        ),
        (
            "708,18571",
            ",18571",
            [
                says(
                    f"{AT}:2:31",
                    "this cell is blank",
                    "write .. where there is no figure, or 'blank: missing' beside 'files'",
                )
            ],
        ),
        (
            "708,18571",
            "708,18.571",
            [says(f"{AT}:2:35", "'18.571' has two readings", EITHER)],
        ),
        (
            "708,18571",
            '708,"18571,5"',
            [says(f"{AT}:2:35", "'18571,5' has two readings", EITHER)],
        ),
        (
            "2020-11-10T17:00:00,Lombardia",
            "10/11/2020,Lombardia",
            [
                says(
                    f"{AT}:2:1",
                    "not a date: '10/11/2020'",
                    "write 2020-10-11 or 2020-11-10, whichever is meant",
                )
            ],
        ),
        (
            TENTH,
            TENTH.splitlines()[0] + "\n",
            [
                says(
                    f"{AT}:1:1",
                    "this table has no rows below the names of its columns",
                    "add them, or delete the file",
                )
            ],
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    assert old in TENTH
    assert told(laid(tmp_path, DECLARED, d10__csv=TENTH.replace(old, new))) == sorted(expected)


def test_yesterday_s_file_under_today_s_name_is_told_once(tmp_path: Path) -> None:
    assert told(laid(tmp_path, DECLARED, d09__csv=NINTH, d10__csv=NINTH)) == [
        says(
            f"{AT}:2:21",
            "a row 'lombardy' for 2020-11-09T17:00:00 stands here again",
            "keep one of them, or of their files: the other is data/tables/daily/d09.csv:2:21",
        )
    ]


def test_a_day_without_places_stands_once(tmp_path: Path) -> None:
    facts = FACTS.replace("      row: region\n", "").replace("*.csv", "all.csv")
    table = "day,dead,in care,remarks\n2020-11-10,18452,650,\n2020-11-10,18571,708,\n"
    message = "a row for 2020-11-10 stands here again"
    hint = "keep one of them, or of their files: the other is data/tables/daily/all.csv:2:1"
    place = "data/tables/daily/all.csv:3:1"
    assert told(laid(tmp_path, facts, all__csv=table)) == [says(place, message, hint)]


def test_a_fact_is_filled_by_one_table(tmp_path: Path) -> None:
    lines = dedent(DECLARED).split("\n")
    end = lines.index("deaths: {label: {en: Deaths, fr: Décès}, cumulative: true}")
    one = "\n".join(["  - " + lines[1].strip(), *(f"  {line}" for line in lines[2:end])])
    facts = "\n".join(
        ["tables:", one, one.replace("{dead: deaths, in care: icu}", "{dead: deaths}")]
    )
    expected = says("data/facts/health.yaml:23:21", "'deaths' is filled by two tables", "keep one")
    assert told(laid(tmp_path, "\n".join([facts, *lines[end:]]), d10__csv=TENTH)) == [expected]


def test_a_separator_is_asked_for(tmp_path: Path) -> None:
    table = TENTH.replace(",", ";")
    assert told(laid(tmp_path, DECLARED, d10__csv=table)) == [
        says(
            f"{AT}:1:4",
            "the cells of this table are separated by semicolons",
            "write 'separator: semicolon' beside 'files'",
        )
    ]


def test_a_decimal_that_was_declared_holds(tmp_path: Path) -> None:
    facts = DECLARED.replace("on: day\n", "on: day\n      decimal: comma\n", 1)
    assert told(laid(tmp_path, facts, d10__csv=TENTH.replace("708", "70.8"))) == [
        says(f"{AT}:2:31", "'70.8' is no number with a decimal comma", "correct the cell")
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "files: tables/daily/*.csv",
            "files: tables/dayly/*.csv",
            [
                says(
                    "data/facts/health.yaml:2:10",
                    "no table is called 'tables/dayly/*.csv'",
                    "did you mean 'tables/daily/d10.csv'?",
                )
            ],
        ),
        (
            "{dead: deaths,",
            "{dead: death,",
            [
                says(
                    "data/facts/health.yaml:12:19",
                    "no fact 'death' in this file",
                    "did you mean 'deaths'?",
                ),
                says(
                    "data/facts/health.yaml:13:1",
                    "no values: a fact has observations, a table or a derived formula",
                    "add 'observations'",
                ),
            ],
        ),
        (
            "in care: icu}",
            "in care: deaths}",
            [
                says("data/facts/health.yaml:14:1", NO_VALUES, "add 'observations'"),
                says(
                    "data/facts/health.yaml:12:36", "'deaths' is filled by two columns", "keep one"
                ),
            ],
        ),
        (
            "cumulative: true}",
            "cumulative: true, observations: [{value: 1, source: table}]}",
            [
                says(
                    "data/facts/health.yaml:13:74",
                    "a table of this file fills this fact, and it has observations",
                    "keep one",
                )
            ],
        ),
    ],
)
def test_what_is_declared_wrong_is_told_there(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    assert old in DECLARED
    assert told(laid(tmp_path, DECLARED.replace(old, new), d10__csv=TENTH)) == sorted(expected)


def test_rows_of_one_key_are_to_be_declared(tmp_path: Path) -> None:
    table = TENTH.replace("Lombardia", "P. A. Bolzano")
    assert told(laid(tmp_path, FACTS, d10__csv=table)) == [
        says(
            f"{AT}:3:21",
            "the rows 'P. A. Bolzano' and 'P.A. Bolzano' would both have the key 'p_a_bolzano'",
            "declare them in 'rows'",
        )
    ]


# ---- what is kept


def test_a_row_that_is_called_otherwise_is_another_input(tmp_path: Path) -> None:
    before, after = (
        read(laid(tmp_path / name, DECLARED.replace("Lombardy", name), d10__csv=TENTH))
        for name in ("Lombardy", "Lombardia")
    )
    changed = {key for key in before.facts if before.digest(key) != after.digest(key)}
    assert changed == {"health.deaths.lombardy", "health.icu.lombardy"}


def test_a_file_that_is_dropped_in_is_read_at_once(tmp_path: Path) -> None:
    root = laid(tmp_path, DECLARED, d09__csv=NINTH)
    store = Store(tmp_path / "kept")
    assert values(read(root, store))["health.icu.lombardy"] == "650"
    laid(tmp_path, DECLARED, d09__csv=NINTH, d10__csv=TENTH)
    assert values(read(root, store))["health.icu.lombardy"] == "708"
    again = read(root, store)
    assert values(again) == values(read(root))
    (tmp_path / AT).write_text(TENTH.replace("708", "709"), encoding="utf-8")
    assert values(read(root, store))["health.icu.lombardy"] == "709"
    (tmp_path / AT).unlink()
    assert values(read(root, store))["health.icu.lombardy"] == "650"


# ---- what a check tells


def test_a_total_that_does_not_add_up_and_a_fall_are_told_at_their_cells(tmp_path: Path) -> None:
    facts = DECLARED.replace(
        "bolzano: P.A.", "all: {named: TOTALE, total: true}\n        bolzano: P.A."
    )
    facts = facts.replace('[TOTALE, "Fonte*"]', '["Fonte*"]')
    ninth = NINTH + "2020-11-09T17:00:00,TOTALE,686,18794,\n"
    tenth = TENTH.replace("350", "340") + "2020-11-10T17:00:00,TOTALE,745,18921,\n"
    root = laid(tmp_path, facts, d09__csv=ninth, d10__csv=tenth)
    text = "{{ health.deaths.all }} and {{ health.deaths.bolzano }}"
    note = f"title: Note\nas_of: 2020-11-10\nbody: [{{text: '{text}'}}]\n"
    (root / "data/briefings").mkdir()
    (root / "data/briefings/note.yaml").write_text(note, encoding="utf-8")
    said = CliRunner().invoke(main, ["--workspace", str(root), "check"]).stderr
    findings = [line for line in said.splitlines() if ": error:" in line or ": warning:" in line]
    assert findings == [
        "data/tables/daily/d10.csv:3:37: warning: 'health.deaths.bolzano' fell from 342 to 340",
        (
            "data/tables/daily/d10.csv:4:32: error: 'health.deaths.all' is 18,921, but "
            "sum(health.deaths.*) makes 18,911"
        ),
    ]


# ---- the documentation


def test_the_table_of_the_documentation_is_read_as_it_says(tmp_path: Path) -> None:
    told = (Path(__file__).parents[1] / "docs/tables.md").read_text(encoding="utf-8")
    facts = told.split("```yaml\n")[1].split("```")[0]
    lines = [line.strip("|").split("|") for line in told.splitlines() if line.startswith("| ")]
    shown = [[cell.strip() for cell in line] for line in lines if len(line) == 5]
    assert len(shown) == 5
    rows: list[list[Any]] = [[_typed(cell) for cell in line] for line in shown]
    root = laid(tmp_path, facts, **{"2020-11-10__xlsx": workbook(rows)})
    ledger = read(root)
    assert values(ledger) == {
        "health.icu.lombardy": "708",
        "health.icu.bolzano": "37",
        "health.icu.total": "745",
        "health.deaths.lombardy": "18571",
        "health.deaths.total": "18571",
    }
    assert "health.deaths.bolzano" in ledger.facts
    label = ledger.facts["health.deaths.lombardy"].label
    assert text_in(label, language("en-CA")) == "Deaths: Lombardy"
    (line,) = ledger.facts["health.icu.bolzano"].observations
    assert line.note is not None
    assert (line.status, line.note.in_("en")) == ("provisional", shown[2][4])


@pytest.mark.parametrize(("more", "holds"), [("", True), ("header: two", False), ("rws: x", False)])
def test_editors_know_what_a_table_may_say(more: str, holds: bool) -> None:
    told = (Path(__file__).parents[1] / "docs/tables.md").read_text(encoding="utf-8")
    facts = told.split("```yaml\n")[1].split("```")[0].replace("  on: Day", f"  {more}\n  on: Day")
    tree = plain(parse_yaml(facts, "health.yaml"))
    assert Draft202012Validator(data.schemas()["facts"]).is_valid(tree) is holds


def _typed(cell: str) -> Any:
    if cell.startswith("2020-"):
        return date.fromisoformat(cell)
    return int(cell) if cell.isdecimal() else cell or None


# Formulas that hold in each row


NO_ROWS = "no table of this file has rows of '%s'"
NO_FORMULA = "'share(health.deaths.row health.icu.row)' is not a formula"

RECKONED = FACTS + "rate: {label: {en: Fatality, fr: Létalité}, unit: '%%', derived: 'share(%s)'}\n"


def test_a_formula_is_reckoned_for_each_row(tmp_path: Path) -> None:
    facts = RECKONED % "health.deaths.{row}, health.icu.{row}"
    store = Store(tmp_path / "kept")
    root = laid(tmp_path, facts, x__csv=NINTH.replace("650", "184520"))
    for ledger in (read(root, store), read(root, store)):
        when = date(2020, 11, 9)
        rate = as_of(ledger, when, when, language("en-CA"))["health.rate.lombardia"].current
        assert rate is not None
        assert str(rate.value) == "10.0"
        told = ledger.facts["health.rate.p_a_bolzano"]
        assert told.derived is not None
        assert told.derived.text == "share(health.deaths.p_a_bolzano, health.icu.p_a_bolzano)"
        assert told.label.in_("en-CA") == "Fatality: P.A. Bolzano"
        assert told.what is not None
        assert told.what.in_("fr") == "Létalité"


def test_each_row_is_held_against_what_it_should_come_to(tmp_path: Path) -> None:
    facts = FACTS.replace("cumulative: true", "equals: 'health.icu.{row}'")
    held = read(laid(tmp_path, facts, x__csv=NINTH)).facts["health.deaths.lombardia"].equals
    assert held is not None
    assert held.text == "health.icu.lombardia"


@pytest.mark.parametrize(
    ("written", "told", "hint"),
    [
        (
            "health.dead.{row}, health.icu.{row}",
            NO_ROWS % "health.dead",
            "did you mean 'health.deaths'?",
        ),
        ("{row}, health.icu.{row}", NO_ROWS % "", "write {row} behind a column of 'tables'"),
        ("health.deaths.{row} health.icu.{row}", NO_FORMULA, HINT),
    ],
)
def test_a_formula_of_rows_that_are_not_there_is_told_once(
    tmp_path: Path, written: str, told: str, hint: str
) -> None:
    with pytest.raises(AsofError) as caught:
        read(laid(tmp_path, RECKONED % written, x__csv=NINTH))
    (finding,) = caught.value.findings
    assert str(finding.place) == "data/facts/health.yaml:11:65"
    assert (finding.message, finding.hint) == (told, hint)


def test_a_formula_of_rows_needs_a_table(tmp_path: Path) -> None:
    facts = "a: {label: A, derived: 'sum(health.b.{row})'}\nb: {label: B, derived: health.a}\n"
    with pytest.raises(AsofError, match=r"no table of this file has rows of 'health\.b'"):
        read(laid(tmp_path, facts))


# A total that the table does not have


SUMMED = DECLARED.replace(
    "        bolzano: P.A. Bolzano\n",
    "        bolzano: P.A. Bolzano\n"
    "        north: {total: true, label: {en: The north, fr: Le nord}}\n",
)


def test_a_row_that_the_table_lacks_is_our_sum_of_its_rows(tmp_path: Path) -> None:
    shares = "share: {label: S, unit: '%', derived: 'share(health.icu.{row}, health.deaths.{row})'}"
    store = Store(tmp_path / "kept")
    root = laid(tmp_path, f"{SUMMED}{shares}\n", x__csv=TENTH)
    for ledger in (read(root, store), read(root, store)):
        when = date(2020, 11, 10)
        seen = as_of(ledger, when, when, language("en-CA"))
        dead = seen["health.deaths.north"]
        assert dead.current is not None
        assert (str(dead.current.value), dead.fact.total) == ("18921", True)
        assert dead.fact.derived is not None
        assert dead.fact.derived.text == "sum(health.deaths.*)"
        assert dead.fact.label.in_("en-CA") == "Deaths: The north"
        assert seen["health.share.north"].current is not None
        assert str(seen["health.share.north"].current.value) == "3.9"


def test_parts_of_a_hundred_are_not_added_up(tmp_path: Path) -> None:
    facts = SUMMED.replace("fr: En soins}}", "fr: En soins}, unit: '%'}")
    ledger = read(laid(tmp_path, facts, x__csv=TENTH))
    assert "health.deaths.north" in ledger.facts
    assert "health.icu.north" not in ledger.facts


def test_a_sum_of_ours_does_not_add_up_another_total(tmp_path: Path) -> None:
    facts = SUMMED.replace("bolzano: P.A. Bolzano", "bolzano: {named: P.A. Bolzano, total: true}")
    assert told(laid(tmp_path, facts, x__csv=TENTH)) == [
        says(
            "data/facts/health.yaml:11:12",
            "'north' is the sum of the rows, and 'bolzano' their total",
            "keep one",
        )
    ]


def test_a_row_of_no_table_is_a_sum_and_says_so(tmp_path: Path) -> None:
    facts = SUMMED.replace("total: true, ", "")
    with pytest.raises(AsofError) as caught:
        read(laid(tmp_path, facts, x__csv=TENTH))
    (finding,) = caught.value.findings
    assert (str(finding.place), finding.message, finding.hint) == (
        "data/facts/health.yaml:11:12",
        "this row is in no table",
        "add 'named', or 'total: true' and a 'label' for a sum of ours",
    )
