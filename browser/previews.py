"""A preview of a copy of a workspace, as `asof preview` runs it, and what people do in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

PARTS = ("asof.yaml", "data", "charts", "templates")
SLOW = 90_000  # milliseconds: the tests share a machine


@dataclass(frozen=True)
class Preview:
    """A running preview: the workspace, and the address that lets in whoever has it."""

    root: Path
    address: str
    process: subprocess.Popen[str]

    def stop(self) -> None:
        """Answer nobody any more."""
        self.process.terminate()
        self.process.communicate()

    def write(self, path: str, old: str, new: str) -> None:
        """Save a file of the workspace with some words in the place of others."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


def preview_of(workspace: Path, root: Path) -> Preview:
    """A preview of a copy of a workspace, in a new folder."""
    root.mkdir()
    for part in PARTS:
        source = workspace / part
        if source.is_dir():
            shutil.copytree(source, root / part)
        elif source.exists():
            shutil.copy(source, root / part)
    return preview_in(root)


def preview_in(root: Path, *words: str) -> Preview:
    """A preview of a workspace, by some words more of a command line."""
    command = [sys.executable, "-m", "asof.cli", "preview", "--no-browser", *words]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    return Preview(root, process.stdout.readline().strip(), process)


def open_view(page: Page, preview: Preview, query: str = "") -> None:
    """Open the preview in a tab, at a view, in English where that says no other, with its page."""
    page.set_default_timeout(SLOW)
    page.goto(preview.address)
    page.goto(f"{origin(preview)}/?{query}&ui=en")
    page.locator(".sheet img").first.wait_for()


def origin(preview: Preview) -> str:
    """The address without what lets in."""
    return preview.address.partition("/?")[0].rstrip("/")


def on_page(page: Page, words: str) -> Locator:
    """Some words as the page on the desk has them."""
    return page.locator(".words span", has_text=words).first
