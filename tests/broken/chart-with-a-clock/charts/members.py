from datetime import date

from asof.charts import chart


@chart(caption="Members in Iraq")
def members(axes, edition):
    # error 23: 'date.today()' is the machine's clock, which no chart goes by
    # hint: ask the edition for its day: edition.day
    axes.set_title(f"{date.today()}")
    axes.plot([1, 2])
