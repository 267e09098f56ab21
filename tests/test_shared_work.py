"""Work that several wait for is done once; what somebody waits for goes before what may be next."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from asof.preview.shared_work import SharedWork


class Bench:
    """Work that goes on until it is let go, and what was begun and given up of it."""

    def __init__(self, number: int) -> None:
        self.begun: list[str] = []
        self.given_up: list[str] = []
        self.let_go: dict[str, asyncio.Event] = {}
        self.shared: SharedWork[str, str] = SharedWork(number, self.work, self.ready)

    async def ready(self, _: str) -> None:
        """All can be begun at once."""

    async def work(self, key: str) -> str:
        """Go on until it is let go."""
        self.begun.append(key)
        try:
            await self.let_go.setdefault(key, asyncio.Event()).wait()
        except asyncio.CancelledError:
            self.given_up.append(key)
            raise
        return key.upper()

    def finish(self, key: str) -> None:
        """Let work go."""
        self.let_go.setdefault(key, asyncio.Event()).set()


async def settled() -> None:
    """Let everything go on as far as it can."""
    for _ in range(20):
        await asyncio.sleep(0)


def run(number: int, scene: Callable[[Bench], Awaitable[None]]) -> Bench:
    """Play a scene at a bench with so many cores."""

    async def whole() -> Bench:
        bench = Bench(number)
        await scene(bench)
        return bench

    return asyncio.run(whole())


def begin(work: Awaitable[str]) -> asyncio.Future[str]:
    """Begin to wait for some work."""
    return asyncio.ensure_future(work)


def test_equal_work_is_done_once() -> None:
    async def scene(bench: Bench) -> None:
        both = [begin(bench.shared.now("a")) for _ in range(2)]
        await settled()
        bench.finish("a")
        assert await asyncio.gather(*both) == ["A", "A"]

    assert run(2, scene).begun == ["a"]


def test_no_more_is_done_at_once_than_there_are_cores() -> None:
    async def scene(bench: Bench) -> None:
        each = [begin(bench.shared.now(key)) for key in "abc"]
        await settled()
        assert bench.begun == ["a", "b"]
        for key in "abc":
            bench.finish(key)
        assert await asyncio.gather(*each) == ["A", "B", "C"]

    run(2, scene)


def test_work_is_given_up_when_the_last_who_waits_for_it_has_gone() -> None:
    async def scene(bench: Bench) -> None:
        first, second = (begin(bench.shared.now("a")) for _ in range(2))
        await settled()
        first.cancel()
        await settled()
        assert bench.given_up == []
        second.cancel()
        await settled()
        assert bench.given_up == ["a"]
        again = begin(bench.shared.now("a"))
        bench.finish("a")
        assert await again == "A"

    run(2, scene)


def test_work_ahead_of_need_leaves_a_core_free() -> None:
    async def scene(bench: Bench) -> None:
        each = [begin(bench.shared.ahead(key)) for key in "abc"]
        await settled()
        assert bench.begun == ["a"]
        for key in "abc":
            bench.finish(key)
        await asyncio.gather(*each)

    run(2, scene)


def test_work_ahead_of_need_gives_way_and_begins_again_afterwards() -> None:
    async def scene(bench: Bench) -> None:
        ahead = begin(bench.shared.ahead("next"))
        await settled()
        visible = begin(bench.shared.now("here"))
        await settled()
        assert (bench.given_up, bench.begun) == (["next"], ["next", "here"])
        bench.finish("here")
        bench.finish("next")
        assert await visible == "HERE"
        assert await ahead == "NEXT"

    assert run(1, scene).begun == ["next", "here", "next"]


def test_what_was_begun_ahead_of_need_goes_on_when_somebody_comes_to_wait_for_it() -> None:
    async def scene(bench: Bench) -> None:
        ahead = begin(bench.shared.ahead("a"))
        await settled()
        visible = begin(bench.shared.now("a"))
        await settled()
        ahead.cancel()
        bench.finish("a")
        assert await visible == "A"

    assert run(1, scene).begun == ["a"]


def test_what_work_raises_each_who_waits_is_told() -> None:
    async def fails(_: str) -> str:
        raise ValueError("it fails")

    async def ready(_: str) -> None: ...

    async def whole() -> None:
        shared = SharedWork(1, fails, ready)
        for make in (shared.now, shared.ahead):
            with pytest.raises(ValueError, match="it fails"):
                await make("a")

    asyncio.run(whole())
