# error charts/members.py: several charts here, and none is named 'members'
# hint: keep one chart in a file
from asof.charts import chart


@chart(caption="Members in Iraq")
def in_iraq(axes, edition):
    axes.plot([1, 2])


@chart(caption="Members in Kuwait")
def in_kuwait(axes, edition):
    axes.plot([2, 1])
