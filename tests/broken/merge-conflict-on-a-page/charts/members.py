from asof.charts import chart
<<<<<<< HEAD
=======
import math
>>>>>>> desk


@chart(caption="Members in Iraq")
def members(axes, edition):
    axes.plot([1, 2])
