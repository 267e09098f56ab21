from asof.charts import chart


@chart(caption="Members in Iraq")
def members(axes, edition):
    # error: this chart opens '/elsewhere/members.csv', which is not in the workspace
    # hint: copy it into the workspace
    open("/elsewhere/members.csv")
    axes.plot([1, 2])
