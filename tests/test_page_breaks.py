"""Where pages end: what a break may not cut, and what is said again behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from asof import batch, workspace
from asof.form import Paper, Profile, Sides
from asof.jobs import Built, Request

LAYOUTS = ("note", "handout")
DESK = {
    "asof.yaml": "title: Desk\nlanguages: [en-CA, fr-CA]\ntimezone: UTC\n",
    "data/sources.yaml": "log: {title: Log, publisher: Desk, published: 2026-01-02}\n",
    "data/facts/port.yaml": "ships:\n  label: {en: ships, fr: navires}\n  fixed: true\n"
    "  observations:\n    - {value: 7, on: 2026-01-02, source: log}\n",
}


def printed(folder: Path, files: Mapping[str, str], **form: object) -> list[Built]:
    """What becomes of a small workspace with some files more, in English."""
    for name, content in (DESK | dict(files)).items():
        path = folder / "desk" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    home = workspace.read_workspace(folder / "desk")
    request = Request(date(2026, 1, 5), out=folder / "build", **{"languages": ("en",), **form})  # type: ignore[arg-type]
    return list(batch.build(home, request))


def pages_of(built: Built) -> list[str]:
    """The words of each page, spaces made alike."""
    assert built.failure is None
    with pypdfium2.PdfDocument(built.job.path) as pdf:
        found = [page.get_textpage().get_text_bounded() for page in pdf]
    return [re.sub(r"\s+", " ", each) for each in found]


# ---- notes at the foot of their page

NOTED = {
    f"data/briefings/{layout}.yaml": f"title: Desk\ntemplate: theme/{layout}.html\n"
    "source_notes: page\nbody:\n  - heading: Port\n  - tiles: port.ships\n"
    "  - points: ['{{ port.ships }} ships lie here.']\n"
    for layout in LAYOUTS
}


@pytest.mark.parametrize(
    ("paper", "profile", "sides"),
    [
        ("a4", "standard", "simplex"),
        ("a4", "clear", "duplex"),
    ],
)
def test_a_note_has_room_at_the_foot_of_every_sheet(
    tmp_path: Path, paper: Paper, profile: Profile, sides: Sides
) -> None:
    for built in printed(tmp_path, NOTED, paper=paper, profile=profile, sides=sides):
        folded = built.job.briefing.name == "handout" and profile == "standard"
        pages = pages_of(built)
        assert len(pages) == (2 if folded else 1), built.job.path
        assert " ".join(pages).count("1. Desk, Log") == 1
