from __future__ import annotations

from asof.charts import Axes, Edition, chart, grouped


@chart(
    caption={
        "en": "The North Shore needs the most beds",
        "fr": "C'est la rive nord qui occupe le plus de lits",
    },
    subtitle={
        "en": "Beds taken, Lake Orme",
        "fr": "Lits occupés, lac Orme",
    },
)
def grouped_of_orme(axes: Axes, edition: Edition) -> None:
    grouped(axes, edition["orme.north"], edition["orme.south"], edition["orme.islands"])
