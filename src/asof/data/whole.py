"""Reads all of data/, and holds its files together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from asof.data.binders import read_binders
from asof.data.briefings import read_briefings
from asof.data.facts import read_facts
from asof.data.former import names_now
from asof.data.formulas import check_formulas, digests
from asof.data.ledger_store import DataIndex, index_of_parts, names_digest
from asof.data.parts import FilePart
from asof.data.reading import Reading
from asof.diagnostics import Collector
from asof.gc_pause import unsearched
from asof.ledger.former_names import FormerNames


def read_parts(reading: Reading, collect: Collector) -> tuple[DataIndex, Mapping[str, FilePart]]:
    """What each file gives, and the index of all; raises AsofError with every problem."""
    with unsearched():  # a table makes very many things, and none of them circles
        facts = read_facts(reading, collect)
        collect.add(*check_formulas(facts, reading))
        reading = replace(reading, names=names_digest(facts.found.values()))
        briefings = read_briefings(reading, facts, collect)
        entries = [entry for part in briefings.values() for entry in part.entries]
        named = names_now(entries, collect)
        read_binders(reading, (entry.key for entry in entries), collect)
    collect.close()
    former = FormerNames(facts.former, dict(reading.sources.former), named)
    index = index_of_parts(facts.parts, briefings, digests(facts.found))
    return replace(index, former=former), facts.parts | briefings
