"""New cases in the whole country."""

from asof.charts import Axes, Edition, chart, columns


@chart(caption={"en": "New cases, day by day", "it": "Nuovi casi, giorno per giorno"})
def new_cases(axes: Axes, edition: Edition) -> None:
    """A column for each day."""
    columns(axes, edition["italy.new.italy"])
