"""A paper: what an edition said when it was printed, read again from its record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from asof import dates
from asof.diagnostics import Location
from asof.language import Language
from asof.ledger.edition import Edition
from asof.ledger.facts import Citation, Fact, Observation, Period, Source, Status, ValueKind
from asof.ledger.formulas import formula
from asof.ledger.printing import printed, recorded_value, view_record
from asof.ledger.rules_of_time import ObservationState, Standing, View
from asof.page.document import TIMELESS
from asof.record.print_row import print_rows
from asof.text import Text, plain_text

# ---- to the record


def fact_record(edition: Edition, key: str) -> dict[str, Any]:
    """A fact in an edition with every line that was known by then, and what became of it."""
    view = edition[key]
    record = view_record(view, edition.language) | {"place": str(view.fact.place)}
    known = [(o, state) for o, state in view.states if state is not ObservationState.UNKNOWN]
    record["observations"] = [line_record(view.fact, o, s, edition.language) for o, s in known]
    if view.fact.derived:
        parts = edition.parts(view.fact)
        record["derived"] = view.fact.derived.text
        record["parts"] = [fact_record(edition, part) for part in parts]
    return record


def line_record(
    fact: Fact, o: Observation, state: ObservationState, language: Language
) -> dict[str, Any]:
    """A line of the ledger: what an observation says, where it stands, what became of it."""
    texts = {name: getattr(o, name) for name in ("by", "reason", "retracts", "prefer")}
    record = {
        "value": recorded_value(o, fact) or _words(fact, o, language),
        "text": _words(fact, o, language),
        "on": o.true.start.text,
        "until": o.true.end.text if o.true.end else None,
        "open": o.true.open,
        "inferred": o.true.inferred,
        "assumed": o.true.assumed,
        "reported": o.reported.isoformat(),
        "source": [str(c) for c in o.citations],
        "status": o.status,
        "state": state,
        "place": str(o.place),
        **{name: text.in_(language.tag) if text else None for name, text in texts.items()},
    }
    return {name: value for name, value in record.items() if value not in (None, False, "")}


def _words(fact: Fact, o: Observation, language: Language) -> str:
    """The value in a language; a line that does not print may lack the words for it."""
    if isinstance(o.value, Text):
        return language.typeset(o.value.in_(language.tag))
    return printed(o.value, fact, language) if o.value is not None else ""


def citations_of(edition: Edition, key: str) -> Iterator[Citation]:
    """The citations of every line of a fact that was known by then, those of its parts included."""
    view = edition[key]
    known = [o for o, state in view.states if state is not ObservationState.UNKNOWN]
    yield from (c for o in known for c in o.citations)
    for part in edition.parts(view.fact):
        yield from citations_of(edition, part)


# ---- and back

BLANK: Mapping[str, Any] = {"facts": (), "prints": (), "sources": ()}


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed edition, as its record tells it.

    A fact that it does not show is told by `lacking`: the record of it in the ledger's edition.
    """

    record: Mapping[str, Any]
    sources: Mapping[str, Source]
    lacking: Callable[[str], dict[str, Any]]
    _records: dict[str, dict[str, Any]] = field(default_factory=dict, compare=False, repr=False)
    _views: dict[str, View] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for fact in self.record["facts"]:
            self._keep(fact)

    def _keep(self, fact: dict[str, Any]) -> None:
        self._records.setdefault(fact["key"], fact)
        for part in fact.get("parts", ()):
            self._keep(part)

    def __getitem__(self, key: str) -> View:
        """The fact as it was printed."""
        if key not in self._records:
            self._keep(self.lacking(key))
        if key not in self._views:
            self._views[key] = view_of_record(self._records[key], self.sources)
        return self._views[key]

    def parts(self, fact: Fact) -> dict[str, View]:
        """The parts of a derived fact as they were then."""
        return {part["key"]: self[part["key"]] for part in self._records[fact.key].get("parts", ())}

    @property
    def printed(self) -> tuple[str, ...]:
        """The keys of the facts of which it shows what can change, in the order of printing."""
        return dated_in(self.record)


def papers(
    old: Mapping[str, Any], new: Mapping[str, Any], before: Edition, after: Edition
) -> tuple[Paper, Paper]:
    """Two papers that can be compared: each with its edition of today, and one set of sources."""
    sources = sources_of(old) | sources_of(new) | dict(after.ledger.sources)
    first = Paper(old, sources, partial(_lacking, before, new))
    return first, Paper(new, sources, partial(_lacking, after, old))


def _lacking(edition: Edition, other: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The record of a fact that a paper lacks; one that the ledger has lost is unknown."""
    if key in edition:
        return fact_record(edition, key)
    told = next(fact for fact in other["facts"] if fact["key"] == key)
    kept = {name: told[name] for name in ("key", "label", "kind", "review_in")}
    return kept | {"standing": Standing.UNKNOWN, "observations": []}


def dated_in(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of the facts of which a record's page shows what can change."""
    return tuple(dict.fromkeys(row.key for row in print_rows(record) if row.part not in TIMELESS))


def sources_of(record: Mapping[str, Any]) -> dict[str, Source]:
    """The sources that a record names."""
    return {told["id"]: _source(told) for told in record["sources"]}


def _source(told: Mapping[str, Any]) -> Source:
    published = dates.parse_date(told["published"])
    reported = date.fromisoformat(told["reported"])
    taken = None if reported == published.last else reported
    return Source(
        id=told["id"],
        title=plain_text(told["title"]),
        publisher=plain_text(told["publisher"]),
        published=published,
        taken_as=taken,
    )


def view_of_record(record: Mapping[str, Any], sources: Mapping[str, Source]) -> View:
    """The view that a record was made of, its values being what was printed."""
    lines = [(observation_of_record(told, sources), told) for told in record["observations"]]
    states = tuple((o, ObservationState(told["state"])) for o, told in lines)
    values = [observation_of_record(told, sources) for told in record.get("chosen", ())]
    chosen = [next((o for o, _ in lines if o == each), each) for each in values]
    standing, supported = Standing(record["standing"]), record.get("supported")
    return View(
        _fact(record),
        standing,
        tuple(chosen),
        states=states,
        supported=date.fromisoformat(supported) if supported else None,
    )


def _fact(record: Mapping[str, Any]) -> Fact:
    derived = record.get("derived")
    return Fact(
        key=record["key"],
        label=plain_text(record["label"]),
        kind=ValueKind(record["kind"]),
        review_in=dates.duration(record["review_in"]),
        derived=formula(derived) if derived else None,
        place=location(record.get("place", "")),
    )


def observation_of_record(told: Mapping[str, Any], sources: Mapping[str, Source]) -> Observation:
    """An observation as a record tells it."""
    end = told.get("until")
    start, until = dates.parse_date(told["on"]), dates.parse_date(end) if end else None
    status = told.get("status")
    return Observation(
        value=plain_text(told["text"]) if told.get("text") else None,
        true=Period(
            start, until, **{n: True for n in ("inferred", "assumed", "open") if told.get(n)}
        ),
        reported=date.fromisoformat(told["reported"]),
        citations=tuple(_citation(cited, sources) for cited in told["source"]),
        status=Status(status) if status else None,
        retracts=plain_text(told["retracts"]) if "retracts" in told else None,
        place=location(told.get("place", "")),
    )


def location(text: str) -> Location:
    """A place as a record writes it: path:line:column."""
    found = re.fullmatch(r"(.*?)(?::(\d+))?(?::(\d+))?", text, re.DOTALL)
    assert found
    return Location(found[1], int(found[2] or 0), int(found[3] or 0))


def _citation(cited: str, sources: Mapping[str, Source]) -> Citation:
    name, _, part = cited.partition("#")
    return Citation(sources[name], part)
