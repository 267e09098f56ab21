"""What a preview is asked to show: every view that there is, and good refusals of all others."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from asof.cache import NOTHING_KEPT
from asof.diagnostics import AsofError
from asof.preview import contents
from asof.preview.snapshot import Snapshot, snapshot
from asof.preview.view import read_view
from asof.workspace import STARTER, read_workspace

ITALY = Path(__file__).parents[1] / "examples/italy"
TODAY = date(2025, 7, 1)


def seen(root: Path = STARTER) -> Snapshot:
    """A workspace as it is read once."""
    return snapshot(read_workspace(root), TODAY, NOTHING_KEPT)


def refused(asked: dict[str, str], root: Path = STARTER) -> str:
    """What is told of a view that there is not."""
    with pytest.raises(AsofError) as problem:
        read_view(seen(root), asked)
    return str(problem.value)


def test_a_view_is_the_edition_that_a_build_would_print_where_nothing_is_said() -> None:
    assert read_view(seen(), {}).described == {
        "briefing": "note",
        "row": None,
        "lang": "en-CA",
        "profile": "standard",
        "paper": "letter",
        "sides": "simplex",
        "day": "2025-06-30",
        "known": "2025-06-30",
    }


def test_a_view_is_what_is_asked_for() -> None:
    asked = {
        "briefing": "note",
        "lang": "fr",
        "profile": "large",
        "paper": "a4",
        "sides": "duplex",
        "day": "2025-04-01",
        "known": "2025-05-01",
    }
    there = {"row": None, "lang": "fr-CA"}
    assert read_view(seen(), asked).described == asked | there


def test_a_row_is_the_first_unless_one_is_named() -> None:
    first, named = ({"briefing": "region"}, {"briefing": "region", "row": "lazio"})
    assert read_view(seen(ITALY), first).job.name == "region-abruzzo"
    assert read_view(seen(ITALY), named).job.name == "region-lazio"
    whole = {"briefing": "region-lazio"}  # as it is named on a command line
    assert read_view(seen(ITALY), whole).described["row"] == "lazio"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"briefing": "nte"}, "no briefing 'nte'\n  hint: did you mean 'note'?"),
        ({"lang": "de"}, "no language 'de' in this workspace\n  hint: asof.yaml has en-CA, fr-CA"),
        ({"paper": "a5"}, "no paper 'a5'\n  hint: there are letter and a4"),
        ({"profile": "tiny"}, "no profile 'tiny'\n  hint: there are standard, clear and large"),
        ({"sides": "both"}, "no sides 'both'\n  hint: there are simplex and duplex"),
        ({"day": "monday"}, "'monday' is not a day\n  hint: write one such as 2021-01-18"),
        ({"known": "2021"}, "'2021' is not a day\n  hint: write one such as 2021-01-18"),
    ],
)
def test_what_there_is_not_is_refused_as_on_the_command_line(
    asked: dict[str, str], told: str
) -> None:
    assert refused(asked) == f"error: {told}"


def test_a_row_that_is_not_there_is_told_with_what_was_meant() -> None:
    assert refused({"briefing": "region", "row": "lazo"}, ITALY) == (
        "data/briefings/region.yaml:1:1: error: 'region' has no row 'lazo'\n"
        "  hint: did you mean 'lazio'?"
    )


def test_a_workspace_says_what_can_be_looked_at() -> None:
    told = contents.workspace_contents(seen(), {})
    assert told["title"]["fr-CA"] == "Notes sur les travaux d’Alder Bay"
    assert (told["languages"], told["today"]) == (["en-CA", "fr-CA"], "2025-07-01")
    assert told["defaults"] == {"paper": "letter", "sides": "simplex"}
    (note,) = told["briefings"]
    assert (note["name"], note["as_of"], note["rows"]) == ("note", "2025-06-30", [])
    assert note["title"] == {"en-CA": "Water mains", "fr-CA": "Conduites d’eau"}
    assert not note["filled"]


def test_a_briefing_is_called_by_what_all_its_rows_share() -> None:
    daily, region = contents.workspace_contents(seen(ITALY), {})["briefings"]
    assert (daily["title"]["it-IT"], daily["filled"]) == ("Aggiornamento casi Covid-19", False)
    assert (region["title"]["en-GB"], region["filled"]) == ("COVID-19", True)
    assert region["rows"][0] == {"name": "abruzzo", "title": {}}


def test_a_row_is_called_by_its_column_name_in_each_language(tmp_path: Path) -> None:
    root = create_with_rows(tmp_path, "code,name.en,name.fr\nmain,Main Street,rue Main\n")
    (note,) = contents.workspace_contents(seen(root), {})["briefings"]
    titles = {"en-CA": "Main Street", "fr-CA": "rue Main"}
    assert note["rows"] == [{"name": "main", "title": titles}]
    root = create_with_rows(root, "code,name\nmain,Main Street\n")
    (note,) = contents.workspace_contents(seen(root), {})["briefings"]
    assert note["rows"][0]["title"] == dict.fromkeys(titles, "Main Street")


def create_with_rows(root: Path, table: str) -> Path:
    """The starter, with a document for each row of a table."""
    shutil.copytree(STARTER, root, dirs_exist_ok=True)
    (root / "data/tables").mkdir(exist_ok=True)
    (root / "data/tables/streets.csv").write_text(table, "utf-8")
    note = root / "data/briefings/note.yaml"
    note.write_text(f"for_each: tables/streets.csv\n{note.read_text('utf-8')}", "utf-8")
    return root
