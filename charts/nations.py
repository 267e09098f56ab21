from __future__ import annotations

from asof.charts import Axes, Edition, amounts, chart


@chart(
    caption={
        "en": "Nations by body",
        "fr": "Pays par organe",
    },
    subtitle={
        "en": "Each body's own count",
        "fr": "Selon chaque organe",
    },
    note={
        "en": "The bodies overlap: their nations do not add up.",
        "fr": "Les organes se recoupent : leurs pays ne s'additionnent pas.",
    },
)
def nations(axes: Axes, edition: Edition) -> None:
    amounts(
        axes, edition["coalition.members"], edition["nato_mission.nations"], edition["dsc.nations"]
    )
