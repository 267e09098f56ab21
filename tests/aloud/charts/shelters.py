"""People in shelters."""

from asof.charts import Axes, Edition, chart, steps


@chart(caption={"en": "Most have gone home", "fr": "La plupart sont rentrés"})
def shelters(axes: Axes, edition: Edition) -> None:
    steps(axes, edition["orme.people"])
