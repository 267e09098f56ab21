from asof.charts import chart


@chart(caption="Members")
def personnel(axes, edition):
    axes.plot([1, 2])
