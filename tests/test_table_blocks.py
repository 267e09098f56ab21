"""Tables of facts: their rows, their columns, how numbers stand, and the sheet that lies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from asof import data
from asof.build import filled_document, lay_job
from asof.engine import LaidDocument
from asof.jobs import Job, Request, plan_jobs
from asof.language import language
from asof.ledger import Edition
from asof.workspace import find_workspace
from harbour import harbour

SOURCES = """\
log: {title: Log, publisher: Harbour, published: 2024-01-02}
list: {title: List, publisher: Pilots, published: 2024-01-04}
"""
PEOPLE = {
    "en": {"one": "person", "other": "people"},
    "fr": {"one": "personne", "other": "personnes"},
}
NUMBERS = {
    "nairn": ("Nairn", "4298"),
    "alvarez": ("Álvarez", "about 1206"),
    "mill": ("Mill Creek", "at least 7.64 million"),
    "zhoda": ("Zhoda", "not public"),
    "ten": ("District 10", "none"),
    "two": ("District 2", "150"),
    "all": ("In all", "7.7 million"),
}


def fact(label: str, value: str, on: str = "2024-01-01", **more: Any) -> dict[str, Any]:
    one = {"value": value, "on": on, "source": more.pop("source", "log")}
    one |= {"reason": {"en": "So", "fr": "Si"}} if value == "not public" else {}
    return {"label": {"en": label, "fr": label}, "observations": [one], **more}


FACTS = {name: fact(*told, unit=PEOPLE) for name, told in NUMBERS.items()} | {
    "share": fact("Share", "12.25", unit="%"),
    "part": fact("Part", "as many as 9", unit="%"),
    "cost": fact("Cost", "1.5 million", "2024-01-02", currency="CAD"),
    "began": fact("Began", "2024-03-01", type="date", source="list"),
    "camp": fact("Camp", "150", unit=PEOPLE),
}
FACTS["camp"]["observations"].append({"value": "120", "on": "2024-01-01", "source": "list"})
DISTRICTS = [f"port.{name}" for name in ("nairn", "alvarez", "mill", "zhoda", "ten", "two")]


def job_of(
    root: Path, table: Mapping[str, object], tag: str = "en", **form: Any
) -> tuple[Edition, Job]:
    """A note of one table, to be filled in a language."""
    body = [{"heading": "Table"}, {"table": table}, {"heading": "Next"}, {"text": "After it."}]
    note = json.dumps({"title": "Note", "body": body})
    home = find_workspace(harbour(root, note=note, facts=json.dumps(FACTS), sources=SOURCES))
    ledger, briefings = data.read(home)
    (job,) = plan_jobs(home, briefings, Request(date(2024, 3, 1), languages=(tag,), **form))
    return job.edition(ledger), job


def grid(root: Path, tag: str = "en", **table: object) -> list[list[str]]:
    """What the cells of a table say, row by row, below what all rows share."""
    tree = filled_document(*job_of(root, table, tag)).tree
    rows = [[words(cell) for cell in row] for row in tree.iter("tr")]
    return [[words(each)] for each in tree.iter("caption")] + rows


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_a_unit_a_day_and_a_source_that_all_rows_share_are_told_once(tmp_path: Path) -> None:
    assert grid(tmp_path, rows=["port.nairn", "port.alvarez"]) == [
        ["Date: Jan 1, 2024 · Source: [1]"],
        ["Item", "Value (people)"],
        ["Nairn", "4,298"],
        ["Álvarez", "about 1,206"],
    ]


def test_what_rows_do_not_share_stands_in_each(tmp_path: Path) -> None:
    assert grid(tmp_path, rows=["port.nairn", "port.cost"]) == [
        ["Source: [1]"],
        ["Item", "Value", "As of"],
        ["Nairn", "4,298 people", "Jan 1, 2024"],
        ["Cost", "$1.5 million", "Jan 2, 2024"],
    ]


def test_one_row_keeps_all_its_columns(tmp_path: Path) -> None:
    assert grid(tmp_path, rows=["port.nairn"]) == [
        ["Item", "Value", "As of", "Source"],
        ["Nairn", "4,298 people", "Jan 1, 2024", "[1]"],
    ]


@pytest.mark.parametrize(
    ("tag", "head", "cells"),
    [("en", "Value (%)", ["12.25", "as much as 9"]), ("fr", "Valeur (%)", ["12,25", "jusqu’à 9"])],
)
def test_a_per_cent_sign_goes_into_the_head_and_its_hedge_stays(
    tmp_path: Path, tag: str, head: str, cells: list[str]
) -> None:
    rows = grid(tmp_path, tag, rows=["port.share", "port.part"], columns=["label", "value"])
    assert [row[1].replace(" [1]", "") for row in rows] == [head, *cells]


def test_columns_without_a_word_are_left_out_and_dates_have_one_form(tmp_path: Path) -> None:
    columns = ["label", "counts", "until", "on", "reported", "by"]
    rows = grid(tmp_path, rows=["port.nairn", "port.began"], columns=columns)
    assert rows == [
        ["Date: Jan 1, 2024"],
        ["Item", "Reported"],
        ["Nairn", "Jan 2, 2024 [1]"],
        ["Began", "Jan 4, 2024 [2]"],
    ]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("value", ["District 10", "District 2", "Álvarez", "Nairn", "Mill Creek", "Zhoda"]),
        ("-value", ["Mill Creek", "Nairn", "Álvarez", "District 2", "District 10", "Zhoda"]),
        ("label", ["Álvarez", "District 2", "District 10", "Mill Creek", "Nairn", "Zhoda"]),
    ],
)
def test_rows_are_sorted_by_what_prints_and_what_is_withheld_comes_last(
    tmp_path: Path, sort: str, order: list[str]
) -> None:
    rows = grid(tmp_path, rows=DISTRICTS, sort=sort)
    assert [row[0] for row in rows[2:]] == order


def test_words_are_sorted_as_a_dictionary_of_their_language_has_them() -> None:
    spanish = ["nube", "ñandú", "Núñez", "oca"]
    assert sorted(spanish, key=language("es").rank) == ["nube", "Núñez", "ñandú", "oca"]
    french = ["cote", "œuf", "côté", "Oeta", "ouest", "10 a", "9 b"]
    assert sorted(french, key=language("fr").rank) == [
        "9 b", "10 a", "cote", "côté", "Oeta", "œuf", "ouest",
    ]  # fmt: skip


def test_a_total_is_a_fact_that_closes_what_it_sums_up(tmp_path: Path) -> None:
    rows = grid(tmp_path, rows="port.*", total="port.all", columns=["label", "value"])
    assert rows[-1] == ["In all", "7.7 million people [1]"]
    assert sum(row[0] == "In all" for row in rows) == 1


def test_groups_have_headings_and_totals_of_their_own(tmp_path: Path) -> None:
    groups = [
        {"heading": "North", "rows": ["port.nairn", "port.two"], "total": "port.camp"},
        {"heading": "South", "rows": ["port.alvarez"]},
    ]
    rows = grid(tmp_path, groups=groups, total="port.all", columns=["label", "value"], sort="value")
    assert [row[0] for row in rows] == [
        "Item", "North", "District 2", "Nairn", "Camp", "South", "Álvarez", "In all",
    ]  # fmt: skip
    tree = filled_document(*job_of(tmp_path, {"groups": groups, "total": "port.all"})).tree
    totals = [words(row) for row in tree.iter("tr") if row.get("class") == "total"]
    assert [each.split()[0] for each in totals] == ["Camp", "In"]


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_digits_stand_beneath_one_another_whatever_stands_around_them(
    tmp_path: Path, tag: str
) -> None:
    rows = [f"port.{name}" for name in ("nairn", "alvarez", "two", "mill")]
    edition, job = job_of(tmp_path, {"rows": rows, "columns": ["label", "value"]}, tag)
    *whole, with_decimals = numbers(lay_job(filled_document(edition, job), job))
    digit = whole[2].width / len("150")
    ends = [box.position_x + box.width for box in whole]
    assert len(ends) == 3
    assert max(ends) - min(ends) < 0.1
    assert abs(with_decimals.position_x + digit - ends[0]) < 0.5


def numbers(laid: LaidDocument) -> Iterator[Any]:
    """The boxes of the numbers of a table's values."""
    for leaf in laid.pages[0]:
        marked = leaf.element is not None and leaf.element.get("data-standing")
        if marked and leaf.text[:1].isdigit():
            yield leaf.box


@pytest.mark.parametrize(("paper", "sizes"), [("letter", (816, 1056)), ("a4", (794, 1123))])
def test_a_wide_table_lies_on_its_side_and_what_follows_stands_again(
    tmp_path: Path, paper: str, sizes: tuple[int, int]
) -> None:
    table = {"rows": DISTRICTS, "orientation": "landscape"}
    edition, job = job_of(tmp_path, table, paper=paper, sides="duplex")
    laid = lay_job(filled_document(edition, job), job)
    found = [(round(page.width), round(page.height)) for page in laid.engine_document.pages]
    assert found == [sizes, sizes[::-1], sizes]
