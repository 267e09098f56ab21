from asof.charts import chart


# error: 'yield' keeps this chart from being drawn
# hint: take out 'yield'
@chart(caption="Members in Iraq")
def members(axes, edition):
    yield axes.plot([1, 2])
