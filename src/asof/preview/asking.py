"""Asks processes that answer by forking, from an event loop: whoever is cancelled ends the work."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from asyncio import Future, IncompleteReadError, StreamReader, StreamWriter, Task
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import Any

from asof.preview.fork_server import COUNT, END, NUMBER, SIZE, Question, packed_parts
from asof.preview.told_findings import Fault, untraced

FIRST = "asof.preview.first_process"

LISTENING: set[Task[None]] = set()  # else they would go with a channel that nobody asks any more


class NoAnswerError(Exception):
    """There is no answer: findings as JSON, and the exit code that a command would have."""

    def __init__(self, findings: Sequence[Mapping[str, Any]], exit_code: int) -> None:
        super().__init__("\n".join(each["message"] for each in findings))
        self.findings, self.exit_code = tuple(findings), exit_code


class WorkDiedError(Exception):
    """The process that was to answer has ended: by a code or minus a signal, where it is known."""

    def __init__(self, ended: int | None) -> None:
        super().__init__(ended)
        self.ended = ended


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered: as JSON, and as bytes besides; of how many bytes it was."""

    told: Mapping[str, Any]
    blobs: tuple[bytes, ...] = ()
    size: int = 0


@dataclass(frozen=True, slots=True)
class Connection:
    """Our end of a pair of sockets; `fault` hears of faults of the program at the other."""

    socket: socket.socket
    reader: StreamReader
    writer: StreamWriter
    fault: Fault

    async def receive(self) -> Reply:
        """The next answer; raises NoAnswerError, or IncompleteReadError where there is none."""
        read = self.reader.readexactly
        (number,) = COUNT.unpack(await read(COUNT.size))
        sizes = [SIZE.unpack(await read(SIZE.size))[0] for _ in range(number)]
        told, *blobs = [await read(size) for size in sizes]
        reply = Reply(untraced(told, self.fault), tuple(blobs), sum(sizes))
        if refused := reply.told.get("refused"):
            raise NoAnswerError(**refused)
        return reply

    def close(self) -> None:
        """Let the other end know that nobody is here any more."""
        self.writer.transport.abort()


async def connect(fault: Fault) -> tuple[Connection, socket.socket]:
    """A pair of sockets: our end, and the one to be handed over."""
    here, there = socket.socketpair()
    try:
        streams = await asyncio.open_unix_connection(sock=here)
    except BaseException:  # of who gives up
        here.close()
        there.close()
        raise
    return Connection(here, *streams, fault), there


class Channel:
    """The way to a process that answers by forking; closed, it ends that.

    It is `lost` when the process has ended.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers = count()
        self._ends: dict[int, Future[int | None]] = {}
        self.lost = self._retired = False
        listening = asyncio.create_task(self._listen())
        LISTENING.add(listening)
        listening.add_done_callback(LISTENING.discard)

    async def ask(self, question: Question) -> Reply:
        """The answer to a question; raises NoAnswerError, or WorkDiedError where there is none."""
        reply, connection = await self._asked(question)
        connection.close()
        return reply

    async def begin(self, question: Question) -> tuple[Reply, Channel]:
        """An answer that is asked on, and the way to its process; raises as `ask` does."""
        reply, connection = await self._asked(question)
        return reply, Channel(connection)

    def close(self) -> None:
        """Ask no more; what is being answered goes on."""
        self._connection.close()

    def retire(self) -> None:
        """Ask no more; the process ends when it has no more to answer."""
        self._retired = True
        if not self._ends:
            self.close()

    async def _asked(self, question: Question) -> tuple[Reply, Connection]:
        connection, there = await connect(self._connection.fault)
        number = next(self._numbers)
        end = self._ends[number] = asyncio.get_running_loop().create_future()
        try:
            self._hand_over(number, there)
            connection.writer.write(packed_parts([json.dumps(question).encode()]))
            return await connection.receive(), connection
        except (IncompleteReadError, OSError):
            connection.close()
            raise WorkDiedError(None if self.lost else await end) from None
        except BaseException:
            connection.close()
            raise
        finally:
            del self._ends[number]
            if self._retired and not self._ends:
                self.close()

    def _hand_over(self, number: int, there: socket.socket) -> None:
        with there:
            socket.send_fds(self._connection.socket, [NUMBER.pack(number)], [there.fileno()])

    async def _listen(self) -> None:
        """Hear how the processes of questions have ended, until that which forks them has."""
        with suppress(IncompleteReadError, OSError):
            while True:
                told = await self._connection.reader.readexactly(END.size)
                number, code = END.unpack(told)
                self._end(number, code)
        self.lost = True
        self.close()
        for number in self._ends:
            self._end(number, None)

    def _end(self, number: int, code: int | None) -> None:
        end = self._ends.get(number)
        if end and not end.done():
            end.set_result(code)


async def launch(fault: Fault) -> tuple[Channel, Process]:
    """A process of its own that answers by forking, and the way to it."""
    connection, there = await connect(fault)
    with there:
        command = [sys.executable, "-P", "-m", FIRST, str(there.fileno())]
        try:
            process = await asyncio.create_subprocess_exec(
                *command, stdin=DEVNULL, pass_fds=[there.fileno()]
            )
        except BaseException:  # of who gives up
            connection.close()
            raise
    return Channel(connection), process
