from asof.charts import chart, choropleth


@chart(caption="Members in Iraq")
def members(axes, edition):
    # error: no area 'iraq' in maps/regions.geojson for 'personnel.iraq'
    # hint: did you mean 'irak'?
    choropleth(axes, "maps/regions.geojson", edition.matching("personnel.*"), credit="A survey")
