from __future__ import annotations

from asof.charts import Axes, Edition, chart, spans


@chart(
    caption={
        "en": "Who commanded",
        "fr": "Qui a commandé",
    },
    subtitle={
        "en": "Joint task forces and NATO Mission Iraq",
        "fr": "Forces opérationnelles interarmées et Mission de l'OTAN en Irak",
    },
)
def command(axes: Axes, edition: Edition) -> None:
    spans(
        axes,
        edition["command.jtf_iraq"],
        edition["nato_mission.lead"],
        edition["command.impact"],
    )
