from asof.charts import chart


@chart(caption="Members in Iraq")
def members(axes, edition):
    axes.bar(["North", "South"], [52, 58])
    # warning: 2 marks are cut off by the limits of an axis
    # hint: take the limits out, or set wider ones
    axes.set_ylim(50, 60)
