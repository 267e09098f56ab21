from __future__ import annotations

from asof.charts import Axes, Edition, chart, ranges


@chart(
    caption={
        "en": "What each headcount allows the true number to be",
        "fr": "Ce que chaque effectif permet de conclure",
    },
    subtitle={
        "en": "Members of the Canadian Armed Forces, Operation IMPACT",
        "fr": "Militaires des Forces armées canadiennes, opération IMPACT",
    },
)
def headcounts(axes: Axes, edition: Edition) -> None:
    ranges(
        axes,
        edition["personnel.ceiling"],
        edition["personnel.deployed"],
        edition["personnel.special_forces"],
        edition["personnel.iraq"],
    )
