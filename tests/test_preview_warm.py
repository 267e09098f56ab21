"""Pages of a preview whose process has set pages before: they are what a build prints, always."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from agency import LOGO, ROBOTO, lay_agency
from asof.cache import NOTHING_KEPT
from asof.preview.asking import FIRST
from asof.preview.pressroom import Pressroom

TODAY = date(2025, 7, 1)
PATIENCE = 300.0  # seconds
Edit = Callable[[Path], object]


def replaced(name: str, before: str, after: str) -> Edit:
    """Other words in a file."""

    def edit(home: Path) -> None:
        text = (home / name).read_text("utf-8")
        assert before in text
        (home / name).write_text(text.replace(before, after), "utf-8")

    return edit


def written(name: str, content: bytes) -> Edit:
    """Another content under the same name."""
    return lambda home: (home / name).write_bytes(content)


def sheet(home: Path) -> str:
    """The sheet of a workspace."""
    return (home / "templates/own.css").read_text("utf-8")


STEPS = "    steps(axes"
GREY = "    import matplotlib as mpl\n    mpl.rcParams['axes.facecolor'] = '#eeeeee'\n"
WIDE = "    axes.margins(x=0.2)\n"
RULE = "\n.reading { color: #123456 }\n"
EDITS: dict[str, Edit] = {
    "a figure": replaced("data/facts/mains.yaml", "value: 38\n", "value: 41\n"),
    "a font": written("fonts/Roboto-Bold.ttf", (ROBOTO / "Roboto-Medium.ttf").read_bytes()),
    "the logo": written("images/logo.svg", LOGO.replace("#00695c", "#123456").encode()),
    "a colour": replaced("asof.yaml", "accent: '#00695c'", "accent: '#0b3d91'"),
    "a sheet": lambda home: replaced("templates/own.css", (own := sheet(home)), own + RULE)(home),
    "a template": replaced("templates/note.html", "Every drop", "Each drop"),
    "a heading": replaced("data/briefings/note.yaml", "At a glance", "In short"),
    "a chart that changes its library": replaced("charts/crew.py", STEPS, GREY + STEPS),
    "a chart that changes it no more": replaced("charts/crew.py", GREY, WIDE),
    "the paper": replaced("asof.yaml", "paper: letter", "paper: a4"),
}


def test_whatever_is_edited_a_page_is_what_a_build_prints(tmp_path: Path) -> None:
    home = lay_agency(tmp_path / "home")

    async def work() -> None:
        room = Pressroom(home, runs_code=True, store=NOTHING_KEPT, fault=print)
        await room.start()
        try:
            await room.read(TODAY)
            await room.ask("edition", {"lang": "en"})
            for number, (name, edit) in enumerate(EDITS.items()):
                await room.warmed()
                assert generations() == 5
                edit(home)
                await room.read(TODAY)
                page = {"lang": "fr" if number % 3 == 1 else "en"}
                reply = await room.ask("edition", page)
                assert reply.told["failure"] is None, name
                assert reply.blobs[0] == built(home, **page), name
        finally:
            await room.close()

    asyncio.run(asyncio.wait_for(work(), PATIENCE))


def generations() -> int:
    """How often a process of this one's room was forked: first, two that load, pages, a state."""
    listed = ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="]
    rows = [line.split(None, 2) for line in subprocess.check_output(listed, text=True).splitlines()]
    parents = {int(child): int(parent) for child, parent, words in rows if FIRST in words}

    def depth(process: int) -> int:
        return 1 + depth(parents[process]) if process in parents else 0

    return max(d for p in parents if (d := depth(p)) and oldest(parents, p) == os.getpid())


def oldest(parents: dict[int, int], process: int) -> int:
    """Who began the process that some process comes from."""
    while process in parents:
        process = parents[process]
    return process


def built(home: Path, lang: str) -> bytes:
    """What a build prints in a process of its own."""
    command = [sys.executable, "-m", "asof.cli", "--workspace", str(home), "build"]
    out = home.parent / "out"
    words = ["--lang", lang, "--cache", "none", "--out", str(out)]
    subprocess.run([*command, *words], check=True, capture_output=True)
    (pdf,) = out.glob(f"*/note.{lang}*.pdf")
    content = pdf.read_bytes()
    pdf.unlink()
    return content
