"""Fills templates/ with an edition: from facts and texts to the HTML of a document."""

from asof.templates.compiled import keep, recall
from asof.templates.pages import fill
from asof.templates.resources import fonts
from asof.templates.sheet import Drawing, Errata, Seal, Sheet

__all__ = ["Drawing", "Errata", "Seal", "Sheet", "fill", "fonts", "keep", "recall"]
