"""Where the pages of a PDF are printed on, and how they look: rendered, as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from asof.form import Rect

if TYPE_CHECKING:
    from pypdfium2 import PdfBitmap, PdfPage

LOOKED_AT = 2.0  # dots a point: smoothed, so that a shift of a hundredth of a point shows
ROUGH = 1.0  # dots a point, to find where there is ink at all
WHITE = 255


def page_looks(pdf: bytes) -> tuple[str, ...]:
    """A digest of what is seen of each page, its size with it."""
    return tuple(_look(page) for page in _pages(pdf))


def _look(page: PdfPage) -> str:
    shown = page.render(scale=LOOKED_AT)
    told = f"{page.get_width():.2f} {page.get_height():.2f}\n".encode()
    return sha256(told + bytes(shown.buffer)).hexdigest()[:32]


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """The width and the height of each page, in points, as it is seen."""
    return tuple((page.get_width(), page.get_height()) for page in _pages(pdf))


def inked(pdf: bytes) -> tuple[Rect, ...]:
    """The smallest area of each page that holds all its ink."""
    return tuple(_inked(page) for page in _pages(pdf))


def _inked(page: PdfPage) -> Rect:
    shown = page.render(scale=LOOKED_AT, grayscale=True)
    rows = [bytes(shown.buffer[n : n + shown.width]) for n in _starts(shown)]
    used = [n for n, row in enumerate(rows) if _has_ink(row)]
    columns = [n for n in range(shown.width) if any(rows[row][n] < WHITE for row in used)]
    if not used:
        return Rect(0, 0, 0, 0)
    corners = columns[0], shown.height - used[-1] - 1, columns[-1] + 1, shown.height - used[0]
    return Rect(*(n / LOOKED_AT for n in corners))


def clear(pdf: bytes, areas: Iterable[Rect]) -> bool:
    """Whether nothing is printed in an area of each page, the areas in the order of the pages."""
    return not any(_is_printed_on(*each) for each in zip(_pages(pdf), areas, strict=True))


def _is_printed_on(page: PdfPage, area: Rect) -> bool:
    width, height = page.get_width(), page.get_height()
    cut = area.left, area.bottom, width - area.right, height - area.top
    if min(cut) < 0:
        return True
    shown = page.render(scale=ROUGH, grayscale=True, crop=cut)
    return any(_has_ink(bytes(shown.buffer[n : n + shown.width])) for n in _starts(shown))


def _starts(shown: PdfBitmap) -> range:
    """Where each row of a picture starts."""
    return range(0, shown.stride * shown.height, shown.stride)


def _has_ink(row: bytes) -> bool:
    return row.count(WHITE) < len(row)


def _pages(pdf: bytes) -> Iterator[PdfPage]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page
            page.close()
    finally:
        document.close()
