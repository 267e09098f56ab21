from __future__ import annotations

from asof.charts import Axes, Edition, ceiling, chart, claims, steps


@chart(
    caption={
        "en": "No count of members stands in for another",
        "fr": "Aucun décompte de militaires n'en remplace un autre",
    },
    subtitle={
        "en": "Canadian Armed Forces, Operation IMPACT",
        "fr": "Forces armées canadiennes, opération IMPACT",
    },
    height=160,
)
def personnel(axes: Axes, edition: Edition) -> None:
    ceiling(axes, edition["personnel.ceiling"])
    steps(axes, edition["personnel.deployed"])
    claims(axes, edition["personnel.special_forces"])
    steps(axes, edition["personnel.iraq"])
