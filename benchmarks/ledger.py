"""A large ledger: how long it takes to read, to see as of a day, and to print one note from it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

from measure import Command, Cost, Place, Row, Rows, build, forget, in_turn, most, run, seconds
from ridings import DAY, LARGE, Workload

NOTE = "ridings-r10001"
SMALL = Workload(10)


def measured(place: Place) -> Rows:
    """Everything about a large ledger."""
    yield from reading(place)
    yield from one_note(place)


def reading(place: Place) -> Rows:
    """Reading it for the first time, and again; seeing it as of a day."""
    workspace, cache = place.workspace(place.load(LARGE)), place.folder / "cache"
    script = Path(__file__).with_name("reading.py")
    command: Command = [sys.executable, script, workspace, cache, DAY, NOTE.partition("-")[2]]

    def first() -> Cost:
        shutil.rmtree(cache, ignore_errors=True)
        return run(command)

    found = in_turn(2 * place.rounds + 1, {"first": first, "again": lambda: run(command)})
    counts = found["first"][0].answer
    name = f"{counts['observations']:,} observations of {counts['facts']:,} facts"
    yield most(f"{name}, first read", took(found["first"], "read"), 2.0)
    yield most(f"{name}, cached", took(found["again"], "read"), 0.3, "{:.3f} s")
    yield most(
        "… as of a day, with what a note reads", took(found["again"], "view"), 0.1, "{:.4f} s"
    )
    yield Row("… as of a day, every fact", f"{took(found['first'], 'all'):.2f} s")
    memory = median(cost.megabytes for cost in found["again"])
    yield Row(
        "… memory of a process that has read it and seen what a note reads", f"{memory:.0f} MiB"
    )


def took(costs: list[Cost], what: str) -> float:
    """The median of what the runs said that something took."""
    return median(float(cost.answer[what]) for cost in costs)


def one_note(place: Place) -> Rows:
    """One note from a large workspace and the same from a small one, from cold and from warm."""
    places = {"large": place.workspace(place.load(LARGE)), "small": place.workspace(SMALL)}
    for how, prepare in {"the ledger cached": forget_note, "from cold": forget_all}.items():
        cases = {name: note(folder, prepare) for name, folder in places.items()}
        in_turn(1, cases)
        found = in_turn(2 * place.rounds + 1, cases)
        ratio = median(
            a.seconds / b.seconds for a, b in zip(found["large"], found["small"], strict=True)
        )
        name = f"one note from the large workspace, {how}"
        times = f"{seconds(found['large']):.2f} s, {ratio:.2f} × the small one's"
        aimed = how != "from cold"
        yield Row(name, times, "≤ 1.3 ×" if aimed else "", ratio <= 1.3 if aimed else None)


def note(workspace: Path, prepare: Callable[[Path], None]) -> Callable[[], Cost]:
    """The command that prints the note, after its workspace has been prepared."""

    def case() -> Cost:
        prepare(workspace)
        return run(build(DAY, NOTE, "--lang", "en"), workspace)

    return case


def forget_note(workspace: Path) -> None:
    """Leave what was read, and take away what was printed."""
    shutil.rmtree(workspace / f"build/{DAY}", ignore_errors=True)


def forget_all(workspace: Path) -> None:
    """Take away all that was made."""
    forget(workspace / "build")
