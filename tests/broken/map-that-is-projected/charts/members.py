# error maps/regions.geojson:3:53: this is no longitude and latitude in degrees
# hint: export the file in longitude and latitude, WGS 84 (EPSG:4326)
from asof.charts import chart, choropleth


@chart(caption="Members in Iraq")
def members(axes, edition):
    choropleth(axes, "maps/regions.geojson", edition.matching("personnel.*"), credit="A survey")
