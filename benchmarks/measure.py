"""Runs commands, takes what they cost, and sets what came out in a table."""

from __future__ import annotations

import atexit
import ctypes
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile, mkdtemp
from typing import Any, TypeVar

from ridings import RIDINGS, Workload, generate

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT.pop("PYTHONUNBUFFERED", None)
KEPT = Path(mkdtemp(prefix="asof-bench-"))  # what the builds that are measured keep
ENVIRONMENT["ASOF_CACHE"] = str(KEPT)
atexit.register(shutil.rmtree, KEPT, ignore_errors=True)
JOBS = 2
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of Linux
Name = TypeVar("Name", bound=Hashable)
Command = Sequence[str | Path]


@dataclass(frozen=True)
class Cost:
    """What one run of a command took: wall time, processor time, peak memory; and what it said."""

    seconds: float
    processor: float = 0.0
    megabytes: float = 0.0
    said: bytes = b""

    @property
    def answer(self) -> Any:
        """What it said, as JSON."""
        return json.loads(self.said)


def run(command: Command, folder: Path = ROOT, told: str = "") -> Cost:
    """Run a command in a folder; the system's own account says what it took.

    `told` is what it reads from its standard input. A command that fails ends the benchmark.
    """
    with TemporaryFile() as given, TemporaryFile() as said, TemporaryFile() as heard:
        given.write(told.encode())
        given.seek(0)
        words, start = [str(word) for word in command], time.perf_counter()
        process = subprocess.Popen(
            words, cwd=folder, env=ENVIRONMENT, stdin=given, stdout=said, stderr=heard
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        for file in (said, heard):
            file.seek(0)
        if process.returncode:
            raise SystemExit(f"failed: {' '.join(words)[:400]}\n{heard.read().decode()[-2000:]}")
        processor = usage.ru_utime + usage.ru_stime
        return Cost(seconds, processor, usage.ru_maxrss / 1024, said.read())


def adopt_orphans() -> None:
    """Let what a command leaves behind be ours, to be waited for, on Linux."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def with_orphans(cost: Cost) -> Cost:
    """What a command took with its processes that end after it; nothing else may run meanwhile."""
    processor, largest = cost.processor, cost.megabytes
    with suppress(ChildProcessError):
        while True:
            usage = os.wait3(0)[2]
            processor += usage.ru_utime + usage.ru_stime
            largest = max(largest, usage.ru_maxrss / 1024)
    return replace(cost, processor=processor, megabytes=largest)


def forget(out: Path, but: str = "") -> None:
    """Take away what was printed into a folder, and all that was kept but one kind."""
    for folder in (out, *KEPT.iterdir()):
        if folder.name != but:
            shutil.rmtree(folder, ignore_errors=True)


def at_once(parts: Sequence[Callable[[], Cost]], jobs: int = JOBS) -> Cost:
    """Run things, so many at once: the time until the last has ended."""
    start = time.perf_counter()
    with ThreadPoolExecutor(jobs) as pool:
        costs = [future.result() for future in [pool.submit(part) for part in parts]]
    return Cost(time.perf_counter() - start, sum(cost.processor for cost in costs))


def in_turn(rounds: int, cases: Mapping[Name, Callable[[], Cost]]) -> dict[Name, list[Cost]]:
    """What each case took in each round; they take turns, so that all meet the same machine."""
    found: dict[Name, list[Cost]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            found[name].append(case())
    return found


def seconds(costs: Sequence[Cost]) -> float:
    """The median of their wall times."""
    return median(cost.seconds for cost in costs)


def faster(ours: Sequence[Cost], theirs: Sequence[Cost]) -> float:
    """How many times faster one is than the other: the median of the rounds."""
    return median(b.seconds / a.seconds for a, b in zip(ours, theirs, strict=True))


# ---- the table


@dataclass(frozen=True)
class Row:
    """A line of the table: what was measured, what came out, the aim, and whether it is met."""

    name: str
    found: str
    aim: str = ""
    met: bool | None = None

    def __str__(self) -> str:
        told = {True: "met", False: "**missed**", None: ""}[self.met]
        return f"| {self.name} | {self.found} | {self.aim} | {told} |"


HEAD = "| measure | found | aim | |\n|---|---|---|---|"


def most(name: str, found: float, aim: float, form: str = "{:.2f} s") -> Row:
    """A row for what is to be at most so much."""
    return Row(name, form.format(found), f"≤ {form.format(aim)}", found <= aim)


def least(name: str, found: float, aim: float, form: str = "{:.2f} ×") -> Row:
    """A row for what is to be at least so much."""
    return Row(name, form.format(found), f"≥ {form.format(aim)}", found >= aim)


def exactly(name: str, found: Any, aim: Any) -> Row:
    """A row for what has one right answer."""
    return Row(name, str(found), str(aim), found == aim)


Rows = Iterator[Row]


# ---- where it is measured


@dataclass(frozen=True)
class Place:
    """Where the workloads lie, how often each thing is measured, and whether only roughly.

    `found` is what one measure has found and another refers to.
    """

    folder: Path
    rounds: int = 3
    quick: bool = False
    found: dict[str, float] = field(default_factory=dict)

    def load(self, load: Workload) -> Workload:
        """A workload, or a tenth of it where things are to be quick."""
        part = 10 if self.quick else 1
        return Workload(load.rows // part, load.archive // part)

    @property
    def ridings(self) -> Workload:
        """The workload of the issue."""
        return self.load(RIDINGS)

    def workspace(self, load: Workload) -> Path:
        """A workload as a workspace, written once."""
        folder = self.folder / f"ridings-{load.rows}-{load.archive}"
        return folder if folder.exists() else generate(folder, load)


def asof(*words: str | Path) -> list[str | Path]:
    """A command of this program."""
    return [BIN / "asof", *words]


def build(day: str, *words: str | Path, jobs: int = JOBS) -> list[str | Path]:
    """The command that prints a day's editions."""
    return asof("build", "--as-of", day, "--jobs", str(jobs), *words)


def printed(cost: Cost) -> list[dict[str, Any]]:
    """The editions that a build with --json has made anew."""
    return [each for each in cost.answer["editions"] if not each["reused"]]
