from __future__ import annotations

from asof.charts import Axes, Edition, amounts, chart


@chart(
    caption={
        "en": "{{ orme.received }} of {{ orme.required }} has come in",
        "fr": "{{ orme.received }} sur {{ orme.required }} sont arrivés",
    },
    subtitle={
        "en": "Canadian dollars, appeal for Lake Orme",
        "fr": "Dollars canadiens, appel pour le lac Orme",
    },
)
def amounts_of_orme(axes: Axes, edition: Edition) -> None:
    amounts(axes, edition["orme.required"], edition["orme.received"])
