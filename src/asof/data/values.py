"""Reads the value of an observation as people write it."""

from __future__ import annotations

from collections.abc import Iterable

from asof import dates, quantity
from asof.data.schema import ObservationEntry
from asof.diagnostics import AsofError, Finding, error
from asof.located import Mapping_, Scalar, kind
from asof.model import Kind, Observation, Special, Text, Value

SPECIAL = {special.value: special for special in Special}
COUNTED = (Kind.NUMBER, Kind.MONEY)
WORDED = (Kind.TEXT, Kind.EVENT, Kind.STATEMENT)


def value(entry: ObservationEntry, sort: Kind | None, currency: str | None) -> Value | None:
    """The value, read by the fact's type or inferred from its form; raises AsofError."""
    raw = entry.value
    if raw is None and entry.retracts:
        return None
    if raw is None:
        raise AsofError(error(entry.place, "missing field 'value'"))
    if isinstance(raw, Mapping_):
        return _text(raw, sort)
    if not isinstance(raw, Scalar):
        raise AsofError(error(entry.at("value"), f"expected a value, found {kind(raw)}"))
    return _scalar(raw, Kind.MONEY if currency else sort)


def _text(raw: Mapping_, sort: Kind | None) -> Text:
    if sort in COUNTED or sort is Kind.DATE:
        raise AsofError(error(raw.place, f"a {sort} has one value for all languages"))
    for word, words in raw.items():
        if not isinstance(words, Scalar):
            told = f"expected a text for '{word}', found {kind(words)}"
            raise AsofError(error(raw.keys_at[word], told, "put each text in quotes"))
    return Text(dict(raw), raw.place)


def _scalar(raw: Scalar, sort: Kind | None) -> Value:
    if sort in WORDED:
        return Text({"": raw}, raw.place)
    if raw.strip() in SPECIAL:
        return SPECIAL[raw.strip()]
    if sort is Kind.DATE:
        return _date(raw)
    return _number(raw) if sort in COUNTED else _either(raw)


def _date(raw: Scalar) -> dates.When:
    try:
        return dates.parse(raw)
    except dates.DateError as problem:
        raise AsofError(error(raw.place, problem.message, problem.hint)) from None


def _number(raw: Scalar) -> quantity.Quantity:
    try:
        return quantity.parse(raw)
    except quantity.QuantityError as problem:
        raise AsofError(error(raw.place, problem.message, problem.hint)) from None


def _either(raw: Scalar) -> Value:
    """A number, else a date; other words need a type, so that a slip never becomes a text."""
    try:
        return quantity.parse(raw)
    except quantity.QuantityError as as_number:
        try:
            return dates.parse(raw)
        except dates.DateError as as_date:
            raise AsofError(_neither(raw, as_number, as_date)) from None


def _neither(
    raw: Scalar, as_number: quantity.QuantityError, as_date: dates.DateError
) -> Finding:
    if raw[:1].isdigit() and "-" in raw:
        return error(raw.place, as_date.message, as_date.hint)
    if any(letter.isdigit() for letter in raw):
        return error(raw.place, as_number.message, as_number.hint)
    hint = "write a number such as 'about 600' or a day, or give the fact a type: text"
    return error(raw.place, f"'{raw}' is neither a number nor a date", hint)


def infer(given: Kind | None, currency: str | None, observations: Iterable[Observation]) -> Kind:
    """What a fact's values are, where the file does not say."""
    if given:
        return given
    if currency:
        return Kind.MONEY
    values = [o.value for o in observations]
    if any(isinstance(v, Text) for v in values):
        return Kind.TEXT
    return Kind.DATE if any(isinstance(v, dates.When) for v in values) else Kind.NUMBER
