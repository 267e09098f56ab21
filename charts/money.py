from __future__ import annotations

from asof.charts import Axes, Edition, amounts, chart, parts


@chart(
    caption={
        "en": "Most of the extension's allocation is for military efforts",
        "fr": "L'affectation va surtout aux efforts militaires",
    },
    subtitle={
        "en": "Operation IMPACT, Canadian dollars as announced",
        "fr": "Opération IMPACT, montants annoncés en dollars canadiens",
    },
)
def money(axes: Axes, edition: Edition) -> None:
    allocated = parts(edition["funding.military"], edition["funding.redeployment"])
    amounts(axes, allocated, edition["funding.renewal_2019"])
