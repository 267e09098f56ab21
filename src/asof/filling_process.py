"""An edition filled by a child process while the engine is loaded, for speed alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from asof import child_process
from asof.jobs import Job, held_to_quota, spacings
from asof.ledger import Edition, Ledger
from asof.ledger.trace import RecordingEdition

if TYPE_CHECKING:
    from asof.page.document import Document
    from asof.templates import Spacing

SORT = "document"
Heights = tuple[tuple[str, float], ...]


@contextmanager
def filled_meanwhile(ledger: Ledger, job: Job) -> Iterator[None]:
    """Meanwhile a child process fills an edition, as it is tried first and whenever it is asked."""
    limits = job.workspace.config.limits
    allowed = child_process.Allowed(limits.seconds, limits.memory)
    first = (str(job.path), spacings(job)[0], ())
    with child_process.child(SORT, partial(_fill, ledger, job), allowed, [first]):
        yield


def _fill(ledger: Ledger, job: Job, _: str, spacing: Spacing, heights: Heights) -> Document:
    with held_to_quota(job):
        edition = job.edition(ledger)
        _foresee_charts(edition, job)
        return _filled_here(edition, job, spacing, heights)


def _foresee_charts(edition: Edition, job: Job) -> None:
    """Let what draws be loaded before what fills is: it takes longer."""
    names = [b.chart for b in job.definition.body if b.chart and b.prints_on(job.day)]
    if names:
        from asof import charts

        reader = RecordingEdition(edition, job.row)
        charts.Drawer(job.workspace, job.store).foresee(names, reader)


def filled(edition: Edition, job: Job, spacing: Spacing, heights: Mapping[str, float]) -> Document:
    """An edition from the child that fills it; filled here where there is none."""
    given = (spacing, tuple(heights.items()))
    here = partial(_filled_here, edition, job, *given)
    return child_process.made(SORT, (str(job.path), *given), here)


def _filled_here(edition: Edition, job: Job, spacing: Spacing, heights: Heights) -> Document:
    from asof.filling import fill_edition

    return fill_edition(edition, job, spacing, dict(heights))
