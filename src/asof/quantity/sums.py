"""Sums and differences of hedged values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from asof.quantity.values import (
    EXACT,
    SCALES,
    Bounds,
    Hedge,
    Number,
    Quantity,
    QuantityError,
    zeros,
)


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
    return next((q for q in totals if bounds.within(q.bounds)), None) or spanning(bounds)


def subtract(a: Quantity, b: Quantity) -> Quantity:
    """The difference, hedged as a sum is; raises QuantityError where nothing bounds it."""
    return add(a, negative(b))


def _totals(a: Quantity, b: Quantity) -> Iterator[Quantity]:
    """The sum of the two numbers under either hedge, where there are two numbers."""
    if a.number and b.number and not a.high and not b.high:
        total = _total(a.number, b.number)
        yield from (Quantity(hedge, total) for hedge in Hedge if hedge in (a.hedge, b.hedge))


def _total(a: Number, b: Number) -> Number:
    """The sum of two numbers, at the scale that says it best."""
    amount = EXACT.add(a.amount, b.amount)
    if a.scale == 1 or b.scale == 1:
        return _at_scale(amount, 1)
    return at_best_scale(amount, (a, b))


def at_best_scale(amount: Decimal, said: Sequence[Number]) -> Number:
    """An amount at the largest scale that it reaches, where one of some numbers has a scale."""
    if all(number.scale == 1 for number in said):
        return _at_scale(amount, 1)
    fitting = max((size for size in SCALES.values() if size <= amount.copy_abs()), default=1)
    known = fitting in {number.scale for number in said}
    return _at_scale(amount if known else EXACT.normalize(amount), fitting)


def _at_scale(amount: Decimal, scale: int) -> Number:
    """An amount said at a scale, without an exponent and without a minus before zero."""
    digits = EXACT.plus(amount.scaleb(-zeros(scale), EXACT))
    return Number(Decimal(f"{digits:f}"), scale)


def spanning(bounds: Bounds) -> Quantity:
    """A range, or one bound, that allows everything between two ends."""
    low, high = (_at_scale(EXACT.normalize(end), 1) for end in (bounds.low, bounds.high))
    if bounds.low == bounds.high:
        return Quantity(Hedge.NONE, low)
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


def span_of(values: Sequence[Quantity]) -> Quantity:
    """One value that allows whatever one of some values allows."""
    ends = [value.bounds for value in values]
    low = min((end.low, end.low_open) for end in ends)
    high = max((end.high, not end.high_open) for end in ends)
    return spanning(Bounds(*low, high[0], not high[1]))


def turned(hedge: Hedge) -> Hedge:
    """The hedge of what lies on the other side: the less for the more."""
    return _TURNED.get(hedge, hedge)


def negative(value: Quantity) -> Quantity:
    """What lies as far on the other side of zero."""
    if value.number and not value.high:
        return Quantity(turned(value.hedge), _opposite(value.number))
    bounds = value.bounds
    low, high = bounds.high.copy_negate(), bounds.low.copy_negate()
    return spanning(Bounds(low, bounds.high_open, high, bounds.low_open))


def _opposite(number: Number) -> Number:
    return Number(EXACT.minus(number.digits), number.scale)
