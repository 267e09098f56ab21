"""What is required of all, what has come in, and what has not."""

from asof.charts import Axes, Edition, chart, funding


@chart(
    caption={
        "en": "{{ funds.received.total }} of {{ funds.required.total }} has come in",
        "fr": "{{ funds.received.total }} sur {{ funds.required.total }} sont arrivés",
    },
    subtitle={"en": "Canadian dollars, all sectors", "fr": "Dollars canadiens, tous les secteurs"},
)
def gap(axes: Axes, edition: Edition) -> None:
    funding(axes, *(edition[f"funds.{each}.total"] for each in ("required", "received", "missing")))
