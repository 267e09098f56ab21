"""Blocks that print between days, and what prints instead where a fact cannot."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from asof import data
from asof.briefing.blocks import KINDS
from asof.located import parse_yaml
from test_located import plain
from test_review import drafted, files, judge, numbers, told, write

FACTS = numbers("value: 7, on: 2025-01-02, source: log") + (
    "tugs:\n  label: tugs\n  observations: [{value: 3, on: 2025-02-10, source: log, "
    "reported: 2025-02-10}]\n"
    "storm: {label: storm, tags: [event], type: event, "
    "observations: [{value: A storm., on: 2025-01-02, source: log}]}\n"
    "said: {label: word, tags: [said], type: statement, words: verbatim, "
    "observations: [{value: Said., by: A captain, on: 2025-01-02, source: log}]}\n"
)
CHART = """\
from asof.charts import amounts, chart

@chart(caption="Ships in the port")
def ships(axes, edition):
    amounts(axes, edition["port.KEY"])
"""
BLOCKS: dict[str, Any] = {
    "heading": "A heading",
    "subheading": "A second heading",
    "annex": "An annex",
    "key_findings": ["There are {{ port.ships }}."],
    "points": ["There are {{ port.ships }}."],
    "pressed": {"on": "on ships", "points": ["There are {{ port.ships }}."]},
    "facts": ["port.ships"],
    "tiles": ["port.ships"],
    "table": ["port.ships"],
    "cross": {"columns": [{"heading": "Here", "fact": "port"}], "rows": ["ships"]},
    "chart": "ships",
    "timeline": "event",
    "statements": "said",
    "quote": "port.said",
    "withheld": ["port.ships"],
    "image": {"file": "images/quay.svg", "alt": "A quay"},
    "images": [{"file": "images/quay.svg", "alt": "A quay"}],
    "text": "There are {{ port.ships }}.",
    "text_of_day": "texts",
    "callout": "There are {{ port.ships }}.",
    "glossary": "Words",
    "changes": {"since": "2025-01-01"},
}
QUAY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 2"><path d="M0 0h9v2z"/></svg>'
UNKNOWN = json.dumps(BLOCKS).replace("port.ships", "port.tugs")
FIRST, SECOND, THIRD = date(2025, 2, 1), date(2025, 2, 2), date(2025, 2, 3)


def body(*blocks: dict[str, Any], chart: str = "ships") -> dict[str, str]:
    """A workspace of one note with some blocks."""
    lines = "".join(f"  - {json.dumps(block)}\n" for block in blocks)
    note = f"title: Note\nas_of: 2025-02-02\nbody:\n{lines}"
    more = {"charts/ships.py": CHART.replace("KEY", chart), "images/quay.svg": QUAY}
    more["texts/2025-01-31.md"] = "All is calm."
    return files(FACTS, data__briefings__note_yaml=note) | more


def page(root: Path, layout: dict[str, str], day: date = SECOND) -> str:
    return drafted(write(root, layout), day).html.replace("\u00a0", " ")


def test_each_kind_of_block_is_tried_here() -> None:
    assert set(BLOCKS) == set(KINDS)


@pytest.mark.parametrize("kind", [k for k in BLOCKS if k not in ("glossary", "withheld")])
def test_a_block_prints_on_its_days_alone(tmp_path: Path, kind: str) -> None:
    always = {"text": "Always."}
    head = kind in ("heading", "subheading", "annex")
    block = {kind: BLOCKS[kind], "from": "2025-02-02", "until": "2025-02-02"}
    layout = body(block, always) if head else body(always, block)
    without = page(tmp_path, body(always))
    assert page(tmp_path, layout, FIRST) == without.replace("February 2", "February 1")
    assert page(tmp_path, layout, THIRD) == without.replace("February 2", "February 3")
    assert page(tmp_path, layout) != without


@pytest.mark.parametrize(
    "kind", ["key_findings", "points", "pressed", "facts", "tiles", "table", "chart", "text"]
)
def test_otherwise_prints_where_nothing_of_a_block_does(tmp_path: Path, kind: str) -> None:
    block = {kind: json.loads(UNKNOWN)[kind], "otherwise": "Tugs are {{ port.ships }} ships."}
    layout = body({"heading": "Tugs"}, block, chart="tugs")
    assert "<p>Tugs are " in page(tmp_path, layout)
    found = judge(tmp_path, layout)
    assert {f.severity.value for f in found if f.rule in ("unknown-fact", "empty-chart")} == {
        "note"
    }


def test_the_otherwise_of_a_box_stands_in_the_box_and_that_of_a_heading_above(
    tmp_path: Path,
) -> None:
    box = {"callout": {"text": "{{ port.tugs }} tugs.", "tone": "warning"}, "otherwise": "None."}
    head = {"heading": "{{ port.tugs }} tugs", "otherwise": "No tugs"}
    html = page(tmp_path, body(head, box))
    assert "<h2>No tugs</h2>" in html
    assert '<div class="prose"><p>None.</p></div>\n</div>' in html


def test_an_otherwise_whose_fact_is_unknown_too_prints_nothing_and_is_told(tmp_path: Path) -> None:
    layout = body({"table": ["port.tugs"], "otherwise": "Of {{ port.tugs }}."})
    assert '<div class="prose">' not in page(tmp_path, layout)
    unknown = told(tmp_path, layout, "unknown-fact")
    assert [line.partition(": ")[2].partition("\n")[0] for line in unknown] == [
        "note: 'port.tugs' is unknown in this edition: it is left out",
        "error: 'port.tugs' is unknown in this edition: its text is left out",
    ]


def test_two_texts_take_turns_and_a_day_between_them_is_told(tmp_path: Path) -> None:
    one = {"text": "The gate is shut.", "until": "2025-02-02"}
    layout = body(one, {"text": "The gate is open.", "from": "2025-02-03"})
    assert "shut" in page(tmp_path, layout, SECOND)
    assert "open" in page(tmp_path, layout, THIRD)
    assert told(tmp_path, layout, "gap-between-texts") == []
    for day, days in (
        ("2025-02-04", "neither this text nor the one before prints on 2025-02-03"),
        (
            "2025-02-06",
            "neither this text nor the one before prints from 2025-02-03 to 2025-02-05",
        ),
    ):
        layout = body(one, {"text": "The gate is open.", "from": day})
        hint = "let them meet, or write one for these days"
        where = "data/briefings/note.yaml:5:43: note: "
        assert told(tmp_path, layout, "gap-between-texts") == [f"{where}{days}\n  hint: {hint}"]
        assert told(tmp_path, layout, "gap-between-texts", day=date(2025, 2, 6)) == []


def test_a_changes_block_that_does_not_print_sets_no_change_bars(tmp_path: Path) -> None:
    changes = {"changes": {"since": "2025-01-01"}, "until": "2025-02-01"}
    layout = body({"text": BLOCKS["text"]}, changes)
    assert "Bars mark" in page(tmp_path, layout, FIRST)
    assert "Bars mark" not in page(tmp_path, layout, SECOND)


def test_a_block_that_outlives_what_it_tells_is_told_by_its_own_days(tmp_path: Path) -> None:
    lease = numbers("value: 7, from: 2025-01-02, until: 2025-03-31, source: log")
    for block, found in (
        ({"text": BLOCKS["text"], "until": "2025-04"}, True),
        ({"text": BLOCKS["text"], "until": "2025-03"}, False),
        ({"points": [{"en": "{{ port.ships }}.", "until": "2025-03"}], "until": "2025-04"}, False),
        ({"points": ["{{ port.ships }}."], "until": "2025-04"}, True),
        ({"callout": {"text": "{{ port.ships }}."}, "until": "2025-04"}, True),
    ):
        layout = body(block) | {"data/facts/port.yaml": lease}
        assert bool(told(tmp_path, layout, "outlived-text")) is found, block


@pytest.mark.parametrize("kind", BLOCKS)
def test_editors_know_the_days_of_every_block(kind: str) -> None:
    told_ = {kind: BLOCKS[kind], "from": "2025-02-02", "until": "2025-03", "otherwise": "None."}
    note = f"title: Note\nbody: [{json.dumps(told_)}]\n"
    schema = Draft202012Validator(data.schemas()["briefing"])
    assert schema.is_valid(plain(parse_yaml(note, "note.yaml")))
    assert not schema.is_valid(plain(parse_yaml(note.replace("until", "untill"), "note.yaml")))
