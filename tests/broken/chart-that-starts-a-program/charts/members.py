import subprocess

from asof.charts import chart


@chart(caption="Members in Iraq")
def members(axes, edition):
    # error: this chart starts another program
    # hint: run it before the build, and let the chart read what it has written
    subprocess.run(["true"])
    axes.plot([1, 2])
