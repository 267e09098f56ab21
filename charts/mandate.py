from __future__ import annotations

from asof.charts import Axes, Edition, chart, spans


@chart(
    caption={
        "en": "The mandate, renewed and renewed again: full as reported, open as announced",
        "fr": "Le mandat, de prolongation en prolongation : plein, ce qui est rapporté; ouvert, ce qui est annoncé",
    }
)
def mandate(axes: Axes, edition: Edition) -> None:
    spans(axes, edition["mandate.end"])
