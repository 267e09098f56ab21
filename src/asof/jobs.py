"""What to build: from what was asked for to one job for each edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import KW_ONLY, asdict, dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from asof import register
from asof.briefing.definition import Briefing
from asof.briefing.names import refuse_repeated
from asof.briefing.rows import Row
from asof.briefing.series import NumberedEdition
from asof.cache import NOTHING_KEPT, Store, page_digest
from asof.diagnostics import AsofError, Finding, RenderError, Severity, closest, error, meant
from asof.form import Form, Paper, Profile, Sides
from asof.ledger import Edition, Ledger, as_of
from asof.ledger.former_names import UNCHANGED, FormerNames, Names
from asof.ledger.trace import Read, digest
from asof.limits import out_of_memory, out_of_time
from asof.nofollow import resolved
from asof.quota import OverdueError, allotted, running_line
from asof.register import Register
from asof.standards import USUAL, Standards, claimed
from asof.workspace import MARK, Workspace

if TYPE_CHECKING:
    from asof.page.document import Document as Filled
    from asof.templates import Colophon, Spacing


SPACINGS: tuple[Spacing, ...] = ("", "snug", "tight")  # the later, the closer
Document = tuple[Briefing, Row | None]
"""A briefing, and the row of its table where it prints one document for each."""


class MistypedError(AsofError):
    """A word that names no briefing, nor ever did."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to build; what is not said is taken from the briefing, the workspace and today.

    `jobs` is how many workers share it out, `dask` the address of a cluster that does; `store` is
    what was made before. Nothing more is begun once `stopped` tells so.
    """

    today: date
    _: KW_ONLY
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
    jobs: int | None = None
    dask: str | None = None
    store: Store = NOTHING_KEPT
    stopped: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One edition to print, and where; its twins are in `languages`, or in all.

    `row` is the line of the table that the document is made for. `former` is the record of the
    edition that readers hold. `colophon` is what a formal release prints of itself; a mere build
    has none.
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
    colophon: Colophon | None = None
    row: Row | None = None
    store: Store = NOTHING_KEPT

    def edition(self, ledger: Ledger) -> Edition:
        """What a ledger knows for it."""
        return as_of(ledger, self.day, self.known, self.workspace.language(self.tag))

    @property
    def path(self) -> Path:
        """The path of its PDF."""
        return self.out / self.day.isoformat() / self.name_in(self.tag)

    @property
    def record(self) -> Path:
        """The path of its record."""
        return self.path.with_suffix(".json")

    @property
    def definition(self) -> Briefing:
        """The briefing, with what its row fills in."""
        return self.briefing.for_row(self.row) if self.row else self.briefing

    @property
    def name(self) -> str:
        """The name of the document: of its briefing, and of its row."""
        return f"{self.briefing.name}-{self.row.name}" if self.row else self.briefing.name

    @property
    def numbered(self) -> NumberedEdition | None:
        """Which edition of its series it is."""
        return self.briefing.numbered(self.day)

    @property
    def rows(self) -> tuple[str, ...]:
        """The name of its row, where it has one."""
        return (self.row.name,) if self.row else ()

    def name_in(self, tag: str) -> str:
        """Its file name in a language: NAME[-ROW].LANG[.FORM…][.known-DATE][.rN].pdf.

        What of its form is the workspace's own is left out.
        """
        parts = [self.name, self.workspace.short(tag)]
        parts += self.form.unlike(self.workspace.config.form)
        parts += [f"known-{self.known}"] if self.known != self.day else []
        parts += [f"r{self.colophon.release}"] if self.colophon else []
        return f"{'.'.join(parts)}.pdf"

    @property
    def twins(self) -> tuple[tuple[str, str], ...]:
        """The other languages of the edition, each with its file name."""
        spoken_ = self.languages or self.workspace.languages
        return tuple((tag, self.name_in(tag)) for tag in spoken_ if tag != self.tag)

    @property
    def reads(self) -> tuple[Read, ...]:
        """What decides its page besides what is asked of its edition and of files."""
        looks = self.since and [self.since.isoformat(), self.former and digest(self.former)]
        told = [asdict(self.form), self.standards, self.twins, looks]
        read = [
            Read("program", "asof", page_digest(self.store)),
            Read("config", MARK, self.workspace.config.digest),
            Read("briefing", self.briefing.name, self.briefing.digest),
            Read("job", self.name, digest(told)),
        ]
        if self.briefing.series:
            read.append(Read("series", self.briefing.name, digest(repr(self.numbered))))
        read += [Read("row", self.row.name, self.row.digest)] if self.row else []
        return (*read, *self._languages)

    @property
    def _languages(self) -> Iterator[Read]:
        """The workspace's own languages that decide its page: its own, and of others some words.

        Tiles stand alike in all languages, so they depend on all of each.
        """
        whole = self.tag if not any(block.tiles for block in self.definition.body) else None
        for tag, file in self.workspace.spoken.own.items():
            if not self.workspace.runs_code:
                yield Read("language", file.name, "")
            elif whole in (tag, None):
                yield Read("language", file.name, file.digest)
            else:
                words = self.workspace.language(tag).word("also")
                yield Read("words", file.name, digest(words))

    @property
    def handling(self) -> dict[str, str]:
        """Who may see it, and from when on: what it has of marking, protocol and embargo."""
        return self.workspace.handling(self.definition, self.tag)

    def described(self, pages: int) -> dict[str, Any]:
        """The edition as records name it; an issued one with its code."""
        told: dict[str, Any] = {
            "briefing": self.briefing.name,
            "row": self.row.name if self.row else None,
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
        told |= {"series": self.numbered.described} if self.numbered else {}
        told |= {"handling": self.handling} if self.handling else {}
        return told | (self.colophon.described if self.colophon else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedEdition:
    """An edition as it came out: its PDF, its record beside it, and what it read.

    `document` is what was set, where the HTML is asked for too; `failure` is why it may only be
    looked at.
    """

    pages: int
    pdf: bytes
    record: bytes
    reads: tuple[Read, ...]
    findings: tuple[Finding, ...] = ()
    document: Filled | None = None
    failure: AsofError | None = None

    @property
    def digest(self) -> str:
        """The digest of its PDF."""
        return sha256(self.pdf).hexdigest()


Outcome = PrintedEdition | AsofError


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one edition: printed, left as it was, or not to be had.

    `why` is what it read that would now be answered otherwise; `left` is how many editions are
    still to be made after it.
    """

    job: Job
    pages: int = 0
    digest: str = ""
    findings: tuple[Finding, ...] = ()
    failure: AsofError | None = None
    reused: bool = False
    why: tuple[Read, ...] = ()
    left: int = 0

    @property
    def found(self) -> tuple[Finding, ...]:
        """All that was found in it, be it why it could not be printed."""
        return self.findings + (self.failure.findings if self.failure else ())

    def described(self) -> dict[str, Any]:
        """The edition as `--json` names it, with the digest of its PDF."""
        return self.job.described(self.pages) | {"digest": self.digest, "reused": self.reused}


def files_of(job: Job, made: PrintedEdition) -> dict[Path, bytes]:
    """The PDF of an edition and its record, each where it goes."""
    return {job.path: made.pdf, job.record: made.record}


def plan_jobs(
    workspace: Workspace,
    briefings: Mapping[str, Briefing],
    request: Request,
    former: FormerNames = UNCHANGED,
) -> tuple[Job, ...]:
    """The editions to print; raises AsofError where nothing matches, or two would be one file.

    What was issued under a former name is found by today's.
    """
    refuse_repeated(briefings.values())
    tags = spoken(workspace, request.languages)
    entered = Register() if request.since else register.read_register(workspace, former)
    documents = chosen(briefings, request.briefings, former.briefings)
    jobs = (job_of(workspace, each, tag, request) for each in documents for tag in tags)
    return tuple(looking_back(job, request.since, entered) for job in jobs)


def folder(workspace: Workspace, request: Request) -> Path:
    """The output folder: the one asked for, wherever it is; the workspace's own is no link."""
    return resolved(request.out) if request.out else workspace.root / "build"


def chosen(
    briefings: Mapping[str, Briefing], names: tuple[str, ...], former: Names
) -> Iterator[Document]:
    """The documents asked for, by the names of briefings and of their rows, or all."""
    if not briefings:
        failure = MistypedError if names else AsofError
        raise failure(error(None, "no briefings in data/briefings", "add one"))
    named = (documents_named(briefings, name, former) for name in names or briefings)
    wanted = (document for documents in named for document in documents)
    once = {(briefing.name, row and row.name): (briefing, row) for briefing, row in wanted}
    return iter(once.values())


def documents_named(briefings: Mapping[str, Briefing], name: str, former: Names) -> list[Document]:
    """The documents of briefings, or of their rows: ridings, ridings-35001, 'ridings-35*'.

    No document takes along the rows of the others.
    """
    found: list[Document] = []
    for briefing in (briefings[name],) if name in briefings else briefings.values():
        whole, alone = fnmatchcase(briefing.name, name), replace(briefing, rows=())
        rows = briefing.rows if briefing.for_each else (None,) if whole else ()
        found += [(alone, r) for r in rows if whole or _names_row(name, briefing, r)]
    if not found and name not in briefings:
        failure = AsofError if name in former else MistypedError
        raise failure(unmatched(briefings, name, former))
    return found


def _names_row(name: str, briefing: Briefing, row: Row | None) -> bool:
    return row is not None and fnmatchcase(f"{briefing.name}-{row.name}", name)


def unmatched(briefings: Mapping[str, Briefing], name: str, former: Names) -> Finding:
    """That no briefing has a name; one that begins like a pattern may be meant."""
    begun = re.sub(r"[*?\[\]]", "", name)
    if begun == name:
        hint, told = meant(name, briefings, former), f"no briefing '{name}'"
    else:
        starts = {each[: len(begun)]: each for each in briefings}
        near = closest(begun, starts)
        hint = f"did you mean '{starts[near]}'?" if near else ""
        told = f"no briefing matches '{name}'"
    return error(None, told, hint or "'asof list' shows them")


def spoken(workspace: Workspace, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The languages to print in, each asked for by its tag or the first part of it."""
    wanted = {tag.lower() for tag in asked}  # BCP 47: no letter's case counts
    names = {t: {t.lower(), t.split("-")[0].lower()} for t in workspace.languages}
    for tag in asked:
        if not any(tag.lower() in names[t] for t in workspace.languages):
            hint = f"asof.yaml has {', '.join(workspace.languages)}"
            raise AsofError(error(None, f"no language '{tag}' in this workspace", hint))
    found = [t for t in workspace.languages if names[t] & wanted]
    return tuple(found) or workspace.languages


def job_of(workspace: Workspace, document: Document, tag: str, request: Request) -> Job:
    """One edition with its days, its paper and its folder (rule 1)."""
    briefing, row = document
    day = request.day or briefing.as_of or request.today
    known = request.known or day
    config = workspace.config
    paper, sides = request.paper or config.paper, request.sides or config.sides
    form = Form(paper, request.profile, sides, request.draft)
    return Job(
        workspace=workspace,
        briefing=briefing,
        tag=tag,
        day=day,
        known=known,
        form=form,
        standards=claimed(request.standards, form),
        out=folder(workspace, request),
        html=request.html,
        row=row,
        store=request.store,
    )


def looking_back(job: Job, asked: date | Literal["none"] | None, entered: Register) -> Job:
    """A job with the day that its change bars look back to.

    It is the one asked for, else that of a `changes` block, else that of the last edition issued
    for an earlier day: then its record tells what readers hold.
    """
    if asked is not None:
        return job if asked == "none" else replace(job, since=asked)
    told = min(
        (b.changes.since for b in job.briefing.body if b.changes and b.prints_on(job.day)),
        default=None,
    )
    if told:
        return replace(job, since=told)
    lang, row = job.workspace.short(job.tag), job.row.name if job.row else None
    issued = entered.last(job.briefing.name, lang, row, before=job.day)
    return replace(job, since=issued.day, former=issued.in_todays_names) if issued else job


@contextmanager
def held_to_quota(job: Job) -> Iterator[None]:
    """Meanwhile an edition takes no more time and memory than is allowed; raises RenderError."""
    limits, place = job.workspace.config.limits, job.briefing.place
    try:
        with allotted(limits.seconds, limits.memory):
            yield
    except OverdueError as problem:
        told = out_of_time(running_line(problem) or place, limits.seconds)
    except MemoryError as problem:
        told = out_of_memory(running_line(problem) or place, limits.memory)
    else:
        return
    raise RenderError(told)


def with_row_name(found: Iterable[Finding], job: Job) -> tuple[Finding, ...]:
    """Findings that name their row."""
    return tuple(replace(each, rows=job.rows) for each in found)


def spacings(job: Job) -> tuple[Spacing, ...]:
    """How close things may stand in an edition: as its briefing says for every language, or any.

    Larger type keeps its white, in every language, and takes as many pages as it needs.
    """
    if job.form.profile != "standard" or job.briefing.spacing == "usual":
        return SPACINGS[:1]
    return (job.briefing.spacing,) if job.briefing.spacing else SPACINGS


def ahead(job: Job) -> tuple[Finding, ...]:
    """That the change bars were to look back to a day that an edition has not seen yet."""
    if job.since is None or job.since <= job.day:
        return ()
    told = f"no change bars: {job.since} is after the day of this edition, {job.day}"
    return (Finding("since", Severity.WARNING, job.briefing.place, told, "give an earlier day"),)
