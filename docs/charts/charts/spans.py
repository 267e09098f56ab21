from __future__ import annotations

from asof.charts import Axes, Edition, chart, spans


@chart(
    caption={
        "en": "The province has led since March",
        "fr": "La province dirige depuis mars",
    },
    subtitle={
        "en": "Lead of the response and order to boil water, Lake Orme",
        "fr": "Direction des secours et avis d'ébullition, lac Orme",
    },
)
def spans_of_orme(axes: Axes, edition: Edition) -> None:
    spans(axes, edition["orme.lead"], edition["orme.orders"])
