from asof.charts import chart


# error 16: '60%' has a contrast of 1.0 to what is behind it
# hint: give it a colour that stands out from what is behind it
@chart(caption='Members in Iraq')
def members(axes, edition):
    axes.pie([3, 2], labels=["North", "South"], autopct="%d%%")
