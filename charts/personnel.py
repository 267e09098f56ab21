from __future__ import annotations

from asof.charts import Axes, Edition, ceiling, chart, claims, steps


@chart(
    caption={
        "en": "Members, by unlike counts: none of them stands in for another",
        "fr": "Effectifs, selon des décomptes distincts : aucun n'en remplace un autre",
    },
    height=200,
)
def personnel(axes: Axes, edition: Edition) -> None:
    ceiling(axes, edition["personnel.ceiling"])
    steps(axes, edition["personnel.deployed"])
    claims(axes, edition["personnel.special_forces"])
    steps(axes, edition["personnel.iraq"])
