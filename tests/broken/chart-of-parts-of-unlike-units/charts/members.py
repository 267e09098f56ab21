from asof.charts import amounts, chart, parts


@chart(caption="Beds and cases")
def members(axes, edition):
    # error: 'cases.north' counts cases and 'cases.south' counts beds: they do not add up
    # hint: name them without parts(…)
    amounts(axes, parts(edition["cases.north"], edition["cases.south"]))
