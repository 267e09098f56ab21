import socket

from asof.charts import chart


@chart(caption="Members in Iraq")
def members(axes, edition):
    # error: this chart asks the network
    # hint: save what it asks for as a file of the workspace
    socket.create_connection(("127.0.0.1", 9))
    axes.plot([1, 2])
