# error charts/members.py: no function here is marked with @chart
# hint: put @chart(caption=…) above 'def members(axes, edition):'
def members(axes, edition):
    axes.plot([1, 2])
