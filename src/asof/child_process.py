"""Work that child processes do meanwhile, for speed alone: one fills texts, one draws charts.

Whatever a child cannot tell is made here as if there were none: so all is with ASOF_FAST=0.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any, Final, NamedTuple, TypeVar

from asof.diagnostics import AsofError
from asof.quota import OverdueError, allotted, ended_by_the_kernel, running_line
from asof.scratch import remove, scratch_folder

SWITCH = "ASOF_FAST"
METHOD: Final = "fork"  # a child knows all that its parent has loaded; Windows has no such thing
PATIENCE = 5  # seconds until one that nobody asks any more has heard of that
T = TypeVar("T")
Question = tuple[Hashable, ...]
Answerer = Callable[..., Any]


class Allowed(NamedTuple):
    """The seconds that a child may live for, and the megabytes that it may take."""

    seconds: int
    memory: int


class LostError(Exception):
    """A child cannot tell what it was asked for."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a child has made, or why it could not."""

    made: Any = None
    problem: BaseException | None = None

    def given(self) -> Any:
        """What was made; raises what making it raised."""
        if self.problem:
            raise self.problem
        return self.made


@dataclass(slots=True)
class Child:
    """A process that answers questions in their order, and what it has not been heard on yet."""

    process: BaseProcess
    pipe: Connection
    asked: list[Question] = field(default_factory=list)
    answers: dict[Question, Told] = field(default_factory=dict)

    def ask(self, question: Question) -> None:
        """Let it begin with something, if it has nothing else to do."""
        with suppress(OSError):  # it has died, which is told where it is listened to
            self.pipe.send(question)
        self.asked.append(question)

    def answer(self, question: Question) -> Told:
        """What it makes of a question; raises LostError where it has died."""
        if question not in self.asked and question not in self.answers:
            self.ask(question)
        while question not in self.answers:
            self.answers[self.asked.pop(0)] = self._heard()
        return self.answers.pop(question)

    def _heard(self) -> Told:
        """The next that it tells; raises OverdueError when our time is over, with its line."""
        try:
            self.pipe.poll(None)
        except OverdueError:
            self.pipe.poll(None)  # its time is over as well, and it can tell where
            with suppress(EOFError, OSError):
                self._received().given()
            raise
        try:
            return self._received()
        except (EOFError, OSError):
            raise LostError from None

    def _received(self) -> Told:
        answer: Told = self.pipe.recv()
        return answer

    def end(self) -> None:
        """End it, whatever it is doing; where that is nothing, it takes its own child along."""
        self.pipe.close()
        if not self.asked:
            self.process.join(PATIENCE)
        self.process.kill()
        self.process.join()


# ---- in the process that asks

_children: dict[str, Child] = {}  # of this process, by the sort of what each makes


def made(sort: str, question: Question, here: Callable[[], T]) -> T:
    """What the child that makes things of a sort answers; made here where there is none."""
    if child := _children.get(sort):
        try:
            answer: T = child.answer(question).given()
            return answer
        except LostError:
            _children.pop(sort).end()
    return here()


@contextmanager
def child(
    sort: str, answerer: Answerer, allowed: Allowed, questions: Sequence[Question]
) -> Iterator[None]:
    """Meanwhile a child makes things of a sort, first of all the answers to some questions."""
    start_child(sort, answerer, allowed, questions)
    try:
        yield
    finally:
        if begun := _children.pop(sort, None):
            begun.end()


def start_child(
    sort: str, answerer: Answerer, allowed: Allowed, questions: Sequence[Question]
) -> None:
    """Let a child make things of a sort until this process ends."""
    context = multiprocessing.get_context(METHOD)
    here, there = context.Pipe()
    process = context.Process(target=_live, args=(answerer, allowed, here, there))
    process.start()
    there.close()
    _children[sort] = Child(process, here)
    for question in questions:
        _children[sort].ask(question)


def begun(sort: str) -> Child | None:
    """The child that makes things of a sort for this process."""
    return _children.get(sort)


def switched_off() -> bool:
    """Whether nothing is to be done for speed alone."""
    return os.environ.get(SWITCH) == "0"


# ---- in a child

_parents: list[Connection] = []  # the pipe that this process is asked through, where it is a child


def in_child() -> bool:
    """Whether this process is a child, so that what it makes is needed only there."""
    return bool(_parents)


def _live(answerer: Answerer, allowed: Allowed, there: Connection, pipe: Connection) -> None:
    """Answer until the parent ends this process, or ends."""
    end_with_parent(owned=False)
    for inherited in (there, *_parents, *(child.pipe for child in _children.values())):
        inherited.close()  # else nobody would hear of the end of who holds the other end
    _children.clear()
    _parents[:] = [pipe]
    with (
        suppress(OverdueError, EOFError, OSError),  # nobody waits any more
        allotted(*allowed),
        ended_by_the_kernel(allowed.seconds),
    ):
        while True:
            _tell(pipe, _answer(answerer, pipe.recv()))
    for own in _children.values():
        own.end()


def _answer(answerer: Answerer, question: Question) -> Told:
    """What is made of a question; what nobody else could tell of is for the parent to meet."""
    try:
        return Told(answerer(*question))
    except AsofError as problem:
        return Told(problem=problem)
    except OverdueError as problem:
        return Told(problem=OverdueError(running_line(problem)))
    except BaseException:  # noqa: BLE001 (an author's code may raise anything)
        return Told(problem=LostError())


def _tell(pipe: Connection, answer: Told) -> None:
    try:
        pipe.send(answer)
    except OSError:
        raise
    except Exception:  # noqa: BLE001 (what an author's code has made need not be made to be sent)
        pipe.send(Told(problem=LostError()))


def end_with_parent(*, owned: bool) -> None:
    """End this process when the one that it was forked from has ended, whatever ended that.

    With it go the temporary files, where they were `owned` by that one.
    """
    Thread(target=_wait_for_parent, args=(owned,), daemon=True).start()


def _wait_for_parent(owned: bool) -> None:
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    if owned:
        remove(scratch_folder())
    os._exit(1)
