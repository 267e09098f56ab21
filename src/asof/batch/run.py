"""The plan carried out: each edition left as it is, or made by a worker and written."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace

from asof import data, output
from asof.batch.build_log import find_built, log_built
from asof.batch.up_to_date import CurrentInputs
from asof.diagnostics import AsofError, error
from asof.jobs import Built, Job, Outcome, PrintedEdition, Request, files_of, plan_jobs
from asof.ledger import Ledger
from asof.workspace import Workspace

Outcomes = Generator[Outcome, None, None]


def build(workspace: Workspace, request: Request) -> Iterator[Built]:
    """Build every edition asked for, in order; raises AsofError for unusable data."""
    ledger, briefings = data.read(workspace, request.store)
    jobs = plan_jobs(workspace, briefings, request, ledger.former)
    yield from build_jobs(ledger, jobs, request)


def build_jobs(ledger: Ledger, jobs: tuple[Job, ...], request: Request) -> Iterator[Built]:
    """Build the editions of a plan, in its order."""
    if not jobs:
        return
    inputs = CurrentInputs(jobs[0].workspace, ledger)
    found = [find_built(job, inputs) for job in jobs]
    due = tuple(each.job for each in found if not each.reused)
    left = len(due)
    with closing(workers(ledger, request, due)) as made:
        for each in found:
            left -= not each.reused
            outcome = None if each.reused else next(made, None)
            if each.reused or outcome:
                built = finish_job(each, outcome) if outcome else each
                yield replace(built, left=left)


def workers(ledger: Ledger, request: Request, jobs: tuple[Job, ...]) -> Outcomes:
    """The outcomes of jobs, in their order, from the workers asked for."""
    if jobs and request.dask:
        yield from _cluster(request.dask, jobs, request)
    elif jobs:
        from asof.batch import workers as local

        yield from local.local_outcomes(ledger, jobs, request.jobs, request.stopped)


def _cluster(address: str, jobs: tuple[Job, ...], request: Request) -> Outcomes:
    """The outcomes of jobs from a cluster; raises AsofError where dask is not installed."""
    try:
        from asof.batch import cluster
    except ModuleNotFoundError as problem:
        told = f"--dask needs '{problem.name}'"
        raise AsofError(error(None, told, "pip install 'asof[dask]'")) from None
    return cluster.cluster_outcomes(address, jobs, request.stopped)


def finish_job(found: Built, outcome: Outcome) -> Built:
    """What became of a job: its files written and remembered, or why it could not be made."""
    if isinstance(outcome, AsofError):
        return replace(found, failure=outcome)
    try:
        write_edition(found.job, outcome)
    except AsofError as problem:
        return replace(found, failure=problem)
    if outcome.failure:
        return replace(found, failure=outcome.failure)
    log_built(found.job, outcome)
    return replace(found, pages=outcome.pages, digest=outcome.digest, findings=outcome.findings)


def write_edition(job: Job, made: PrintedEdition) -> None:
    """Put an edition into its folder: the PDF, its record, and the HTML where that is asked for."""
    output.write_pair(files_of(job, made))
    if made.document:
        output.write_files(output.html_files(job.path.with_suffix(""), made.document))
