from asof.charts import chart, choropleth


@chart(caption="Members in Iraq")
def members(axes, edition):
    # error: 'data/regions.geojson' is not in maps/
    # hint: put the map into the folder maps
    choropleth(axes, "data/regions.geojson", edition.matching("personnel.*"), credit="A survey")
