from asof.charts import chart, steps


@chart(
    # error 22: unknown fact 'personnel.irak'
    # hint: did you mean 'personnel.iraq'?
    caption="In Iraq {{ personnel.irak }}",
)
def members(axes, edition):
    steps(axes, edition["personnel.iraq"])
