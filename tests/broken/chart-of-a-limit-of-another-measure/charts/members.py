from asof.charts import ceiling, chart, steps


@chart(caption="Beds and cases")
def members(axes, edition):
    steps(axes, edition["cases.north"])
    # error: 'cases.north' counts cases and 'cases.share' counts %: they have no axis in common
    # hint: give each a panel: panels(axes, …)
    ceiling(axes, edition["cases.share"])
