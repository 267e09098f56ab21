"""What a workspace with a mistake in it is told, held against the comments beside the mistake.

Each folder of `broken/` is laid over `broken/base`. A comment above a mistake says what must be
reported of the next line: `error 5: message` for column 5, `hint: …` under it. Where no comment
can stand there, it names the whole place: `error data/tables/losses.csv:3:1: message`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from asof import batch, workspace
from asof.cli import main
from asof.diagnostics import AsofError, Finding
from asof.jobs import Request

BROKEN = Path(__file__).parent / "broken"
CASES = sorted(p for p in BROKEN.iterdir() if p.name != "base")
OPEN, CLOSE = r"^\s*(?:#|\{#|/\*) ", r"(?: (?:#\}|\*/))?$"
SAID = re.compile(rf"{OPEN}(error|warning|note)(?: (\S+))?: (.*?){CLOSE}")
HINT = re.compile(rf"{OPEN}hint: (.*?){CLOSE}")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_told_as_its_comment_says(case: Path, tmp_path: Path) -> None:
    shutil.copytree(BROKEN / "base", tmp_path, dirs_exist_ok=True)
    shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    told = [str(finding) for finding in findings(tmp_path)]
    wanted = sorted(expected(case))
    assert wanted
    assert sorted(told) == wanted


def test_the_base_of_all_broken_workspaces_is_whole(tmp_path: Path) -> None:
    shutil.copytree(BROKEN / "base", tmp_path, dirs_exist_ok=True)
    assert findings(tmp_path) == []


def findings(root: Path) -> list[Finding]:
    """What the program says of a workspace when it prints all of it."""
    request = Request(today=date(2021, 1, 18))
    try:
        editions = list(batch.build(workspace.read_workspace(root), request))
    except AsofError as problem:
        return list(problem.findings)
    failed = [f for e in editions if e.failure for f in e.failure.findings]
    return list(dict.fromkeys(failed + [f for e in editions for f in e.findings]))


def expected(case: Path) -> Iterator[str]:
    """What the comments in the files of a workspace say, as the program prints it."""
    for path in sorted(p for p in case.rglob("*") if p.is_file()):
        name = path.relative_to(case).as_posix()
        yield from comments(name, path.read_text("utf-8", errors="replace").splitlines())


def comments(name: str, lines: list[str]) -> Iterator[str]:
    """What the comments of one file say."""
    for index, line in enumerate(lines):
        if said := SAID.search(line):
            hint = HINT.search(lines[index + 1]) if index + 1 < len(lines) else None
            told = f"{place(name, said[2] or '', index, lines)}{said[1]}: {said[3]}"
            yield f"{told}\n  hint: {hint[1]}" if hint else told


def place(name: str, given: str, index: int, lines: list[str]) -> str:
    """The place that a comment speaks of: what it says, or the next line that is no comment."""
    if given and not given.isdigit():
        return f"{given}: "
    below = next(n for n, line in enumerate(lines) if n > index and not comment(line))
    return ":".join(filter(None, [name, str(below + 1), given])) + ": "


def comment(line: str) -> bool:
    """Whether a line only says what must be reported."""
    return bool(SAID.search(line) or HINT.search(line))


# What needs a command line


def test_a_folder_that_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(AsofError) as problem:
        workspace.find_workspace(tmp_path)
    assert str(problem.value) == (
        "error: no asof.yaml in this folder or above it\n"
        "  hint: run 'asof init', or name the folder with --workspace"
    )


def test_an_unknown_briefing_on_the_command_line(tmp_path: Path) -> None:
    shutil.copytree(BROKEN / "base", tmp_path, dirs_exist_ok=True)
    told = CliRunner().invoke(main, ["--workspace", str(tmp_path), "build", "noet"])
    assert told.exit_code == 2
    assert told.stderr == "error: no briefing 'noet'\n  hint: did you mean 'note'?\n"
