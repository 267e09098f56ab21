"""What blocks print: boxes, quotations, annexes; each in both languages of a small workspace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from asof import build, data, workspace
from asof.jobs import Request, plan_jobs
from asof.page.document import Document

DAY = date(2025, 2, 1)
FILES = {
    "asof.yaml": "title: Port\nlanguages: [en-CA, fr-CA]\ntimezone: UTC\n",
    "data/sources.yaml": """
log: {title: Log, publisher: Harbour, published: 2025-01-02}
minutes: {title: Minutes, publisher: Council, published: 2025-01-10}
""",
    "data/facts/port.yaml": """
ships:
  label: {en: ships, fr: navires}
  unit: {en: ships, fr: navires}
  observations: [{value: "7", on: 2025-01-02, source: log}]
tugs:
  label: {en: tugs, fr: remorqueurs}
  observations: [{value: "2", on: 2025-03-02, source: log}]
mayor:
  label: {en: the quay, fr: le quai}
  type: statement
  words: verbatim
  observations:
    - value: {en: It will be ready., fr: Il sera prêt.}
      by: {en: "Anne Roy, mayor", fr: "Anne Roy, mairesse"}
      on: 2025-01-09
      source: minutes
""",
}


def document(root: Path, body: list[Any], tag: str = "en", **more: str) -> Document:
    """A page of some blocks in one language."""
    note = {"title": "Note", "as_of": str(DAY), "body": body} | more
    for name, words in (FILES | {"data/briefings/note.yaml": json.dumps(note)}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(words, encoding="utf-8")
    home = workspace.read_workspace(root)
    ledger, briefings = data.read(home)
    (job,) = plan_jobs(home, briefings, Request(DAY, languages=(tag,), out=root / "build"))
    draft = build.draft(ledger, job)
    assert draft.document, draft.failure
    return draft.document


def of_class(tree: Element, name: str) -> Iterator[Element]:
    """The elements of a class, in their order."""
    return (e for e in tree.iter() if name in str(e.get("class", "")).split())


def words(element: Element) -> str:
    """What an element says, no-break spaces as spaces."""
    return " ".join("".join(element.itertext()).split())


def said(document: Document, name: str) -> list[str]:
    """What the elements of a class say."""
    return [words(element) for element in of_class(document.tree, name)]


# ---- boxes


@pytest.mark.parametrize(
    ("callout", "tag", "head"),
    [
        ({"text": "Mind it."}, "en", "Note"),
        ({"text": "Mind it.", "title": "Ice"}, "en", "Ice"),
        ({"text": "Mind it.", "tone": "warning"}, "en", "Warning"),
        ({"text": "Mind it.", "tone": "important", "title": "Ice"}, "en", "Important: Ice"),
        ({"text": "Mind it.", "tone": "warning", "title": "Ice"}, "fr", "Attention : Ice"),
    ],
)
def test_a_box_says_how_grave_it_is(
    tmp_path: Path, callout: dict[str, str], tag: str, head: str
) -> None:
    page = document(tmp_path, [{"callout": callout}], tag)
    assert said(page, "callout") == [f"{head} Mind it."]


def test_a_text_alone_is_a_box_too(tmp_path: Path) -> None:
    assert said(document(tmp_path, [{"callout": "Mind it."}]), "callout") == ["Note Mind it."]


def test_a_box_whose_fact_is_unknown_is_left_out(tmp_path: Path) -> None:
    page = document(tmp_path, [{"callout": "There are {{ port.tugs }}."}, {"text": "All else."}])
    assert said(page, "callout") == []
    assert [finding.rule for finding in page.findings] == ["unknown-fact"]


def test_key_findings_have_a_heading_of_the_page_s_or_of_their_own(tmp_path: Path) -> None:
    points = ["There are {{ port.ships.counted }}.", "All is well."]
    named = {"title": "In short", "points": points[1:]}
    page = document(tmp_path, [{"key_findings": points}, {"key_findings": named}])
    usual = "Key findings There are 7 ships [1]. All is well."
    assert said(page, "key-findings") == [usual, "In short All is well."]


def test_key_findings_stand_on_the_cover_of_a_handout_before_the_first_section(
    tmp_path: Path,
) -> None:
    body = [
        {"key_findings": ["All is well."]},
        {"heading": "First"},
        {"text": "One."},
        {"heading": "Second"},
        {"text": "Two."},
    ]
    page = document(tmp_path, body, template="theme/handout.html")
    (cover,) = said(page, "cover")
    assert cover.endswith("Key findings All is well. FirstOne.")
    assert said(page, "inside") == ["SecondTwo."]


# ---- quotations


def test_a_quotation_has_its_marks_its_speaker_its_day_and_its_source(tmp_path: Path) -> None:
    body = [{"quote": "port.mayor"}]
    english = "“It will be ready.” [1] Anne Roy mayor Jan 9, 2025"
    french = "« Il sera prêt. » [1] Anne Roy mairesse 9 janv. 2025"
    assert said(document(tmp_path, body), "quote") == [english]
    assert said(document(tmp_path, body, "fr"), "quote") == [french]


# ---- annexes


def test_annexes_are_lettered_in_their_order(tmp_path: Path) -> None:
    body = [
        {"heading": "First"},
        {"text": "One."},
        {"annex": "Method"},
        {"subheading": "Counting"},
        {"text": "By hand."},
        {"annex": "Left out"},
        {"text": "{{ port.tugs }} tugs."},
        {"annex": "Sources of error"},
        {"text": "None."},
    ]
    page = document(tmp_path, body, template="theme/profile.html")
    named = ["First", "Annex A. Method", "Counting", "Annex B. Sources of error"]
    assert [words(h) for h in page.tree.iter() if h.tag in ("h2", "h3")][:4] == named
    assert said(page, "first") + said(page, "second") == [named[0], *named[1::2], named[2]]
    assert len(list(of_class(page.tree, "annex"))) == 2


def test_after_the_annex_z_comes_aa(tmp_path: Path) -> None:
    body = [block for n in range(28) for block in ({"annex": str(n)}, {"text": "One."})]
    named = [words(h) for h in document(tmp_path, body, "fr").tree.iter("h2")][:28]
    assert [named[0], *named[25:]] == [
        "Annexe A. 0",
        "Annexe Z. 25",
        "Annexe AA. 26",
        "Annexe BB. 27",
    ]
