from asof.charts import chart


# error: this chart draws nothing on 'axes'
# hint: draw on 'axes', such as: steps(axes, edition['…'])
@chart(caption="Members in Iraq")
def members(axes, edition):
    edition["personnel.iraq"]
