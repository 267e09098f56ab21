"""The whole program on one screen: from a workspace to dated PDFs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from asof import charts, data, output, pdf, templates
from asof.diagnostics import AsofError, Finding, Severity, error, meant
from asof.language import language
from asof.model import Briefing, Edition, Ledger, as_of
from asof.model.changes import Change, between
from asof.model.document import Document
from asof.model.trace import Reader
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
    paper: str | None = None
    out: Path | None = None
    html: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One edition to print, and where."""

    workspace: Workspace
    briefing: Briefing
    tag: str
    day: date
    known: date
    paper: str
    out: Path
    html: bool = False

    @property
    def path(self) -> Path:
        """The path of its PDF."""
        return self.out / self.day.isoformat() / self.name_in(self.tag)

    def name_in(self, tag: str) -> str:
        """Its file name in a language: NAME.LANG[.PAPER][.known-DATE].pdf, defaults omitted."""
        parts = [self.briefing.name, self.workspace.short(tag)]
        parts += [self.paper] if self.paper != self.workspace.config.paper else []
        parts += [f"known-{self.known}"] if self.known != self.day else []
        return f"{'.'.join(parts)}.pdf"

    @property
    def twins(self) -> tuple[tuple[str, str], ...]:
        """The other languages of the edition, each with its file name."""
        others = (tag for tag in self.workspace.languages if tag != self.tag)
        return tuple((tag, self.name_in(tag)) for tag in others)


@dataclass(frozen=True, slots=True)
class Built:
    """One edition printed, or why it could not be."""

    job: Job
    pages: int = 0
    digest: str = ""
    findings: tuple[Finding, ...] = ()
    failure: AsofError | None = None

    def described(self) -> dict[str, object]:
        """The edition as records and `--json` name it."""
        return {
            "briefing": self.job.briefing.name,
            "row": None,
            "as_of": self.job.day.isoformat(),
            "known": self.job.known.isoformat(),
            "lang": self.job.workspace.short(self.job.tag),
            "paper": self.job.paper,
            "path": self.job.path.relative_to(self.job.out).as_posix(),
            "pages": self.pages,
            "digest": self.digest,
        }


def build(workspace: Workspace, request: Request) -> Iterator[Built]:
    """Print every edition asked for, one after the other; raises AsofError for unusable data."""
    ledger, briefings = data.read(workspace)
    for job in plan(workspace, briefings, request):
        yield attempt(ledger, job)


def attempt(ledger: Ledger, job: Job) -> Built:
    """Print one edition; what goes wrong is kept beside it, and its last good file stays."""
    try:
        return make(ledger, job)
    except AsofError as problem:
        return Built(job, failure=problem)


def make(ledger: Ledger, job: Job) -> Built:
    """One edition from end to end: ledger, edition, document, page, record."""
    edition = as_of(ledger, job.day, job.known, language(job.tag))
    document, page = printed(edition, job)
    if spills(job, page):
        closer = printed(edition, job, tight=True)
        document, page = closer if closer[1].pages < page.pages else (document, page)
    built = Built(job, page.pages, sha256(page.pdf).hexdigest(), document.findings + page.findings)
    output.write(job.path, page.pdf)
    record = built.described() | output.record(document, edition, page.places)
    output.write(job.path.with_suffix(".json"), output.canonical(record))
    if job.html:
        output.write_html(job.path.with_suffix(""), document)
    return replace(built, findings=built.findings + too_long(built))


def spills(job: Job, page: pdf.Page) -> bool:
    """Whether a page more was begun than is wanted, or hardly used."""
    return page.pages > (job.briefing.max_pages or page.pages) or (
        page.pages > 1 and page.last < SPILL
    )


def printed(edition: Edition, job: Job, *, tight: bool = False) -> tuple[Document, pdf.Page]:
    """An edition filled and set; `tight` takes spilled lines back from the white."""
    draw = partial(charts.draw, job.workspace, cache=job.out / ".cache")
    sheet = templates.Sheet(job.paper, job.twins, partial(changed, edition), tight)
    document = templates.fill(job.workspace, job.briefing, Reader(edition), draw, sheet)
    return document, pdf.typeset(document, job.briefing.place)


def plan(
    workspace: Workspace, briefings: Mapping[str, Briefing], request: Request
) -> tuple[Job, ...]:
    """The editions to print; raises AsofError when nothing matches."""
    chosen = named(briefings, request.briefings)
    tags = spoken(workspace, request.languages)
    return tuple(job_of(workspace, briefing, tag, request) for briefing in chosen for tag in tags)


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
    paper = request.paper or workspace.config.paper
    out = request.out or workspace.root / "build"
    return Job(workspace, briefing, tag, day, known, paper, out, request.html)


def changed(edition: Edition, since: date) -> tuple[Change, ...]:
    """What became of each fact between an earlier day and an edition."""
    before = as_of(edition.ledger, since, min(since, edition.known), edition.language)
    return between(before, edition, tuple(edition.ledger.facts))


def too_long(built: Built) -> tuple[Finding, ...]:
    """By how much an edition is over its pages."""
    briefing = built.job.briefing
    over = built.pages - (briefing.max_pages or built.pages)
    if over <= 0:
        return ()
    told = f"{built.pages} pages, {over} over max_pages"
    hint = "shorten the texts, or raise max_pages"
    return (Finding("max-pages", Severity.WARNING, briefing.at("max_pages"), told, hint),)
