"""The funding gap: what is required, what was received, and what can be said of the rest."""

from __future__ import annotations

from typing import Any

import pytest

from asof import charts
from asof.ledger import Fact
from test_charts import drawn, fact, said, words


def amount(key: str, label: str, *values: str) -> Fact:
    stated = [said(value, "2021-01-01", publisher=f"Fund {n}") for n, value in enumerate(values)]
    return fact(key, label, *stated, currency="USD")


def gap(required: str, *received: str) -> Any:
    """The axes of a chart of an amount that is required and one that was received."""
    facts = amount("f.r", "required", required), amount("f.g", "received", *received)
    return drawn(lambda a, e: charts.funding(a, e["f.r"], e["f.g"]), *facts)


def dotted(axes: Any) -> list[tuple[float, float]]:
    """Where the unfilled part begins, and how long it is."""
    found = [bar for bar in axes.patches if bar.get_linestyle() == ":"]
    return [(float(bar.get_x()), float(bar.get_width())) for bar in found]


def test_what_was_not_received_is_dotted_and_has_no_number_of_its_own() -> None:
    axes = gap("100 million", "34 million")
    assert dotted(axes) == [(34e6, 66e6)]
    assert not any("66" in told for told in words(axes))
    assert "dotted: not received" in " ".join(words(axes)).replace("\u00a0", " ")


def test_the_number_of_the_gap_is_that_of_a_fact() -> None:
    facts = (
        amount("f.r", "required", "100 million"),
        amount("f.g", "received", "34 million"),
        amount("f.x", "not funded", "66 million"),
    )
    axes = drawn(lambda a, e: charts.funding(a, e["f.r"], e["f.g"], e["f.x"]), *facts)
    assert dotted(axes) == [(34e6, 66e6)]
    assert any("66" in told for told in words(axes))
    assert not any("dotted" in told for told in words(axes))


def test_the_gap_goes_from_the_most_received_to_the_least_required() -> None:
    assert dotted(gap("100 to 120 million", "30 to 40 million")) == [(40e6, 60e6)]


@pytest.mark.parametrize(
    ("required", "received"),
    [
        ("up to 100 million", ["30 million"]),
        ("100 million", ["at least 30 million"]),
        ("100 million", ["not public"]),
        ("100 million", ["30 million", "40 million"]),
        ("100 million", ["130 million"]),
    ],
)
def test_no_gap_is_drawn_where_none_is_certain(required: str, received: list[str]) -> None:
    assert dotted(gap(required, *received)) == []


def test_nothing_received_leaves_all_of_it_dotted() -> None:
    assert dotted(gap("100 million", "0")) == [(0, 100e6)]
