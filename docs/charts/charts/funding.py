from __future__ import annotations

from asof.charts import Axes, Edition, chart, funding


@chart(
    caption={
        "en": "Part of what is needed has not come",
        "fr": "Une partie des besoins n'est pas couverte",
    },
    subtitle={
        "en": "The appeal for Lake Orme",
        "fr": "L'appel pour le lac Orme",
    },
)
def funding_of_orme(axes: Axes, edition: Edition) -> None:
    funding(axes, edition["orme.required"], edition["orme.received"], edition["orme.missing"])
