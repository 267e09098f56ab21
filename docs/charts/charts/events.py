from __future__ import annotations

from asof.charts import Axes, Edition, chart, events


@chart(
    caption={
        "en": "How the flood went",
        "fr": "Le déroulement de l'inondation",
    },
    subtitle={
        "en": "Lake Orme and its islands",
        "fr": "Le lac Orme et ses îles",
    },
)
def events_of_orme(axes: Axes, edition: Edition) -> None:
    events(axes, *edition.tagged("flood"))
