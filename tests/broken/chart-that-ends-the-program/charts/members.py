from asof.charts import chart


@chart(caption="Members in Iraq")
def members(axes, edition):
    axes.plot([1, 2])
    # error: this chart raised SystemExit: 0
    # hint: take it out: a chart is done when its last line is
    exit(0)
