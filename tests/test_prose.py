"""Facts among words: what stands before them, their capital, and the day of those that age."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from asof import build, data, workspace
from asof.jobs import Request, plan_jobs
from asof.page.document import Document
from asof.page.tree import plain_words

SOURCES = """
log: {title: Log, publisher: Harbour, published: 2021-01-18}
news: {title: News, publisher: Herald, published: 2017-06-29}
fresh: {title: Report, publisher: Harbour, published: 2025-06-01}
plan: {title: Plan, publisher: Office, published: 2021-03-09}
"""
FACTS = """
ships:
  label: {en: ships in port, fr: navires au port, es: barcos}
  unit:
    en: {one: ship, other: ships}
    fr: {one: navire, other: navires}
    es: {one: barco, other: barcos}
  review_in: 90 days
  observations: [{value: about 100, on: 2021-01-18, source: log}]
crews:
  label: {en: crews, fr: équipages, es: tripulaciones}
  unit: {en: crews, fr: équipages, es: tripulaciones}
  review_in: 90 days
  observations: [{value: "7", on: 2021-01-18, source: log}]
state:
  label: {en: state of work, fr: état des travaux, es: estado}
  review_in: 90 days
  observations:
    - {value: {en: under way, fr: en cours, es: en marcha}, on: 2021-01, source: log}
plan:
  label: {en: plan, fr: plan, es: plan}
  review_in: 90 days
  observations:
    - {value: {en: all is well., fr: tout va bien., es: todo va bien.}, on: 2021-01-18, source: log}
head:
  label: {en: head, fr: chef, es: jefa}
  review_in: 90 days
  observations:
    - {value: {en: Ann Bly, fr: Ann Bly, es: Ann Bly}, from: 2019-04, source: log}
divers:
  label: {en: divers, fr: plongeurs, es: buzos}
  type: number
  review_in: 90 days
  observations:
    - {value: not public, on: 2017-06-29, source: news, reason: {en: security, fr: sécurité, es: s}}
    - {value: some 20, on: 2017-06-29, status: claim, by: {en: papers, fr: p, es: p}, source: news}
tugs:
  label: {en: tugs, fr: remorqueurs, es: remolcadores}
  unit:
    en: {one: ship, other: ships}
    fr: {one: navire, other: navires}
    es: {one: barco, other: barcos}
  review_in: 90 days
  observations: [{value: "3", on: 2025-06-01, source: fresh}]
built:
  label: {en: ships built, fr: navires construits, es: barcos construidos}
  fixed: true
  observations: [{value: "12", on: 2021-01-18, source: log}]
all: {label: {en: all, fr: tous, es: todos}, derived: port.ships + port.tugs}
budget:
  label: {en: budget, fr: budget, es: presupuesto}
  currency: CAD
  review_in: 90 days
  observations:
    - {value: 2 million, on: 2017-06, source: news}
    - {value: 3 million, on: 2021-04, source: plan}
depth:
  label: {en: depth, fr: profondeur, es: profundidad}
  review_in: 90 days
  observations:
    - {value: "11", on: 2021-01-18, source: log}
    - {value: "14", on: 2021-01-18, source: plan}
limit:
  label: {en: ships that fit, fr: navires admis, es: barcos admitidos}
  fixed: true
  observations: [{value: about 9, on: 2021-01-18, source: log}]
eight:
  label: {en: metres, fr: mètres, es: metros}
  fixed: true
  observations: [{value: "8", on: 2021-01-18, source: log}]
lost:
  label: {en: fish lost, fr: poissons perdus, es: peces perdidos}
  unit: {en: fish, fr: poissons, es: peces}
  fixed: true
  observations: [{value: in the thousands, on: 2021-01-18, source: log}]
chief:
  label: {en: chief, fr: chef, es: jefe}
  type: statement
  observations:
    - value: {en: All fit., fr: Tout entre., es: Todo cabe.}
      by: {en: the Mayor, fr: le maire, es: el alcalde}
      on: 2021-01-18
      source: log
"""
DAY = date(2025, 6, 30)


def document(root: Path, texts: dict[str, str], **more: str) -> Document:
    """A page of one text, typed in one language."""
    (tag,) = texts
    body = json.dumps({"title": "Note", "as_of": str(DAY), "body": [{"points": [texts]}]})
    layout = {
        "asof.yaml": "title: Port\nlanguages: [en-CA, fr-CA, es-ES]\ntimezone: UTC\n",
        "data/sources.yaml": SOURCES,
        "data/facts/port.yaml": FACTS,
        "data/briefings/note.yaml": body,
    } | more
    for name, words in layout.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(words, encoding="utf-8")
    home = workspace.read_workspace(root)
    ledger, briefings = data.read(home)
    (job,) = plan_jobs(home, briefings, Request(DAY, languages=(tag,), out=root / "build"))
    draft = build.draft(ledger, job)
    assert draft.document, draft.failure
    return draft.document


def says(root: Path, text: str, tag: str = "en") -> str:
    """What a text says on a page, no-break spaces as spaces."""
    (told,) = (t for t in document(root, {tag: text}).texts if t.source == text)
    return told.printed.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (
            "We have {{ port.ships.counted }} in port.",
            "We have about 100 ships (as of January 18, 2021) in port.",
        ),
        (
            "There are {{ port.ships }} ships now.",
            "There are about 100 ships (as of January 18, 2021) now.",
        ),
        ("Work is **{{ port.state }}**.", "Work is under way (as of January 2021)."),
        (
            "Divers: {{ port.divers }}; papers say {{ port.divers.claims[0] }}.",
            "Divers: not public (as of June 29, 2017); papers say some 20 (as of June 29, 2017).",
        ),
        ("All told {{ port.all }}.", "All told about 103 (as of January 18, 2021)."),
        (
            "Next year {{ port.budget }} is spent.",
            "Next year $3 million (as of March 9, 2021) is spent.",
        ),
        ("The head is {{ port.head }}.", "The head is Ann Bly (as of January 18, 2021)."),
        ("Now: {{ port.crews.history[-1] }}.", "Now: 7 (as of January 18, 2021)."),
        ("Depth: {{ port.depth }}.", "Depth: 11 or 14 (as of January 18, 2021)."),
    ],
)
def test_a_value_that_may_no_longer_be_so_carries_its_day(
    typed: str, printed: str, tmp_path: Path
) -> None:
    assert says(tmp_path, typed) == printed


@pytest.mark.parametrize(
    ("tag", "typed", "printed"),
    [
        (
            "fr",
            "On compte {{ port.ships.counted }}.",
            "On compte environ 100 navires (au 18 janvier 2021).",
        ),
        ("fr", "Travaux : {{ port.state }}.", "Travaux : en cours (en janvier 2021)."),
        (
            "es",
            "Hay {{ port.ships.counted }}.",
            "Hay aproximadamente 100 barcos (al 18 de enero de 2021).",
        ),
        ("es", "Obras: {{ port.state }}.", "Obras: en marcha (en enero de 2021)."),
    ],
)
def test_each_language_says_the_day(tag: str, typed: str, printed: str, tmp_path: Path) -> None:
    assert says(tmp_path, typed, tag) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "{{ port.tugs.counted }} came.",  # current
        "{{ port.built.counted }} were built.",  # history
        "We had {{ port.ships.counted }} on {{ port.ships.on }}.",
        "We have {{ port.ships.counted }}, reported {{ port.ships.reported }}.",
        "In 2021 we had {{ port.ships.at('2021-01') }}.",
        "Before: {{ port.budget.history[0] }}, {{ port.budget.previous }}.",
        "We count {{ port.ships.label }}.",
    ],
)
def test_what_is_of_no_day_or_has_it_said_carries_none(typed: str, tmp_path: Path) -> None:
    assert "(as of" not in says(tmp_path, typed)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (
            "{{ port.ships.counted }} and {{ port.crews.counted }}.",
            "About 100 ships and 7 crews (as of January 18, 2021).",
        ),
        (
            "{{ port.crews.counted }}, {{ port.tugs }} tugs and {{ port.crews.counted }}.",
            "7 crews (as of January 18, 2021), 3 tugs and 7 crews (as of January 18, 2021).",
        ),
        (
            "{{ port.ships.counted }}. Then {{ port.crews.counted }}.",
            "About 100 ships (as of January 18, 2021). Then 7 crews (as of January 18, 2021).",
        ),
        (
            "{{ port.plan }} {{ port.plan }}",
            "All is well. (as of January 18, 2021) All is well. (as of January 18, 2021)",
        ),
        (
            "{{ port.ships.counted }} and {{ port.crews.counted }} on {{ port.crews.on }}.",
            "About 100 ships and 7 crews on January 18, 2021.",
        ),
    ],
)
def test_a_day_that_several_share_is_said_once_in_a_clause(
    typed: str, printed: str, tmp_path: Path
) -> None:
    assert says(tmp_path, typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Few ({{ port.crews.counted }}).", "Few (7 crews, as of January 18, 2021)."),
        ("They say “{{ port.state }}”.", "They say “under way” (as of January 2021)."),
        ("A {{ port.crews }}-crew port.", "A 7-crew (as of January 18, 2021) port."),
    ],
)
def test_a_day_stands_behind_what_its_value_belongs_to(
    typed: str, printed: str, tmp_path: Path
) -> None:
    assert says(tmp_path, typed) == printed


def test_the_day_is_marked_and_recorded_as_the_fact_s(tmp_path: Path) -> None:
    made = document(tmp_path, {"en": "We have {{ port.ships.counted }}."})
    assert [(p.key, p.part, p.text) for p in made.prints] == [
        ("port.ships", "", "about\u00a0100\u00a0ships"),
        ("port.ships", "as_of", "as of January\u00a018,\u00a02021"),
    ]
    assert [e.text for e in made.tree.iter("data") if e.get("data-part") == "as_of"] == [
        "as of January\u00a018,\u00a02021"
    ]


@pytest.mark.parametrize(
    ("tag", "typed", "printed"),
    [
        ("en", "{{ port.built }} ships. {{ port.limit }} fit.", "12 ships. About 9 fit."),
        ("en", "**{{ port.limit }}** fit, or {{ port.limit }}.", "About 9 fit, or about 9."),
        ("en", "Lt. {{ port.chief.by }}: {{ port.limit }}.", "Lt. the Mayor: about 9."),
        ("en", "{{ port.limit.label }}: {{ port.limit }}.", "Ships that fit: about 9."),
        ("en", '{{ "eBay" | literal }} has {{ port.limit }}.', "eBay has about 9."),
        ("en", "Quay A *takes* a {{ port.eight }}-metre ship.", "Quay A takes an 8-metre ship."),
        ("fr", "{{ port.limit }} y entrent.", "Environ 9 y entrent."),
        ("fr", "Il est de {{ port.limit }}.", "Il est d’environ 9."),
        ("fr", "Il est de *{{ port.limit }}*.", "Il est d’environ 9."),
        ("fr", "L'avis de {{ port.chief.by }}.", "L’avis du maire."),
        ("fr", "La mort de {{ port.lost.counted }}.", "La mort de milliers de poissons."),
        ("es", "La orden de {{ port.chief.by }}.", "La orden del alcalde."),
        ("es", "Siete o {{ port.eight }}.", "Siete u 8."),
    ],
)
def test_facts_are_set_among_their_words(
    tag: str, typed: str, printed: str, tmp_path: Path
) -> None:
    assert says(tmp_path, typed, tag) == printed


def test_an_article_that_is_dropped_is_dropped_in_the_mark(tmp_path: Path) -> None:
    made = document(tmp_path, {"fr": "La mort de {{ port.lost.counted }}."})
    assert [p.text for p in made.prints] == ["milliers\u00a0de\u00a0poissons"]
    assert [e.text for e in made.tree.iter("data")] == ["milliers\u00a0de\u00a0poissons"]


TEMPLATE = '{{% extends "theme/note.html" %}}\n{{% block body %}}{}{{% endblock %}}\n'


def page(root: Path, body: str, tag: str = "en") -> Document:
    """A page that a template of the workspace prints."""
    (root / "templates").mkdir()
    (root / "templates/own.html").write_text(TEMPLATE.format(body), encoding="utf-8")
    note = json.dumps({"title": "Note", "as_of": str(DAY), "template": "own.html", "body": []})
    return document(root, {tag: "-"}, **{"data/briefings/note.yaml": note})


def words(made: Document) -> str:
    """The words of what a template printed, spaces made alike."""
    section = next(e for e in made.tree.iter() if e.get("id") == "own")
    return " ".join(plain_words(section).split())


@pytest.mark.parametrize(
    ("tag", "body", "printed"),
    [
        (
            "en",
            "<p>We have {{ port.ships.counted }} <b>in port</b>.</p>",
            "We have about 100 ships (as of January 18, 2021) in port.",
        ),
        (
            "en",
            "<p><b>{{ port.ships }}</b>\n ships are in port.</p>",
            "About 100 ships (as of January 18, 2021) are in port.",
        ),
        (
            "en",
            "<table><tr><td>{{ port.ships }}</td><td>{{ port.ships.on }}</td></tr></table>",
            "about 100January 18, 2021",
        ),
        ("en", "<p>{{ port.limit }}</p>", "about 9"),
        ("en", "<p>{{ port.limit }} fit.<br>{{ port.limit }}</p>", "About 9 fit.about 9"),
        ("fr", "<p>Il est\n  de {{ port.limit }}.</p>", "Il est d’environ 9."),
        (
            "fr",
            "<li>La mort de <em>{{ port.lost.counted }}</em>.</li>",
            "La mort de milliers de poissons.",
        ),
        ("en", "<p>It is {{ port.depth }}.</p>", "It is 11 or 14 (as of January 18, 2021)."),
    ],
)
def test_facts_of_templates_are_set_as_those_of_texts_are(
    tag: str, body: str, printed: str, tmp_path: Path
) -> None:
    assert words(page(tmp_path, f'<div id="own">{body}</div>', tag)) == printed


def test_what_a_template_prints_is_recorded_as_it_prints(tmp_path: Path) -> None:
    made = page(tmp_path, '<p id="own">{{ port.ships }} came to {{ port.limit }}.</p>')
    assert [p.text.replace("\u00a0", " ") for p in made.prints] == [
        "About 100",
        "about 9",
        "as of January 18, 2021",
    ]


def test_figures_of_a_template_are_seen_though_their_words_go_by_a_fact(tmp_path: Path) -> None:
    made = page(tmp_path, '<p id="own">En 2019, il est de {{ port.limit }}.</p>', "fr")
    assert words(made) == "En 2019, il est d’environ 9."
    assert "En 2019, il est de " in [text.printed for text in made.texts]
