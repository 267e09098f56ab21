"""Whoever follows docs/look.md has pages that look like the organisation's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pikepdf
import pytest

from agency import lay_agency
from asof import batch, workspace
from asof.brand.style_sheet import MARKS
from asof.form import PROFILES, Profile
from asof.jobs import Built, Request
from test_brand import fonts_of, letters_in, pages_of

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def agency(tmp_path: Path) -> Path:
    """Its workspace."""
    return lay_agency(tmp_path)


def printed(root: Path, profile: Profile) -> list[Built]:
    home = workspace.read_workspace(root)
    return list(batch.build(home, Request(date(2025, 6, 30), profile=profile, html=True)))


@pytest.mark.parametrize("profile", PROFILES)
def test_an_agency_s_pages_look_like_its_own(agency: Path, profile: Profile) -> None:
    heads = {"en-CA": "Water is public", "fr-CA": "L’eau est publique"}
    feet = {"en-CA": "Meridian Water Authority · ", "fr-CA": "Régie de l’eau de Meridian · "}
    words = {"en-CA": ("Streets stay open", "Every drop counts."), "fr-CA": ("Les rues", "goutte")}
    for built in printed(agency, profile):
        assert (built.failure, built.findings) == (None, ())
        pages, tag = pages_of(built.job.path), built.job.tag
        assert all(heads[tag] in page and feet[tag] in page for page in pages)
        assert all("Water Authority" in page for page in pages)
        assert "[1]" not in pages[0]
        assert all(any(each in page for page in pages) for each in words[tag])
        assert {name.partition("-")[0] for name in fonts_of(built.job.path)} == {"Roboto", "Asof"}
        assert letters_in(built.job.path, "Asof") <= {*MARKS, NBSP}
        assert lying(built.job.path) == (profile != "large")


def lying(pdf: Path) -> bool:
    """Whether a page of a PDF lies on its side."""
    with pikepdf.Pdf.open(pdf) as document:
        sheets = [page.mediabox for page in document.pages]
    return any(sheet[2] > sheet[3] for sheet in sheets)


@pytest.mark.parametrize("cover", [True, False])
def test_each_page_shows_the_logo_once(agency: Path, cover: bool) -> None:
    """One that runs is not beside that of a cover, and serves for that above a letterhead."""
    note = agency / "data/briefings/note.yaml"
    note.write_text(note.read_text("utf-8").replace("cover: true", f"cover: {cover}".lower()))
    for built in printed(agency, "standard"):
        assert built.failure is None
        words = ["".join(page.split()) for page in pages_of(built.job.path)]
        foot = "MeridianWaterAuthority·"
        assert [page.replace(foot, "").count("MeridianWaterAuthority") for page in words] == [
            1 for _ in words
        ]
        assert len(logos_heard(built.job.path)) == cover


def logos_heard(pdf: Path) -> list[str]:
    """What a reading voice says of the logos of a PDF."""
    with pikepdf.Pdf.open(pdf) as document:
        told = [e for e in document.objects if isinstance(e, pikepdf.Dictionary)]
        figures = [e for e in told if e.get("/S") == "/Figure" and "/Alt" in e]
        said = [str(e.Alt) for e in figures]
    return [each for each in said if "invented" in each or "inventée" in each]


def test_an_agency_s_charts_are_in_its_colours_and_its_font(agency: Path) -> None:
    printed(agency, "standard")
    for drawn in (agency / "build").rglob("charts/crew.svg"):
        svg = drawn.read_text("utf-8")
        assert "#12312e" in svg
        assert "Roboto" in svg
        assert "Asof Sans" not in svg
