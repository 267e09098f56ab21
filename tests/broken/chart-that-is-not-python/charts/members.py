from asof.charts import chart


@chart(caption="Members in Iraq")
# error 27: not Python: expected ':'
def members(axes, edition)
    axes.plot([1, 2])
