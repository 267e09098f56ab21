"""Which quarter of the rows a value is in, so that a column of a table can be shaded by it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from decimal import Decimal

from asof.ledger import Special, View
from asof.quantity import Quantity

QUARTERS = ("quarter_lowest", "quarter_second", "quarter_third", "quarter_highest")  # words


def quarters(views: Iterable[View]) -> Mapping[str, int]:
    """The quarter that each fact is in, 1 to 4, by its key; equal values are in the same.

    What is in dispute, is not public or is no number is in none.
    """
    numbers = {view.key: number for view in views if (number := _number(view)) is not None}
    ranked = sorted(numbers.values())
    return {
        key: 1 + 4 * bisect_left(ranked, number) // len(ranked) for key, number in numbers.items()
    }


def _number(view: View) -> Decimal | None:
    held = view.current.value if view.current and len(view.chosen) == 1 else None
    if held is Special.NONE:
        return Decimal(0)
    return held.nominal if isinstance(held, Quantity) else None
