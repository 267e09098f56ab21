"""Typeset a document and hold the page against it."""

from asof.pdf.engine import Enclosure, Page, try_out, typeset
from asof.pdf.record import attached, enclosed, said

__all__ = ["Enclosure", "Page", "attached", "enclosed", "said", "try_out", "typeset"]
