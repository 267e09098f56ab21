"""How cost and memory grow with the number of editions."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from measure import (
    ENVIRONMENT,
    JOBS,
    Cost,
    Place,
    Row,
    Rows,
    build,
    forget,
    in_turn,
    most,
    run,
    seconds,
)
from ridings import DAY, LANGUAGES, NOTES, PAGES, Workload

SIZES, GREAT = (100, 1_000), (1_000, 10_000)
EARLY, LATE = 50, 1_000  # notes of one worker
PAUSE = 0.1  # seconds


def measured(place: Place) -> Rows:
    """Growth, and the memory of a worker."""
    yield from growth(place, SIZES, NOTES)
    yield from growth(place, SIZES, PAGES)
    yield from memory(place)


def greatest(place: Place) -> Rows:
    """The greatest number of editions, once."""
    yield from growth(Place(place.folder, 1, place.quick), GREAT, PAGES)


def growth(place: Place, sizes: Sequence[int], briefing: str) -> Rows:
    """What each edition takes, the more there are of them."""
    loads = [place.load(Workload(size // LANGUAGES)) for size in sizes]
    cases = {load: partial(anew, place.workspace(load), briefing) for load in loads}
    found = in_turn(place.rounds, cases)
    each = {load: seconds(costs) / load.editions for load, costs in found.items()}
    for load, took in each.items():
        total = f"{took * load.editions:.1f} s, {1000 * took:.0f} ms each"
        yield Row(f"{load.editions:,} {WHAT[briefing]}", total)
    for few, many in pairwise(loads):
        name = f"each of {many.editions:,} {WHAT[briefing]}, beside each of {few.editions:,}"
        yield most(name, each[many] / each[few], 1.1, "{:.2f} ×")


WHAT = {NOTES: "notes of two pages", PAGES: "pages of text"}


def anew(workspace: Path, briefing: str) -> Cost:
    """A full build of a briefing where nothing was made before."""
    forget(workspace / "build")
    return run(build(DAY, briefing), workspace)


# ---- memory


def memory(place: Place) -> Rows:
    """What the workers hold after many notes, beside what they held after few."""
    load = place.load(Workload(JOBS * LATE // LANGUAGES))
    name = f"memory of a worker after {load.editions // JOBS:,} notes, beside after {EARLY}"
    early, late = held(place.workspace(load), load)
    if early and late:
        yield most(name, max(late) / min(early), 1.2, "{:.2f} ×")
        yield Row(
            "… after few, and the most of all workers", f"{min(early):.0f}, {max(late):.0f} MiB"
        )
    else:
        yield Row(name, "not available here")


def held(workspace: Path, load: Workload) -> tuple[list[float], list[float]]:
    """What each worker holds in MiB after few notes, and the most that any took afterwards."""
    forget(workspace / "build")
    day, words = workspace / "build" / DAY, [str(word) for word in build(DAY, NOTES)]
    early: dict[int, int] = {}
    late: dict[int, int] = {}
    with subprocess.Popen(words, cwd=workspace, env=ENVIRONMENT, **QUIET) as process:
        while process.poll() is None:
            time.sleep(PAUSE)
            few = len(list(day.glob("*.pdf"))) < EARLY * JOBS
            for worker, memory in workers(process.pid).items():
                if few:
                    early[worker] = memory
                else:
                    late[worker] = max(memory, late.get(worker, 0))
    if process.returncode or len(list(day.glob("*.pdf"))) < load.editions:
        raise SystemExit(f"failed: {' '.join(words)}")
    return [kept / 1024 for kept in early.values()], [kept / 1024 for kept in late.values()]


QUIET: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def workers(process: int) -> dict[int, int]:
    """The memory of each child of a process, in KiB; nothing where the system does not tell."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
        return {int(child): resident(child) for child in children}
    except OSError:
        return {}


def resident(process: str) -> int:
    """The memory that a process holds, in KiB."""
    lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)
