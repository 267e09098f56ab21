from __future__ import annotations

from asof.charts import Axes, Edition, chart, sparkline


@chart(
    caption={
        "en": "Fever, week by week",
        "fr": "La fièvre, semaine après semaine",
    },
    subtitle={
        "en": "Cases of fever by week, Lake Orme",
        "fr": "Cas de fièvre par semaine, lac Orme",
    },
)
def sparkline_of_orme(axes: Axes, edition: Edition) -> None:
    sparkline(axes, edition["orme.cases"])
