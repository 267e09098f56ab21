"""Values as people write them: a number, its scale, and the hedge that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum
from types import MappingProxyType

from asof.diagnostics import closest

SCALES: Mapping[str, int] = MappingProxyType(
    {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
)
MOST_DIGITS = 15

_EXACT = Context(prec=100)  # sums of the largest and the smallest numbers are never rounded
_INFINITY = Decimal("Infinity")
_TENTH = Decimal("0.1")


class QuantityError(ValueError):
    """A value that cannot be read or reckoned with: what is wrong, and what to type instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Hedge(StrEnum):
    """What stands before a number and belongs to it."""

    NONE = ""
    EXACTLY = "exactly"
    ABOUT = "about"
    SOME = "some"
    NEARLY = "nearly"
    OVER = "over"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    UP_TO = "up to"
    AT_MOST = "at most"
    AS_MANY_AS = "as many as"
    FEWER_THAN = "fewer than"
    RANGE = "range"
    TENS = "tens"
    HUNDREDS = "hundreds"
    THOUSANDS = "thousands"


@dataclass(frozen=True, slots=True)
class Number:
    """Digits as they were written, and the scale word after them: 1.39 and a billion."""

    digits: Decimal
    scale: int = 1

    @property
    def amount(self) -> Decimal:
        """The number itself."""
        return self.digits.scaleb(_zeros(self.scale))

    def __str__(self) -> str:
        word = next((f" {word}" for word, size in SCALES.items() if size == self.scale), "")
        return f"{self.digits:f}{word}"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers between two ends; an open end is not one of them."""

    low: Decimal
    low_open: bool
    high: Decimal
    high_open: bool

    def __contains__(self, amount: Decimal) -> bool:
        above = amount > self.low if self.low_open else amount >= self.low
        return above and (amount < self.high if self.high_open else amount <= self.high)

    @property
    def empty(self) -> bool:
        """Whether there is no number between the ends."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    @property
    def width(self) -> Decimal:
        """How far the ends are apart."""
        return _EXACT.subtract(self.high, self.low)

    @property
    def middle(self) -> Decimal:
        """The number halfway between two finite ends."""
        return _EXACT.divide(_EXACT.add(self.low, self.high), Decimal(2))

    def common(self, other: Bounds) -> Bounds:
        """The numbers that lie in both."""
        low = max((self.low, self.low_open), (other.low, other.low_open))
        high = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Bounds(*low, high[0], not high[1])

    def plus(self, other: Bounds) -> Bounds:
        """The sums of any number here and any number there."""
        return Bounds(
            _EXACT.add(self.low, other.low),
            self.low_open or other.low_open,
            _EXACT.add(self.high, other.high),
            self.high_open or other.high_open,
        )

    def within(self, other: Bounds) -> bool:
        """Whether every number here lies there."""
        return self.common(other) == self


def _from(low: Decimal, high: Decimal) -> Bounds:
    return Bounds(low, False, high, False)


def _around(n: Decimal) -> Bounds:
    """Within a tenth, either way."""
    tenth = _EXACT.multiply(n.copy_abs(), _TENTH)
    return _from(_EXACT.subtract(n, tenth), _EXACT.add(n, tenth))


def _short_of(n: Decimal) -> Bounds:
    """Within a tenth, on the side of zero, and not quite there."""
    near = _around(n)
    return Bounds(near.low, False, n, True) if n > 0 else Bounds(n, True, near.high, False)


def _above(n: Decimal) -> Bounds:
    return Bounds(n, True, _INFINITY, True)


def _no_less(n: Decimal) -> Bounds:
    return Bounds(n, False, _INFINITY, True)


def _no_more(n: Decimal) -> Bounds:
    return Bounds(-_INFINITY, True, n, False)


def _below(n: Decimal) -> Bounds:
    return Bounds(-_INFINITY, True, n, True)


def _up_to_ten_times(n: Decimal) -> Bounds:
    return Bounds(n, False, 10 * n, True)


# What each hedge allows the true number to be: `n` is the number written after it, for a range
# both of its numbers, and for tens, hundreds and thousands 10, 100 and 1000. "About" and "some"
# allow a tenth either way, "nearly" a tenth towards zero. No other hedge is known.
ALLOWS: Mapping[Hedge, Callable[..., Bounds]] = MappingProxyType(
    {
        Hedge.NONE: lambda n: _from(n, n),
        Hedge.EXACTLY: lambda n: _from(n, n),
        Hedge.ABOUT: _around,
        Hedge.SOME: _around,
        Hedge.NEARLY: _short_of,
        Hedge.OVER: _above,
        Hedge.MORE_THAN: _above,
        Hedge.AT_LEAST: _no_less,
        Hedge.UP_TO: _no_more,
        Hedge.AT_MOST: _no_more,
        Hedge.AS_MANY_AS: _no_more,
        Hedge.FEWER_THAN: _below,
        Hedge.RANGE: _from,
        Hedge.TENS: _up_to_ten_times,
        Hedge.HUNDREDS: _up_to_ten_times,
        Hedge.THOUSANDS: _up_to_ten_times,
    }
)
ROUND_NUMBERS: Mapping[Hedge, Decimal] = MappingProxyType(
    {Hedge.TENS: Decimal(10), Hedge.HUNDREDS: Decimal(100), Hedge.THOUSANDS: Decimal(1000)}
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its hedge; a range has two, and "in the hundreds" has none."""

    hedge: Hedge
    number: Number | None
    high: Number | None = None

    @property
    def bounds(self) -> Bounds:
        """What the true number may be."""
        told = [each.amount for each in (self.number, self.high) if each]
        return ALLOWS[self.hedge](*(told or [ROUND_NUMBERS[self.hedge]]))

    @property
    def exact(self) -> bool:
        """Whether one number, and no other, is meant."""
        return self.hedge in (Hedge.NONE, Hedge.EXACTLY)

    @property
    def nominal(self) -> Decimal:
        """The one number to compare and to draw: the one written, else the middle."""
        if self.number and not self.high:
            return self.number.amount
        return self.bounds.middle

    def __str__(self) -> str:
        if self.number is None:
            return f"in the {self.hedge}"
        if self.high is None:
            return f"{self.hedge} {self.number}".lstrip()
        low = Number(self.number.digits) if self.number.scale == self.high.scale else self.number
        return f"{low} to {self.high}"


def agree(values: Sequence[Quantity]) -> bool:
    """Whether one number can satisfy all of these values."""
    common = _from(-_INFINITY, _INFINITY)
    for value in values:
        common = common.common(value.bounds)
    return not common.empty


def exactness(value: Quantity) -> tuple[bool, Decimal, Decimal]:
    """A key to sort by: exact values come last, before them the narrower and the tighter ones."""
    bounds = value.bounds
    tight = bounds.low if bounds.low.is_finite() else bounds.high.copy_negate()
    return value.exact, bounds.width.copy_negate(), tight


# Reckoning


def add(a: Quantity, b: Quantity) -> Quantity:
    """The sum: a hedge is kept where it allows every sum of what the two allow.

    Raises QuantityError where nothing bounds the sum.
    """
    bounds = a.bounds.plus(b.bounds)
    if bounds.low.is_infinite() and bounds.high.is_infinite():
        raise QuantityError(
            f"'{a}' and '{b}' add up to no bounded number",
            "leave one of them out, or state the total as a fact of its own",
        )
    totals = (q for q in _totals(a, b) if q.exact == (a.exact and b.exact))
    return next((q for q in totals if bounds.within(q.bounds)), None) or _spanning(bounds)


def subtract(a: Quantity, b: Quantity) -> Quantity:
    """The difference, hedged as a sum is; raises QuantityError where nothing bounds it."""
    return add(a, _negative(b))


def _totals(a: Quantity, b: Quantity) -> Iterator[Quantity]:
    """The sum of the two numbers under either hedge, where there are two numbers."""
    if a.number and b.number and not a.high and not b.high:
        total = _total(a.number, b.number)
        yield from (Quantity(hedge, total) for hedge in Hedge if hedge in (a.hedge, b.hedge))


def _total(a: Number, b: Number) -> Number:
    """The sum of two numbers, at the scale that says it best."""
    amount = _EXACT.add(a.amount, b.amount)
    if a.scale == 1 or b.scale == 1:
        return _at_scale(amount, 1)
    fitting = max((size for size in SCALES.values() if size <= amount.copy_abs()), default=1)
    return _at_scale(amount if fitting in (a.scale, b.scale) else _EXACT.normalize(amount), fitting)


def _at_scale(amount: Decimal, scale: int) -> Number:
    """An amount said at a scale, without an exponent and without a minus before zero."""
    digits = _EXACT.plus(amount.scaleb(-_zeros(scale), _EXACT))
    return Number(Decimal(f"{digits:f}"), scale)


def _spanning(bounds: Bounds) -> Quantity:
    """A range, or one bound, that allows everything between two ends."""
    low, high = (_at_scale(_EXACT.normalize(end), 1) for end in (bounds.low, bounds.high))
    if bounds.high.is_infinite():
        return Quantity(Hedge.MORE_THAN if bounds.low_open else Hedge.AT_LEAST, low)
    if bounds.low.is_infinite():
        return Quantity(Hedge.FEWER_THAN if bounds.high_open else Hedge.AT_MOST, high)
    return Quantity(Hedge.RANGE, low, high)


_TURNED: Mapping[Hedge, Hedge] = MappingProxyType(
    {
        Hedge.OVER: Hedge.FEWER_THAN,
        Hedge.MORE_THAN: Hedge.FEWER_THAN,
        Hedge.AT_LEAST: Hedge.AT_MOST,
        Hedge.UP_TO: Hedge.AT_LEAST,
        Hedge.AT_MOST: Hedge.AT_LEAST,
        Hedge.AS_MANY_AS: Hedge.AT_LEAST,
        Hedge.FEWER_THAN: Hedge.MORE_THAN,
    }
)


def _negative(value: Quantity) -> Quantity:
    """What lies as far on the other side of zero."""
    if value.number and not value.high:
        return Quantity(_TURNED.get(value.hedge, value.hedge), _opposite(value.number))
    bounds = value.bounds
    low, high = bounds.high.copy_negate(), bounds.low.copy_negate()
    return _spanning(Bounds(low, bounds.high_open, high, bounds.low_open))


def _opposite(number: Number) -> Number:
    return Number(_EXACT.minus(number.digits), number.scale)


def _zeros(scale: int) -> int:
    return len(str(scale)) - 1


# Reading

_HEDGES: Mapping[str, Hedge] = MappingProxyType(
    {
        **{hedge.value: hedge for hedge in Hedge if hedge not in (Hedge.NONE, Hedge.RANGE)},
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
_HEDGED = re.compile(
    rf"({'|'.join(h for h in _HEDGES if h not in _COLLECTIVES)}) (.+)", re.IGNORECASE
)
_RANGE = re.compile(
    rf"(?:from )?{_NUMBER} to {_NUMBER}|between {_NUMBER} and {_NUMBER}", re.IGNORECASE
)
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "−": "-"})


def parse(text: str) -> Quantity:
    """A value as people write it, such as `about 600` or `1.39 billion`; raises QuantityError."""
    plain = " ".join(text.translate(_SPACES).split())
    found = _read(plain)
    if found is None:
        raise _explained(text.strip(), plain)
    return found


def _read(plain: str) -> Quantity | None:
    """A value in its one notation, or None."""
    if collective := _COLLECTIVES.get(plain.lower()):
        return Quantity(collective, None)
    if hedged := _HEDGED.fullmatch(plain):
        return _hedged(plain, _HEDGES[hedged[1].lower()], hedged[2])
    if ranged := _RANGE.fullmatch(plain):
        return _ranged(plain, ranged)
    one = _ONE.fullmatch(plain)
    return Quantity(Hedge.NONE, _number(plain, one[1], one[2])) if one else None


def _hedged(plain: str, hedge: Hedge, rest: str) -> Quantity | None:
    """A hedge and the number after it."""
    if ranged := _RANGE.fullmatch(rest):
        middle = Number(_EXACT.normalize(_ranged(rest, ranged).nominal))
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
    if re.match("-?0[0-9]", bare):
        raise QuantityError(f"leading zero in '{plain}'", f"write {Decimal(bare)}")
    if sum(each.isdigit() for each in bare) > MOST_DIGITS:
        raise QuantityError(f"too many digits in '{plain}'", f"{MOST_DIGITS} are the most")
    return Number(Decimal(bare), SCALES[scale.lower()] if scale else 1)


# What people type instead

_SIGNS: Mapping[str, str] = MappingProxyType(
    {"US$": "USD", "CA$": "CAD", "C$": "CAD", "$": "CAD", "€": "EUR", "£": "GBP", "¥": "JPY"}
)
_FRENCH: Mapping[str, Hedge] = MappingProxyType(
    {
        "exactement": Hedge.EXACTLY,
        "environ": Hedge.ABOUT,
        "quelque": Hedge.SOME,
        "près de": Hedge.NEARLY,
        "plus de": Hedge.MORE_THAN,
        "au moins": Hedge.AT_LEAST,
        "jusqu’à": Hedge.UP_TO,
        "jusqu'à": Hedge.UP_TO,
        "au plus": Hedge.AT_MOST,
        "moins de": Hedge.FEWER_THAN,
    }
)
_SCALE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **{word: word for word in SCALES},
        **{f"{word}s": word for word in SCALES},
        "milliard": "billion",
        "milliards": "billion",
        "mille": "thousand",
        "k": "thousand",
        "m": "million",
        "b": "billion",
        "bn": "billion",
    }
)
_WORDS_FOR_NUMBERS = frozenset(
    ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen")
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
    rest = re.sub(r" ?(%|per ?cent\b|pour cent\b)", "", plain)
    hint = f"write {rest}, and the sign beside it: 'unit: \"%\"'"
    return ("per cent sign in", hint) if rest != plain else None


def _french(plain: str) -> Told:
    word = next((word for word in _FRENCH if plain.lower().startswith(f"{word} ")), None)
    if not word:
        return None
    return "not a number:", f"write '{_FRENCH[word]}{plain[len(word) :]}'; it prints in French"


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
    hedge = _HEDGES.get(plain.lower())
    return ("no number after", f"write '{hedge} 600'") if hedge else None


def _in_words(plain: str) -> Told:
    spelled = _WORDS_FOR_NUMBERS & set(re.split("[ -]", plain.lower()))
    return ("not a number:", "write numbers in digits") if spelled else None


def _misspelt(plain: str) -> Told:
    found = re.fullmatch(rf"([^0-9]+) ({_NUMBER})", plain)
    hedge = closest(found[1].lower(), _HEDGES) if found else None
    return ("not a number:", f"did you mean '{hedge} {found[2]}'?") if found and hedge else None


_MISTAKES = (
    _money,
    _per_cent,
    _french,
    _decimal_comma,
    _points,
    _uneven,
    _scale,
    _dash,
    _unit,
    _hedge_alone,
    _in_words,
    _misspelt,
)
