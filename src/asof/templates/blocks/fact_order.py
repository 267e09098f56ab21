"""The order of facts in a table: by their labels, or by what prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from itertools import chain, groupby
from typing import Any

from asof.dates import When
from asof.language import Language
from asof.ledger import Special, Value
from asof.ledger.printing import text_in
from asof.quantity import Quantity
from asof.templates.blocks.fact_writer import NamedView
from asof.text import Text

NO_VALUE = 3


def in_order(named: Iterable[NamedView], sort: str, language: Language) -> Iterator[NamedView]:
    """Facts by their labels or by what prints; what is kept back or nowhere stated comes last."""
    if sort == "label":
        return iter(sorted(named, key=partial(_name, language=language)))
    amount = partial(_amount, language=language)
    kinds = groupby(sorted(named, key=_kind), key=_kind)
    return chain.from_iterable(
        sorted(alike, key=amount, reverse=sort == "-value") if kind != NO_VALUE else alike
        for kind, alike in kinds
    )


def _name(named: NamedView, language: Language) -> Any:
    return language.rank(text_in(named.view.fact.label, language))


def _kind(named: NamedView) -> int:
    """Numbers, dates, words, and what has no value: one is not compared with another."""
    value = _first(named)
    if isinstance(value, Quantity) or value is Special.NONE:
        return 0
    return 1 if isinstance(value, When) else 2 if isinstance(value, Text) else NO_VALUE


def _amount(named: NamedView, language: Language) -> Any:
    """What a value is sorted by; none is no less than nothing."""
    value = _first(named)
    if isinstance(value, Quantity):
        return value.nominal
    if isinstance(value, When):
        return value.first
    return language.rank(text_in(value, language)) if isinstance(value, Text) else Decimal(0)


def _first(named: NamedView) -> Value | None:
    return next((o.value for o in named.view.chosen), None)
