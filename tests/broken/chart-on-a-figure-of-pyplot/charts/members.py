import matplotlib.pyplot as plt

from asof.charts import chart


@chart(caption="Members in Iraq")
def members(axes, edition):
    # error: this draws on a figure of pyplot's own, not on 'axes'
    # hint: write axes.plot(…) for plt.plot(…): what stands on 'axes' is printed
    plt.plot([1, 2])
