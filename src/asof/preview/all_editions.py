"""The editions of all briefings for the day of a view."""

from __future__ import annotations

from datetime import date
from typing import Literal

from asof.build import draft
from asof.jobs import Job, Request, plan_jobs
from asof.ledger import Ledger
from asof.preview.snapshot import Snapshot
from asof.preview.view import Asked, day_asked
from asof.quota import ended_by_the_kernel
from asof.review import Draft


def all_editions(
    snapshot: Snapshot, asked: Asked, since: Literal["none"] | None = None
) -> tuple[Job, ...]:
    """One for each document and language; raises AsofError as a build does."""
    day, known = clocks_asked(asked)
    request = Request(today=snapshot.today, day=day, known=known, since=since, store=snapshot.store)
    if not snapshot.briefings:
        return ()
    return plan_jobs(snapshot.workspace, snapshot.briefings, request, snapshot.ledger.former)


def guarded_draft(ledger: Ledger, job: Job) -> Draft:
    """An edition filled, or why it cannot be; what nothing else can end, ends the process."""
    with ended_by_the_kernel(job.workspace.config.limits.seconds):
        return draft(ledger, job)


def clocks_asked(asked: Asked) -> tuple[date | None, date | None]:
    """The day that a question names, and up to which reports count; raises AsofError."""
    return day_asked(asked.get("day")), day_asked(asked.get("known"))
