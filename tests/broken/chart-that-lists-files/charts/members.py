from pathlib import Path

from asof.charts import chart


@chart(caption="Members in Iraq")
def members(axes, edition):
    # error: this chart lists the folder 'facts'
    # hint: name each file that it reads
    list(Path("data/facts").iterdir())
    axes.plot([1, 2])
