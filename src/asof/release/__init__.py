"""Formal release: editions are issued, withdrawn and verified."""

from asof.release.changed_figures import ChangedFigure
from asof.release.issue import Approval, issue, withdraw
from asof.release.verify import PageState, Verdict, verify, without

__all__ = [
    "Approval",
    "ChangedFigure",
    "PageState",
    "Verdict",
    "issue",
    "verify",
    "withdraw",
    "without",
]
