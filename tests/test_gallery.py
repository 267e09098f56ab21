"""The gallery shows every helper, as it draws now."""

from __future__ import annotations

import pytest
from PIL import Image

import gallery
import golden

MOST = 400  # pixels that may differ: less than a word


@pytest.fixture(scope="module")
def figures() -> dict[str, Image.Image]:
    return gallery.figures()


def test_every_helper_is_in_the_gallery() -> None:
    shown = {path.stem for path in (gallery.HOME / "charts").glob("*.py")}
    assert shown == set(gallery.helpers())


@pytest.mark.parametrize("name", gallery.helpers())
def test_a_helper_is_shown_with_a_chart_that_uses_it(name: str) -> None:
    code = (gallery.HOME / f"charts/{name}.py").read_text(encoding="utf-8")
    assert f"{name}(" in code.partition("def ")[2].partition("\n")[2]


def test_the_page_of_the_gallery_is_as_it_would_be_made() -> None:
    kept = (gallery.HOME / "README.md").read_text(encoding="utf-8")
    assert kept == gallery.readme(), "run make gallery"


def test_the_pictures_are_those_of_the_helpers(figures: dict[str, Image.Image]) -> None:
    assert {path.stem for path in gallery.PICTURES.glob("*.png")} == set(figures)


def test_the_pictures_show_what_helpers_draw_now(figures: dict[str, Image.Image]) -> None:
    stale = [name for name, image in figures.items() if not alike(name, image)]
    assert stale == [], "run make gallery, and look at what has changed"


def alike(name: str, image: Image.Image) -> bool:
    """Whether a picture is as it was kept, to a few pixels."""
    kept = Image.open(gallery.PICTURES / f"{name}.png")
    same = kept.size == image.size
    return same and golden.differing(kept.convert("L"), image.convert("L")) <= MOST
