"""Fills templates/ with an edition: from facts and texts to the HTML of a document."""

from asof.templates.filling import fill
from asof.templates.page_options import Colophon, Drawing, Errata, PageOptions, Spacing
from asof.templates.resources import font_sheet, look

__all__ = [
    "Colophon",
    "Drawing",
    "Errata",
    "PageOptions",
    "Spacing",
    "fill",
    "font_sheet",
    "look",
]
