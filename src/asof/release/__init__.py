"""Formal release: editions are issued, withdrawn and verified."""

from asof.release.changed_figures import ChangedFigure
from asof.release.issue import Approval, issue, withdraw
from asof.release.signing_key import SigningKey, read_roots, read_signing_key
from asof.release.verify import PageState, Verdict, verify, without

__all__ = [
    "Approval",
    "ChangedFigure",
    "PageState",
    "SigningKey",
    "Verdict",
    "issue",
    "read_roots",
    "read_signing_key",
    "verify",
    "withdraw",
    "without",
]
