from __future__ import annotations

from asof.charts import Axes, Edition, chart, columns


@chart(
    caption={
        "en": "Fever has passed its peak",
        "fr": "La fièvre a passé son sommet",
    },
    subtitle={
        "en": "Cases of fever by week, Lake Orme",
        "fr": "Cas de fièvre par semaine, lac Orme",
    },
)
def columns_of_orme(axes: Axes, edition: Edition) -> None:
    columns(axes, edition["orme.cases"])
