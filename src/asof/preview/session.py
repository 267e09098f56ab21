"""A workspace while it is previewed: read again after each change, and whoever listens is told."""

from __future__ import annotations

import asyncio
from asyncio import Event, Task
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asof.diagnostics import Finding, own_fault
from asof.preview.asking import NoAnswerError
from asof.preview.pressroom import Pressroom
from asof.preview.watching import Watched

HEAD_START = 1.0  # seconds that pages have before the whole workspace is judged
Told = tuple[str, Mapping[str, Any]]
"""What is told to who listens: the name of an event, and all of it."""


@dataclass(eq=False, slots=True)
class Listener:
    """Somebody who listens; of what was not heard yet only the last of each name is told."""

    untold: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    news: Event = field(default_factory=Event)
    ended: bool = False

    def tell(self, name: str, said: Mapping[str, Any]) -> None:
        """Have something told, in the place of what it is newer than."""
        self.untold[name] = said
        self.news.set()

    def end(self) -> None:
        """Let nothing more be told."""
        self.ended = True
        self.news.set()

    async def heard(self) -> AsyncIterator[Told]:
        """What is told, as it comes."""
        while not self.ended:
            await self.news.wait()
            self.news.clear()
            while self.untold and not self.ended:
                name = next(iter(self.untold))
                yield name, self.untold.pop(name)


class Session:
    """Has a workspace read at each change; a reading that another overtakes is given up.

    `fault` hears of what is wrong with the program itself, which ends nothing.
    """

    def __init__(
        self, pressroom: Pressroom, watched: Watched, fault: Callable[[Finding], None]
    ) -> None:
        self.pressroom = pressroom
        self._watched, self.fault = watched, fault
        self._listeners: set[Listener] = set()

    async def run(self) -> None:
        """Read the workspace, and again whenever it has changed, until watching ends."""
        days = self._watched.days()
        reading: Task[None] | None = None
        try:
            while day := await asyncio.to_thread(next, days, None):
                if reading:
                    reading.cancel()
                reading = asyncio.create_task(self._read(day))
        finally:
            if reading:
                reading.cancel()

    def end(self) -> None:
        """Tell nobody any more."""
        for listener in self._listeners:
            listener.end()

    async def events(self) -> AsyncIterator[Told]:
        """How the workspace stands, and what becomes of it, for as long as somebody listens."""
        listener = Listener()
        revision = self.pressroom.revision
        if revision.number or revision.findings:  # else it is being read for the first time
            listener.tell("revision", revision.described)
        self._listeners.add(listener)
        try:
            async for told in listener.heard():
                yield told
        finally:
            self._listeners.discard(listener)

    async def _read(self, day: date) -> None:
        try:
            revision = await self.pressroom.read(day)
            self._tell("revision", revision.described)
            if revision.state == "good":
                await self._judge()
        except Exception as problem:  # noqa: BLE001 (the preview goes on, whatever it is)
            self.fault(own_fault(problem, None))

    async def _judge(self) -> None:
        """Have the whole workspace judged when nothing else is to be done."""
        await asyncio.sleep(HEAD_START)
        with suppress(NoAnswerError):
            found = await self.pressroom.ask("findings", ahead=True)
            told = {name: found.told[name] for name in ("revision", "counts")}
            self._tell("findings", told)

    def _tell(self, name: str, said: Mapping[str, Any]) -> None:
        for listener in self._listeners:
            listener.tell(name, said)
