from asof.charts import chart


@chart(caption="Members in Iraq")
def members(axes, edition):
    axes.plot([1, 2])
    # error: no font 'Comic Neue'
    # hint: leave the font out: a chart has its page's
    axes.set_title("Members", fontfamily="Comic Neue")
