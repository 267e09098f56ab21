"""Shares work among those who wait for it, and the cores of the machine among the work."""

from __future__ import annotations

import asyncio
from asyncio import Task
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K")
R = TypeVar("R")


@dataclass(slots=True, eq=False)
class InHand(Generic[R]):
    """A piece of work that is under way, and how many wait for it."""

    task: Task[R]
    waiting: int = 0


class SharedWork(Generic[K, R]):
    """Pieces of work by their keys: equal ones are done once, at most one for each core at a time.

    `work` does one, when `ready` says that it can be begun. What nobody waits for is cancelled.
    """

    def __init__(
        self,
        number: int,
        work: Callable[[K], Awaitable[R]],
        ready: Callable[[K], Awaitable[object]],
    ) -> None:
        self._work, self._ready, self._number = work, ready, number
        self._cores = asyncio.Semaphore(number)
        self._spare = asyncio.Semaphore(max(1, number - 1))
        self._in_hand: dict[K, InHand[R]] = {}
        self._yielding: list[Task[R]] = []

    async def now(self, key: K) -> R:
        """What is made for somebody who waits; what is made ahead of need gives way to it."""
        if self._yielding and key not in self._in_hand and len(self._in_hand) >= self._number:
            self._yielding.pop().cancel()
        return await self._joined(key)

    async def ahead(self, key: K) -> R:
        """What is made ahead of need: it leaves a core free, and begins again when it gave way."""
        while True:
            async with self._spare:
                task = asyncio.create_task(self._joined(key))
                self._yielding.append(task)
                try:
                    await asyncio.wait([task])
                finally:
                    if task in self._yielding:
                        self._yielding.remove(task)
                    task.cancel()
            if not task.cancelled():
                return task.result()

    async def _joined(self, key: K) -> R:
        if key not in self._in_hand:
            task = asyncio.create_task(self._in_turn(key))
            self._in_hand[key] = InHand(task)
            task.add_done_callback(lambda _: self._forget(key, task))
        shared = self._in_hand[key]
        shared.waiting += 1
        try:
            return await asyncio.shield(shared.task)
        finally:
            shared.waiting -= 1
            if not shared.waiting:
                self._forget(key, shared.task)
                shared.task.cancel()

    async def _in_turn(self, key: K) -> R:
        await self._ready(key)
        async with self._cores:
            return await self._work(key)

    def _forget(self, key: K, task: Task[R]) -> None:
        if key in self._in_hand and self._in_hand[key].task is task:
            del self._in_hand[key]
