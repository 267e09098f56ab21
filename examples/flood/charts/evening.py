"""The level of each evening at Mill Bridge, against the level at which people are warned."""

from asof.charts import Axes, Edition, chart, lines, reference


@chart(
    caption={
        "en": "Mill Bridge: {{ level.mill.h18.counted }}; warning: {{ plan.warning.counted }}",
        "fr": "Pont du Moulin : {{ level.mill.h18.counted }}; alerte : {{ plan.warning.counted }}",
    },
    subtitle={"en": "Metres, in the evening", "fr": "Mètres, le soir"},
    height=100,
)
def evening(axes: Axes, edition: Edition) -> None:
    lines(axes, edition["level.mill.h18"])
    reference(axes, edition["plan.warning"])
