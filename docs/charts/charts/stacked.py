from __future__ import annotations

from asof.charts import Axes, Edition, chart, stacked


@chart(
    caption={
        "en": "Fewer beds are taken than there were in March",
        "fr": "Moins de lits sont occupés qu'en mars",
    },
    subtitle={
        "en": "Beds taken, Lake Orme",
        "fr": "Lits occupés, lac Orme",
    },
)
def stacked_of_orme(axes: Axes, edition: Edition) -> None:
    stacked(axes, edition["orme.north"], edition["orme.south"], edition["orme.islands"])
