"""Tells editions apart, and why each figure reads as it does."""

from asof.compare.differences import Comparison, copies, days, notes
from asof.compare.errata import errata
from asof.compare.explain import edition_explained, fact_explained
from asof.compare.printed_copy import Copy, copy_of, filled_copy, is_copy

__all__ = [
    "Comparison",
    "Copy",
    "copies",
    "copy_of",
    "days",
    "edition_explained",
    "errata",
    "fact_explained",
    "filled_copy",
    "is_copy",
    "notes",
]
