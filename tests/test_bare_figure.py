"""bare-figure: forty planted figures, each found at its place; forty innocent ones, none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from asof import build, data, review, workspace
from asof.jobs import Request, plan_jobs
from asof.language import language
from asof.review.number_detection import figures

TODAY = date(2025, 6, 30)
DATA = {
    "asof.yaml": """\
title: {en: Port notes, fr: Notes du port}
languages: [en-CA, fr-CA]
timezone: UTC
contact: {en: Call 613-555-0100, fr: Appelez le 613-555-0100}
rules: {unused-fact: off}
""",
    "data/sources.yaml": """\
log-2025:
  title: {en: Log of 2025, fr: Journal de 2025}
  publisher: {en: Harbour, fr: Le port}
  published: 2025-01-02
""",
    "data/facts/port.yaml": """\
ships:
  label: {en: ships of the 30 expected, fr: navires des 30 attendus}
  unit: {en: {one: ship, other: ships}, fr: {one: navire, other: navires}}
  review_in: 1 year
  observations:
    - {value: about 7, on: 2025-01-02, source: log-2025}
cost:
  label: {en: cost, fr: coût}
  currency: CAD
  review_in: 1 year
  observations:
    - {value: 1.39 billion, on: 2025-01-02, source: log-2025}
opened:
  label: {en: day of opening, fr: jour d'ouverture}
  type: date
  review_in: 1 year
  observations:
    - {value: 2019-05-01, on: 2019-05-01, source: log-2025}
""",
}
# Every figure that a fact did not supply stands between ⟦ and ⟧.
PLANTED = {
    "data/briefings/note.yaml": """\
title: {en: "The port, ⟦40⟧ berths", fr: "Le port, ⟦40⟧ postes"}
template: own.html
as_of: 2025-02-01
question:
  en: What changed after ⟦9/11⟧ and since ⟦2017⟧?
  fr: Qu'est-ce qui a changé depuis ⟦2017⟧?
next_update: {en: "On ⟦March 31, 2025⟧", fr: "Le ⟦31 mars 2025⟧"}
body:
  - heading: {en: Since ⟦2021⟧, fr: Depuis ⟦2021⟧}
  - points:
      - en: "The port has {{ port.ships.counted }}, ⟦twelve⟧ cranes and ⟦3,500⟧ staff."
        fr: "Le port compte {{ port.ships.counted }}, ⟦douze⟧ grues et ⟦3 500⟧ employés."
        points:
          - en: It is ⟦40%⟧ full, or **⟦forty-two⟧ per cent** by weight.
            fr: Il est rempli à ⟦40 %⟧, ou à *⟦quarante-deux⟧ pour cent* en poids.
      - en: >-
          It opened on {{ port.opened }} and was
          enlarged on ⟦May 24⟧ for ⟦$5 million⟧; a ⟦300⟧-metre quay is planned.
        fr: >-
          Il a ouvert le {{ port.opened }} et a été
          agrandi le ⟦1er mai⟧ pour ⟦5 millions⟧ de dollars; un quai de ⟦300⟧ mètres est prévu.
      - en: 'A {{ "⟦2nd⟧" }} harbour was the ⟦third⟧ to close in ⟦mid-2018⟧.'
        fr: "Un {{ '⟦2e⟧' }} port fut le ⟦troisième⟧ à fermer à la ⟦mi-2018⟧."
  - pressed:
      on: {en: on the ⟦2016–17⟧ season, fr: sur la saison ⟦2016-2017⟧}
      points:
        - {en: "It lasted ⟦dozens⟧ of weeks.", fr: "Elle a duré des ⟦dizaines⟧ de semaines."}
  - table:
      rows: [port.ships, port.cost]
      caption: {en: Values of ⟦April 2024⟧, fr: Valeurs d'⟦avril 2024⟧}
  - chart: ships
  - image:
      file: images/map.svg
      alt: {en: A map of ⟦8⟧ quays, fr: Une carte de ⟦8⟧ quais}
""",
    "charts/ships.py": """\
from asof.charts import chart, steps


@chart(
    height=140,
    caption={
        "en": "Ships since ⟦2024⟧, ⟦two⟧ of ⟦140⟧ logs",
        "fr": "Navires depuis ⟦2024⟧",
    },
)
def ships(axes, edition):
    steps(axes, edition["port.ships"])
""",
    "templates/own.html": """\
{% extends "theme/note.html" %}
{% block head %}<style>p { margin: 12pt }</style>{% endblock %}
{% block end %}
<p class="tariff-2025">Tariff of ⟦2022⟧: see {{ port.cost }} and
  the ⟦19⟧ annexes.</p>
<table>
{% for name, berths in [("North", ⟦64⟧), ("South", ⟦65⟧)] %}
<tr><td colspan="1">{{ name }}</td><td>{{ berths }}</td></tr>
{% endfor %}
</table>
{% set rest = "⟦77⟧ buoys" %}<p>{{ rest }}</p>
{% if port.cost.standing == "unknown" %}<p>None of the 99 is known.</p>{% endif %}
<img src="images/map.svg" alt="⟦15⟧ moles">
{{ super() }}
{% endblock %}
""",
    "images/map.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>\n',
}

INNOCENT = {
    "data/briefings/note.yaml": """\
title: {en: Notes for berth A4, fr: Notes pour le poste A4}
template: own.html
as_of: 2025-02-01
reference: 2025-014/3
section: {en: Chapter 7, fr: Chapitre 7}
body:
  - heading: {en: "7. Background", fr: "7. Contexte"}
  - heading: {en: "2.1 Fleet", fr: "2.1 Flotte"}
  - points:
      - en: >-
          A {{ 'CF-188' | literal }}, a CF-188, a C-130J and an MQ-9 flew over; COVID-19
          and H1N1 went.
        fr: >-
          Un {{ 'CF-188' | literal }}, un CF-188, un C-130J et un MQ-9 ont survolé; la
          COVID-19 est passée.
      - en: >-
          {{ 'ISO 8601-2' | literal }} and {{ '9/11' | literal }} are names, one and all;
          5G is no count.
        fr: >-
          {{ 'ISO 8601-2' | literal }} et {{ '11 septembre' | literal }} sont des noms,
          une fois pour toutes.
      - en: >-
          See Chapter 7, Articles 5 and 6, Annex 2 and Resolution 2170, or
          https://example.org/2021/5?n=40.
        fr: >-
          Voir le chapitre 7, les articles 5 et 6, l'annexe 2 et la résolution 2170, ou
          info2@example.org.
      - en: "The Five Eyes, the G7 and the Group of Seven met in May; no one else did, at first."
        fr: >-
          Le G7 et le Groupe des Sept se sont réunis en mai à Trois-Rivières; les deux
          ont du matériel neuf.
      - en: >-
          {{ port.ships.counted }} for {{ port.cost }} since {{ port.opened }}, as of
          {{ port.ships.on }}.
        fr: >-
          {{ port.ships.counted }} pour {{ port.cost }} depuis le {{ port.opened }}, en
          date du {{ port.ships.on }}.
      - en: "In the long run a third party, second to none, may call 613-555-0100."
        fr: "En second lieu, un pays tiers peut écrire; en mars aussi, à l'unanimité."
  - tiles: [port.ships, port.cost]
  - table:
      rows: [port.ships, port.opened]
      columns: [label, value, "on", until, reported, source, standing, counts, by]
  - chart: ships
  - text:
      en: |-
        1. The first of them
        2. Another
      fr: |-
        1. Le premier
        2. Un autre
""",
    "charts/ships.py": """\
from asof.charts import chart, steps


@chart(caption={"en": "Ships in berth A4", "fr": "Navires au poste A4"}, height=140)
def ships(axes, edition):
    steps(axes, edition["port.ships"])
""",
    "templates/own.html": """\
{% extends "theme/note.html" %}
{% block head %}<style>
p { margin: 12pt } @page { @top-left { content: "Page " counter(page) } }
</style>{% endblock %}
{% block letterhead %}{{ super() }}
<p id="p-44" style="width: 30pt">{{ edition.day }}</p>{% endblock %}
{% block end %}
<p data-n="17">{{ "Form 12" | literal }}, form B-12 of {{ port.opened }}&#8212;A4</p>
{% for n in [1, 2, 3][:2] %}<br>{% endfor %}
{% if port.cost.standing == "unknown" %}<p>None of the 99 is known.</p>{% endif %}
{{ super() }}
{% endblock %}
""",
}


def made(root: Path, files: dict[str, str]) -> tuple[review.Draft, ...]:
    """The editions of a workspace in both languages, filled."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(re.sub("[⟦⟧]", "", text), encoding="utf-8")
    home = workspace.read_workspace(root)
    ledger, briefings = data.read(home)
    request = Request(TODAY, out=root / "build")
    return tuple(build.draft(ledger, job) for job in plan_jobs(home, briefings, request))


def found(root: Path, files: dict[str, str]) -> list[str]:
    """What the rule finds in both languages, as place and figure."""
    drafts = made(root, files)
    assert [d.failure for d in drafts] == [None, None]
    home, ledger = workspace.read_workspace(root), drafts[0].edition.ledger
    told = [f for f in review.review(home, ledger, drafts, TODAY) if f.rule == "bare-figure"]
    assert {f.hint for f in told} <= {
        'print it from a fact, {{ … }}, or mark a name: {{ "9/11" | literal }}',
        "write it in a text; a style may add marks, such as a dash or an arrow",
        "draw it as a chart of facts, or take it out; a name that holds it can be outlines",
    }
    return [f"{f.place}: {f.message}" for f in told]


def planted(files: dict[str, str]) -> Iterator[str]:
    """Where the files say that figures are planted."""
    for name, text in files.items():
        for number, line in enumerate(text.splitlines(), start=1):
            for index, mark in enumerate(re.finditer("⟦(.*?)⟧", line)):
                column = mark.start() - 2 * index + 1
                yield f"{name}:{number}:{column}: '{mark[1]}' comes from no fact"


def test_what_a_style_adds_comes_from_no_fact(tmp_path: Path) -> None:
    template = (
        '{% extends "theme/note.html" %}\n{% block head %}<style>\n'
        'p::before { content: "7" }\n</style>{% endblock %}\n'
    )
    own = 'ul { color: red }\ndata.fact::after { content: "0" }\n'
    files = {
        "templates/own.css": own,
        "templates/note.html": template,
        "data/briefings/note.yaml": "title: {en: A, fr: B}\ntemplate: note.html\nbody: []\n",
    }
    assert found(tmp_path, DATA | files) == [
        "templates/note.html:3: '7' comes from no fact and no text",
        "templates/own.css:2:29: '0' comes from no fact and no text",
    ]


DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">
<!-- 1200 ships -->
<text x="0" y="12" font-size="9">
The port
<tspan x="0" y="24">had 1,200 ships</tspan></text>
<text x="0" y="36" font-size="9">on May 5, 2016</text>
<text x="0" y="36" font-size="9" display="none">99 cranes</text>
</svg>
"""
LOGO = '<img class="logo" src="images/logo.svg" alt="B">'


@pytest.mark.parametrize("way", ["block", "template"])
def test_what_a_drawing_says_comes_from_no_fact_either(tmp_path: Path, way: str) -> None:
    block = "  - image: {file: images/port.svg, alt: {en: The port, fr: Le port}}\n"
    body = f"body:\n{block}" if way == "block" else "template: own.html\nbody: []\n"
    page = '{% extends "theme/note.html" %}{% block end %}<img src="images/port.svg" alt="A">'
    files = {
        "images/port.svg": DRAWING,
        "templates/own.html": f"{page}{LOGO}{{% endblock %}}",
        "images/logo.svg": DRAWING,
        "data/briefings/note.yaml": "title: {en: A, fr: B}\n" + body,
    }
    told = found(tmp_path, DATA | files)
    assert "images/port.svg:5: '1,200' comes from no fact" in told
    assert "images/port.svg:6: 'May 5, 2016' comes from no fact" in told
    assert not any("99" in each or "logo" in each for each in told)


def test_every_planted_figure_is_found_at_its_place(tmp_path: Path) -> None:
    wanted = sorted(planted(PLANTED))
    assert len(wanted) >= 40
    assert sorted(found(tmp_path, DATA | PLANTED)) == wanted


def test_no_innocent_one_is(tmp_path: Path) -> None:
    assert found(tmp_path, DATA | PLANTED | INNOCENT) == []


@pytest.mark.parametrize(
    ("tag", "text", "wanted"),
    [
        ("en", "January 18, 2021 and 24 May", ["January 18, 2021", "24 May"]),
        ("en", "from May 24 to June 29, 2017", ["May 24", "June 29, 2017"]),
        ("en", "one hundred and five ships, no one else", ["one hundred and five"]),
        ("en", "a third of it, half of that", ["a third", "half"]),
        ("en", "US$5 and 14:30", ["$5", "14:30"]),
        ("en", "Second, a second time", ["a second"]),
        ("en", "Seven ships of the Seven Sisters", ["Seven"]),
        ("en", "the 1990s, the 3rd, 5km", ["1990s", "3rd", "5km"]),
        ("fr", "le 18 janvier 2021, le 1er mai", ["18 janvier 2021", "1er mai"]),
        ("fr", "du 24 au 29 mai 2017", ["24 au 29 mai 2017"]),
        ("fr", "quatre-vingt-dix navires, vingt et un ans", ["quatre-vingt-dix", "vingt et un"]),
        ("fr", "un navire neuf, neuf navires", ["neuf"]),
        ("fr", "les deux, les deux cents, deux fois", ["deux cents", "deux"]),
        ("fr", "75 $, 40 % et 14 h 30", ["75 $", "40 %", "14 h 30"]),
        ("es", "el 18 de enero de 2021, el 1.º de mayo", ["18 de enero de 2021", "1.º de mayo"]),
        ("es", "del 24 al 29 de mayo de 2017", ["24 al 29 de mayo de 2017"]),
        ("es", "treinta y dos barcos, veintiuna grúas", ["treinta y dos", "veintiuna"]),
        ("es", "doscientas mil personas, un barco", ["doscientas mil"]),
        ("es", "la mitad, un tercio, dos tercios", ["mitad", "un tercio", "dos tercios"]),
        ("es", "el segundo barco, la tercera vez, la 2.ª", ["segundo", "tercera", "2.ª"]),
        ("es", "los dos, los dos mil, dos veces", ["dos mil", "dos"]),
        ("es", "en segundo lugar, un tercer país, de segunda mano", []),
        ("es", "75 €, $75, 40 % y 14:30 h", ["75 €", "$75", "40 %", "14:30"]),
        ("es", "12 por ciento, decenas de barcos", ["12 por ciento", "decenas"]),
        ("es", "¿Siete barcos? Las Siete Partidas", ["Siete"]),
        ("es", "véanse los artículos 5 y 6, la sección 2 y las resoluciones 4 a 7", []),
        ("es", "el artículo n.º 5 y el anexo 2, en mayo, un CF-188", []),
        ("fr", "une moitié, la 2e, le deuxième", ["une moitié", "2e", "deuxième"]),
    ],
)
def test_figures_of_a_language(tag: str, text: str, wanted: list[str]) -> None:
    assert [figure.plain for figure in figures(text, language(tag))] == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ('{{ image("images/map.svg", alt="15 quays") }}', ["3:33: '15'"]),
        ("{{ 40 }} ships", ["3:4: '40'"]),
        ('{{ "4" ~ "0" }} ships', ["3: '40'"]),
        ('{{ "<b>40</b> ships" | safe }}', ["3:8: '40'"]),
        ("{% set n = 40 %}{{ n }} ships", ["3:12: '40'"]),
        ("{% set words %}40 ships{% endset %}{{ words }}", ["3:16: '40'"]),
        ("{% macro m(n) %}<b>{{ n }}</b>{% endmacro %}{{ m('40 ships') }}", ["3:51: '40'"]),
        ("{{ '40' | literal }} and 41 more", ["3:26: '41'"]),
        ("{{ port.ships }}0 ships", ["3:17: '0'"]),
        ("<h2>40 ships</h2><h2>7. Ships</h2><h2>Chapter 3</h2>", ["3:5: '40'"]),
        ("<svg><style>.a { x: 43 }</style><text>45</text></svg>", ["3:39: '45'"]),
        ("{% if port.ships.on > '2024-01-18' %}{{ port.ships.at('2025-01') }}{% endif %}", []),
        ("{% for n in [1, 2, 3][:2] %}<br>{% endfor %}{{ edition.day }}", []),
        ("<!-- 40 -->{# 41 #}<p class='c42' data-n='43'>{{ briefing.title }}</p>", []),
    ],
)
def test_what_a_template_prints_is_judged_where_it_was_typed(
    tmp_path: Path, typed: str, wanted: list[str]
) -> None:
    own = f'{{% extends "theme/note.html" %}}\n{{% block end %}}\n{typed}\n{{% endblock %}}\n'
    note = "title: Note\ntemplate: own.html\nas_of: 2025-02-01\nbody:\n  - tiles: port.ships\n"
    files = {"data/briefings/note.yaml": note, "templates/own.html": own}
    map_ = {"images/map.svg": PLANTED["images/map.svg"]}
    told = [f"templates/own.html:{w} comes from no fact" for w in wanted]
    assert found(tmp_path, DATA | map_ | files) == told
