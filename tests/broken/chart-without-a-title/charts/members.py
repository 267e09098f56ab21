from asof.charts import chart, steps


@chart(
    # error 13: this chart has no caption
    # hint: write what it shows
    caption=" ",
)
def members(axes, edition):
    steps(axes, edition["personnel.iraq"])
