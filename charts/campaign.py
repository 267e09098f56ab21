from __future__ import annotations

from asof.charts import Axes, Edition, chart, events


@chart(
    caption={
        "en": "How the operation and the campaign unfolded",
        "fr": "Le déroulement de l'opération et de la campagne",
    },
    subtitle={"en": "Events in Iraq and the region", "fr": "Événements en Irak et dans la région"},
)
def campaign(axes: Axes, edition: Edition) -> None:
    events(axes, *edition.tagged("campaign"))
