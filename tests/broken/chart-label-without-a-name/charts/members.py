from asof.charts import chart, lines


@chart(caption="Cases in two regions")
def members(axes, edition):
    # error: no value is called 'peak'
    # hint: labels are first, highest, lowest and last
    lines(axes, edition["cases.north"], labels=["peak"])
