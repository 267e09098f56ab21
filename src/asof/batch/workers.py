"""Workers on this machine: forked from a process that has made one edition and is warm.

That one is no worker's parent alone: it is apart from us, so that what ends it ends no batch.
"""

from __future__ import annotations

import gc
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import islice

from asof.batch.apart import Stopped, Work, made_apart
from asof.batch.sharing import DeathError, Sharing
from asof.child_process import end_with_parent, switched_off
from asof.diagnostics import RenderError
from asof.filling_process import filled_meanwhile
from asof.gc_pause import frozen_heap, unsearched
from asof.jobs import Job, Outcome, with_row_name
from asof.ledger import Ledger
from asof.limits import ended_work
from asof.quota import cores, ended_by_the_kernel
from asof.scratch import scratch_folder

LIFE = 150  # editions that a process makes: the engine keeps a little of each


def local_outcomes(
    ledger: Ledger, jobs: Sequence[Job], number: int | None, stopped: Stopped
) -> Generator[Outcome, None, None]:
    """The outcomes of jobs in their order, made by a number of workers, or one for each core.

    No job is begun once `stopped` tells so. A job is to blame for the end of a process only where
    it was the first that the process made: else it is made again, as the first of another. A kill
    may be meant for the process and not for the job: only the second is the job's.
    """
    scratch_folder()
    todo, killed = deque(jobs), -1
    while todo and not stopped():
        waiting = len(todo)
        ended = yield from _taken(todo, partial(_made_here, ledger, number or cores()), stopped)
        if not ended or len(todo) < waiting or stopped():
            continue
        if ended == -signal.SIGKILL and killed != waiting:
            killed = waiting
        else:
            yield death(todo.popleft(), ended)


def _taken(
    todo: deque[Job], work: Work[Job, Outcome], stopped: Stopped
) -> Generator[Outcome, None, int]:
    """Outcomes of jobs made apart, each job taken from those to do; returns how that ended."""
    made = made_apart(work, tuple(todo), stopped)
    with closing(made):
        while True:
            try:
                outcome = next(made)
            except StopIteration as end:
                return int(end.value)
            todo.popleft()
            yield outcome


def _made_here(
    ledger: Ledger, number: int, jobs: Sequence[Job], stopped: Stopped
) -> Iterator[Outcome]:
    """The outcomes of jobs; the first is made here: what it loads, the workers find loaded."""
    first, *rest = jobs
    _begin(ledger)
    yield from _made_alone(first) if made_by_several(len(jobs), number) else _made_first(first)
    if rest:
        with frozen_heap():
            yield from _rest(Pool(ledger, rest, number, stopped))


def death(job: Job, ended: int) -> RenderError:
    """That the process which was making a job ended, and what ended it."""
    seconds = job.workspace.config.limits.seconds
    told = ended_work(job.briefing.place, job.name, ended, seconds)
    return RenderError(*(with_row_name([told], job) if ended == -signal.SIGXCPU else [told]))


def _rest(pool: Pool) -> Iterator[Outcome]:
    """The outcomes of the other jobs; what one worker makes in one life is made here."""
    if min(pool.number, len(pool.jobs)) > 1 or len(pool.jobs) > LIFE:
        return pool.outcomes()
    return (_another(job) for job in pool.jobs if not pool.stopped())


@dataclass(frozen=True, slots=True)
class Pool:
    """Processes that share out jobs; one that dies takes no other job's edition with it."""

    ledger: Ledger
    jobs: Sequence[Job]
    number: int
    stopped: Stopped

    def outcomes(self) -> Iterator[Outcome]:
        """The outcomes in the order of the jobs."""
        todo = deque(self.jobs)
        while todo and not self.stopped():
            try:
                yield from self._shared(todo)
            except DeathError:
                yield self._alone(todo.popleft())

    def _shared(self, todo: deque[Job]) -> Iterator[Outcome]:
        """Outcomes of as many of the jobs as processes live for, each taken from them."""
        jobs = tuple(islice(todo, LIFE * self.number))
        sharing = Sharing(jobs, _another, partial(_serve, self.ledger), self.stopped)
        for outcome in sharing.results(min(self.number, len(jobs))):
            todo.popleft()
            yield outcome

    def _alone(self, job: Job) -> Outcome:
        """The outcome of a job whose process died, tried once more by itself."""
        made = local_outcomes(self.ledger, (job,), 1, lambda: False)
        return next(made)


_ledgers: list[Ledger] = []  # the one that this process reads


def _serve(ledger: Ledger) -> None:
    """Make a process a worker: what stops the whole is for the first process to hear."""
    end_with_parent(owned=False)
    _begin(ledger)


def _begin(ledger: Ledger) -> None:
    _ledgers[:] = [ledger]


def _attempt(job: Job) -> Outcome:
    """Make a job here."""
    from asof.build import attempt

    with unsearched(), ended_by_the_kernel(job.workspace.config.limits.seconds):
        return attempt(_ledgers[0], job)


def _made_first(job: Job) -> Iterator[Outcome]:
    """The first job of several: what fills is loaded before its time begins, which may be over."""
    import_module("asof.filling")
    yield _attempt(job)


def made_by_several(jobs: int, number: int) -> bool:
    """Whether several processes make an edition: the only one, and nothing of it is loaded yet."""
    cold = "weasyprint" not in sys.modules
    return jobs == 1 and cold and min(number, cores()) > 1 and not switched_off()


def _made_alone(job: Job) -> Iterator[Outcome]:
    """The only job that there is: a child fills its texts while the engine is loaded here."""
    with unsearched(), filled_meanwhile(_ledgers[0], job):
        from asof import engine, output, pdf

        with suppress(OSError, ImportError):  # what is missing is told where it is needed
            engine.try_out()
            pdf.load()
            output.versions()
        yield _attempt(job)


def _another(job: Job) -> Outcome:
    """Make one job after another: what the engine left in circles goes before the next.

    Only what is new is looked through: facts that were read for one edition serve others.
    """
    outcome = _attempt(job)
    gc.collect(1)
    return outcome
