"""What a program opens, runs and sends, as strace sees it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import asof

TRACER = shutil.which("strace")
CALLS = "trace=open,openat,openat2,creat,execve,execveat,socket,connect,sendto,sendmsg"
OPENED = re.compile(
    r"^(?:open|openat|openat2|creat|execve|execveat)\("
    r'(?:[^"<]*(?:<([^>]*)>)?, )?"((?:[^"\\]|\\.)*)".*= \d+'
)
SENT = re.compile(r"^(?:socket|connect|sendto|sendmsg)\(.*AF_INET")
ESCAPED = re.compile(r"\\(?:([0-7]{1,3})|(.))")
PROGRAM = tuple(Path(folder).resolve() for folder in (sys.prefix, sys.base_prefix))
PACKAGE = Path(asof.__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Traced:
    """The files that a program opened or ran, and the calls that speak to other machines."""

    opened: frozenset[Path]
    sent: tuple[str, ...]

    def outside(self, *folders: Path) -> frozenset[Path]:
        """What it opened that is neither of the program itself nor below one of some folders."""
        own = (*PROGRAM, PACKAGE, *folders)
        return frozenset(p for p in self.opened if not any(p.is_relative_to(f) for f in own))


def trace(words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Traced:
    """What Python opens and sends when it runs some words in a folder."""
    assert TRACER, "strace is not there: python3 setup/system.py tracer"
    with TemporaryDirectory() as scratch:
        log = Path(scratch, "log")
        # A file for each process: in one, what another does parts a call from what came of it.
        traced = (TRACER, "-ff", "-qq", "-y", "--seccomp-bpf", "-s4096", "-e", CALLS, "-o", log)
        subprocess.run(
            [*traced, sys.executable, *words],
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
        )
        logs = [each.read_text("utf-8", "surrogateescape") for each in Path(scratch).iterdir()]
    lines = [line for told in logs for line in told.splitlines()]
    sent = tuple(line for line in lines if SENT.match(line))
    return Traced(frozenset(_opened(lines, folder)), sent)


def _opened(lines: list[str], folder: Path) -> Iterator[Path]:
    for line in lines:
        if found := OPENED.match(line):
            at, name = found.groups()
            yield Path(os.path.realpath(Path(at or folder) / ESCAPED.sub(_character, name)))


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 8)) if found[1] else found[2]
