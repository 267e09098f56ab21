"""Verifies a page: whether it still stands, from the register and the data, offline.

Nothing that a file says of itself is trusted. A file is what it claims to be only if the register
has the digest of its bytes; whether it still holds is read from the register and the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from asof import pdf, register
from asof.diagnostics import Finding
from asof.ledger import Ledger, as_of
from asof.ledger.changes import Sort
from asof.pdf import PdfContents, PdfSignature
from asof.register import CodeError, HandOut, Issued, NumberedCopy, Register
from asof.release.changed_figures import ChangedFigure, Recheck
from asof.release.seals import Sealed, SealError, parse_sealed
from asof.workspace import Workspace

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class PageState(StrEnum):
    """What a page is worth."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    CONTESTED = "contested"
    SEALED = "sealed"
    ALTERED = "altered"
    UNKNOWN = "unknown"

    @property
    def exit_code(self) -> int:
        """What a shell sees."""
        if self in (PageState.CURRENT, PageState.SEALED):
            return 0
        return 5 if self in (PageState.ALTERED, PageState.UNKNOWN) else 4


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom a reader trusts: those whose certificates they have (PEM), and the key of seals."""

    certificates: bytes = b""
    key: Ed25519PublicKey | None = None


NOBODY = Trust()


@dataclass(frozen=True, slots=True)
class CopyHeld:
    """Which numbered copy a file is, and which were numbered with it."""

    numbered: NumberedCopy
    out: HandOut

    def __str__(self) -> str:
        to = ", ".join(filter(None, (self.numbered.name, self.numbered.organisation)))
        before = ", before its embargo lifted" if self.out.until else ""
        for_ = f", for {to}" if to else ""
        which = f"copy {self.numbered.number} of {self.out.total}"
        return f"{which}{for_}, numbered on {self.out.moment.date()}{before}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page is worth, why, and what it holds.

    `issued` is its entry in the register, `later` the edition that took its place; `corrections`
    are those that did and whose editors say what they correct. `record` is what
    a file carries; where only a code was asked for, what was `entered` under it. `signatures` are
    those of the file, and `unread` is why not all of it could be read. `sealed` is what
    its seal says, and `copy` which numbered copy it is.
    """

    state: PageState
    reason: str
    issued: Issued | None = None
    later: Issued | None = None
    figures: tuple[ChangedFigure, ...] = ()
    record: Mapping[str, Any] = field(default_factory=dict)
    entered: bool = False
    signatures: tuple[PdfSignature, ...] = ()
    unread: str = ""
    sealed: Sealed | None = None
    corrections: tuple[Issued, ...] = ()
    copy: CopyHeld | None = None
    findings: tuple[Finding, ...] = ()


# ---- what is asked


def verify(
    workspace: Workspace, ledger: Ledger, asked: str | bytes, today: date, trust: Trust = NOBODY
) -> Verdict:
    """What a page is worth, by the bytes of its PDF or by its typed code."""
    entered = register.read_register(workspace, ledger.former)
    court = Judge(workspace, ledger, entered, today)
    if isinstance(asked, str):
        return replace(court.of_code(asked), findings=entered.findings)
    held = pdf.examined(asked, trust.certificates)
    verdict = with_marks(court.of_file(asked, held), held, trust)
    return replace(verdict, findings=entered.findings)


def without(asked: str | bytes, trust: Trust = NOBODY) -> Verdict:
    """What can be said without a workspace: what a PDF holds, and that this proves nothing."""
    if isinstance(asked, str):
        reason = mistyped(asked) or "nothing can be verified without a workspace"
        return Verdict(PageState.UNKNOWN, reason)
    held = pdf.examined(asked, trust.certificates)
    reason = "nothing can be verified without a workspace; this is only what the file says"
    told = Verdict(PageState.UNKNOWN, reason if held.record else NO_RECORD, record=held.record)
    return with_marks(told, held, trust)


def verify_seal(address: str, key: Ed25519PublicKey) -> Verdict:
    """What the seal behind an address is worth, by the public key alone."""
    try:
        said = parse_sealed(address, key)
    except SealError as problem:
        return Verdict(PageState.ALTERED, problem.message)
    return Verdict(PageState.SEALED, SO_ISSUED, sealed=said)


SO_ISSUED = "its seal is whole: the page was issued so; whether it still holds no seal can say"


def with_marks(verdict: Verdict, held: PdfContents, trust: Trust) -> Verdict:
    """A verdict with the signatures and the seal of the file: they make it worse, never better."""
    said, broken = seal_of(held, trust.key) if trust.key else (None, "")
    wrong = [*signature_faults(held), *([broken] if broken else [])]
    stranger = verdict.state.exit_code == 5
    if held.unread and (stranger or trust.certificates):
        wrong.append(held.unread)
    elif trust.certificates and not held.signatures:
        wrong.append("it has no signature")
    told = replace(verdict, signatures=held.signatures, unread=held.unread, sealed=said)
    if not wrong:
        return told
    state = verdict.state if stranger else PageState.UNKNOWN
    return replace(told, state=state, reason="; ".join([verdict.reason] * stranger + wrong))


def seal_of(held: PdfContents, key: Ed25519PublicKey) -> tuple[Sealed | None, str]:
    """What the seal of a file says, or what is wrong with it."""
    record = held.record
    if not isinstance(record.get("seal"), str):
        return None, "it has no seal"
    try:
        said = parse_sealed(f"{record.get('code')}#{record['seal']}", key)
    except SealError as problem:
        return None, problem.message
    facts = record["facts"] if isinstance(record.get("facts"), list) else []
    shown = [f for f in facts if isinstance(f, dict)]
    there = {tuple(" ".join(str(f.get(n)).split()) for n in ("label", "text")) for f in shown}
    days = {"as_of": said.day.isoformat(), "known": said.known.isoformat()}
    told = days | {"release": said.release, "lang": said.lang}
    if there.issuperset(said.figures) and all(record.get(n) == v for n, v in told.items()):
        return said, ""
    return said, "its seal says other than its record"


def signature_faults(held: PdfContents) -> Iterator[str]:
    """What is wrong with the signatures of a file."""
    for each in held.signatures:
        if not each.whole:
            yield f"what {each.by} signed was altered since"
        elif not each.covers_file:
            yield f"the signature of {each.by} covers a part of it only: more was added since"
        elif each.vouched is False:
            yield f"none of the certificates that you trust vouches for {each.by}"


def mistyped(typed: str) -> str:
    """Why something typed is no code; empty where it is one."""
    try:
        register.read_code(typed)
    except CodeError as problem:
        return f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return ""


NO_RECORD = "it carries no record: asof did not print it, or it was altered beyond reading"


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges pages by what a workspace knows on a day."""

    workspace: Workspace
    ledger: Ledger
    entered: Register
    today: date

    def of_code(self, typed: str) -> Verdict:
        """What the page with a code is worth; it may still be a forgery of that page."""
        wrong = mistyped(typed)
        if wrong:
            return Verdict(PageState.UNKNOWN, wrong)
        code = register.read_code(typed)
        issued = self.entered.with_code(code)
        if issued:
            return replace(self.of_entry(issued), record=issued.edition, entered=True)
        if self.entered.spoilt(code):
            return Verdict(PageState.ALTERED, f"the record of {code} is not as it was entered")
        return Verdict(PageState.UNKNOWN, f"no edition in this register has the code {code}")

    def of_file(self, content: bytes, held: PdfContents) -> Verdict:
        """What a PDF is worth: known by its digest, never by what it says."""
        record, digest = held.record, sha256(content).hexdigest()
        copy = self.entered.copy_with(digest)
        issued = self.entered.with_digest(copy[0].digest if copy else digest)
        if copy:
            return self._numbered(CopyHeld(copy[1], copy[0]), issued, held)
        if issued is None:
            return self._stranger(held)
        if record != issued.edition:
            reason = f"the record that it carries is not the one in the register of {issued.code}"
            return Verdict(PageState.ALTERED, reason, issued, record=record)
        return replace(self.of_entry(issued), record=record)

    def _numbered(self, copy: CopyHeld, issued: Issued | None, held: PdfContents) -> Verdict:
        """A numbered copy, its bytes as they were entered: it is worth what its edition is."""
        record = held.record
        if not copy.out.whole:
            reason = f"the record of copies of {copy.out.file} in the register was changed since"
            return Verdict(PageState.ALTERED, reason, issued, record=record, copy=copy)
        if issued is None:
            return Verdict(PageState.UNKNOWN, unissued(record), record=record, copy=copy)
        return replace(self.of_entry(issued), record=record, copy=copy)

    def _stranger(self, held: PdfContents) -> Verdict:
        """A file whose bytes were never issued: altered, if it goes by the code of one that was."""
        record, claimed = held.record, self._claimed(held)
        if claimed:
            same = "its record is the one issued, its pages or its wrapping are not"
            which = same if record == claimed.edition else "nor is its record the one issued"
            reason = f"it goes by {claimed.code}, but its bytes are not those issued; {which}"
            if claimed.signer and not (held.signatures or held.unread):
                reason += f"; the signature of {claimed.signer.by} is gone"
            return Verdict(PageState.ALTERED, reason, claimed, record=record)
        return Verdict(PageState.UNKNOWN, unissued(record), record=record)

    def _claimed(self, held: PdfContents) -> Issued | None:
        """The issued edition that a file claims to be, in its record or on its pages."""
        own = self.entered.with_code(str(held.record.get("code")))
        return own or next((i for i in self.entered.issued if i.code in held.text), None)

    # ---- what is in the register

    def of_entry(self, issued: Issued) -> Verdict:
        """What an issued edition is worth: the first that applies."""
        if not issued.sound:
            reason = f"the record of {issued.code} in the register was changed since"
            return Verdict(PageState.ALTERED, reason, issued)
        later = self.entered.later(issued)
        try:
            figures = self.figures(issued, later)
        except (KeyError, IndexError, TypeError, ValueError):
            reason = f"the record of {issued.code} in the register is none of this program's"
            return Verdict(PageState.ALTERED, reason, issued)
        said = tuple(each for each in self.entered.successors(issued) if each.correction)
        verdict = Verdict(PageState.CURRENT, "", issued, later, figures, corrections=said)
        return replace(verdict, **self._judged(verdict, issued))

    def _judged(self, verdict: Verdict, issued: Issued) -> dict[str, Any]:
        """The state and the reason."""
        later, rivals = verdict.later, self.entered.rivals(issued)
        if issued.withdrawal:
            taken = issued.withdrawal
            reason = f"withdrawn on {taken.moment.date()}: {taken.reason}"
            return {"state": PageState.WITHDRAWN, "reason": reason}
        if later:
            reason = f"a later edition was issued: {later.called}, {later.code}"
            return {"state": PageState.SUPERSEDED, "reason": reason}
        if rivals:
            reason = f"{rivals[0].code} was issued under the same number ({issued.called})"
            return {"state": PageState.CONTESTED, "reason": reason}
        if self.entered.lacking:
            reason = "the register lacks entries, and one of them may have withdrawn it"
            return {"state": PageState.UNKNOWN, "reason": reason}
        if verdict.figures:
            return {"state": PageState.SUPERSEDED, "reason": overtaken(verdict.figures)}
        return {"state": PageState.CURRENT, "reason": "the last edition, and its facts stand"}

    def figures(self, issued: Issued, later: Issued | None) -> tuple[ChangedFigure, ...]:
        """The facts of a page that read otherwise by now, in its language."""
        lang = issued.edition["lang"]
        tongue = self.workspace.language(self.workspace.language_called(lang) or lang)
        known = max(self.today, issued.known, later.known if later else date.min)
        then = as_of(self.ledger, issued.day, issued.known, tongue)
        recheck = Recheck(issued.in_todays_names, then, known)
        return tuple(recheck.figures(later.day if later else issued.day))


def overtaken(figures: Iterable[ChangedFigure]) -> str:
    """Why a page with such figures does not stand: nobody corrects what only left the ledger."""
    if all(figure.change is Sort.REMOVED for figure in figures):
        return "facts that it prints are no longer on file"
    return "its facts have been corrected since"


def unissued(record: Mapping[str, Any]) -> str:
    """Why a file that claims none of our codes is not known."""
    if not record:
        return NO_RECORD
    if record.get("code"):
        return f"no edition in this register has its code, {record['code']}"
    return "a mere build, or another's: it was never issued"
