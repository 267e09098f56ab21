from asof.charts import chart


@chart(caption="Members in Iraq")
def members(axes, edition):
    # error: this chart writes 'members.png'
    # hint: draw on 'axes': what stands there is printed
    axes.figure.savefig("members.png")
    axes.plot([1, 2])
