"""New figures: what is shown, what is kept, and that nothing else changes by a byte."""

from __future__ import annotations

import json
import shutil
from difflib import unified_diff
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import Result

from asof import data
from asof.adding import NewValue, propose_values
from asof.files import Files
from asof.workspace import find_workspace
from test_cli import hashes

CONFIG = "{title: Cases, languages: [en-CA, fr-CA], timezone: America/Toronto}\n"
SOURCES = """\
    # Where figures come from.
    report:
      title: Report
      publisher: Ministry
      published: 2021-01-18
    later: {title: Another, publisher: Ministry, published: 2021-01-20}
    """
CASES = """\
    # Cases of the north and the south.
    north:      # the whole of it
      label: {en: cases, fr: cas}
      cumulative: true
      observations:
        - value: about 80   # counted twice
          on: 2021-01-17
          source: report
          # no more was said
    south:
      label: {en: cases, fr: cas}
      observations:
      -   {value: 12, on: 2021-01-17, source: report}
    all:
      label: {en: all, fr: tout}
      equals: cases.north + cases.south
      observations: [{value: about 92, on: 2021-01-17, source: report}]
    both: {label: {en: both, fr: deux}, derived: cases.north + cases.south}
    """
PLACE = "data/facts/cases.yaml:18:1: error: "
LINE = ["--on", "2021-01-18", "--source", "report#p2"]


def laid(root: Path, facts: str = CASES, **more: str) -> Path:
    """A workspace with a file of facts, and more files below data/tables."""
    tables = {f"data/tables/{name}.csv": text for name, text in more.items()}
    files = {"asof.yaml": CONFIG, "data/sources.yaml": SOURCES, "data/facts/cases.yaml": facts}
    for name, text in (files | tables).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dedent(text).encode())
    return root


def add(root: Path, *words: str, answer: str = "") -> Result:
    from click.testing import CliRunner

    from asof.cli import main

    return CliRunner().invoke(main, ["--workspace", str(root), "add", *words], input=answer)


def added(before: str, after: str) -> str:
    """What a text has more than another, of which nothing is lost."""
    start = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    start = min(len(before), len(after)) if start is None else start
    end = len(before) - start
    assert before[:start] == after[:start]
    assert before[start:] == after[len(after) - end :]
    return after[start : len(after) - end]


def grown(root: Path, *words: str, name: str = "data/facts/cases.yaml") -> str:
    """What a file has more once figures are added and kept."""
    before = (root / name).read_bytes().decode()
    done = add(root, *words, "--yes")
    assert (done.exit_code, done.stderr) == (0, "kept\n")
    return added(before, (root / name).read_bytes().decode())


# ---- lines of files of facts


def test_a_line_stands_below_the_others_as_they_are_laid(tmp_path: Path) -> None:
    assert grown(laid(tmp_path), "cases.north=about 83", *LINE) == (
        "    - value: about 83\n      on: 2021-01-18\n      source: report#p2\n"
    )
    assert grown(laid(tmp_path), "cases.south=13", *LINE) == (
        "  -   {value: 13, on: 2021-01-18, source: report#p2}\n"
    )


def test_a_list_in_brackets_grows_in_them(tmp_path: Path) -> None:
    words = ["cases.north=83", "cases.south=13", "cases.all=96", *LINE]
    grown_ = laid(tmp_path) / "data/facts/cases.yaml"
    assert add(tmp_path, *words, "--yes").exit_code == 0
    line = "{value: about 92, on: 2021-01-17, source: report}"
    more = "{value: 96, on: 2021-01-18, source: report#p2}"
    assert f"observations: [{line}, {more}]\n" in grown_.read_text("utf-8")


def test_a_fact_that_has_no_line_yet_gets_a_list(tmp_path: Path) -> None:
    line = "{value: 1, on: 2021-01-18, source: report#p2}"
    assert grown(laid(tmp_path, "a: {label: A}\n"), "cases.a=1", *LINE) == (
        f", observations: [{line}]"
    )
    assert grown(laid(tmp_path, "a:\n    label: A\n"), "cases.a=1", *LINE) == (
        "    observations:\n      - value: 1\n        on: 2021-01-18\n        source: report#p2\n"
    )


def test_a_list_with_nothing_in_it_is_filled(tmp_path: Path) -> None:
    assert grown(laid(tmp_path, "a:\n  label: A\n  observations:\n"), "cases.a=1", *LINE) == (
        "    - value: 1\n      on: 2021-01-18\n      source: report#p2\n"
    )
    line = "{value: 1, on: 2021-01-18, source: report#p2}"
    one = "a: {label: A, observations: []}\n"
    assert grown(laid(tmp_path, one), "cases.a=1", *LINE) == line


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_ends_of_lines_and_a_byte_order_mark_stay(tmp_path: Path, end: str) -> None:
    root = laid(tmp_path, "\ufeff" + dedent(CASES).replace("\n", end).rstrip())
    line = ", {value: 93, on: 2021-01-18, source: report#p2}"
    assert grown(root, "cases.all=93", *LINE) == line
    assert grown(root, "cases.north=81", *LINE).count(end) == 3
    bare = laid(
        tmp_path, f"a:{end}  label: A{end}  observations:{end}  - {{value: 1, source: report}}"
    )
    assert grown(bare, "cases.a=2", *LINE).startswith(f"{end}  - {{value: 2, ")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("1,378", "1,378"),
        ("true", '"true"'),
        ("not public", "not public"),
        ("one: two", '"one: two"'),
        ("5 # not 6", '"5 # not 6"'),
        ("{x}", '"{x}"'),
        ('say "so"', 'say "so"'),
        ("- 5", '"- 5"'),
        ("~", '"~"'),
    ],
)
def test_words_are_put_in_quotes_where_yaml_would_misread_them(
    tmp_path: Path, value: str, written: str
) -> None:
    facts = "a:\n  label: A\n  type: text\n  observations:\n    - value: x\n      source: report\n"
    facts = facts.replace("type: text", "type: number") if value == "1,378" else facts
    facts = facts.replace("value: x", "value: 5") if value == "1,378" else facts
    grown_ = grown(laid(tmp_path, facts), f"cases.a={value}", *LINE)
    assert grown_.startswith(f"    - value: {written}\n")


def test_a_line_says_all_that_it_is_told(tmp_path: Path) -> None:
    said = ["--reported", "2021-01-19", "--by", "A minister", "--status", "provisional"]
    assert grown(laid(tmp_path), "cases.north=83", *LINE, *said, "--note", "So far: all") == (
        "    - value: 83\n      on: 2021-01-18\n      source: report#p2\n"
        "      reported: 2021-01-19\n      by: A minister\n      status: provisional\n"
        '      note: "So far: all"\n'
    )
    span = ["--from", "2021-01-18", "--until", "2021-01-31", "--source", "report"]
    assert "from: 2021-01-18, until: 2021-01-31" in grown(laid(tmp_path), "cases.south=12", *span)


def test_what_cannot_grow_alone_is_left_to_its_author(tmp_path: Path) -> None:
    facts = """\
        a: {label: A, observations: &same [{value: 5, source: report}]}
        b: {label: B, observations: *same}
        """
    root = laid(tmp_path, facts)
    before = hashes(root)
    done = add(root, "cases.b=6", *LINE, "--yes")
    assert done.stderr == (
        "data/facts/cases.yaml: error: nothing can be added to this file as it is laid\n"
        "  hint: add the line by hand\n"
    )
    assert (done.exit_code, hashes(root)) == (2, before)


# ---- rows of tables

TABLED = (
    "towns: {label: cases, table: tables/towns.csv}\none: {label: one, table: tables/one.csv}\n"
)
TOWNS = "key,value,on,source\nhere,5,2021-01-17,report\nthere,6,2021-01-17,report\n"
ONE = 'value,on,source,note\n7,2021-01-17,report,"a, b"'


def test_a_fact_of_a_table_gets_a_row(tmp_path: Path) -> None:
    root = laid(tmp_path, TABLED, towns=TOWNS, one=ONE)
    towns, one = "data/tables/towns.csv", "data/tables/one.csv"
    assert grown(root, "cases.towns.here=8", *LINE, name=towns) == "here,8,2021-01-18,report#p2\n"
    told = ["--note", 'Two, "or three"']
    assert grown(root, "cases.one=about 9", *LINE, *told, name=one) == (
        '\nabout 9,2021-01-18,report#p2,"Two, ""or three"""\n'
    )


def test_a_table_without_a_column_for_it_is_told(tmp_path: Path) -> None:
    root = laid(tmp_path, TABLED, towns=TOWNS, one=ONE)
    done = add(root, "cases.towns.here=8", *LINE, "--note", "x", "--yes")
    assert done.stderr == (
        "data/tables/towns.csv:1:1: error: this table has no column 'note'\n"
        "  hint: add 'note' to its first line, or leave it out\n"
    )


# ---- sources


def test_a_new_source_goes_where_sources_are(tmp_path: Path) -> None:
    words = ["cases.north=83", "--on", "2021-01-19", "--new-source", "third"]
    about = ["--title", "Third: a report", "--publisher", "Ministry", "--published", "2021-01-19"]
    grown_ = grown(laid(tmp_path), *words, *about, name="data/sources.yaml")
    assert grown_ == (
        'third:\n  title: "Third: a report"\n  publisher: Ministry\n  published: 2021-01-19\n'
    )
    assert "source: third\n" in (tmp_path / "data/facts/cases.yaml").read_text("utf-8")


def test_a_new_source_has_a_name_of_its_own(tmp_path: Path) -> None:
    about = ["--title", "T", "--publisher", "P", "--published", "2021-01-19"]
    done = add(laid(tmp_path), "cases.north=83", "--on", "2021", "--new-source", "later", *about)
    assert done.stderr == (
        "data/sources.yaml:6:1: error: there is a source 'later' already\n"
        "  hint: take --new-source out, or choose another name\n"
    )


def test_the_first_source_begins_the_file(tmp_path: Path) -> None:
    root = laid(tmp_path, "a: {label: A}\n")
    (root / "data/sources.yaml").unlink()
    about = ["--title", "T", "--publisher", "P", "--published", "2021-01-19"]
    assert (
        add(root, "cases.a=1", "--on", "2021-01-18", "--new-source", "s", *about, "--yes").exit_code
        == 0
    )
    assert (root / "data/sources.yaml").read_text("utf-8").startswith("s:\n  title: T\n")


# ---- what is shown, and what is kept


def test_a_diff_is_shown_before_anything_is_kept(tmp_path: Path) -> None:
    root = laid(tmp_path)
    before = hashes(root)
    done = add(root, "cases.south=13", *LINE, answer="n\n")
    assert done.stdout == dedent(
        """\
        --- data/facts/cases.yaml
        +++ data/facts/cases.yaml
        @@ -12,4 +12,5 @@
           observations:
           -   {value: 12, on: 2021-01-17, source: report}
        +  -   {value: 13, on: 2021-01-18, source: report#p2}
         all:
           label: {en: all, fr: tout}
        """
    )
    assert done.stderr == "Keep? [y/N]: n\nnothing is kept\n"
    assert (done.exit_code, hashes(root)) == (1, before)
    assert add(root, "cases.south=13", *LINE, answer="y\n").stderr == "Keep? [y/N]: y\nkept\n"
    assert hashes(root) != before


def test_what_is_newly_wrong_is_shown_beside_it_and_not_kept_unasked(tmp_path: Path) -> None:
    root = laid(tmp_path)
    before = hashes(root)
    words = ["cases.north=70", "cases.south=13", "cases.all=92", *LINE]
    done = add(root, *words, "--yes")
    assert done.stderr == (
        "data/facts/cases.yaml:10:7: warning: 'cases.north' fell from about 80 to 70\n"
        "  hint: correct it, or say in a note why it fell\n"
        "data/facts/cases.yaml:20:11: error: 'cases.all' is 92, but cases.north + cases.south"
        " makes 83\n"
        "  hint: correct a part, or say in a note why it differs in data/facts/cases.yaml:18:1\n"
        "data/facts/cases.yaml:21:69: warning: 'cases.all' becomes 92 after about 92, from the"
        " same source\n"
        "  hint: keep the hedge of the source, or name the new source\n"
        "nothing is kept\n"
    )
    assert (done.exit_code, hashes(root)) == (1, before)
    assert add(root, *words, answer="y\n").exit_code == 0


def test_what_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    root = laid(tmp_path)
    before = hashes(root)
    done = add(root, "cases.south=1e6", *LINE, "--yes")
    told = "data/facts/cases.yaml:14:15: error: not a number: '1e6'\n  hint: write '1 million'\n"
    assert done.stderr == told
    assert "+  -   {value: 1e6, on: 2021-01-18, source: report#p2}\n" in done.stdout
    assert (done.exit_code, hashes(root)) == (2, before)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    root = laid(tmp_path)
    before = hashes(root)
    done = add(root, "cases.north=83", *LINE, "--dry-run")
    assert (done.exit_code, done.stderr, hashes(root)) == (0, "", before)
    assert "+    - value: 83\n" in done.stdout


def test_the_answer_as_json(tmp_path: Path) -> None:
    done = add(laid(tmp_path), "cases.north=70", *LINE, "--json", "--dry-run")
    told = json.loads(done.stdout)
    assert told["kept"] is False
    assert [*told["files"]] == ["data/facts/cases.yaml"]
    assert [each["rule"] for each in told["findings"]] == ["falling-total", "sum-mismatch"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "name what is new: FACT=VALUE, or a FILE"),
        (["cases.north="], "'cases.north=' is no FACT=VALUE: write cases.north=83"),
        (["cases.north=5", "cases.north=6"], "'cases.north' stands here twice: keep one value"),
        (["x.csv", "--answer", "row"], "'row' is no NAME=WORDS: write row=Region"),
        (["cases.north=5"], "say when it was true: --on DATE, or --from DATE of what lasts"),
        (["cases.north=5", "--on", "2021"], "say who says so: --source ID, or --new-source ID"),
        (["cases.north=5", *LINE, "--title", "x"], "--title is for a --new-source"),
        (
            ["cases.north=5", "--on", "2021", "--new-source", "x", "--title", "x"],
            "a new source needs a --publisher",
        ),
        (["cases.north=5", *LINE, "--json"], "--json asks nothing: say --yes or --dry-run"),
        (["cases.north=83", *LINE], "nobody answers: say --yes to keep it, or --dry-run"),
    ],
)
def test_a_command_that_says_too_little_is_refused(
    tmp_path: Path, words: list[str], told: str
) -> None:
    done = add(laid(tmp_path), *words)
    assert done.exit_code == 2
    assert done.stderr.endswith(f"Error: {told}\n")


@pytest.mark.parametrize(
    ("key", "told", "hint"),
    [
        ("cases.nrth", "error: unknown fact 'cases.nrth'", "did you mean 'cases.north'?"),
        ("zzz.y", "error: unknown fact 'zzz.y'", "'asof list --facts' tells those there are"),
        (
            "cases.both",
            PLACE + "'cases.both' is computed, as cases.north + cases.south",
            "add to the facts that it is computed from",
        ),
    ],
)
def test_a_fact_that_takes_no_line_is_refused(
    tmp_path: Path, key: str, told: str, hint: str
) -> None:
    done = add(laid(tmp_path), f"{key}=5", *LINE)
    assert (done.exit_code, done.stderr) == (2, f"{told}\n  hint: {hint}\n")


def test_a_fact_of_an_office_s_table_is_refused(tmp_path: Path) -> None:
    facts = """\
        tables: {files: tables/d.csv, on: day, source: report, columns: {dead: deaths}}
        deaths: {label: Deaths}
        """
    root = laid(tmp_path, facts, d="day,dead\n2021-01-17,5\n")
    done = add(root, "cases.deaths=5", *LINE)
    assert done.stderr == (
        "data/facts/cases.yaml:2:1: error: 'cases.deaths' is filled by the tables of"
        " data/facts/cases.yaml\n  hint: add the table of the day: asof add FILE\n"
    )


def test_files_as_people_lay_them_grow_by_a_line_for_each_fact(tmp_path: Path) -> None:
    """The publication's own, with comments, folded texts and every form of list."""
    root = Path(__file__).parents[1]
    for name in ("asof.yaml", "data/facts", "data/sources.yaml"):
        copy = shutil.copytree if (root / name).is_dir() else shutil.copyfile
        (tmp_path / "data").mkdir(exist_ok=True)
        copy(root / name, tmp_path / name)
    ledger = data.read(find_workspace(tmp_path))[0]
    fields = {"value": "not public", "on": "2021-01-18", "source": "operation-page-2023"}
    values = [NewValue(fact.key, fields) for fact in ledger if not fact.derived]
    proposal = propose_values(find_workspace(tmp_path), values, None)
    assert set(proposal.contents) == set(Files(root).below("data/facts"))
    for name, content in proposal.contents.items():
        before = (tmp_path / name).read_text("utf-8").splitlines()
        changes = list(unified_diff(before, content.decode().splitlines(), n=0))[2:]
        gone = [line for line in changes if line.startswith("-")]
        assert all(line.rstrip("]}") in "\n".join(changes).replace("\n+", "\n-") for line in gone)


def test_files_that_are_not_there_yet_are_read_as_if_they_were(tmp_path: Path) -> None:
    root = laid(tmp_path)
    files = Files(root).with_proposed({"data/tables/new.csv": b"x\n", "asof.yaml": b"y\n"})
    assert files.read("asof.yaml").text == "y\n"
    assert files.below("data", ".csv") == ("data/tables/new.csv",)
    assert files.read("data/sources.yaml").text == dedent(SOURCES)
