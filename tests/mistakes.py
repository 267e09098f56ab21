"""Workspaces with a mistake in them, and what their comments say must be told.

Each folder of `broken/` is laid over `broken/base`. A comment above a mistake says what must be
reported of the next line: `error 5: message` for column 5, `hint: …` under it. Where no comment
can stand there, it names the whole place: `error data/tables/losses.csv:3:1: message`. SPOKEN
stands for the tags of all languages.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from asof import batch, workspace
from asof.diagnostics import AsofError, Finding
from asof.jobs import Request
from asof.language import tags

SPOKEN = ", ".join(tags())
BROKEN = Path(__file__).parent / "broken"
CASES = sorted(p for p in BROKEN.iterdir() if p.name != "base")
OPEN, CLOSE = r"^\s*(?:#|\{#|/\*) ", r"(?: (?:#\}|\*/))?$"
SAID = re.compile(rf"{OPEN}(error|warning|note)(?: (\S+))?: (.*?){CLOSE}")
HINT = re.compile(rf"{OPEN}hint: (.*?){CLOSE}")


@dataclass(frozen=True)
class Mistake:
    """What a comment says of a place: `data/facts/x.yaml:7:5`, its weight, what is told of it."""

    place: str
    severity: str
    message: str
    hint: str

    def __str__(self) -> str:
        told = f"{self.place}: {self.severity}: {self.message}"
        hint = self.hint.replace("SPOKEN", SPOKEN)
        return f"{told}\n  hint: {hint}" if hint else told


def lay(root: Path, case: Path | None = None) -> None:
    """Make the base of all broken workspaces, or a broken one, in a folder."""
    for each in filter(None, (BROKEN / "base", case)):
        shutil.copytree(each, root, dirs_exist_ok=True)


def findings(root: Path) -> list[Finding]:
    """What the program says of a workspace when it prints all of it."""
    request = Request(today=date(2021, 1, 18))
    try:
        editions = list(batch.build(workspace.read_workspace(root), request))
    except AsofError as problem:
        return list(problem.findings)
    failed = [f for e in editions if e.failure for f in e.failure.findings]
    return list(dict.fromkeys(failed + [f for e in editions for f in e.findings]))


def mistakes(case: Path) -> Iterator[Mistake]:
    """What the comments in the files of a workspace say."""
    for path in sorted(p for p in case.rglob("*") if p.is_file()):
        name = path.relative_to(case).as_posix()
        yield from comments(name, path.read_text("utf-8", errors="replace").splitlines())


def comments(name: str, lines: list[str]) -> Iterator[Mistake]:
    """What the comments of one file say."""
    for index, line in enumerate(lines):
        if said := SAID.search(line):
            hint = HINT.search(lines[index + 1]) if index + 1 < len(lines) else None
            where = place(name, said[2] or "", index, lines)
            yield Mistake(where, said[1], said[3], hint[1] if hint else "")


def place(name: str, given: str, index: int, lines: list[str]) -> str:
    """The place that a comment speaks of: what it says, or the next line that is no comment."""
    if given and not given.isdigit():
        return given
    below = next(n for n, line in enumerate(lines) if n > index and not comment(line))
    return ":".join(filter(None, [name, str(below + 1), given]))


def comment(line: str) -> bool:
    """Whether a line only says what must be reported."""
    return bool(SAID.search(line) or HINT.search(line))
