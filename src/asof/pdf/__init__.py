"""Typeset a document and hold the page against it."""

from asof.pdf.engine import Page, try_out, typeset

__all__ = ["Page", "try_out", "typeset"]
