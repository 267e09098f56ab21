"""Runs the program as a process of its own, and measures what it takes.

It is forked from a server that has imported the program once: a thousand runs cost the import of
one. Nothing else is shared, and the server has read no workspace.
"""

from __future__ import annotations

import atexit
import io
import os
import signal
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.util import get_temp_dir
from pathlib import Path
from threading import Timer

HANGS = 60.0  # seconds after which a program is ended, however busy the machine is
IMPORTED = ["asof.build", "asof.cli", "asof.batch.workers", "asof.cli.build", "asof.cli.check"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is to run: the words of the command, where, and in which environment."""

    words: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    says: Path
    answers: Path


@dataclass(frozen=True, slots=True)
class Taken:
    """How a program ended, and what it took: seconds of a processor, bytes of its largest process.

    `status` is negative where a signal ended it.
    """

    status: int
    seconds: float
    memory: int


@lru_cache(maxsize=1)
def _server() -> ForkServerContext:
    """The server, its socket in no folder that a build of this process takes away with it."""
    before, tempfile.tempdir = tempfile.tempdir, None
    get_temp_dir()
    tempfile.tempdir = before
    server = get_context("forkserver")
    server.set_forkserver_preload(IMPORTED)
    return server


def measured(run: Run) -> Taken:
    """Run the program."""
    here, there = _server().Pipe(duplex=False)
    watcher = _server().Process(target=_watch, args=(run, there))
    watcher.start()
    there.close()
    taken: Taken = here.recv()
    watcher.join()
    return taken


def _watch(run: Run, tell: Connection) -> None:
    """Start the program, wait for its end, and end it where that does not come."""
    program = os.fork()
    if program == 0:
        _become(run)
    timer = Timer(HANGS, os.killpg, (program, signal.SIGKILL))
    timer.start()
    _, status, used = os.wait4(program, 0)
    timer.cancel()
    unit = 1 if sys.platform == "darwin" else 1024
    seconds = used.ru_utime + used.ru_stime
    tell.send(Taken(os.waitstatus_to_exitcode(status), seconds, used.ru_maxrss * unit))


def _become(run: Run) -> None:
    """Be the program, as a shell starts it."""
    status = 1
    try:
        os.setsid()
        os.chdir(run.folder)
        os.environ.clear()
        os.environ.update(run.environment)
        for number, path in ((1, run.answers), (2, run.says)):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb"), encoding="utf-8")
        sys.stderr = io.TextIOWrapper(os.fdopen(2, "wb"), encoding="utf-8", line_buffering=True)
        status = _status(run.words)
        atexit._run_exitfuncs()  # which what was forked does not do by itself
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _status(words: Sequence[str]) -> int:
    from asof.cli import main

    try:
        main(list(words), prog_name="asof")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0
