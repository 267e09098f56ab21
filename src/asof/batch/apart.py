"""Makes jobs in a process of its own: whatever ends that ends neither the batch nor us."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from asof.batch.sharing import Raised
from asof.child_process import METHOD, end_with_parent

LISTENING = 0.2  # seconds between looks at whether somebody has asked to stop
Stopped = Callable[[], bool]
T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[Sequence[T], Stopped], Iterator[R]]


def made_apart(work: Work[T, R], jobs: Sequence[T], stopped: Stopped) -> Generator[R, None, int]:
    """What is made of jobs, in their order, while the process that makes it lives.

    Returns how it ended: as shells have it, or minus the signal that ended it.
    """
    context = multiprocessing.get_context(METHOD)
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(work, jobs, here, there))
    process.start()
    there.close()
    try:
        yield from _received(here, stopped)
        process.join()
        return process.exitcode or 0
    finally:
        process.kill()
        process.join()
        process.close()
        here.close()


def _received(here: Connection, stopped: Stopped) -> Iterator[Any]:
    """What the other process sends until it ends; it is told once that nothing more is wanted."""
    told = False
    while True:
        while not here.poll(LISTENING):
            if stopped() and not told:
                here.send(told := True)
        try:
            received = here.recv()
        except (EOFError, ConnectionResetError):
            return
        if isinstance(received, Raised):
            raise received.again
        yield received


def _work(work: Work[T, R], jobs: Sequence[T], here: Connection, there: Connection) -> None:
    here.close()
    leave_signals()
    end_with_parent(owned=True)
    try:
        for outcome in work(jobs, there.poll):
            there.send(outcome)
    except Exception as problem:  # noqa: BLE001 (it is raised where somebody hears it)
        there.send(Raised.here(problem))
    there.close()


def leave_signals() -> None:
    """Let what asks to stop be for the first process to hear."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
