"""What was renamed keeps what was issued of it: pages are judged by today's names."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings

from asof import data, register
from asof.cli import main
from asof.diagnostics import Location
from asof.ledger import Citation, Fact, Frequency
from asof.ledger.former_names import UNCHANGED, FormerNames
from asof.ledger.printing import source_record
from asof.record.edition_record import citations_of, fact_record
from asof.record.print_row import LineBehind, PrintRow
from asof.record.todays_names import in_todays_names
from asof.release.changed_figures import Recheck
from asof.workspace import find_workspace, read_workspace
from ledgers import CLOCK, Lines, edition, fact, random_lines

DAY = "2021-01-18"
FILES = {
    "asof.yaml": """\
        title: {en: Port, fr: Port}
        languages: [en-CA, fr-CA]
        timezone: UTC
        """,
    "data/sources.yaml": """\
        log: {title: {en: Log, fr: Journal}, publisher: Harbour, published: 2021-01-04}
        """,
    "data/facts/port.yaml": """\
        ships:
          label: {en: ships, fr: navires}
          observations:
            - {value: 100, on: 2021-01-02, source: log#p1}
        docks:
          label: {en: docks, fr: quais}
          table: tables/docks.csv
        total:
          label: {en: all docks, fr: tous les quais}
          derived: sum(port.docks.*)
        """,
    "data/tables/docks.csv": """\
        key,value,on,source
        north,3,2021-01-02,log
        south,4,2021-01-02,log
        """,
    "data/briefings/note.yaml": """\
        title: {en: The port, fr: Le port}
        as_of: 2021-01-18
        body:
          - points:
              - en: "{{ port.ships }} ships, {{ port.docks.north }} of {{ port.total }} docks."
                fr: "{{ port.ships }} navires, {{ port.docks.north }} de {{ port.total }} quais."
        """,
}


class Port:
    """A workspace of which a note was issued."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in FILES.items():
            self.path(name).parent.mkdir(parents=True, exist_ok=True)
            self.path(name).write_text(dedent(text), "utf-8")
        assert self.run("issue", "note", "--approved-by", "Desk").exit_code == 0
        self.page = str(root / f"build/{DAY}/note.en.r1.pdf")

    def path(self, name: str) -> Path:
        return self.root / name

    def change(self, name: str, changes: Mapping[str, str]) -> None:
        text = self.path(name).read_text("utf-8")
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        self.path(name).write_text(text, "utf-8")

    def move(self, name: str, to: str, head: str) -> None:
        """Give a file another name, and a first line that says so."""
        text = self.path(name).read_text("utf-8")
        self.path(name).unlink()
        self.path(to).write_text(f"{head}\n{text}", "utf-8")

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(main, ["--workspace", str(self.root), *words])

    def verdict(self) -> list[str]:
        """What the issued page is worth, and each figure that is told of."""
        first, *rest = self.run("verify", self.page).stdout.splitlines()
        return [first.split()[0], *(line for line in rest if " → " in line)]

    def changed(self, now: str) -> list[tuple[str, str]]:
        """What changed between the issued page and the note as it is built now."""
        assert self.run("build").exit_code == 0
        told = self.run("diff", self.page, str(self.path(f"build/{DAY}/{now}.en.pdf")), "--json")
        return [(c["key"], c["change"]) for c in json.loads(told.stdout)["changes"]]


@pytest.fixture
def port(tmp_path: Path) -> Port:
    return Port(tmp_path)


SHIPS = {"ships:\n": "vessels:\n  formerly: [port.ships]\n"}


def rename_fact(port: Port) -> str:
    port.change("data/facts/port.yaml", SHIPS)
    port.change("data/briefings/note.yaml", {"port.ships": "port.vessels"})
    return "note"


def rename_row(port: Port) -> str:
    """The word of a fact in its table."""
    head = {"key,": "key,formerly,", "north,": "upper,north,", "south,": "south,,"}
    port.change("data/tables/docks.csv", head)
    port.change("data/briefings/note.yaml", {"docks.north": "docks.upper"})
    return "note"


def rename_table(port: Port) -> str:
    """The entry that has a table, and one row of it."""
    rename_row(port)
    entry = {"docks:\n": "quays:\n  formerly: [port.docks]\n", "port.docks.*": "port.quays.*"}
    port.change("data/facts/port.yaml", entry)
    port.change("data/briefings/note.yaml", {"port.docks": "port.quays"})
    return "note"


def rename_file(port: Port) -> str:
    port.change("data/facts/port.yaml", {"port.docks": "harbour.docks"})
    port.move("data/facts/port.yaml", "data/facts/harbour.yaml", "formerly: [port]")
    port.change("data/briefings/note.yaml", {"port.": "harbour."})
    return "note"


def rename_source(port: Port) -> str:
    port.change("data/sources.yaml", {"log: {": "journal: {formerly: [log], "})
    port.change("data/facts/port.yaml", {"source: log": "source: journal"})
    port.change("data/tables/docks.csv", {",log": ",journal"})
    return "note"


def rename_briefing(port: Port) -> str:
    port.move("data/briefings/note.yaml", "data/briefings/brief.yaml", "formerly: [note]")
    return "brief"


def rename_fact_then_file(port: Port) -> str:
    rename_fact(port)
    return rename_file(port)


Renaming = Callable[[Port], str]
RENAMINGS = [
    rename_fact,
    rename_row,
    rename_table,
    rename_file,
    rename_source,
    rename_briefing,
    rename_fact_then_file,
]
everything = pytest.mark.parametrize("rename", RENAMINGS, ids=lambda rename: rename.__name__)


@everything
def test_what_was_issued_stands_and_reads_the_same(port: Port, rename: Renaming) -> None:
    name = rename(port)
    assert port.verdict() == ["current"]
    assert port.changed(name) == []


@everything
def test_what_is_corrected_afterwards_recalls_what_was_issued(port: Port, rename: Renaming) -> None:
    rename(port)
    facts = next(port.path("data/facts").iterdir())
    port.change(f"data/facts/{facts.name}", {"value: 100": "value: 90"})
    state, figure = port.verdict()
    assert state == "superseded"
    assert figure.split()[1:5] == ["corrected", "100", "→", "90"]


def test_a_renamed_briefing_goes_on_with_what_was_issued_under_its_old_name(port: Port) -> None:
    rename_briefing(port)
    issued = port.run("issue", "brief", "--as-of", "2021-01-19", "--approved-by", "Desk")
    assert issued.exit_code == 0
    assert port.verdict() == ["superseded"]
    ledger, _ = data.read(read_workspace(port.root))
    entered = register.read_register(find_workspace(port.root), ledger.former)
    assert [i.day.day for i in entered.series("brief", "en")] == [18, 19]
    assert entered.series("note", "en") == ()


def test_the_same_edition_is_not_issued_again_because_a_fact_was_renamed(port: Port) -> None:
    rename_fact(port)
    again = port.run("issue", "note", "--approved-by", "Desk")
    assert again.exit_code == 1
    assert "already issued" in again.stderr


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("history", "port.ships"), "it is 'port.vessels' now"),
        (("explain", "port.ships"), "it is 'port.vessels' now"),
        (("list", "--facts", "quay.*"), "it is 'port.*' now"),
        (("build", "memo"), "it is 'note' now"),
        (("explain", "memo"), "it is 'note' now"),
    ],
    ids=lambda each: each if isinstance(each, str) else " ".join(each),
)
def test_an_old_name_is_told_with_the_new_one(
    port: Port, words: tuple[str, ...], hint: str
) -> None:
    rename_fact(port)
    port.change("data/facts/port.yaml", {"[port.ships]": "[port.ships, quay.ships]"})
    port.change("data/briefings/note.yaml", {"as_of": "formerly: [memo]\nas_of"})
    told = port.run(*words)
    assert told.exit_code == 2
    assert told.stderr.splitlines()[-1] == f"  hint: {hint}"


def test_a_line_that_left_the_ledger_without_a_word_is_no_longer_on_file(port: Port) -> None:
    """Whatever left: a fact, a row of a table, a file. Nobody took it back."""
    port.change("data/facts/port.yaml", {"ships:\n": "vessels:\n"})
    port.change("data/briefings/note.yaml", {"port.ships": "port.vessels"})
    port.change("data/tables/docks.csv", {"north,": "upper,"})
    port.change("data/briefings/note.yaml", {"docks.north": "docks.upper"})
    state, *figures = port.verdict()
    assert state == "superseded"
    assert [line.split()[:2] for line in figures] == [
        ["port.ships", "removed"],
        ["port.docks.north", "removed"],
    ]
    assert ("port.ships", "removed") in port.changed("note")


def test_the_reason_does_not_tell_of_a_correction_where_a_fact_is_gone(port: Port) -> None:
    port.change("data/facts/port.yaml", {"ships:\n": "vessels:\n"})
    port.change("data/briefings/note.yaml", {"port.ships": "port.vessels"})
    told = port.run("verify", port.page).stdout
    assert told.splitlines()[1] == "facts that it prints are no longer on file"


def test_a_record_that_is_none_is_refused_where_something_was_renamed(port: Port) -> None:
    rename_fact(port)
    record = port.path(f"build/{DAY}/note.en.r1.json")
    told = json.loads(record.read_text("utf-8"))
    port.path("spoilt.json").write_text(json.dumps(told | {"facts": 5, "prints": 5}), "utf-8")
    compared = port.run("diff", str(port.path("spoilt.json")), str(record))
    assert compared.exit_code == 2
    assert "spoilt.json: error: its record is not one that this program wrote" in compared.stderr


# ---- what a formula made


def test_a_formula_that_is_typed_otherwise_recalls_no_page(port: Port) -> None:
    otherwise = {"sum(port.docks.*)": "port.docks.south + port.docks.north"}
    port.change("data/facts/port.yaml", otherwise)
    assert port.verdict() == ["current"]


def test_a_part_that_is_changed_in_its_place_recalls_the_total(port: Port) -> None:
    port.change("data/tables/docks.csv", {"south,4": "south,5"})
    state, figure = port.verdict()
    assert state == "superseded"
    assert figure.split() == ["port.total", "corrected", "7", "→", "8", "log"]


# ---- whatever is on file: a page of a fact at random


FORMER = FormerNames({"troops.iraq": "forces.iraq"}, {})


def on_file(lines: Lines) -> Fact:
    """A fact with each of its lines at a place of its own."""
    places = (Location("data/facts/troops.yaml", n, 7) for n in range(len(lines)))
    placed = (replace(real, place=at) for (_, real), at in zip(lines, places, strict=True))
    return fact(*placed, review_in="30 days", expected=Frequency.WEEKLY)


def page_of(one: Fact, on: date, known: date) -> dict[str, Any]:
    """The record of a page that prints a fact with every line of it."""
    seen = edition(one, on=on.isoformat(), known=known.isoformat())
    told = fact_record(seen, one.key)
    behind = tuple(LineBehind(o["place"], tuple(o["source"])) for o in told["observations"])
    return {
        "briefing": "note",
        "facts": [told],
        "prints": [PrintRow(one.key, "", told["text"], 1, "", behind)],
        "sources": [source_record(c, seen.language) for c in citations_of(seen, one.key)],
    }


def renamed(one: Fact) -> Fact:
    """The same fact by another key, its sources by other ids."""
    cited = [tuple(map(by_another_id, o.citations)) for o in one.observations]
    lines = zip(one.observations, cited, strict=True)
    return replace(
        one, key="forces.iraq", observations=tuple(replace(o, citations=c) for o, c in lines)
    )


def by_another_id(cited: Citation) -> Citation:
    return replace(cited, source=replace(cited.source, id=f"the-{cited.source.id}"))


def former_of(one: Fact) -> FormerNames:
    ids = (c.source.id for o in one.observations for c in o.citations)
    return replace(FORMER, sources={name: f"the-{name}" for name in ids})


@settings(max_examples=200, deadline=None)
@given(random_lines, CLOCK, CLOCK)
def test_a_record_by_todays_names_is_that_of_what_was_renamed(
    lines: Lines, on: date, known: date
) -> None:
    one = on_file(lines)
    former, now = page_of(one, on, known), page_of(renamed(one), on, known)
    assert in_todays_names(former, former_of(one)) == now
    assert in_todays_names(former, UNCHANGED) == former


@settings(max_examples=200, deadline=None)
@given(random_lines, CLOCK, CLOCK)
def test_no_page_is_recalled_because_something_was_renamed(
    lines: Lines, on: date, known: date
) -> None:
    one = on_file(lines)
    now = edition(renamed(one), on=on.isoformat(), known=known.isoformat())
    told = in_todays_names(page_of(one, on, known), former_of(one))
    assert list(Recheck(told, now, known).figures(on)) == []
