"""What blocks print: boxes, quotations, annexes; each in both languages of a small workspace."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from asof import build, data, workspace
from asof.briefing.definition import Briefing
from asof.diagnostics import AsofError
from asof.form import PROFILES, Profile
from asof.jobs import Job, Request, plan_jobs
from asof.language import language
from asof.ledger import Ledger, as_of
from asof.page.document import Document
from asof.pdf.proof.overflow import misfits
from asof.pdf.proof.source_map import Origins
from asof.review.unexplained import unexplained
from asof.templates.column_metrics import measure, pictures_abreast

DAY = date(2025, 2, 1)
FILES = {
    "asof.yaml": """
title: Port
languages: [en-CA, fr-CA]
timezone: UTC
abbreviations:
  CBRN: {en: "chemical, biological, radiological and nuclear"}
  MOU: {en: memorandum of understanding}
  UN: {en: United Nations}
  ONU: {fr: Organisation des Nations Unies}
  PORT:
""",
    "data/sources.yaml": """
log: {title: Log, publisher: Harbour, published: 2025-01-02}
minutes: {title: Minutes, publisher: Council, published: 2025-01-10}
""",
    "data/facts/works.yaml": """
quay: {label: {en: Quay, fr: Quai}, type: progress, observations: [
  {value: on track, on: 2024-10-02, source: log}, {value: at risk, on: 2025-01-02, source: log}]}
lights: {label: {en: Lights, fr: Feux}, type: progress, observations: [
  {value: done, on: 2025-01-02, source: log}]}
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


QUAY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 2"><path d="M0 0h9v2z"/></svg>'


def document(
    root: Path, body: list[Any], tag: str = "en", files: Mapping[str, str] = FILES, **more: str
) -> Document:
    """A page of some blocks in one language."""
    note = {"title": "Note", "as_of": str(DAY), "body": body} | more
    layout = {**files, "data/briefings/note.yaml": json.dumps(note)}
    for name, words in layout.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(words, encoding="utf-8")
    ledger, job = planned(root, tag)
    draft = build.draft(ledger, job)
    assert draft.document, draft.failure
    return draft.document


def planned(root: Path, tag: str = "en", profile: Profile = "standard") -> tuple[Ledger, Job]:
    """The facts of the workspace, and the job of its note."""
    home = workspace.read_workspace(root)
    ledger, briefings = data.read(home)
    request = Request(DAY, languages=(tag,), profile=profile, out=root / "build")
    (job,) = plan_jobs(home, briefings, request)
    return ledger, job


def read_briefing(root: Path) -> Briefing:
    """The briefing of the workspace, as it was read."""
    _, briefings = data.read(workspace.read_workspace(root))
    return briefings["note"]


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


# ---- how far work is


@pytest.mark.parametrize(
    ("tag", "states"), [("en", ["at risk", "done"]), ("fr", ["à risque", "terminé"])]
)
def test_progress_is_a_word_of_the_language_and_has_a_shape(
    tmp_path: Path, tag: str, states: list[str]
) -> None:
    page = document(tmp_path, [{"table": "works.*"}], tag)
    assert said(page, "progress") == states
    assert [e.get("class") for e in of_class(page.tree, "progress")] == [
        "fact progress at-risk",
        "fact progress done",
    ]
    assert [p.written for p in page.prints if not p.part] == ["at risk", "done"]


def test_progress_is_compared_as_it_is_written(tmp_path: Path) -> None:
    asked = "{% if works.quay == 'at risk' %}Look at the quay.{% else %}All is well.{% endif %}"
    before = "It was {{ works.quay.previous }}."
    page = document(tmp_path, [{"text": asked}, {"text": before}], "fr")
    assert said(page, "prose") == ["Look at the quay.", "It was en bonne voie [1]."]


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
    headings = [words(h) for h in page.tree.iter() if h.tag in ("h2", "h3")]
    assert headings[:5] == ["Contents", *named]
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


# ---- pictures


def picture(name: str, **more: str) -> dict[str, str]:
    return {"file": name, "alt": "A quay", **more}


@pytest.mark.parametrize(
    ("width", "style"), [("half", "width: 50%"), ("60%", "width: 60%"), ("full", "width: 100%")]
)
def test_a_picture_is_as_wide_as_a_part_of_the_column(
    tmp_path: Path, width: str, style: str
) -> None:
    (tmp_path / "quay.svg").write_text(QUAY)
    page = document(tmp_path, [{"image": picture("quay.svg", width=width)}])
    assert [figure.get("style") for figure in page.tree.iter("figure")] == [style]


@pytest.mark.parametrize(
    ("count", "rows"), [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 3, 1])]
)
def test_pictures_stand_side_by_side(tmp_path: Path, count: int, rows: list[int]) -> None:
    (tmp_path / "quay.svg").write_text(QUAY)
    page = document(tmp_path, [{"images": [picture("quay.svg")] * count}])
    assert [len(row) for row in of_class(page.tree, "row")] == rows


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("width", [None, "full"])
def test_a_picture_that_is_higher_than_its_page_is_set_smaller(
    tmp_path: Path, profile: Profile, width: str | None
) -> None:
    (tmp_path / "mast.svg").write_text(QUAY.replace("0 0 9 2", "0 0 20 99"))
    shown = picture("mast.svg", caption="The mast", credit="Photo: A. Diver")
    document(tmp_path, [{"image": shown | ({"width": width} if width else {})}])
    ledger, job = planned(tmp_path, profile=profile)
    laid = build.composed(as_of(ledger, job.day, job.known, language(job.tag)), job)
    assert list(misfits(laid.pages, Origins(laid.document, laid.root, job.briefing.place))) == []


def test_in_large_print_no_picture_stands_beside_another() -> None:
    assert pictures_abreast(measure("theme/note.html", "large"), 4) == 1


def test_a_page_without_closing_matter_has_no_rule_for_it(tmp_path: Path) -> None:
    def at_the_end(files: Mapping[str, str]) -> list[Element]:
        root = tmp_path / str(len(files))
        page = document(root, [{"text": "All is well."}], files=files)
        (leaf,) = build.lay_job(page, planned(root)[1]).engine_document.pages
        elements = [b.element for b in leaf._page_box.descendants() if b.element is not None]
        return [e for e in elements if e.get("class") == "end"]

    asked = {"asof.yaml": f"{FILES['asof.yaml']}contact: The harbour office\n"}
    assert at_the_end(asked | {"notes.txt": ""})
    assert at_the_end(FILES) == []


# ---- abbreviations


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (
            ["CBRN and CBRN.", "More CBRN."],
            [
                "Chemical, biological, radiological and nuclear (CBRN) and CBRN.",
                "More CBRN.",
            ],
        ),
        (["See an MOU."], ["See a memorandum of understanding (MOU)."]),
        (["Of the **UN** and UN."], ["Of the United Nations (UN) and UN."]),
        (["The United Nations (UN), then UN."], ["The United Nations (UN), then UN."]),
        (["The UN (United Nations), then UN."], ["The UN (United Nations), then UN."]),
        (["The UNHCR, non-UN, UN2."], ["The UNHCR, non-UN, UN2."]),
        (["A PORT."], ["A PORT."]),
        (["`UN` and UN."], ["UN and United Nations (UN)."]),
    ],
)
def test_an_abbreviation_is_spelled_out_once(
    tmp_path: Path, texts: list[str], told: list[str]
) -> None:
    page = document(tmp_path, [{"text": text} for text in texts])
    assert said(page, "prose") == told


def test_each_language_has_abbreviations_of_its_own(tmp_path: Path) -> None:
    page = document(tmp_path, [{"text": "Selon l'ONU, l'UN."}], "fr")
    assert said(page, "prose") == ["Selon l’Organisation des Nations Unies (ONU), l’UN."]


def test_nothing_is_spelled_out_in_what_is_read_at_a_glance(tmp_path: Path) -> None:
    table = {"rows": "port.ships", "caption": "Of the UN"}
    body = [{"heading": "The UN"}, {"table": table}, {"callout": {"title": "UN", "text": "UN."}}]
    page = document(tmp_path, body, title="UN")
    (callout,) = said(page, "callout")
    assert callout == "UN United Nations (UN)."
    marks = [(words(e), e.get("title")) for e in page.tree.iter("abbr") if words(e) == "UN"]
    assert marks == [("UN", "United Nations")] * 4 + [("UN", None)]


def test_a_glossary_lists_what_the_edition_uses(tmp_path: Path) -> None:
    body = [{"text": "The UN, an MOU."}, {"glossary": "Abbreviations"}]
    listed = "Abbreviations MOU memorandum of understandingUN United Nations"
    assert said(document(tmp_path, body), "glossary") == [listed]


def test_a_glossary_of_nothing_is_left_out(tmp_path: Path) -> None:
    body = [{"text": "All is well."}, {"glossary": "Abbreviations"}]
    assert said(document(tmp_path, body), "glossary") == []


def test_an_abbreviation_that_nothing_spells_out_is_noted_once(tmp_path: Path) -> None:
    texts = ["The WHO and the WHO; II; PORT; McNab; VOILA", "The WHO; UN; ICRC (Red Cross)."]
    page = document(tmp_path, [{"text": text} for text in texts], reference="ABC")
    briefing = read_briefing(tmp_path)
    found = list(unexplained(page, briefing, {"PORT"}))
    assert [short for _, short in found] == ["WHO", "VOILA"]
    assert str(found[0][0]).startswith("data/briefings/note.yaml:")


def test_a_line_of_capitals_alone_is_no_abbreviation(tmp_path: Path) -> None:
    page = document(tmp_path, [{"text": "THE QUAY IS CLOSED"}])
    assert list(unexplained(page, read_briefing(tmp_path), ())) == []


# ---- in the sheet of commitments, whose tables take the whole measure


@pytest.mark.parametrize("block", [{"table": "works.*"}, {"tiles": "port.ships"}])
def test_a_heading_of_the_second_level_stands_over_what_takes_the_whole_measure(
    tmp_path: Path, block: dict[str, Any]
) -> None:
    body = [{"heading": "Works"}, {"subheading": "How far they are"}, block]
    document(tmp_path, body, template="theme/commitments.html")
    assert not isinstance(build.attempt(*planned(tmp_path)), AsofError)
