"""Formal release: editions are issued, withdrawn and verified."""

from asof.release.changed_figures import ChangedFigure
from asof.release.issue import Approval, issue, withdraw
from asof.release.seals import SealKey, read_public_key, read_seal_key
from asof.release.signing_key import SigningKey, read_roots, read_signing_key
from asof.release.verify import PageState, Trust, Verdict, verify, verify_seal, without

__all__ = [
    "Approval",
    "ChangedFigure",
    "PageState",
    "SealKey",
    "SigningKey",
    "Trust",
    "Verdict",
    "issue",
    "read_public_key",
    "read_roots",
    "read_seal_key",
    "read_signing_key",
    "verify",
    "verify_seal",
    "withdraw",
    "without",
]
