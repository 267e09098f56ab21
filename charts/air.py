from __future__ import annotations

from asof.charts import Axes, Edition, chart, spans


@chart(caption={"en": "Canadian air strikes", "fr": "Les frappes aériennes canadiennes"})
def air(axes: Axes, edition: Edition) -> None:
    spans(axes, edition["air.strikes"], edition["medical.facility"])
