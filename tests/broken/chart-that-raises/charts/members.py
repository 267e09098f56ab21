from asof.charts import chart


@chart(caption="Members in Iraq")
def members(axes, edition):
    # error: this chart raised ZeroDivisionError: division by zero
    axes.plot([1 / 0])
