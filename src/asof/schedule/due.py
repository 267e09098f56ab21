"""What is due: of each document the last due day, and on request those that were missed.

While a plan is carried out nobody else plans for the same folder. So two that are started together
print each edition once: the second finds what the first has printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import Any

from asof import data, output, register
from asof.briefing.definition import Briefing
from asof.briefing.series import EditionSeries, scheduled
from asof.diagnostics import Finding, Severity
from asof.jobs import Document, Job, Request, chosen, folder, job_of, looking_back, spoken
from asof.ledger import Ledger
from asof.schedule.on_change import ChangesSince
from asof.schedule.printed import EditionOnSite, PrintedEditions
from asof.workspace import Workspace

DAY = timedelta(days=1)
NAMED = 5  # days that a finding names: more are counted


class Skip(StrEnum):
    """Why nothing of a document is printed."""

    NO_RHYTHM = "no rhythm"
    NOT_BEGUN = "not begun"
    PRINTED = "printed already"
    UNCHANGED = "unchanged"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A document of which nothing is printed: why, the day that was last due, and the next."""

    job: Job
    why: Skip
    day: date | None = None
    next: date | None = None

    def described(self) -> dict[str, Any]:
        """What is skipped, as `--json` names it."""
        days = {"day": self.day, "next": self.next}
        told = {name: day.isoformat() if day else None for name, day in days.items()}
        return document_record(self.job) | {"why": self.why} | told


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """The days on which a document was due, was never printed, and is not printed now."""

    job: Job
    days: tuple[date, ...]

    def described(self) -> dict[str, Any]:
        """What was missed, as `--json` names it."""
        return document_record(self.job) | {"days": [day.isoformat() for day in self.days]}


def document_record(job: Job) -> dict[str, Any]:
    """Which document it is, and in which language."""
    row, lang = job.row.name if job.row else None, job.workspace.short(job.tag)
    return {"briefing": job.briefing.name, "row": row, "lang": lang}


@dataclass(frozen=True, slots=True)
class DueRequest:
    """What is asked for beside what any build is: missed days too, and what is on a site."""

    catch_up: bool = False
    site: tuple[EditionOnSite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePlan:
    """What is due, the oldest day first; what is skipped, and what was missed."""

    ledger: Ledger
    jobs: tuple[Job, ...]
    skipped: tuple[Skipped, ...]
    missed: tuple[Missed, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was due and never printed, for each briefing."""
        each = groupby(self.missed, key=lambda missed: missed.job.briefing.name)
        return tuple(missed_edition(tuple(group)) for _, group in each)

    def described(self) -> dict[str, Any]:
        """What is skipped and what was missed, as `--json` names it."""
        return {
            "skipped": [each.described() for each in self.skipped],
            "missed": [each.described() for each in self.missed],
        }


@contextmanager
def planned_due(workspace: Workspace, request: Request, due: DueRequest) -> Iterator[DuePlan]:
    """What is due, while nobody else plans for the output folder; raises AsofError."""
    out = folder(workspace, request)
    with output.locked_folder(out, "--out"):
        ledger, briefings = data.read(workspace, request.store)
        entered = register.read_register(workspace, ledger.former)
        printed = PrintedEditions(
            workspace=workspace, out=out, entered=entered, site=due.site, former=ledger.former
        )
        yield DuePlanning(workspace, ledger, request, due, printed).plan(briefings)


@dataclass(frozen=True, slots=True)
class DuePlanning:
    """The work of planning."""

    workspace: Workspace
    ledger: Ledger
    request: Request
    due: DueRequest
    printed: PrintedEditions

    def plan(self, briefings: Mapping[str, Briefing]) -> DuePlan:
        """The plan for all documents that are asked for, in their languages."""
        documents = chosen(briefings, self.request.briefings, self.ledger.former.briefings)
        tags = spoken(self.workspace, self.request.languages)
        parts = [self._planned(document, tag) for document in documents for tag in tags]
        jobs = sorted((job for each in parts for job in each.jobs), key=lambda job: job.day)
        return DuePlan(
            ledger=self.ledger,
            jobs=tuple(looking_back(j, self.request.since, self.printed.entered) for j in jobs),
            skipped=tuple(skipped for each in parts for skipped in each.skipped),
            missed=tuple(missed for each in parts for missed in each.missed),
        )

    def _planned(self, document: Document, tag: str) -> DuePlan:
        """What is due of one document in one language."""
        today = self._job(document, tag, self.request.today)
        days = tuple(self._days(today))
        lacking = days if self.due.catch_up else days[-1:]
        on_days = (self._job(document, tag, day) for day in lacking)
        jobs = tuple(job for job in on_days if not self.printed.has(job))
        left, printed = () if self.due.catch_up else days[:-1], self.printed.days(today)
        missed = tuple(day for day in left if day not in printed)
        return DuePlan(
            ledger=self.ledger,
            jobs=jobs,
            skipped=() if jobs else (self._skipped(today, days),),
            missed=(Missed(job=today, days=missed),) if missed else (),
        )

    def _job(self, document: Document, tag: str, day: date) -> Job:
        return job_of(self.workspace, document, tag, replace(self.request, day=day))

    def _days(self, today: Job) -> Iterator[date]:
        """The days on which a document has been due, the oldest first.

        A rhythm that states no first day has been one since the first edition that was printed.
        """
        series = today.briefing.series
        if series is None:
            return
        if series.on_change:
            yield from self._days_of_change(series, today)
            return
        last = series.of_day(today.day) or series.numbering.before(today.day)
        if last:
            begun = series.begins or min(*self.printed.days(today), last.day, last.day)
            yield from due_days(series, begun, last.day)

    def _days_of_change(self, series: EditionSeries, today: Job) -> Iterator[date]:
        """The days after the last edition on which something that it printed read otherwise."""
        found = self.printed.last(today)
        first = found[0] + DAY if found else today.day
        among = [day for day in each_day(first, today.day) if open_on(series, day)]
        if found is None:
            yield from among
            return
        language = self.workspace.language(today.tag)
        yield from ChangesSince(self.ledger, language, found[1]).days(among)

    def _skipped(self, today: Job, days: tuple[date, ...]) -> Skipped:
        """Why nothing of a document is printed."""
        series = today.briefing.series
        if series is None:
            return Skipped(job=today, why=Skip.NO_RHYTHM)
        last = max(days, default=None)
        if series.on_change:
            last = max(self.printed.days(today), default=None)
        return Skipped(
            job=today,
            why=why_not(series, last, today.day),
            day=last,
            next=next_due(series, today.day),
        )


@lru_cache(maxsize=16)  # a briefing has the same days in all its rows and languages
def due_days(series: EditionSeries, first: date, last: date) -> tuple[date, ...]:
    """The days of editions from one to another; what a table announces alone has no line yet."""
    listed = scheduled(series, first, last)
    return tuple(e.day for e in listed if e.day <= last and (e.number or not series.in_table))


def why_not(series: EditionSeries, last: date | None, today: date) -> Skip:
    """Why nothing is due of what was last due, or last came out on change, on a day."""
    if series.ends and series.ends < today:
        return Skip.ENDED
    if last is None:
        return Skip.NOT_BEGUN
    return Skip.UNCHANGED if series.on_change and last < today else Skip.PRINTED


def next_due(series: EditionSeries, today: date) -> date | None:
    """The next day on which an edition comes out, as far as that can be told."""
    after, begins = series.numbering.after(today), series.begins
    if after is None and begins and begins > today:
        return begins
    return after.day if after else None


def open_on(series: EditionSeries, day: date) -> bool:
    """Whether what comes out on change may come out on a day."""
    begins, ends = series.begins or date.min, series.ends or date.max
    return begins <= day <= ends and day not in series.without


def each_day(first: date, last: date) -> Iterator[date]:
    """The days from one to another, both included."""
    return (first + n * DAY for n in range((last - first).days + 1))


def missed_edition(missed: tuple[Missed, ...]) -> Finding:
    """That editions of a briefing were due and never printed."""
    briefing = missed[0].job.briefing
    days = sorted({day.isoformat() for each in missed for day in each.days})
    more = f" and {len(days) - NAMED} more" if len(days) > NAMED else ""
    told = f"due and never printed: {', '.join(days[:NAMED])}{more}"
    place = briefing.series.place if briefing.series else briefing.place
    return Finding("missed-edition", Severity.WARNING, place, told, "add --catch-up")
