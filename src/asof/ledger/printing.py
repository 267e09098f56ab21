"""How values read in a language, and the record of what an edition made of a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from asof.dates import When, ends, when_on
from asof.diagnostics import AsofError, Finding, Location, error
from asof.language import Language, typeset_in
from asof.ledger.changes import Change, Sort
from asof.ledger.facts import (
    Citation,
    Fact,
    Observation,
    Period,
    Special,
    Status,
    Value,
    Wording,
)
from asof.ledger.rules_of_time import Standing, View
from asof.located import Scalar
from asof.quantity import Number, Quantity
from asof.text import Text, key_for

MOST_NAMED = 3  # of what has not reported, beside a total


def printed(value: Value | None, fact: Fact, language: Language) -> str:
    """A value with its hedge, as a page in the language prints it."""
    if isinstance(value, Quantity):
        return language.quantity(value, fact.currency, unit_in(fact, language))
    if isinstance(value, When):
        return date_value(value, language)
    if isinstance(value, Text):
        return text_in(value, language)
    word = language.word("none" if value is Special.NONE else "not_public")
    return word.replace(" ", "\u00a0")


def date_value(value: When, language: Language, short: bool = False) -> str:
    """A date that is a value itself: an interval is a length of time, as ISO 8601-2 has it.

    Only where it says when something else was true does one stand for a day in doubt.
    """
    begin, end = ends(value)
    return language.date(value, short) if begin == end else language.span(begin, end, short)


def counted(value: Value | None, fact: Fact, language: Language) -> str:
    """A value and its unit as one phrase: about 100 members."""
    if isinstance(value, Quantity):
        return language.counted(value, fact.currency, unit_in(fact, language))
    return printed(value, fact, language)


def time_in(true: Period, language: Language, short: bool = False) -> str:
    """When a value was true: a time, in doubt or not, or a length of time with its two ends.

    A beginning that nobody states is told as such, or left out before a stated end.
    """
    if true.end and not true.stated:
        return language.span(None, true.end, short)
    told = language.span(true.start, true.end, short) if true.lasts else ""
    remark = not_stated(true, language)
    return (told or language.date(true.start, short)) + (f" ({remark})" if remark else "")


def start_in(true: Period, language: Language, short: bool = False) -> str:
    """When a value began to be true, told as assumed or inferred where nobody states it."""
    told = language.date(true.start, short), not_stated(true, language)
    return ", ".join(filter(None, told))


def not_stated(true: Period, language: Language) -> str:
    """That nobody states when it began."""
    return "" if true.stated else language.word("date_assumed" if true.assumed else "inferred")


def flag(status: Status | None, language: Language) -> str:
    """The letter of a status as statistics offices set it: (p); a claim has none, but a speaker."""
    has_letter = status is not None and status is not Status.CLAIM
    return f"({language.word(f'flag_{status}')})" if has_letter else ""


def text_in(text: Text | None, language: Language) -> str:
    """The words of a text as a page prints them, empty where there is no text.

    Raises AsofError where the text has no words in the language: it never prints blank.
    """
    if text is None:
        return ""
    other, words = other_language(text, language), words_in(text, language)
    return typeset_in(other, words) if other else language.typeset(words)


def other_language(text: Text, language: Language) -> str:
    """The language of words that somebody else wrote, where it is not the page's; else none."""
    return "" if text.spoken.split("-")[0] == language.short else text.spoken


def words_in(text: Text, language: Language) -> Scalar:
    """The words of a text as they are written; raises AsofError where they are missing."""
    words = text.get(language.tag)
    if words is None:
        raise AsofError(missing_words("text", text.place, text.by, language))
    return words


def unit_in(fact: Fact, language: Language) -> Mapping[str, str] | None:
    """The unit's words, by plural category; raises AsofError where they are missing."""
    unit = fact.unit_in(language.tag)
    if fact.unit is not None and unit is None:
        raise AsofError(missing_words("unit", fact.unit_place, fact.unit, language))
    return language.unit(unit) if unit else None


def missing_words(what: str, place: Location, given: Iterable[str], language: Language) -> Finding:
    """A translation that is missing."""
    name = key_for(language.tag, given)
    return error(place, f"no {what} for '{name}'", f"add {name}: …", "missing-translation")


def told_value(view: View, language: Language) -> str:
    """What an edition prints for a fact: its value, both of a dispute, or that it ended."""
    if view.standing is Standing.UNKNOWN:
        return language.word("unknown")
    values = [printed(o.value, view.fact, language) for o in view.chosen]
    return language.either(values)


def same_words(change: Change, language: Language) -> bool:
    """Whether a change leaves the words of a value as they were: only its standing is another."""
    return told_value(change.before, language) == told_value(change.after, language)


def ended(view: View, language: Language) -> str:
    """That a lapsed fact ended, or was not renewed as far as known (rule 5).

    Where what came next may have begun already, it says when.
    """
    last = view.current.true.last if view.current else None
    if last is None:
        return ""
    said = {"day": language.date(when_on(last))}
    if view.possible:
        time = language.date(view.possible[-1].true.start)
        return language.word("ended_perhaps", **said, time=time)
    return language.word("ended", **said)


def lacking(view: View, language: Language, named_in: Language | None = None) -> str:
    """Which reports a total lacks: 19 of 21 have reported; Arnsberg as of November 8, 2020.

    Facts are named in the language, or in another.
    """
    lacks, expected = len(view.missing), len(view.reports)
    counts = {"reported": expected - lacks, "expected": expected}
    told_ = {name: language.number(Number(Decimal(n))) for name, n in counts.items()}
    return "; ".join(
        [language.word("have_reported", **told_), *_late(view, language, named_in or language)]
    )


def _late(view: View, language: Language, named_in: Language) -> Iterator[str]:
    """The last days of what has not reported; of many, or of one name, that it is in the total."""
    names = [text_in(report.fact.label, named_in) for report in view.missing]
    if len(set(names)) < len(names) or len(names) > MOST_NAMED:
        yield language.word("rest_reported")
        return
    for name, report in zip(names, view.missing, strict=True):
        yield f"{name} {language.as_of(when_on(report.day))}"


def whose_estimate(o: Observation, language: Language, named_in: Language | None = None) -> str:
    """Whose estimate a value is: by the Pilots, an estimate; nothing for other values."""
    by = text_in(o.by, named_in or language) if o.status is Status.ESTIMATE else ""
    return language.word("estimate_by", by=by) if by else ""


def status_words(o: Observation, language: Language, named_in: Language | None = None) -> str:
    """What its source calls a value, in words where a letter would not be explained.

    Whose estimate it is, is named in the language, or in another.
    """
    word = language.word(f"status_{o.status}") if flag(o.status, language) else ""
    return whose_estimate(o, language, named_in) or word


def why_changed(change: Change, language: Language) -> str:
    """Why a fact reads otherwise than before, as a reader is told it."""
    view, now = change.after, change.after.current
    if change.sort is Sort.LAPSED:
        return ended(view, language)
    if change.sort is Sort.REMOVED:
        return language.word("why_removed")
    if change.sort is Sort.WITHDRAWN:
        return language.word("why_withdrawn", reason=_taken_back(change, language))
    told_ = [o.reported for o in view.chosen]
    reported = view.reported if change.sort is Sort.STALE else max(told_, default=None)
    if not (now and reported):
        return language.word(f"why_{change.sort}")
    on = start_in(now.true, language, short=True)
    told = language.date(when_on(reported), short=True)
    return language.word(f"why_{change.sort}", on=on, reported=told)


def _taken_back(change: Change, language: Language) -> str:
    """The reason that a source gave for taking a value back."""
    reasons = [o.retracts for o, _ in change.after.states if o.retracts]
    return text_in(reasons[-1], language) if reasons else language.word("nothing_stated")


def recorded_value(o: Observation, fact: Fact) -> str:
    """A value as a record keeps it: as it was typed, or what a formula made of its parts."""
    if not fact.derived:
        return o.written
    if isinstance(o.value, Special):
        return o.value.value
    return str(o.value) if isinstance(o.value, Quantity) else ""


def observation_record(o: Observation, fact: Fact, language: Language) -> dict[str, Any]:
    """An observation as records and answers tell it."""
    text = printed(o.value, fact, language) if o.value is not None else ""
    record: dict[str, Any] = {
        "value": recorded_value(o, fact) or text,
        "text": text,
        "on": o.true.start.text,
        "until": o.true.end.text if o.true.end else None,
        "open": o.true.open,
        "inferred": o.true.inferred,
        "assumed": o.true.assumed,
        "reported": o.reported.isoformat(),
        "source": [str(c) for c in o.citations],
        "by": text_in(o.by, language) or None,
        "status": o.status,
        "reason": text_in(o.reason, language) or None,
        "note": text_in(o.note, language) or None,
    }
    return {name: value for name, value in record.items() if value not in (None, False, "")}


def view_record(view: View, language: Language) -> dict[str, Any]:
    """A fact in an edition as records tell it: enough to know whether it would print the same."""
    fact = view.fact
    record: dict[str, Any] = {
        "key": view.key,
        "label": text_in(fact.label, language),
        "where": text_in(fact.where, language) or None,
        "counts": text_in(fact.counts, language) or None,
        "unit": unit_in(fact, language),
        "currency": fact.currency,
        "kind": fact.kind,
        "fixed": fact.fixed or None,
        "words": fact.words if fact.words is Wording.VERBATIM else None,
        "review_in": fact.review_in.text,
        "standing": view.standing,
        "text": told_value(view, language),
        "chosen": [observation_record(o, fact, language) for o in view.chosen],
        "history": [observation_record(o, fact, language) for o in view.history],
        "claims": [observation_record(o, fact, language) for o in view.claims],
        "possible": [observation_record(o, fact, language) for o in view.possible],
        "supported": view.supported.isoformat() if view.supported else None,
        "overdue": view.overdue or None,
        "missing": [[report.fact.key, report.day.isoformat()] for report in view.missing],
    }
    return {name: value for name, value in record.items() if value not in (None, [])}


def source_record(citation: Citation, language: Language) -> dict[str, Any]:
    """A source as records tell it."""
    source = citation.source
    return {
        "id": source.id,
        "title": text_in(source.title, language),
        "publisher": text_in(source.publisher, language),
        "published": source.published.text,
        "reported": source.reported.isoformat(),
    }
