"""A number, its scale, the hedge that belongs to it, and what each hedge allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum
from types import MappingProxyType

from asof.diagnostics import WordError

SCALES: Mapping[str, int] = MappingProxyType(
    {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
)
MOST_DIGITS = 15

EXACT = Context(prec=100)  # sums of the largest and the smallest numbers are never rounded
_INFINITY = Decimal("Infinity")
_TENTH = Decimal("0.1")


class QuantityError(WordError):
    """A value that cannot be read or reckoned with: what is wrong, and what to type instead."""


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
        return self.digits.scaleb(zeros(self.scale), EXACT)

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
        return EXACT.subtract(self.high, self.low)

    @property
    def middle(self) -> Decimal:
        """The number halfway between two finite ends."""
        return EXACT.divide(EXACT.add(self.low, self.high), Decimal(2))

    def common(self, other: Bounds) -> Bounds:
        """The numbers that lie in both."""
        low = max((self.low, self.low_open), (other.low, other.low_open))
        high = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Bounds(*low, high[0], not high[1])

    def plus(self, other: Bounds) -> Bounds:
        """The sums of any number here and any number there."""
        return Bounds(
            EXACT.add(self.low, other.low),
            self.low_open or other.low_open,
            EXACT.add(self.high, other.high),
            self.high_open or other.high_open,
        )

    def within(self, other: Bounds) -> bool:
        """Whether every number here lies there."""
        return self.common(other) == self


def _from(low: Decimal, high: Decimal) -> Bounds:
    return Bounds(low, False, high, False)


def _around(n: Decimal) -> Bounds:
    """Within a tenth, either way."""
    tenth = EXACT.multiply(n.copy_abs(), _TENTH)
    return _from(EXACT.subtract(n, tenth), EXACT.add(n, tenth))


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


def zeros(scale: int) -> int:
    """How many zeros a scale stands for."""
    return len(str(scale)) - 1
