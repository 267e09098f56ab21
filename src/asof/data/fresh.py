"""Reads what has changed of data/, file by file, and holds all of it together."""

from __future__ import annotations

from dataclasses import replace

from asof.circles import unsearched
from asof.data.briefings import read_briefings
from asof.data.facts import read_facts
from asof.data.formulas import digests, held
from asof.data.parts import Part
from asof.data.reading import Reading
from asof.data.sources import read_sources
from asof.data.store import names_digest
from asof.diagnostics import Collector


def parts_of(reading: Reading) -> tuple[dict[str, Part], dict[str, str]]:
    """The part of each file, and the digest of each fact; raises AsofError with every problem."""
    collect = Collector()
    with unsearched():  # a table makes very many things, and none of them circles
        sources, parts = read_sources(reading, collect)
        reading = replace(reading, sources=sources)
        facts = read_facts(reading, collect)
        collect.add(*held(facts))
        reading = replace(reading, names=names_digest(facts.found.values()))
        briefings = read_briefings(reading, facts, collect)
    collect.close()
    return parts | facts.parts | briefings, digests(facts.found)
