from asof.charts import chart, sparkline


@chart(caption="Cases in two regions")
def members(axes, edition):
    sparkline(axes, edition["cases.north"])
    # error: a sparkline shows one fact, and this is another
    # hint: give each a panel: panels(axes, …, draw=sparkline)
    sparkline(axes, edition["cases.south"])
