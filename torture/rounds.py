"""Do to builds what happens to builds, at random moments, and look at what is left.

`make torture` is all of it, `make torture ROUNDS=0.1` a tenth. The seed is told: the same one asks
for the same edits and moments again, though no machine comes to them twice at the same point.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random, randrange
from tempfile import TemporaryDirectory

import faults
from faults import Bench
from publication import Home, right_pages

PRIVATE = "ASOF_TORTURE_PRIVATE"  # how what this mounts is kept from everybody else
SHOWN = 20  # faults of a family: others follow from them
WAYS = {"root": ("unshare", "--mount"), "user": ("unshare", "--map-root-user", "--mount")}


@dataclass(frozen=True, kw_only=True)
class Family:
    """Faults of a kind: how many there are to be, and what one does."""

    name: str
    number: int
    fault: Callable[[Bench], None]
    prepare: Callable[[Bench], None] = faults.prepare_builds
    disk: bool = False


KILL = partial(faults.struck, strikes=(faults.kill_head, faults.kill_all), clean=False)
TERM = partial(faults.struck, strikes=(faults.terminate_head, faults.terminate_all), clean=True)
INT = partial(faults.struck, strikes=(faults.interrupt,), clean=True)
TWO, FOUR = (partial(faults.crowded, builds=number) for number in (2, 4))
FAMILIES = (
    Family(name="SIGKILL", number=200, fault=KILL),
    Family(name="SIGKILL of a worker", number=20, fault=faults.bereaved),
    Family(name="SIGTERM", number=50, fault=TERM),
    Family(name="Ctrl-C", number=50, fault=INT),
    Family(name="full output", number=50, fault=faults.full_output, disk=True),
    Family(name="full TMPDIR", number=10, fault=faults.full_scratch, disk=True),
    Family(name="full store", number=10, fault=faults.full_store, disk=True),
    Family(name="two builds at once", number=10, fault=TWO),
    Family(name="four builds at once", number=10, fault=FOUR),
    Family(
        name="SIGKILL of issue",
        number=50,
        fault=faults.released,
        prepare=faults.prepare_releases,
    ),
)


def main() -> int:
    """Run the families asked for and print the table; 1 when anything did not hold."""
    asked = arguments()
    if PRIVATE not in os.environ:
        begin_in_private()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell's background ignores
    seed = asked.seed or randrange(10**6)
    print(f"seed {seed}", flush=True)
    with TemporaryDirectory(prefix="asof-torture-") as place:
        folder = Path(place).resolve()
        pages = right_pages(folder / "right")
        print("| what happened | times | what came of it | did not hold |\n|---|---|---|---|")
        wanted = [each for each in FAMILIES if each.name in asked.only or not asked.only]
        benches = {
            each.prepare: Bench(Home(folder / each.prepare.__name__), pages, Random(seed))
            for each in wanted
        }
        wrong = [tortured(each, benches[each.prepare], asked) for each in wanted]
    return int(any(wrong))


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    names = [family.name for family in FAMILIES]
    parser.add_argument("--rounds", type=float, default=1.0, help="a part of the numbers")
    parser.add_argument("--minutes", type=float, default=600, help="the most for each family")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="+", choices=names, default=())
    return parser.parse_args()


def begin_in_private() -> None:
    """Begin again where small disks can be mounted, and go with the process; else go on without."""
    for name, way in WAYS.items():
        if shutil.which("unshare") and not subprocess.run([*way, "true"], check=False).returncode:
            os.environ[PRIVATE] = name
            os.execvp(way[0], [*way, sys.executable, *sys.argv])
    os.environ[PRIVATE] = ""


def tortured(family: Family, bench: Bench, asked: argparse.Namespace) -> int:
    """Carry out a family of faults, and print its row; how often something did not hold."""
    if family.disk and not os.environ[PRIVATE]:
        print(f"| {family.name} | 0 | no disk can be mounted here | 0 |", flush=True)
        return 0
    wanted, start = max(1, round(family.number * asked.rounds)), time.monotonic()
    bench.begin(family.prepare)
    while bench.counts["times"] < wanted and time.monotonic() < start + asked.minutes * 60:
        family.fault(bench)
    times = f"{bench.counts.pop('times', 0)} of {wanted}"
    bench.counts["s"] = round(time.monotonic() - start)
    told = ", ".join(f"{number} {what}" for what, number in bench.counts.items())
    print(f"| {family.name} | {times} | {told} | {len(bench.wrong)} |", flush=True)
    for fault in bench.wrong[:SHOWN]:
        print(f"{family.name}: {fault}", file=sys.stderr, flush=True)
    return len(bench.wrong)


if __name__ == "__main__":
    sys.exit(main())
