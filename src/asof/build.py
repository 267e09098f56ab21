"""The whole program on one screen: from a workspace to dated PDFs."""

from __future__ import annotations

from collections.abc import Iterator
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

    briefing: Briefing
    day: date
    known: date
    tag: str
    paper: str
    out: Path
    path: Path
    html: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """One edition printed, or why it could not be."""

    job: Job
    pages: int = 0
    digest: str = ""
    findings: tuple[Finding, ...] = ()
    failure: AsofError | None = None


def build(workspace: Workspace, request: Request) -> Iterator[Built]:
    """Print every edition asked for, one after the other; raises AsofError for unusable data."""
    ledger, briefings = data.read(workspace)
    for job in plan(workspace, briefings, request):
        yield attempt(workspace, ledger, job)


def attempt(workspace: Workspace, ledger: Ledger, job: Job) -> Built:
    """Print one edition; what goes wrong is kept beside it, and its last good file stays."""
    try:
        return make(workspace, ledger, job)
    except AsofError as problem:
        return Built(job, failure=problem)


def make(workspace: Workspace, ledger: Ledger, job: Job) -> Built:
    """One edition from end to end: ledger, edition, document, page, record."""
    edition = as_of(ledger, job.day, job.known, language(job.tag))
    document, page = printed(workspace, edition, job)
    if page.pages > 1 and page.last < SPILL:
        closer = printed(workspace, edition, job, tight=True)
        document, page = closer if closer[1].pages < page.pages else (document, page)
    built = Built(job, page.pages, sha256(page.pdf).hexdigest(), document.findings + page.findings)
    record = described(workspace, built) | output.record(document, edition)
    output.write(job.path, page.pdf)
    output.write(job.path.with_suffix(".json"), output.canonical(record))
    if job.html:
        output.write_html(job.path.with_suffix(""), document)
    return replace(built, findings=built.findings + too_long(built))


def printed(
    workspace: Workspace, edition: Edition, job: Job, *, tight: bool = False
) -> tuple[Document, pdf.Page]:
    """An edition filled and set; `tight` takes spilled lines back from the white."""
    draw = partial(charts.draw, workspace, cache=job.out / ".cache")
    sheet = templates.Sheet(job.paper, twins(workspace, job), partial(changed, edition), tight)
    document = templates.fill(workspace, job.briefing, Reader(edition), draw, sheet)
    return document, pdf.typeset(document, job.briefing.place)


def plan(
    workspace: Workspace, briefings: dict[str, Briefing], request: Request
) -> tuple[Job, ...]:
    """The editions to print; raises AsofError when nothing matches."""
    for name in request.briefings:
        if name not in briefings:
            hint = meant(name, briefings) or "'asof list' shows them"
            raise AsofError(error(None, f"no briefing '{name}'", hint))
    wanted = request.briefings or tuple(briefings)
    if not wanted:
        raise AsofError(error(None, "no briefings in data/briefings", "add one"))
    tags = spoken(workspace, request.languages)
    return tuple(job(workspace, briefings[name], tag, request) for name in wanted for tag in tags)


def spoken(workspace: Workspace, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The languages to print in, each asked for by its tag or the first part of it."""
    for tag in asked:
        if not any(tag in (t, t.split("-")[0]) for t in workspace.languages):
            hint = f"asof.yaml has {', '.join(workspace.languages)}"
            raise AsofError(error(None, f"no language '{tag}' in this workspace", hint))
    found = [t for t in workspace.languages if {t, t.split("-")[0]} & set(asked)]
    return tuple(found) or workspace.languages


def job(workspace: Workspace, briefing: Briefing, tag: str, request: Request) -> Job:
    """One edition with its days, its paper and the path of its PDF."""
    day = request.day or briefing.as_of or request.today
    known = request.known or day
    paper = request.paper or workspace.config.paper
    out = request.out or workspace.root / "build"
    path = out / day.isoformat() / named(workspace, briefing.name, tag, paper, day, known)
    return Job(briefing, day, known, tag, paper, out, path, request.html)


def named(
    workspace: Workspace, name: str, tag: str, paper: str, day: date, known: date
) -> str:
    """The file name of an edition: NAME.LANG[.PAPER][.known-DATE].pdf, defaults omitted."""
    parts = [name, workspace.short(tag)]
    parts += [paper] if paper != workspace.config.paper else []
    parts += [f"known-{known}"] if known != day else []
    return f"{'.'.join(parts)}.pdf"


def twins(workspace: Workspace, job: Job) -> tuple[tuple[str, str], ...]:
    """The other languages of an edition, each with its file name."""
    return tuple(
        (tag, named(workspace, job.briefing.name, tag, job.paper, job.day, job.known))
        for tag in workspace.languages
        if tag != job.tag
    )


def changed(edition: Edition, since: date) -> tuple[Change, ...]:
    """What became of each fact between an earlier day and an edition."""
    before = as_of(edition.ledger, since, min(since, edition.known), edition.language)
    return between(before, edition, tuple(edition.ledger.facts))


def described(workspace: Workspace, built: Built) -> dict[str, object]:
    """The edition as records and `--json` name it."""
    job = built.job
    return {
        "briefing": job.briefing.name,
        "row": None,
        "as_of": job.day.isoformat(),
        "known": job.known.isoformat(),
        "lang": workspace.short(job.tag),
        "paper": job.paper,
        "path": job.path.relative_to(job.out).as_posix(),
        "pages": built.pages,
        "digest": built.digest,
    }


def too_long(built: Built) -> tuple[Finding, ...]:
    """By how much an edition is over its pages."""
    briefing = built.job.briefing
    over = built.pages - (briefing.max_pages or built.pages)
    if over <= 0:
        return ()
    told = f"{built.pages} pages, {over} over max_pages"
    hint = "shorten the texts, or raise max_pages"
    return (Finding("max-pages", Severity.WARNING, briefing.at("max_pages"), told, hint),)
