from __future__ import annotations

from asof.charts import Axes, Edition, chart, columns, reference


@chart(
    caption={
        "en": "Fever is back under the alarm level",
        "fr": "La fièvre repasse sous le seuil d'alerte",
    },
    subtitle={
        "en": "Cases of fever by week, Lake Orme",
        "fr": "Cas de fièvre par semaine, lac Orme",
    },
)
def reference_of_orme(axes: Axes, edition: Edition) -> None:
    columns(axes, edition["orme.cases"])
    reference(axes, edition["orme.alarm"])
