"""The time and the memory that one piece of work may take, and how it is ended.

Memory is bounded by the kernel, which macOS does not do: there only time is.
"""

from __future__ import annotations

import math
import os
import resource
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb
from types import FrameType
from typing import Any

from asof.diagnostics import Location

AGAIN = 5.0  # seconds after which work is told once more that its time is over
GRACE = 5  # seconds of a processor that work has to hear of it
STATM = Path("/proc/self/statm")


class OverdueError(BaseException):
    """Time is over. It is no Exception: no library takes it for a failure of its own.

    `place` is the author's line that was running, where that was in another process.
    """

    def __init__(self, place: Location | None = None) -> None:
        super().__init__(place)
        self.place = place


def running_line(problem: BaseException) -> Location | None:
    """The line of a workspace's template or chart that was running when something was raised.

    Jinja leaves what is no Exception as it was raised: at lines of its own code.
    """
    if isinstance(problem, OverdueError) and problem.place:
        return problem.place
    found = [line for frame, at in walk_tb(problem.__traceback__) if (line := _own(frame, at))]
    return found[-1] if found else None


def _own(frame: FrameType, at: int) -> Location | None:
    template = frame.f_globals.get("__jinja_template__")
    if template is not None and not str(template.filename).startswith("theme/"):
        return Location(str(template.filename), template.get_corresponding_lineno(at))
    name = str(frame.f_globals.get("__name__"))
    return Location(f"{name.replace('.', '/')}.py", at) if name.startswith("charts.") else None


@contextmanager
def allotted(seconds: int, memory: int) -> Iterator[None]:
    """Meanwhile no more is taken than some seconds and megabytes.

    Raises OverdueError and MemoryError. Work within such work has no time of its own, and threads
    beside the first, whom no signal reaches, are not bounded.
    """
    first = threading.current_thread() is threading.main_thread()
    if not first or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return
    with _timed(seconds), _bounded(memory * 2**20):
        yield


@contextmanager
def _timed(seconds: int) -> Iterator[None]:
    def ring(*_: Any) -> None:
        raise OverdueError

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _bounded(memory: int) -> Iterator[None]:
    before, most = resource.getrlimit(resource.RLIMIT_DATA)
    bounds = [n for n in (before, most, _data() + memory) if n != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(bounds), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (before, most))


def _data() -> int:
    """The bytes of data that this process holds."""
    if not STATM.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(STATM.read_text().split()[5]) * resource.getpagesize()


@contextmanager
def ended_by_the_kernel(seconds: int) -> Iterator[None]:
    """Meanwhile the kernel ends this process where it does not hear that its time is over.

    That is the end of what stays in a library's own code: of one figure with a million digits.
    """
    before, most = resource.getrlimit(resource.RLIMIT_CPU)
    end = math.ceil(time.process_time()) + seconds + GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (end, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (before, most))


def cores() -> int:
    """The processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
