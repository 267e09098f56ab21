"""A process that answers questions by forking: what it has loaded and read, each answer finds.

Each question comes with a socket of its own, and lives as long as that: who closes the other end,
or dies, ends the work at once. An answer may be asked on: then its process forks as the first does.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from struct import Struct
from threading import Thread
from typing import Any, NoReturn

from asof.diagnostics import AsofError, RenderError, own_fault
from asof.gc_pause import frozen_heap
from asof.preview.told_findings import told_findings
from asof.scratch import remove, scratch_folder

NUMBER = Struct("!Q")  # goes with the socket of a question
END = Struct("!Qi")  # the number of a question whose process has ended, and how
COUNT = Struct("!I")  # of the parts of a message
SIZE = Struct("!Q")  # of one of them

Question = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ForkedAnswer:
    """What a question is answered with: as JSON, and as bytes besides.

    `asked_on` answers the questions about it; where there is none, nothing more can be asked.
    """

    told: Mapping[str, Any]
    blobs: tuple[bytes, ...] = ()
    asked_on: Callable[[Question], ForkedAnswer] | None = None


Answerer = Callable[[Question], ForkedAnswer]


def serve(control: socket.socket, answer: Answerer) -> None:
    """Answer what is asked, each question in a process of its own, while anybody can ask.

    It ends after the last of these: they share a folder, and what each leaves is removed here.
    """
    numbers: dict[int, int] = {}  # of questions, by the process that answers
    asked = True
    with frozen_heap(), woken_by_children() as woken:
        while asked or numbers:
            ready, _, _ = select.select([woken, *([control] if asked else [])], [], [])
            for process, code in ended_children(woken):
                remove(own_folder(process))
                _tell_end(control, numbers.pop(process), code)
            if control in ready:
                asked = _fork(control, woken, answer, numbers)


def _fork(
    control: socket.socket, woken: socket.socket, answer: Answerer, numbers: dict[int, int]
) -> bool:
    """Fork a process for the next question; tells whether there was one."""
    try:
        head, handed, _, _ = socket.recv_fds(control, NUMBER.size, 1)
    except ConnectionResetError:  # who asked us has gone without having read all that we told
        return False
    if not head:
        return False
    with closing(socket.socket(fileno=handed[0])) as asker:
        process = os.fork()
        if not process:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            woken.close()
            control.close()  # who asks us must hear of our end, whatever our children do
            _answer_and_end(asker, answer)
        (numbers[process],) = NUMBER.unpack(head)
    return True


def _tell_end(control: socket.socket, number: int, code: int) -> None:
    with suppress(OSError):  # of who asks no more
        control.sendall(END.pack(number, code))


# ---- in the process of one question


def _answer_and_end(asker: socket.socket, answer: Answerer) -> NoReturn:
    """Answer one question, and those about its answer."""
    code = 1
    try:
        with suppress(ConnectionError):  # nobody waits for it any more
            _use_own_folder()
            question = json.loads(receive(asker)[0])
            with ended_with(asker):
                made = answer_or_refusal(answer, question)
            asker.sendall(packed(made))
            if made.asked_on:
                serve(asker, made.asked_on)
        code = 0
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)


def answer_or_refusal(answer: Answerer, question: Question) -> ForkedAnswer:
    """The answer to a question, or what is to be told instead."""
    try:
        return answer(question)
    except AsofError as problem:
        return refusal(problem)
    except Exception as problem:  # noqa: BLE001 (a fault of ours spoils one answer, no other)
        return refusal(RenderError(own_fault(problem, None)))


def refusal(problem: AsofError) -> ForkedAnswer:
    """That there is no answer, and why."""
    found = told_findings(problem.findings)
    return ForkedAnswer({"refused": {"findings": found, "exit_code": problem.exit_code}})


@contextmanager
def ended_with(asker: socket.socket) -> Iterator[None]:
    """Meanwhile this process ends at once when the other end of a socket is closed.

    Nothing is sent to it meanwhile, so that it can be read tells of its end. No thread is left
    behind: a process that forks is to have none.
    """
    here, there = socket.socketpair()
    watch = Thread(target=_end_with, args=(asker, there), daemon=True)
    with here, there:
        watch.start()
        try:
            yield
        finally:
            here.shutdown(socket.SHUT_RDWR)
            watch.join()


def _end_with(asker: socket.socket, there: socket.socket) -> None:
    ready, _, _ = select.select([asker, there], [], [])
    if asker in ready:
        os._exit(0)


# ---- its temporary files


def own_folder(process: int) -> Path:
    """Where a process that was forked has its temporary files."""
    return scratch_folder() / str(process)


def _use_own_folder() -> None:
    """Have temporary files where they are removed when this process has ended."""
    folder = own_folder(os.getpid())
    folder.mkdir(mode=0o700)
    tempfile.tempdir = str(folder)


# ---- children


@contextmanager
def woken_by_children() -> Iterator[socket.socket]:
    """A socket that can be read when a child has ended."""
    here, there = socket.socketpair()
    with here, there:
        here.setblocking(False)
        there.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(there.fileno(), warn_on_full_buffer=False)
        try:
            yield here
        finally:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def ended_children(woken: socket.socket) -> Iterator[tuple[int, int]]:
    """The children that have ended since: their numbers, and by which code or minus a signal."""
    with suppress(BlockingIOError):
        woken.recv(4096)
    with suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            yield found[0], os.waitstatus_to_exitcode(found[1])


# ---- messages


def packed(answer: ForkedAnswer) -> bytes:
    """An answer as it is sent."""
    return packed_parts((json.dumps(answer.told).encode(), *answer.blobs))


def packed_parts(parts: Sequence[bytes]) -> bytes:
    """Parts of any bytes as one message: how many they are, how large each is, then all of them."""
    sizes = (SIZE.pack(len(part)) for part in parts)
    return b"".join((COUNT.pack(len(parts)), *sizes, *parts))


def receive(asker: socket.socket) -> list[bytes]:
    """The parts of the next message; raises ConnectionError where there is none."""
    read = partial(_read, asker)
    (count,) = COUNT.unpack(read(COUNT.size))
    sizes = [SIZE.unpack(read(SIZE.size))[0] for _ in range(count)]
    return [read(size) for size in sizes]


def _read(asker: socket.socket, size: int) -> bytes:
    content = asker.recv(size, socket.MSG_WAITALL) if size else b""
    if len(content) < size:
        raise ConnectionError
    return content
