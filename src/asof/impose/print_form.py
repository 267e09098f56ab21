"""Pages of finished PDFs one behind the other, for a printer: no tags, no links, no claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from asof.impose.marks import saved

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

TAGGED = ("/Annots", "/StructParents", "/Tabs")


def one_print_file(contents: Sequence[bytes], sides: str) -> bytes:
    """PDFs behind one another; printed on both sides, each begins on the front of a sheet."""
    import pikepdf

    made = pikepdf.new()
    for content in contents:
        with pikepdf.open(BytesIO(content)) as source:
            add_pages(made, source.pages)
            if sides == "duplex" and len(source.pages) % 2:
                made.add_blank_page(page_size=_size(source.pages[-1]))
    return _for_printer(made, sides)


def picked(content: bytes, numbers: Iterable[int], sides: str) -> bytes:
    """Some pages of a PDF by their numbers from 0, in that order."""
    import pikepdf

    made = pikepdf.new()
    with pikepdf.open(BytesIO(content)) as source:
        add_pages(made, (source.pages[number] for number in numbers))
        return _for_printer(made, sides)


def add_pages(made: Pdf, pages: Iterable[Page]) -> None:
    """Add pages to a print form, without what only a reader on a screen has of them."""
    for page in pages:
        for name in TAGGED:
            if name in page.obj:
                del page.obj[name]
        made.pages.append(page)


def _size(page: Page) -> tuple[float, float]:
    left, bottom, right, top = map(float, page.mediabox)
    return right - left, top - bottom


def _for_printer(made: Pdf, sides: str) -> bytes:
    from pikepdf import Dictionary, Name

    settings = Dictionary(PrintScaling=Name("/None"), PickTrayByPDFSize=True)
    settings.Duplex = Name("/DuplexFlipLongEdge" if sides == "duplex" else "/Simplex")
    made.Root.ViewerPreferences = settings
    return saved(made)
