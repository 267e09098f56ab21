from asof.charts import chart, grouped


@chart(caption="Cases in two regions")
def members(axes, edition):
    # error: 7 facts in one chart: nobody tells more than 6 apart
    # hint: give each a panel: panels(axes, …)
    grouped(axes, *edition.matching("cases.*"))
