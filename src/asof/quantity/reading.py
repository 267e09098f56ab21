"""Reads values in the notation of files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from asof.quantity.values import (
    MOST_DIGITS,
    ROUND_NUMBERS,
    SCALES,
    Hedge,
    Number,
    Quantity,
    QuantityError,
)

HEDGES = tuple(h for h in Hedge if h and h not in (Hedge.RANGE, *ROUND_NUMBERS))
HEDGE_WORDS: Mapping[str, Hedge] = MappingProxyType(
    {
        **{hedge.value: hedge for hedge in HEDGES},
        "approximately": Hedge.ABOUT,
        "around": Hedge.ABOUT,
        "roughly": Hedge.ABOUT,
        "almost": Hedge.NEARLY,
        "no more than": Hedge.AT_MOST,
        "a maximum of": Hedge.AT_MOST,
        "as much as": Hedge.AS_MANY_AS,
        "less than": Hedge.FEWER_THAN,
    }
)
_COLLECTIVES: Mapping[str, Hedge] = MappingProxyType(
    {
        **{f"in the {hedge}": hedge for hedge in ROUND_NUMBERS},
        **{hedge.value: hedge for hedge in ROUND_NUMBERS},
        "dozens": Hedge.TENS,
    }
)

_DIGITS = r"-?(?:[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)|0|[1-9][0-9]*)(?:\.[0-9]+)?"
_IN_DOUBT = r"-?[1-9][0-9]{0,2}\.000(?![0-9])"  # 140.000 is 140 here and 140,000 elsewhere
# With a capital a Billion is German, and a thousand times as much.
_NUMBER = rf"((?!{_IN_DOUBT}){_DIGITS})(?: ((?-i:{'|'.join(SCALES)})))?"
_ONE = re.compile(_NUMBER, re.IGNORECASE)
_HEDGED = re.compile(rf"({'|'.join(HEDGE_WORDS)}) (.+)", re.IGNORECASE)
_RANGE = re.compile(
    rf"(?:from )?{_NUMBER} to {_NUMBER}|between {_NUMBER} and {_NUMBER}", re.IGNORECASE
)
FORMS = (
    "write a number such as 600, 0.5 or 1.39 million, a range such as 300 to 400, or a number "
    f"after: {', '.join(HEDGES)}"
)
_FEWER = f"write it with no more than {MOST_DIGITS} digits, such as 1.39 billion"
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "−": "-"})


class UnreadableError(QuantityError):
    """A value in none of the forms that values have."""


def parse_quantity(text: str) -> Quantity:
    """A value as people write it, such as `about 600` or `1.39 billion`; raises QuantityError."""
    plain = " ".join((text if text.isascii() else text.translate(_SPACES)).split())
    found = _read(plain)
    if found is None:
        told = f"not a number: '{text.strip()}'" if plain else "empty value"
        raise UnreadableError(told, FORMS)
    return found


def _read(plain: str) -> Quantity | None:
    """A value in its one notation, or None."""
    if one := _ONE.fullmatch(plain):
        return Quantity(Hedge.NONE, _number(plain, one[1], one[2]))
    if collective := _COLLECTIVES.get(plain.lower()):
        return Quantity(collective, None)
    if hedged := _HEDGED.fullmatch(plain):
        return _hedged(plain, HEDGE_WORDS[hedged[1].lower()], hedged[2])
    ranged = _RANGE.fullmatch(plain)
    return _ranged(plain, ranged) if ranged else None


def _hedged(plain: str, hedge: Hedge, rest: str) -> Quantity | None:
    """A hedge and the number after it."""
    if ranged := _RANGE.fullmatch(rest):
        written = _ranged(rest, ranged)
        raise QuantityError(f"a hedge before the range in '{plain}'", f"write '{written}'")
    one = _ONE.fullmatch(rest)
    found = Quantity(hedge, _number(plain, one[1], one[2])) if one else None
    if found and found.bounds.empty:
        raise QuantityError(f"nothing is {plain.lower()}", "write 0, or 'fewer than' some number")
    return found


def _ranged(plain: str, found: re.Match[str]) -> Quantity:
    """Two numbers, the smaller first; the first may leave its scale to the second."""
    low_digits, low_scale, high_digits, high_scale = found.groups()[0 if found[1] else 4 :][:4]
    low = _number(plain, low_digits, low_scale or high_scale)
    high = _number(plain, high_digits, high_scale)
    if low.amount < high.amount:
        return Quantity(Hedge.RANGE, low, high)
    if low.amount == high.amount:
        raise QuantityError(f"range '{plain}' has one number", f"write {high}")
    ordered = Quantity(Hedge.RANGE, high, low)
    raise QuantityError(f"range '{plain}' runs backwards", f"write {ordered}")


def _number(plain: str, digits: str, scale: str | None) -> Number:
    """Digits with their separators, and a scale word."""
    bare = digits.replace(",", "").replace(" ", "")
    begin = bare[: MOST_DIGITS + 3]  # a sign and a point are no digits; an attacker's are many
    if len(bare) > MOST_DIGITS and sum(map(str.isdigit, begin)) > MOST_DIGITS:
        raise QuantityError(f"too many digits in '{plain}'", _FEWER)
    return Number(Decimal(bare), SCALES[scale.lower()] if scale else 1)
