from __future__ import annotations

from asof.charts import Axes, Edition, amounts, chart


@chart(
    caption={
        "en": "Counts of nations, each of another body: they overlap and do not add up",
        "fr": "Des décomptes de pays, chacun d'un autre organe : rien ne s'additionne",
    }
)
def nations(axes: Axes, edition: Edition) -> None:
    amounts(
        axes, edition["coalition.members"], edition["nato_mission.nations"], edition["dsc.nations"]
    )
