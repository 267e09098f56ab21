from __future__ import annotations

from asof.charts import Axes, Edition, chart, spans


@chart(
    caption={
        "en": "Who commanded, as far as the sources say",
        "fr": "Qui a commandé, selon les sources",
    }
)
def command(axes: Axes, edition: Edition) -> None:
    spans(
        axes,
        edition["command.jtf_iraq"],
        edition["nato_mission.lead"],
        edition["command.impact"],
    )
