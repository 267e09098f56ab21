"""What a page says, and what its facts read by now: as little as the browser needs to tell.

A line of the ledger is known by a digest of what it says, so that nothing more of it is told than a
public edition prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from asof import dates, quantity
from asof.dates import when_on
from asof.diagnostics import WordError
from asof.language import Language
from asof.ledger.facts import Period, ValueKind
from asof.ledger.printing import ended, time_in
from asof.ledger.rules_of_time import ObservationState, Standing
from asof.page.document import TIMELESS
from asof.publish.site import Record
from asof.record.edition_record import dated_in, sources_of, view_of_record
from asof.record.print_row import PrintRow, print_rows
from asof.release.changed_figures import meaning

FELL = (ObservationState.CORRECTED, ObservationState.RETRACTED)
STANDS = (ObservationState.CURRENT, ObservationState.SUPERSEDED)
Sources = Mapping[str, Record]


def as_of_sentence(day: date, known: date, language: Language) -> str:
    """What a page says at its head of the days that it is of."""
    on = language.date(when_on(day))
    if day == known:
        return f"{language.word('as_of')} {on}"
    return language.word("situation", day=on, known=language.date(when_on(known)))


# ---- what a page says


def page_said(record: Record, language: Language) -> dict[str, Any]:
    """What an issued page says, for the eye to compare and to be held against what is known now."""
    sources = {told["id"]: told for told in record["sources"]}
    page = Page(record, sources, language, print_rows(record), frozenset(dated_in(record)))
    day, known = (date.fromisoformat(record[name]) for name in ("as_of", "known"))
    return {
        "title": record["title"],
        "as_of": as_of_sentence(day, known, language),
        "day": record["as_of"],
        "known": record["known"],
        "figures": [page.figure(fact) for fact in record["facts"]],
        "changes": [page.change(told) for told in record.get("changes", ())],
    }


@dataclass(frozen=True, slots=True)
class Page:
    """A page, as its record tells it."""

    record: Record
    sources: Sources
    language: Language
    rows: tuple[PrintRow, ...]
    dated: frozenset[str]

    def figure(self, fact: Record) -> dict[str, Any]:
        """One fact on the page: its name, what is printed of it, and the lines behind that."""
        rows = [row for row in self.rows if row.key == fact["key"]]
        printed = dict.fromkeys(row.text for row in rows if row.part == "")
        return {
            "key": fact["key"],
            "label": fact["label"],
            "text": list(printed) or [fact["text"]],
            "value": fact["text"],
            "on": time_of(fact, self.language),
            "source": cited_in(fact.get("chosen", ()), self.sources),
            "dated": fact["key"] in self.dated,
            "shown": "".join(self._earlier(fact, rows)),
            **reading(fact, self.sources),
        }

    def _earlier(self, fact: Record, rows: Iterable[PrintRow]) -> Iterator[str]:
        """The lines of a fact that the page shows beside its value, in a sentence or a chart."""
        places = {line.place for row in rows if row.part not in TIMELESS for line in row.behind}
        chosen = set(map(line_digest, fact.get("chosen", ())))
        shown = dict.fromkeys(line_digest(x) for x in stated(fact) if x["place"] in places)
        yield from (each for each in shown if each not in chosen)

    def change(self, told: Record) -> dict[str, Any]:
        """A change that the page prints, and the lines that it is reckoned from."""
        labels = {fact["key"]: fact["label"] for fact in self.record["facts"]}
        lines = [*told.get("before", ()), *told.get("after", ())]
        return {
            "key": told["key"],
            "label": labels[told["key"]],
            "text": f"{told.get('text', '')} ({told.get('since', '')})",
            "lines": [line_digest(line) for line in lines],
        }


# ---- what a fact reads


def reading(fact: Record, sources: Sources) -> dict[str, Any]:
    """A fact as an edition reads it, as far as a change of it is told by."""
    chosen = fact.get("chosen", ())
    lapsed = fact["standing"] == Standing.LAPSED
    currency = fact.get("currency", "")
    ends = [line.get("until", "") if lapsed else "" for line in chosen]
    says = [f"{meaning(line.get('value'))} {currency}" for line in chosen]
    told: dict[str, Any] = {
        "standing": fact["standing"],
        "started": max((begins(line).isoformat() for line in chosen), default=""),
        "chosen": [line_digest(line) for line in chosen],
        "says": [short_digest(said) for said in says],
        "ends": ends,
        "lines": [
            short_digest(f"{s}{x['on']}{x.get('until')}") for s, x in zip(says, chosen, strict=True)
        ],
        "voices": [speaker(line, sources) for line in chosen],
    }
    if "derived" in fact:
        told["parts"] = {part["key"]: reading(part, sources) for part in fact["parts"]}
    return told


def fact_now(fact: Record, sources: Sources, language: Language) -> dict[str, Any]:
    """What a fact reads in the last public edition that prints it, and what became of its lines."""
    known = stated(fact)
    fallen = {line_digest(line): line for line in known if line["state"] in FELL}
    lost = {line["on"] for line in fallen.values()}
    told = {
        "text": with_end(fact, sources, language),
        "source": cited_in(fact.get("chosen", ()), sources),
        "revised": any(line.get("status") == "revised" for line in fact.get("chosen", ())),
        "states": {line_digest(line): line["state"] for line in known},
        "fallen": {
            digest: {
                "begins": begins(line).isoformat(),
                "text": line["text"],
                "on": time_in(period(line), language, short=True),
            }
            for digest, line in fallen.items()
        },
        "standing_lines": {
            begins(line).isoformat(): {
                "text": line["text"],
                "on": time_in(period(line), language, short=True),
                "source": cited_in([line], sources),
            }
            for line in known
            if line["state"] in STANDS and line["on"] in lost
        },
        **reading(fact, sources),
    }
    if "derived" in fact:
        told["parts"] = {p["key"]: fact_now(p, sources, language) for p in fact["parts"]}
    return told


def said_in(language: Language, fact: Record, own: Record) -> Record | None:
    """A number that another language tells, said in this one; nothing where it has other words.

    `own` is the fact as this language told it last: with its unit.
    """
    unit, currency = own.get("unit"), own.get("currency")

    if fact["kind"] not in (ValueKind.NUMBER, ValueKind.MONEY):
        return None

    def said(line: Record) -> Record:
        if "value" not in line:
            return line
        text = language.quantity(quantity.parse_quantity(line["value"]), currency, unit)
        return {**line, "text": text}

    try:
        lines = {n: [said(x) for x in fact.get(n, ())] for n in ("chosen", "observations")}
    except WordError:
        return None
    text = language.either([line["text"] for line in lines["chosen"]])
    return {**fact, **lines, "text": text or language.word("unknown")}


# ---- lines


def stated(fact: Record) -> list[Record]:
    """The lines of a fact that state a value: one that only takes back states none."""
    return [line for line in fact.get("observations", ()) if "text" in line]


def line_digest(line: Record) -> str:
    """What a line of the ledger says, whichever source says it, as a mark of eight characters."""
    return _line_digest(line.get("value"), line["on"], line["reported"])


@lru_cache(maxsize=2**17)  # the lines of a fact are alike in all languages
def _line_digest(value: str | None, on: str, reported: str) -> str:
    return short_digest(f"{meaning(value)}|{on}|{reported}")


def short_digest(said: str) -> str:
    """Eight characters that stand for what is said."""
    return sha256(said.encode()).hexdigest()[:8]


def period(line: Record) -> Period:
    """When a line's value was true."""
    end = line.get("until")
    doubts = {name: True for name in ("inferred", "assumed", "open") if line.get(name)}
    return Period(dates.parse_date(line["on"]), dates.parse_date(end) if end else None, **doubts)


def begins(line: Record) -> date:
    """The day on which a line's value has begun for certain."""
    return period(line).begins


def speaker(line: Record, sources: Sources) -> str:
    """Who speaks in a line, and of which start."""
    publishers = [sources[_source(each)]["publisher"] for each in line.get("source", ())[:1]]
    return short_digest(f"{publishers}|{begins(line)}")


# ---- words


def time_of(fact: Record, language: Language) -> str:
    """When what prints was true."""
    told = (time_in(period(line), language, short=True) for line in fact.get("chosen", ()))
    return "; ".join(dict.fromkeys(told))


def with_end(fact: Record, sources: Sources, language: Language) -> str:
    """What a fact reads; one that has lapsed tells its end too."""
    if fact["standing"] != Standing.LAPSED:
        return str(fact["text"])
    told = {"sources": list(sources.values())}
    view = view_of_record(fact, sources_of(told))
    return f"{fact['text']}, {ended(view, language)}"


def cited_in(lines: Iterable[Record], sources: Sources) -> str:
    """Who says so, and in what: each source once."""
    cited = (sources[_source(each)] for line in lines for each in line.get("source", ()))
    return "; ".join(dict.fromkeys(f"{told['publisher']}, {told['title']}" for told in cited))


def _source(cited: str) -> str:
    """The id of a source, without the place in it."""
    return cited.partition("#")[0]
