"""The processes of a preview: they answer, end with whoever asks, and leave nothing behind."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from asof.cache import NOTHING_KEPT
from asof.diagnostics import Finding
from asof.preview.asking import FIRST, NoAnswerError, launch
from asof.preview.pressroom import Pressroom
from asof.workspace import create

T = TypeVar("T")
TODAY = date(2025, 7, 1)
PATIENCE = 100.0  # seconds


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The starter, to be changed."""
    create(tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where processes that are begun have their temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def used(home: Path, work: Callable[[Pressroom], Awaitable[T]]) -> T:
    """What comes of some work with a room that has read a workspace and is closed after it."""
    faults: list[Finding] = []

    async def whole() -> T:
        room = Pressroom(home, runs_code=True, store=NOTHING_KEPT, fault=faults.append, number=2)
        await room.start()
        try:
            await room.read(TODAY)
            return await work(room)
        finally:
            await room.close()

    made = asyncio.run(asyncio.wait_for(whole(), PATIENCE))
    assert faults == []
    return made


def edit(home: Path, name: str, before: str, after: str) -> None:
    """Change a file of a workspace in one place."""
    text = (home / name).read_text("utf-8")
    assert text.count(before) == 1
    (home / name).write_text(text.replace(before, after), "utf-8")


def drawn(home: Path, code: str) -> None:
    """Have the chart of a workspace run some code."""
    edit(home, "charts/crew.py", "    steps(axes", f"    import os; {code}\n    steps(axes")


def forked_from(process: int) -> set[int]:
    """All processes of a room that come from one, and live; other tests may have left others."""
    listed = ["ps", "-A", "-ww", "-o", "pid=,ppid=,stat=,args="]
    rows = [line.split(None, 3) for line in subprocess.check_output(listed, text=True).splitlines()]
    children: dict[int, set[int]] = {}
    for child, parent, state, words in rows:
        if state[0] != "Z" and FIRST in words:
            children.setdefault(int(parent), set()).add(int(child))
    found, waiting = set[int](), {process}
    while waiting:
        waiting = {child for each in waiting for child in children.get(each, ())} - found
        found |= waiting
    return found


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    while not holds():
        await asyncio.sleep(0.02)


async def at_work(task: asyncio.Task[T]) -> set[int]:
    """The processes that are there once the page of a task is being made, which they do not end."""
    before = forked_from(os.getpid())
    await until(lambda: task.done() or bool(forked_from(os.getpid()) - before))
    return forked_from(os.getpid()) - before


# ---- answers


def test_a_state_is_read_and_asked_and_a_later_one_answers_instead(home: Path) -> None:
    async def work(room: Pressroom) -> list[object]:
        first = await room.ask("workspace")
        edit(home, "asof.yaml", "title: {en: Alder Bay works briefings", "title: {en: Another")
        still = await room.ask("workspace")
        revision = await room.read(TODAY)
        later = await room.ask("workspace")
        titles = [each.told["title"]["en-CA"] for each in (first, still, later)]
        return [*titles, revision.described, later.told["revision"]]

    assert used(home, work) == [
        "Alder Bay works briefings",
        "Alder Bay works briefings",
        "Another",
        {"revision": 2, "state": "good", "findings": []},
        2,
    ]


def test_while_the_data_are_broken_the_last_good_state_answers(home: Path) -> None:
    async def work(room: Pressroom) -> None:
        edit(home, "data/facts/mains.yaml", "value: about 30", "valeu: about 30")
        broken = await room.read(TODAY)
        assert (broken.number, broken.state) == (1, "broken")
        assert [(f["path"], f["line"], f["hint"]) for f in broken.findings] == [
            ("data/facts/mains.yaml", 23, "did you mean 'value'?")
        ]
        assert (await room.ask("edition")).told["failure"] is None
        edit(home, "data/facts/mains.yaml", "valeu: about 30", "value: about 30")
        assert (await room.read(TODAY)).described == {
            "revision": 2,
            "state": "good",
            "findings": [],
        }

    used(home, work)


def test_where_no_state_was_ever_good_each_question_is_answered_with_what_is_wrong(
    home: Path,
) -> None:
    edit(home, "data/facts/mains.yaml", "value: about 30", "valeu: about 30")

    async def work(room: Pressroom) -> tuple[str, int]:
        with pytest.raises(NoAnswerError) as refused:
            await room.ask("edition")
        return str(refused.value), refused.value.exit_code

    assert used(home, work) == ("unknown field 'valeu'", 2)


def test_a_question_that_cannot_be_answered_is_refused_with_a_hint(home: Path) -> None:
    async def work(room: Pressroom) -> str:
        with pytest.raises(NoAnswerError) as refused:
            await room.ask("edition", {"briefing": "nte"})
        (finding,) = refused.value.findings
        return f"{finding['message']}: {finding['hint']}"

    assert used(home, work) == "no briefing 'nte': did you mean 'note'?"


def test_an_answer_is_made_once_for_all_who_ask_and_kept_while_its_state_answers(
    home: Path,
) -> None:
    async def work(room: Pressroom) -> None:
        first, second = await asyncio.gather(room.ask("edition"), room.ask("edition"))
        assert first is second is await room.ask("edition")
        await room.read(TODAY)
        later = await room.ask("edition")
        assert later is not first
        assert later.blobs == first.blobs

    used(home, work)


def test_a_page_that_is_likely_next_is_there_when_it_is_asked_for(home: Path) -> None:
    async def work(room: Pressroom) -> None:
        view = {"day": "2025-04-01"}
        before = await room.ask("edition", view, ahead=True)
        assert await room.ask("edition", view) is before

    used(home, work)


# ---- ends


def test_work_that_nobody_waits_for_any_more_is_ended(home: Path, scratch: Path) -> None:
    drawn(home, "\n    while True: pass")

    async def work(room: Pressroom) -> None:
        await room.warmed()
        before = forked_from(os.getpid())
        task = asyncio.create_task(room.ask("edition"))
        working = await at_work(task)
        assert working
        task.cancel()
        await until(lambda: forked_from(os.getpid()) <= before)

    used(home, work)
    assert list(scratch.iterdir()) == []


def test_work_on_a_state_is_ended_when_there_is_a_later_one_which_answers(home: Path) -> None:
    endless = "\n    while True: pass"
    drawn(home, endless)

    async def work(room: Pressroom) -> object:
        await room.warmed()
        task = asyncio.create_task(room.ask("edition"))
        await at_work(task)
        edit(home, "charts/crew.py", endless, "")
        await room.read(TODAY)
        reply = await task
        return reply.told["revision"], reply.told["failure"]

    assert used(home, work) == (2, None)


@pytest.mark.parametrize(
    ("code", "by"),
    [("os._exit(9)", "code 9"), ("os.kill(os.getpid(), 9)", "SIGKILL"), ("os._exit(0)", "code 0")],
)
def test_a_process_that_dies_is_told_and_spoils_no_other_answer(
    home: Path, code: str, by: str
) -> None:
    drawn(home, code)

    async def work(room: Pressroom) -> object:
        with pytest.raises(NoAnswerError) as died:
            await room.ask("edition", {"briefing": "note"})
        (finding,) = died.value.findings
        assert (await room.ask("workspace")).told["revision"] == 1
        return finding["message"], finding["hint"], died.value.exit_code

    assert used(home, work) == (
        f"the process that was making 'note' ended with {by}",
        "look for a lack of memory, or raise 'memory' of the limits in asof.yaml",
        3,
    )


def test_whichever_of_its_processes_is_killed_the_room_goes_on(home: Path) -> None:
    async def work(room: Pressroom) -> None:
        first = await room.ask("edition")
        for process in forked_from(os.getpid()):
            with suppress(ProcessLookupError):  # it may have ended with the one before
                os.kill(process, signal.SIGKILL)
        await until(lambda: not forked_from(os.getpid()))
        again = await room.ask("edition", {"lang": "en"})
        assert again.blobs == first.blobs

    used(home, work)


@pytest.mark.parametrize("wait", [0, 0.3, 1, 2])
def test_a_room_is_closed_at_any_moment_after_all_its_processes_were_killed(
    home: Path, wait: float
) -> None:
    async def work(room: Pressroom) -> None:
        await room.ask("edition")
        for process in forked_from(os.getpid()):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        await until(lambda: not forked_from(os.getpid()))
        asked = [("edition", {"lang": "fr"}), ("edition", {"lang": "en"}), ("timeline", {})]
        asking = [asyncio.create_task(room.ask(*each)) for each in asked]
        await asyncio.sleep(wait)
        for each in asking:
            each.cancel()
        await asyncio.gather(*asking, return_exceptions=True)

    used(home, work)
    assert forked_from(os.getpid()) == set()


def test_where_only_the_first_process_is_left_all_is_loaded_again(home: Path) -> None:
    async def work(room: Pressroom) -> None:
        await room.ask("edition")
        await room.warmed()
        family = forked_from(os.getpid())
        first = next(each for each in family if forked_from(each) == family - {each})
        for process in family - {first}:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        await until(lambda: forked_from(os.getpid()) == {first})
        await asyncio.sleep(0.1)
        assert (await room.ask("edition", {"lang": "fr"})).told["failure"] is None
        await room.warmed()
        await until(lambda: len(forked_from(os.getpid())) == len(family))

    used(home, work)


def test_a_change_that_is_read_while_more_is_loaded_is_another_state(home: Path) -> None:
    async def work(room: Pressroom) -> None:
        for number in range(2, 8):
            assert (await room.read(TODAY)).number == number
        await room.warmed()
        assert (await room.ask("edition")).told["revision"] == 7

    used(home, work)


def test_a_room_that_is_closed_leaves_no_process_and_no_file(home: Path, scratch: Path) -> None:
    async def work(room: Pressroom) -> None:
        await room.ask("edition")
        ahead = asyncio.create_task(room.ask("edition", {"lang": "fr"}, ahead=True))
        await at_work(ahead)
        ahead.cancel()

    used(home, work)
    assert forked_from(os.getpid()) == set()
    assert list(scratch.iterdir()) == []


def test_a_process_ends_after_all_that_it_forked(scratch: Path) -> None:
    async def work() -> None:
        first, process = await launch(lambda _: None)
        warming = asyncio.create_task(first.begin({"kind": "warm", "profiles": ["standard"]}))
        await until(lambda: len(forked_from(os.getpid())) == 2)
        first.close()
        _, warm = await warming
        assert process.returncode is None
        warm.close()
        assert await process.wait() == 0

    asyncio.run(asyncio.wait_for(work(), PATIENCE))
    assert list(scratch.iterdir()) == []


PROGRAM = """
import asyncio, sys
from datetime import date
from pathlib import Path
from asof.cache import NOTHING_KEPT
from asof.preview.pressroom import Pressroom

async def main():
    room = Pressroom(Path(sys.argv[1]), runs_code=True, store=NOTHING_KEPT, fault=print)
    await room.start()
    await room.read(date(2025, 7, 1))
    await room.ask("edition")
    print("ready", flush=True)
    await asyncio.gather(*(room.ask("edition", {"day": f"2025-04-0{n}"}) for n in range(1, 9)))
    await asyncio.sleep(1000)

asyncio.run(main())
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_whatever_ends_the_server_no_process_and_no_file_stays_behind(
    home: Path, scratch: Path, number: int
) -> None:
    command = [sys.executable, "-c", PROGRAM, str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as program:
        assert program.stdout
        assert program.stdout.readline() == b"ready\n"
        family = forked_from(program.pid)
        assert family
        program.send_signal(number)

    async def gone() -> None:
        await until(lambda: not family & forked_from(1))
        await until(lambda: not list(scratch.iterdir()))

    asyncio.run(asyncio.wait_for(gone(), PATIENCE))
