"""What each fact adds to the files of all lines, which are large: kept, for speed alone.

It is found by all that it is made of. Most facts are as they were at the last run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from asof.cache import decode, encode, key_of, program_digest
from asof.publish.open_data.csv_on_the_web import csv_rows
from asof.publish.open_data.observed import ObservedFact, citation_rows, observation_rows
from asof.publish.open_data.sdmx import CodedFacts, sdmx_rows
from asof.publish.open_data.tables import CITATIONS, OBSERVATIONS
from asof.publish.site import Site

KIND = "open-data"  # under which the store has what a fact adds


@dataclass(frozen=True, slots=True)
class FactShare:
    """The rows of a fact: of its lines, of their citations, and in SDMX."""

    observations: str
    citations: str
    sdmx: str


@dataclass(frozen=True)
class FactShares:
    """What the facts of a site add."""

    site: Site
    facts: Sequence[ObservedFact]
    coded: CodedFacts

    @cached_property
    def all(self) -> tuple[FactShare, ...]:
        """What each fact adds, in their order."""
        return tuple(map(self._share, self.facts))

    @cached_property
    def _program(self) -> str:
        store = self.site.store
        return program_digest(store) if store.folder else ""

    def _share(self, fact: ObservedFact) -> FactShare:
        store = self.site.store
        if store.folder is None:
            return self._made(fact)
        made_of = (self.coded.unit(fact), self.coded.structure, *self.site.spoken)
        days = (fact.edition.day.isoformat(), fact.edition.known.isoformat())
        key = key_of(self._program, *made_of, *days, encode(fact.records))
        share = decode(FactShare, store.get(KIND, key))
        if share is None:
            share = self._made(fact)
            store.put(KIND, key, encode(share))
        return share

    def _made(self, fact: ObservedFact) -> FactShare:
        spoken = self.site.spoken
        return FactShare(
            csv_rows(OBSERVATIONS.in_languages(spoken), observation_rows([fact])),
            csv_rows(CITATIONS.in_languages(spoken), citation_rows([fact])),
            sdmx_rows(self.coded, fact),
        )
