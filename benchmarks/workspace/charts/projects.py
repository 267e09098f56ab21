"""Projects of the whole country, with the day of the edition: drawn anew every day."""

from __future__ import annotations

from asof.charts import Axes, Edition, chart, steps


@chart(
    caption={
        "en": "Projects begun, to the day of this note",
        "fr": "Projets entrepris, jusqu'au jour de cette note",
    }
)
def projects(axes: Axes, edition: Edition) -> None:
    """Draw the projects, and where the day of the edition is."""
    steps(axes, edition["national.projects"])
    axes.axvline(edition.day.toordinal(), color="#c4ccd3", lw=0.75)
