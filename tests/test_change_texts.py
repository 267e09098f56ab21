"""Changes in texts: a figure with its days, its sources and its notes, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asof import build, data, workspace
from asof.diagnostics import AsofError
from asof.jobs import Request, plan_jobs
from asof.page.document import Document
from asof.page.tree import plain_words
from harbour import harbour

DAY = date(2020, 11, 10)
SOURCES = """
sunday: {title: Sunday, publisher: Harbour, published: 2020-11-08}
monday: {title: Monday, publisher: Harbour, published: 2020-11-09}
tuesday: {title: Tuesday, publisher: Harbour, published: 2020-11-10}
"""
FACTS: dict[str, Any] = {
    "crews": {
        "label": {"en": "Crews", "fr": "Équipages"},
        "unit": {"en": {"one": "crew", "other": "crews"}, "fr": "équipages"},
        "expected": "daily",
        "observations": [
            {"value": "671", "on": "2020-11-09", "source": "monday"},
            {"value": "708", "on": "2020-11-10", "source": "tuesday", "status": "provisional"},
        ],
    },
    "ships": {
        "label": {"en": "Ships", "fr": "Navires"},
        "expected": "daily",
        "observations": [
            {"value": "9", "on": "2020-11-09", "source": "monday"},
            {"value": "8", "on": "2020-11-09", "source": "tuesday"},
            {"value": "5", "on": "2020-11-10", "source": "tuesday"},
        ],
    },
    "tugs": {
        "label": {"en": "Tugs", "fr": "Remorqueurs"},
        "observations": [
            {"value": "2", "on": "2020-11-08", "source": "sunday"},
            {"value": "2", "on": "2020-11-10", "source": "tuesday"},
        ],
    },
    "berths": {
        "label": {"en": "Berths", "fr": "Postes"},
        "break": {"on": "2020-11-10", "reason": {"en": "the new quay", "fr": "le nouveau quai"}},
        "observations": [
            {"value": "7", "on": "2020-11-09", "source": "monday"},
            {"value": "12", "on": "2020-11-10", "source": "tuesday"},
        ],
    },
    "all": {"label": {"en": "All", "fr": "Tout"}, "derived": "port.ships + port.tugs"},
    "state": {
        "label": {"en": "State", "fr": "État"},
        "observations": [
            {"value": {"en": "open", "fr": "ouvert"}, "on": "2020-11-10", "source": "tuesday"}
        ],
    },
    "lost": {
        "label": {"en": "Lost", "fr": "Perdus"},
        "observations": [{"value": "1", "on": "2020-11-20", "source": "tuesday"}],
    },
}


def document(root: Path, text: str, tag: str = "en-CA") -> Document:
    note = json.dumps({"title": "Note", "body": [{"text": text}]})
    home = workspace.find_workspace(
        harbour(root, note=note, facts=json.dumps(FACTS), sources=SOURCES)
    )
    ledger, briefings = data.read(home)
    (job,) = plan_jobs(home, briefings, Request(DAY, languages=(tag,)))
    return build.filled_document(job.edition(ledger), job)


def says(root: Path, text: str, tag: str = "en-CA") -> str:
    (found,) = (each for each in document(root, text, tag).texts if str(each.source) == text)
    return found.printed.replace("\u00a0", " ").strip()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("In care: {{ port.crews.change }}.", "In care: +37 (since November 9, 2020)."),
        ("Crews ({{ port.crews.change }}).", "Crews (+37, since November 9, 2020)."),
        ("It is {{ port.crews.change.counted }}.", "It is +37 crews (since November 9, 2020)."),
        ("It is {{ port.crews.change }} crews.", "It is +37 crews (since November 9, 2020)."),
        (
            "They are {{ port.crews.change.in_words }} {{ port.crews.change.since }}.",
            "They are up 37 since November 9, 2020.",
        ),
        (
            "It is {{ port.crews.change }} and {{ port.ships.change }}.",
            "It is +37 and \u22123 (since November 9, 2020).",
        ),
        (
            "It is {{ port.crews.change }} and {{ port.tugs.change }}.",
            "It is +37 (since November 9, 2020) and no change (since November 8, 2020).",
        ),
        (
            "Berths: {{ port.berths.change.in_words }} {{ port.berths.change.since }}.",
            "Berths: break in the series.",
        ),
        ("In all {{ port.all.change }}.", "In all \u22123 (since November 9, 2020)."),
        ("Berths: {{ port.berths.change }}.", "Berths: break in the series."),
        (
            "Tugs: {{ port.tugs.change(since='2020-11-07') }}.",
            "Tugs: first reported.",
        ),
        (
            "Tugs: {{ port.tugs.change(since='2 days ago').in_words }}.",
            "Tugs: no change (since November 8, 2020).",
        ),
        ("{% if port.crews.change > 30 %}More.{% endif %}", "More."),
        ("{% if port.tugs.change %}More.{% else %}As many.{% endif %}", "As many."),
        ("{% if port.ships.change < 0 %}Fewer.{% endif %}", "Fewer."),
    ],
)
def test_a_text_says_a_change_and_since_when(text: str, printed: str, tmp_path: Path) -> None:
    assert says(tmp_path, text) == printed


def test_it_says_so_in_french(tmp_path: Path) -> None:
    text = "On compte {{ port.crews.change.in_words }}."
    assert says(tmp_path, text, "fr-CA") == "On compte hausse de 37 (depuis le 9 novembre 2020)."


def test_a_change_cites_both_days_and_is_worth_what_the_lesser_value_is(tmp_path: Path) -> None:
    page = document(tmp_path, "In care: {{ port.crews.change }}.")
    words = "".join(page.tree.itertext()).replace("\u00a0", " ")
    assert "+37 (p) [1, 2] (since November 9, 2020)" in words
    (shown,) = (each for each in page.prints if each.part == "change")
    assert [o.written for o in shown.behind] == ["708", "671"]
    assert "(p) provisional" in words


@pytest.mark.parametrize(
    ("fact", "note"),
    [
        ("berths", "Break in the series on November 10, 2020: the new quay."),
        ("ships", "Earlier figure corrected on November 10, 2020."),
        ("all", "Earlier figure corrected on November 10, 2020."),
    ],
)
def test_a_note_tells_of_a_break_and_of_a_correction(fact: str, note: str, tmp_path: Path) -> None:
    words = plain_words(document(tmp_path, f"It is {{{{ port.{fact}.change }}}}.").tree)
    assert note in words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "{{ port.state.change }}",
            "'port.state' is no number: it has no change",
            "print its .previous beside it",
        ),
        (
            "{{ port.crews.previous.change }}",
            "only what 'port.crews' says in this edition has a change",
            'write port.crews.change(since="2020-11-03")',
        ),
        (
            "{{ port.crews.change(since='2020-11-10') }}",
            "'2020-11-10' is not before the day of this edition, 2020-11-10",
            "give an earlier day",
        ),
        (
            "{{ port.crews.change(since='last week') }}",
            "not a date: 'last week'",
            "write a day as 2021-01-18, a month as 2021-01, a year as 2021",
        ),
        (
            "{{ port.crews.change(since='some weeks ago') }}",
            "'some weeks ago' is no length of time",
            "write a number of days, weeks, months or years, as in 7 days ago, or a week ago",
        ),
        (
            "{{ port.crews.change.counter }}",
            "a change has no property 'counter'",
            "did you mean 'counted'?",
        ),
        (
            "{{ port.crews.change + 1 }}",
            "a fact can be printed, compared or asked for a property, nothing else",
            "print it by itself, or define a derived fact",
        ),
    ],
)
def test_what_is_no_change_is_refused(text: str, message: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(AsofError) as caught:
        document(tmp_path, text)
    assert [(f.message, f.hint) for f in caught.value.findings] == [(message, hint)]


def test_a_change_of_what_is_unknown_takes_its_text_with_it(tmp_path: Path) -> None:
    page = document(tmp_path, "Lost: {{ port.lost.change }}.")
    assert not any("Lost" in each.printed for each in page.texts)
    assert [f.rule for f in page.findings if f.rule == "unknown-fact"] == ["unknown-fact"]
