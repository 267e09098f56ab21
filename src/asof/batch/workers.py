"""Workers on this machine: forked from a process that has made one edition and is warm."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from threading import Thread

from asof.batch.sharing import DeathError, Sharing
from asof.build import attempt
from asof.diagnostics import RenderError, error
from asof.gc_pause import unsearched
from asof.jobs import Job, Outcome
from asof.ledger import Ledger
from asof.scratch import remove, scratch_folder

LIFE = 150  # editions that a process makes: the engine keeps a little of each


def local_outcomes(
    ledger: Ledger, jobs: Sequence[Job], number: int | None, stopped: Callable[[], bool]
) -> Generator[Outcome, None, None]:
    """The outcomes of jobs in their order, made by a number of workers, or one for each core.

    The first is made here: what it loads, the workers find loaded. No job is begun once `stopped`
    tells so.
    """
    first, *rest = jobs
    scratch_folder()
    _begin(ledger)
    yield _attempt(first)
    if rest:
        with frozen_heap():
            yield from _rest(Pool(ledger, rest, number or cores(), stopped))


def _rest(pool: Pool) -> Iterator[Outcome]:
    """The outcomes of the other jobs; what one worker makes in one life is made here."""
    if min(pool.number, len(pool.jobs)) > 1 or len(pool.jobs) > LIFE:
        return pool.outcomes()
    return (_another(job) for job in pool.jobs if not pool.stopped())


@contextmanager
def frozen_heap() -> Iterator[None]:
    """Take what is here for what stays: no search for circles need look through it again."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def cores() -> int:
    """The processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Pool:
    """Processes that share out jobs; one that dies takes no other job's edition with it."""

    ledger: Ledger
    jobs: Sequence[Job]
    number: int
    stopped: Callable[[], bool]

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
        sharing = Sharing((job,), _another, partial(_serve, self.ledger), lambda: False)
        try:
            return next(sharing.results(1))
        except DeathError:
            told = f"the process that was making '{job.name}' died, twice"
            hint = "look for a lack of memory; --jobs 1 needs the least"
            return RenderError(error(job.briefing.place, told, hint))


_ledgers: list[Ledger] = []  # the one that this process reads


def _serve(ledger: Ledger) -> None:
    """Make a process a worker: what stops the whole is for the first process to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):  # so that a pool can end its workers
        signal.signal(number, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    _begin(ledger)


def _end_with_parent() -> None:
    """End this process when the one that it was forked from has ended, whatever ended that."""
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    remove(scratch_folder())
    os._exit(1)


def _begin(ledger: Ledger) -> None:
    _ledgers[:] = [ledger]


def _attempt(job: Job) -> Outcome:
    """Make a job here."""
    with unsearched():
        return attempt(_ledgers[0], job)


def _another(job: Job) -> Outcome:
    """Make one job after another: what the engine left in circles goes before the next.

    Only what is new is looked through: facts that were read for one edition serve others.
    """
    outcome = _attempt(job)
    gc.collect(1)
    return outcome
