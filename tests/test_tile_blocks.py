"""Tiles: how many stand abreast, alike in all languages, and what they may say besides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from asof import data
from asof.build import filled_document, lay_job
from asof.form import Profile
from asof.jobs import Request, plan_jobs
from asof.templates.column_metrics import STANDARD, TileRow, row
from asof.workspace import find_workspace
from harbour import harbour

DAY = date(2024, 3, 1)
SOURCES = "log: {title: Log, publisher: Harbour, published: 2024-01-02}\n"
ONE = {"on": "2024-01-01", "source": "log"}
FACTS = {
    "ships": {"label": {"en": "Ships", "fr": "Navires"}, "observations": [{"value": "7"} | ONE]},
    "tugs": {"label": {"en": "Tugs", "fr": "Remorqueurs"}, "observations": [{"value": "2"} | ONE]},
    "aim": {"label": {"en": "Aim", "fr": "Cible"}, "observations": [{"value": "about 9"} | ONE]},
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
    ("count", "stand"),
    [
        (2, TileRow(2)),
        (6, TileRow(3)),
        (7, TileRow(4, wide=True)),
        (9, TileRow(3)),
        (20, TileRow(4, wide=True)),
    ],
)
def test_many_tiles_stand_in_fours_unless_one_were_left_alone(count: int, stand: TileRow) -> None:
    assert row(STANDARD, [("12", "")] * count) == stand
    assert row(STANDARD, [("12,345,678", "")] * 20) == TileRow(3, wide=True)


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
