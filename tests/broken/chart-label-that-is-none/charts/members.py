from asof.charts import chart, lines


@chart(caption="Cases in two regions")
def members(axes, edition):
    # error: no value is called 'higest'
    # hint: did you mean 'highest'?
    lines(axes, edition["cases.north"], labels=["higest"])
