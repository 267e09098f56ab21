"""What comes onto a site: editions of build/ and of the register that the data print the same now.

What does not is refused by name, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from asof import build
from asof.briefing.definition import Briefing
from asof.cache import NOTHING_KEPT, Store
from asof.diagnostics import AsofError, Finding, Location, error, once
from asof.form import Form
from asof.jobs import Document, Job, Request, job_of, looking_back
from asof.ledger import Ledger
from asof.nofollow import content_of
from asof.publish.built import BuiltEdition, built_editions
from asof.publish.gate import Gate
from asof.publish.proving import content_digest, proven_document, says_as_issued
from asof.publish.site import FreshEdition, Record, SiteEdition, Withdrawn
from asof.publish.site_index import ListedEdition, SiteState
from asof.register import Issued, Register
from asof.release.reprinting import document_of, job_as_issued
from asof.workspace import Workspace

Key = tuple[str, str, date, date]
"""What editions have in common that differ by their number alone: name, language, both days."""

TAKEN = {
    *("accessibility", "data", "facts", "feed", "policy", "releases", "schemas", "search"),
    "verify",
}
"""Names that stand below a language for what is no document."""

MOST = 200  # editions that come at once: each document takes some megabytes of memory
ELSEWHERE = "check out the commit that issued it, and publish from there"


@dataclass(frozen=True, slots=True)
class HeldBack:
    """An edition that the gate keeps, or takes, off the site; and why."""

    called: str
    why: str
    was_public: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishSources:
    """All that editions are collected from; `record_on_site` reads one by the edition's folder.

    No more than `most` come at once; `refused` are codes and digests that were refused before.
    """

    workspace: Workspace
    ledger: Ledger
    briefings: Mapping[str, Briefing]
    entered: Register
    gate: Gate
    out: Path
    record_on_site: Callable[[str], Record]
    store: Store = NOTHING_KEPT
    most: int = MOST
    refused: frozenset[str] = frozenset()

    @property
    def published(self) -> datetime:
        """The minute of the run, on the clocks of the workspace."""
        here = self.gate.moment.astimezone(self.workspace.config.timezone)
        return here.replace(second=0, microsecond=0)


@dataclass(slots=True)
class Collected:
    """What is to be on the site, what comes onto it, and what does not.

    `entries` are all that are to be there, `fresh` those of them of which something is new, both by
    their folders; `left` are those that are taken off, `held` is why they and others are kept back.
    `spoilt` are the codes and digests of what is refused; `more` is whether others are to come yet.
    """

    entries: dict[str, ListedEdition] = field(default_factory=dict)
    fresh: dict[str, FreshEdition] = field(default_factory=dict)
    held: list[HeldBack] = field(default_factory=list)
    left: list[ListedEdition] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)
    by_key: dict[Key, list[str]] = field(default_factory=dict)
    spoilt: set[str] = field(default_factory=set)
    more: bool = False

    @contextmanager
    def refusing(self, which: str) -> Iterator[None]:
        """Keep what stands against an edition, so that the others go on."""
        try:
            yield
        except AsofError as problem:
            self.refused += problem.findings
            self.spoilt.add(which)

    def full(self, most: int) -> bool:
        """Whether so many come already that all others are left for another time."""
        self.more = self.more or len(self.fresh) >= most
        return self.more

    def add(self, entry: ListedEdition, fresh: FreshEdition | None = None) -> None:
        """Let an edition be on the site, in the place of what was there of it."""
        folder = entry.edition.folder
        if folder not in self.entries:
            self.by_key.setdefault(_key(entry.edition), []).append(folder)
        self.entries[folder] = entry
        if fresh:
            self.fresh[folder] = fresh

    def of(self, key: Key) -> tuple[ListedEdition, ...]:
        """The editions of one day of a document in a language."""
        return tuple(self.entries[folder] for folder in self.by_key.get(key, ()))


def collect(sources: PublishSources, state: SiteState) -> Collected:
    """Everything that is to be on the site: what stays there, and what comes."""
    found = Collected()
    for entry in state.entries:
        _keep(sources, entry, found)
    _collect_issued(sources, found)
    _collect_built(sources, found)
    found.refused = list(once(found.refused))
    return found


# ---- what is there already


def _keep(sources: PublishSources, entry: ListedEdition, found: Collected) -> None:
    """An entry stays while the gate is open, with its withdrawal where that has come."""
    edition = entry.edition
    why = sources.gate.closed(edition.briefing, edition.lang, edition.day, entry.handling)
    if why:
        found.left.append(entry)
        found.held.append(HeldBack(edition_name(edition), why, was_public=True))
        return
    issued = sources.entered.with_code(edition.code) if edition.code else None
    if issued and issued.sound and issued.withdrawal and edition.stands:
        entry = replace(entry, edition=_as_withdrawn(edition, issued))
    elif issued and edition.stands:
        rivals = sources.entered.rivals(issued)
        contested = replace(edition, rival=rivals[0].code if rivals else "")
        entry = replace(entry, edition=contested)
    found.add(entry)


def _as_withdrawn(edition: SiteEdition, issued: Issued) -> SiteEdition:
    """An edition of which nothing is left but that it was withdrawn, when and why."""
    taken = issued.withdrawal
    assert taken
    withdrawn = Withdrawn(taken.moment, taken.reason)
    return replace(edition, withdrawn=withdrawn, pdfs={}, pages=0)


def edition_name(edition: SiteEdition) -> str:
    """What people call an edition on a site: note, 2026-01-05, en, 1."""
    known = f"known {edition.known}" if edition.known != edition.day else ""
    parts = (edition.name, str(edition.day), known, edition.lang, edition.number)
    return ", ".join(filter(None, parts))


# ---- the register


def _collect_issued(sources: PublishSources, found: Collected) -> None:
    there = {entry.edition.code for entry in (*found.entries.values(), *found.left)}
    found.refused += sources.entered.findings
    for issued in sources.entered.issued:
        if issued.code in there or issued.code in sources.refused:
            continue
        if found.full(sources.most):
            break
        with found.refusing(issued.code):
            _add_issued(sources, issued, found)


def _add_issued(sources: PublishSources, issued: Issued, found: Collected) -> None:
    """Let an issued edition onto the site; raises AsofError with what stands against it."""
    edition = _as_on_site(sources, issued)
    own = issued.edition.get("handling")
    why = sources.gate.closed(edition.briefing, edition.lang, issued.day, own)
    if why:
        found.held.append(HeldBack(edition_name(edition), why))
    elif issued.sound and issued.withdrawal:
        entry = ListedEdition(
            edition=_as_withdrawn(edition, issued), handling=own or {}, content=""
        )
        found.add(entry)
    else:
        _refuse_unsound(sources.entered, issued)
        _add_proven(sources, issued, edition, found)


def _refuse_unsound(entered: Register, issued: Issued) -> None:
    """Raise AsofError for what the register itself tells of; it may have said to withdraw it."""
    why = ""
    if not issued.sound:
        why = "its record in the register was changed since"
    elif entered.lacking:
        why = "the register lacks entries, and one of them may have withdrawn it"
    elif rivals := entered.rivals(issued):
        why = f"{rivals[0].code} was issued under the same number"
    if why:
        hint = "'asof check' says what is wrong with the register"
        told = f"{issued.code} ({issued.called}) is not published: {why}"
        raise AsofError(error(issued.place, told, hint))


def _as_on_site(sources: PublishSources, issued: Issued) -> SiteEdition:
    record = issued.edition
    briefing, row, lang = issued.series
    return SiteEdition(
        briefing=briefing,
        row=row or None,
        lang=lang,
        day=issued.day,
        known=issued.known,
        number=f"r{issued.release}",
        title=str(record.get("title", "")),
        pdfs={},
        published=sources.published,
        issued=issued.moment,
        code=issued.code,
        reason=issued.correction,
        numbered=record.get("series", {}),
        pages=int(record.get("pages", 0)),
    )


def _add_proven(
    sources: PublishSources, issued: Issued, edition: SiteEdition, found: Collected
) -> None:
    briefing = _briefing(sources, edition.briefing, issued.place, ELSEWHERE)
    job = replace(
        job_as_issued(sources.workspace, briefing, issued, sources.entered),
        out=sources.out,
        store=sources.store,
    )
    record = {**issued.in_todays_names}
    with _placed_at(issued.place):
        document = proven_document(sources.ledger, job, record, ELSEWHERE)
        if not says_as_issued(sources.ledger, job, issued):
            raise AsofError(error(None, "the data print other words by now", ELSEWHERE))
        content = _pdf_as_issued(sources.ledger, job, issued)
    edition = replace(edition, pdfs={job.path.name: issued.digest})
    handling = record.get("handling") or job.handling
    found.add(
        ListedEdition(edition=edition, handling=handling, content=issued.code),
        FreshEdition(
            edition=edition,
            record=dict(issued.edition) | {"digest": issued.digest},
            document=document,
            pdfs={job.path.name: content},
        ),
    )


@contextmanager
def _placed_at(place: Location) -> Iterator[None]:
    """Findings of no place are of this one, and name what they are of."""
    try:
        yield
    except AsofError as problem:
        raise type(problem)(*(replace(f, place=place) for f in problem.findings)) from None


def _pdf_as_issued(ledger: Ledger, job: Job, issued: Issued) -> bytes:
    """The bytes that were issued, from build/ or printed again; raises AsofError."""
    content = content_of(job.path) or b""
    if sha256(content).hexdigest() == issued.digest:
        return content
    name = job.path.relative_to(job.out).as_posix()
    if issued.signer:
        told = f"{issued.code} is signed, and its PDF is not in build/: nobody can sign it again"
        raise AsofError(error(None, told, f"put the file that was issued at build/{name}"))
    made = build.print_edition(job.edition(ledger), job)
    if made.digest != issued.digest:
        told = f"{issued.code}, printed again, is not the file that was issued"
        hint = f"put that file at build/{name}, or {ELSEWHERE}"
        raise AsofError(error(None, told, hint))
    return made.pdf


# ---- build/


def _collect_built(sources: PublishSources, found: Collected) -> None:
    """The editions of build/, all forms of one together, the usual one first."""
    issued = frozenset(each.digest for each in sources.entered.issued)
    there = (digest for each in (*found.entries.values(), *found.left) for digest in each.digests)
    known = issued | frozenset(there) | sources.refused
    candidates = []
    for each in built_editions(sources.out, known):
        with found.refusing(each.digest):
            candidates.append(_candidate(sources, each))
    for _, group in groupby(sorted(candidates, key=_order), key=lambda each: each.key):
        if found.full(sources.most):
            break
        _add_built(sources, list(group), found)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltCandidate:
    """An edition of build/ with the job that prints it by now."""

    built: BuiltEdition
    job: Job

    @property
    def key(self) -> Key:
        """What it has in common with its other forms."""
        job = self.job
        return (job.name, job.workspace.short(job.tag), job.day, job.known)


def _order(each: BuiltCandidate) -> tuple[Any, ...]:
    return (each.key, each.job.form.unlike(each.job.workspace.config.form), each.built.path)


def _candidate(sources: PublishSources, built: BuiltEdition) -> BuiltCandidate:
    """What prints an edition of build/ by now; raises AsofError where nothing does."""
    record, workspace = built.said, sources.workspace
    if "code" in record:
        told = f"goes by {record['code']}, under which the register has no such file"
        hint = "delete it, or bring data/issued/ to the state in which it was issued"
        raise AsofError(error(built.place, told, hint))
    tag = workspace.language_called(str(record["lang"]))
    if tag is None:
        told = f"is in '{record['lang']}', which is no language of this workspace"
        raise AsofError(error(built.place, told, "add it to 'languages' in asof.yaml"))
    name = sources.ledger.former.briefing(record["briefing"])
    hint = f"delete it, or bring data/briefings/{name}.yaml back"
    briefing = _briefing(sources, name, built.place, hint)
    document = document_of(briefing, record["row"])
    return BuiltCandidate(built=built, job=_job(sources, document, tag, built))


def _briefing(sources: PublishSources, name: str, place: Location, hint: str) -> Briefing:
    if name in TAKEN:
        told = f"'{name}' cannot be published: a site has pages of its own there"
        raise AsofError(error(place, told, "rename the briefing"))
    if name not in sources.briefings:
        raise AsofError(error(place, f"there is no briefing '{name}' by now", hint))
    return sources.briefings[name]


def _job(sources: PublishSources, document: Document, tag: str, built: BuiltEdition) -> Job:
    record = built.said
    day, known = (date.fromisoformat(record[name]) for name in ("as_of", "known"))
    request = Request(day, day=day, known=known, out=sources.out, store=sources.store)
    job = job_of(sources.workspace, document, tag, request)
    form = Form(record["paper"], record["profile"], record["sides"])
    return looking_back(replace(job, form=form), None, sources.entered)


def _add_built(sources: PublishSources, group: Iterable[BuiltCandidate], found: Collected) -> None:
    for each in group:
        name, lang, day, known = each.key
        own = each.built.said.get("handling", {})
        why = sources.gate.closed(each.job.briefing.name, lang, day, own)
        if why:
            number = f"known {known}" if known != day else ""
            told = ", ".join(filter(None, (name, str(day), number, lang)))
            found.held.append(HeldBack(told, why))
        else:
            with found.refusing(each.built.digest):
                _add_form(sources, each, found)


def _add_form(sources: PublishSources, each: BuiltCandidate, found: Collected) -> None:
    """Let a form of an edition onto the site; raises AsofError with what stands against it."""
    job, built = each.job, each.built
    record, content = built.opened()
    with _placed_at(built.place):
        document = proven_document(sources.ledger, job, record, f"'{built.again}' prints it anew")
        says = content_digest(sources.ledger, job, document)
    alike = found.of(each.key)
    same = next((entry for entry in alike if _same(sources, each, entry, says)), None)
    if same is None:
        edition = _numbered(sources, each, alike)
        fresh = FreshEdition(
            edition=edition,
            record=record,
            document=document,
            pdfs={built.path.name: content},
        )
        found.add(ListedEdition(edition=edition, handling=job.handling, content=says), fresh)
    elif same.edition.code or built.path.name in same.edition.pdfs:
        found.add(replace(same, others=(*same.others, built.digest)), _fresh(found, same))
    else:
        _add_pdf(sources, same, each, content, found)


def _key(edition: SiteEdition) -> Key:
    return (*edition.series, edition.day, edition.known)


def _fresh(found: Collected, entry: ListedEdition) -> FreshEdition | None:
    return found.fresh.get(entry.edition.folder)


def _same(sources: PublishSources, each: BuiltCandidate, entry: ListedEdition, says: str) -> bool:
    """Whether an edition on the site says the same: then a build of it tells nothing new."""
    if not entry.edition.code:
        return entry.content == says
    issued = sources.entered.with_code(entry.edition.code)
    return bool(issued and issued.stands and says_as_issued(sources.ledger, each.job, issued))


def _numbered(
    sources: PublishSources, each: BuiltCandidate, alike: Iterable[ListedEdition]
) -> SiteEdition:
    """A built edition as the next printing of its day."""
    record, job = each.built.said, each.job
    before = [int(e.edition.number) for e in alike if not e.edition.code]
    _, lang, day, known = each.key
    return SiteEdition(
        briefing=job.briefing.name,
        row=job.row.name if job.row else None,
        lang=lang,
        day=day,
        known=known,
        number=str(1 + max(before, default=0)),
        title=record["title"],
        pdfs={each.built.path.name: each.built.digest},
        published=sources.published,
        numbered=record.get("series", {}),
        pages=record["pages"],
    )


def _add_pdf(
    sources: PublishSources,
    entry: ListedEdition,
    each: BuiltCandidate,
    content: bytes,
    found: Collected,
) -> None:
    """Give an edition another form; what its page reads stays that of the first."""
    name = each.built.path.name
    edition = replace(entry.edition, pdfs={**entry.edition.pdfs, name: each.built.digest})
    fresh = _fresh(found, entry)
    if fresh is None:
        usual = replace(each.job, form=sources.workspace.config.form)
        record = sources.record_on_site(edition.folder)
        hint = f"'{each.built.again}' prints it anew"
        document = proven_document(sources.ledger, usual, record, hint)
        fresh = FreshEdition(edition=edition, record=record, document=document, pdfs={})
    pdfs = {**fresh.pdfs, name: content}
    found.add(replace(entry, edition=edition), replace(fresh, edition=edition, pdfs=pdfs))
