"""Builds after a change: nothing, a fact, a comment, the order, a template, the day."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from measure import Place, Row, Rows, build, exactly, forget, most, printed, run, seconds
from ridings import DAY, NATIONAL, NEXT, NOTES, Workload

SMALL = Workload(20)  # where every page is to be printed anew
BUILD = build(DAY, NOTES, NATIONAL, "--json")
HOLDS = "nothing changed"
NEWS = "winter-2026#p6"


def measured(place: Place) -> Rows:
    """Everything about building again."""
    workspace = place.workspace(place.ridings)
    if "full" not in place.found:
        forget(workspace / "build")
    cost = run(BUILD, workspace)
    place.found.setdefault("full", cost.seconds)
    yield from idle(place, workspace)
    for change in CHANGES:
        yield from changed(place, workspace, change)
    yield from every_page(place.workspace(SMALL))


def idle(place: Place, workspace: Path) -> Rows:
    """Nothing changed."""
    again = [run(BUILD, workspace) for _ in range(3 * place.rounds)]
    part = place.found["full"] / seconds(again)
    yield exactly(f"{HOLDS}: editions printed", sum(len(printed(cost)) for cost in again), 0)
    yield most(HOLDS, seconds(again), 0.4)
    yield Row(f"{HOLDS}, as a part of the full build", f"1/{part:.0f}", "≤ 1/200", part >= 200)
    yield most(f"{HOLDS}, memory", median(cost.megabytes for cost in again), 80, "{:.0f} MiB")


# ---- what changes a few pages or none


def add(table: Path, key: str = "r10001") -> None:
    """Add an observation to a fact, another value and a later day each time."""
    lines = table.read_text("utf-8").splitlines()
    before = [line.split(",") for line in lines if line.startswith(f"{key},")]
    value = re.sub(r"\d+", lambda found: str(int(found[0]) + 10), before[-1][1], count=1)
    day = date(2026, 1, 1) + timedelta(days=sum(line[-1] == NEWS for line in before))
    table.write_text("\n".join([*lines, f"{key},{value},{day},{NEWS}", ""]), "utf-8")


def add_to_region(table: Path) -> None:
    """Add an observation to a fact of a region."""
    add(table, "region_a")


def remark_in_data(file: Path) -> None:
    """Add a comment."""
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n# seen\n", "utf-8")


def remark_in_template(file: Path) -> None:
    """Add a comment that a template does not print."""
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n{{# seen #}}\n", "utf-8")


def reverse(file: Path) -> None:
    """Turn the order of a file's entries."""
    entries = file.read_text("utf-8").rstrip().split("\n\n")
    file.write_text("\n\n".join(reversed(entries)) + "\n", "utf-8")


@dataclass(frozen=True)
class Change:
    """A change to a file, and how many editions it is to print anew, in how many seconds."""

    name: str
    file: str
    make: Callable[[Path], None]
    editions: int
    seconds: float | None = None


CHANGES = (
    Change("a fact of one edition", "data/tables/calls_english.csv", add, 1, 1.5),
    Change("a fact of one riding", "data/tables/homes.csv", add, 2),
    Change("a fact of one riding's chart", "data/tables/turnout.csv", add, 2),
    Change("a fact that none reads", "data/tables/regions_subject_a.csv", add_to_region, 0),
    Change("a comment in YAML", "data/facts/openings.yaml", remark_in_data, 0),
    Change("another order in YAML", "data/facts/members.yaml", reverse, 0),
    Change("a template of two editions", "templates/national.html", remark_in_template, 2),
)


def changed(place: Place, workspace: Path, change: Change) -> Rows:
    """How many editions a change prints anew, the same in each round, and how long that takes."""
    costs = []
    for _ in range(place.rounds):
        change.make(workspace / change.file)
        costs.append(run(BUILD, workspace))
    counts = {len(printed(cost)) for cost in costs}
    aim = {change.editions}
    yield exactly(f"{change.name}: editions printed", listed(counts), listed(aim))
    took = seconds(costs)
    yield (
        most(change.name, took, change.seconds)
        if change.seconds
        else Row(change.name, f"{took:.2f} s")
    )


def listed(numbers: set[int]) -> str:
    """A number, or all of them where they differ."""
    return ", ".join(map(str, sorted(numbers)))


def counts(drawn: Counter[str]) -> str:
    """How many of each."""
    return ", ".join(f"{number} {name}" for name, number in sorted(drawn.items()))


# ---- what changes every page


def every_page(workspace: Path) -> Rows:
    """Changes that every edition of a small workload reads, or every one but two."""
    run(BUILD, workspace)
    remark_in_template(workspace / "templates/riding.html")
    count = len(printed(run(BUILD, workspace)))
    name = f"a template of {SMALL.editions} editions out of {SMALL.editions + 2}"
    yield exactly(f"{name}: editions printed", count, SMALL.editions)
    script = Path(__file__).with_name("drawings.py")
    command = [sys.executable, script, *build(NEXT, NOTES, NATIONAL, "--json", jobs=1)[1:]]
    cost = run(command, workspace)
    yield exactly("a new day: editions printed", len(printed(cost)), SMALL.editions + 2)
    drawn = Counter(cost.answer["drawn"])
    yield exactly("a new day: charts drawn, where only one reads it", counts(drawn), "2 projects")
