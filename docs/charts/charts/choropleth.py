from __future__ import annotations

from asof.charts import Axes, Edition, chart, choropleth

CREDIT = {"en": "Orme Survey, 2023", "fr": "Relevés d'Orme, 2023"}


@chart(
    caption={
        "en": "The Delta waits longest for safe water",
        "fr": "Le Delta attend encore l'eau potable",
    },
    subtitle={
        "en": "Households with safe water, in per cent, by district of Lake Orme",
        "fr": "Ménages pourvus d'eau potable, en pour cent, par district du lac Orme",
    },
)
def choropleth_of_orme(axes: Axes, edition: Edition) -> None:
    water = edition.matching("water.*")
    choropleth(axes, "maps/orme.geojson", water, credit=CREDIT, classes=[0, 25, 50, 75])
