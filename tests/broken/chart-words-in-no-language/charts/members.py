from asof.charts import chart, steps


@chart(
    caption="Members in Iraq",
    # error 22: unknown language 'eng'
    # hint: did you mean 'en'?
    subtitle={"eng": "Canadian Armed Forces"},
)
def members(axes, edition):
    steps(axes, edition["personnel.iraq"])
