"""The documentation as somebody follows it who types what stands there, in its order.

A block `sh` is typed line by line; one that names a file is put into it (`yaml data/sources.yaml`:
at the end of the file, where there is one); `diff FILE` changes lines of it; `text output` is what
the block before says, where `…` stands for what differs, alone in a line for whole lines. Commands
succeed, but those of `sh exits-with-1`; `sh until-ctrl-c` are ended once they say something.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner
from markdown_it import MarkdownIt

from asof.cli import main

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SHELL = re.compile(r"[|<>$&;`]")  # what a shell alone can do
UNTIL_STOPPED = "until-ctrl-c"
SECRETS = {"ASOF_SIGN_PASSPHRASE": "open"}


@dataclass(frozen=True)
class Step:
    """A block of a document: what kind it is, which file it names, what stands in it, and where.

    `above` is the words between it and the block before.
    """

    kind: str
    name: str
    text: str
    place: str
    above: str = ""

    @property
    def file(self) -> str:
        """The file that it goes into; none for what is typed, and for what is then said."""
        return "" if self.kind in ("sh", "text") else self.name

    @property
    def exit_code(self) -> int:
        """With what its commands exit: `sh exits-with-1`."""
        if self.name == UNTIL_STOPPED:
            return 128 + signal.SIGINT
        return int(self.name.removeprefix("exits-with-") or 0)

    @property
    def commands(self) -> list[str]:
        """What is typed, each command on a line of its own; comments are not typed."""
        if self.kind != "sh":
            return []
        lines = self.text.replace("\\\n", " ").splitlines()
        return [line for line in lines if shlex.split(line, comments=True)]


def steps(document: Path, section: str = "") -> list[Step]:
    """The blocks of a document, or of one section of it."""
    text = document.read_text("utf-8")
    above, part = "", text
    if section:
        above, heading, below = text.partition(f"\n## {section}\n")
        part = below.partition("\n## ")[0]
        above += heading
    return [*_blocks(document.name, part, above.count("\n"))]


def _blocks(name: str, text: str, above: int) -> Iterator[Step]:
    lines, end = text.splitlines(), 0
    for token in MarkdownIt().parse(text):
        if token.type == "fence" and token.map:
            kind, _, named = token.info.partition(" ")
            (first, last), words = token.map, "\n".join(lines[end : token.map[0]])
            yield Step(kind, named, token.content, f"{name}:{first + above + 1}", words)
            end = last


@dataclass
class Reader:
    """Somebody who follows a document, in a folder; what the last block said is kept."""

    folder: Path
    said: str = ""
    typed: list[str] = field(default_factory=list)

    def follow(self, document: list[Step]) -> None:
        """Do what stands in each block."""
        for step in document:
            if step.kind == "sh":
                self.said = "".join(self._type(line, step) for line in step.commands)
            elif (step.kind, step.name) == ("text", "output"):
                assert pattern(step.text).fullmatch(self.said), f"{step.place}\n{self.said}"
            elif step.file:
                self._edit(self.folder / step.file, step)

    def _type(self, line: str, step: Step) -> str:
        """Type a command, which must succeed; what it says."""
        words = shlex.split(line, comments=True)
        self.typed.append(line)
        if words[0] == "cd":
            self.folder /= words[1]
            return ""
        with chdir(self.folder):
            code, said = (_stopped if step.name == UNTIL_STOPPED else _run)(line, words)
        assert code == step.exit_code, f"{step.place}: {line}\n{said}"
        return said

    def _edit(self, file: Path, step: Step) -> None:
        """Put a block into a file, or change its lines as the block says."""
        before = file.read_text("utf-8") if file.exists() else ""
        file.parent.mkdir(parents=True, exist_ok=True)
        after = changed(before, step) if step.kind == "diff" else before + step.text
        file.write_text(after, "utf-8")


def changed(text: str, step: Step) -> str:
    """A text with the lines of a diff changed; those that it begins from stand there once."""
    lines = step.text.splitlines(keepends=True)
    old, new = ("".join(each[1:] for each in lines if each[0] in signs) for signs in (" -", " +"))
    assert text.count(old) == 1, f"{step.place}: not there once:\n{old}"
    return text.replace(old, new)


def _stopped(_: str, words: list[str]) -> tuple[int, str]:
    """A command of ours that runs until somebody ends it, which is done once it says something."""
    process = subprocess.Popen(
        [sys.executable, "-m", "asof.cli", *words[1:]],
        env={**os.environ, "ASOF_NO_BROWSER": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate()
    return process.returncode, first + rest


def _run(line: str, words: list[str]) -> tuple[int, str]:
    """A command of ours runs in the process of the tests; any other in a shell."""
    if words[0] == "asof" and not SHELL.search(line.partition("#")[0]):
        done = CliRunner().invoke(main, words[1:], prog_name="asof", env=SECRETS)
        return done.exit_code, done.output
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["bash", "-c", line],
        env={**os.environ, **SECRETS, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout


def pattern(told: str) -> re.Pattern[str]:
    """What a block of output stands for."""
    parts = (re.escape(line).replace("…", "[^\n]*") + "\n" for line in told.splitlines())
    return re.compile("".join("(?:.*\n)*?" if p == "[^\n]*\n" else p for p in parts))
