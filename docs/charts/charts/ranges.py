from __future__ import annotations

from asof.charts import Axes, Edition, chart, ranges


@chart(
    caption={
        "en": "How much is damaged is known only in part",
        "fr": "L'étendue des dégâts n'est connue qu'en partie",
    },
    subtitle={
        "en": "Homes, wells and roads, Lake Orme",
        "fr": "Logements, puits et routes, lac Orme",
    },
)
def ranges_of_orme(axes: Axes, edition: Edition) -> None:
    ranges(axes, edition["orme.homes"], edition["orme.wells"], edition["orme.roads"])
