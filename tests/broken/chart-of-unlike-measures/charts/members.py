from asof.charts import chart, lines


@chart(caption="Cases in two regions")
def members(axes, edition):
    # error: 'cases.north' counts cases and 'cases.south' counts %: they have no axis in common
    # hint: give each a panel: panels(axes, …)
    lines(axes, edition["cases.north"], edition["cases.south"])
