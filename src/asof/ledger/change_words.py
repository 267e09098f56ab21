"""How a change of a value reads in a language, and the record of it."""

from __future__ import annotations

from typing import Any

from asof.dates import Precision, When, ends, when_on
from asof.language import Language
from asof.ledger.facts import SeriesBreak, Status
from asof.ledger.printing import (
    counted,
    not_stated,
    observation_record,
    printed,
    text_in,
    unit_in,
)
from asof.ledger.rules_of_time import View
from asof.ledger.value_changes import ChangeOutcome, ValueChange
from asof.quantity import negative


def change_text(change: ValueChange, language: Language, *, count: bool = False) -> str:
    """A difference with its sign, and with its unit where it is counted; else why there is none."""
    if change.value is None or change.outcome is not ChangeOutcome.COMPUTED:
        return why_none(change, language)
    fact, unit = change.fact, unit_in(change.fact, language)
    say = language.counted if count or fact.measure.part_of_hundred else language.quantity
    return say(change.value, fact.currency, unit, signed=True)


def change_in_words(change: ValueChange, language: Language) -> str:
    """A difference in words: up 12, down about 100; what may be either keeps its signs."""
    if not (change.value and change.direction):
        return change_text(change, language)
    rises = change.direction > 0
    size = change.value if rises else negative(change.value)
    said = (counted if change.fact.measure.part_of_hundred else printed)(
        size, change.fact, language
    )
    return language.word("up_by" if rises else "down_by", value=said)


def why_none(change: ValueChange, language: Language, *, short: bool = False) -> str:
    """That nothing has changed, or why it cannot be told how much has."""
    lacks, word = change.lacks, f"change_{change.outcome}"
    if lacks is None:
        return language.word(word)
    if lacks.precision is Precision.INTERVAL:
        return language.word(f"{word}_between", days=language.span(*ends(lacks), short))
    told = {"day": language.date(lacks, short), "since": language.span(lacks, None, short)}
    return language.word(word, **told)


def days_compared(change: ValueChange, language: Language, *, short: bool = False) -> str:
    """Between which days: since November 9, 2020; or from that day to that of a later value."""
    days = [(change.since, change.before), (change.on, change.after)]
    remarks = dict.fromkeys(not_stated_of(day, view, language) for day, view in days)
    end = None if change.up_to_date else change.on
    return ", ".join(filter(None, (language.span(change.since, end, short), *remarks)))


def not_stated_of(day: When, view: View, language: Language) -> str:
    """That nobody states the day of a value, where its own is told."""
    true = view.current.true if view.current else None
    return not_stated(true, language) if true and true.start == day else ""


def correction_told(change: ValueChange, language: Language, *, short: bool = False) -> str:
    """That the value before was corrected, or revised as planned, after it had been reported."""
    if change.corrected is None or not change.computed:
        return ""
    word = "base_revised" if change.corrected.status is Status.REVISED else "base_corrected"
    return language.word(word, reported=language.date(when_on(change.corrected.reported), short))


def break_told(change: ValueChange, language: Language) -> str:
    """On which day the series is broken, and why."""
    return series_break_words(change.series_break, language) if change.series_break else ""


def series_break_words(found: SeriesBreak, language: Language) -> str:
    """On which day a series is broken, and why."""
    day = language.date(when_on(found.on))
    return language.word("series_break_told", day=day, reason=text_in(found.reason, language))


def change_record(change: ValueChange, language: Language) -> dict[str, Any]:
    """A change as records tell it: both values with their sources, and all that is told of them."""
    corrected, fact = change.corrected, change.after.fact
    record: dict[str, Any] = {
        "key": fact.key,
        "asked": change.asked.isoformat() if change.asked else None,
        "outcome": change.outcome,
        "value": str(change.value) if change.value else None,
        "text": change_text(change, language),
        "unit": unit_in(change.fact, language),
        "currency": change.fact.currency,
        "on": change.on.text,
        "since": change.since.text,
        "lacks": change.lacks.text if change.lacks else None,
        "before": [observation_record(o, fact, language) for o in change.before.chosen],
        "after": [observation_record(o, fact, language) for o in change.after.chosen],
        "corrected": corrected.reported.isoformat() if corrected else None,
        "break": break_told(change, language) or None,
        "behind": [str(o.place) for o in change.behind],
    }
    return {name: value for name, value in record.items() if value not in (None, [])}
