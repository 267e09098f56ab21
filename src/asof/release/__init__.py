"""Formal release: editions are issued, withdrawn and verified."""

from asof.release.figures import Figure
from asof.release.issue import Approval, issue, withdraw
from asof.release.verify import State, Verdict, verify, without

__all__ = [
    "Approval",
    "Figure",
    "State",
    "Verdict",
    "issue",
    "verify",
    "withdraw",
    "without",
]
