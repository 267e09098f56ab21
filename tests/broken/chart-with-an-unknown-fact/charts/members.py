from asof.charts import chart, steps


@chart(caption="Members in Iraq")
def members(axes, edition):
    # error: unknown fact 'personnel.irak'
    # hint: did you mean 'personnel.iraq'?
    steps(axes, edition["personnel.irak"].history)
