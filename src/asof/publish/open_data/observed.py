"""The public facts as rows: a line of the ledger is one row, whatever languages tell of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from asof import dates, quantity
from asof.dates import When
from asof.ledger import Special, ValueKind
from asof.publish.open_data.tables import Cell, Row, name_in_language
from asof.publish.public_facts import rank
from asof.publish.site import Record, Site, SiteEdition
from asof.quantity import Quantity

COUNTED = (ValueKind.NUMBER, ValueKind.MONEY)
WORDED = (ValueKind.TEXT, ValueKind.EVENT, ValueKind.STATEMENT)
SPECIAL = tuple(special.value for special in Special)
SUPERSEDED = "superseded"
TEXTS = {"by": "by", "reason": "reason", "note": "note", "prefers": "prefer"}
RETRACTS = "retracts"
NOUGHT = quantity.parse_quantity("0")

Identity = tuple[Any, ...]


@dataclass(frozen=True)
class ObservedLine:
    """A line of the ledger, as the record of its fact in each language tells it."""

    told: Mapping[str, Record]
    latest: Record

    @cached_property
    def begins(self) -> When:
        """When its value began to be true."""
        return dates.parse_date(self.latest["on"])

    @cached_property
    def ends(self) -> When | None:
        """When it ceased to be true, where that is stated."""
        until = self.latest.get("until")
        return dates.parse_date(until) if until else None

    @property
    def basis(self) -> str:
        """Who says when it began."""
        found = (each for each in ("assumed", "inferred") if self.latest.get(each))
        return next(found, "stated")

    @cached_property
    def reported(self) -> date:
        """From which day on it was known."""
        return date.fromisoformat(self.latest["reported"])

    @cached_property
    def citations(self) -> list[tuple[str, str]]:
        """The sources that it rests on, each with the place in it."""
        return [(s, place) for s, _, place in (c.partition("#") for c in self.latest["source"])]


@dataclass(frozen=True)
class ObservedFact:
    """A public fact: its record in each language, and the edition that tells its standing."""

    key: str
    records: Mapping[str, Record]
    edition: SiteEdition
    latest: Record

    @property
    def kind(self) -> ValueKind:
        """What its values are."""
        return ValueKind(self.latest["kind"])

    @property
    def counted(self) -> bool:
        """Whether its values are numbers."""
        return self.kind in COUNTED

    @cached_property
    def lines(self) -> tuple[ObservedLine, ...]:
        """Its lines, in the order of the ledger; in one where several languages tell the same."""
        found: dict[Identity, dict[str, list[Record]]] = {}
        first = {id(self.latest): 0}
        ordered = sorted(self.records.items(), key=lambda each: first.get(id(each[1]), 1))
        for lang, record in ordered:
            for line in all_lines(record):
                by_language = found.setdefault(self._identity(line), {})
                by_language.setdefault(lang, []).append(line)
        return tuple(line for told in found.values() for line in _paired(told))

    @property
    def unsuperseded(self) -> ObservedFact:
        """The same fact without its lines that later ones have superseded."""
        records = {lang: _unsuperseded(record) for lang, record in self.records.items()}
        latest = next(lang for lang, record in self.records.items() if record is self.latest)
        return replace(self, records=records, latest=records[latest])

    def _identity(self, line: Record) -> Identity:
        """What makes a line the same in two languages: all that is no word."""
        times = (line.get(n) for n in ("on", "until", "open", "inferred", "assumed", "reported"))
        value = line.get("value", "")
        neutral = value if self.kind not in WORDED or value in SPECIAL else bool(value)
        said = (line.get("status"), RETRACTS in line, neutral)
        return (*times, tuple(line["source"]), *said)

    def quantity(self, line: ObservedLine) -> Quantity | None:
        """The number of a line with its hedge; a count of none is nought, as in formulas."""
        value = line.latest.get("value", "")
        if not self.counted or value in ("", Special.WITHHELD.value):
            return None
        return NOUGHT if value == Special.NONE.value else _quantity(value)

    def day(self, line: ObservedLine) -> When | None:
        """The date that is the value of a line."""
        value = line.latest.get("value", "")
        dated = self.kind is ValueKind.DATE and value and value not in SPECIAL
        return dates.parse_date(value) if dated else None


_quantity = lru_cache(maxsize=65_536)(quantity.parse_quantity)  # each table asks again


def _unsuperseded(record: Record) -> Record:
    lines = [line for line in record["observations"] if line["state"] != SUPERSEDED]
    return {**record, "observations": lines, "history": ()}


def all_lines(record: Record) -> Iterator[Record]:
    """The lines of a fact's record; of a formula, what it made earlier before what it makes now."""
    noted = {_told_once(o): o["note"] for o in _printed(record) if "note" in o}
    known = {_told_once(line) for line in record["observations"]}
    earlier = record.get("history", ()) if "derived" in record else ()
    made = ({**o, "state": SUPERSEDED} for o in earlier if _told_once(o) not in known)
    for line in (*made, *record["observations"]):
        note = noted.get(_told_once(line))
        yield {**line, "note": note} if note else line


def _told_once(line: Record) -> Identity:
    names = ("value", "text", "on", "until", "reported")
    return (*(line.get(name) for name in names), tuple(line["source"]))


def _printed(record: Record) -> Iterator[Record]:
    """The observations of a record that have their notes."""
    for name in ("history", "chosen", "claims", "possible"):
        yield from record.get(name, ())


def _paired(told: Mapping[str, Sequence[Record]]) -> Iterator[ObservedLine]:
    """The same line in several languages; where they tell of several, nobody pairs them."""
    counts = {len(lines) for lines in told.values()}
    if len(counts) > 1:
        for lang, lines in told.items():
            yield from (ObservedLine({lang: line}, line) for line in lines)
        return
    for n in range(counts.pop()):
        by_language = {lang: lines[n] for lang, lines in told.items()}
        yield ObservedLine(by_language, next(iter(by_language.values())))


# Of a site


def observed_facts(site: Site) -> tuple[ObservedFact, ...]:
    """The public facts in the order of their keys."""
    editions = {each.folder: each for each in site.editions}
    by_key: dict[str, dict[str, Record]] = {}
    for lang in site.spoken:
        for key, record in site.facts.get(lang, {}).items():
            by_key.setdefault(key, {})[lang] = record
    return tuple(_observed(key, by_key[key], editions) for key in sorted(by_key))


def _observed(
    key: str, records: Mapping[str, Record], editions: Mapping[str, SiteEdition]
) -> ObservedFact:
    told = [(editions[record["edition"]], record) for record in records.values()]
    edition, latest = max(told, key=lambda each: rank(each[0])[:2])
    return ObservedFact(key, records, edition, latest)


# Rows


def fact_rows(site: Site, facts: Sequence[ObservedFact]) -> Iterator[Row]:
    """A row for each fact."""
    for fact in facts:
        record, edition = fact.latest, fact.edition
        supported = record.get("supported")
        yield {
            "key": fact.key,
            **_words("label", "label", fact.records),
            **_words("where", "where", fact.records),
            **_words("counts", "counts", fact.records),
            "kind": fact.kind.value,
            **{name_in_language("unit", lang): unit for lang, unit in units(site, fact).items()},
            "currency": record.get("currency"),
            "wording": _wording(record),
            "fixed": bool(record.get("fixed")),
            "review_in": record["review_in"],
            "formula": record.get("derived"),
            "parts": tuple(part["key"] for part in record.get("parts", ())),
            "standing": record["standing"],
            **_words("value", "text", fact.records),
            "supported": date.fromisoformat(supported) if supported else None,
            "overdue": bool(record.get("overdue")),
            "missing": tuple(key for key, _ in record.get("missing", ())),
            "as_of": edition.day,
            "known": edition.known,
            "edition": edition.folder,
        }


def _wording(record: Record) -> str | None:
    if record["kind"] != ValueKind.STATEMENT:
        return None
    return str(record.get("words", "reported"))


def units(site: Site, fact: ObservedFact) -> dict[str, str]:
    """What its numbers are counted in, in each language, as the head of a column has it."""
    return {
        lang: _unit(site, lang, record["unit"])
        for lang, record in fact.records.items()
        if "unit" in record
    }


def _unit(site: Site, lang: str, unit: Mapping[str, str]) -> str:
    return site.language(lang).unit_alone(unit)


def _words(name: str, of: str, told: Mapping[str, Record]) -> dict[str, str]:
    """The words under a name in each language that has some."""
    return {
        name_in_language(name, lang): record[of] for lang, record in told.items() if record.get(of)
    }


def observation_rows(facts: Sequence[ObservedFact]) -> Iterator[Row]:
    """A row for each line of each fact."""
    for fact in facts:
        for number, line in enumerate(fact.lines, 1):
            yield {"key": fact.key, "line": number, **_observation(fact, line)}


def _observation(fact: ObservedFact, line: ObservedLine) -> Row:
    record, (source, place) = line.latest, line.citations[0]
    written = record.get("value") if fact.kind not in WORDED else None
    special = record.get("value") if record.get("value") in SPECIAL else None
    texts = (_words(name, of, line.told) for name, of in TEXTS.items())
    return {
        "value": written or special,
        **_words("text", "text", line.told),
        **_number(fact.quantity(line)),
        **_time("date", fact.day(line)),
        "begins": record["on"],
        **_time("begins", line.begins),
        "precision": line.begins.precision.value,
        "basis": line.basis,
        "ends": record.get("until"),
        **_time("ends", line.ends),
        "open": bool(record.get("open")),
        "reported": line.reported,
        "state": record["state"],
        "status": record.get("status"),
        "source": source,
        "place": place or None,
        **{name: words for each in texts for name, words in each.items()},
        **_words(RETRACTS, RETRACTS, line.told),
    }


def _number(value: Quantity | None) -> Row:
    """A number, or what its hedge lets it be: never the one in the place of the other."""
    if value is None:
        return {}
    bounds, alone = value.bounds, value.number if not value.high else None
    low, high = bounds.low.is_finite(), bounds.high.is_finite()
    return {
        "number": alone.amount if alone and value.exact else None,
        "hedge": value.hedge.value or None,
        "hedged_number": alone.amount if alone and not value.exact else None,
        "lower": bounds.low if low else None,
        "lower_excluded": bounds.low_open if low else None,
        "upper": bounds.high if high else None,
        "upper_excluded": bounds.high_open if high else None,
    }


def _time(name: str, when: When | None) -> dict[str, Cell]:
    """The days that a date allows, none where an end is open."""
    if when is None:
        return {}
    first = when.first if when.first != date.min else None
    last = when.last if when.last != date.max else None
    return {f"{name}_first": first, f"{name}_last": last}


def citation_rows(facts: Sequence[ObservedFact]) -> Iterator[Row]:
    """A row for each source of each line."""
    for fact in facts:
        for number, line in enumerate(fact.lines, 1):
            for n, (source, place) in enumerate(line.citations, 1):
                at: dict[str, Cell] = {"key": fact.key, "line": number, "citation": n}
                yield {**at, "source": source, "place": place or None}


def source_rows(site: Site) -> Iterator[Row]:
    """A row for each source."""
    by_id: dict[str, dict[str, Record]] = {}
    for lang in site.spoken:
        for name, record in site.sources.get(lang, {}).items():
            by_id.setdefault(name, {})[lang] = record
    for name, told in sorted(by_id.items()):
        record = next(iter(told.values()))
        yield {
            "source": name,
            **_words("title", "title", told),
            **_words("publisher", "publisher", told),
            "published": record["published"],
            **_time("published", dates.parse_date(record["published"])),
            "reported": date.fromisoformat(record["reported"]),
        }


def edition_rows(site: Site) -> Iterator[Row]:
    """A row for each edition."""
    for edition in sorted(site.editions, key=lambda each: (each.series, each.order)):
        later, gone = site.later(edition), edition.withdrawn
        name, digest = next(iter(edition.pdfs.items()), ("", None)) if not gone else ("", None)
        yield {
            "edition": edition.folder,
            "document": edition.name,
            "language": site.language(edition.lang).tag,
            "title": edition.title,
            "as_of": edition.day,
            "known": edition.known,
            "edition_number": edition.number,
            "code": edition.code or None,
            "published": edition.published,
            "issued": edition.issued,
            "correction": edition.reason or None,
            "withdrawn": gone.moment if gone else None,
            "withdrawn_because": gone.reason if gone else None,
            "superseded_by": later.folder if later else None,
            "pages": edition.pages or None,
            "address": f"{site.url}{edition.folder}",
            "pdf": f"{site.url}{edition.folder}{name}" if name else None,
            "sha256": digest,
        }
