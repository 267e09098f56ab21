"""What is known of a figure, as pages tell it: all of it from the record of an edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from asof.dates import when_on
from asof.language import Language, with_capital
from asof.ledger.facts import Citation, Observation, Source
from asof.ledger.printing import status_words, time_in
from asof.ledger.source_line import source_line
from asof.publish.site import Record
from asof.record.edition_record import observation_of_record

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A line of a figure's history: a value, both its clocks, who says so, what became of it."""

    text: str
    on: str
    reported: str
    sources: tuple[str, ...]
    became: str
    remarks: tuple[str, ...] = ()
    stands: bool = False


class FigurePart(NamedTuple):
    """A fact that another is computed from, and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFigure:
    """A fact as an edition has it: what it is, its value and standing, and its lines."""

    key: str
    label: str
    about: tuple[str, ...]
    value: str
    standing: str
    standing_word: str
    lines: tuple[FigureLine, ...]
    chosen: tuple[FigureLine, ...]
    formula: str = ""
    parts: tuple[FigurePart, ...] = ()

    @property
    def anchor(self) -> str:
        """The id of the place on a page that tells of it."""
        return f"figure-{self.key}"


@dataclass(frozen=True, slots=True)
class FigureReader:
    """Reads the figures of records in a language; `sources` are those that the records name."""

    spoken: Language
    sources: Mapping[str, Source]
    _told: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def figure(self, fact: Record) -> KnownFigure:
        """A fact by its record."""
        spoken, standing = self.spoken, fact["standing"]
        unit = spoken.unit_alone(fact.get("unit")) if fact.get("unit") else ""
        return KnownFigure(
            key=fact["key"],
            label=with_capital(fact["label"]),
            about=tuple(filter(None, (fact.get("counts"), unit))),
            value=fact["text"],
            standing=standing,
            standing_word=spoken.word(standing),
            lines=tuple(self.lines(fact)),
            chosen=self.chosen(fact),
            formula=fact.get("derived", ""),
            parts=tuple(
                FigurePart(with_capital(part["label"]), part["text"])
                for part in fact.get("parts", ())
            ),
        )

    def chosen(self, fact: Record) -> tuple[FigureLine, ...]:
        """The lines that are the value of a fact: both of a dispute."""
        return tuple(self._line(told, stands=True) for told in fact.get("chosen", ()))

    def lines(self, fact: Record) -> Iterator[FigureLine]:
        """All that was reported of a fact; of a computed one, what its formula made of it."""
        if not fact.get("derived"):
            yield from map(self._line, fact["observations"])
            return
        chosen = fact.get("chosen", ())
        for told in fact.get("history", ()):
            state = "current" if told in chosen else "superseded"
            yield self._line(told | {"state": state})

    def _line(self, told: Mapping[str, Any], *, stands: bool = False) -> FigureLine:
        seen, spoken = observation_of_record(told, self.sources), self.spoken
        state = told.get("state", "")
        return FigureLine(
            text=told.get("text", ""),
            on=self._once(("on", seen.true), lambda: time_in(seen.true, spoken)),
            reported=self._once(seen.reported, lambda: spoken.date(when_on(seen.reported))),
            sources=self._once(seen.citations, lambda: tuple(self.source_lines(seen.citations))),
            became=spoken.site_word(f"state_{state}") if state else "",
            remarks=tuple(dict.fromkeys(filter(None, _remarks(told, seen, spoken)))),
            stands=stands or state == "current",
        )

    def _once(self, key: Any, tell: Callable[[], Told]) -> Told:
        """What is said of something, said once: many lines share days and sources."""
        if key not in self._told:
            self._told[key] = tell()
        told: Told = self._told[key]
        return told

    def source_lines(self, citations: Iterable[Citation]) -> Iterator[str]:
        """Each source once, with the places in it that are cited."""
        places: dict[str, list[str]] = {}
        for citation in citations:
            places.setdefault(citation.source.id, []).append(citation.part)
        for name, parts in places.items():
            yield source_line(self.sources[name], self.spoken, filter(None, parts))


def _remarks(told: Mapping[str, Any], seen: Observation, spoken: Language) -> Iterator[str]:
    """What is told beside a value: who says so, its status, why it changed, a note."""
    yield told.get("by", "")
    yield status_words(seen, spoken)
    yield from (told.get(name, "") for name in ("reason", "retracts", "prefer", "note"))
