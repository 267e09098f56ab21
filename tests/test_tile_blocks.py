"""Tiles: how many stand abreast, alike in all languages, and what they may say besides."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from asof import batch, data
from asof.build import filled_document, lay_job
from asof.form import Profile
from asof.jobs import Request, plan_jobs
from asof.templates.column_metrics import STANDARD, TileRow, TileWords, row
from asof.workspace import find_workspace
from harbour import harbour

DAY = date(2024, 3, 1)
WEEKS = [
    {"value": value, "on": f"2024-01-{day:02}", "source": "log"}
    for value, day in (("90", 1), ("about 80", 8), ("20", 15))
]
SOURCES = "log: {title: Log, publisher: Harbour, published: 2024-01-02}\n"
ONE = {"on": "2024-01-01", "source": "log"}
FACTS = {
    "ships": {"label": {"en": "Ships", "fr": "Navires"}, "observations": [{"value": "7"} | ONE]},
    "tugs": {"label": {"en": "Tugs", "fr": "Remorqueurs"}, "observations": [{"value": "2"} | ONE]},
    "aim": {"label": {"en": "Aim", "fr": "Cible"}, "observations": [{"value": "about 9"} | ONE]},
    "crew": {"label": {"en": "Crew", "fr": "Équipage"}, "observations": WEEKS},
    "cost": {
        "label": {"en": "Cost", "fr": "Coût"},
        "currency": "CAD",
        "observations": [{"value": "1.39 billion"} | ONE],
    },
}


def tree_of(root: Path, tiles: object, tag: str = "en", profile: Profile = "standard") -> Element:
    """A page of one block of tiles."""
    note = json.dumps({"title": "Note", "body": [{"tiles": tiles}]})
    home = find_workspace(harbour(root, note=note, facts=json.dumps(FACTS), sources=SOURCES))
    ledger, briefings = data.read(home)
    (job,) = plan_jobs(home, briefings, Request(DAY, languages=(tag,), profile=profile))
    document = filled_document(job.edition(ledger), job)
    lay_job(document, job)
    return document.tree


def of_class(tree: Element, name: str) -> Iterator[str]:
    """The words of the elements of a class."""
    for element in tree.iter():
        if name in (element.get("class") or "").split():
            yield " ".join("".join(element.itertext()).split())


def look(tree: Element) -> str:
    (found,) = (e.get("class") or "" for e in tree.iter("div") if "tiles" in e.get("class", ""))
    return found


def test_an_edition_looks_the_same_in_all_its_languages(tmp_path: Path) -> None:
    """In French « milliard de dollars » needs the whole width, in English nothing does."""
    tiles = ["port.ships", "port.tugs", "port.cost"]
    looks = {look(tree_of(tmp_path / tag, tiles, tag)) for tag in ("en", "fr")}
    assert looks == {"tiles abreast-3 wide"}


@pytest.mark.parametrize(
    ("number", "abreast"),
    [
        ("12", {2: 2, 3: 3, 4: 4, 5: 5, 6: 3, 7: 4, 8: 4, 9: 3, 10: 5, 12: 4, 20: 5}),
        ("123,456", {4: 4, 5: 3, 6: 3, 7: 4, 10: 4, 20: 4}),
        ("12,345,678", {4: 2, 5: 3, 7: 2, 20: 3}),
    ],
)
def test_so_many_tiles_stand_abreast_as_fit_and_fill_their_rows_best(
    number: str, abreast: Mapping[int, int]
) -> None:
    tiles = [TileWords(number)]
    assert {n: row(STANDARD, n, tiles).abreast for n in abreast} == abreast


def test_no_word_below_a_number_is_cut_by_its_tile() -> None:
    places = "Saint-Hippolyte-de-la-Grande-Prairie", "", "September 30, 2025"
    assert row(STANDARD, 5, [TileWords("7", below=("Wells", "", "May 1, 2025"))]).abreast == 5
    assert row(STANDARD, 5, [TileWords("7", below=places)]) == TileRow(3)


@pytest.mark.parametrize(
    ("profile", "asked", "stands"),
    [
        ("standard", "4", "tiles abreast-4 wide"),
        ("standard", "1", "tiles abreast-1"),
        ("clear", "4", "tiles abreast-4"),
        ("large", "4", "tiles abreast-1"),
    ],
)
def test_so_many_stand_abreast_as_are_asked_for_but_in_large_print(
    tmp_path: Path, profile: Profile, asked: str, stands: str
) -> None:
    tiles = {"facts": ["port.ships", "port.tugs"], "abreast": asked}
    assert look(tree_of(tmp_path, tiles, profile=profile)) == stands


def test_a_tile_names_its_sources_under_it_and_tells_its_target(tmp_path: Path) -> None:
    tiles = {"facts": ["port.ships"], "sources": "below", "target": "port.aim"}
    tree = tree_of(tmp_path, tiles)
    assert list(of_class(tree, "number"))[-1] == "7"
    assert list(of_class(tree, "target")) == ["target about 9 [1]"]
    assert list(of_class(tree, "source-line")) == ["Source: Harbour, Log [1]."]
    assert list(of_class(tree_of(tmp_path, tiles, "fr"), "target")) == ["cible : environ 9 [1]"]


def test_a_sparkline_shows_how_the_values_of_a_tile_have_gone(tmp_path: Path) -> None:
    tiles = {"facts": ["port.crew", "port.ships", "port.crew"], "sparkline": True}
    tree = tree_of(tmp_path, tiles)
    first, again = (image for image in tree.iter("img"))
    told = "Crew: falling: first 90 (January 1, 2024), last 20 (January 15, 2024); "
    assert plain(first.get("alt", "")) == f"{told}in between about 80 (January 8, 2024)."
    assert (first.get("id"), again.get("id")) == ("chart-port.crew", None)
    assert first.get("src") == again.get("src") == "charts/port.crew.svg"
    assert list(tree_of(tmp_path, ["port.crew"]).iter("img")) == []


def test_what_is_said_of_a_lapsed_figure_has_its_whole_tile(tmp_path: Path) -> None:
    """The column of a table is what bounds a remark there; in large print one had no room here."""
    lapsed = FACTS["ships"] | {
        "observations": [{"value": "7", "until": "2024-01-31", "source": "log"}]
    }
    note = json.dumps({"title": "Note", "body": [{"tiles": ["port.ships"]}]})
    facts = json.dumps({"ships": lapsed})
    root = harbour(tmp_path, note=note, facts=facts, sources=SOURCES)
    request = Request(DAY, languages=("en",), profile="large", out=tmp_path / "build")
    (made,) = batch.build(find_workspace(root), request)
    assert made.failure is None


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")
