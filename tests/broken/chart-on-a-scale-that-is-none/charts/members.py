from asof.charts import chart, lines


@chart(caption="Cases in two regions")
def members(axes, edition):
    # error: no scale is called 'logarithmic'
    # hint: write 'log'
    lines(axes, edition["cases.north"], scale="logarithmic")
