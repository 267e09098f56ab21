from asof.charts import chart, funding


@chart(caption="Cases in two regions")
def members(axes, edition):
    # error: 'cases.north' counts cases and 'cases.south' counts beds: neither is a part of the other
    # hint: draw amounts(axes, …), each in a chart of its own
    funding(axes, edition["cases.north"], edition["cases.south"])
