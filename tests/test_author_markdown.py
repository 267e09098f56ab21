"""Markdown as authors type it: lists, tables, notes and links as paper has them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from asof import data
from asof.build import filled_document, print_edition
from asof.form import Profile
from asof.jobs import Job, Request, plan_jobs
from asof.ledger import Edition
from asof.page.document import Document
from asof.workspace import find_workspace
from harbour import harbour

TABLE = "| Site | Beds |\n|:--|--:|\n| Mill | 1,200 |\n| Quay | {{ port.ships }} |"
WIDE = "| Site | Beds | State |\n|--|--:|:-:|\n| Mill | 7 | open |\n| Quay | 8 | |"


def job_of(
    root: Path, text: str, profile: Profile = "standard", **more: str
) -> tuple[Edition, Job]:
    note = {"title": "Note", "body": [{"text": text}]} | more
    home = find_workspace(harbour(root, note=json.dumps(note)))
    ledger, briefings = data.read(home)
    request = Request(date(2024, 3, 1), languages=("en",), profile=profile)
    (job,) = plan_jobs(home, briefings, request)
    return job.edition(ledger), job


def page(root: Path, text: str, profile: Profile = "standard", **more: str) -> Document:
    """The page of a text."""
    return filled_document(*job_of(root, text, profile, **more))


def said(document: Document, tag: str) -> list[str]:
    """The words of some elements."""
    return [" ".join("".join(e.itertext()).split()) for e in document.tree.iter(tag)]


def test_a_list_is_counted_from_where_it_starts_and_has_no_bullets(tmp_path: Path) -> None:
    printed = text_of(tmp_path, "Before.\n\n3. Open\n4. Close\n   - with care\n\nAfter.")
    assert printed == ["3. Open", "4. Close", "with care"]


def text_of(root: Path, text: str) -> list[str]:
    """The lines of a text in its PDF."""
    edition, job = job_of(root, text)
    with pypdfium2.PdfDocument(print_edition(edition, job).pdf) as pdf:
        lines: list[str] = pdf[0].get_textpage().get_text_bounded().splitlines()
    return [line.strip() for line in lines[lines.index("Before.") + 1 : lines.index("After.")]]


def test_a_table_is_one_and_its_numbers_are_flush_right_as_declared(tmp_path: Path) -> None:
    document = page(tmp_path, TABLE)
    assert said(document, "th") == ["Site", "Beds"]
    assert said(document, "td") == ["Mill", "1,200", "Quay", "About 7 [1]"]
    looks = [cell.get("class") for cell in document.tree.iter("td")]
    assert looks == [None, "numeric", None, "numeric"]


def test_a_table_of_many_columns_is_a_list_in_large_print(tmp_path: Path) -> None:
    document = page(tmp_path, WIDE, "large")
    assert said(document, "table") == []
    (records,) = (e for e in document.tree.iter("ul") if e.get("class") == "records")
    told = [" ".join("".join(p.itertext()).split()) for p in records.iter("p")]
    assert told == ["Mill", "Beds: 7", "State: open", "Quay", "Beds: 8"]


@pytest.mark.parametrize(
    "text",
    [
        "Shut[^1].\n\n[^1]: But *not* for {{ port.berths }}.",
        "Shut^[But *not* for {{ port.berths }}.].",
    ],
)
@pytest.mark.parametrize(
    ("notes", "listed"),
    [
        ("end", ["1. But not for about 7 [2].", "2. Harbour, Log, January 2, 2024, p. 2."]),
        ("none", ["1. But not for about 7."]),
    ],
)
def test_a_note_stands_with_the_sources(
    tmp_path: Path, text: str, notes: str, listed: list[str]
) -> None:
    document = page(tmp_path, text, source_notes=notes)
    (paragraph,) = (words for words in said(document, "p") if words.startswith("Shut"))
    assert paragraph == "Shut [1]."
    (list_,) = (e for e in document.tree.iter("ol") if e.get("class") == "sources")
    assert [" ".join("".join(li.itertext()).split()) for li in list_][: len(listed)] == listed
    assert "Sources and notes" in said(document, "h2")


def test_a_note_stands_at_the_foot_of_its_page_where_sources_do(tmp_path: Path) -> None:
    document = page(
        tmp_path, "{{ port.ships }} are in[^1].\n\n[^1]: But not *all*.", source_notes="page"
    )
    notes = [e for e in document.tree.iter("span") if e.get("class") == "footnote"]
    assert [" ".join("".join(note.itertext()).split()) for note in notes] == [
        "1. Harbour, Log, January 2, 2024, p. 1.",
        "2. But not all.",
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("See [the annex](https://example.org/a/).", "See the annex (example.org/a/)."),
        ("See [the annex](http://example.org).", "See the annex (http://example.org)."),
        ("Write to [us](mailto:desk@example.org).", "Write to us (desk@example.org)."),
        ("See <https://example.org/a>.", "See https://example.org/a."),
        ("See [example.org](https://example.org).", "See example.org."),
        ("See [é](https://example.org/%C3%A9).", "See é (example.org/é)."),
    ],
)
def test_a_link_has_its_address_behind_it_on_paper(tmp_path: Path, text: str, printed: str) -> None:
    assert printed in said(page(tmp_path, text), "p")


def test_a_relative_address_is_told_whole_where_editions_have_one(tmp_path: Path) -> None:
    edition, job = job_of(tmp_path, "See [it](annex.html).")
    config = replace(job.workspace.config, url="https://example.org/notes")
    document = filled_document(
        edition, replace(job, workspace=replace(job.workspace, config=config))
    )
    assert "See it (example.org/notes/annex.html)." in said(document, "p")


def test_what_markdown_makes_has_tags_that_pdf_ua_knows(tmp_path: Path) -> None:
    text = (
        "1. One\n   - two\n     1. three\n\n"
        + TABLE
        + "\n\nShut[^1], see [it](https://e.org).\n\n[^1]: Yes."
    )
    edition, job = job_of(tmp_path, text)
    assert print_edition(edition, job).findings == ()
