from asof.charts import amounts, chart


@chart(caption="Beds and cases")
def members(axes, edition):
    # error: 'cases.north' counts cases and 'cases.share' counts %: they have no axis in common
    # hint: draw each in a chart of its own
    amounts(axes, edition["cases.north"], edition["cases.share"])
