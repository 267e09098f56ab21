"""Building on each save: what is printed, what is told of findings, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from asof.cli import main
from asof.diagnostics import Finding, Location, Severity
from asof.preview.come_and_gone import ComeAndGone, LastFindings
from asof.workspace import create
from previews import LONG, descendants, gone

FACTS = "data/facts/mains.yaml"
DONE = "editions: "


@dataclass
class Watching:
    """A workspace that is watched, and what is said of it line by line."""

    root: Path
    process: subprocess.Popen[str]

    def said(self, last: str) -> list[str]:
        """The lines up to the next that holds some words."""
        assert self.process.stderr
        lines: list[str] = []
        while not lines or last not in lines[-1]:
            lines.append(self.process.stderr.readline().rstrip("\n"))
            assert lines[-1] or self.process.poll() is None, lines
        return lines

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text("utf-8")
        assert old in text
        (self.root / name).write_text(text.replace(old, new, 1), "utf-8")

    @property
    def holds(self) -> tuple[int, int]:
        """How many temporary files it has, and how many files are open, where that can be seen."""
        opened = Path(f"/proc/{self.process.pid}/fd")
        temporary = self.root.parent / "temporary"
        return len([*temporary.rglob("*")]), len([*opened.iterdir()]) if opened.exists() else 0

    def end(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(LONG)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    """The starter, whose only briefing is named."""
    create(root := tmp_path / "home")
    with watched(root, "note") as there:
        yield there


@contextmanager
def watched(root: Path, *words: str) -> Iterator[Watching]:
    """A workspace that is watched, by some words more of a command line."""
    temporary = root.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "asof.cli", "--workspace", str(root), "watch", "--jobs", "1"]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen(
        [*command, *words], stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        yield Watching(root, process)
        process.kill()


def summary(line: str) -> str:
    """The last line of a build without its seconds."""
    return line.partition(", in ")[0]


def test_each_save_is_built_and_findings_come_and_go(watching: Watching) -> None:
    """One life: a build, a save, a fault that stops all, another that does not, and their ends."""
    root, printed = watching.root, watching.root / "build/2025-06-30/note.en.pdf"
    assert summary(watching.said(DONE)[-1]) == "2 editions: 2 printed, 0 up to date, 0 failed"
    first = printed.read_bytes()

    watching.edit(FACTS, "up to 60", "up to 70")
    assert summary(watching.said(DONE)[-1]) == "2 editions: 2 printed, 0 up to date, 0 failed"
    second = printed.read_bytes()
    assert first != second
    watching.edit(FACTS, "label:", "lable:")
    assert watching.said("stays") == [
        f"{FACTS}:6:3: error: unknown field 'lable'",
        "  hint: did you mean 'label'?",
        "nothing is printed until that is mended; what was printed stays",
    ]
    assert printed.read_bytes() == second
    held = watching.holds

    watching.edit(FACTS, "# Facts about", "#\n# Facts about")  # the same fault a line further down
    assert watching.said("stays") == [
        "nothing is printed until that is mended; what was printed stays"
    ]

    watching.edit(FACTS, "lable:", "label:")
    assert summary(watching.said(DONE)[-1]) == "2 editions: 0 printed, 2 up to date, 0 failed"
    assert watching.said("mended") == [f"{FACTS}:7:3: mended: unknown field 'lable'"]

    (root / "charts/crew.py").write_text("def")
    assert summary(watching.said(DONE)[-1]) == "2 editions: 0 printed, 0 up to date, 2 failed"
    assert watching.said("charts/crew.py")[-1].startswith("charts/crew.py:1:")

    watching.edit(FACTS, "label:", "lable:")
    watching.said("stays")
    assert watching.holds == held

    started = descendants(watching.process.pid)
    assert watching.end() == 128 + signal.SIGINT
    assert gone(started)
    assert list((root.parent / "temporary").iterdir()) == []


def test_nothing_outlives_it_when_it_is_killed(watching: Watching) -> None:
    watching.said(DONE)
    watching.edit(FACTS, "up to 60", "up to 70")
    started = descendants(watching.process.pid)
    assert watching.end(signal.SIGKILL) == -signal.SIGKILL
    assert gone(started)


def test_a_briefing_that_is_there_at_the_start_may_go_and_come_back(watching: Watching) -> None:
    note = watching.root / "data/briefings/note.yaml"
    assert summary(watching.said(DONE)[-1]) == "2 editions: 2 printed, 0 up to date, 0 failed"
    note.rename(note.with_name("notes.yaml"))
    assert watching.said("stays") == [
        "error: no briefing 'note'",
        "  hint: did you mean 'notes'?",
        "nothing is printed until that is mended; what was printed stays",
    ]
    note.with_name("notes.yaml").rename(note)
    assert watching.said("mended")[1:] == ["mended: no briefing 'note'"]


NOWHERE = "error: no briefing 'nte'\n  hint: did you mean 'note'?\n"


@pytest.mark.parametrize("command", ["build", "watch", "preview"])
def test_a_name_that_no_briefing_has_or_had_is_refused_at_once(
    tmp_path: Path, command: str
) -> None:
    create(tmp_path)
    told = CliRunner().invoke(main, ["--workspace", str(tmp_path), command, "nte"])
    assert (told.exit_code, told.stdout, told.stderr) == (2, "", NOWHERE)


def test_where_there_is_no_briefing_none_can_be_named(tmp_path: Path) -> None:
    create(tmp_path)
    (tmp_path / "data/briefings/note.yaml").unlink()
    told = CliRunner().invoke(main, ["--workspace", str(tmp_path), "watch", "note"])
    assert (told.exit_code, told.stderr) == (
        2,
        "error: no briefings in data/briefings\n  hint: add one\n",
    )


def test_what_was_a_name_or_cannot_be_known_is_waited_for(tmp_path: Path) -> None:
    create(tmp_path)
    note = tmp_path / "data/briefings/note.yaml"
    note.write_text(f"formerly: [memo]\n{note.read_text('utf-8')}", "utf-8")
    with watched(tmp_path, "memo") as watching:
        assert watching.said("stays") == [
            "error: no briefing 'memo'",
            "  hint: it is 'note' now",
            "nothing is printed until that is mended; what was printed stays",
        ]
    note.write_text(note.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    with watched(tmp_path, "nte") as watching:
        assert "unknown field 'titel'" in watching.said("error: ")[-1]
        watching.said("stays")
        watching.edit("data/briefings/note.yaml", "titel:", "title:")
        assert "error: no briefing 'nte'" in watching.said("error: ")


@pytest.mark.parametrize("debug", [[], ["--debug"]])
def test_a_fault_of_the_program_is_told_with_where_it_arose_to_who_debugs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, debug: list[str]
) -> None:
    def put_in(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("asof.batch.build", put_in)
    create(tmp_path)
    told = CliRunner().invoke(main, [*debug, "--workspace", str(tmp_path), "watch"])
    assert told.exit_code == 3
    assert told.stderr.startswith("error: a fault of asof itself: ZeroDivisionError: division by")
    assert ("in put_in" in told.stderr) == bool(debug)


# Which findings have come, and which have gone


def finding(message: str, line: int = 1, path: str = "x.yaml") -> Finding:
    return Finding("rule", Severity.WARNING, Location(path, line), message)


def told(found: ComeAndGone) -> tuple[list[str], list[str]]:
    return [each.message for each in found.new], [each.message for each in found.mended]


def test_a_finding_is_the_same_in_whichever_line_it_stands() -> None:
    last = LastFindings()
    assert told(last.built([finding("a"), finding("b", 2)])) == (["a", "b"], [])
    assert told(last.built([finding("a", 5), finding("b", 7)])) == ([], [])
    assert told(last.built([finding("a", 1, "y.yaml"), finding("b")])) == (["a"], ["a"])


def test_each_of_several_that_say_the_same_stands_for_one() -> None:
    last = LastFindings()
    last.built([finding("a", 1), finding("a", 2)])
    assert told(last.built([finding("a", 1)])) == ([], ["a"])
    assert told(last.built([finding("a", 1), finding("a", 3), finding("a", 4)])) == (["a", "a"], [])


def test_a_fault_of_the_data_hides_what_was_found_and_mends_nothing() -> None:
    last = LastFindings()
    last.built([finding("a")])
    broken = last.stopped([finding("b")])
    assert (told(broken), broken.stops) == ((["b"], []), True)
    assert told(last.stopped([finding("c")])) == (["c"], ["b"])
    whole = last.built([finding("a"), finding("d")])
    assert (told(whole), whole.stops) == ((["d"], ["c"]), False)
