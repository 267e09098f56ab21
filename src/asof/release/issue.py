"""Issues editions: held against the rules, numbered, printed with a code, entered in the register.

All editions asked for are issued, or none: the languages of a briefing appear together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from asof import build, data, output, pdf, register, review
from asof.diagnostics import AsofError, Finding, Location, Severity, error
from asof.form import Form
from asof.jobs import Job, PrintedEdition, Request, files_of, plan_jobs
from asof.ledger import Edition, Ledger
from asof.ledger.patterns import matching
from asof.page.document import Document
from asof.record.edition_record import fact_record
from asof.register import CodeError, Issued, Register, Signer, Withdrawal
from asof.release.corrections import Corrections, unused
from asof.release.qr_code import address
from asof.release.reprinting import colophon_of
from asof.release.seals import LONGEST, Sealed, SealError, SealKey
from asof.release.signing_key import SigningKey
from asof.templates import Colophon
from asof.workspace import MARK, Workspace

FORGIVEN = ("issued-twice", "not-entered")  # what another release mends, or what a failed one left
P = ParamSpec("P")
T = TypeVar("T")


class RefusedError(AsofError):
    """An edition that may not be issued; `exit_code` is that of findings."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Objections:
    """All that stands against a release; raised at once, as the worst of them."""

    raised: list[AsofError] = field(default_factory=list)

    def add(self, *findings: Finding) -> None:
        """Keep what forbids it."""
        self.raised.extend([RefusedError(*findings)] if findings else [])

    def attempt(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """The result of some work, or nothing when it failed, with its failure kept."""
        try:
            return work(*args, **kwargs)
        except AsofError as problem:
            self.raised.append(problem)
            return None

    def close(self) -> None:
        """Raise what was kept."""
        if self.raised:
            worst = max(self.raised, key=lambda problem: problem.exit_code)
            raise type(worst)(*(f for problem in self.raised for f in problem.findings))


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a release, when, and the keys that they sign and seal it with, if any.

    `corrections` is what they say that it corrects, by the tags of languages.
    """

    by: str
    moment: datetime
    key: SigningKey | None = None
    seal: SealKey | None = None
    corrections: Mapping[str, str] = field(default_factory=dict)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Why it cannot be signed."""
        return tuple(self.key.faults(self.moment)) if self.key else ()

    @property
    def signer(self) -> Signer | None:
        """Whose signature it gets."""
        return Signer(self.key.owner, self.key.fingerprint) if self.key else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An edition that is to be issued: what it prints, before it has a number."""

    job: Job
    edition: Edition
    document: Document

    @property
    def content(self) -> dict[str, Any]:
        """What of it goes into its code."""
        return register.coded_content(self.document)

    @property
    def name(self) -> str:
        """The name of its briefing."""
        return self.job.briefing.name

    @property
    def row(self) -> str | None:
        """The row that it is made for."""
        return self.job.row.name if self.job.row else None

    @property
    def lang(self) -> str:
        """Its language, as the register has it."""
        return self.job.workspace.short(self.job.tag)

    def released(self, entered: Register) -> tuple[Issued, ...]:
        """What has been issued of it for its day."""
        return entered.releases(self.name, self.lang, self.row, self.job.day)

    def code(self, release: int) -> str:
        """The code that it has under a number."""
        identity = self.job.described(0) | {"release": release}
        return register.code_of(identity | self.content)


@dataclass(frozen=True, slots=True)
class Proof:
    """An edition as it is to be issued: set, but not yet written anywhere.

    `correction` is what its editor says that it corrects.
    """

    job: Job
    made: PrintedEdition
    record: dict[str, Any]
    correction: str = ""


def issue(workspace: Workspace, request: Request, approval: Approval) -> tuple[Issued, ...]:
    """Issue editions; raises RefusedError with all that stands against it, and then issues none."""
    ledger, briefings = data.read(workspace)
    jobs = plan_jobs(workspace, briefings, request, ledger.former)
    entered = register.read_register(workspace, ledger.former)
    against = Objections()
    against.add(*(f for f in entered.findings if f.rule not in FORGIVEN))
    against.add(*approval.faults, *(f for job in jobs for f in unsealable(job, approval.seal)))
    against.add(*(f for job in jobs for f in early(job, request)))
    against.close()
    drafts = [draft for job in jobs if (draft := against.attempt(drafted, ledger, job))]
    against.add(*objections(workspace, ledger, drafts, request.today))
    made = [proof for each in numbered(drafts, entered, against, approval.seal) for proof in each]
    alone = len({draft.job.name for draft in drafts}) == 1
    said = Corrections(approval.corrections, ledger, entered, alone)
    against.add(*(f for each in made for f in said.lacking(each.job)))
    proofs = [replace(each, correction=said.of(each.job)) for each in made]
    against.add(*unused(approval.corrections, (each.correction for each in proofs)))
    against.close()
    return enter(workspace, proofs, approval)


def early(job: Job, request: Request) -> Iterator[Finding]:
    """Nothing can be issued as known on a day that has not come: reports may yet arrive."""
    if job.known > request.today:
        told = f"{job.known} has not come: nobody knows yet what will be known then"
        yield error(job.briefing.place, told, f"add --known {request.today}", "not-yet-known")


def drafted(ledger: Ledger, job: Job) -> Candidate:
    """What an edition prints, whatever its paper and its twins."""
    edition = job.edition(ledger)
    plain = replace(job, form=Form(job.workspace.config.paper), languages=(job.tag,), since=None)
    return Candidate(job, edition, build.filled_document(edition, plain))


def objections(
    workspace: Workspace, ledger: Ledger, drafts: list[Candidate], today: date
) -> Iterator[Finding]:
    """What `asof check --strict` would not let pass."""
    judged = [judgeable(draft) for draft in drafts]
    found = review.review(workspace, ledger, judged, today)
    return (f for f in found if f.severity is not Severity.NOTE)


def judgeable(draft: Candidate) -> review.Draft:
    """What an edition prints, as the rules look at it: by the briefing of its row."""
    job = draft.job
    return review.Draft(job.definition, draft.edition, draft.document, name=job.name, rows=job.rows)


def numbered(
    drafts: Iterable[Candidate], entered: Register, against: Objections, seal: SealKey | None
) -> Iterator[list[Proof]]:
    """Each briefing's editions with their number and codes; what stands against it is collected."""
    for _, group in groupby(drafts, key=attrgetter("job.name", "job.day")):
        twins = list(group)
        release = next_release(twins, entered)
        if all(again(draft, entered) for draft in twins):
            against.add(*(check_refused(draft, entered) for draft in twins))
            continue
        tags = languages(twins, release, entered)
        found = [against.attempt(proof, draft, release, tags, seal) for draft in twins]
        against.add(*(f for each in found if each for f in standing(each)))
        yield [each for each in found if each]


def next_release(twins: Iterable[Candidate], entered: Register) -> int:
    """The number of a release: one more than any for the day, in the languages asked for."""
    return 1 + max((i.release for d in twins for i in d.released(entered)), default=0)


def languages(twins: list[Candidate], release: int, entered: Register) -> tuple[str, ...]:
    """The languages in which this release exists: those issued now, and those issued before."""
    workspace, first = twins[0].job.workspace, twins[0]
    there = {draft.job.tag for draft in twins}
    for tag in workspace.languages:
        earlier = entered.releases(first.name, workspace.short(tag), first.row, first.job.day)
        there |= {tag for i in earlier if i.release == release and i.known == first.job.known}
    return tuple(tag for tag in workspace.languages if tag in there)


def again(draft: Candidate, entered: Register) -> Issued | None:
    """The last release for the day, where it stands and says the same."""
    before = draft.released(entered)
    last = before[-1] if before else None
    if last is None or not last.stands:
        return None
    return last if draft.code(last.release) == register.code_of(last.in_todays_names) else None


def check_refused(draft: Candidate, entered: Register) -> Finding:
    """That the same edition was issued before."""
    last = again(draft, entered)
    assert last
    told = f"already issued as {last.code} ({last.called}), with the same facts and texts"
    return error(draft.job.briefing.place, told, "its record is " + last.place.path, "issued")


def proof(draft: Candidate, release: int, tags: tuple[str, ...], key: SealKey | None) -> Proof:
    """An edition set with its code; raises AsofError where it cannot be printed."""
    job = replace(draft.job, colophon=colophon(draft, release, key), languages=tags)
    made = build.print_edition(draft.edition, job)
    record = json.loads(made.record)
    del record["digest"]  # the register has it beside the record
    return Proof(job, made, record)


def colophon(draft: Candidate, release: int, key: SealKey | None) -> Colophon:
    """What an edition prints of its release; raises RefusedError where its seal takes too much."""
    code, url = draft.code(release), draft.job.workspace.config.url
    own = Colophon(code, release, draft.content["words"])
    if url and key:
        own = replace(own, seal=fragment(draft, release, key, address(url, code)))
    return colophon_of(draft.job.workspace, draft.job.form, own)


def fragment(draft: Candidate, release: int, key: SealKey, at: str) -> str:
    """The seal of an edition, as its address has it behind the '#'."""
    place = draft.job.briefing.at("seal")
    try:
        made = key.fragment(sealed(draft, release))
    except SealError as problem:
        raise RefusedError(error(place, problem.message, LESS, "seal")) from None
    if (size := len(f"{at}#{made}")) > LONGEST:
        told = f"the address has {size} characters with its seal; on paper {LONGEST} can be read"
        raise RefusedError(error(place, told, LESS, "seal"))
    return made


LESS = "list fewer figures under 'seal'"


def sealed(draft: Candidate, release: int) -> Sealed:
    """What a page says that is to be sealed: the figures that its briefing lists."""
    printed = draft.document.printed
    keys = dict.fromkeys(k for each in draft.job.definition.seal for k in matching(each, printed))
    told = [fact_record(draft.edition, key) for key in keys]
    return Sealed(
        code=draft.code(release),
        day=draft.job.day,
        known=draft.job.known,
        release=release,
        title=draft.document.title,
        lang=draft.lang,
        figures=tuple((each["label"], each["text"]) for each in told),
    )


def unsealable(job: Job, key: SealKey | None) -> Iterator[Finding]:
    """What a seal lacks: a place in an address, and figures to tell."""
    url = job.workspace.config.url
    if key and not url:
        told = "a seal stands in the QR code of each page, and that needs 'url'"
        yield error(Location(MARK), told, "say where editions are published", "seal")
    if key and url and "#" in url:
        told = f"'url: {url}' has a '#', behind which a seal is to stand"
        yield error(Location(MARK), told, "give one without", "seal")
    if key and not job.briefing.seal:
        told = "says nothing of what is to be sealed"
        yield error(job.briefing.place, told, "list the facts of the page under 'seal'", "seal")


def standing(each: Proof) -> Iterator[Finding]:
    """What forbids a release once it is set: whatever `asof build` would warn of."""
    yield from (f for f in each.made.findings if f.severity is not Severity.NOTE)
    if register.code_of(each.record) != each.record["code"]:
        told = "the template prints other facts on this paper than on the workspace's own"
        yield error(each.job.briefing.place, told, rule="issued")


def enter(workspace: Workspace, proofs: Iterable[Proof], approval: Approval) -> tuple[Issued, ...]:
    """Write editions with their entries: a code that is in the register has been on paper."""
    moment = approval.moment.astimezone(workspace.config.timezone).replace(microsecond=0)
    editions: list[Issued] = []
    printed: dict[Path, bytes] = {}
    for each in proofs:
        made = signed_edition(each, approval.key, moment)
        editions.append(
            Issued(
                edition=each.record,
                approved_by=approval.by,
                moment=moment,
                digest=made.digest,
                correction=each.correction,
                signer=approval.signer,
            )
        )
        printed |= files_of(each.job, made)
    return register.add_records(workspace, editions, printed)


def signed_edition(each: Proof, key: SigningKey | None, moment: datetime) -> PrintedEdition:
    """An edition with a signature behind all else, where there is a key.

    Its record gets the digest of the signed file: that is the one that readers hold.
    """
    if key is None:
        return each.made
    content = pdf.sign(each.made.pdf, key.pkcs12, moment)
    record = output.with_digest(each.made.record, sha256(content).hexdigest())
    return replace(each.made, pdf=content, record=record)


def withdraw(workspace: Workspace, typed: str, reason: str, approval: Approval) -> Issued:
    """Take an issued edition back, by its code; raises RefusedError where that cannot be."""
    issued = entry_of(register.read_register(workspace), typed)
    if issued.withdrawal:
        told = f"{issued.code} was withdrawn on {issued.withdrawal.moment.date()}"
        raise RefusedError(error(issued.place, told, issued.withdrawal.reason, "issued"))
    moment = approval.moment.astimezone(workspace.config.timezone).replace(microsecond=0)
    taken = Withdrawal(code=issued.code, reason=reason, moment=moment, by=approval.by or None)
    return register.mark_withdrawn(workspace, issued, taken)


def entry_of(entered: Register, typed: str) -> Issued:
    """The edition with a typed code; raises AsofError where there is none."""
    try:
        code = register.read_code(typed)
    except CodeError as problem:
        raise AsofError(error(None, f"'{typed}': {problem.message}", problem.hint)) from None
    issued = entered.with_code(code)
    if issued is None:
        raise AsofError(error(None, f"no issued edition has the code {code}"))
    return issued
