"""Makes what a preview shows: has each state of a workspace read, and questions about it answered.

It runs in an event loop and does no work itself: processes do, which answer by forking. A later
state is read while the last good one still answers.
"""

from __future__ import annotations

import asyncio
import json
from asyncio import Future, Task
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from signal import SIGKILL
from typing import Any, Literal

from asof.cache import Store
from asof.diagnostics import Finding, RenderError
from asof.limits import Limits, ended_work
from asof.preview.asking import Channel, NoAnswerError, Reply, WorkDiedError
from asof.preview.recently_used import RecentlyUsed
from asof.preview.shared_work import SharedWork
from asof.preview.told_findings import Fault, told_findings
from asof.preview.warm_processes import TRIES, WarmProcesses
from asof.quota import cores

MOST = 64 * 2**20  # bytes of the answers that are kept
OF_PAGE = ("briefing", "row", "lang", "profile", "paper", "sides")  # what makes pages alike
PAGES = 2  # that are set for those to come: one that is looked at, and the one before it
LATER = frozenset({"edition", "findings", "uses"})  # wait until engine and charts are loaded

Question = tuple[str, tuple[tuple[str, str], ...]]
"""The kind of a question, and what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A state of the workspace: how many good ones there were up to it, and what is wrong in it.

    While it is broken, the last good one answers.
    """

    number: int = 0
    state: Literal["good", "broken"] = "broken"
    findings: tuple[Mapping[str, Any], ...] = ()

    @property
    def described(self) -> dict[str, Any]:
        """It as answers tell it."""
        return {"revision": self.number, "state": self.state, "findings": list(self.findings)}


def _undone() -> Future[None]:
    return asyncio.get_running_loop().create_future()


@dataclass(slots=True, eq=False, kw_only=True)
class ReadState:
    """The way to the process that has read a good state, and the seconds an edition may take there.

    `replaced` is done when another state answers instead.
    """

    channel: Channel
    number: int
    seconds: int
    replaced: Future[None] = field(default_factory=_undone)


class Pressroom:
    """Has questions about a workspace answered, as it was last read without a fault.

    `number` is how many answers are made at once: one for each core, where none is said. `fault`
    hears of each fault of the program once in a state.
    """

    def __init__(
        self, root: Path, *, runs_code: bool, store: Store, fault: Fault, number: int = 0
    ) -> None:
        folder = store.folder and str(store.folder)
        self._workspace = {"root": str(root), "runs_code": runs_code, "store": folder}
        self.revision = Revision()
        self._shared = SharedWork(number or cores(), self._answer, self._ready)
        self._kept: RecentlyUsed[Question, Reply] = RecentlyUsed(MOST)
        self._fault, self._faults = fault, set[Finding]()
        self._processes = WarmProcesses(self._read_again, self._hear)
        self._pages: tuple[Mapping[str, str], ...] = ()  # that are looked at, the last one first
        self._setting: Task[None] | None = None
        self._state: ReadState | None = None
        self._today = date.min
        self._readings = 0
        self._changes = 0
        self._unchanging = asyncio.Event()  # whether no change is being read
        self._unchanging.set()
        self._read = asyncio.Event()  # whether the last reading has come to its end

    async def start(self) -> None:
        """Begin the processes; what needs neither engine nor charts is answered before they are."""
        await self._processes.start()

    async def warmed(self) -> None:
        """Wait until all is loaded that pages of any profile need, and those that are looked at."""
        await self._processes.warmed()
        if self._setting:
            await asyncio.wait([self._setting])

    async def read(self, today: date) -> Revision:
        """Have the workspace read as it is now; given up when it is cancelled, or begun anew."""
        self._today = today
        self._changes += 1
        self._unchanging.clear()
        try:
            return await self._read_anew()
        finally:
            self._changes -= 1
            if not self._changes:
                self._unchanging.set()

    async def ask(
        self, kind: str, asked: Mapping[str, str] | None = None, *, ahead: bool = False
    ) -> Reply:
        """The answer to a question; raises NoAnswerError. Given up when nobody waits for it.

        What is asked ahead of need is made when nothing else is, and gives way.
        """
        question = kind, tuple(sorted((asked or {}).items()))
        kept = self._kept.get(question)
        make = self._shared.ahead if ahead else self._shared.now
        reply = kept or await make(question)
        if kind == "edition" and not ahead:
            self._look_at(question)
        return reply

    async def close(self) -> None:
        """End the processes, and all that they do."""
        if self._setting:
            self._setting.cancel()
        if self._state:
            self._state.channel.close()
        await self._processes.close()

    # ---- pages that are looked at

    def _look_at(self, question: Question) -> None:
        """Have what pages like the one that is looked at need loaded, for each state to come."""
        page = {name: value for name, value in question[1] if name in OF_PAGE}
        being_set = self._setting is not None and not self._setting.done()
        if page in self._pages and (being_set or self._processes.hold_pages):
            return
        if page not in self._pages:
            self._pages = (page, *self._pages)[:PAGES]
        if self._setting:
            self._setting.cancel()
        self._setting = asyncio.create_task(self._set_pages())

    async def _set_pages(self) -> None:
        """Have the pages set when nothing else is to be done; if that fails, at the next look."""
        await self._processes.warmed()
        try:
            await self._shared.ahead(("pages", (("pages", json.dumps(self._pages)),)))
        except (NoAnswerError, WorkDiedError):
            self._pages = ()

    # ---- readings

    async def _read_again(self) -> None:
        """Have the same state read by another process, if any has been.

        A change that is being read comes first: overtaken, it would be taken for the same state.
        """
        if self._readings:
            await self._unchanging.wait()
            await self._read_anew(again=True)

    async def _read_anew(self, *, again: bool = False) -> Revision:
        """Have the workspace read; `again` where it is the same state as before."""
        self._readings += 1
        reading = self._readings
        try:
            reply, found = await self._processes.begin(self._of_workspace("read"))
        except NoAnswerError as problem:
            if reading == self._readings:
                self._tell_broken(problem)
        except WorkDiedError as problem:
            if reading == self._readings:
                self._tell_broken(_death(str(self._workspace["root"]), problem, Limits().seconds))
        else:
            if reading == self._readings:
                self._replace(found, reply.told["seconds"], again=again)
            else:
                found.close()
        await self._read.wait()
        return self.revision

    def _tell_broken(self, problem: NoAnswerError) -> None:
        self.revision = replace(self.revision, state="broken", findings=problem.findings)
        self._read.set()

    def _replace(self, channel: Channel, seconds: int, *, again: bool) -> None:
        """Have a state answer from now on; the one before is asked no more."""
        before, same = self._state, again and self._state is not None
        number = self.revision.number + (not same)
        self._state = ReadState(channel=channel, number=number, seconds=seconds)
        self.revision = Revision(number=number, state="good")
        self._read.set()
        if before:
            before.channel.retire()
        if before and not same:
            before.replaced.set_result(None)
            self._kept.clear()
            self._faults.clear()

    def _hear(self, fault: Finding) -> None:
        """Tell a fault, which many answers may come upon."""
        if fault not in self._faults:
            self._faults.add(fault)
            self._fault(fault)

    def _of_workspace(self, kind: str, **others: Any) -> Mapping[str, Any]:
        """A question for which the workspace is read."""
        asked = self._workspace | {"today": self._today.isoformat()}
        return {"kind": kind, "asked": asked, **others}

    # ---- answers

    async def _ready(self, question: Question) -> None:
        """Wait until a question can be answered."""
        await self._read.wait()
        if question[0] in LATER:
            await self._processes.ready.wait()

    async def _answer(self, question: Question) -> Reply:
        """The answer by the newest good state, as often as there is a newer one meanwhile."""
        kind, asked = question
        if kind == "pages":
            pages = json.loads(dict(asked)["pages"])
            return await self._processes.set_pages(self._of_workspace(kind, pages=pages))
        died = 0
        while True:
            state = await self._current()
            work = asyncio.create_task(state.channel.ask({"kind": kind, "asked": dict(asked)}))
            try:
                await first_of(work, state.replaced)
                if work.done():
                    return self._numbered(question, state, work.result())
            except WorkDiedError as problem:
                died += 1
                if problem.ended is not None or died == TRIES:
                    raise _death(_named(question), problem, state.seconds) from None
            finally:
                work.cancel()

    async def _current(self) -> ReadState:
        """The state that answers, read again where somebody ended its process."""
        if self._state and self._state.channel.lost:
            await self._read_again()
        if not self._state:
            raise NoAnswerError(self.revision.findings, 2)
        return self._state

    def _numbered(self, question: Question, state: ReadState, reply: Reply) -> Reply:
        """An answer with the number of its state, kept while that answers."""
        told = Reply({"revision": state.number} | dict(reply.told), reply.blobs, reply.size)
        if self._state and state.number == self._state.number:
            self._kept.put(question, told, reply.size)
        return told


async def first_of(*each: Future[Any]) -> None:
    """Wait until one of some things is done."""
    await asyncio.wait(each, return_when=asyncio.FIRST_COMPLETED)


def _named(question: Question) -> str:
    """What a question asks for, in a few words."""
    kind, asked = question
    return dict(asked).get("briefing", kind)


def _death(name: str, problem: WorkDiedError, seconds: int) -> NoAnswerError:
    """That a process has ended; where nobody heard how, it was ended from without."""
    ended = -SIGKILL if problem.ended is None else problem.ended
    told = ended_work(None, name, ended, seconds)
    return NoAnswerError(told_findings([told]), RenderError.exit_code)
