from asof.charts import chart, lines


@chart(caption="Cases in two regions")
def members(axes, edition):
    # error: a value or a column of this chart reaches zero, which no log scale has
    # hint: leave out scale='log'
    lines(axes, edition["cases.south"], scale="log")
