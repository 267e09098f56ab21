"""Whether a reader sees the words of a page: drawn, and looked at.

A style can hide words in more ways than anybody can list: in the colour of what is behind them,
under a box, scaled away, in a mirror. All of them leave no ink where the PDF has letters.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asof.diagnostics import Finding, Location, error
from asof.page.document import Document
from asof.pdf.proof.text_check import words_listed

if TYPE_CHECKING:
    import pypdfium2

    from asof.pdf.proof.source_map import Origins

SCALE = 2.0  # dots a point: a letter of 6 points is some dots high
CONTRAST = 24  # of 255 shades of grey, between a word's lightest and its darkest dot
SMALL = 0.5  # points
HINT = "look for a style that hides them: a colour, a box above it, a transformation"
BLENDS = "the page shows words that cannot be told from what is behind them"
Box = tuple[float, float, float, float]  # in points, from the bottom left: left, bottom, right, top


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A word as a PDF has it: where, and whether its letters are mirrored or upside down."""

    text: str
    box: Box
    mirrored: bool
    upside_down: bool


def styled_by_author(document: Document) -> bool:
    """Whether anything but the theme styles a document: only then need it be looked at."""
    sheets = (name for name in document.assets if name.endswith(".css"))
    written = (text for text in document.templates.values() if "style" in text)
    return any(not name.startswith("theme/") for name in sheets) or any(written)


def unseen(pdf: bytes, origins: Origins) -> Iterator[Finding]:
    """The words of a PDF that nobody can see, those of one place and one reason together."""
    hidden: dict[tuple[Location, str], list[str]] = {}
    for word, reason in _hidden_words(pdf):
        hidden.setdefault((origins.of(None, word.text), reason), []).append(word.text)
    for (place, reason), words in hidden.items():
        yield error(place, f"{reason}: {words_listed(words)}", HINT, "unseen")


def _hidden_words(pdf: bytes) -> Iterator[tuple[PrintedWord, str]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            picture = page.render(scale=SCALE, grayscale=True).to_pil()
            words = (
                (word, _hidden(word, picture, page.get_size())) for word in _printed_words(page)
            )
            yield from ((word, reason) for word, reason in words if reason)
    finally:
        document.close()


def _hidden(word: PrintedWord, picture: Any, size: tuple[float, float]) -> str:
    """Why a word cannot be read; empty where it can."""
    left, bottom, right, top = word.box
    if right - left < SMALL or top - bottom < SMALL:
        return "the page shows words too small to see"
    if word.mirrored:
        return "the page shows words in a mirror"
    if word.upside_down:
        return "the page shows words upside down"
    width, height = size
    if right <= 0 or top <= 0 or left >= width or bottom >= height:
        return "words stand off the page"
    dots = [left * SCALE, (height - top) * SCALE, right * SCALE, (height - bottom) * SCALE]
    region = picture.crop((int(dots[0]), int(dots[1]), int(dots[2]) + 1, int(dots[3]) + 1))
    darkest, lightest = min(shades := region.tobytes()), max(shades)
    return BLENDS if lightest - darkest < CONTRAST else ""


def _printed_words(page: pypdfium2.PdfPage) -> Iterator[PrintedWord]:
    """The words on a page, in the order of the PDF."""
    text = page.get_textpage()
    letters: list[int] = []
    for index, character in enumerate(text.get_text_range() + " "):
        if character.isalnum():
            letters.append(index)
        elif character.isspace() and letters:
            yield _word(text, letters)
            letters = []


def _word(text: Any, letters: list[int]) -> PrintedWord:
    import pypdfium2.raw as pdfium

    boxes = [text.get_charbox(index) for index in letters]
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, letters[0], ctypes.byref(matrix))
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return PrintedWord(
        text="".join(text.get_text_range(index, 1) for index in letters),
        box=(min(lefts), min(bottoms), max(rights), max(tops)),
        mirrored=matrix.a * matrix.d - matrix.b * matrix.c < 0,
        upside_down=matrix.a < -abs(matrix.b),
    )
