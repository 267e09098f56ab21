"""A full build against the bare engine, and beside Chromium and Typst."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

import peers
from measure import (
    Cost,
    Place,
    Row,
    Rows,
    build,
    faster,
    forget,
    in_turn,
    least,
    most,
    run,
    seconds,
)
from ridings import DAY, NOTES

SAMPLE = 40  # pages that each peer sets by itself, one at a time


def measured(place: Place) -> Rows:
    """Everything about a full build."""
    yield from full(place)
    yield from shares(place)
    yield from beside(place)


def full(place: Place) -> Rows:
    """Throughput of a full build with two jobs, charts drawn and charts reused."""
    load = place.ridings
    pages = peers.pages(place, load)
    hand = peers.typst(place, pages)
    cases = {
        DRAWN: lambda: anew(place, charts=False),
        REUSED: lambda: anew(place, charts=True),
        BARE: lambda: peers.bare(pages, place.folder / "bare"),
        TYPST: hand.each,
    }
    found = in_turn(place.rounds, cases)
    alike(place, pages, hand)
    place.found["full"] = seconds(found[DRAWN])
    yield from (Row(name, each(costs, load.editions)) for name, costs in found.items())
    yield from compared(found)


def compared(found: Mapping[str, Sequence[Cost]]) -> Rows:
    """The ratios, each the median of its rounds."""
    bare = found[BARE]
    yield least("throughput beside the bare engine, charts drawn", faster(found[DRAWN], bare), 1.7)
    yield least("… charts reused", faster(found[REUSED], bare), 2.0)
    yield Row("processor time beside it, charts drawn", f"{dearer(found[DRAWN], bare):.2f} ×")
    yield Row("… charts reused", f"{dearer(found[REUSED], bare):.2f} ×")
    yield least("throughput beside Typst, charts drawn", faster(found[DRAWN], found[TYPST]), 1.0)
    yield Row("… charts reused", f"{faster(found[REUSED], found[TYPST]):.2f} ×")


DRAWN, REUSED = "asof, 2 jobs, charts drawn", "asof, 2 jobs, charts reused"
BARE, TYPST = "the bare engine, one process", "Typst once for each note, 2 jobs"


def dearer(ours: Sequence[Cost], theirs: Sequence[Cost]) -> float:
    """How many times the processor time of the other one takes: the median of the rounds."""
    return median(a.processor / b.processor for a, b in zip(ours, theirs, strict=True))


def anew(place: Place, *, charts: bool) -> Cost:
    """A full build into an output folder that holds nothing, or the charts alone."""
    workspace = place.workspace(place.ridings)
    forget(workspace / "build", but="chart" if charts else "")
    return run(build(DAY, NOTES), workspace)


def alike(place: Place, pages: Sequence[Path], hand: peers.Typst) -> None:
    """Every page has the same letters whoever set it, on two pages; else nothing is compared."""
    day = place.workspace(place.ridings) / "build" / DAY
    for number in range(0, len(pages), 25):
        name = f"{pages[number].parent.name}.pdf"
        ways = (day / name, place.folder / f"bare/{number}.pdf", hand.out / name)
        ours, *others = map(peers.letters, ways)
        if ours[0] != 2 or any(other != ours for other in others):
            raise SystemExit(f"{name} is not the same note in each way of setting it")


def each(costs: Sequence[Cost], editions: int) -> str:
    """How long it took, how many notes that is in a second, and what one takes of a processor."""
    took, one = seconds(costs), median(cost.processor for cost in costs) / editions
    return f"{took:.1f} s: {editions / took:.1f} a second, {1000 * one:.0f} ms of a processor each"


def shares(place: Place) -> Rows:
    """The processor time outside the engine and matplotlib, of a full build in one process."""
    out = place.folder / "shares"
    forget(out)
    script: list[str | Path] = [sys.executable, Path(__file__).with_name("shares.py")]
    command = [*script, *build(DAY, NOTES, "--out", out, jobs=1)[1:]]
    told = run(command, place.workspace(place.ridings)).answer
    whole = sum(told["owners"].values())
    outside = told["owners"]["asof"] / whole
    yield most("processor time outside WeasyPrint and matplotlib", 100 * outside, 10, "{:.1f} %")
    for name, spent in list(told["modules"].items())[:5]:
        yield Row(f"… of it in `{name}`", f"{100 * spent / whole:.1f} %")


def beside(place: Place) -> Rows:
    """What one note takes each peer, one after another."""
    pages = peers.pages(place, place.ridings)[: SAMPLE // (4 if place.quick else 1)]
    hand, out = peers.typst(place, pages), place.folder / "beside"
    cases = {
        f"the bare engine, {peers.VARIANT}": lambda: peers.bare(pages, out),
        "the bare engine, its default variant": lambda: peers.bare(pages, out, "-"),
        "Typst, one process": lambda: hand.loop(1),
        "Typst, a process for each note": lambda: hand.each(1),
    }
    browser = peers.browser()
    if browser:
        cases["Chromium, a process for each note"] = lambda: peers.chromium(browser, pages, out)
    for name, costs in in_turn(place.rounds, cases).items():
        yield Row(f"one note: {name}", f"{1000 * seconds(costs) / len(pages):.0f} ms")
    if not browser:
        yield Row("one note: Chromium", "not available here")
