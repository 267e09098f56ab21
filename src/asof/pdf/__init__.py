"""Typeset a document and hold the page against it."""

from asof.engine.adapter import try_out
from asof.pdf.attachments import attached, enclosed, pdf_claims
from asof.pdf.typeset import Enclosure, Page, typeset

__all__ = ["Enclosure", "Page", "attached", "enclosed", "pdf_claims", "try_out", "typeset"]
