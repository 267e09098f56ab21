from asof.charts import amounts, chart


# error: 'tall' is no height of a chart
# hint: write it in points, such as height=160
@chart(caption="Members in Iraq", height="tall")
def members(axes, edition):
    amounts(axes, edition["personnel.iraq"])
