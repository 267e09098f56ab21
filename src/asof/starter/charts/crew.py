"""Workers on site, below the limit. A chart sees the edition, and nothing else."""

from asof.charts import Axes, Edition, ceiling, chart, steps


@chart(
    caption={
        "en": "Workers on site, and the limit that the town has set",
        "fr": "Ouvriers sur le chantier, et limite fixée par la ville",
    },
    height=120,
)
def crew(axes: Axes, edition: Edition) -> None:
    steps(axes, edition["mains.crew"])
    ceiling(axes, edition["mains.crew_limit"])
