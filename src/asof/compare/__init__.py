"""Tells editions apart, and why each figure reads as it does."""

from asof.compare.differences import Comparison, copies, days, notes
from asof.compare.errata import ErrataSheet, errata
from asof.compare.explain import edition_explained, fact_explained
from asof.compare.message import mail_address, mail_message
from asof.compare.printed_copy import Copy, copy_of, filled_copy, is_copy
from asof.compare.told_changes import told_groups, told_head

__all__ = [
    "Comparison",
    "Copy",
    "ErrataSheet",
    "copies",
    "copy_of",
    "days",
    "edition_explained",
    "errata",
    "fact_explained",
    "filled_copy",
    "is_copy",
    "mail_address",
    "mail_message",
    "notes",
    "told_groups",
    "told_head",
]
