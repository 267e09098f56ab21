"""Reads what has changed of data/, file by file, and holds all of it together."""

from __future__ import annotations

from dataclasses import replace

from asof.data.briefings import read_briefings
from asof.data.facts import read_facts
from asof.data.formulas import check_formulas, digests
from asof.data.parts import FilePart
from asof.data.reading import Reading
from asof.data.sources import read_sources
from asof.data.store import names_digest
from asof.diagnostics import Collector
from asof.gc_pause import unsearched


def read_parts(reading: Reading) -> tuple[dict[str, FilePart], dict[str, str]]:
    """The part of each file, and the digest of each fact; raises AsofError with every problem."""
    collect = Collector()
    with unsearched():  # a table makes very many things, and none of them circles
        sources, parts = read_sources(reading, collect)
        reading = replace(reading, sources=sources)
        facts = read_facts(reading, collect)
        collect.add(*check_formulas(facts))
        reading = replace(reading, names=names_digest(facts.found.values()))
        briefings = read_briefings(reading, facts, collect)
    collect.close()
    return parts | facts.parts | briefings, digests(facts.found)
