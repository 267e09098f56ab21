from asof.charts import chart


# error: this chart raised TypeError: members() takes 1 positional argument but 2 were given
# hint: write 'def members(axes, edition):'
@chart(caption="Members in Iraq")
def members(axes):
    axes.plot([1, 2])
