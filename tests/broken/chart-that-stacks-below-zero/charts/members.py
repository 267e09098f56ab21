from asof.charts import chart, stacked


@chart(caption="Cases in two regions")
def members(axes, edition):
    # error: 'cases.south' has values below zero, which no stack can hold
    # hint: draw them side by side: grouped(axes, …)
    stacked(axes, edition["cases.north"], edition["cases.south"])
