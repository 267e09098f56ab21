from asof.charts import chart, grouped


@chart(caption="Cases in two regions")
def members(axes, edition):
    # error: 7 facts in one chart: nobody tells more than 6 apart
    # hint: draw some of them in a chart of their own
    grouped(axes, *edition.matching("cases.*"))
