"""One workbook a language, for readers: plain tables that a screen reader can follow.

After what the Government Analysis Function asks of accessible spreadsheets: a cover, contents and
notes, one table a sheet with its heads marked, no cell merged or left blank for its looks. A number
is a number; what has a hedge is words, with its bounds beside it; nothing is a formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from asof.ledger import ObservationState, Standing, Status
from asof.ledger.printing import text_in
from asof.publish.open_data.kept_workbook import kept_workbook
from asof.publish.open_data.observed import ObservedFact, ObservedLine
from asof.publish.open_data.offer import data_page
from asof.publish.open_data.workbook_file import (
    LONGEST_NAME,
    OfficeWorkbook,
    SheetCell,
    SheetLink,
    WorkbookSheet,
    distinct_names,
    sheet_name,
)
from asof.publish.site import Record, Site
from asof.quantity import Quantity

if TYPE_CHECKING:
    from asof.language import Language

SHEETS = {
    "facts": "sheet_facts",
    "observations": "sheet_observations",
    "sources": "sheet_sources",
}
NOTES = ("note_clocks", "note_hedges", "note_bounds", "note_empty")
MOST_LINES = 2_000  # of a workbook that has all: 25,000 take two seconds to write
STATES: Mapping[ObservationState, str] = {
    ObservationState.CURRENT: "current",
    ObservationState.CORRECTED: "corrected",
    ObservationState.DISPUTED: "disputed",
    ObservationState.RETRACTED: "withdrawn",
}
STATUSES: Mapping[Status, str] = {
    each: f"status_{each.value}" for each in Status if each is not Status.CLAIM
}


@dataclass(frozen=True)
class WorkbookTables:
    """What a workbook in a language holds."""

    site: Site
    lang: str
    facts: Sequence[ObservedFact]

    @cached_property
    def language(self) -> Language:
        """The language of its words."""
        return self.site.language(self.lang)

    def site_word(self, key: str) -> str:
        """A phrase of the site."""
        return self.language.site_word(key)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of the sheets."""
        spoken, site_word = self.language, self.site_word
        named = {
            "cover": site_word("cover"),
            "contents": spoken.word("contents"),
            "notes": spoken.word("notes"),
            "facts": site_word("figures"),
            "observations": site_word("observations"),
            "sources": spoken.word("sources"),
        }
        told = distinct_names(map(sheet_name, named.values()), LONGEST_NAME)
        return dict(zip(named, told, strict=True))

    @cached_property
    def told(self) -> Sequence[tuple[ObservedFact, Record]]:
        """The facts that are told in its language, each with its record there."""
        return [(each, each.records[self.lang]) for each in self.facts if self.lang in each.records]

    @property
    def tables(self) -> Iterator[WorkbookSheet]:
        """The tables in their order, none without a row."""
        spoken, site_word = self.language, self.site_word
        facts = [
            spoken.word("label"),
            spoken.word("value"),
            site_word("unit"),
            spoken.word("standing"),
        ]
        days = [spoken.word("on"), site_word("known"), spoken.word("counts"), site_word("key")]
        yield self._table("facts", [*facts, *days], self._fact_rows())
        yield self._table("observations", self._line_heads(), self._line_rows())
        heads = [
            spoken.word("source"),
            site_word("publisher"),
            site_word("published"),
            site_word("key"),
        ]
        yield self._table("sources", heads, self._source_rows())

    def _table(
        self, name: str, heads: Sequence[str], rows: Iterator[Sequence[SheetCell]]
    ) -> WorkbookSheet:
        cut = name == "observations" and not self.whole
        says = self.site_word("sheet_all_but_superseded" if cut else SHEETS[name])
        return WorkbookSheet(
            name=self.names[name],
            title=self.names[name],
            lines=[says, SheetLink(self.names["contents"])],
            table=name,
            heads=distinct_names(heads),
            rows=list(rows),
        )

    def _fact_rows(self) -> Iterator[Sequence[SheetCell]]:
        for fact, record in self.told:
            yield (
                record["label"],
                record["text"],
                self._unit(record),
                self._standing(Standing(record["standing"])),
                fact.edition.day,
                fact.edition.known,
                record.get("counts"),
                fact.key,
            )

    def _unit(self, record: Record) -> str | None:
        unit = record.get("unit")
        return record.get("currency") or (self.language.unit_alone(unit) if unit else None)

    def _standing(self, standing: Standing) -> str:
        return self.language.word(standing.value)

    def _line_heads(self) -> Sequence[str]:
        spoken, site_word = self.language, self.site_word
        value = [
            spoken.word("label"),
            spoken.word("value"),
            site_word("unit"),
            site_word("lower"),
            site_word("upper"),
        ]
        times = [site_word("true_from"), spoken.word("until"), spoken.word("reported")]
        worth = [site_word("became"), site_word("status"), spoken.word("by")]
        whence = [spoken.word("source"), site_word("place"), site_word("remark"), site_word("key")]
        return [*value, *times, *worth, *whence]

    @cached_property
    def whole(self) -> bool:
        """Whether it has every line: of many, those that are superseded are no use to readers."""
        return sum(len(record["observations"]) for _, record in self.told) <= MOST_LINES

    def _line_rows(self) -> Iterator[Sequence[SheetCell]]:
        for fact, record in self.told:
            for line in (fact if self.whole else fact.unsuperseded).lines:
                if self.lang in line.told:
                    yield self._line(fact, line, record)

    def _line(self, fact: ObservedFact, line: ObservedLine, record: Record) -> Sequence[SheetCell]:
        told, value = line.told[self.lang], fact.quantity(line)
        source, place = line.citations[0]
        return (
            record["label"],
            value.number.amount if value and value.number and value.exact else told.get("text"),
            self._unit(record),
            *_bounds(value),
            told["on"],
            told.get("until"),
            line.reported,
            self._became(ObservationState(told["state"])),
            self._status(told.get("status")),
            told.get("by"),
            self._title(source),
            place or None,
            self._remark(told),
            fact.key,
        )

    def _became(self, state: ObservationState) -> str:
        key = STATES.get(state)
        return self.language.word(key) if key else self.site_word(f"state_{state.value}")

    def _status(self, status: str | None) -> str | None:
        if not status:
            return None
        key = STATUSES.get(Status(status))
        return self.language.word(key) if key else self.site_word("state_claim")

    def _title(self, source: str) -> str:
        return str(self.site.sources[self.lang][source]["title"])

    def _remark(self, told: Record) -> str | None:
        said = [told[name] for name in ("reason", "retracts", "prefer", "note") if told.get(name)]
        return " ".join(said) or None

    def _source_rows(self) -> Iterator[Sequence[SheetCell]]:
        for name, record in sorted(self.site.sources.get(self.lang, {}).items()):
            yield (record["title"], record["publisher"], record["published"], name)


def _bounds(value: Quantity | None) -> tuple[Decimal | None, Decimal | None]:
    if value is None:
        return None, None
    low, high = value.bounds.low, value.bounds.high
    return low if low.is_finite() else None, high if high.is_finite() else None


# ---- as a file


def workbook_bytes(told: WorkbookTables) -> bytes:
    """The workbook as a file."""
    config, spoken = told.site.workspace.config, told.language
    moments = [each.published for each in told.site.editions if each.lang == told.lang]
    tables = [each for each in told.tables if each.rows]
    book = OfficeWorkbook(
        title=text_in(config.title, spoken),
        author=text_in(config.publisher, spoken),
        language=spoken.tag,
        made=max(moments, default=told.site.moment).astimezone(UTC),
        sheets=[_cover(told), _contents(told, tables), _notes(told), *tables],
    )
    return kept_workbook(told.site.store, book)


def _cover(told: WorkbookTables) -> WorkbookSheet:
    config, spoken = told.site.workspace.config, told.language
    lines = [
        told.site_word("open_data_lead"),
        text_in(config.publisher, spoken),
        text_in(config.contact, spoken),
        data_page(told.site, told.lang),
        config.publish.licence or "",
    ]
    title = text_in(config.title, spoken)
    return WorkbookSheet(name=told.names["cover"], title=title, lines=[*filter(None, lines)])


def _contents(told: WorkbookTables, tables: Sequence[WorkbookSheet]) -> WorkbookSheet:
    name, notes = told.names["contents"], told.names["notes"]
    rows = [
        (notes, told.site_word("sheet_notes")),
        *((each.name, str(each.lines[0])) for each in tables),
    ]
    return WorkbookSheet(
        name=name,
        title=name,
        table="contents",
        heads=distinct_names([told.site_word("sheet"), told.site_word("holds")]),
        rows=[(SheetLink(sheet), says) for sheet, says in rows],
    )


def _notes(told: WorkbookTables) -> WorkbookSheet:
    name = told.names["notes"]
    rows = [(told.site_word(each),) for each in NOTES]
    return WorkbookSheet(name=name, title=name, table="notes", heads=[name], rows=rows)
