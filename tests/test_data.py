"""What data/ says: values, their kinds, times, tables, sources and keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asof import data, quantity, workspace
from asof.dates import When
from asof.model import Fact, Kind, Ledger, Special, Text

BASE = {
    "asof.yaml": "title: T\nlanguages: [en, fr]\ntimezone: UTC\nreview_in: 6 months\n",
    "data/sources.yaml": (
        "note: {title: A note, publisher: Defence, published: 2021-01-18}\n"
        "book: {title: A book, publisher: Press, published: 2020, taken_as: 2020-06-01, note: N}\n"
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
        return data.read(workspace.read(tmp_path))[0]

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
        ("", "about 600", Kind.NUMBER),
        ("", "not public", Kind.NUMBER),
        ("", "2021-03-31", Kind.DATE),
        ("  type: date\n", "2021", Kind.DATE),
        ("", "2021", Kind.NUMBER),
        ("  currency: CAD\n", "1.39 billion", Kind.MONEY),
        ("  type: text\n", "2021", Kind.TEXT),
        ("", "{en: yes, fr: oui}", Kind.TEXT),
        ("  type: event\n", "{en: Handover, fr: Passation}", Kind.EVENT),
        ("  type: statement\n", "It goes on", Kind.STATEMENT),
    ],
)
def test_the_kind_of_a_fact_is_given_or_seen_in_its_values(
    fact: Any, fields: str, value: str, kind: Kind
) -> None:
    assert fact(fields + observed(value)).kind is kind


def test_a_value_is_read_by_its_kind(fact: Any) -> None:
    assert fact(observed("about 600")).observations[0].value == quantity.parse("about 600")
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
    fields = "  observations:\n    - {retracts: an error, on: 2021, source: note}\n"
    assert fact(fields).observations[0].value is None


# Times


def test_without_a_time_a_value_takes_the_first_day_of_its_source(fact: Any) -> None:
    one = fact(observed("5", "source: wide")).observations[0]
    assert (one.true.first, one.true.inferred) == (date(2017, 5, 24), True)


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
    ledger, briefings = data.read(workspace.read(tmp_path))
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


@pytest.mark.parametrize(("given", "kind"), [("type: text, ", Kind.TEXT), ("", Kind.NUMBER)])
def test_a_table_s_facts_are_of_the_kind_that_the_entry_gives(
    read: Any, given: str, kind: Kind
) -> None:
    entry = f"cases: {{label: cases, {given}table: tables/c.csv}}\n"
    table = "key,value,on,source\ncanada,5,2021,note\n"
    facts = read({"data/tables/c.csv": table, "data/facts/w.yaml": entry}).facts
    assert facts["w.cases.canada"].kind is kind
