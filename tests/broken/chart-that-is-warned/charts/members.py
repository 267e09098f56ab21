from asof.charts import chart


@chart(caption="Members in Iraq")
def members(axes, edition):
    axes.plot([1, 2])
    # warning: this chart is warned: Attempt to set non-positive ylim on a log-scaled axis will be ignored.
    axes.set_yscale("log"); axes.set_ylim(0, 3)
