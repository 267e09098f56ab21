from asof.charts import chart


@chart(caption="Members in Iraq")
def members(axes, edition):
    axes.plot([1, 2])
