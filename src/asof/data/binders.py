"""Reads data/binders/: one binder a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase

from asof.briefing.binders import Binder
from asof.data.reading import Reading
from asof.diagnostics import Collector, Finding, error, meant
from asof.located import check

FOLDER = "data/binders"


def read_binders(
    reading: Reading, briefings: Iterable[str], collect: Collector
) -> Mapping[str, Binder]:
    """The binders by name, held against the briefings; problems go to the collector."""
    known, found = tuple(briefings), {}
    for name in binder_files(reading):
        binder = collect.attempt(read_binder, name, reading)
        if binder:
            found[binder.name] = binder
            collect.add(*_faults(binder, known))
    return found


def read_binder(name: str, reading: Reading) -> Binder:
    """One binder; raises AsofError with all that is wrong with it."""
    binder: Binder = check(Binder, reading.tree(name), **reading.workspace.surroundings)
    return binder


def binder_files(reading: Reading) -> tuple[str, ...]:
    """The files of the binders."""
    return reading.files.below(FOLDER, ".yaml")


def _faults(binder: Binder, known: tuple[str, ...]) -> Iterator[Finding]:
    """What of a binder prints nothing, or twice."""
    named: set[str] = set()
    if not binder.parts:
        yield error(binder.place, "this binder has no parts", "write one with its briefings")
    for part in binder.parts:
        if not part.briefings:
            yield error(part.place, "this part has no briefings", "name one")
        for name in part.briefings:
            if name in named:
                yield error(name.place, f"'{name}' stands in this binder twice", "keep one")
            elif not any(_names(name, each) for each in known):
                hint = meant(name, known) or "'asof list' shows them"
                yield error(name.place, f"no briefing '{name}'", hint)
            named.add(name)


def _names(name: str, briefing: str) -> bool:
    """Whether a name is that of a briefing or of a row of it, or a pattern that it matches."""
    return name.startswith(f"{briefing}-") or fnmatchcase(briefing, name)


def binder_called(reading: Reading, name: str) -> Binder | None:
    """The binder of a name; none where there is none."""
    path = f"{FOLDER}/{name}.yaml"
    return read_binder(path, reading) if path in binder_files(reading) else None
