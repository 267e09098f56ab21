"""Files that are added: lists of figures, the office's table of a day, and one that is new."""

from __future__ import annotations

import json
import os
import re
import shutil
from io import BytesIO
from pathlib import Path
from textwrap import dedent
from typing import Any

import openpyxl
import pypdfium2
import pytest
from click.testing import CliRunner

from asof import data
from asof.cli import main
from asof.workspace import find_workspace
from test_add import add, laid
from test_cli import hashes
from test_wide_tables import values

HEADS = [["Region", "Patients", None, "Remarks"], [None, "In care", "Dead", None]]
MERGED = ("A1:A2", "B1:C1", "D1:D2")
TENTH: list[list[Any]] = [
    ["North", 708, 18571, None],
    ["South", 37, 350, "Two deaths of last week come with the next report"],
    ["TOTAL", 745, 18921, None],
    ["Source: Ministry of Health", None, None, None],
]
PUBLISHED = ("--answer", "publisher=Ministry of Health")


def book(*rows: list[Any], sheet: str = "", merged: tuple[str, ...] = MERGED) -> bytes:
    """A workbook with two rows of names, a total, remarks and a source below."""
    made = openpyxl.Workbook()
    assert made.active is not None
    for row in rows or (*HEADS, *TENTH):
        made.active.append(row)
    for each in merged:
        made.active.merge_cells(each)
    if sheet:
        made.create_sheet(sheet).append(["nothing"])
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def given(root: Path, name: str, content: bytes | str) -> str:
    """A file somewhere else, as it comes by mail."""
    path = root / "mail" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else dedent(content).encode())
    return str(path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return laid(tmp_path / "works")


def mapping(root: Path, name: str) -> str:
    return (root / f"data/facts/{name}.yaml").read_text("utf-8").partition("\n")[2]


# ---- a table that is new


def test_what_a_table_means_is_written_down_once(root: Path) -> None:
    path = given(root, "health 2020-11-10.xlsx", book())
    done = add(root, path, *PUBLISHED, "--yes")
    assert (done.exit_code, done.stderr) == (0, "kept\n")
    assert mapping(root, "health") == dedent(
        """\
        tables:
          files: tables/health/*.xlsx
          header: 2
          row: Region
          rows:
            north: North
            south: South
            total: {named: TOTAL, total: true}
          skip: [Source*]
          on: "{file}"
          reported: "{file}"
          source: "health-{file}"
          note: Remarks
          columns: {In care: in_care, Dead: dead}
        in_care: {label: In care}
        dead: {label: Dead}
        """
    )
    assert (root / "data/tables/health/2020-11-10.xlsx").read_bytes() == Path(path).read_bytes()
    sources = (root / "data/sources.yaml").read_text("utf-8")
    assert sources.endswith(
        "health-2020-11-10:\n  title: Health\n  publisher: Ministry of Health\n"
        "  published: 2020-11-10\n"
    )
    read = data.read(find_workspace(root))[0]
    assert {k: v for k, v in values(read).items() if k.startswith("health")} == {
        "health.in_care.north": "708",
        "health.in_care.south": "37",
        "health.in_care.total": "745",
        "health.dead.north": "18571",
        "health.dead.south": "350",
        "health.dead.total": "18921",
    }


def test_the_next_day_s_file_is_dropped_in_and_nothing_is_asked(root: Path) -> None:
    add(root, given(root, "health 2020-11-10.xlsx", book()), *PUBLISHED, "--yes")
    rows: list[list[Any]] = [["North", 710, 18580], ["South", 30, 351], ["TOTAL", 740, 18931]]
    done = add(root, given(root, "health 2020-11-11.xlsx", book(*HEADS, *rows)), answer="y\n")
    assert done.stdout == dedent(
        """\
        --- /dev/null
        +++ data/tables/health/2020-11-11.xlsx
        @@ -0,0 +1,5 @@
        +Region | Patients | Patients | Remarks
        +Region | In care | Dead | Remarks
        +North | 710 | 18580 |
        +South | 30 | 351 |
        +TOTAL | 740 | 18931 |
        --- data/sources.yaml
        +++ data/sources.yaml
        @@ -9,2 +9,6 @@
           publisher: Ministry of Health
           published: 2020-11-10
        +health-2020-11-11:
        +  title: Health
        +  publisher: Ministry of Health
        +  published: 2020-11-11
        """
    )
    assert (done.exit_code, done.stderr) == (0, "Keep? [y/N]: y\nkept\n")


def test_somebody_is_asked_for_what_is_in_doubt(root: Path) -> None:
    path = given(root, "report.xlsx", book(sheet="Notes"))
    typed = "Sheet\n2020-11-10\nhealth\nDaily table\nMinistry\n\ny\n"
    done = add(root, path, answer=typed)
    assert done.exit_code == 0, done.stderr
    assert [line for line in done.stderr.split("\n") if line] == [
        "Which sheet holds the figures? (Sheet, Notes) [Sheet]: Sheet",
        "What day is the table of?: 2020-11-10",
        "What do the keys of its facts begin with? [report]: health",
        "What is the title of its source? [Report]: Daily table",
        "Who publishes it?: Ministry",
        "When was it published? [2020-11-10]: ",
        "Keep? [y/N]: y",
        "kept",
    ]
    assert "  sheet: Sheet\n" in mapping(root, "health")


LISTED = """\
    Daily report;;;;
    ;;Patients;;
    Day;Place;In care;Recovered;Share
    2020-11-09;Übach-Ø;1.204,5;12;5,5
    2020-11-09;value;1.300,5;;..
    2020-11-10;Übach-Ø;1.204;12;5,5
    2020-11-10;value;1.300,5;7;..
    """


def test_a_text_tells_its_separator_its_decimals_and_its_days(root: Path) -> None:
    done = add(root, given(root, "cases.csv", LISTED), *PUBLISHED, "--yes", "--answer", "name=x")
    assert done.exit_code == 0, done.stderr
    assert mapping(root, "x") == dedent(
        """\
        tables:
          files: tables/x/*.csv
          separator: semicolon
          header: 3
          decimal: comma
          blank: missing
          row: Place
          rows:
            ubach_o: Übach-Ø
            value_: value
          on: Day
          reported: Day
          source: "x-{file}"
          columns: {In care: in_care, Recovered: recovered, Share: share}
        in_care: {label: In care}
        recovered: {label: Recovered}
        share: {label: Share}
        """
    )
    assert "  title: Daily report\n" in (root / "data/sources.yaml").read_text("utf-8")
    assert (root / "data/tables/x/2020-11-10.csv").exists()


def test_a_row_a_day_and_shares_of_a_workbook(root: Path) -> None:
    rows: list[list[Any]] = [
        ["day", "code", "share"],
        ["2020-11-09", 5, 0.5],
        ["2020-11-10", 6, 0.25],
    ]
    made = openpyxl.load_workbook(BytesIO(book(*rows, merged=())))
    assert made.active is not None
    for spot in ("C2", "C3"):
        made.active[spot].number_format = "0%"
    written = BytesIO()
    made.save(written)
    done = add(root, given(root, "t.xlsx", written.getvalue()), *PUBLISHED, "--yes")
    assert done.exit_code == 0, done.stderr
    assert mapping(root, "t").endswith(
        '  columns: {share: share}\nshare: {label: share, unit: "%"}\n'
    )
    assert values(data.read(find_workspace(root))[0])["t.share"] == "25"


def test_a_total_is_known_by_its_sums(root: Path) -> None:
    rows: list[list[Any]] = [["place", "dead"], ["A", 5], ["B", 6], ["Whole country", 11]]
    done = add(root, given(root, "t-20201110.xlsx", book(*rows, merged=())), *PUBLISHED, "--yes")
    assert done.exit_code == 0, done.stderr
    assert "    whole_country: {named: Whole country, total: true}\n" in mapping(root, "t")


def test_a_total_that_does_not_add_up_is_told_and_not_kept_unasked(root: Path) -> None:
    before = hashes(root)
    wrong: list[list[Any]] = [*HEADS, *TENTH[:2], ["TOTAL", 745, 18000, None]]
    done = add(root, given(root, "health 2020-11-10.xlsx", book(*wrong)), *PUBLISHED, "--yes")
    assert done.stderr == (
        "data/tables/health/2020-11-10.xlsx:5:3: error: 'health.dead.total' is 18,000, but"
        " sum(health.dead.*) makes 18,921\n"
        "  hint: correct a part, or say in a note why it differs\n"
        "nothing is kept\n"
    )
    after = {name: content for name, content in hashes(root).items() if "mail" not in name}
    assert (done.exit_code, after) == (1, before)


Rows = list[list[Any]]
TITLED: Rows = [
    ["Ministry of Health", None, None, None, None],
    ["As of 10 November 2020, 17:00", None, None, None, None],
    ["Code", "Region", "Cases", None, "Deaths"],
    [None, None, "New", "Total", "New"],
    [1, "North", 5, 100, 0],
    [2, "South", 7, 200, 1],
    [None, "Total", 12, 300, 1],
    ["* provisional", None, None, None, None],
]
HEADED: Rows = [
    ["Region", "Cases", "Share"],
    [None, "number", "%"],
    ["West", None, None],
    ["A", 5, 50],
    ["East", None, None],
    ["B", "..", "x"],
]


@pytest.mark.parametrize(
    ("rows", "merged", "lines"),
    [
        (
            TITLED,
            ("A1:E1", "A2:E2", "C3:D3"),
            [
                "  header: 4",
                "  row: Region",
                '  skip: ["[*]*"]',
                "deaths_new: {label: Deaths New}",
            ],
        ),
        (
            HEADED,
            (),
            [
                "  header: 2",
                "  row: Region",
                "  skip: [West, East]",
                "  columns: {Cases number: cases_number, Share %: share}",
            ],
        ),
        (
            [["Province", "District", "Beds"], ["A", "A1", 1], ["A", "A2", 2], ["Total", None, 3]],
            (),
            ["  row: District", "  skip: [Total]", "  columns: {Beds: beds}"],
        ),
        (
            [["Region", 2019, 2020], ["A", 5, 6], ["B", 7, 8]],
            (),
            ["  row: Region", "  columns: {2019: column_2019, 2020: column_2020}"],
        ),
        (
            [["Indicator", "Value", "Remarks"], ["Cases", 5, None], ["Deaths", 1, "x"]],
            (),
            ["  row: Indicator", "  note: Remarks", "  columns: {Value: value_}"],
        ),
        (
            [["Code", "Region", "Cases"], [8, "A", 5], [9, "B", "about 30"], [10, "C", "1 204"]],
            (),
            ["  row: Region", "  columns: {Cases: cases}"],
        ),
    ],
)
def test_tables_of_many_kinds_are_read(
    root: Path, rows: Rows, merged: tuple[str, ...], lines: list[str]
) -> None:
    path = given(root, "t-20201110.xlsx", book(*rows, merged=merged))
    done = add(root, path, *PUBLISHED, "--yes")
    assert done.exit_code == 0, done.stderr
    written = mapping(root, "t").splitlines()
    assert [line for line in lines if line not in written] == [], "\n".join(written)


def test_what_is_no_number_where_figures_stand_is_not_passed_over(root: Path) -> None:
    rows: Rows = [["Region", "Cases"], ["A", 5], ["B", "12*"]]
    done = add(root, given(root, "t-20201110.xlsx", book(*rows, merged=())), *PUBLISHED, "--yes")
    assert done.stderr.startswith(
        "data/tables/t/2020-11-10.xlsx:3:2: error: '12*' is neither a number nor a date\n"
    )


def test_a_row_may_be_left_out(root: Path) -> None:
    rows: Rows = [
        ["Region", "Cases"],
        ["A", 5],
        ["B", 6],
        ["Subtotal", 11],
        ["C", 1],
        ["Total", 12],
    ]
    path = given(root, "t-20201110.xlsx", book(*rows, merged=()))
    done = add(root, path, *PUBLISHED, "--answer", "skip=Subtotal", "--yes")
    assert done.exit_code == 0, done.stderr
    assert "  skip: [Subtotal]\n" in mapping(root, "t")


def test_several_rows_for_a_day_want_names(root: Path) -> None:
    rows: Rows = [["Kind", "Cases"], ["A", 5], ["A", 6], ["A", 7]]
    done = add(root, given(root, "t-20201110.xlsx", book(*rows, merged=())), *PUBLISHED, "--yes")
    assert done.stderr.endswith(
        "t-20201110.xlsx:2:1: error: there are several rows for a day, and no column names them\n"
        "  hint: call each row otherwise, and say --answer row=… where words are hard to tell\n"
    )


# ---- the way that the documentation goes


def test_from_a_spreadsheet_to_a_dated_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new user has the documentation, a spreadsheet of their own and an empty folder."""
    text = (Path(__file__).parents[1] / "docs/tables.md").read_text("utf-8")
    section = text.partition("## From the spreadsheet to the page\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    (tmp_path / "health-2020-11-10.xlsx").write_bytes(book())
    rows: list[list[Any]] = [["North", 710, 18580], ["South", 30, 351], ["TOTAL", 740, 18931]]
    (tmp_path / "health-2020-11-11.xlsx").write_bytes(book(*HEADS, *rows))
    monkeypatch.chdir(tmp_path)
    for kind, block in blocks:
        if kind == "yaml":
            path = Path("data/briefings/health.yaml")
            path.parent.mkdir()
            path.write_text(block, "utf-8")
        for line in block.splitlines() if kind == "sh" else ():
            follow(line.split())
    pages = sorted(each.as_posix() for each in Path("build").rglob("*.pdf"))
    assert pages == ["build/2020-11-10/health.en.pdf", "build/2020-11-11/health.en.pdf"]
    shown = pypdfium2.PdfDocument(pages[1])[0].get_textpage().get_text_range()
    words = " ".join(shown.split())
    assert "Information current as of November 11, 2020" in words
    assert "Ministry of Health, Health, November 11, 2020." in words
    assert "South 30 \u22127 351" in words
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def follow(words: list[str]) -> None:
    """Do what a line of the documentation says, answering what is asked as it tells."""
    if words[0] == "cd":
        os.chdir(words[1])
    elif words[0] == "rm":
        for each in words[2:]:
            shutil.rmtree(each)
    else:
        typed = "\n\nMinistry of Health\n\ny\n" if "10.xlsx" in words[-1] else "y\n"
        done = CliRunner().invoke(main, words[1:], input=typed)
        assert done.exit_code == 0, done.stderr


# ---- what cannot be decided


@pytest.mark.parametrize(
    ("name", "content", "words", "told", "hint"),
    [
        (
            "x-20201110.csv",
            "place,dead\nA,1\nB,2\n",
            [],
            "nobody said: Who publishes it?",
            "say --answer publisher=…",
        ),
        (
            "x.csv",
            "place,dead\nA,1\nB,2\n",
            [],
            "nobody said: What day is the table of?",
            "say --answer day=…",
        ),
        (
            "x.csv",
            "place,dead\nA,1\nB,2\n",
            ["--answer", "day=soon"],
            "'soon' is no day",
            "write one such as 2020-11-10",
        ),
        (
            "x-20201110.csv",
            'place,dead\nA,"1,204"\nB,2\n',
            [],
            "nobody said: Which mark sets off decimals, as in 1,204?",
            "say --answer decimal=…",
        ),
        (
            "x-20201110.csv",
            "place,dead\nA,1\nB,2\n",
            ["--answer", "row=Place"],
            "'Place' is no answer to: Which column names the rows?",
            "answer with one of place, none",
        ),
        (
            "x.csv",
            "place,dead\nA,1\n",
            ["--answer", "rwo=place"],
            "nothing is asked that is called 'rwo'",
            "did you mean 'row'?",
        ),
        (
            "x.csv",
            "place,dead\nA,many\n",
            ["--answer", "header=1"],
            "no column holds figures",
            "figures are numbers; say --answer header=… where the names are in more rows",
        ),
        (
            "x.csv",
            "place,dead\nA,1\n",
            ["--answer", "figures=born"],
            "no column of figures is called 'born'",
            "there are dead",
        ),
        (
            "x.pdf",
            "%PDF",
            [],
            "'x.pdf' is no table",
            "a table is a file that ends in .csv, .tsv, .xlsx, .ods; a figure is FACT=VALUE",
        ),
    ],
)
def test_what_nobody_says_is_not_guessed(
    root: Path, name: str, content: str, words: list[str], told: str, hint: str
) -> None:
    done = add(root, given(root, name, content), *words, "--yes")
    assert (done.exit_code, done.stderr) == (2, f"error: {told}\n  hint: {hint}\n")


def test_a_question_that_nobody_answers_says_what_to_pass(root: Path) -> None:
    done = add(root, given(root, "x.csv", "place,dead\nA,1\nB,2\n"))
    assert done.stderr.endswith(
        "Error: nobody answers 'What day is the table of?': say --answer day=…, or --yes for what"
        " is probable\n"
    )


def test_a_table_without_names_of_columns_is_told(root: Path) -> None:
    done = add(root, given(root, "x.csv", "1,2\n3,4\n"), "--answer", "header=0")
    assert done.stderr.endswith(
        "x.csv:1:1: error: this table has no names of columns above its figures\n"
        "  hint: name each column in the first row\n"
    )


def test_names_that_are_taken_are_not_taken_again(root: Path) -> None:
    path = given(root, "cases-20201110.csv", "place,dead\nA,1\nB,2\n")
    done = add(root, path, *PUBLISHED, "--yes")
    assert done.stderr == (
        "data/facts/cases.yaml: error: these facts are there already\n"
        "  hint: say --answer name=… for another beginning of the new keys\n"
    )


# ---- tables that are expected

FACTS = """\
    tables:
      files: tables/d/{0}
      row: place
      on: day
      reported: day
      source: "{1}"
      columns: {{dead: deaths}}
    deaths: {{label: Deaths, cumulative: true}}
    """
DAY = "day,place,dead\n2021-01-17,A,5\n2021-01-17,B,6\n"


def expecting(root: Path, pattern: str = "*.csv", source: str = "report") -> Path:
    laid(root, **{"d/2021-01-17": DAY})
    (root / "data/facts/deaths.yaml").write_text(dedent(FACTS.format(pattern, source)), "utf-8")
    return root


@pytest.mark.parametrize(
    ("name", "pattern", "called"),
    [
        ("report.csv", "*.csv", "2021-01-18"),
        ("20210118.csv", "*.csv", "20210118"),
        ("d-of-today.csv", "2021*.csv", "20212021-01-18"),
        ("2021-b.csv", "2021-*.csv", "2021-b"),
    ],
)
def test_a_file_is_put_where_its_table_is_read(
    root: Path, name: str, pattern: str, called: str
) -> None:
    next_day = DAY.replace("-17", "-18")
    done = add(expecting(root, pattern), given(root, name, next_day), "--yes")
    assert done.exit_code == 0, done.stderr
    assert (root / f"data/tables/d/{called}.csv").read_text("utf-8") == next_day


def test_yesterday_s_file_a_fall_and_a_lacking_column_are_told(root: Path) -> None:
    expecting(root)
    before = hashes(root)
    done = add(root, given(root, "again-20210118.csv", DAY), "--yes")
    assert done.stderr.startswith("data/tables/d/2021-01-17.csv: error: a table of this name is")
    done = add(root, given(root, "20210118.csv", DAY), "--yes")
    assert done.stderr == (
        "data/tables/d/20210118.csv:2:12: error: a row 'a' for 2021-01-17 stands here again\n"
        "  hint: keep one of them, or of their files: the other is"
        " data/tables/d/2021-01-17.csv:2:12\n"
    )
    fallen = DAY.replace("-17", "-18").replace("A,5", "A,4")
    done = add(root, given(root, "x.csv", fallen), "--dry-run")
    assert done.stderr == (
        "data/tables/d/2021-01-18.csv:2:14: warning: 'deaths.deaths.a' fell from 5 to 4\n"
        "  hint: correct it, or say in a note why it fell\n"
    )
    done = add(root, given(root, "y.csv", fallen.replace("place", "plaec")), "--yes")
    assert done.stderr.endswith(
        "y.csv:1:1: error: no column 'place'\n  hint: did you mean 'plaec'?\n"
    )
    assert {n: c for n, c in hashes(root).items() if "mail" not in n} == before


def test_a_table_that_is_there_is_not_replaced(root: Path) -> None:
    done = add(expecting(root), given(root, "x.csv", DAY), "--yes")
    assert done.stderr == (
        "data/tables/d/2021-01-17.csv: error: a table of this name is there already\n"
        "  hint: put a correction in its place by hand, where you can see what it replaces\n"
    )


def test_each_day_s_table_may_be_a_source_like_the_last(root: Path) -> None:
    expecting(root, source="table-{on}")
    path = root / "data/sources.yaml"
    entry = (
        "table-2021-01-17: {title: {en: Table, fr: Tableau}, publisher: P, published: 2021-01-17}\n"
    )
    path.write_text(path.read_text("utf-8") + entry, "utf-8")
    done = add(root, given(root, "x.csv", DAY.replace("-17", "-18")), "--yes")
    assert done.exit_code == 0, done.stderr
    assert path.read_text("utf-8").endswith(
        "table-2021-01-18:\n  title: {en: Table, fr: Tableau}\n  publisher: P\n"
        "  published: 2021-01-18\n"
    )


def test_a_file_that_grows_is_replaced_by_its_next_state(root: Path) -> None:
    expecting(root, "2021-01-17.csv")
    grown = DAY + "2021-01-18,A,7\n2021-01-18,B,6\n"
    done = add(root, given(root, "x.csv", grown), "--yes")
    assert "+2021-01-18,A,7\n" in done.stdout
    assert (root / "data/tables/d/2021-01-17.csv").read_text("utf-8") == grown


def test_a_file_that_several_tables_take_is_not_placed(root: Path) -> None:
    expecting(root)
    more = dedent(FACTS.format("2021*.csv", "report"))
    (root / "data/facts/more.yaml").write_text(more, "utf-8")
    done = add(root, given(root, "x.csv", DAY), "--yes")
    assert done.stderr.endswith(
        "x.csv: error: several tables take this file: tables/d/*.csv, tables/d/2021*.csv\n"
        "  hint: copy the file into the folder of the one that is meant\n"
    )


def test_a_file_without_a_place_is_not_placed(root: Path) -> None:
    expecting(root, "[0-9]*.csv")
    done = add(root, given(root, "x.csv", DAY), "--yes")
    assert done.stderr.endswith(
        "x.csv: error: no name for this file follows from 'tables/d/[0-9]*.csv'\n"
        "  hint: copy it there by hand\n"
    )


def test_a_day_that_no_name_tells_is_told(root: Path) -> None:
    expecting(root)
    facts = root / "data/facts/deaths.yaml"
    text = (
        facts.read_text("utf-8").replace("on: day", 'on: "{file}"').replace("reported: day\n", "")
    )
    facts.write_text(text.replace("  source", 'reported: "{file}"\n  source'), "utf-8")
    (root / "data/tables/d/today.csv").write_text(DAY, "utf-8")
    done = add(root, "cases.north=83", "--on", "2021-01-18", "--source", "report", "--yes")
    assert done.stderr == (
        "data/tables/d/today.csv:1:1: error: the name of this file tells no day\n"
        "  hint: call it after its day, as in 2020-11-10, or say the day in 'on'\n"
    )


# ---- lines in a list


def test_a_list_of_lines_goes_to_many_facts(root: Path) -> None:
    lines = "key,value,on,note\ncases.north,83,2021-01-18,\ncases.south,12,,Counted twice\n"
    said = ["--on", "2021-01-19", "--source", "later"]
    done = add(root, given(root, "list.csv", lines), *said, "--yes", "--json")
    told = json.loads(done.stdout)
    assert (told["kept"], [*told["files"]]) == (True, ["data/facts/cases.yaml"])
    text = (root / "data/facts/cases.yaml").read_text("utf-8")
    assert "    - value: 83\n      on: 2021-01-18\n      source: later\n" in text
    assert "{value: 12, on: 2021-01-19, source: later, note: Counted twice}\n" in text


def test_a_list_without_sources_is_told(root: Path) -> None:
    done = add(root, given(root, "list.csv", "key,value,on\ncases.north,83,2021-01-18\n"))
    assert done.stderr.endswith("list.csv:1:1: error: missing column 'source'\n")
