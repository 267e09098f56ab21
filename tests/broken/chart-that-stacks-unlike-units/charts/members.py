from asof.charts import chart, stacked


@chart(caption="Cases in two regions")
def members(axes, edition):
    # error: 'cases.north' counts cases and 'cases.south' counts beds: they do not add up
    # hint: draw them side by side: grouped(axes, …)
    stacked(axes, edition["cases.north"], edition["cases.south"])
