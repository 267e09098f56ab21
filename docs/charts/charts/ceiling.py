from __future__ import annotations

from asof.charts import Axes, Edition, ceiling, chart, steps


@chart(
    caption={
        "en": "Shelters have room for {{ orme.places.counted }}",
        "fr": "Les abris peuvent accueillir {{ orme.places.counted }}",
    },
    subtitle={
        "en": "People in shelters, Lake Orme",
        "fr": "Personnes en abri, lac Orme",
    },
)
def ceiling_of_orme(axes: Axes, edition: Edition) -> None:
    steps(axes, edition["orme.people"])
    ceiling(axes, edition["orme.places"])
