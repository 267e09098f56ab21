from asof.charts import chart


@chart(caption="Members in Iraq")
def members(axes, edition):
    axes.plot([1, 2])
    # error: '$10^{2}$' is TeX, which no page sets
    # hint: write the letters themselves, such as x²
    axes.set_title(r"$10^{2}$ members")
