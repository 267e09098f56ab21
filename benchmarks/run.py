"""What a note costs beside the bare engine, as ratios in one run.

The engine sets the very HTML that `asof build --html` wrote. Commands take turns, so that a change
in the machine's speed meets them all; the medians of the pairs are what counts.

What press quality costs is in the last row: the same document with the same assets, set again and
again in one process, by `asof` (tags mended, standards claimed, everything checked) and by the
engine alone. A whole build would flatter: it does more, so the same milliseconds are less of it.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from asof import data, pdf
from asof.build import Request, filled, plan
from asof.diagnostics import Location
from asof.language import language
from asof.model import as_of
from asof.model.document import Document
from asof.pdf.engine import opened
from asof.pdf.heard import listening
from asof.workspace import find

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
NOTE = "iraq-status"
DAY, NEXT = "2021-01-18", "2021-01-19"
RUNS = 9
SETTINGS = 25  # of a page in one process, which are short
PRESS_AIM = 1.15
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Cost:
    """What one run of a command took."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Case:
    """A command to measure, what to do before each run, and the aims of its ratios."""

    name: str
    command: Sequence[str | Path]
    before: Callable[[], object]
    time_aim: float
    memory_aim: float


def run(command: Sequence[str | Path]) -> Cost:
    """Run a command and take its time and its peak memory from the system's own account."""
    start = time.perf_counter()
    words, nowhere = [str(c) for c in command], subprocess.DEVNULL
    process = subprocess.Popen(words, cwd=ROOT, env=ENVIRONMENT, stdout=nowhere, stderr=nowhere)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed: {' '.join(map(str, command))}")
    return Cost(seconds, usage.ru_maxrss / 1024)


def build(out: Path, day: str, *more: str) -> list[str | Path]:
    """The command that prints the note of a day."""
    return [BIN / "asof", "build", NOTE, "--lang", "en", "--as-of", day, "--out", out, *more]


def bare(page: Path, out: Path) -> list[str | Path]:
    """The command that sets the same HTML with nothing but the engine."""
    return [BIN / "weasyprint", "--pdf-variant", "pdf/ua-1", page, out / "bare.pdf"]


def measure(case: Case, other: Sequence[str | Path]) -> tuple[list[Cost], list[Cost]]:
    """Run a command and the bare engine in turn, after one run of each that does not count."""
    ours, theirs = [], []
    for _ in range(RUNS + 1):
        case.before()
        ours.append(run(case.command))
        theirs.append(run(other))
    return ours[1:], theirs[1:]


def told(case: Case, ours: list[Cost], theirs: list[Cost]) -> str:
    """A row of the table: medians, and the medians of the ratios with their aims."""
    time_ratio = median(a.seconds / b.seconds for a, b in zip(ours, theirs, strict=True))
    memory_ratio = median(a.megabytes / b.megabytes for a, b in zip(ours, theirs, strict=True))
    cells = [
        case.name,
        f"{median(c.seconds for c in ours):.2f} s",
        f"{median(c.seconds for c in theirs):.2f} s",
        f"{time_ratio:.2f} (aim {case.time_aim})",
        f"{median(c.megabytes for c in ours):.0f} MiB",
        f"{median(c.megabytes for c in theirs):.0f} MiB",
        f"{memory_ratio:.2f} (aim {case.memory_aim})",
    ]
    return f"| {' | '.join(cells)} |"


def note() -> tuple[Document, Location]:
    """The note as it is before it is set, and where it comes from."""
    day, workspace = date.fromisoformat(DAY), find(ROOT)
    ledger, briefings = data.read(workspace)
    (job,) = plan(workspace, briefings, Request(day, (NOTE,), day, languages=("en",)))
    return filled(as_of(ledger, day, day, language(job.tag)), job), job.briefing.place


def press() -> str:
    """A row of the table: what it takes to set the note so that nothing is amiss."""
    document, place = note()
    ours, theirs = [], []
    for _ in range(SETTINGS + 1):
        ours.append(seconds(lambda: pdf.typeset(document, place)))
        theirs.append(seconds(lambda: engine_alone(document)))
    times = [f"{median(each[1:]):.3f} s" for each in (ours, theirs)]
    ratio = median(a / b for a, b in zip(ours[1:], theirs[1:], strict=True))
    cells = ["set in one process", *times, f"{ratio:.2f} (aim {PRESS_AIM})", "", "", ""]
    return f"| {' | '.join(cells)} |"


def engine_alone(document: Document) -> None:
    """Set a document with nothing but the engine."""
    with listening():
        opened(document).write_pdf(pdf_variant="pdf/ua-1")


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes, that of the work before swept away."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measure each case and print the table."""
    with TemporaryDirectory() as folder:
        out = Path(folder)
        run(build(out, DAY, "--html"))
        page = out / DAY / f"{NOTE}.en" / "index.html"
        cases = (
            Case(
                "from cold, charts drawn",
                build(out / "cold", DAY),
                lambda: shutil.rmtree(out / "cold", ignore_errors=True),
                1.9,
                1.9,
            ),
            Case("nothing but the date changed", build(out, NEXT), lambda: None, 1.3, 1.4),
        )
        print("| one note | asof | bare engine | time | asof | bare engine | memory |")
        print("|---|---|---|---|---|---|---|")
        for case in cases:
            print(told(case, *measure(case, bare(page, out))), flush=True)
        print(press())


if __name__ == "__main__":
    main()
