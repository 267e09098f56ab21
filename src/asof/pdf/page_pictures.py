"""A page of a PDF as a picture, as a screen shows it."""

from __future__ import annotations

from io import BytesIO
from math import sqrt

MOST = 40_000_000  # dots of a picture: more is no sharper on any screen
QUICK = 1  # how hard zlib tries: it is written for somebody who waits, and kept for a while


def page_picture(pdf: bytes, number: int, dots: float, *, grey: bool) -> bytes:
    """A page of a PDF, counted from 1, as a PNG with so many dots a point; raises IndexError."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        page = document[number - 1]
        most = sqrt(MOST / (page.get_width() * page.get_height()))
        shown = page.render(scale=min(dots, most), grayscale=grey)
        png = BytesIO()
        shown.to_pil().save(png, "PNG", compress_level=QUICK)
    finally:
        document.close()
    return png.getvalue()
