"""The README is true: its commands run, and no command is missing from it."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from asof.cli import main

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
TOUR, PUBLICATION = "asof init", "asof history mandate.end"


def commands(start: str) -> list[list[str]]:
    """The commands of the README's blocks from the one that begins the tour on."""
    found = [shlex.split(line, comments=True) for b in BLOCKS for line in b.splitlines()]
    words = [c for c in found if c and c[0] in ("asof", "cd", "openssl")]
    first = next(n for n, c in enumerate(words) if " ".join(c).startswith(start))
    return words[first:]


def run(command: list[str], folder: Path) -> None:
    """Run one command of the README; it must succeed."""
    ours = str(Path(sys.executable).parent / "asof")
    done = subprocess.run(
        [ours if command[0] == "asof" else command[0], *command[1:]],
        cwd=folder,
        env={**os.environ, "ASOF_SIGN_PASSPHRASE": "open"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stderr}"


def test_the_tour_runs_as_it_is_told(tmp_path: Path) -> None:
    folder = tmp_path
    tour = commands(TOUR)
    end = next(n for n, c in enumerate(tour) if "mandate.end" in c) - 1
    for command in tour[:end]:
        if command[0] == "cd":
            folder = folder / command[1]
        else:
            run(command, folder)
    days = {p.parent.name for p in folder.glob("build/*/note.en.pdf")}
    assert days == {"2025-06-30", "2025-04-01"}


def test_the_commands_of_the_publication_run(tmp_path: Path) -> None:
    for command in commands(PUBLICATION):
        run([*command, "--out", str(tmp_path)] if "build" in command else command, ROOT)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_documented(name: str) -> None:
    assert re.search(rf"^asof {name}\b", "\n".join(BLOCKS), re.MULTILINE)


@pytest.mark.parametrize("target", re.findall(r"`make\s+(\w+)`", TEXT))
def test_every_make_target_named_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
