"""Pages as pictures: sharp, small enough, grey where that is asked for, and painted once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image

from asof.pdf import page_pictures
from asof.preview.pictures import Picture, Pictures
from asof.preview.recently_used import RecentlyUsed

RED = b"1 0 0 rg 0 0 72 72 re f"  # a square inch at the lower left


def red_page(width: float = 144, height: float = 216) -> bytes:
    """A PDF of one page that is red at its lower left."""
    pdf, out = pikepdf.new(), BytesIO()
    page = pdf.add_blank_page(page_size=(width, height))
    page.Contents = pdf.make_stream(RED)
    pdf.save(out)
    return out.getvalue()


def painted(pdf: bytes, **asked: Any) -> Image.Image | None:
    """A picture of the first page, as it is looked at."""
    pictures = Pictures()
    try:
        wanted = Picture(digest=pictures.keep(pdf), page=1, scale=1)
        png = asyncio.run(pictures.paint(replace(wanted, **asked)))
    finally:
        pictures.close()
    return Image.open(BytesIO(png)) if png else None


def test_a_page_has_the_dots_that_a_screen_has_for_it() -> None:
    plain, sharp = painted(red_page()), painted(red_page(), scale=2)
    assert plain
    assert sharp
    assert (plain.size, sharp.size) == ((192, 288), (384, 576))
    assert plain.getpixel((5, 280)) == (255, 0, 0)
    assert plain.getpixel((5, 5)) == (255, 255, 255)


def test_a_page_in_grey_has_no_colour() -> None:
    grey = painted(red_page(), grey=True)
    assert grey
    assert grey.mode == "L"


def test_a_picture_has_no_more_dots_than_a_screen_can_show() -> None:
    large = painted(red_page(2000, 2000), scale=100)
    assert large
    assert large.width * large.height <= page_pictures.MOST * 1.001


def test_of_a_page_or_a_pdf_that_is_not_there_is_no_picture() -> None:
    assert painted(red_page(), page=2) is None
    assert painted(red_page(), page=0) is None
    assert painted(red_page(), digest="0" * 64) is None


def test_a_picture_is_painted_once() -> None:
    async def twice() -> tuple[bytes | None, bytes | None]:
        picture = Picture(digest=pictures.keep(red_page()), page=1, scale=1)
        return await pictures.paint(picture), await pictures.paint(picture)

    pictures = Pictures()
    first, second = asyncio.run(twice())
    pictures.close()
    assert first is second is not None


def test_what_was_not_used_for_longest_goes_first() -> None:
    kept: RecentlyUsed[str, str] = RecentlyUsed(10)
    for name in "abc":
        kept.put(name, name.upper(), 3)
    assert kept.get("a") == "A"
    kept.put("d", "D", 3)
    assert [kept.get(name) for name in "abcd"] == ["A", None, "C", "D"]


def test_what_is_larger_than_all_room_is_not_kept_and_takes_nothing_s_place() -> None:
    kept: RecentlyUsed[str, str] = RecentlyUsed(10)
    kept.put("a", "A", 3)
    kept.put("b", "B", 11)
    assert (kept.get("a"), kept.get("b"), kept.size) == ("A", None, 3)
