from __future__ import annotations

from asof.charts import Axes, Edition, chart, lines


@chart(
    caption={
        "en": "More people recover than fall ill",
        "fr": "Les guérisons dépassent les nouveaux cas",
    },
    subtitle={
        "en": "Cases and recoveries by week, Lake Orme",
        "fr": "Cas et guérisons par semaine, lac Orme",
    },
)
def lines_of_orme(axes: Axes, edition: Edition) -> None:
    lines(axes, edition["orme.cases"], edition["orme.recoveries"])
