from __future__ import annotations

from asof.charts import Axes, Edition, amounts, chart


@chart(
    caption={
        "en": "Three bodies, three counts of nations: they overlap and do not add up",
        "fr": "Trois organes, trois décomptes de pays : ils se recoupent et ne s'additionnent pas",
    }
)
def nations(axes: Axes, edition: Edition) -> None:
    amounts(axes, edition["coalition.members"], edition["nato_mission.nations"], edition["dsc.nations"])
