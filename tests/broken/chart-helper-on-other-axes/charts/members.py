from asof.charts import chart, steps


@chart(caption="Members in Iraq")
def members(axes, edition):
    inset = axes.inset_axes([0, 0, 1, 1])
    # error: the helpers draw on the 'axes' that the chart is given, on no others
    # hint: write 'axes' first
    steps(inset, edition["personnel.iraq"])
