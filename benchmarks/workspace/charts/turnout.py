"""Turnout in one riding. What it reads is the riding's own, and no day."""

from __future__ import annotations

from asof.charts import Axes, Edition, chart, steps


@chart(
    caption={
        "en": "Turnout at each election, held until the next",
        "fr": "Participation à chaque élection, valable jusqu'à la suivante",
    },
    height=105,
)
def turnout(axes: Axes, edition: Edition) -> None:
    """Draw the turnout as it was told after each election."""
    steps(axes, edition[f"ridings.turnout.{edition.each['code']}"])
