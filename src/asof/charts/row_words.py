"""The words of a row: what it is, its value, and what a reader has to know of that."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from asof.charts import descriptions as told
from asof.charts.row_layout import ChartRow, column, row_beside
from asof.charts.text_runs import NBSP, Line, Run, phrase, unbroken, wrapped
from asof.language import Language, with_capital
from asof.ledger.facts import Observation
from asof.ledger.printing import ended, printed, time_in
from asof.ledger.rules_of_time import Standing, View

FEW = 6  # of more rows, what is so of each is said once
BETWEEN = f"{NBSP}· "  # two remarks


@dataclass(frozen=True, slots=True)
class RowWords:
    """The name of a row, its value, and quiet remarks."""

    name: str
    value: str
    remarks: tuple[str, ...] = ()
    live: bool = True

    def phrase(self, width: float, language: Language) -> tuple[Line, ...]:
        """All of it in lines of a width."""
        name = Run(language.typeset(f"{self.name}:"), quiet=not self.live)
        head = name, Run(self.value, strong=True, quiet=not self.live)
        return phrase(head, self.tail(width), width)

    def tail(self, width: float) -> str:
        """The remarks, each unbroken where a line of a width has room for it."""
        return BETWEEN.join(unbroken(each, width) for each in self.remarks)

    def without(self, remarks: Container[str]) -> RowWords:
        """The words without remarks that are made elsewhere."""
        return replace(self, remarks=tuple(r for r in self.remarks if r not in remarks))


def shared_remarks(words: Iterable[RowWords]) -> tuple[str, ...]:
    """The remarks that are made in each of many rows, so that they can be made once."""
    said = [each.remarks for each in words]
    if len(said) <= FEW:
        return ()
    return tuple(r for r in dict.fromkeys(said[0]) if all(r in each for each in said))


def row_of_all(remarks: Iterable[str], width: float) -> ChartRow:
    """A row of words above all rows, for what is so of each."""
    lines = wrapped(Run(BETWEEN.join(remarks), quiet=True), width)
    return row_beside(column((run,) for run in lines), 0.0)


def words_for(view: View, o: Observation, language: Language, counts: bool = True) -> RowWords:
    """The words for one observation of a fact, with what it counts or without."""
    name = with_capital(told.fact_label(view, language))
    remarks = tuple(filter(None, _remarks(view, o, language, counts)))
    return RowWords(name, printed(o.value, view.fact, language), remarks, live=not o.claim)


def _remarks(view: View, o: Observation, language: Language, counts: bool) -> Iterator[str]:
    """Whose claim or estimate it is, else what it counts; when; how much it can be relied on."""
    if o.claim:
        yield told.claim_words(o, language)
    else:
        yield told.estimated(o, language)
        yield told.counts(view, language) if counts else ""
    yield time_in(o.true, language, short=True)
    if o in view.chosen:
        yield _standing(view, language)


def _standing(view: View, language: Language) -> str:
    if view.standing is Standing.LAPSED:
        return ended(view, language)
    return language.word("disputed") if view.standing is Standing.DISPUTED else ""
