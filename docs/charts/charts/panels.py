from __future__ import annotations

from asof.charts import Axes, Edition, chart, panels


@chart(
    caption={
        "en": "The north has most of the patients",
        "fr": "La rive nord a la plupart des malades",
    },
    subtitle={
        "en": "Beds taken, Lake Orme, on one scale",
        "fr": "Lits occupés, lac Orme, à une même échelle",
    },
)
def panels_of_orme(axes: Axes, edition: Edition) -> None:
    panels(axes, edition["orme.north"], edition["orme.south"], edition["orme.islands"])
