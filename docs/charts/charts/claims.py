from __future__ import annotations

from asof.charts import Axes, Edition, chart, claims, steps


@chart(
    caption={
        "en": "How many are cut off is not confirmed",
        "fr": "Le nombre des personnes isolées n'est pas confirmé",
    },
    subtitle={
        "en": "People in shelters and cut off, Lake Orme",
        "fr": "Personnes en abri et isolées, lac Orme",
    },
)
def claims_of_orme(axes: Axes, edition: Edition) -> None:
    steps(axes, edition["orme.people"])
    claims(axes, edition["orme.cut_off"])
