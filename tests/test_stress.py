"""A workspace that asks for all at once prints whole, on pages that are filled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from asof import batch
from asof.form import Form
from asof.jobs import Request
from asof.workspace import read_workspace
from stress import DAY, lay_stress
from taken_out import joined

POINTS = 72 / 25.4
TOP, FOOT = 22 * POINTS, 18 * POINTS  # what the running lines take, at the least
FULL = 0.4  # of the height that a page has for its text: what no page but a last one is below
WHITE = 250

FORMS = (
    Form("letter", "standard"),
    Form("a4", "standard", "duplex"),
    Form("a4", "clear"),
    Form("letter", "large", "duplex"),
)


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


def short(pdf: Path) -> Iterator[tuple[int, float]]:
    """The pages with too little on them; an annex begins a page of its own, as the end does."""
    pages = list(filled(pdf))
    after = [text for _, text in pages[1:]] + ["Annex"]
    for number, ((part, _), then) in enumerate(zip(pages, after, strict=True), start=1):
        if part < FULL and "Annex" not in then[:200]:
            yield number, round(part, 2)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_note_of_everything_is_printed_whole_on_filled_pages(tmp_path: Path, form: Form) -> None:
    home = read_workspace(lay_stress(tmp_path, "note"))
    request = Request(
        DAY,
        paper=form.paper,
        profile=form.profile,
        sides=form.sides,
        since="none",
        out=tmp_path / "build",
    )
    made = list(batch.build(home, request))
    assert [each.failure for each in made] == [None, None]
    assert {each.job.path.name: list(short(each.job.path)) for each in made} == {
        each.job.path.name: [] for each in made
    }
    assert {each.job.path.name: list(joined(each.job.path)) for each in made} == {
        each.job.path.name: [] for each in made
    }
