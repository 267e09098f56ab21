"""Fills templates/ with an edition: from facts and texts to the HTML of a document."""

from asof.templates.filling import fill
from asof.templates.page_options import Colophon, Drawing, Errata, PageOptions, Spacing
from asof.templates.resources import font_sheet, look
from asof.templates.site_texts import faults_beside_editions

__all__ = [
    "Colophon",
    "Drawing",
    "Errata",
    "PageOptions",
    "Spacing",
    "faults_beside_editions",
    "fill",
    "font_sheet",
    "look",
]
