from __future__ import annotations

from asof.charts import Axes, Edition, chart, spans


@chart(
    caption={
        "en": (
            "{% if mandate.end.standing == 'current' %}The mandate runs to {{ mandate.end }}"
            "{% else %}How long the mandate was to run{% endif %}"
        ),
        "fr": (
            "{% if mandate.end.standing == 'current' %}Mandat jusqu'au {{ mandate.end }}"
            "{% else %}Durée prévue du mandat{% endif %}"
        ),
    },
    subtitle={
        "en": "Operation IMPACT",
        "fr": "Opération IMPACT",
    },
)
def mandate(axes: Axes, edition: Edition) -> None:
    spans(axes, edition["mandate.end"])
