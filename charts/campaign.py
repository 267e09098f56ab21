from __future__ import annotations

from asof.charts import Axes, Edition, chart, events


@chart(
    caption={
        "en": "Events of the operation and of the campaign, at their distance in time",
        "fr": "Les événements de l'opération et de la campagne, à leur distance dans le temps",
    },
    height=200,
)
def campaign(axes: Axes, edition: Edition) -> None:
    events(axes, *edition.tagged("campaign"))
