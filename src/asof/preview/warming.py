"""Loads what pages need before anybody asks for one."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import product

from asof.build import attempted, laid_edition
from asof.cache import NOTHING_KEPT
from asof.diagnostics import AsofError
from asof.jobs import Job
from asof.preview.snapshot import Snapshot, snapshot
from asof.preview.view import Asked, read_view
from asof.quota import ended_by_the_kernel
from asof.workspace import STARTER, read_workspace

DAY = date(2025, 6, 30)  # on which the note of the starter shows one of everything


def warm(profiles: Iterable[str]) -> None:
    """Have engine, charts, languages and the styles of profiles loaded: the starter is printed."""
    read = snapshot(read_workspace(STARTER), DAY, NOTHING_KEPT)
    for profile, tag in product(profiles, read.workspace.languages):
        view = read_view(read, {"profile": profile, "lang": tag})
        laid_edition(view.edition, view.planned, to_be_seen=True)


def set_pages(read: Snapshot, pages: Iterable[Asked]) -> None:
    """Have the styles, templates and words of pages loaded: each is printed but for its charts.

    Those are code, and what an author's code does to this process would be left to later states. A
    page that cannot be printed so is left out.
    """
    for asked in pages:
        with suppress(AsofError), ended_by_the_kernel(read.workspace.config.limits.seconds):
            view = read_view(read, asked)
            job = without_charts(view.planned)
            attempted(job, partial(laid_edition, view.edition, job, to_be_seen=True))


def without_charts(job: Job) -> Job:
    """An edition with no block that draws."""
    body = tuple(block for block in job.briefing.body if not block.chart)
    return replace(job, briefing=replace(job.briefing, body=body))
