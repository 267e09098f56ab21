"""Fills templates/ with an edition: from facts and texts to the HTML of a document."""

from asof.templates.pages import Drawing, Errata, Seal, Sheet, fill
from asof.templates.resources import fonts

__all__ = ["Drawing", "Errata", "Seal", "Sheet", "fill", "fonts"]
