from __future__ import annotations

from asof.charts import Axes, Edition, amounts, chart, parts


@chart(
    caption={
        "en": "Money as announced, on one scale; nobody says what was spent",
        "fr": "Les fonds annoncés, à une même échelle; les dépenses ne sont pas connues",
    }
)
def money(axes: Axes, edition: Edition) -> None:
    allocated = parts(edition["funding.military"], edition["funding.redeployment"])
    amounts(axes, allocated, edition["funding.renewal_2019"])
