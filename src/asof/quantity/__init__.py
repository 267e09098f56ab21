"""Values as people write them: a number, its scale, and the hedge that belongs to it."""

from asof.quantity.products import divide, multiply, rounded, shifted
from asof.quantity.reading import FORMS, HEDGE_WORDS, HEDGES, UnreadableError, parse_quantity
from asof.quantity.sums import add, negative, span_of, subtract
from asof.quantity.values import (
    ALLOWS,
    MOST_DIGITS,
    ROUND_NUMBERS,
    SCALES,
    Bounds,
    Hedge,
    Number,
    Quantity,
    QuantityError,
    agree,
    exactness,
)

__all__ = [
    "ALLOWS",
    "FORMS",
    "HEDGES",
    "HEDGE_WORDS",
    "MOST_DIGITS",
    "ROUND_NUMBERS",
    "SCALES",
    "Bounds",
    "Hedge",
    "Number",
    "Quantity",
    "QuantityError",
    "UnreadableError",
    "add",
    "agree",
    "divide",
    "exactness",
    "multiply",
    "negative",
    "parse_quantity",
    "rounded",
    "shifted",
    "span_of",
    "subtract",
]
