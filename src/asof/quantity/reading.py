"""Reads values as people write them, and says what to type instead of what is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from asof.diagnostics import closest
from asof.quantity.values import (
    EXACT,
    MOST_DIGITS,
    ROUND_NUMBERS,
    SCALES,
    Hedge,
    Number,
    Quantity,
    QuantityError,
)

HEDGE_WORDS: Mapping[str, Hedge] = MappingProxyType(
    {
        **{h.value: h for h in Hedge if h not in (Hedge.NONE, Hedge.RANGE, *ROUND_NUMBERS)},
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

_DIGITS = r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_NUMBER = rf"({_DIGITS})(?: ({'|'.join(SCALES)}))?"
_ONE = re.compile(_NUMBER, re.IGNORECASE)
_HEDGED = re.compile(rf"({'|'.join(HEDGE_WORDS)}) (.+)", re.IGNORECASE)
_RANGE = re.compile(
    rf"(?:from )?{_NUMBER} to {_NUMBER}|between {_NUMBER} and {_NUMBER}", re.IGNORECASE
)
_PADDED = re.compile("-?0[0-9]")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "−": "-"})


def parse_quantity(text: str) -> Quantity:
    """A value as people write it, such as `about 600` or `1.39 billion`; raises QuantityError."""
    plain = " ".join((text if text.isascii() else text.translate(_SPACES)).split())
    found = _read(plain)
    if found is None:
        raise _explained(text.strip(), plain)
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
        middle = Number(EXACT.normalize(_ranged(rest, ranged).nominal))
        raise QuantityError(
            f"a hedge before the range in '{plain}'", f"write '{rest}' or '{hedge} {middle}'"
        )
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
    if _PADDED.match(bare):
        raise QuantityError(f"leading zero in '{plain}'", f"write {Decimal(bare)}")
    if len(bare) > MOST_DIGITS and sum(each.isdigit() for each in bare) > MOST_DIGITS:
        raise QuantityError(f"too many digits in '{plain}'", f"{MOST_DIGITS} are the most")
    return Number(Decimal(bare), SCALES[scale.lower()] if scale else 1)


# What people type instead

_SIGNS: Mapping[str, str] = MappingProxyType(
    {"US$": "USD", "CA$": "CAD", "C$": "CAD", "$": "CAD", "€": "EUR", "£": "GBP", "¥": "JPY"}
)
_SCALE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **{word: word for word in SCALES},
        **{f"{word}s": word for word in SCALES},
        "k": "thousand",
        "m": "million",
        "b": "billion",
        "bn": "billion",
    }
)
_WRITE = "write a number, or one after: " + ", ".join(
    hedge for hedge in Hedge if hedge and hedge not in (Hedge.RANGE, *ROUND_NUMBERS)
)


def _explained(text: str, plain: str) -> QuantityError:
    """What is wrong with a text that is no value, and what to type instead."""
    if not plain:
        return QuantityError("empty value", _WRITE)
    told = (mistake(plain) for mistake in _MISTAKES)
    what, hint = next((found for found in told if found), ("not a number:", _WRITE))
    return QuantityError(f"{what} '{text}'", hint)


Told = tuple[str, str] | None


def _money(plain: str) -> Told:
    found = re.search(r"US\$|CA?\$|[$€£¥]", plain)
    if not found:
        return None
    rest = " ".join(plain.replace(found[0], " ").split())
    beside = f"the currency beside it: 'currency: {_SIGNS[found[0]]}'"
    return "money sign in", f"write {rest}, and {beside}"


def _per_cent(plain: str) -> Told:
    rest = re.sub(r" ?(%|per ?cent\b)", "", plain)
    hint = f"write {rest}, and the sign beside it: 'unit: \"%\"'"
    return ("per cent sign in", hint) if rest != plain else None


def _decimal_comma(plain: str) -> Told:
    found = re.fullmatch(r"(.*?-?[0-9]+),([0-9]+)(?: (\w+))?", plain)
    if not found or "," in found[1]:
        return None
    scale = _SCALE_WORDS.get(found[3], found[3]) if found[3] else ""
    return "decimal comma in", f"write {found[1]}.{found[2]} {scale}".rstrip()


def _points(plain: str) -> Told:
    found = re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3}){2,}", plain)
    return (
        ("thousands set apart by points in", f"write {plain.replace('.', ',')}") if found else None
    )


def _uneven(plain: str) -> Told:
    found = re.fullmatch(r"-?[0-9]+([ ,][0-9]+)+", plain)
    bare = int(re.sub("[ ,]", "", plain)) if found else 0
    return ("digits not in threes in", f"write {bare} or {bare:,}") if found else None


def _scale(plain: str) -> Told:
    found = re.fullmatch(rf"(.*?{_DIGITS}) ?([^\W\d_]+)", plain)
    scale = _SCALE_WORDS.get(found[2].lower()) if found else None
    return ("not a number:", f"write '{found[1]} {scale}'") if found and scale else None


def _dash(plain: str) -> Told:
    found = re.fullmatch(rf"({_NUMBER}) ?[-–—] ?({_NUMBER})", plain)
    return ("not a number:", f"write '{found[1]} to {found[4]}'") if found else None


def _unit(plain: str) -> Told:
    found = re.fullmatch(rf"((?:[^0-9-]+ )?{_NUMBER}) ?([^\W\d_].*)", plain)
    if not found:
        return None
    beside = f"what it counts beside it: 'unit: {found[4]}'"
    return "words after the number in", f"write {found[1]}, and {beside}"


def _hedge_alone(plain: str) -> Told:
    hedge = HEDGE_WORDS.get(plain.lower())
    return ("no number after", f"write '{hedge} 600'") if hedge else None


def _misspelt(plain: str) -> Told:
    found = re.fullmatch(rf"([^0-9]+) ({_NUMBER})", plain)
    hedge = closest(found[1].lower(), HEDGE_WORDS) if found else None
    return ("not a number:", f"did you mean '{hedge} {found[2]}'?") if found and hedge else None


_MISTAKES = (
    _money,
    _per_cent,
    _decimal_comma,
    _points,
    _uneven,
    _scale,
    _dash,
    _unit,
    _hedge_alone,
    _misspelt,
)
