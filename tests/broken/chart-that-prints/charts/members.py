from asof.charts import chart


@chart(caption="Members in Iraq")
def members(axes, edition):
    axes.plot([1, 2])
    # warning: this chart prints '100 members'
    # hint: take it out: what readers are to know is drawn
    print(100, "members")
