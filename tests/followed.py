"""What somebody types who follows the hints of the broken workspaces, where that is not one word.

Each edit puts a text in the place of another in a file; without the other it makes the whole file.
"""

from __future__ import annotations

NOTE, ROWS = "data/briefings/note.yaml", "data/briefings/rows.yaml"
FORCE, CASES, FUNDS = (f"data/facts/{name}.yaml" for name in ("personnel", "cases", "funding"))
SOURCES, CONFIG, CSS = "data/sources.yaml", "asof.yaml", "templates/own.css"
PAGE, CHART = "templates/note.html", "charts/members.py"

UNIT = "Donaudampfschifffahrtselektricitatenhauptbetriebswerkbauunterbeamtengesellschaften"
DRAWN = (
    "from asof.charts import chart\n\n\n@chart(caption='Members in Iraq')\n"
    "def members(axes, edition):\n    axes.plot([1, 2])\n"
)
PANELS = (
    "from asof.charts import chart, panels\n\n\n@chart(caption='Cases in two regions')\n"
    "def members(axes, edition):\n    panels(axes, *edition.matching('cases.*'))\n"
)
GROUPED = (
    "from asof.charts import chart, grouped\n\n\n@chart(caption='Cases in two regions')\n"
    "def members(axes, edition):\n    grouped(axes, *edition.matching('cases.*'))\n"
)
REGIONS = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "iraq"},'
    ' "geometry": {"type": "Polygon", "coordinates": [[[40, 30], [44, 30], [44, 34], [40, 30]]]}}]}'
)
BESIDE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    '<image href="plain.png" width="9" height="9"/></svg>'
)
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 2"><path d="M0 0h9v2z"/></svg>'
WORDED = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" font-family="Asof Sans">
<path d="M0 20h90"/><text y="18">along the shore</text>
<rect x="9" y="26" width="70" height="18" fill="white"/><text x="9" y="40">Halo town</text>
<text x="9" y="60">2.5 × 10<tspan dy="-4">six</tspan></text>
<text transform="translate(200 20) rotate(90)">downwards</text>
<text x="9" y="100">no longer open</text><line x1="9" x2="99" y1="95" y2="95" stroke="red"/>
<text x="9" y="120" font-size="18px">of large letters</text>
<text x="9" y="140" font-size="14px" font-weight="bold">in a bold font</text>
<g style="font-size: 14px"><text x="9" y="160">smaller once</text></g>
<text x="9" y="180">open</text>
<symbol id="pier"><text x="9" y="15">Pier</text></symbol>
<use href="#pier" x="90" y="165" width="60" height="20"/>
<text x="250" y="60">closed to lorries</text><text x="250" y="80">in a frame</text>
<text x="250" y="100">of another, wave</text><text x="250" y="120">in the fog</text>
</svg>
"""
TAKEN_BACK = "{retracts: wrong, on: 2021-01-05, source: later}"
SHOWN = '<img src="images/quay.svg" alt="A quay">'
SOURCED = "note:\n  title: A note\n  publisher: Defence\n  published: 2021-01-18\n"
FIVE = "{value: 5, on: 2021-01-18, source: note}"
FORCED = f"iraq: {{label: members in Iraq, observations: [{FIVE}]}}\n"

Edit = tuple[str, str | None, str]

EDITS: dict[str, list[Edit]] = {
    "abbreviations-that-are-a-list": [(CONFIG, "[UN]", "{UN: United Nations}")],
    "address-of-a-source-that-is-none": [
        (SOURCES, "javascript:alert(1)\n", "https://example.org/\n")
    ],
    "address-that-is-too-long": [(CONFIG, "notes/" * 164, "notes/")],
    "address-that-is-none": [(CONFIG, "url: example.org", "url: https://example.org/")],
    "alias-that-holds-itself": [(SOURCES, "author: *note", "author: Staff")],
    "apostrophe-in-single-quotes": [(NOTE, "'Iraq's forces', fr: Irak", '"Iraq\'s forces"')],
    "arithmetic-on-a-fact": [(NOTE, "{{ personnel.iraq + 1 }}", "{{ personnel.iraq }}")],
    "backslash-in-double-quotes": [(NOTE, '"A no\\_te \\q"', "'A no\\_te \\q'")],
    "brand-of-nothing": [
        (CONFIG, "ink: #12312e", "ink: '#12312e'"),
        (CONFIG, "petrol", "'#00695c'"),
        (CONFIG, "family: Roboto, sans-serif", "family: Roboto"),
        (CONFIG, "  fonts:\n    text:\n      family: Roboto\n", ""),
        (CONFIG, "      files: [fonts/Roboto-Regular.ttf]\n", ""),
    ],
    "brand-on-a-dark-wash": [(CONFIG, "'#00695c'", "'#eef5f4'")],
    "brand-that-cannot-be-printed": [
        (CONFIG, "  fonts:\n    text:\n      family: Roboto\n", ""),
        (CONFIG, "      files: [fonts/Roboto-Regular.ttf]\n", ""),
    ],
    "bad-choice": [(CONFIG, "review_in: six months", "review_in: 6 months")],
    "bad-day-in-a-text": [(NOTE, ".at('2017-13')", ".at('2021-12')")],
    "bad-embargo": [(NOTE, "embargo: 2021-01-20 6 a.m.", "embargo: 2021-01-20 06:00")],
    "bad-file-name": [
        ("data/facts/cases_2020.yaml", None, "canada:\n  label: cases\n  observations: []\n"),
        ("data/facts/Cases-2020.yaml", None, ""),
    ],
    "bad-formula": [
        (FUNDS, "personnel.iraq * 2", "personnel.iraq * funding.cost"),
        (FUNDS, "derived: personnel.iraq +\n", "derived: personnel.iraq + personnel.iraq\n"),
        (
            FUNDS,
            "total:\n",
            (
                "cost:\n  label: a head\n  observations:\n"
                '    - {value: "2", on: 2021-01-18, source: note}\ntotal:\n'
            ),
        ),
    ],
    "bad-indentation": [(FORCE, "   unit: members", "  unit: members\n  observations: []")],
    "bad-key": [(FORCE, "north-iraq:", "north_iraq:")],
    "bad-numbers": [
        (FUNDS, "{value: $5,", "{value: 5,"),
        (FUNDS, "label: funding", "label: funding\n  currency: CAD"),
        (FUNDS, "{value: several,", "{value: 600,"),
        (FUNDS, "{value: 1998-2000,", "{value: 1998 to 2000,"),
        (FUNDS, "{value: an estimated 140.000,", "{value: about 140000,"),
    ],
    "bare-slash": [(SOURCES, "published: 2016/", "published: 2016/..")],
    "block-of-nothing": [(NOTE, "- chart:", "- text: Words.")],
    "block-that-is-a-text": [(NOTE, "- There are members.", "- text: There are members.")],
    "block-that-is-two-things": [(NOTE, "    chart: members", "  - text: Words.")],
    "block-without-end": [(PAGE, "members.</p>\n", "members.</p>\n{% endblock %}\n")],
    "broken-expression": [(NOTE, "{{ personnel. }}", "{{ personnel.iraq }}")],
    "cell-that-overflows": [(CSS, "width: 10mm", "width: 40mm")],
    "character-of-a-fact-without-a-glyph": [
        (FORCE, "members 漢", "members"),
        (FORCE, "some 字", "some"),
    ],
    "character-of-a-source-without-a-glyph": [(SOURCES, "A note 漢", "A note")],
    "character-without-a-glyph": [(NOTE, "There are 漢 ", "There are ")],
    "chart-of-a-limit-of-another-measure": [
        (CHART, "ceiling, chart, steps", "chart, panels"),
        (CHART, '    steps(axes, edition["cases.north"])\n', ""),
        (CHART, "ceiling(axes, ", 'panels(axes, edition["cases.north"], '),
    ],
    "chart-of-amounts-of-unlike-measures": [(CHART, ', edition["cases.share"])', ")")],
    "chart-of-parts-of-unlike-units": [
        (CHART, "amounts, chart, parts", "amounts, chart"),
        (CHART, "parts(", ""),
        (CHART, '"]))', '"])'),
    ],
    "chart-lower-than-its-words": [(CHART, "height=20", "height=37")],
    "chart-of-a-height-that-is-none": [(CHART, 'height="tall"', "height=160")],
    "chart-of-words-that-are-none": [(CHART, "note=7", 'note="All ranks"')],
    "chart-without-a-title": [(CHART, 'caption=" "', 'caption="Members in Iraq"')],
    "chart-label-without-a-name": [(CHART, "peak", "highest")],
    "chart-of-a-gap-of-unlike-units": [
        (CHART, "funding", "amounts"),
        (CHART, 'funding(axes, edition["cases.north"], ', "amounts(axes, "),
    ],
    "chart-of-too-many-series": [(CHART, None, PANELS)],
    "chart-of-two-sparklines": [
        (CHART, "sparkline", "panels, sparkline"),
        (CHART, 'sparkline(axes, edition["cases.north"])', "panels("),
        (
            CHART,
            'sparkline(axes, edition["cases.south"])',
            'axes, *edition.matching("cases.*"), draw=sparkline)',
        ),
    ],
    "chart-of-unlike-measures": [(CHART, None, PANELS)],
    "chart-of-zero-on-a-log-scale": [(CHART, ', scale="log"', "")],
    "chart-helper-on-other-axes": [(CHART, "steps(Figure().add_subplot(),", "steps(axes,")],
    "chart-in-a-foreign-font": [(CHART, ', fontfamily="Comic Neue"', "")],
    "chart-of-nothing": [
        (CHART, "chart\n", "chart, steps\n"),
        (CHART, '    edition["personnel.iraq"]', '    steps(axes, edition["personnel.iraq"])'),
    ],
    "chart-of-one-argument": [(CHART, "(axes)", "(axes, edition)")],
    "chart-on-a-figure-of-pyplot": [(CHART, "plt.plot", "axes.plot")],
    "chart-outside": [(NOTE, "../../elsewhere/evil", "members"), (CHART, None, DRAWN)],
    "chart-that-asks-the-network": [
        ("data/members.csv", None, "5"),
        (CHART, 'socket.create_connection(("127.0.0.1", 9))', 'open("data/members.csv")'),
    ],
    "chart-that-does-not-run": [(CHART, "yield ", "")],
    "chart-that-ends-the-program": [(CHART, "    exit(0)\n", "")],
    "chart-that-is-not-python": [(CHART, None, DRAWN)],
    "chart-that-lists-files": [
        (
            CHART,
            'list(Path("data/facts").iterdir())',
            'Path("data/facts/personnel.yaml").read_text()',
        )
    ],
    "chart-that-opens-another-file": [
        ("data/members.csv", None, "5"),
        (CHART, "/elsewhere/members.csv", "data/members.csv"),
    ],
    "chart-cut-by-its-limits": [(CHART, "axes.set_ylim(50, 60)", "axes.set_ylim(0, 60)")],
    "chart-of-two-scales": [(CHART, None, PANELS)],
    "chart-that-prints": [(CHART, '    print(100, "members")\n', "")],
    "chart-that-raises": [(CHART, "1 / 0", "1")],
    "chart-that-stacks-below-zero": [(CHART, None, GROUPED)],
    "chart-that-stacks-unlike-units": [(CHART, None, GROUPED)],
    "chart-that-starts-a-program": [
        ("data/members.csv", None, "5"),
        (CHART, 'subprocess.run(["true"])', 'open("data/members.csv")'),
    ],
    "chart-that-writes": [(CHART, '    axes.figure.savefig("members.png")\n', "")],
    "chart-with-a-clock": [(CHART, "date.today()", "edition.day")],
    "chart-with-tex": [(CHART, "$10^{2}$", "10²")],
    "chart-without-a-mark": [(CHART, None, DRAWN)],
    "circle": [
        (FUNDS, "  derived: funding.total - funding.aid", f"  observations: [{FIVE}]"),
        (FUNDS, "label: military funding", "label: military funding"),
    ],
    "codes-that-people-read-otherwise": [
        (FORCE, "on: 2019-22", "on: 2019-summer"),
        (FORCE, "from: 2001-34", "from: 2001-Q2"),
        (FORCE, "until: 2023-24", "until: FY2023-24"),
        (FORCE, "on: 2018-21/2019", "on: 2018-spring"),
        (FORCE, "reported: 2019-20", "reported: FY2019-20"),
        (FORCE, "reported: 2021-W53", "reported: 2021-W52"),
        (FORCE, "on: 2021-Q5", "on: 2021-Q1"),
        (FORCE, "reported: 2021-01-05T24:00", "reported: 2021-04-06T00:00"),
        (FORCE, "on: 2021-01-05 11pm", "on: 2021-01-05T23:00Z"),
        (FORCE, "reported: 2021-01-05T11:00+17:00", "reported: 2021-01-06T11:00+14:00"),
        (FORCE, "value: 2024-25", "value: FY2024-25"),
        (FORCE, "value: 2021-01-05T23:30Z", "value: 2021-01-05"),
        ("data/tables/cases.csv", "2018-23,2020-21", "2018-autumn,FY2020-21"),
        (NOTE, "as_of: 2020-21", "as_of: 2021-01-18"),
        (NOTE, "embargo: 2021-03-14 02:30", "embargo: 2021-03-14 03:30"),
        ("data/briefings/twice.yaml", "2021-11-07 01:30", "2021-11-07T01:30-05:00"),
        (NOTE, "from: 2020-21", "from: FY2020-21"),
        (NOTE, "until: 2020-24", "until: 2020/2024"),
        (SOURCES, "published: 2020-21", "published: FY2020-21"),
        (SOURCES, "taken_as: 2020-23", "taken_as: 2020-10-01"),
    ],
    "control-character": [(FORCE, None, FORCED)],
    "cut-by-a-colon": [(NOTE, "Members: in Iraq, fr: Militaires en Irak", '"Members: in Iraq"')],
    "cut-by-a-comma": [
        (NOTE, "Members, in Iraq,", '"Members, in Iraq",'),
        (NOTE, "How many,  as known", '"How many, as known", fr: Combien'),
    ],
    "cut-by-a-question-mark": [(NOTE, "? how many, fr: Combien", '"? how many"')],
    "date-for-a-number": [("data/facts/mandate.yaml", "type: number", "type: date")],
    "doubt-without-end": [(CASES, "on: 2021-01-05/..", "from: 2021-01-05")],
    "cross-column-without-a-name": [(NOTE, "- personnel", "- {heading: Members, fact: personnel}")],
    "cross-columns-of-nothing": [
        (NOTE, "- {heading: Members}", "- {heading: Members, fact: personnel}"),
        (NOTE, "- {columns: [", "- {heading: All, columns: ["),
        (NOTE, "fact: personnel, since", "change: personnel, since"),
        (NOTE, "{heading: Members, columns: [personnel]}", "{heading: Members, fact: personnel}"),
    ],
    "cross-of-unknown-facts": [
        (NOTE, "- personnel", "- {heading: Members, fact: personnel}"),
        (NOTE, '"*.*"', "{heading: All, fact: personnel}"),
        (NOTE, "rows: personnel.iraq", "rows: iraq"),
    ],
    "empty-block": [(NOTE, "- {}", "- text: Words.")],
    "empty-file": [(NOTE, None, "title: A note\n")],
    "empty-sum": [
        (FUNDS, "sum(cases.*)", "sum(personnel.*)"),
        ("data/facts/aid.yaml", "sum(aid.*)", "sum(personnel.*)"),
    ],
    "encoding": [(FORCE, None, FORCED)],
    "expected-of-no-report": [
        ("data/facts/port.yaml", "  fixed: true\n", ""),
        ("data/facts/port.yaml", "  expected: weekly\n", ""),
    ],
    "fact-and-folder": [
        ("data/facts/personnel/iraq.yaml", None, ""),
        (
            "data/facts/personnel/north_iraq.yaml",
            None,
            f"north: {{label: a, observations: [{FIVE}]}}",
        ),
    ],
    "fact-not-known-yet": [
        (
            NOTE,
            '"There are {{ personnel.iraq }} members."',
            '"{{ personnel.iraq.standing }}"',
        )
    ],
    "fact-without-fields": [(CASES, None, "")],
    "files-that-nobody-reads": [
        ("data/briefing/note.yaml", None, ""),
        ("data/facts.yaml", None, ""),
        ("data/facts/coalition.yml", None, ""),
        ("data/facts/coalition.yaml", None, f"members: {{label: a, observations: [{FIVE}]}}"),
        ("data/tables/losses.CSV", None, ""),
        ("data/tables/losses.csv", None, "value,source\n"),
    ],
    "filtered-fact": [(NOTE, "personnel.iraq | upper", "personnel.iraq")],
    "foreign-font": [(CSS, "font-family: Arial, sans-serif", "font-family: Asof Sans")],
    "foreign-font-in-a-picture": [("images/quay.svg", '"Arial"', '"Asof Sans"')],
    "foreign-font-in-a-template": [("templates/own.html", "family: Arial", "family: Asof Sans")],
    "foreign-font-in-a-token": [(CSS, '"Fira Sans" }', '"Asof Sans" }')],
    "formula-over-words": [
        (FUNDS, "personnel.iraq + funding.name", "personnel.iraq + personnel.iraq")
    ],
    "french-colon": [(NOTE, "Mission : former les forces", '"Mission : former les forces"')],
    "french-colon-in-a-value": [(NOTE, "Notre mission : former", '"Notre mission : former"')],
    "function-that-no-formula-has": [
        (CASES, "max(personnel.iraq, personnel.iraq)", "sum(personnel.*)"),
        (CASES, "-personnel.iraq", "personnel.iraq + personnel.iraq"),
    ],
    "heading-over-another": [(NOTE, " and on A heading that goes on" * 4, "")],
    "hidden-file-on-a-page": [
        (NOTE, ".env.png", "images/env.svg"),
        ("images/env.svg", None, PICTURE),
        ("templates/hidden.html", '".git/config"', '"images/env.svg"'),
        ("templates/hidden.html", '"build/note.png"', '"images/env.svg"'),
        ("templates/hidden.html", '"%2e%2e/secret.png"', '"images/env.svg"'),
    ],
    "hidden-words": [(CSS, "strong { display: none }", "")],
    "if-without-end": [(NOTE, 'members."]', 'members.{% endif %}"]')],
    "image-from-the-network": [
        (NOTE, "file: https://example.org/area.svg", "file: images/area.svg"),
        ("images/area.svg", None, PICTURE),
    ],
    "impossible-date": [(FORCE, "on: 2021-02-30", "on: 2021-02-28")],
    "joined-fact": [(NOTE, "personnel.iraq ~ ' members' }}", "personnel.iraq }} members")],
    "licence-that-is-none": [(CONFIG, "all rights reserved", "https://example.org/licence")],
    "line-hidden-in-a-comment": [("data/facts/coalition.yaml", "\u2028", "")],
    "line-without-a-colon": [(NOTE, "owner\n", "owner: Staff\n")],
    "link-that-leads-nowhere": [
        (NOTE, "[it](reports/2021.pdf)", "[it](https://example.org/2021.pdf)"),
        (NOTE, "[it](//example.org/x)", "[it](https://example.org/x)"),
        (NOTE, "[it](ftp://example.org)", "[it](https://example.org)"),
        (NOTE, "[it](#annex)", "[it](https://example.org/#annex)"),
        (NOTE, "[it](javascript:alert)", "[it](https://example.org/alert)"),
    ],
    "list-instead-of-a-mapping": [(SOURCES, None, SOURCED)],
    "list-of-facts": [(CASES, "[about 100]", f"[{FIVE}]")],
    "merge-conflict": [
        (SOURCES, "<<<<<<< HEAD\n", ""),
        (SOURCES, "=======\n  publisher: Canadian Armed Forces\n>>>>>>> desk\n", ""),
    ],
    "merge-key": [(SOURCES, "<<: *note", "publisher: Defence\n  published: 2021-01-18")],
    "missing-colon": [
        (FORCE, "label members in Iraq", "observations: []\n  label: members in Iraq")
    ],
    "since-without-a-change": [
        (
            NOTE,
            "[personnel.iraq], since: 2021",
            "[personnel.iraq], columns: [label, change], since: 2021",
        ),
        (NOTE, "a fortnight ago", "2 weeks ago"),
    ],
    "change-since-no-day": [
        (NOTE, "last weeks ago", "2 weeks ago"),
        (NOTE, "since='2021-01-18'", "since='2021-01-11'"),
        (NOTE, "harbour.state.change", "harbour.state"),
    ],
    "breaks-without-a-reason": [
        ("data/facts/harbour.yaml", "[new, quay]", "a new quay"),
        ("data/facts/harbour.yaml", "{on: 2021-01-18}", "{on: 2021-01-18, reason: a new quay}"),
    ],
    "missing-field": [
        (FORCE, "iraq:\n", "iraq:\n  label: members\n"),
        (FORCE, "on: 2021-01-18", "on: 2021-01-18\n      source: note"),
    ],
    "missing-image-in-a-template": [("images/area.svg", None, PICTURE)],
    "missing-resource-in-css": [(CSS, "body { background-image: url(paper.png) }", "")],
    "missing-translation": [
        (NOTE, "en: There are members.", "en: There are members.\n        fr: Des gens.")
    ],
    "missing-value": [(FORCE, "- on: 2021-01-18", "- on: 2021-01-18\n      value: about 100")],
    "map-of-no-such-area": [
        (CHART, 'edition.matching("personnel.*")', "{'irak': edition['personnel.iraq']}")
    ],
    "map-outside-its-folder": [
        ("data/regions.geojson", None, ""),
        ("maps/regions.geojson", None, REGIONS),
        (CHART, "data/regions.geojson", "maps/regions.geojson"),
    ],
    "map-that-is-projected": [("maps/regions.geojson", None, REGIONS)],
    "misuse-in-a-template": [(PAGE, '{{ "about " ~ personnel.iraq }}', "{{ personnel.iraq }}")],
    "mixed-values": [("data/facts/mandate.yaml", "value: 830", "value: 2021-04-30")],
    "newer-program": [(CONFIG, 'requires: ">=9"\n', "")],
    "no-languages": [(CONFIG, "languages: []", "languages: [en]")],
    "no-rows": [("data/tables/empty.csv", "code,name\n", "code,name\nnorth,North\n")],
    "no-such-chart-in-a-template": [(CHART, None, DRAWN)],
    "not-one-day": [(NOTE, "as_of: 2021-01\n", "as_of: 2021-01-18\n")],
    "number-for-a-date": [("data/facts/mandate.yaml", "value: about 600", "value: 2021-01-18")],
    "number-out-of-a-fact": [
        (NOTE, "{{ personnel.iraq | int }}", "{{ personnel.iraq }}"),
        (NOTE, "{{ personnel.iraq | round }}", "{{ personnel.iraq }}"),
        (NOTE, "{{ '%s' % personnel.iraq }}", "{{ personnel.iraq }}"),
        (NOTE, "{{ '{}'.format(personnel.iraq) }}", "{{ personnel.iraq }}"),
        (NOTE, "{{ personnel.iraq() }}", "{{ personnel.iraq }}"),
        (NOTE, "{{ (personnel.iraq, 1) }}", "{{ personnel.iraq }}"),
        (NOTE, "{{ -personnel.iraq }}", "{{ personnel.iraq }}"),
        (NOTE, "{% for x in personnel.iraq %}{{ x }}{% endfor %}", "{{ personnel.iraq }}"),
        (NOTE, "{{ personnel.iraq | literal }}", "{{ personnel.iraq }}"),
        (NOTE, "personnel.iraq > 'many'", "personnel.iraq > 50"),
    ],
    "picture-of-no-width": [
        (NOTE, "width: wide", "width: full"),
        (NOTE, "width: 5%", "width: 50%"),
    ],
    "picture-that-is-none": [
        (NOTE, "images/grey.png", "images/grey.svg"),
        ("images/grey.svg", None, PICTURE),
    ],
    "picture-too-wide": [(CSS, "max-width: none", "max-width: 100%")],
    "picture-too-wide-in-a-template": [(CSS, "max-width: none", "max-width: 100%")],
    "place-of-no-column": [
        (ROWS, "personnel.{{ each.name }}", "personnel.{{ each.code }}"),
        (ROWS, "each.code | upper", "each.code"),
    ],
    "place-without-rows": [
        (ROWS, "title: A note", "title: A note\nfor_each: tables/regions.csv"),
        ("data/tables/regions.csv", None, "code\niraq\n"),
    ],
    "printed-folder": [(NOTE, "{{ personnel }}", "{{ personnel.iraq }}")],
    "printed-function": [
        (NOTE, "{{ personnel.iraq.at }}", "{{ personnel.iraq }}"),
        (NOTE, "personnel.iraq > 'many'", "personnel.iraq > 50"),
    ],
    "printed-list": [
        (
            NOTE,
            "{{ personnel.iraq.history }}",
            "{% for x in personnel.iraq.history %}{{ x }}{% endfor %}",
        )
    ],
    "progress-that-is-none": [
        (FORCE, "value: green", "value: on track"),
        (FORCE, "value: {en: late}", "value: late"),
    ],
    "python-tag": [
        (SOURCES, "title: !!python/object/apply:os.system [ls]", 'title: "!!python/object [ls]"')
    ],
    "quotes-in-quotes": [(NOTE, '== "stale" %', "== 'stale' %")],
    "quotation-in-other-words": [(NOTE, "- quote: personnel.chief", "- facts: personnel.chief")],
    "reserved-key": [
        (FORCE, "\nlabel:\n", "\nbadge:\n"),
        (FORCE, "personnel.iraq + personnel.label", "personnel.iraq + personnel.badge"),
    ],
    "retractions-of-nothing": [
        (CASES, "twice, source: later", "twice, on: 2021-01-05, source: later"),
        (CASES, "wrong, on: 2021-01-05, source: paper", "wrong, on: 2021-01-05, source: later"),
        (CASES, '"600", on: 2021-01-05, source: later', '"600", on: 2021-01-05, source: note'),
        (
            CASES,
            "{retracts: wrong, on: 2021-01-05, source: note}",
            TAKEN_BACK,
        ),
        (CASES, "source: note#p2", "source: later"),
        (CASES, '{value: "600", retracts: counted twice,', "{retracts: counted twice,"),
        (CASES, '{value: "600", source: note}', '{value: "600", on: 2021-01-18, source: note}'),
        (
            CASES,
            "{retracts: wrong, source: later}",
            "{retracts: wrong, on: 2021-01-18, source: later}",
        ),
        (
            CASES,
            "nothing_else:\n  label: cases\n  observations:\n",
            (
                "nothing_else:\n  label: cases\n  observations:\n"
                '    - {value: "600", on: 2021-01-05, source: note}\n'
            ),
        ),
        (
            CASES,
            "{retracts: wrong, on: 2021-01-05, source: note}",
            TAKEN_BACK,
        ),
    ],
    "row-of-the-name-of-a-briefing": [
        ("data/briefings/riding-south.yaml", None, ""),
        ("data/briefings/south.yaml", None, "title: The south\n"),
    ],
    "row-with-an-unknown-fact": [
        ("data/tables/regions.csv", "irak\ngulf\n", ""),
        (ROWS, "persons.{{ each.code }}", "personnel.iraq"),
    ],
    "rows-with-broken-lines": [
        ("data/tables/named.csv", '"nor\nth"', "north"),
        ("data/tables/named.csv", '"west\n"', "west"),
        ("data/tables/open.csv", '"north,', '"north",'),
        ("data/tables/semicolons.csv", None, "code,name\nnorth,North\n"),
    ],
    "rows-with-wrong-columns": [
        ("data/tables/clash.csv", None, "code,name.en,name.fr,area\niraq,Iraq,Irak,5\n"),
        ("data/tables/named.csv", None, "code,name.en,name.fr\niraq,Iraq,Irak\n"),
    ],
    "rule-that-is-a-list": [(NOTE, "[bare-figure]", "bare-figure")],
    "same-key-twice": [(CASES, None, "")],
    "several": [
        (FORCE, "{value: $5, on: 2021-01, source: note}", "{value: 5, on: 2021-01, source: note}"),
        (FORCE, "label: members in Iraq", "label: members in Iraq\n  currency: CAD"),
        (FORCE, "value: 600, on: 2021-01-18", "value: 600, on: 2020-01-18"),
        (SOURCES, "note:\n", "note:\n  title: A note\n"),
        (SOURCES, "published: 2021-13", "published: 2020-12"),
    ],
    "several-charts-in-a-file": [(CHART, None, DRAWN)],
    "several-in-one-text": [(NOTE, "mandat.end", "personnel.iraq.on")],
    "starts-with-braces": [
        (
            NOTE,
            "{{ personnel.iraq }} members are there.",
            '"{{ personnel.iraq }} members are there."',
        )
    ],
    "starts-with-braces-alone": [(NOTE, "{{ personnel.iraq }}", '"{{ personnel.iraq }}"')],
    "style-that-adds-to-a-figure": [(CSS, '"0"', '"—"')],
    "style-that-asks-for-itself": [(CSS, '@import "own.css";', "")],
    "style-as-clear-as-glass": [(CSS, "opacity: .5", "color: #666")],
    "style-that-makes-a-link": [(CSS, "link: url(#fact-1)", "color: black")],
    "style-that-moves-a-figure": [(CSS, "position: absolute; top: 4cm", "color: black")],
    "swallowed-comment": [(NOTE, "Members, see note  #3", '"Members, see note  #3"')],
    "html-in-a-text": [
        (NOTE, "<b>closed</b>", "**closed**"),
        (NOTE, "<i>here</i> or <i>there</i><br>", "*here* or *there*"),
        (NOTE, '<div class="note"><em>All</em></div>', "*All*"),
    ],
    "note-that-nothing-refers-to": [(NOTE, '"Closed.', '"Closed[^1].')],
    "note-without-words": [(NOTE, "[^1]", "^[Except for ambulances.]")],
    "table-of-rows-and-groups": [(NOTE, "      rows: personnel.*\n", "")],
    "table-without-rows": [(NOTE, "{columns: [label, value]}", "{rows: personnel.*}")],
    "table-lacks-a-column": [
        ("data/tables/cases.csv", None, "key,value,on,source\ncanada,5,2021-01-18,note\n")
    ],
    "table-outside-data": [
        ("data/facts/losses.yaml", "../../outside.csv", "tables/losses.csv"),
        ("data/tables/losses.csv", None, "value,on,source\n5,2021-01-18,note\n"),
    ],
    "table-with-too-many-cells": [("data/tables/cases.csv", "1,234", '"1,234"')],
    "table-with-wrong-cells": [
        ("data/tables/cases.csv", "CA,5", "ca,5"),
        ("data/tables/cases.csv", "italy,,", "italy,6,"),
    ],
    "tables-of-another-suffix": [
        (ROWS, "tables/cases.txt", "tables/rows.csv"),
        ("data/tables/rows.csv", None, "code\nnorth\n"),
        (CASES, "tables/cases.txt", "tables/cases.csv"),
        ("data/tables/cases.csv", None, "value,on,source\n5,2021-01-18,note\n"),
    ],
    "tables-of-other-programs": [
        (f"data/tables/{name}.csv", None, "value,on,source\n600,2021-01-05,note\n")
        for name in ("semicolons", "tabs", "bars", "declared")
    ],
    "tables-with-broken-quotes": [
        ("data/tables/open_at_the_end.csv", '"a town', '"a town"'),
        ("data/tables/open_in_the_middle.csv", '"a town', '"a town"'),
        ("data/tables/open_in_the_header.csv", '"source', '"source"'),
        ("data/tables/inches.csv", '"5" pipe"', '"5"" pipe"'),
        ("data/tables/space_behind.csv", '"a town" ,', '"a town",'),
        ("data/tables/space_before.csv", ' "a town', '"a town'),
        ("data/tables/second_line.csv", '"5" pipe"', "note"),
        ("data/tables/second_line.csv", ",note\n", ',"5"" pipe"\n'),
        ("data/tables/second_line.csv", 'two",', 'two",'),
    ],
    "tables-with-what-no-table-holds": [
        ("data/tables/conflict.csv", None, "value,on,source\n600,2021-01-05,note\n"),
        ("data/tables/half_conflict.csv", "=======\n610,2021-01-05,note\n", ""),
        ("data/tables/quoted_conflict.csv", ">>>>>>> b\n", ""),
        ("data/tables/control.csv", None, "value,on,source\n600,2021-01-05,note\n"),
        ("data/tables/lines.csv", None, "key,value,on,source\na,60,2021-01-05,note\n"),
    ],
    "tables-with-wrong-columns": [
        ("data/tables/twice.csv", None, "value,on,source\n600,2021-01-05,note\n"),
        ("data/tables/nameless.csv", "value,,", "value,on,"),
        ("data/tables/trailing.csv", "note,,x", '"note"'),
        ("data/tables/empty.csv", None, "value,source\n5,note\n"),
        ("data/tables/blank.csv", None, "value,source\n5,note\n"),
        ("data/tables/keys_only.csv", ",,\n", "a,5,note\n"),
    ],
    "tabs": [(FORCE, "\t- value: about 100", "    - {value: about 100, source: note}")],
    "stated-without-a-day": [(FORCE, "stated: true\n", "on: 2021-01-17\n      stated: true\n")],
    "taken-as-outside": [(SOURCES, "taken_as: 2021-02-01", "taken_as: 2021-01-31")],
    "taken-as-without-a-note": [
        (SOURCES, "taken_as:", "note: Its first page says so.\n  taken_as:")
    ],
    "template-is-not-utf-8": [(PAGE, None, '{% extends "theme/note.html" %}\n')],
    "template-outside": [("templates/evil.html", '{% include "../../secret" %}', "")],
    "template-that-cannot-compute": [
        (NOTE, "{{ 1 / 0 }}", "One."),
        (NOTE, "{{ range(1000000) }}", "Two."),
        (NOTE, "{{ ''.__class__ }}", "Three."),
        (NOTE, "word('stael')", "word('stale')"),
        (NOTE, "{{ fact.keywords.session.reader }}", "Four."),
    ],
    "text-in-no-language": [(NOTE, "title: {}", "title: A note"), (NOTE, "[a, b]", "a, b")],
    "larger-than-the-limits": [
        ("data/facts/sized.yaml", "long " * 100, ""),
        ("data/facts/deep.yaml", "[2021-01-18]", "2021-01-18"),
        (CONFIG, "yaml_values: 30", "yaml_values: 36"),
        ("data/facts/aliases.yaml", "*all", "{label: boats, derived: aliases.ships}"),
        (CONFIG, "rows: 2", "rows: 3"),
        (CONFIG, "columns: 3", "columns: 5"),
        (CONFIG, "file_size: 2000", "file_size: 20000"),
        (CONFIG, "text: 40", "text: 42"),
        ("data/facts/texts.yaml", " + personnel.iraq", ""),
    ],
    "more-facts-than-the-limit": [
        (CONFIG, "facts: 2", "facts: 4"),
        ("data/facts/ships.yaml", "value: 5}", f"observations: [{FIVE}]}}"),
    ],
    "more-observations-than-the-limit": [(CONFIG, "observations: 3", "observations: 4")],
    "formulas-larger-than-the-limit": [(CONFIG, "formula_facts: 3", "formula_facts: 4")],
    "text-that-is-a-book": [(NOTE, "word " * 4000, "")],
    "text-that-starts-with-a-mark": [(NOTE, "@note\n", '"@note"\n')],
    "text-that-starts-with-a-star": [(NOTE, "*About* the mission", '"*About* the mission"')],
    "third-expression-of-a-folded-text": [],
    "title-without-words": [
        (NOTE, "{% if personnel.iraq > 500 %}A large force{% endif %}", "A force"),
    ],
    "too-deep": [(SOURCES, None, SOURCED)],
    "true-is-no-text": [(NOTE, "title: true", 'title: "true"')],
    "two-briefings-of-one-name": [
        ("data/briefings/south/note.yaml", None, ""),
        ("data/briefings/south/southern.yaml", None, "title: Another note\n"),
    ],
    "two-documents": [(SOURCES, "other: 5", "")],
    "two-ways-to-a-value": [
        (FUNDS, "  label: other funding", f"  label: other funding\n  observations: [{FIVE}]"),
    ],
    "unclosed-expression": [(NOTE, "{{ personnel.iraq members.", "{{ personnel.iraq }} members.")],
    "unclosed-list": [(FORCE, "[headcount", '["headcount"]\n  observations: []')],
    "unclosed-mapping": [(NOTE, "{en: A note", '{en: "A note"}')],
    "unclosed-quote": [(NOTE, '"A note', '"A note"')],
    "undefined-name": [(NOTE, "{{ jordan }}", "Jordan")],
    "unit-too-wide-in-a-head": [(FORCE, UNIT, "Tage")],
    "unknown-in-a-template": [
        (
            PAGE,
            "{{ personnel.iraq }}",
            "{% if personnel.iraq.standing != 'unknown' %}{{ personnel.iraq }}{% endif %}",
        )
    ],
    "unknown-time-zone": [(CONFIG, "America/Otawa", "America/Toronto")],
    "unlike-things-in-formulas": [
        (
            "data/facts/roads.yaml",
            "derived: roads.km + roads.m\n",
            "derived: roads.km + roads.km\n",
        ),
        (
            "data/facts/roads.yaml",
            "derived: roads.cad + roads.usd",
            "derived: roads.cad + roads.cad",
        ),
        ("data/facts/roads.yaml", '  label: what changed\n  unit: "%"', "  label: what changed"),
        ("data/facts/roads.yaml", " + roads.cad / roads.m", ""),
        ("data/facts/roads.yaml", "share(roads.cad, roads.km)", "share(roads.m, roads.m)"),
        ("data/facts/roads.yaml", "label: money a kilometre", "label: money\n  currency: CAD"),
        ("data/facts/roads.yaml", "another country\n  currency: USD", "another country"),
        ("data/facts/roads.yaml", "label: all of it\n  unit: km", "label: all of it\n  unit: m"),
    ],
    "unquoted-colon-in-a-block": [(NOTE, "fr: Mission : former", "")],
    "forms-of-a-name": [
        (FORCE, "{of: members}", "{name: members, of: members}"),
        (FORCE, "Of: members", "of: members"),
        (FORCE, "[members]", '"members"'),
    ],
    "form-that-nobody-gave": [(FORCE, "of: members}", "of: members, whom: members}")],
    "text-that-no-language-prints": [(CONFIG, ", en: Basis", "")],
    "language-typed-twice": [(CONFIG, "\n\n", "\nlanguages: [en]\n")],
    "label-for-all-and-by-language": [
        (
            "data/tables/cases.csv",
            None,
            "key,label.en,value,on,source\ncanada,Canada,5,2021-01-18,note\n",
        )
    ],
    "unspoken-language": [(CONFIG, "[en, xx]", "[en]")],
    "until-before-from": [
        (FORCE, "until: 2020-03-31", "until: 2021-01-18"),
        (FORCE, "from: 2021-01-18", "from: 2020-03-31"),
    ],
    "values-by-language-for-a-number": [(FUNDS, "{en: five}", "5")],
    "word-too-long-for-its-column": [(NOTE, "0123456789" * 9, "0123456789")],
    "word-too-long-for-its-margin": [
        (NOTE, "ProtectedProtectedProtected", "Pro\u00adtectedPro\u00adtectedPro\u00adtected"),
    ],
    "word-too-long-for-its-table": [(FORCE, "0123456789" * 9, "0123456789")],
    "words-cut-off": [(CSS, "height: 20pt", "height: 90pt")],
    "words-off-the-sheet": [(CSS, "left: -60mm", "left: 10mm")],
    "words-outside-their-page": [(CSS, "top: 60cm", "top: 0"), (CSS, "top: -60mm", "top: 0")],
    "words-too-small": [(CSS, "5pt", "6pt")],
    "wrong-rows": [
        (
            "data/tables/regions.csv",
            None,
            (
                "code,name.en,name.fr\niraq,Iraq,Irak\nlebanon,Lebanon,Liban\njordan,Jordan,Jordanie\n"
                'gulf,"The Gulf,",Golfe\nsyria,Syria,Syrie\n'
            ),
        )
    ],
    "units-that-count-nothing": [
        (CASES, "unit: [members]", "unit: members"),
        (CASES, "{one: member}", "{one: member, other: members}"),
        (CASES, "{fra: militaires, en: members}", "{en: members}"),
        (CASES, "currency: dollars", "currency: CAD"),
    ],
    "units-without-a-plural": [
        (CASES, "{one: osoba, other", "{one: osoba, few: osoby, many: osób, other"),
        (CASES, "{one: pers., other", "{one: pers., few: pers, many: pers, other"),
    ],
    "limits-that-are-none": [
        (CONFIG, "dots: none", "dots: 5000"),
        (CONFIG, "yaml_depth: 101", "yaml_depth: 100"),
    ],
    "weights-that-are-none": [
        (CONFIG, "rules: strict", "rules: {stale-fact: error}"),
    ],
    "versions-that-are-none": [
        (CONFIG, "requires: the newest", 'requires: ">=0.1"'),
    ],
    "point-without-a-text": [(NOTE, "from: 2020-03", "from: 2020-03, en: Words.")],
    "previous-of-the-first": [
        (NOTE, '"Before there were {{ personnel.iraq.previous }}.", ', ""),
    ],
    "value-that-is-a-list": [
        (CASES, "[600, 700]", "600 to 700"),
        (CASES, "[reduced, unchanged]", "reduced"),
        (CASES, "[[europe]]", "[europe]"),
    ],
    "value-that-is-none": [
        (CASES, "    - {value: n/a, on: 2021-01-18, source: note}\n", ""),
        (CASES, "value: TBD", "value: not public"),
        (CASES, "value: two", "value: 2"),
    ],
    "fact-in-an-attribute": [
        ("templates/own.html", '<p class="{{', '<p title="{{'),
        ("templates/own.html", "<!-- {{ personnel.iraq }} -->", "{{ personnel.iraq }}"),
    ],
    "words-of-a-fact-filtered": [
        (NOTE, "{{ words | replace('1', '9') }}", "{{ words }}"),
        ("templates/own.html", "{{ words | upper }}", "{{ words }}"),
    ],
    "fact-in-an-address": [
        (NOTE, "org/{{ personnel.iraq }})", "org/100)"),
    ],
    "drawing-that-is-broken": [
        ("images/quay.svg", None, PICTURE),
    ],
    "drawing-in-no-colour": [("images/quay.svg", "var(--water, blue)", "#1f2a37")],
    "drawing-whose-words-are-set-otherwise": [("images/quay.svg", None, WORDED)],
    "drawing-whose-words-cannot-be-read": [
        ("images/quay.svg", 'x="360"', 'x="290"'),
        ("images/quay.svg", 'x="9" y="45"', 'x="9" y="45" fill="white"'),
        ("images/quay.svg", '<path d="M0 55h90v20H0z" fill="white"/>', ""),
        ("images/quay.svg", 'font-size="6"', 'font-size="9"'),
        ("images/quay.svg", 'x="12"', 'x="60"'),
    ],
    "chart-whose-words-cannot-be-read": [
        (
            CHART,
            'autopct="%d%%"',
            'autopct="%d%%", textprops={"color": "black"}, colors=["0.9", "0.8"]',
        )
    ],
    "drawing-that-refers-elsewhere": [
        ("images/quay.svg", None, PICTURE),
        (
            "templates/own.html",
            None,
            f'{{% extends "theme/note.html" %}}{{% block body %}}{SHOWN}{{% endblock %}}',
        ),
    ],
    "mark-by-hand": [
        (
            "templates/own.html",
            '<data class="fact" id="fact-1" value="about 900">about 900</data>',
            "{{ personnel.iraq }}",
        )
    ],
    "order-that-is-turned": [
        (NOTE, "\\u202e119", "no"),
        (SOURCES, "\u2067note\u2069", "note"),
    ],
    "text-that-is-too-deep": [(NOTE, "> > > > > > > > > > > > > > > > > > > > ", "> ")],
    "template-in-a-text": [(NOTE, "'{% include \"words.html\" %}'", "Words")],
    "photograph-too-large": [
        (CONFIG, "dots: 300", "dots: 400"),
    ],
    "frame-in-a-template": [
        ("images/quay.svg", None, PICTURE),
        ("templates/own.html", '<iframe src="https://example.org/"></iframe>', SHOWN),
    ],
    "words-kept-out-of-a-margin": [("templates/own.css", "@bottom-center", "@top-center")],
    "hidden-line-of-the-margin": [("templates/own.css", "display: none", "letter-spacing: .1pt")],
    "colours-of-a-press": [
        ("images/quay.svg", "device-cmyk(0 1 1 0.2)", "#1f2a37"),
        ("templates/own.css", "device-cmyk(0 0 0 1)", "#1f2a37"),
    ],
    "photographs-in-other-colours": [
        (NOTE, "images/inks.jpg", "images/plain.png"),
        (NOTE, "images/lost.jpg", "images/plain.png"),
        (NOTE, "images/bright.png", "images/plain.png"),
        (NOTE, "images/film.gif", "images/plain.png"),
        ("images/quay.svg", None, BESIDE),
    ],
    "photograph-that-is-broken": [
        (NOTE, "images/grey.png", "images/grey.svg"),
        ("images/grey.svg", None, PICTURE),
    ],
    "former-names-that-cannot-be": [
        ("data/facts/boats.yaml", None, ""),
        (FORCE, "formerly: [personnel.iraq]", "formerly: [personnel.baghdad]"),
        (FORCE, "[personnel.iraq, personnel.gulf, personnel.gulf]", "[personnel.gulf]"),
        (FORCE, "- personnel.gulf", "- personnel.doha"),
        (FORCE, "formerly: [amman]", "formerly: [personnel.amman]"),
        (FORCE, "formerly: [personnel.*]", "formerly: [personnel.muscat]"),
        ("data/facts/ships.yaml", "formerly: [ships]", "formerly: [vessels]"),
        ("data/facts/posts.yaml", "formerly: [places.yaml]", "formerly: [places]"),
        ("data/tables/posts.csv", "East-Post", "east_post"),
        (NOTE, "formerly: [other]", ""),
        (SOURCES, "formerly: [note]", "formerly: [memo]"),
    ],
    "words-of-no-statement": [
        ("data/facts/port.yaml", "  words: verbatim\n", ""),
        ("data/facts/port.yaml", "words: quoted", "words: reported"),
    ],
    "source-without-fields": [(SOURCES, None, SOURCED)],
    "spaces-that-do-not-break": [
        (FORCE, "\u00a0\u00a0label", "  label"),
        (SOURCES, "title:\u00a0A note", "title: A note"),
    ],
    "merge-conflict-on-a-page": [
        ("templates/page.html", "<<<<<<< HEAD\n", ""),
        ("templates/page.html", "||||||| base\n<p>There were members.</p>\n", ""),
        ("templates/page.html", "=======\n<p>There are none.</p>\n>>>>>>> desk\n", ""),
        (CHART, "<<<<<<< HEAD\n=======\nimport math\n>>>>>>> desk\n", ""),
    ],
    "merge-conflict-in-a-style": [(CSS, "=======\n", "")],
    "words-in-the-colour-of-paper": [(CSS, "color: white", "color: black")],
    "tables-with-lines-of-nobody": [
        ("data/tables/titled.csv", "Table 1: cases\n", ""),
        ("data/tables/declared.csv", "sep=,\n", ""),
        ("data/tables/keyless.csv", "\n,6", "\nsouth,6"),
    ],
    "key-that-is-a-list": [(CASES, None, FORCED)],
    "label-in-no-language": [("data/tables/cases.csv", "label.xx", "label.en")],
    "wrong-in-two-fields": [
        (FORCE, "2020-21", "FY2020-21"),
        (FORCE, "nobody", "note"),
    ],
    "page-without-a-font": [("templates/page.html", None, '{% extends "theme/note.html" %}\n')],
    "template-that-makes-too-much": [("templates/own.html", "5000001", "50")],
    "template-larger-than-the-limit": [(CONFIG, "template_size: 100", "template_size: 100000")],
    "template-that-runs-itself": [("templates/part.html", None, "<p>Words.</p>\n")],
    "number-too-wide-for-any-line": [("templates/own.html", "%0999999999d", "%09d")],
    "number-of-too-many-digits": [("templates/own.html", "10 ** 9999", "10 ** 9")],
    "expression-too-deep": [
        ("templates/own.html", "(" * 400, ""),
        ("templates/own.html", ")" * 400, ""),
    ],
    "page-deeper-than-the-limit": [(CONFIG, "page_depth: 15", "page_depth: 20")],
    "cell-that-spans-too-much": [("templates/own.html", "100000", "1")],
    "style-deeper-than-the-limit": [(CONFIG, "css_depth: 10", "css_depth: 20")],
    "styles-of-no-page": [
        (CSS, "1e9mm", "1mm"),
        (CSS, "0.00000001px", "1px"),
        (CSS, "scale(1) " * 201, "scale(1)"),
    ],
    "variable-too-long": [(CSS, "var(--c) " * 8, "")],
    "variable-behind-too-many": [(CONFIG, "css_depth: 12", "css_depth: 13")],
    "more-pages-than-the-limit": [(CONFIG, "pages: 1", "pages: 9")],
    "seal-of-what-is-not-printed": [(NOTE, "  - personnel.gulf\n", "")],
    "texts-of-no-folder": [
        (NOTE, "data/texts", "texts/situation"),
        ("texts/situation/2021-01-18.md", None, "All is calm.\n"),
    ],
    "days-in-the-wrong-order": [
        (
            NOTE,
            "    from: 2021-01-18\n    until: 2020-12\n",
            "    from: 2020-12\n    until: 2021-01-18\n",
        ),
        ("data/briefings/two.yaml", "  - from: 2021-01-18\n", ""),
    ],
    "series-that-counts-nothing": [
        (NOTE, "01-18}}", "01-18}, every: day}"),
        ("data/briefings/two.yaml", "number: first", "number: {from: 1, on: 2020-02-24}"),
        ("data/briefings/three.yaml", "{from: 1}", "{from: 1, on: 2020-02-24}"),
        ("data/briefings/four.yaml", "period: quarter", "period: 7 days"),
        ("data/briefings/five.yaml", "  every: day\n", ""),
        ("data/editions.yaml", None, "five: [{number: 1, day: 2021-01-18}]\n"),
        ("data/briefings/six.yaml", "  every: week\n", ""),
        ("data/briefings/seven.yaml", "  number: {on: 2021-01-18}\n", ""),
        ("data/briefings/eight.yaml", "  from: 2021-01-01\n", ""),
        ("data/briefings/nine.yaml", "days: []", "days: [2020-02-24, 2020-03-30]"),
        ("data/briefings/ten.yaml", "every: week\n", ""),
        ("data/briefings/eleven.yaml", "01-19}", "01-19, reason: A holiday.}"),
    ],
    "series-that-contradicts-itself": [
        (NOTE, "on: 2021-01-18}", "on: 2020-12-29}"),
        (NOTE, "except: [2021-01-20]", "except: []"),
        (NOTE, "until: 2020-12-31", "until: 2021-01-18"),
        (NOTE, "[tuesday, friday]", "[monday, tuesday, friday]"),
        ("data/briefings/two.yaml", "except: [2021-01-18]", "except: []"),
        ("data/briefings/four.yaml", "0201-01-18", "2021-01-18"),
        ("data/editions.yaml", None, "three: [{number: 1, day: 2021-01-18}]\n"),
        ("data/briefings/five.yaml", "from: 2021-01-19", "from: 2021-02-08"),
        ("data/briefings/five.yaml", "to: 2021-01-20", "to: 2021-02-09"),
        ("data/briefings/five.yaml", "to: 2021-02-01", "to: 2021-01-26"),
        ("data/briefings/five.yaml", "to: 2021-02-15", "to: 2021-02-16"),
        ("data/briefings/five.yaml", "to: 2021-03-03", "to: 2021-03-10"),
        (
            "data/briefings/five.yaml",
            "from: 2021-03-01, to: 2021-03-10",
            "from: 2021-03-08, to: 2021-03-10",
        ),
        ("data/briefings/six.yaml", "0201-01-18, ", ""),
        ("data/briefings/seven.yaml", "0201-01-18", "2021-01-18"),
    ],
    "editions-of-nobody": [
        ("data/editions.yaml", "two:\n  - {number: 1, day: 2021-01-18}\n", ""),
    ],
    "editions-out-of-order": [
        ("data/editions.yaml", "{number: 7, day: 2021-01-15}", "{number: 5, day: 2021-01-17}"),
        ("data/editions.yaml", "{number: 6, day: 2021-01-17}", "{number: 7, day: 2021-01-18}"),
        ("data/editions.yaml", "01-18, next: 2021-01-18", "01-19, next: 2021-01-20"),
        ("data/editions.yaml", "{number: eight, day: 2021-01-19}", "{number: 9, day: 2021-01-20}"),
        ("data/editions.yaml", '"9"', "{number: 10, day: 2021-01-21}"),
    ],
}
