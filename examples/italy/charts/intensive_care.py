"""Intensive care where it is fullest."""

from asof.charts import Axes, Edition, chart, lines, panels

MOST = ("lombardy", "piedmont", "lazio", "tuscany", "emilia_romagna", "veneto")


@chart(caption={"en": "In intensive care", "it": "Ricoverati in terapia intensiva"})
def intensive_care(axes: Axes, edition: Edition) -> None:
    """Small multiples on one scale."""
    panels(axes, *(edition[f"italy.icu.{region}"] for region in MOST), draw=lines)
