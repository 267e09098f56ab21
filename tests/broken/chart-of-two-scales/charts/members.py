from asof.charts import chart, panels


@chart(caption="Members and ships")
def members(axes, edition):
    axes.plot([600, 650, 620])
    # warning: two scales share this drawing: where their marks meet says nothing
    # hint: give each a panel: panels(axes, …)
    axes.twinx().plot([3, 2, 4], "--")
