from __future__ import annotations

from asof.charts import Axes, Edition, amounts, chart, parts


@chart(
    caption={
        "en": "Food is the largest part of the appeal's first plan",
        "fr": "Les vivres forment la plus grande part du premier plan",
    },
    subtitle={
        "en": "Canadian dollars, appeal for Lake Orme",
        "fr": "Dollars canadiens, appel pour le lac Orme",
    },
)
def parts_of_orme(axes: Axes, edition: Edition) -> None:
    plan = parts(edition["orme.food"], edition["orme.shelter"], edition["orme.boats"])
    amounts(axes, plan)
