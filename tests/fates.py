"""A workspace whose facts each meet another fate after they were issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from asof.review.rules import RULES
from released import Port

NOTE = """\
title: {en: The port, fr: Le port}
as_of: 2021-01-18
body:
  - facts: %s
"""
CHANGES = "  - tiles: {facts: [port.built_on], change: true}\n"
SOURCES = """\
early: {title: Early log, publisher: Harbour, published: 2021-01-01}
log: {title: Log, publisher: Harbour, published: 2021-01-18}
later: {title: Later log, publisher: Harbour, published: 2021-02-01}
erratum: {title: Erratum, publisher: Harbour, published: 2021-03-01}
rival: {title: Survey, publisher: Coast guard, published: 2021-03-01}
"""
LOG = "{value: 100, on: 2021-01-18, source: log}"


@dataclass(frozen=True)
class Fate:
    """The lines of a fact when it is issued, and those that come later."""

    later: tuple[str, ...] = ()
    lines: tuple[str, ...] = (LOG,)
    said: str = ""


ERRATUM = "{value: 80, on: 2021-01-18, source: erratum}"
REVISED = "{value: 90, on: 2021-01-18, source: erratum, status: revised}"
TAKEN = "{retracts: {en: counted twice, fr: compté deux fois}, on: 2021-01-18, source: erratum}"
RESTATED = (
    "{value: 70, retracts: {en: counted twice, fr: compté deux fois}, on: 2021-01-18,"
    " source: erratum}"
)
UPDATE = "{value: 120, on: 2021-02-01, source: later}"
WORDS = "{value: {en: %s, fr: %s}, on: 2021-01-18, source: %s}"
FATES: Mapping[str, Fate] = {
    "stays": Fate(),
    "corrected": Fate((ERRATUM,)),
    "revised": Fate((REVISED,)),
    "updated": Fate((UPDATE,)),
    "updated_and_corrected": Fate((UPDATE, ERRATUM)),
    "confirmed": Fate(("{value: 100, on: 2021-02-01, source: later}",)),
    "taken_back": Fate((TAKEN,)),
    "taken_back_to_earlier": Fate((TAKEN,), ("{value: 90, on: 2021-01-01, source: early}", LOG)),
    "restated": Fate((RESTATED,)),
    "disputed": Fate(("{value: 150, on: 2021-01-18, source: rival}",)),
    "agreed": Fate(("{value: about 100, on: 2021-01-18, source: rival}",)),
    "lapses": Fate((), ("{value: 100, from: 2021-01-18, until: 2021-01-31, source: log}",)),
    "goes_stale": Fate(said="  review_in: 20 days\n"),
    "in_words": Fate(
        (WORDS % ("closed", "fermé", "erratum"),), (WORDS % ("open", "ouvert", "log"),)
    ),
    "ends_otherwise": Fate(
        ("{value: 100, from: 2021-01-18, until: 2021-12-31, source: erratum}",),
        ("{value: 100, from: 2021-01-18, until: 2021-10-31, source: log}",),
    ),
    "built_on": Fate(
        ("{value: 50, on: 2021-01-01, source: erratum}",),
        ("{value: 90, on: 2021-01-01, source: early}", LOG),
    ),
    "late": Fate(
        ("{value: 95, on: 2021-01-10, source: erratum}",),
        ("{value: 90, on: 2021-01-01, source: early}",),
    ),
}
SUMS = {
    "sum_of_corrected": "port.corrected + port.stays",
    "sum_of_updated": "port.updated + port.stays",
    "sum_of_taken_back": "port.taken_back + port.stays",
    "sum_of_late": "port.late + port.stays",
}


def fates_in(folder: Path) -> Port:
    """The workspace when it is issued first."""
    port = Port(folder)
    rules = "".join(f"  {name}: off\n" for name in sorted(RULES))
    languages = "languages: [en-CA, fr-CA]\ntimezone: America/Toronto\nreview_in: 9 months\n"
    title = "title: {en: Port notes, fr: Notes du port}\n"
    briefing = NOTE % "port.*" + CHANGES
    for name, text in {
        "asof.yaml": f"{title}{languages}url: https://port.example.org/notes\nrules:\n{rules}",
        "data/sources.yaml": SOURCES,
        "data/briefings/note.yaml": briefing,
        "data/briefings/other.yaml": briefing.replace("The port", "The other"),
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    write_facts(port, later=False)
    return port


def write_facts(port: Port, *, later: bool) -> None:
    """The facts with the lines of the log, or with all."""
    facts = [fact(name, fate, later=later) for name, fate in FATES.items()]
    facts += [f"{name}:\n{labels(name)}  derived: {said}\n" for name, said in SUMS.items()]
    path = port.root / "data/facts/port.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(facts), "utf-8")


def fact(name: str, fate: Fate, *, later: bool) -> str:
    lines = (*fate.lines, *(fate.later if later else ()))
    told = "".join(f"    - {line}\n" for line in lines)
    return f"{name}:\n{labels(name)}{fate.said}  observations:\n{told}"


def labels(name: str) -> str:
    said = name.replace("_", " ")
    return f"  label: {{en: {said}, fr: {said}}}\n"
