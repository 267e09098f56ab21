"""Serves a preview on the loopback until somebody asks to stop. The door to uvicorn."""

from __future__ import annotations

import asyncio
import errno
import socket
from asyncio import Future
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_urlsafe
from threading import Event
from typing import Any
from urllib.parse import urlencode

import uvicorn

from asof.cache import Store
from asof.diagnostics import AsofError, Finding, error
from asof.files import OUTPUT
from asof.preview.app import Answers, front_files
from asof.preview.asking import NoAnswerError
from asof.preview.guard import TOKEN, Guard
from asof.preview.pictures import Pictures
from asof.preview.pressroom import Pressroom
from asof.preview.session import Session
from asof.preview.watching import Watched, polled

LOOPBACK = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
NAMES = ("127.0.0.1", "localhost", "[::1]")
NO_PROTOCOL = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
TRIES = 20  # free ports of one protocol that may be taken in the other
HTTP = 80  # the port that addresses leave out


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What is previewed, and where: port 0 is one that is free, `view` what is looked at first.

    `opened` is given the address, `fault` what is wrong with the program itself.
    """

    root: Path
    runs_code: bool
    store: Store
    today: Callable[[], date]
    editor: str
    port: int
    view: Mapping[str, str]
    opened: Callable[[str], None]
    fault: Callable[[Finding], None]

    def serve(self, signals: Sequence[int]) -> int:
        """Serve until one of some signals comes, which is returned; raises AsofError."""
        with ExitStack() as stack:
            sockets = [stack.enter_context(each) for each in loopback_sockets(self.port)]
            return asyncio.run(self._serve(sockets, signals))

    async def _serve(self, sockets: list[socket.socket], signals: Sequence[int]) -> int:
        stopped, token = Event(), token_urlsafe(32)
        pressroom, pictures = self._pressroom(), Pictures()
        session = Session(pressroom, self._watched(stopped), self.fault)
        answers = self._answers(session, pictures)
        server = _Server(_config(guarded(answers, _port(sockets), token)))
        with heard(signals) as asked, closing(pictures):
            await pressroom.start()
            running = session.run(), server.serve(sockets)
            work: list[Future[None]] = [asyncio.create_task(each) for each in running]
            named = asyncio.create_task(self._refuse_mistyped(pressroom))
            try:
                await first_of(asked, named, *work)
                if named.done():
                    named.result()
                    address = urlencode({TOKEN: token, **self.view})
                    self.opened(f"http://{_host(sockets)}/?{address}")
                    await first_of(asked, *work)
            finally:
                named.cancel()
                stopped.set()
                session.end()
                server.should_exit = True
                failed = await asyncio.gather(*work, return_exceptions=True)
                await pressroom.close()
        for problem in filter(None, failed):
            raise problem
        return asked.result()

    async def _refuse_mistyped(self, pressroom: Pressroom) -> None:
        """Raise AsofError for a name that no briefing has or had, where that can be known."""
        name = self.view.get("briefing")
        with suppress(NoAnswerError):
            reply = await pressroom.ask("mistyped", {"briefing": name}) if name else None
            found = reply.told["mistyped"] if reply else ()
            if found:
                raise AsofError(*(error(None, **each) for each in found))

    def _pressroom(self) -> Pressroom:
        return Pressroom(self.root, runs_code=self.runs_code, store=self.store, fault=self.fault)

    def _watched(self, stopped: Event) -> Watched:
        return Watched(
            root=self.root,
            output=self.root / OUTPUT,
            today=self.today,
            stopped=stopped.is_set,
            polling=polled(),
        )

    def _answers(self, session: Session, pictures: Pictures) -> Answers:
        return Answers(
            session=session,
            pictures=pictures,
            root=self.root,
            editor=self.editor,
            front=front_files(),
        )


def guarded(answers: Answers, port: int, token: str) -> Guard:
    """What is answered at a port, to who knows the token."""
    hosts = {f"{name}:{port}" for name in NAMES} | ({*NAMES} if port == HTTP else set())
    return Guard(answers.application(), frozenset(hosts), f"asof-{port}", token)


class _Server(uvicorn.Server):
    """The server; whoever runs it hears the signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Hear none."""
        yield


def _config(app: Guard) -> uvicorn.Config:
    """How it is served: with no log, no other protocol, and no waiting for answers at the end."""
    return uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=0,
    )


async def first_of(*ways: Future[Any]) -> None:
    """Wait until one of several things has come to pass."""
    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)


@contextmanager
def heard(signals: Sequence[int]) -> Iterator[Future[int]]:
    """The first of some signals that comes; the next one is heard as if nobody had asked."""
    loop = asyncio.get_running_loop()
    asked: Future[int] = loop.create_future()

    def hear(number: int) -> None:
        for each in signals:
            loop.remove_signal_handler(each)
        asked.set_result(number)

    for number in signals:
        loop.add_signal_handler(number, hear, number)
    yield asked


def loopback_sockets(port: int, tries: int = TRIES) -> list[socket.socket]:
    """What listens on the loopback at a port, or at a free one where it is 0.

    That is a socket for each protocol there is: 'localhost' is a name for both, and nobody else is
    to answer there. Raises AsofError where the port cannot be had.
    """
    try:
        return _bound(port)
    except OSError as problem:
        if port or problem.errno != errno.EADDRINUSE or tries == 1:
            raise _unusable(port, problem) from None
    return loopback_sockets(port, tries - 1)


def _bound(port: int) -> list[socket.socket]:
    sockets: list[socket.socket] = []
    with ExitStack() as stack:
        for family, address in LOOPBACK:
            try:
                made = socket.create_server((address, port), family=family)
            except OSError as problem:
                if problem.errno in NO_PROTOCOL and (sockets or family == socket.AF_INET):
                    continue
                raise
            sockets.append(stack.enter_context(made))
            port = _port(sockets)
        stack.pop_all()
    return sockets


def _unusable(port: int, problem: OSError) -> AsofError:
    """That nothing can listen at a port, and what to do."""
    if problem.errno == errno.EADDRINUSE:
        told = f"port {port} is taken"
        return AsofError(error(None, told, "choose another --port, or leave it out for a free one"))
    told = f"nothing can listen on the loopback: {(problem.strerror or 'no reason given').lower()}"
    return AsofError(error(None, told, "choose a --port of 1024 or more"))


def _port(sockets: Sequence[socket.socket]) -> int:
    return int(sockets[0].getsockname()[1])


def _host(sockets: Sequence[socket.socket]) -> str:
    """The address of the first of some sockets, as a browser is told it."""
    number = sockets[0].getsockname()[0]
    shown = f"[{number}]" if sockets[0].family == socket.AF_INET6 else number
    return f"{shown}:{_port(sockets)}"
