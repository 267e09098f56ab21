"""All that is known of a fact in a view: its value, its lines, why each is or is not the value.

Values, names and reasons are quoted as the page has them; what is told of them, and when they were
so, is in the language of the interface.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from asof.charts.intervals import intervals
from asof.compare.explanations import Verdicts
from asof.dates import when_on
from asof.language import Language
from asof.ledger import Citation, Edition, Observation, ObservationState, Standing, View
from asof.ledger.edition import spanned
from asof.ledger.printing import ended, lacking, status_words, time_in
from asof.ledger.source_line import published, title_of
from asof.ledger.turning_days import stale_from
from asof.preview.snapshot import Snapshot
from asof.preview.view import Asked, read_view
from asof.preview.view_words import ViewWords, bounds_told, place_told
from asof.preview.words import interface_language
from asof.queries import refuse_unknown_fact
from asof.text import Text

MOST = 500  # parts, sources, lines and steps of one fact that are told


def fact_panel(snapshot: Snapshot, asked: Asked) -> dict[str, Any]:
    """A fact as the edition of a view has it; raises AsofError for one that the ledger lacks."""
    job, key = read_view(snapshot, asked).job, asked.get("key", "")
    refuse_unknown_fact(snapshot.ledger, key)
    words = ViewWords(snapshot.workspace, job.tag)
    spoken = interface_language(asked.get("ui", ""), job.tag)
    return SeenFact(job.edition(snapshot.ledger), key, words, spoken).told


@dataclass(frozen=True)
class SeenFact:
    """A fact in an edition, the words that the page has for it, and the interface's language."""

    edition: Edition
    key: str
    words: ViewWords
    spoken: Language

    @property
    def told(self) -> dict[str, Any]:
        """All of it."""
        fact = self.view.fact
        return {
            "key": self.key,
            "label": self.words.text(fact.label),
            "kind": fact.kind.value,
            "unit": self.words.unit(fact),
            "counts": self.words.text(fact.counts),
            "standing": self.view.standing.value,
            "text": self.words.value(self.view),
            "value": self.spoken.either([*map(self._written, self.view.chosen)]) or None,
            **bounds_told(spanned(self.view).value if self.view.chosen else None),
            **self._times,
            "place": place_told(fact.place),
            "derived": fact.derived.text if fact.derived else None,
            "parts": list(self.edition.parts(fact))[:MOST],
            "sources": list(self._sources()),
            "observations": [self._observed(o, state) for o, state in self._lines[-MOST:]],
            "steps": list(self._steps()),
            "remarks": list(dict.fromkeys(filter(None, self._remarks()))),
        }

    @cached_property
    def view(self) -> View:
        """The fact as the edition sees it."""
        return self.edition[self.key]

    @property
    def _lines(self) -> tuple[tuple[Observation, ObservationState], ...]:
        """Its lines with what became of each; of a derived fact, what its formula has made."""
        earlier = (o for o in self.view.history if o not in self.view.chosen)
        made = earlier if self.view.fact.derived else ()
        return *((o, ObservationState.SUPERSEDED) for o in made), *self.view.states

    @property
    def _times(self) -> dict[str, Any]:
        """When the value was true, when it was reported, and until when that serves."""
        fact, now, stale = self.view.fact, self.view.current, stale_from(self.edition, self.key)
        reported, supported = self.view.reported, self.view.supported
        return {
            "on": now.true.start.text if now else None,
            "until": now.true.end.text if now and now.true.end else None,
            "time": time_in(now.true, self.spoken) if now else "",
            "reported": reported.isoformat() if reported else None,
            "supported": supported.isoformat() if supported else None,
            "review_in": self.spoken.typed_or_said(fact.review_in) if fact.ages else None,
            "stale_on": stale.isoformat() if stale else None,
        }

    # ---- its lines

    def _observed(self, o: Observation, state: ObservationState) -> dict[str, Any]:
        """A line: what it says and of when, who says so, and why it is or is not the value."""
        derived, text = self.view.fact.derived, self.words.text
        return {
            "value": self._written(o) or None,
            "text": self.words.observed(o, self.view.fact),
            "state": state.value,
            "on": o.true.start.text,
            "until": o.true.end.text if o.true.end else None,
            "open": o.true.open,
            "stated": o.true.stated,
            "time": time_in(o.true, self.spoken),
            "reported": o.reported.isoformat(),
            "source": [str(c) for c in o.citations],
            "place": place_told(self.view.fact.place if derived else o.place),
            "by": text(o.by) or None,
            "status": o.status,
            "reason": self.words.first(lambda page: self._verdicts(page).line(o, state)),
            "remarks": [text(each) for each in remarks_on(o) if each],
            **bounds_told(o.value),
        }

    def _written(self, o: Observation) -> str:
        """A value as its file has it; a computed or translated one as it prints."""
        typed = "" if self.view.fact.derived else o.written
        return typed or self.words.observed(o, self.view.fact)

    def _verdicts(self, page: Language) -> Verdicts:
        """What explains it, with values and reasons as a language has them."""
        return Verdicts(self.view, replace(self.edition, language=page), self.spoken)

    # ---- its course

    def _steps(self) -> Iterator[dict[str, Any]]:
        """How long each value held: from the earliest day on which it can have begun.

        Where there is doubt, `begun` is the day by which it had; without an end it goes on.
        """
        for held in intervals(self.view)[-MOST:]:
            of = "disputed" if len(held.said) > 1 else "current" if held.current else "superseded"
            for o in held.said:
                yield {
                    "from": held.first.isoformat(),
                    "begun": max(held.first, held.begun).isoformat(),
                    "to": held.last.isoformat() if held.last else None,
                    **bounds_told(o.value),
                    "text": self.words.observed(o, self.view.fact),
                    "state": of,
                }

    # ---- where it comes from

    def _sources(self) -> Iterator[dict[str, Any]]:
        """Each place in a source that a line rests on: those of the value first."""
        now = self.view.citations
        later = (c for o, _ in reversed(self._lines) for c in o.citations)
        for citation in list(dict.fromkeys((*now, *later)))[:MOST]:
            yield source_told(citation, self.words, self.spoken) | {"stands": citation in now}

    # ---- what is to be said besides

    def _remarks(self) -> Iterator[str]:
        """Why it stands as it does, and what its source, its author and the rules say of it."""
        view, spoken, first = self.view, self.spoken, self.words.first
        yield first(lambda page: self._verdicts(page).standing())
        if view.standing is Standing.LAPSED:
            yield ended(view, spoken)
        if view.incomplete:
            yield first(partial(lacking, view, spoken))
        for o in view.chosen:
            yield first(partial(status_words, o, spoken))
            yield from map(self.words.text, remarks_on(o))
        for each in view.fact.breaks:
            day, reason = spoken.date(when_on(each.on)), self.words.text(each.reason)
            yield spoken.word("labelled", label=day, value=reason)


def remarks_on(o: Observation) -> tuple[Text | None, ...]:
    """What a line says besides its value: why it is kept back, taken back or preferred; a note."""
    return o.reason, o.retracts, o.prefer, o.note


def source_told(citation: Citation, words: ViewWords, spoken: Language) -> dict[str, Any]:
    """A source, and which part of it is meant."""
    source, part = citation.source, [citation.part]
    numbered, named = spoken.places(part)
    return {
        "id": source.id,
        "cited": str(citation),
        "title": words.first(lambda page: title_of(source, page).words),
        "publisher": words.text(source.publisher),
        "published": published(source, spoken),
        "part": "".join((*numbered, *named)) or citation.part or None,
        "note": words.text(source.note) or None,
        "url": source.url,
        "file": source.file,
        "place": place_told(source.place),
    }
