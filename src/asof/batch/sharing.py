"""Shares work out among processes, each of which has a pipe of its own.

The standard library's pool has one pipe for what all of them have made, and holds both of its ends:
where a process dies in the middle of writing to it, the pool waits for the rest for ever.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from asof.child_process import METHOD
from asof.diagnostics import AsofError

AHEAD = 2  # pieces in the hands of each process: none waits for work, few are lost when one stops
T = TypeVar("T")
R = TypeVar("R")


class DeathError(Exception):
    """The process that had the next piece of work in its hands has died."""


class ElsewhereError(Exception):
    """Where something was raised in another process, as Python tells it."""

    def __str__(self) -> str:
        return f"\n{self.args[0]}"


@dataclass(frozen=True, slots=True)
class Raised:
    """What ended work in another process, to be raised in this one, and where it arose there."""

    problem: Exception
    trace: str = ""

    @classmethod
    def here(cls, problem: Exception) -> Raised:
        """What ended work in this process; of what is wrong with the input nobody asks where."""
        from traceback import format_exception

        expected = isinstance(problem, AsofError)
        return cls(problem, "" if expected else "".join(format_exception(problem)))

    @property
    def again(self) -> Exception:
        """It as it is raised here: a process hands no trace over, so its words are the cause."""
        if self.trace:
            self.problem.__cause__ = ElsewhereError(self.trace)
        return self.problem


@dataclass(frozen=True, slots=True)
class Answer(Generic[R]):
    """What a process made of a piece of work, or what it failed with."""

    number: int
    made: R | Raised


@dataclass(slots=True)
class Worker:
    """A process, our end of its pipe, and the numbers of the pieces in its hands."""

    process: BaseProcess
    pipe: Connection
    hands: deque[int] = field(default_factory=deque)

    def give(self, number: int) -> None:
        """Hand it a piece of work: a number, which a pipe takes though nobody reads."""
        self.hands.append(number)
        with suppress(OSError):  # it has died, which is told where it is listened to
            self.pipe.send(number)

    def end(self) -> None:
        """End it, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


@dataclass(frozen=True, slots=True)
class Sharing(Generic[T, R]):
    """Pieces of work for processes that are forked here, and know them: `begin` is called first."""

    work: Sequence[T]
    make: Callable[[T], R]
    begin: Callable[[], None]
    stopped: Callable[[], bool]

    def results(self, processes: int) -> Generator[R, None, None]:
        """What is made of the pieces, in their order, as far as they were begun before a stop.

        Raises what making one raised, or DeathError.
        """
        workers = [self._worker() for _ in range(processes)]
        answers: dict[int, Answer[R]] = {}
        upcoming = iter(range(len(self.work)))
        try:
            for number in range(len(self.work)):
                while number not in answers:
                    self._hand_out(workers, upcoming)
                    if not any(number in worker.hands for worker in workers):
                        return
                    answers |= _heard(workers)
                yield _result(answers.pop(number))
        finally:
            for worker in workers:
                worker.end()

    def _worker(self) -> Worker:
        context = multiprocessing.get_context(METHOD)
        here, there = context.Pipe()
        process = context.Process(target=self._serve, args=(there,), daemon=True)
        process.start()
        there.close()  # so that no process forked later holds it open
        return Worker(process, here)

    def _serve(self, pipe: Connection) -> None:
        self.begin()
        while True:
            number: int = pipe.recv()
            pipe.send(self._answer(number))

    def _answer(self, number: int) -> Answer[R]:
        try:
            return Answer(number, self.make(self.work[number]))
        except Exception as problem:  # noqa: BLE001 (it is raised where the results are)
            return Answer(number, Raised.here(problem))

    def _hand_out(self, workers: list[Worker], upcoming: Iterator[int]) -> None:
        for _ in range(AHEAD):
            for worker in workers:
                if len(worker.hands) < AHEAD and not self.stopped():
                    number = next(upcoming, None)
                    if number is not None:
                        worker.give(number)


def _heard(workers: list[Worker]) -> dict[int, Answer[R]]:
    """The answers of those processes that have something to say; of one that died, what it had."""
    answers: dict[int, Answer[R]] = {}
    speaking = wait([worker.pipe for worker in workers])
    for worker in [each for each in workers if each.pipe in speaking]:
        try:
            answer: Answer[R] = worker.pipe.recv()
        except (EOFError, OSError):
            answers |= {number: Answer(number, Raised(DeathError())) for number in worker.hands}
            workers.remove(worker)
            worker.end()
        else:
            worker.hands.remove(answer.number)
            answers[answer.number] = answer
    return answers


def _result(answer: Answer[R]) -> R:
    if isinstance(answer.made, Raised):
        raise answer.made.again
    return answer.made
