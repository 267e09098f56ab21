from __future__ import annotations

from asof.charts import Axes, Edition, chart, steps


@chart(
    caption={
        "en": "{{ orme.people.counted }} sleep in shelters",
        "fr": "{{ orme.people.counted }} dorment dans des abris",
    },
    subtitle={
        "en": "People in shelters, Lake Orme",
        "fr": "Personnes en abri, lac Orme",
    },
)
def steps_of_orme(axes: Axes, edition: Edition) -> None:
    steps(axes, edition["orme.people"])
