"""Reads the value of an observation as people write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from asof import dates, quantity
from asof.data.schema import ObservationEntry
from asof.diagnostics import AsofError, Finding, error, meant
from asof.language import Languages, explain_date, explain_quantity
from asof.ledger import Fact, Observation, Progress, Special, Value, ValueKind
from asof.located import Mapping_, Scalar, kind
from asof.text import Text, scalar

SPECIAL = {special.value: special for special in Special}
COUNTED = (ValueKind.NUMBER, ValueKind.MONEY)
PROGRESS = tuple(each.value for each in Progress)
WORDED = (ValueKind.TEXT, ValueKind.EVENT, ValueKind.STATEMENT)

_IN_DIGITS = re.compile("write (?:FY)?[0-9]")  # the hint of a date that was understood
_LIKE_A_DATE = re.compile(r"[0-9]{4}[-/.][0-9]{1,2}(?![0-9,.])")


def sort(fields: Mapping_) -> ValueKind | None:
    """What a fact's fields, right or wrong, say of its values; words are whatever is misspelt."""
    if "currency" in fields:
        return ValueKind.MONEY
    given = fields.get("type")
    return None if given is None else next((k for k in ValueKind if k == given), ValueKind.TEXT)


def value(entry: ObservationEntry, wanted: ValueKind | None, spoken: Languages) -> Value | None:
    """The value, read by the fact's type or inferred from its form; raises AsofError."""
    raw = entry.value
    if raw is None and entry.retracts:
        return None
    if raw is None:
        raise AsofError(error(entry.place, "missing field 'value'"))
    if isinstance(raw, Text):
        return _text(raw, wanted)
    if not isinstance(raw, Scalar):
        raise AsofError(error(entry.at("value"), f"expected a value, found {kind(raw)}"))
    if wanted is ValueKind.PROGRESS:
        return _progress(raw, spoken)
    return Text({"": raw}, raw.place) if wanted in WORDED else _plain(raw, wanted)


def _text(words: Text, wanted: ValueKind | None) -> Text:
    if wanted in COUNTED or wanted in (ValueKind.DATE, ValueKind.PROGRESS):
        told = f"a {wanted} has one value for all languages"
        raise AsofError(error(words.place, told, "write it once, or give the fact the type: text"))
    return words


def _progress(raw: Scalar, spoken: Languages) -> Text:
    """How far some work is, in the words of every language."""
    if raw not in PROGRESS:
        told = f"'{raw}' does not say how far work is"
        hint = meant(raw, PROGRESS) or f"write one of {', '.join(PROGRESS)}"
        raise AsofError(error(raw.place, told, hint))
    word = Progress(raw).name_in_words
    words = {tag: each.words[word] for tag, each in spoken.known.items()}
    return Text({tag: scalar(words[tag], raw.place) for tag in words}, raw.place)


@lru_cache(maxsize=16384)  # values repeat; what is raised is not remembered, so its place is right
def _plain(raw: Scalar, wanted: ValueKind | None) -> Value:
    """A value that has no place: a number, a date, or that there is none."""
    if raw.strip() in SPECIAL:
        return SPECIAL[raw.strip()]
    if wanted is ValueKind.DATE:
        return _date(raw)
    return _number(raw) if wanted in COUNTED else _either(raw)


def _date(raw: Scalar) -> dates.When:
    try:
        return dates.parse_date(raw)
    except dates.DateError as caught:
        problem = explain_date(caught, raw)
        raise AsofError(error(raw.place, problem.message, problem.hint)) from None


def _number(raw: Scalar) -> quantity.Quantity:
    try:
        return quantity.parse_quantity(raw)
    except quantity.QuantityError as caught:
        problem = explain_quantity(caught, raw)
        day = _day(raw)
        hint = f"give the fact the type: date{day}" if day is not None else problem.hint
        raise AsofError(error(raw.place, problem.message, hint)) from None


def _day(raw: Scalar) -> str | None:
    """How a date is to be written that stands for a number, None where it is no date."""
    try:
        dates.parse_date(raw)
    except dates.DateError as caught:
        told = explain_date(caught, raw).hint
        return f", and {told}" if _IN_DIGITS.match(told) else None
    return ""


def _either(raw: Scalar) -> Value:
    """A number, else a date; other words need a type, so that a slip never becomes a text."""
    try:
        return quantity.parse_quantity(raw)
    except quantity.QuantityError as as_number:
        try:
            return dates.parse_date(raw)
        except dates.DateError as as_date:
            raise AsofError(_neither(raw, as_number, as_date)) from None


def _neither(raw: Scalar, as_number: quantity.QuantityError, as_date: dates.DateError) -> Finding:
    """What a value was meant to be, told as a number or as a date, or as both where it may be."""
    number, day = explain_quantity(as_number, raw), explain_date(as_date, raw)
    dated, like = _IN_DIGITS.match(day.hint), _LIKE_A_DATE.match(raw)
    if dated and not like and number.hint != quantity.FORMS:
        both = f"{day.hint}, or for a number {number.hint}"
        return error(raw.place, f"'{raw}' is neither a number nor a date", both)
    if dated or like:
        return error(raw.place, day.message, day.hint)
    if number.hint != quantity.FORMS:
        return error(raw.place, number.message, number.hint)
    hint = f"{quantity.FORMS}; or give the fact the type: text"
    return error(raw.place, f"'{raw}' is neither a number nor a date", hint)


def infer(
    given: ValueKind | None, currency: str | None, observations: Iterable[Observation]
) -> ValueKind:
    """What a fact's values are, where the file does not say."""
    if given:
        return given
    if currency:
        return ValueKind.MONEY
    values = [o.value for o in observations]
    if any(isinstance(v, Text) for v in values):
        return ValueKind.TEXT
    return ValueKind.DATE if any(isinstance(v, dates.When) for v in values) else ValueKind.NUMBER


def unlike_kinds(fact: Fact) -> Iterator[Finding]:
    """The values of a fact that are not of its kind: a date among numbers, a number among words."""
    sort = dates.When if fact.kind is ValueKind.DATE else Text
    form = quantity.Quantity if fact.kind in COUNTED else sort
    for each in fact.observations:
        if each.value is not None and not isinstance(each.value, Special | form):
            told = f"this value is no {fact.kind}, but others of this fact are"
            yield error(each.place, told, "keep to one kind of value in a fact")
