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


def test_an_agency_s_charts_are_in_its_colours_and_its_font(agency: Path) -> None:
    printed(agency, "standard")
    for drawn in (agency / "build").rglob("charts/crew.svg"):
        svg = drawn.read_text("utf-8")
        assert "#12312e" in svg
        assert "Roboto" in svg
        assert "Asof Sans" not in svg
