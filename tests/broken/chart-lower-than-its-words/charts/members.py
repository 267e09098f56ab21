from asof.charts import amounts, chart


@chart(
    caption="Members in Iraq",
    # warning: this chart is 37 points high: its words need more than the 20 asked for
    # hint: write height=37, or leave it out
    height=20,
)
def members(axes, edition):
    amounts(axes, edition["personnel.iraq"])
