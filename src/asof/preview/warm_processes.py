"""The processes that states of a workspace are read in forks of: a fork finds what they have."""

from __future__ import annotations

import asyncio
from asyncio import Event, Lock, Task
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable
from contextlib import suppress

from asof.form import PROFILES
from asof.preview.asking import Channel, NoAnswerError, Reply, WorkDiedError, launch
from asof.preview.fork_server import Question
from asof.preview.told_findings import Fault

PATIENCE = 10  # seconds that the processes have to end
TRIES = 3  # of a question whose process went with the one that it was forked from


class WarmProcesses:
    """A process that has loaded nothing, and forks of it that have loaded more and more.

    `warmer` is awaited when there is one that has loaded more than any before; when one has loaded
    what pages of the usual profile need, all is `ready`. The warmest has set pages of the workspace
    too. It has read a state that may be over: all that it keeps for later pages is found by the
    content that it was made from, so it serves any state. `fault` hears of faults of the program.
    """

    def __init__(self, warmer: Callable[[], Awaitable[None]], fault: Fault) -> None:
        self._warmer, self._fault = warmer, fault
        self._process: Process | None = None
        self._channels: list[Channel] = []  # the later, the warmer
        self._with_pages: Channel | None = None
        self._warming: Task[None] | None = None
        self._beginning = Lock()
        self._closed = False
        self.ready = Event()

    async def start(self) -> None:
        """Begin: the first process answers at once, the others when they have loaded all."""
        channel, self._process = await launch(self._fault)
        self._refuse_closed(channel)
        if self._warming:
            self._warming.cancel()
        self._channels = [channel]
        self._warming = asyncio.create_task(self._warm_up())

    async def warmed(self) -> None:
        """Wait until all is loaded that pages of any profile need."""
        if self._warming:
            await asyncio.wait([self._warming])

    async def begin(self, question: Question) -> tuple[Reply, Channel]:
        """An answer that is asked on, by the warmest process: another, where that has gone.

        Raises NoAnswerError, or WorkDiedError.
        """
        for _ in range(TRIES):
            channel = await self._warmest()
            try:
                return await self._begun(channel, question)
            except WorkDiedError as problem:
                died = problem
                if not channel.lost:
                    break
        raise died

    @property
    def hold_pages(self) -> bool:
        """Whether there is one that has set pages."""
        return self._with_pages is not None and not self._with_pages.lost

    async def set_pages(self, question: Question) -> Reply:
        """Have pages set by a process, in the place of the one that has set others.

        Raises NoAnswerError or WorkDiedError, and then all is as before.
        """
        loaded = await self._loaded()
        reply, there = await self._begun(loaded, question)
        before, self._with_pages = self._with_pages, there
        if before:
            before.retire()
        await self._warmer()
        return reply

    async def close(self) -> None:
        """End the processes, and all that they do; what is begun meanwhile ends at once."""
        self._closed = True
        async with self._beginning:
            pass
        if self._warming:
            self._warming.cancel()
        for channel in (*self._channels, *filter(None, [self._with_pages])):
            channel.close()
        if self._process:
            with suppress(TimeoutError):  # what has not ended does so with us, who hold its socket
                await asyncio.wait_for(self._process.wait(), PATIENCE)

    async def _warm_up(self) -> None:
        with suppress(WorkDiedError, NoAnswerError):
            for profiles in (PROFILES[:1], PROFILES[1:]):  # the usual one is looked at first
                question = {"kind": "warm", "profiles": profiles}
                _, warmer = await self._begun(self._channels[-1], question)
                self._channels.append(warmer)
                await self._warmer()
                self.ready.set()
        self.ready.set()

    async def _warmest(self) -> Channel:
        setter = self._with_pages
        return setter if setter and not setter.lost else await self._loaded()

    async def _loaded(self) -> Channel:
        """The one that has loaded most; what somebody ended of them is begun again.

        Who asks may give up: a process is begun all the same, for it would be nobody's halfway.
        """
        return await asyncio.shield(self._again())

    async def _again(self) -> Channel:
        async with self._beginning:
            if self._closed:
                raise WorkDiedError(None)
            there = [each for each in self._channels if not each.lost]
            lost, self._channels = len(there) < len(self._channels), there
            if not there:
                await self.start()
            elif lost and self._warming and self._warming.done():
                self._warming = asyncio.create_task(self._warm_up())
            return self._channels[-1]

    async def _begun(self, channel: Channel, question: Question) -> tuple[Reply, Channel]:
        """An answer that is asked on, by one of them; raises as `begin` does."""
        reply, there = await channel.begin(question)
        self._refuse_closed(there)
        return reply, there

    def _refuse_closed(self, channel: Channel) -> None:
        """Close a way to a process that was begun while all were ended, and raise WorkDiedError."""
        if self._closed:
            channel.close()
            raise WorkDiedError(None)
