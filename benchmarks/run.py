"""What asof costs, as ratios in one run: one note here, the rest by the modules beside this one.

The engine sets the very HTML that `asof build --html` wrote. Commands take turns, so that a change
in the machine's speed meets them all; the medians of the pairs are what counts.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import ledger
import peers
import press
import publish
import rebuild
import scale
import start
import throughput
import wide
from measure import BIN, HEAD, Cost, Place, Rows, adopt_orphans, asof, forget, run, with_orphans

NOTE = "note"  # of a workspace as `asof init` makes it: one page with a chart
DAY, NEXT = "2025-06-30", "2025-07-01"
STATUS, STATUS_DAY = "iraq-status", date(2021, 1, 18)  # two pages, which are set in one process
RUNS = 9


@dataclass(frozen=True)
class Case:
    """A command to measure, what to do before each run, and the aims of its ratios."""

    name: str
    command: Sequence[str | Path]
    before: Callable[[], object]
    time_aim: float
    memory_aim: float


def build(out: Path, day: str, *more: str) -> list[str | Path]:
    """The command that prints the note of a day."""
    return [BIN / "asof", "build", NOTE, "--lang", "en", "--as-of", day, "--out", out, *more]


def bare(page: Path, out: Path) -> list[str | Path]:
    """The command that sets the same HTML with nothing but the engine."""
    return [BIN / "weasyprint", "--pdf-variant", "pdf/ua-1", page, out / "bare.pdf"]


def measure(case: Case, other: Sequence[str | Path], home: Path) -> tuple[list[Cost], list[Cost]]:
    """Run a command and the bare engine in turn, after one run of each that does not count."""
    ours, theirs = [], []
    for _ in range(RUNS + 1):
        case.before()
        ours.append(with_orphans(run(case.command, home)))
        theirs.append(run(other, home))
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


def one_note() -> None:
    """Measure both cases and print the table."""
    adopt_orphans()
    with TemporaryDirectory() as folder:
        home, out = Path(folder, "works"), Path(folder, "out")
        run(asof("init", home))
        run(build(out, DAY, "--html"), home)
        page = out / DAY / f"{NOTE}.en" / "index.html"
        cases = (
            Case(
                "from cold, charts drawn",
                build(out / "cold", DAY),
                lambda: forget(out / "cold"),
                1.5,
                1.6,
            ),
            Case(
                "nothing but the date changed",
                build(out, NEXT),
                lambda: shutil.rmtree(out / NEXT, ignore_errors=True),
                1.15,
                1.6,
            ),
        )
        print("| one note | asof | bare engine | time | asof | bare engine | memory |")
        print("|---|---|---|---|---|---|---|")
        for case in cases:
            print(told(case, *measure(case, bare(page, out), home)), flush=True)
        print(press.measured(STATUS, STATUS_DAY))


MEASURES: dict[str, Callable[[Place], Rows]] = {
    "throughput": throughput.measured,
    "rebuild": rebuild.measured,
    "ledger": ledger.measured,
    "wide": wide.measured,
    "publish": publish.measured,
    "start": start.measured,
    "scale": scale.measured,
    "greatest": scale.greatest,
}
LONG = {"greatest"}  # only when asked for


def main() -> None:
    """Measure what is asked for, or all that does not take long, and print a table for each."""
    given = asked()
    with ExitStack() as stack:
        folder = given.folder or Path(stack.enter_context(TemporaryDirectory()))
        place = Place(folder.resolve(), given.rounds, given.quick)
        print(machine(), flush=True)
        for name in given.only or [name for name in MEASURES if given.all or name not in LONG]:
            print(f"\n## {name}\n\n{HEAD}", flush=True)
            for row in MEASURES[name](place):
                print(row, flush=True)
        if not given.only:
            print("\n## one note\n", flush=True)
            one_note()


def machine() -> str:
    """What it is measured on; a machine that is at work already measures little."""
    libraries = [f"{name} {version(name)}" for name in ("weasyprint", "matplotlib")]
    told = [f"{os.cpu_count()} cores", f"load {os.getloadavg()[0]:.1f}", platform.platform()]
    return ", ".join([*told, f"Python {platform.python_version()}", *libraries, peers.TYPST])


def asked() -> argparse.Namespace:
    """What the command line asks for."""
    parser, names = argparse.ArgumentParser(description=__doc__), ", ".join(MEASURES)
    parser.add_argument("--only", nargs="+", choices=MEASURES, metavar="NAME", help=names)
    parser.add_argument("--all", action="store_true", help="10,000 editions too")
    parser.add_argument("--quick", action="store_true", help="a tenth of the size: no measure")
    parser.add_argument("--rounds", type=int, default=3, help="how often each thing is measured")
    parser.add_argument("--folder", type=Path, help="where workloads are kept; else nowhere")
    return parser.parse_args()


if __name__ == "__main__":
    main()
