"""Products and quotients of hedged values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from asof.quantity.sums import at_best_scale, spanning, turned
from asof.quantity.values import EXACT, Bounds, Hedge, Number, Quantity, QuantityError

_INFINITY = Decimal("Infinity")
End = tuple[Decimal, bool]  # an end of some bounds, and whether it is open


def multiply(a: Quantity, b: Quantity) -> Quantity:
    """The product: a hedge is kept where it allows every product of what the two allow.

    Raises QuantityError where nothing bounds it.
    """
    return _combined((a, b), times(a.bounds, b.bounds), (a.hedge, b.hedge), EXACT.multiply)


def divide(a: Quantity, b: Quantity) -> Quantity:
    """The quotient, hedged as a product is; raises QuantityError where `b` can be zero."""
    bounds = over(a.bounds, b.bounds)
    return _combined((a, b), bounds, (a.hedge, turned(b.hedge)), EXACT.divide)


def shifted(value: Quantity, places: int) -> Quantity:
    """A value times a power of ten, its digits as they were written."""
    if value.number is None:
        return multiply(value, Quantity(Hedge.NONE, Number(Decimal(1).scaleb(places))))
    high = value.high and _moved(value.high, places)
    return replace(value, number=_moved(value.number, places), high=high)


def _moved(number: Number, places: int) -> Number:
    return replace(number, digits=Decimal(f"{number.digits.scaleb(places, EXACT):f}"))


def rounded(value: Quantity, decimals: int) -> Quantity:
    """A value with so many decimals at its scale, halves away from zero; a range only widens."""
    if value.number is None:
        return value
    if value.high is None:
        return replace(value, number=_cut(value.number, decimals, ROUND_HALF_UP))
    low = _cut(value.number, decimals, ROUND_FLOOR)
    return replace(value, number=low, high=_cut(value.high, decimals, ROUND_CEILING))


def times(one: Bounds, other: Bounds) -> Bounds:
    """The products of any number here and any number there."""
    return _within(_product(x, y) for x in _ends(one) for y in _ends(other))


def over(one: Bounds, other: Bounds) -> Bounds:
    """The quotients of any number here by any there; raises QuantityError where one can be zero."""
    if Decimal(0) in other or other.low < 0 < other.high:
        raise QuantityError("what is divided by can be zero", "divide by a fact that cannot be")
    side = Decimal(1 if other.high > 0 else -1)
    return _within(_quotient(x, y, side) for x in _ends(one) for y in _ends(other))


def _ends(bounds: Bounds) -> tuple[End, End]:
    return (bounds.low, bounds.low_open), (bounds.high, bounds.high_open)


def _within(corners: Iterable[End]) -> Bounds:
    """What lies between the outermost corners; of equal ones, one that is reached counts."""
    found = list(corners)
    return Bounds(*min(found), *max(found, key=lambda end: (end[0], not end[1])))


def _product(one: End, other: End) -> End:
    """The product of two ends; zero times anything is zero, and reached where zero is."""
    zero = [is_open for number, is_open in (one, other) if number == 0]
    if zero:
        return Decimal(0), all(zero)
    return EXACT.multiply(one[0], other[0]), one[1] or other[1]


def _quotient(one: End, other: End, side: Decimal) -> End:
    """The quotient of two ends; zero, where it is not reached, is neared from one side."""
    if one[0] == 0 or other[0].is_infinite():
        return Decimal(0), one[1] if one[0] == 0 else True
    if other[0] == 0:
        return _INFINITY.copy_sign(one[0] * side), True
    return EXACT.divide(one[0], other[0]), one[1] or other[1]


def _combined(
    pair: tuple[Quantity, Quantity],
    bounds: Bounds,
    hedges: Iterable[Hedge],
    reckon: Callable[[Decimal, Decimal], Decimal],
) -> Quantity:
    """The value within some bounds: the result under one of the hedges, else what spans it."""
    if bounds.low.is_infinite() and bounds.high.is_infinite():
        told = f"'{pair[0]}' and '{pair[1]}' make no bounded number"
        raise QuantityError(told, "state the result as a fact of its own")
    for value in _hedged(pair, hedges, reckon):
        if bounds.within(value.bounds):
            return value
    return spanning(bounds)


def _hedged(
    pair: tuple[Quantity, Quantity],
    hedges: Iterable[Hedge],
    reckon: Callable[[Decimal, Decimal], Decimal],
) -> Iterator[Quantity]:
    """What is reckoned of two numbers under either hedge; none where a zero stands below."""
    a, b = pair
    if not (a.number and b.number) or a.high or b.high:
        return
    with suppress(ArithmeticError):  # over 0 is no zero, but its number is
        amount = EXACT.normalize(reckon(a.number.amount, b.number.amount))
        total = at_best_scale(amount, (a.number, b.number))
        values = (Quantity(h, total) for h in sorted(set(hedges), key=list(Hedge).index))
        yield from (v for v in values if v.exact == (a.exact and b.exact))


def _cut(number: Number, decimals: int, way: str) -> Number:
    step = Decimal(1).scaleb(-decimals)
    digits = number.digits.quantize(step, rounding=way, context=EXACT)
    whole = digits == digits.to_integral_value() and number.scale > 1
    return replace(number, digits=digits.to_integral_value() if whole else digits + 0)
