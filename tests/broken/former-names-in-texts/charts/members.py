from asof.charts import chart, steps


@chart(caption="Members in Iraq")
def members(axes, edition):
    # error: unknown fact 'people.iraq'
    # hint: it is 'personnel.iraq' now
    steps(axes, edition["people.iraq"].history)
