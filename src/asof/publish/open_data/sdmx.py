"""The counted facts as SDMX 3.0: what each column of `sdmx.csv` is, and its rows (SDMX-CSV 2.0)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from asof.language import OURS
from asof.ledger import Special, Status
from asof.publish.open_data.csv_on_the_web import csv_lines, in_csv, lexical
from asof.publish.open_data.observed import (
    ObservedFact,
    ObservedLine,
    units,
)
from asof.publish.open_data.sdmx_periods import time_period
from asof.publish.site import Site
from asof.quantity import Hedge, Quantity

VERSION = "1.0"
FLOW = "FACTS"
NO_UNIT = "NUMBER"
DIMENSION, MEASURE, ATTRIBUTE = "Dimension", "Measure", "Attribute"

# Of the code list of observation statuses (SDMX, CL_OBS_STATUS 2.2), what a ledger can say.
STATUSES = {
    "A": "Normal value",
    "E": "Estimated value",
    "O": "Missing value",
    "P": "Provisional value",
    "Q": "Missing value; suppressed",
    "V": "Unvalidated value",
}
MISSING, SUPPRESSED, NORMAL = "O", "Q", "A"
NOT_A_NUMBER = "NaN"  # a value that is missing, as programs that read SDMX expect it
TOLD = {Status.ESTIMATE: "E", Status.PROVISIONAL: "P", Status.CLAIM: "V", Status.REVISED: NORMAL}


@dataclass(frozen=True, slots=True)
class Component:
    """A column of the data: a dimension, the measure or an attribute, and what it holds.

    There is one measure, for programs take the last of several for the value. `codes` is the code
    list that its values are of, else `text` is the type of its words.
    """

    id: str
    sort: str
    says: str
    codes: str = ""
    text: str = "String"
    required: bool = False


COMPONENTS = (
    Component("FACT", DIMENSION, "The fact, with a hyphen for each point of its key", "CL_FACT"),
    Component(
        "VINTAGE",
        DIMENSION,
        "The second clock: the day from which on the value was known",
        text="GregorianDay",
    ),
    Component(
        "LINE",
        DIMENSION,
        "Which of the values that became known that day for that period",
        text="Integer",
    ),
    Component(
        "TIME_PERIOD",
        DIMENSION,
        "The first clock: when the value was, or began to be, true",
        text="ObservationalTimePeriod",
    ),
    Component("OBS_VALUE", MEASURE, "The value, where it is one number exactly", text="Double"),
    Component("LOWER_BOUND", ATTRIBUTE, "The least that the value can be", text="Decimal"),
    Component("UPPER_BOUND", ATTRIBUTE, "The most that the value can be", text="Decimal"),
    Component(
        "OBS_STATUS",
        ATTRIBUTE,
        "Observation status; missing where there is no exact number",
        "CL_OBS_STATUS",
        required=True,
    ),
    Component("HEDGE", ATTRIBUTE, "What stands before the number", "CL_HEDGE", required=True),
    Component("HEDGED_NUMBER", ATTRIBUTE, "The number after the hedge", text="Decimal"),
    Component("VALUE_AS_WRITTEN", ATTRIBUTE, "The value as it is written"),
    Component("UNIT_MEASURE", ATTRIBUTE, "Unit of measure", "CL_UNIT", required=True),
    Component(
        "STATE",
        ATTRIBUTE,
        "What became of the value as of the day known",
        "CL_STATE",
        required=True,
    ),
    Component(
        "KNOWN", ATTRIBUTE, "The day known of that state", text="GregorianDay", required=True
    ),
    Component("SOURCE_STATUS", ATTRIBUTE, "What its source says that it is worth", "CL_STATUS"),
    Component("TRUE_FROM", ATTRIBUTE, "When it began, in EDTF (ISO 8601-2)", required=True),
    Component("TRUE_UNTIL", ATTRIBUTE, "When it ended, in EDTF (ISO 8601-2)"),
    Component("TRUE_BASIS", ATTRIBUTE, "Who says when it began", "CL_BASIS", required=True),
    Component("TRUE_OPEN", ATTRIBUTE, "Whether it goes on", text="Boolean", required=True),
    Component("SOURCE", ATTRIBUTE, "The document that it is from", required=True),
    Component("SOURCE_PLACE", ATTRIBUTE, "Where in that document"),
)
FREE = "SOURCE_PLACE"  # words that people choose

Codes = Mapping[str, Mapping[str, str]]
"""The names of codes in each language, by their ids."""


@dataclass(frozen=True)
class CodedFacts:
    """The facts of a site that count something, with the codes of what they count."""

    site: Site
    facts: Sequence[ObservedFact]

    @property
    def agency(self) -> str:
        """Who keeps the structure: the name of the site, as an identifier of SDMX."""
        host = urlsplit(self.site.url).hostname or ""
        return "X_" + re.sub(r"[^A-Za-z0-9]", "_", host).upper()

    @property
    def structure(self) -> str:
        """What the data follow, as an identifier of SDMX."""
        return f"{self.agency}:{FLOW}({VERSION})"

    @cached_property
    def unit_codes(self) -> Codes:
        """The codes of units in words, and of currencies, with their names."""
        found: dict[str, Mapping[str, str]] = {NO_UNIT: {OURS: "number"}}
        for told in sorted((units(self.site, each) for each in self.facts), key=repr):
            if told and told not in found.values():
                found[_free(_slug(self._in_default(told)), found)] = told
        money = sorted({each.latest["currency"] for each in self.facts if _paid(each)})
        return found | {currency: {OURS: currency} for currency in money}

    def unit(self, fact: ObservedFact) -> str:
        """The code of what a fact counts."""
        if _paid(fact):
            return str(fact.latest["currency"])
        return self._unit_ids.get(repr(units(self.site, fact)), NO_UNIT)

    @cached_property
    def _unit_ids(self) -> Mapping[str, str]:
        return {repr(names): code for code, names in self.unit_codes.items()}

    def _in_default(self, words: Mapping[str, str]) -> str:
        return next(words[lang] for lang in self.site.spoken if lang in words)

    @cached_property
    def fact_codes(self) -> Codes:
        """The codes of the facts with their labels."""
        return {fact_code(each.key): _labels(each) for each in self.facts}


def coded_facts(site: Site, facts: Sequence[ObservedFact]) -> CodedFacts:
    """The facts that count something."""
    return CodedFacts(site, [fact for fact in facts if fact.counted])


def fact_code(key: str) -> str:
    """A key as the id of a code, which may have no point; keys have no hyphen."""
    return key.replace(".", "-")


def word_code(words: str) -> str:
    """Words of ours as the id of a code."""
    return words.upper().replace(" ", "_")


def _labels(fact: ObservedFact) -> Mapping[str, str]:
    return {lang: record["label"] for lang, record in fact.records.items()}


def _paid(fact: ObservedFact) -> bool:
    return bool(fact.latest.get("currency"))


def _slug(words: str) -> str:
    """Words of a unit as an id; percent as SDMX has it."""
    if words == "%":
        return "PT"
    return re.sub(r"[^A-Za-z0-9]+", "_", words).strip("_") or "UNIT"


def _free(code: str, taken: Codes) -> str:
    """A code that nothing else has."""
    tried, n = code, 1
    while tried in taken:
        n += 1
        tried = f"{code}_{n}"
    return tried


# The data


def sdmx_head() -> str:
    """The line that names the columns."""
    return csv_lines([["STRUCTURE", "STRUCTURE_ID", "ACTION", *(each.id for each in COMPONENTS)]])


def sdmx_rows(coded: CodedFacts, fact: ObservedFact) -> str:
    """The lines of a fact in the order of its ledger, none of one that counts nothing."""
    if not fact.counted:
        return ""
    start, columns = ["dataflow", coded.structure, "I"], [(c.id, c.id == FREE) for c in COMPONENTS]
    told = _rows(coded, fact)
    rows = ([in_csv(row.get(id_, ""), free) for id_, free in columns] for row in told)
    return csv_lines([*start, *row] for row in rows)


def _rows(coded: CodedFacts, fact: ObservedFact) -> Iterator[Mapping[str, str]]:
    same, code = Counter[tuple[str, str]](), fact_code(fact.key)
    shared = {"UNIT_MEASURE": coded.unit(fact), "KNOWN": lexical(fact.edition.known)}
    for line in fact.lines:
        vintage, period = lexical(line.reported), time_period(line)
        same[vintage, period] += 1
        at = {"FACT": code, "VINTAGE": vintage, "TIME_PERIOD": period}
        yield {**at, "LINE": str(same[vintage, period]), **_observed(fact, line), **shared}


def _observed(fact: ObservedFact, line: ObservedLine) -> Mapping[str, str]:
    value, record, (source, place) = fact.quantity(line), line.latest, line.citations[0]
    status = record.get("status")
    return {
        **(_measured(value) if value else NO_MEASURE),
        "OBS_STATUS": _status(value, record.get("value"), status),
        "VALUE_AS_WRITTEN": record.get("value", ""),
        "STATE": word_code(record["state"]),
        "SOURCE_STATUS": word_code(status) if status else "",
        "TRUE_FROM": record["on"],
        "TRUE_UNTIL": record.get("until", ""),
        "TRUE_BASIS": word_code(line.basis),
        "TRUE_OPEN": lexical(bool(record.get("open"))),
        "SOURCE": source,
        "SOURCE_PLACE": place,
    }


def _measured(value: Quantity) -> Mapping[str, str]:
    """The measures of a number: without a bound on a side where nothing bounds it."""
    bounds, alone = value.bounds, value.number if not value.high else None
    return {
        "OBS_VALUE": lexical(alone.amount) if alone and value.exact else NOT_A_NUMBER,
        "LOWER_BOUND": lexical(bounds.low) if bounds.low.is_finite() else "",
        "UPPER_BOUND": lexical(bounds.high) if bounds.high.is_finite() else "",
        "HEDGE": word_code(value.hedge or "none"),
        "HEDGED_NUMBER": lexical(alone.amount) if alone and not value.exact else "",
    }


def _status(value: Quantity | None, written: str | None, status: str | None) -> str:
    """The status of an observation: of one without an exact number, why it has none."""
    if written == Special.WITHHELD.value:
        return SUPPRESSED
    if value is None or not value.exact:
        return MISSING
    return TOLD[Status(status)] if status else NORMAL


NO_MEASURE = {"OBS_VALUE": NOT_A_NUMBER, "HEDGE": word_code("none")}
HEDGES = {word_code(hedge or "none"): hedge.value or "none" for hedge in Hedge}
