"""Changes in tables and on tiles: beneath one another, their days and sources told once."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from asof import build, data, workspace
from asof.diagnostics import AsofError
from asof.jobs import Request, plan_jobs
from asof.page.document import Document
from harbour import harbour

DAY = date(2020, 11, 10)
SOURCES = "".join(
    f"{name}: {{title: {name}, publisher: Ministry, published: 2020-11-{day}}}\n"
    for name, day in (("sunday", "08"), ("monday", "09"), ("tuesday", "10"))
)
N, T = ("2020-11-09", "monday"), ("2020-11-10", "tuesday")


def entry(label: str, *said: tuple[str, tuple[str, str]], **fields: Any) -> dict[str, Any]:
    lines = [{"value": v, "on": on, "source": source} for v, (on, source) in said]
    return {"label": label, "expected": "daily", "observations": lines} | fields


FACTS = {
    "lombardy": entry("Lombardy", ("671", N), ("708", T)),
    "lazio": entry("Lazio", ("259", N), ("246", T)),
    "piedmont": entry("Piedmont", ("310", N), ("310", T)),
    "sicily": entry("Sicily", ("about 60", N), ("about 60", T)),
    "molise": entry("Molise", ("9", ("2020-11-08", "sunday")), ("8", T)),
    "aosta": entry("Aosta", ("14", T)),
    "umbria": entry(
        "Umbria", ("65", N), ("90", T), **{"break": {"on": "2020-11-10", "reason": "care homes"}}
    ),
    "tuscany": entry("Tuscany", ("250", N), ("254", ("2020-11-09", "tuesday")), ("260", T)),
    "all": {"label": "All", "derived": "port.lombardy + port.lazio"},
    "share": entry("Share", ("14.5", N), ("16.1", T), unit="%"),
    "rate": entry("Rate", ("4", N), ("5", T), unit="%"),
    "motto": entry("Motto", ("open", T), type="text"),
    "fleet": {
        "label": "Fleet",
        "observations": [
            {"value": "5", "on": "2020-11-01", "source": "sunday"},
            {"value": "7", "on": "2020-11-10", "source": "tuesday"},
        ],
    },
}


def document(root: Path, block: dict[str, Any], tag: str = "en-CA", **fields: str) -> Document:
    note = json.dumps({"title": "Note", "body": [block]} | fields)
    facts = json.dumps(FACTS)
    home = workspace.find_workspace(harbour(root, note=note, facts=facts, sources=SOURCES))
    ledger, briefings = data.read(home)
    (job,) = plan_jobs(home, briefings, Request(DAY, languages=(tag,)))
    return build.filled_document(job.edition(ledger), job)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def cells(root: Path, table: dict[str, Any], tag: str = "en-CA") -> list[str]:
    """The head of the column of changes, and its cells."""
    tree = document(root, {"table": table}, tag).tree
    return [words(e) for e in tree.iter() if "col-change" in (e.get("class") or "").split()]


def keys(*names: str) -> list[str]:
    return [f"port.{name}" for name in names]


COLUMNS = ["label", "value", "change"]


def test_a_column_says_once_since_when_and_whence(tmp_path: Path) -> None:
    rows = keys("lombardy", "lazio", "piedmont", "sicily", "molise", "aosta", "umbria", "tuscany")
    assert cells(tmp_path, {"rows": rows, "columns": COLUMNS, "total": ["port.all"]}) == [
        "Change since Nov 9, 2020 [1]",
        "+37",
        "\u221213",
        "0",
        "no change reported",
        "not reported on Nov 9, 2020",
        "first reported",
        "break in the series [3]",
        "+6 [2] [4]",
        "+24",
    ]


def test_rows_that_compare_other_days_say_their_own(tmp_path: Path) -> None:
    assert cells(tmp_path, {"rows": keys("lombardy", "fleet"), "columns": COLUMNS}) == [
        "Change",
        "+37 [2] since November 9, 2020",
        "+2 [3] since November 1, 2020",
    ]


def test_an_author_says_since_when(tmp_path: Path) -> None:
    table = {"rows": keys("molise", "fleet"), "columns": COLUMNS, "since": "2 days ago"}
    assert cells(tmp_path, table)[1:] == [
        "\u22121 since November 8, 2020",
        "+2 since November 1, 2020",
    ]


def test_percentages_differ_by_points_which_the_head_names(tmp_path: Path) -> None:
    table = {"rows": keys("share", "rate"), "columns": COLUMNS}
    assert cells(tmp_path, table) == [
        "Change since Nov 9, 2020 (percentage points) [1]",
        "+1.6",
        "+1",
    ]
    mixed = {"rows": keys("share", "lazio"), "columns": COLUMNS}
    assert cells(tmp_path, mixed)[1:] == ["+1.6 percentage points", "\u221213"]


def test_what_is_no_number_has_no_change(tmp_path: Path) -> None:
    table = {"rows": keys("lombardy", "motto"), "columns": COLUMNS}
    assert cells(tmp_path, table)[1:] == ["+37 [2]", ""]


@pytest.mark.parametrize(
    ("tag", "head", "told"),
    [
        ("fr-CA", "Variation depuis le 9 nov. 2020 [1]", "pas de chiffre le 9 nov. 2020"),
        ("en-CA", "Change since Nov 9, 2020 [1]", "not reported on Nov 9, 2020"),
    ],
)
def test_each_language_says_it(tag: str, head: str, told: str, tmp_path: Path) -> None:
    rows = keys("lombardy", "lazio", "molise")
    found = cells(tmp_path, {"rows": rows, "columns": COLUMNS}, tag)
    assert (found[0], found[-1]) == (head, told)


def test_both_values_stand_behind_a_change_in_a_column(tmp_path: Path) -> None:
    page = document(tmp_path, {"table": {"rows": keys("lombardy"), "columns": COLUMNS}})
    (shown,) = (each for each in page.prints if each.part == "change")
    assert (shown.text, [o.written for o in shown.behind]) == ("+37", ["708", "671"])


def tile(root: Path, *names: str, **fields: Any) -> list[tuple[str, str]]:
    tiles = {"facts": keys(*names)} | fields
    tree = document(root, {"tiles": tiles}, fields.pop("tag", "en-CA")).tree
    found = [(e.get("class") or "", words(e)) for e in tree.iter("p")]
    return [(c.replace("difference", "").strip(), said) for c, said in found if "difference" in c]


def test_a_tile_says_by_how_much_and_since_when_with_an_arrow(tmp_path: Path) -> None:
    assert tile(tmp_path, "lombardy", "lazio", "piedmont", "umbria", "aosta", change=True) == [
        ("rise", "up 37 since November 9, 2020 [2]"),
        ("fall", "down 13 since November 9, 2020 [2]"),
        ("", "no change since November 9, 2020 [2]"),
        ("", "break in the series [3]"),
        ("", "first reported"),
    ]
    assert tile(tmp_path, "fleet", since="a week ago") == [
        ("rise", "up 2 since November 1, 2020 [2]")
    ]
    assert tile(tmp_path, "lombardy") == []


@pytest.mark.parametrize("block", ["table", "tiles"])
def test_a_day_that_is_not_before_is_refused_at_its_place(block: str, tmp_path: Path) -> None:
    of = {"table": {"rows": keys("fleet"), "columns": COLUMNS}, "tiles": {"facts": keys("fleet")}}
    said = {block: of[block] | {"since": "2020-11-10"}}
    with pytest.raises(AsofError) as caught:
        document(tmp_path, said)
    column = json.dumps({"title": "Note", "body": [said]}).index('"2020-11-10"') + 1
    assert str(caught.value) == (
        f"data/briefings/note.yaml:1:{column}: error: '2020-11-10' is not before the day of this "
        "edition, 2020-11-10\n  hint: give an earlier day"
    )


def test_notes_at_the_foot_of_a_page_are_cited_in_each_row(tmp_path: Path) -> None:
    table = {"rows": keys("lombardy", "lazio"), "columns": COLUMNS}
    page = document(tmp_path, {"table": table}, source_notes="page")
    found = [words(e) for e in page.tree.iter("td") if "col-change" in (e.get("class") or "")]
    assert found == ["+37 [2]2. Ministry, monday, November 9, 2020.", "\u221213 [2]"]


def test_a_short_day_in_a_cell_is_heard_whole(tmp_path: Path) -> None:
    table = {"rows": keys("molise", "lombardy"), "columns": COLUMNS}
    tree = document(tmp_path, {"table": table}).tree
    heard = [e.get("title", "").replace("\u00a0", " ") for e in tree.iter("abbr")]
    assert "not reported on November 9, 2020" in heard
