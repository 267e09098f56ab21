"""Fills templates/ with an edition: from facts and texts to the HTML of a document."""

from asof.templates.filling import fill
from asof.templates.page_options import Drawing, Errata, PageOptions, Seal
from asof.templates.resources import font_sheet, palette

__all__ = ["Drawing", "Errata", "PageOptions", "Seal", "fill", "font_sheet", "palette"]
