from __future__ import annotations

from asof.charts import Axes, Edition, chart, spans


@chart(
    caption={
        "en": "The mandate: full as far as reported, open as announced",
        "fr": "Le mandat : plein, ce qui est rapporté; ouvert, ce qui est annoncé",
    }
)
def mandate(axes: Axes, edition: Edition) -> None:
    spans(axes, edition["mandate.end"])
