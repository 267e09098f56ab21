"""What data/ says: values, their kinds, times, tables, sources and keys."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asof import data, quantity, workspace
from asof.briefing.definition import Briefing
from asof.cache import Store
from asof.dates import When, when_on
from asof.diagnostics import AsofError
from asof.ledger import Fact, Ledger, Special, ValueKind
from asof.text import Text

BASE = {
    "asof.yaml": "title: T\nlanguages: [en, fr]\ntimezone: UTC\nreview_in: 6 months\n",
    "data/sources.yaml": (
        "note: {title: A note, publisher: Defence, published: 2021-01-18}\n"
        "book: {title: A book, publisher: Press, published: 2020, taken_as: 2020-06-01, note: N}\n"
        "again: {title: A correction, publisher: Defence, published: 2021-02-01}\n"
        "wide: {title: A page, publisher: Web, published: 2017-05-24/2017-06-29}\n"
    ),
}


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Reads a workspace from the text of its files."""

    def reader(files: dict[str, str]) -> Ledger:
        for name, text in (BASE | files).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return data.read(workspace.read_workspace(tmp_path))[0]

    return reader


@pytest.fixture
def fact(read: Any) -> Any:
    """Reads one fact from the fields of its entry."""

    def reader(fields: str) -> Fact:
        found: Fact = read({"data/facts/a.yaml": f"b:\n  label: L\n{fields}"}).facts["a.b"]
        return found

    return reader


def observed(value: str, rest: str = "on: 2021-01-18, source: note") -> str:
    return f"  observations:\n    - {{value: {value}, {rest}}}\n"


# Values and their kinds


@pytest.mark.parametrize(
    ("fields", "value", "kind"),
    [
        ("", "about 600", ValueKind.NUMBER),
        ("", "not public", ValueKind.NUMBER),
        ("", "2021-03-31", ValueKind.DATE),
        ("  type: date\n", "2021", ValueKind.DATE),
        ("", "2021", ValueKind.NUMBER),
        ("  currency: CAD\n", "1.39 billion", ValueKind.MONEY),
        ("  type: text\n", "2021", ValueKind.TEXT),
        ("", "{en: yes, fr: oui}", ValueKind.TEXT),
        ("  type: event\n", "{en: Handover, fr: Passation}", ValueKind.EVENT),
        ("  type: statement\n", "It goes on", ValueKind.STATEMENT),
    ],
)
def test_the_kind_of_a_fact_is_given_or_seen_in_its_values(
    fact: Any, fields: str, value: str, kind: ValueKind
) -> None:
    assert fact(fields + observed(value)).kind is kind


def test_a_value_is_read_by_its_kind(fact: Any) -> None:
    assert fact(observed("about 600")).observations[0].value == quantity.parse_quantity("about 600")
    assert fact(observed("none")).observations[0].value is Special.NONE
    assert fact(observed("not public")).observations[0].value is Special.WITHHELD
    assert isinstance(fact(observed("2021-03-31")).observations[0].value, When)


def test_a_text_has_words_in_each_language(fact: Any) -> None:
    value = fact(observed("{en: yes, fr: oui}")).observations[0].value
    assert isinstance(value, Text)
    assert (value.in_("en-CA"), value.in_("fr"), value.in_("de")) == ("yes", "oui", "")


def test_a_word_such_as_none_is_a_word_in_a_text(fact: Any) -> None:
    value = fact("  type: text\n" + observed("none")).observations[0].value
    assert isinstance(value, Text)


def test_a_value_is_kept_as_written(fact: Any) -> None:
    assert fact(observed("About 600")).observations[0].written == "About 600"


def test_a_retraction_needs_no_value(fact: Any) -> None:
    fields = observed("5")
    taken = fact(
        fields + "    - {retracts: an error, on: 2021-01-18, source: again}\n"
    ).observations[-1]
    assert taken.value is None


# Times


def test_without_a_time_a_value_takes_the_first_day_of_its_source(fact: Any) -> None:
    one = fact(observed("5", "source: wide")).observations[0]
    assert (one.true.first, one.true.inferred) == (date(2017, 5, 24), True)


def test_without_a_time_a_value_is_of_the_day_that_is_taken_for_its_source(fact: Any) -> None:
    one = fact(observed("5", "source: book")).observations[0]
    assert (one.true.first, one.true.assumed) == (date(2020, 6, 1), True)
    assert (one.true.inferred, one.dated) == (False, False)


@pytest.mark.parametrize(
    ("times", "stated"),
    [
        ("on: 2020-06-01", False),
        ("from: 2020-06-01", False),
        ("from: 2020-06-01, until: 2021", False),
        ("on: 2020-06-01, stated: true", True),
        ("on: 2020-06-02", True),
        ("on: 2020-06", True),
    ],
)
def test_a_day_that_only_repeats_the_one_taken_is_no_statement(
    fact: Any, times: str, stated: bool
) -> None:
    one = fact(observed("5", f"source: book, {times}")).observations[0]
    assert (one.true.stated, one.dated) == (stated, True)


@pytest.mark.parametrize("cell", ["true", "false", ""])
def test_a_table_may_say_that_a_day_is_stated(read: Any, cell: str) -> None:
    files = {
        "data/facts/a.yaml": "b: {label: L, table: tables/t.csv}\n",
        "data/tables/t.csv": f"value,on,source,stated\n5,2020-06-01,book,{cell}\n",
    }
    (line,) = read(files).facts["a.b"].observations
    assert (line.dated, line.true.stated) == (True, cell == "true")


def test_a_source_that_has_no_first_day_is_of_its_last(read: Any) -> None:
    page = "note: {title: A note, publisher: P, published: ../2020-06}\n"
    facts = f"b:\n  label: L\n{observed('5', 'source: note')}"
    files = {"data/sources.yaml": page, "data/facts/a.yaml": facts}
    (line,) = read(files).facts["a.b"].observations
    assert (line.true.first, line.true.inferred) == (date(2020, 6, 30), True)


def test_a_report_counts_from_the_last_day_of_its_source(fact: Any) -> None:
    assert fact(observed("5", "source: wide")).observations[0].reported == date(2017, 6, 29)
    assert fact(observed("5", "source: book")).observations[0].reported == date(2020, 6, 1)


def test_a_report_may_state_its_own_day(fact: Any) -> None:
    one = fact(observed("5", "source: note, reported: 2021-02")).observations[0]
    assert one.reported == date(2021, 2, 28)


def test_a_span_runs_from_its_first_to_its_last_day(fact: Any) -> None:
    one = fact(observed("5", "from: 2020-03, until: 2021-01, source: note")).observations[0]
    assert (one.true.first, one.true.last, one.true.inferred) == (
        date(2020, 3, 1),
        date(2021, 1, 31),
        False,
    )


# Sources


def test_a_source_is_cited_with_the_place_in_it(fact: Any) -> None:
    one = fact(observed("5", "on: 2021, source: note#p4")).observations[0]
    assert str(one.citations[0]) == "note#p4"
    assert one.citations[0].part == "p4"


def test_a_workspace_may_have_no_sources_and_no_facts(tmp_path: Path) -> None:
    (tmp_path / "asof.yaml").write_text(BASE["asof.yaml"])
    ledger, briefings = data.read(workspace.read_workspace(tmp_path))
    assert (ledger.facts, ledger.sources, briefings) == ({}, {}, {})


# Facts and their keys


def test_a_key_is_the_folders_the_file_and_the_entry(read: Any) -> None:
    entry = "iraq:\n  label: L\n" + observed("5")
    ledger = read({"data/facts/regions/north.yaml": entry, "data/facts/a.yaml": entry})
    assert sorted(ledger.facts) == ["a.iraq", "regions.north.iraq"]


def test_hidden_files_are_not_read(read: Any) -> None:
    assert not read({"data/facts/.draft.yaml": "not: [read"}).facts


def test_a_fact_takes_its_review_period_from_the_workspace(fact: Any) -> None:
    assert fact(observed("5")).review_in.text == "6 months"
    assert fact("  review_in: 90 days\n" + observed("5")).review_in.text == "90 days"


@pytest.mark.parametrize(
    ("unit", "english", "french"),
    [
        ("members", {"other": "members"}, {"other": "members"}),
        (
            "{one: litre, other: litres}",
            {"one": "litre", "other": "litres"},
            {"one": "litre", "other": "litres"},
        ),
        ("{en: members, fr: militaires}", {"other": "members"}, {"other": "militaires"}),
        (
            "{en: {one: member, other: members}, fr: militaires}",
            {"one": "member", "other": "members"},
            {"other": "militaires"},
        ),
    ],
)
def test_a_unit_is_a_word_or_one_for_each_language_and_number(
    fact: Any, unit: str, english: dict[str, str], french: dict[str, str]
) -> None:
    found = fact(f"  unit: {unit}\n" + observed("5"))
    assert found.unit_in("en-CA") == english
    assert found.unit_in("fr-CA") == french


def test_a_derived_fact_keeps_its_formula(read: Any) -> None:
    first = "x:\n  label: L\n" + observed("5") + "y:\n  label: L\n" + observed("6")
    files = {"data/facts/a.yaml": first, "data/facts/s.yaml": "z: {label: S, derived: sum(a.*)}\n"}
    ledger = read(files)
    assert ledger.facts["s.z"].derived.keys(ledger.facts) == ("a.x", "a.y")


# Tables


def test_a_table_defines_a_fact_for_each_key(read: Any) -> None:
    table = (
        "key,value,on,source,note\n"
        'canada,"1,378",2021-01-18,note#p1,"a ""quoted"" note, with a comma"\n'
        "\n"
        "canada, 1400 ,2021-02,note,\n"
        "france,about 5,,note,\n"
    )
    entry = "cases: {label: cases, unit: people, table: tables/c.csv}\n"
    facts = read({"data/tables/c.csv": table, "data/facts/w.yaml": entry}).facts
    assert list(facts) == ["w.cases.canada", "w.cases.france"]
    first, second = facts["w.cases.canada"].observations
    assert (first.written, second.written) == ("1,378", "1400")
    assert first.note.in_("en") == 'a "quoted" note, with a comma'
    assert second.note is None
    assert str(first.place) == "data/tables/c.csv:2:1"
    assert facts["w.cases.france"].observations[0].true.inferred


def test_a_table_without_keys_holds_the_observations_of_one_fact(read: Any) -> None:
    table = "value,from,until,source\n5,2020-01,2020-06,note\n6,2020-07,,note\n"
    entry = "cases: {label: cases, table: tables/c.csv}\n"
    facts = read({"data/tables/c.csv": table, "data/facts/w.yaml": entry}).facts
    assert [o.written for o in facts["w.cases"].observations] == ["5", "6"]


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_a_table_as_a_spreadsheet_writes_it(read: Any, line_end: str) -> None:
    table = "\ufeff" + line_end.join(["value,source,on", "5,note,2021", ""])
    entry = "cases: {label: cases, table: tables/c.csv}\n"
    facts = read({"data/tables/c.csv": table, "data/facts/w.yaml": entry}).facts
    assert facts["w.cases"].observations[0].written == "5"


@pytest.mark.parametrize(
    ("given", "kind"), [("type: text, ", ValueKind.TEXT), ("", ValueKind.NUMBER)]
)
def test_a_table_s_facts_are_of_the_kind_that_the_entry_gives(
    read: Any, given: str, kind: ValueKind
) -> None:
    entry = f"cases: {{label: cases, {given}table: tables/c.csv}}\n"
    table = "key,value,on,source\ncanada,5,2021,note\n"
    facts = read({"data/tables/c.csv": table, "data/facts/w.yaml": entry}).facts
    assert facts["w.cases.canada"].kind is kind


def test_the_rows_of_a_table_may_name_their_facts(read: Any) -> None:
    table = "key,label.en,value,on,source\nca,Canada,5,2021,note\nus,,6,2021,note\n"
    facts = read(
        {
            "data/tables/c.csv": table,
            "data/facts/w.yaml": "cases: {label: cases, table: tables/c.csv}\n",
        }
    ).facts
    assert facts["w.cases.ca"].label.in_("en") == "Canada"
    assert facts["w.cases.us"].label.in_("en") == "cases"


def tabled(read: Any, table: str, fields: str = "") -> Fact:
    """The fact of a table without keys."""
    entry = f"c: {{label: L, {fields}table: tables/t.csv}}\n"
    found: Fact = read({"data/tables/t.csv": table, "data/facts/w.yaml": entry}).facts["w.c"]
    return found


def test_a_note_in_a_table_may_have_lines(read: Any) -> None:
    table = 'value,on,note,source\n5,2021,"one\n6,2022, two",note\n7,2023,"three",note\n'
    first, second = tabled(read, table).observations
    assert first.note is not None
    assert first.note.in_("en") == "one\n6,2022, two"
    assert (str(first.place), str(first.note.place)) == (
        "data/tables/t.csv:2:1",
        "data/tables/t.csv:2:8",
    )
    assert str(second.place) == "data/tables/t.csv:4:1"


def test_a_text_in_a_table_knows_its_place(read: Any) -> None:
    value = tabled(read, 'on,value,source\n2021, "Yes",note\n'.replace(" ", ""), "type: text, ")
    said = value.observations[0].value
    assert isinstance(said, Text)
    assert str(said.place) == "data/tables/t.csv:2:6"


def test_rows_and_columns_of_nothing_are_no_rows_and_no_columns(read: Any) -> None:
    table = "\nvalue,on,source,,\n,,\n5,2021,note,,,\n \n,,,,\n"
    assert [o.written for o in tabled(read, table).observations] == ["5"]


def test_a_table_without_rows_and_keys_is_a_fact_of_which_nothing_is_known(read: Any) -> None:
    assert tabled(read, "value,on,source\n").observations == ()


def test_inches_are_letters_and_no_cell_behind_them_is_lost(read: Any) -> None:
    table = 'value,on,source,by,note,reported\n4,2021,note,crew 6",pipe 8",2021-05-03\n'
    (one,) = tabled(read, table).observations
    assert (one.by and one.by.in_("en"), one.note and one.note.in_("en")) == ('crew 6"', 'pipe 8"')
    assert one.reported == date(2021, 5, 3)


def test_a_cell_longer_than_the_parser_s_own_limit_is_told_at_its_place(read: Any) -> None:
    long = "x" * 140_000
    told = r"t\.csv:2:13: error: this text has 140,000 characters; more than 20,000 are not read"
    with pytest.raises(AsofError, match=told):
        tabled(read, f'value,on,source,note\n5,2021,note,"{long}"\n')


# Digests

SAID = """\
b:
  label: {en: L, fr: L}
  unit: members
  tags: [t]
  observations:
    - {value: about 5, on: 2021-01-18, source: note, note: {en: N, fr: M}}
    - {value: 6, on: 2020, source: book#p1}
"""
ALIKE = (
    "# a remark\n" + SAID,
    SAID.replace("about 5", "'about 5'").replace("2020", '"2020"'),
    SAID.replace("{en: N, fr: M}", "{fr: M, en: N}"),
    SAID.replace("value: 6, on: 2020", "on: 2020, value: 6"),
    SAID.replace("  tags: [t]\n", "").rstrip() + "\n  tags:\n    - t\n",
    SAID + "c: {label: C, derived: a.b}\n",
    "\n".join([*SAID.splitlines()[:5], SAID.splitlines()[6], SAID.splitlines()[5], ""]),
)
UNLIKE = (
    SAID.replace("about 5", "5"),
    SAID.replace("L,", "M,"),
    SAID.replace("members", "people"),
    SAID.replace("[t]", "[u]"),
    SAID.replace("2020", "2019"),
    SAID.replace("#p1", "#p2"),
    SAID.replace("book#p1", "wide#p1"),
    SAID.replace("fr: M}", "fr: N}"),
    SAID.replace("tags", "fixed: true\n  tags"),
    SAID.replace("source: note,", "source: note, status: revised,"),
    SAID + "    - {value: 7, on: 2022, source: book}\n",
)


@pytest.mark.parametrize("text", ALIKE)
def test_a_digest_is_of_what_is_said_and_not_of_how(read: Any, text: str) -> None:
    before = read({"data/facts/a.yaml": SAID}).digest("a.b")
    assert read({"data/facts/a.yaml": text}).digest("a.b") == before


@pytest.mark.parametrize("text", UNLIKE)
def test_whatever_a_fact_says_is_in_its_digest(read: Any, text: str) -> None:
    before = read({"data/facts/a.yaml": SAID}).digest("a.b")
    assert read({"data/facts/a.yaml": text}).digest("a.b") != before


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("data/sources.yaml", "A note", "Another note"),
        ("data/sources.yaml", "published: 2020,", "published: 2020-06,"),
        ("asof.yaml", "6 months", "5 months"),
        ("asof.yaml", "UTC", "Europe/Paris"),
    ],
)
def test_a_digest_has_the_sources_and_the_workspace_s_review_period_in_it(
    read: Any, name: str, one: str, other: str
) -> None:
    before = read({"data/facts/a.yaml": SAID}).digest("a.b")
    assert one in BASE[name]
    after = read({"data/facts/a.yaml": SAID, name: BASE[name].replace(one, other)})
    assert after.digest("a.b") != before


HOURS = {
    "asof.yaml": BASE["asof.yaml"].replace("UTC", "Europe/Paris"),
    "data/sources.yaml": (
        "wire: {title: A wire, publisher: P, published: 2021-01-05T23:30Z}\n"
        "note: {title: A note, publisher: P, published: 2021-01-05T23:30}\n"
    ),
    "data/facts/a.yaml": (
        "b:\n  label: L\n  observations:\n"
        "    - {value: 1, on: 2021-01-04T23:30Z, source: wire}\n"
        "    - {value: 2, from: 2021-01-04, until: 2021-02-01T23:00Z, source: note}\n"
        "c: {label: C, table: tables/t.csv}\n"
    ),
    "data/tables/t.csv": "value,on,reported,source\n3,2021-01-04T22:30Z,2021-01-04T23:30Z,note\n",
}


def test_an_hour_is_of_the_day_that_it_has_in_the_workspace_wherever_it_is_typed(read: Any) -> None:
    ledger: Ledger = read(HOURS)
    first, second = ledger.facts["a.b"].observations
    (third,) = ledger.facts["a.c"].observations
    assert (first.true.start, first.reported) == (when_on(date(2021, 1, 5)), date(2021, 1, 6))
    assert (second.true.last, second.reported) == (date(2021, 2, 2), date(2021, 1, 5))
    assert (third.true.start, third.reported) == (when_on(date(2021, 1, 4)), date(2021, 1, 5))


@pytest.mark.parametrize(
    ("published", "last"),
    [
        ("FY2020-21", date(2021, 3, 31)),
        ("2020-winter", date(2021, 2, 28)),
        ("2020-W53", date(2021, 1, 3)),
        ("2020-Q4", date(2020, 12, 31)),
        ("2020-Q4/FY2020-21", date(2021, 3, 31)),
        ("../2020-06", date(2020, 6, 30)),
    ],
)
def test_a_report_of_a_coarse_time_is_not_known_before_its_last_day(
    read: Any, published: str, last: date
) -> None:
    page = f"note: {{title: A note, publisher: P, published: {published}}}\n"
    files = {"data/sources.yaml": page, "data/facts/a.yaml": f"b:\n  label: L\n{observed('5')}"}
    (line,) = read(files).facts["a.b"].observations
    assert line.reported == last


def test_a_source_that_nothing_of_a_fact_cites_is_not_in_its_digest(read: Any) -> None:
    before = read({"data/facts/a.yaml": SAID}).digest("a.b")
    other = BASE["data/sources.yaml"].replace("A page", "Another page")
    after = read({"data/facts/a.yaml": SAID, "data/sources.yaml": f"# a remark\n{other}"})
    assert after.digest("a.b") == before


def test_the_digest_of_a_derived_fact_has_its_parts_in_it(read: Any) -> None:
    def digests(part: str) -> list[str]:
        derived = "s: {label: S, derived: sum(a.*)}\nt: {label: T, derived: d.s}\n"
        files = {
            "data/facts/a.yaml": f"b:\n  label: L\n{observed(part)}",
            "data/facts/d.yaml": derived,
        }
        ledger = read(files)
        return [ledger.digest(key) for key in ("a.b", "d.s", "d.t")]

    assert not set(digests("5")) & set(digests("6"))


@pytest.mark.parametrize(
    ("table", "alike"),
    [
        ('key,value,source,on\nk,5,note,2020\nk,"6",book,2021\n', True),
        ("key,on,source,value,by\n\nk,2021, book ,6,\nk,2020,note,5,\nl,2020,note,7,\n", True),
        ("key,value,source,on\nk,5,note,2020\nk,6,book,2022\n", False),
        ("key,value,source,on,status\nk,5,note,2020,\nk,6,book,2021,revised\n", False),
    ],
)
def test_the_digest_of_a_table_s_fact_is_of_its_cells(read: Any, table: str, alike: bool) -> None:
    entry = {"data/facts/w.yaml": "c: {label: L, table: tables/t.csv}\n"}
    first = "key,value,source,on\nk,5,note,2020\nk,6,book,2021\n"
    before = read(entry | {"data/tables/t.csv": first}).digest("w.c.k")
    assert (read(entry | {"data/tables/t.csv": table}).digest("w.c.k") == before) is alike


def test_the_names_digest_is_of_keys_and_tags(read: Any) -> None:
    before = read({"data/facts/a.yaml": SAID}).names_digest
    assert read({"data/facts/a.yaml": SAID.replace("about 5", "7")}).names_digest == before
    assert read({"data/facts/a.yaml": SAID.replace("[t]", "[u]")}).names_digest != before
    assert read({"data/facts/a.yaml": SAID.replace("b:", "c:", 1)}).names_digest != before


# Rows

ROWS = 'code,name.en,name.fr,area\nyukon,Yukon,Le Yukon,474\nb_c,"Columbia, British",C.-B.\n'
EACH = """\
title: {en: "{{ each.name }}", fr: "{{ each.name }}"}
for_each: tables/rows.csv
body:
  - tiles:
      - cases.{{ each.code }}.total
      - cases.{{each.code}}.*
  - table: {rows: "cases.{{ each.code }}.total"}
  - withheld: cases.*
  - chart: cases
"""


@pytest.fixture
def rowed(read: Any, tmp_path: Path) -> Any:
    """Reads a briefing with rows from the text of its table and its own."""

    def reader(rows: str = ROWS, text: str = EACH) -> Briefing:
        facts = "total:\n  label: L\n" + observed("5")
        names = [f"data/facts/cases/{name}.yaml" for name in ("yukon", "b_c")]
        files = {"data/tables/rows.csv": rows, "data/briefings/each.yaml": text}
        read(files | dict.fromkeys(names, facts))
        return data.read(workspace.read_workspace(tmp_path), Store(tmp_path / "cache"))[1]["each"]

    return reader


def test_a_briefing_has_a_row_for_each_line_of_its_table(rowed: Any) -> None:
    rows = rowed().rows
    assert [row.name for row in rows] == ["yukon", "b_c"]
    assert [str(row.place) for row in rows] == [
        "data/tables/rows.csv:2:1",
        "data/tables/rows.csv:3:1",
    ]
    assert list(rows[0].cells) == ["code", "name", "area"]
    name = rows[1].cells["name"]
    assert (name.in_("en"), name.in_("fr"), rows[1].cells["area"].in_("en")) == (
        "Columbia, British",
        "C.-B.",
        "",
    )
    assert str(name.place) == "data/tables/rows.csv:3:5"
    assert str(rows[0].cells["area"].place) == "data/tables/rows.csv:2:22"
    assert rows[:1] == (rows[0],)
    with pytest.raises(KeyError):
        rows[0].cells["nowhere"]


def test_the_text_of_a_row_may_have_lines(rowed: Any) -> None:
    first, second = rowed('code,name,area\nyukon,"The\nYukon",6" pipe\n,,\nb_c,B.C.,\n,,\n').rows
    name, area = first.cells["name"], first.cells["area"]
    assert (name.in_("en"), area.in_("en")) == ("The\nYukon", '6" pipe')
    assert (str(name.place), str(area.place), str(second.place)) == (
        "data/tables/rows.csv:2:7",
        "data/tables/rows.csv:3:8",
        "data/tables/rows.csv:5:1",
    )


def test_a_row_fills_in_the_keys_and_leaves_the_texts(rowed: Any) -> None:
    briefing = rowed()
    one = briefing.for_row(briefing.rows[0])
    tiles, table, withheld, chart = one.body
    assert tiles.tiles.facts == ("cases.yukon.total", "cases.yukon.*")
    assert str(tiles.tiles.facts[0].place) == "data/briefings/each.yaml:5:9"
    shown = (table.table.rows, withheld.withheld, chart.chart)
    assert shown == (
        ("cases.yukon.total",),
        ("cases.*",),
        "cases",
    )
    assert one.title.in_("en") == "{{ each.name }}"
    assert (one.name, one.for_each, len(one.rows)) == ("each", "tables/rows.csv", 0)
    assert one.at("body") == briefing.at("body")


def test_a_briefing_without_rows_has_none(read: Any, tmp_path: Path) -> None:
    read({"data/briefings/n.yaml": "title: T\n"})
    briefing = data.read(workspace.read_workspace(tmp_path))[1]["n"]
    assert (briefing.for_each, tuple(briefing.rows)) == (None, ())


def test_digests_tell_which_row_changed(rowed: Any) -> None:
    before, after = rowed(), rowed(ROWS.replace("Le Yukon", "Yukon"))
    assert before.digest == after.digest
    assert before.rows[0].digest != after.rows[0].digest
    assert before.rows[1].digest == after.rows[1].digest
    assert before.for_row(before.rows[0]).digest != after.for_row(after.rows[0]).digest


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("title", "# a remark\ntitle", True),
        ("chart: cases", "chart: 'cases'", True),
        ("chart: cases", "chart: other", False),
        ("  - chart: cases\n", "", False),
    ],
)
def test_the_digest_of_a_briefing_is_of_what_it_says(
    rowed: Any, one: str, other: str, alike: bool
) -> None:
    assert (rowed().digest == rowed(text=EACH.replace(one, other)).digest) is alike


def test_a_row_s_unknown_fact_is_told_at_the_row(rowed: Any) -> None:
    with pytest.raises(AsofError) as problem:
        rowed(ROWS.replace("yukon", "yukn"))
    first = problem.value.findings[0]
    assert str(first) == (
        "data/tables/rows.csv:2:1: error: row 'yukn': no fact matches 'cases.yukn.*'\n"
        "  hint: did you mean 'cases.yukon.*'?"
    )


def test_very_many_wrong_rows_are_told_in_reasonable_time(rowed: Any) -> None:
    rows = "code\nyukon\n" + "".join(f"r{n}\n" for n in range(3000))
    body = "body: [{tiles: ['cases.{{ each.code }}.total']}]"
    begun = time.process_time()
    with pytest.raises(AsofError) as problem:
        rowed(rows, f"title: T\nfor_each: tables/rows.csv\n{body}\n")
    assert len(problem.value.findings) == 3000
    assert time.process_time() - begun < 5
