"""Typeset a document and hold the page against it."""

from asof.pdf.engine import try_out
from asof.pdf.page import Enclosure, Page, typeset
from asof.pdf.record import attached, enclosed, said

__all__ = ["Enclosure", "Page", "attached", "enclosed", "said", "try_out", "typeset"]
