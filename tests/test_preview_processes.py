"""The processes of a preview: they answer, end with whoever asks, and leave nothing behind."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest

from asof.cache import NOTHING_KEPT
from asof.preview.asking import NoAnswerError, Reply
from asof.preview.pressroom import Pressroom
from asof.preview.shared_work import SharedWork
from asof.workspace import create

T = TypeVar("T")
TODAY = date(2025, 7, 1)
PATIENCE = 60.0  # seconds
BROKEN = "mains:\n  - this is\n no: yaml"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The starter, to be changed."""
    create(tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the processes have their temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def used(home: Path, work: Callable[[Pressroom], Awaitable[T]]) -> T:
    """What comes of some work with a room that has read a workspace, closed after it."""

    async def whole() -> T:
        room = Pressroom(home, runs_code=True, store=NOTHING_KEPT)
        await room.start()
        try:
            await room.read(TODAY)
            return await work(room)
        finally:
            await room.close()

    return asyncio.run(asyncio.wait_for(whole(), PATIENCE))


def edit(home: Path, name: str, before: str, after: str) -> None:
    """Change a file of a workspace in one place."""
    text = (home / name).read_text("utf-8")
    assert text.count(before) == 1
    (home / name).write_text(text.replace(before, after), "utf-8")


def endless(home: Path) -> Path:
    """Have the chart of a workspace tell its process, and then draw for ever."""
    told = home.parent / "drawing"
    slow = f'open("{told}", "a").write(f"{{__import__("os").getpid()}} ");'
    edit(home, "charts/crew.py", "    steps(axes", f"    {slow}\n    while True: pass\n    steps(axes")
    return told


async def drawing(told: Path) -> int:
    """The process that draws, once it does."""
    while not told.is_file() or not told.read_text():
        await asyncio.sleep(0.01)
    return int(told.read_text().split()[-1])


async def ended(process: int) -> bool:
    """Wait until a process has ended."""
    while lives(process):
        await asyncio.sleep(0.01)
    return True


def lives(process: int) -> bool:
    """Whether a process runs, or is still to be buried."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
