"""The whole program on one screen: from a workspace to dated PDFs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from asof import charts, data, output, pdf, register, review, templates
from asof.diagnostics import AsofError, Finding, Severity, error, meant
from asof.form import Form, Paper, Profile, Sides
from asof.language import language
from asof.model import Briefing, Edition, Ledger, as_of
from asof.model.changes import Change, between
from asof.model.document import Document
from asof.model.paper import BLANK, papers
from asof.model.trace import Reader
from asof.pdf.standards import USUAL, Standards, claimed
from asof.workspace import Workspace

SPILL = 0.15  # a last page with no more on it than this is tried without


@dataclass(frozen=True, slots=True)
class Request:
    """What to build; what is not said is taken from the briefing, the workspace and today."""

    today: date
    briefings: tuple[str, ...] = ()
    day: date | None = None
    known: date | None = None
    languages: tuple[str, ...] = ()
    paper: Paper | None = None
    profile: Profile = "standard"
    sides: Sides | None = None
    draft: bool = False
    standards: Standards = USUAL
    out: Path | None = None
    html: bool = False
    since: date | Literal["none"] | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One edition to print, and where; its twins are in `languages`, or in all.

    `seal` is what a formal release prints of itself; a mere build has none.
    """

    workspace: Workspace
    briefing: Briefing
    tag: str
    day: date
    known: date
    form: Form
    standards: Standards
    out: Path
    html: bool = False
    since: date | None = None
    former: Mapping[str, Any] | None = None
    languages: tuple[str, ...] = ()
    seal: templates.Seal | None = None

    @property
    def path(self) -> Path:
        """The path of its PDF."""
        return self.out / self.day.isoformat() / self.name_in(self.tag)

    def name_in(self, tag: str) -> str:
        """Its file name in a language: NAME.LANG[.FORM…][.known-DATE][.rN].pdf.

        What of its form is the workspace's own is left out.
        """
        parts = [self.briefing.name, self.workspace.short(tag)]
        parts += self.form.unlike(self.workspace.config.form)
        parts += [f"known-{self.known}"] if self.known != self.day else []
        parts += [f"r{self.seal.release}"] if self.seal else []
        return f"{'.'.join(parts)}.pdf"

    @property
    def twins(self) -> tuple[tuple[str, str], ...]:
        """The other languages of the edition, each with its file name."""
        spoken_ = self.languages or self.workspace.languages
        return tuple((tag, self.name_in(tag)) for tag in spoken_ if tag != self.tag)

    def described(self, pages: int) -> dict[str, Any]:
        """The edition as records name it; an issued one with its code."""
        told = {
            "briefing": self.briefing.name,
            "row": None,
            "as_of": self.day.isoformat(),
            "known": self.known.isoformat(),
            "lang": self.workspace.short(self.tag),
            "paper": self.form.paper,
            "profile": self.form.profile,
            "sides": self.form.sides,
            "draft": self.form.draft,
            "path": self.path.relative_to(self.out).as_posix(),
            "pages": pages,
        }
        seal = self.seal
        own = {"code": seal.code, "release": seal.release, "words": seal.words} if seal else {}
        return told | own


@dataclass(frozen=True, slots=True)
class Built:
    """One edition printed, or why it could not be."""

    job: Job
    pages: int = 0
    digest: str = ""
    findings: tuple[Finding, ...] = ()
    failure: AsofError | None = None

    def described(self) -> dict[str, Any]:
        """The edition as `--json` names it, with the digest of its PDF."""
        return self.job.described(self.pages) | {"digest": self.digest}


def build(workspace: Workspace, request: Request) -> Iterator[Built]:
    """Print every edition asked for, one after the other; raises AsofError for unusable data."""
    cache = cache_in(folder(workspace, request))
    ledger, briefings = data.read(workspace, cache)
    templates.recall(cache)
    for job in plan(workspace, briefings, request):
        yield attempt(ledger, job)
    templates.keep(cache)


def attempt(ledger: Ledger, job: Job) -> Built:
    """Print one edition; what goes wrong is kept beside it, and its last good file stays."""
    try:
        return make(ledger, job)
    except AsofError as problem:
        return Built(job, failure=problem)


def make(ledger: Ledger, job: Job) -> Built:
    """One edition from end to end: ledger, edition, document, page, record."""
    edition = as_of(ledger, job.day, job.known, language(job.tag))
    document, page = composed(edition, job)
    built = told(job, document, page)
    write(built, page)
    if job.html:
        output.write_html(job.path.with_suffix(""), document)
    return built


def composed(edition: Edition, job: Job) -> tuple[Document, pdf.Page]:
    """An edition on its pages: spilled lines are taken back where that saves one."""
    document, page = printed(edition, job)
    if not spills(job, page):
        return document, page
    closer = printed(edition, job, tight=True)
    return closer if closer[1].pages < page.pages else (document, page)


def told(job: Job, document: Document, page: pdf.Page) -> Built:
    """What became of a job, with everything found."""
    found = document.findings + page.findings + too_long(job, page) + ahead(job)
    return Built(job, page.pages, sha256(page.pdf).hexdigest(), found)


def write(built: Built, page: pdf.Page) -> None:
    """The PDF, and beside it the record that it carries with the digest of the PDF added."""
    path, whole = built.job.path, record(page) | {"digest": built.digest}
    output.write(path, page.pdf)
    output.write(path.with_suffix(".json"), output.canonical(whole))


def record(page: pdf.Page) -> dict[str, Any]:
    """The record that a page carries."""
    carried: dict[str, Any] = json.loads(page.record)
    return carried


def spills(job: Job, page: pdf.Page) -> bool:
    """Whether a page more was begun than is wanted, or hardly used."""
    return page.pages > limit(job, page) or (page.pages > 1 and page.last < SPILL)


def limit(job: Job, page: pdf.Page) -> int:
    """The pages that an edition may have; larger type takes as many as it needs."""
    standard = job.form.profile == "standard"
    return (job.briefing.max_pages if standard else None) or page.pages


def printed(edition: Edition, job: Job, *, tight: bool = False) -> tuple[Document, pdf.Page]:
    """An edition filled and set; `tight` takes spilled lines back from the white."""
    document = filled(edition, job, tight=tight)

    def carried(pages: int, places: Mapping[str, int]) -> bytes:
        whole = job.described(pages) | output.record(document, edition, places)
        return output.canonical(whole)

    enclosed = pdf.Enclosure(carried, job.known)
    return document, pdf.typeset(document, job.briefing.place, enclosed, job.standards)


def filled(edition: Edition, job: Job, *, tight: bool = False) -> Document:
    """An edition as it is before it is set; `tight` as for `printed`."""
    draw = partial(charts.draw, job.workspace, cache=cache_in(job.out))
    changes = partial(changed, edition, job.former)
    since = None if ahead(job) else job.since
    sheet = templates.Sheet(job.form, job.twins, changes, tight, since, seal=job.seal)
    return templates.fill(job.workspace, job.briefing, Reader(edition), draw, sheet)


def draft(ledger: Ledger, job: Job) -> review.Draft:
    """An edition filled and not set, to be judged; what goes wrong is kept beside it."""
    edition = as_of(ledger, job.day, job.known, language(job.tag))
    try:
        return review.Draft(job.briefing, edition, filled(edition, job))
    except AsofError as problem:
        return review.Draft(job.briefing, edition, failure=problem)


def plan(
    workspace: Workspace, briefings: Mapping[str, Briefing], request: Request
) -> tuple[Job, ...]:
    """The editions to print; raises AsofError when nothing matches."""
    chosen = named(briefings, request.briefings)
    tags = spoken(workspace, request.languages)
    return tuple(job_of(workspace, briefing, tag, request) for briefing in chosen for tag in tags)


def folder(workspace: Workspace, request: Request) -> Path:
    """The output folder."""
    return request.out or workspace.root / "build"


def cache_in(out: Path) -> Path:
    """Where an output folder keeps what the next build may use again."""
    return out / ".cache"


def named(briefings: Mapping[str, Briefing], names: tuple[str, ...]) -> list[Briefing]:
    """The briefings asked for, or all."""
    for name in names:
        if name not in briefings:
            hint = meant(name, briefings) or "'asof list' shows them"
            raise AsofError(error(None, f"no briefing '{name}'", hint))
    if not briefings:
        raise AsofError(error(None, "no briefings in data/briefings", "add one"))
    return [briefings[name] for name in names or briefings]


def spoken(workspace: Workspace, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The languages to print in, each asked for by its tag or the first part of it."""
    for tag in asked:
        if not any(tag in (t, t.split("-")[0]) for t in workspace.languages):
            hint = f"asof.yaml has {', '.join(workspace.languages)}"
            raise AsofError(error(None, f"no language '{tag}' in this workspace", hint))
    found = [t for t in workspace.languages if {t, t.split("-")[0]} & set(asked)]
    return tuple(found) or workspace.languages


def job_of(workspace: Workspace, briefing: Briefing, tag: str, request: Request) -> Job:
    """One edition with its days, its paper and its folder (rule 1)."""
    day = request.day or briefing.as_of or request.today
    known = request.known or day
    config = workspace.config
    paper, sides = request.paper or config.paper, request.sides or config.sides
    form = Form(paper, request.profile, sides, request.draft)
    out = folder(workspace, request)
    claims = claimed(request.standards, form)
    job = Job(workspace, briefing, tag, day, known, form, claims, out, request.html)
    return looking_back(job, request.since)


def looking_back(job: Job, asked: date | Literal["none"] | None) -> Job:
    """A job with the day that its change bars look back to.

    It is the one asked for, else that of a `changes` block, else that of the last edition issued
    for an earlier day: then its record tells what readers hold.
    """
    if asked is not None:
        return job if asked == "none" else replace(job, since=asked)
    told = min((b.changes.since for b in job.briefing.body if b.changes), default=None)
    if told:
        return replace(job, since=told)
    lang = job.workspace.short(job.tag)
    issued = register.read(job.workspace).last(job.briefing.name, lang, before=job.day)
    return replace(job, since=issued.day, former=issued.edition) if issued else job


def ahead(job: Job) -> tuple[Finding, ...]:
    """That the change bars were to look back to a day that an edition has not seen yet."""
    if job.since is None or job.since <= job.day:
        return ()
    told = f"no change bars: {job.since} is after the day of this edition, {job.day}"
    return (Finding("since", Severity.WARNING, job.briefing.place, told, "give an earlier day"),)


def changed(edition: Edition, former: Mapping[str, Any] | None, since: date) -> tuple[Change, ...]:
    """What became of each fact between an earlier day and an edition.

    Where a former edition of that day is given by its record, what it printed counts, whatever the
    ledger says now.
    """
    known = date.fromisoformat(former["known"]) if former else min(since, edition.known)
    before = as_of(edition.ledger, since, known, edition.language)
    keys = tuple(edition.ledger.facts)
    if former is None:
        return between(before, edition, keys)
    return between(*papers(former, BLANK, before, edition), keys)


def too_long(job: Job, page: pdf.Page) -> tuple[Finding, ...]:
    """By how much an edition is over its pages."""
    most = limit(job, page)
    if page.pages <= most:
        return ()
    lines = sum(page.lines[most:])
    told = f"{page.pages} pages, {page.pages - most} over max_pages by {counted(lines, 'line')}"
    hint = "shorten the texts, or raise max_pages"
    return (Finding("max-pages", Severity.WARNING, job.briefing.at("max_pages"), told, hint),)


def counted(number: int, noun: str) -> str:
    """A number of things."""
    return f"{number} {noun}{'s' if number != 1 else ''}"
