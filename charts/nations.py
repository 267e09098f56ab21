from __future__ import annotations

from asof.charts import Axes, Edition, amounts, chart


@chart(
    caption={
        "en": "Members and nations, body by body",
        "fr": "Membres et pays, organisme par organisme",
    },
    subtitle={
        "en": "Each body's own count",
        "fr": "Selon le décompte de chaque organisme",
    },
    note={
        "en": "Members and nations differ, and the bodies overlap: nothing here adds up.",
        "fr": "Membres et pays diffèrent, et les organismes se recoupent : rien ne s'additionne.",
    },
)
def nations(axes: Axes, edition: Edition) -> None:
    amounts(
        axes, edition["coalition.members"], edition["nato_mission.nations"], edition["dsc.nations"]
    )
