from matplotlib.figure import Figure

from asof.charts import chart, steps


@chart(caption="Members in Iraq")
def members(axes, edition):
    # error: the helpers draw on the 'axes' that the chart is given, on no others
    # hint: write 'axes' first
    steps(Figure().add_subplot(), edition["personnel.iraq"])
