"""The note looks as it looked: its text to the letter, its layout to a few pixels."""

from __future__ import annotations

import pytest
from PIL import Image

import golden

MOST = 60  # pixels of half a million that may differ: less than a letter


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return golden.pages(tmp_path_factory.mktemp("golden"))


@pytest.mark.parametrize("name", ["iraq-status.en", "iraq-status.fr"])
def test_the_text_is_the_same_to_the_letter(printed: dict[str, bytes], name: str) -> None:
    kept = sorted(golden.HOME.glob(f"{name}-?.txt"))
    assert golden.texts(printed[name]) == [path.read_text(encoding="utf-8") for path in kept]


@pytest.mark.parametrize("name", ["iraq-status.en", "iraq-status.fr"])
def test_the_layout_is_the_same_to_a_few_pixels(printed: dict[str, bytes], name: str) -> None:
    kept = [Image.open(path) for path in sorted(golden.HOME.glob(f"{name}-?.png"))]
    found = golden.pictures(printed[name])
    counted = [golden.differing(*both) for both in zip(found, kept, strict=True)]
    assert max(counted) <= MOST, counted


def test_a_moved_line_is_seen() -> None:
    page = Image.open(golden.HOME / "iraq-status.en-1.png")
    moved = Image.new("L", page.size, 255)
    moved.paste(page, (0, 2))
    assert golden.differing(page, moved) > 20 * MOST
