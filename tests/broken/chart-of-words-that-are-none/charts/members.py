from asof.charts import chart, steps


# error: 'note' is neither a text nor one text for each language
# hint: put the text in quotes
@chart(caption="Members in Iraq", note=7)
def members(axes, edition):
    steps(axes, edition["personnel.iraq"])
