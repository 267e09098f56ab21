"""A workspace that asks for all at once prints whole, on filled pages, in each language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from asof import batch
from asof.form import Form
from asof.jobs import Request
from asof.language import grammars
from asof.workspace import read_workspace
from stress import CONTACT, DAY, SITE, TEXTS, lay_stress
from taken_out import joined
from vocabulary import strangers

POINTS = 72 / 25.4
TOP, FOOT = 22 * POINTS, 18 * POINTS  # what the running lines take, at the least
FULL = 0.4  # of the height that a page has for its text: what no page but a last one is below
WHITE = 250

# Each language in one form; `make conformance` prints each in others.
FORMS = {
    "de": Form("a4", "large"),
    "en": Form("letter", "standard"),
    "es": Form("a4", "standard", "duplex"),
    "fr": Form("a4", "standard"),
    "it": Form("a4", "clear"),
    "nl": Form("letter", "standard", "duplex"),
    "pl": Form("a4", "clear", "duplex"),
    "pt": Form("letter", "large"),
    "uk": Form("letter", "large", "duplex"),
}


def filled(pdf: Path) -> Iterator[tuple[float, str]]:
    """How far down each page has ink, as a part of its height for text, and how it begins."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            grey = page.render(scale=1, grayscale=True).to_pil().convert("L")
            low = grey.height - int(FOOT)
            inked = grey.crop((0, int(TOP), grey.width, low)).point(lambda dot: dot < WHITE and 255)
            box = inked.getbbox()
            text = page.get_textpage().get_text_bounded()
            yield (box[3] / (low - TOP) if box else 0.0), text


def short_pages(pdf: Path, annex: str) -> Iterator[tuple[int, float]]:
    """The pages with too little on them; an annex begins a page of its own, as the end does."""
    pages = list(filled(pdf))
    after = [text for _, text in pages[1:]] + [annex]
    for number, ((part, _), then) in enumerate(zip(pages, after, strict=True), start=1):
        if part < FULL and annex not in then[:200]:
            yield number, round(part, 2)


def test_every_language_is_printed_in_a_form() -> None:
    assert set(FORMS) == set(TEXTS) == set(grammars())


@pytest.mark.parametrize("short", FORMS)
def test_a_note_of_everything_is_printed_whole_on_filled_pages(tmp_path: Path, short: str) -> None:
    form, texts = FORMS[short], TEXTS[short]
    home = read_workspace(lay_stress(tmp_path, "note", languages=[short]))
    request = Request(
        DAY,
        paper=form.paper,
        profile=form.profile,
        sides=form.sides,
        since="none",
        out=tmp_path / "build",
    )
    (made,) = batch.build(home, request)
    assert made.failure is None
    pdf, tongue = made.job.path, grammars()[short]
    annex = tongue.words["annex"].partition(" ")[0]
    assert list(short_pages(pdf, annex)) == []
    assert list(joined(pdf)) == []
    assert strangers(pdf, tongue.tag, [texts, *texts["letters"], CONTACT, SITE]) == set()
