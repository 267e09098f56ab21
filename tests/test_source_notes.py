"""Sources as a page names them, and the marks that lead to them and back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from asof.batch import build
from asof.jobs import Request
from asof.language import language
from asof.workspace import find_workspace
from taken_out import READERS, by_pdfium, by_pdftotext, flat, joined

CONFIG = "title: {en: Port, fr: Port}\nlanguages: [en-CA, fr-CA]\ntimezone: UTC\n"
SOURCES: dict[str, dict[str, str]] = {
    "log": {
        "author": "A. Pilot",
        "title": "Whose ships are these?",
        "publisher": "Harbour",
        "published": "2025-03-24",
        "accessed": "2025-04-02",
        "language": "en",
        "url": "https://www.example.org/reports/2025/shelter-count.pdf?page=7&part=annual",
    },
    "page": {
        "title": "Au port",
        "publisher": "Harbour",
        "published": "2025-03-24/2025-03-30",
        "taken_as": "2025-03-24",
        "language": "fr",
        "note": "The copy prints no date.",
    },
}


def fact(value: object, source: str, **fields: str) -> dict[str, object]:
    """A fact with one value."""
    observation = {"value": value, "on": "2025-03-24", "source": source}
    return {"label": "ships at the quay", "observations": [observation], **fields}


FACTS = {
    "east": fact(1000, "log#p12"),
    "west": fact(200, "page#accueil"),
    "ships": {"label": "ships", "derived": "port.east + port.west"},
    "tugs": fact(7, "log#p13"),
    "state": fact("The port is closed to ships.", "log#p13", type="text"),
}
BODY = [
    {"heading": "Ships"},
    {
        "points": [
            "There are {{ port.ships }}.",
            "{{ port.state }}",
            "Tugs: {{ port.tugs }} at noon.",
        ]
    },
    {"tiles": ["port.ships", "port.tugs"]},
    {"table": {"rows": ["port.ships", "port.tugs"], "columns": ["label", "value", "on"]}},
]


def printed(root: Path, **fields: object) -> dict[str, Path]:
    """The note in both languages."""
    note = {"title": "Note", "as_of": "2025-04-03", "body": BODY} | fields
    files = {
        "asof.yaml": CONFIG,
        "data/sources.yaml": json.dumps(SOURCES),
        "data/facts/port.yaml": json.dumps(FACTS),
        "data/briefings/note.yaml": json.dumps(note),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    built = list(build(find_workspace(root), Request(date(2025, 4, 3))))
    assert [b.failure for b in built] == [None, None]
    return {b.job.tag: b.job.path for b in built}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The note as it is asked for, printed once."""

    @cache
    def asked(notes: str) -> dict[str, Path]:
        return printed(tmp_path_factory.mktemp(notes), source_notes=notes)

    return asked


WHERE = "www.example.org/reports/2025/shelter-count.pdf?page=7&part=annual"
NOTES = {
    "en-CA": f"""
1. A. Pilot, Whose ships are these? Harbour, March 24, 2025, pp. 12–13, {WHERE},
accessed April 2, 2025.
2. Harbour, Au port, March 24, 2025 (date inferred), “accueil”.
""",
    "fr-CA": f"""
1. A. Pilot, Whose ships are these? Harbour, 24 mars 2025, p. 12–13, {WHERE},
consulté le 2 avril 2025.
2. Harbour, Au port, 24 mars 2025 (date déduite), « accueil ».
""",
}


@pytest.mark.parametrize("notes", ["end", "page"])
@pytest.mark.parametrize("tag", NOTES)
def test_a_source_is_named_in_full(pages: Any, notes: str, tag: str) -> None:
    words = re.sub(r"\s", "", by_pdfium(pages(notes)[tag]))
    for line in NOTES[tag].strip().split("\n2."):
        assert re.sub(r"\s", "", line) in words


@pytest.mark.parametrize("notes", ["end", "page"])
@pytest.mark.parametrize("taken_out", READERS)
def test_no_figure_is_joined_to_a_mark(pages: Any, notes: str, taken_out: Any) -> None:
    words = flat(taken_out(pages(notes)["en-CA"]))
    assert re.search(r"There are 1,200 \[1, 2\]\.", words)
    assert "The port is closed to ships [1]." in words
    assert "Tugs: 7 [1] at noon." in words
    assert not re.search(r"\d\[|\d\.\s*\[", words)


@pytest.mark.parametrize("tag", NOTES)
def test_no_word_is_joined_to_a_figure(pages: Any, tag: str) -> None:
    assert list(joined(pages("end")[tag])) == []


def elements(pdf: pikepdf.Pdf, kind: str) -> Iterator[Any]:
    """The elements of a kind, in the order in which they are read."""
    yield from (e for e in _walk(pdf.Root.StructTreeRoot.K[0]) if e.get("/S") == f"/{kind}")


def _walk(element: Any) -> Iterator[Any]:
    yield element
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _walk(kid)


@pytest.mark.parametrize("notes", ["end", "page"])
def test_a_mark_leads_to_its_note_and_the_note_back_to_the_first_mark(
    pages: Any, notes: str
) -> None:
    with pikepdf.open(pages(notes)["fr-CA"]) as pdf:
        links = [a for page in pdf.pages for a in page.get("/Annots", [])]
        told = [(str(a.Dest), str(a.Contents)) for a in links if "/Dest" in a]
        assert told.count(("source-1", "source\u00a01")) == 7
        assert told.count(("source-2", "source\u00a02")) == 3
        assert {t for t in told if t[0].startswith("cited")} == {
            ("cited-1", "retour au texte"),
            ("cited-2", "retour au texte"),
        }
        names = [str(n) for n in pdf.Root.Names.Dests.Names if isinstance(n, pikepdf.String)]
        assert {"source-1", "source-2", "cited-1", "cited-2"} <= set(names)
        (address,) = {str(a.A.URI) for a in links if "/A" in a}
        assert address == SOURCES["log"]["url"]


@pytest.mark.parametrize("notes", ["end", "page"])
def test_a_mark_is_a_reference_that_a_voice_reads_as_its_source(pages: Any, notes: str) -> None:
    with pikepdf.open(pages(notes)["en-CA"]) as pdf:
        marks = [e for r in elements(pdf, "Reference") for e in r.K if e.get("/S") == "/Link"]
        assert [str(e.Alt) for e in marks[:2]] == ["source 1", "source 2"]
        assert len(marks) == 10
        assert len(list(elements(pdf, "Lbl"))) == 2


def test_a_title_says_in_which_language_it_is(pages: Any) -> None:
    with pikepdf.open(pages("end")["en-CA"]) as pdf:
        told = [str(e.Lang) for e in elements(pdf, "Span") if "/Lang" in e]
        assert told == ["fr-CA", "fr-CA", "fr", "fr"]  # the line of the other edition, and its file
    with pikepdf.open(pages("end")["fr-CA"]) as pdf:
        told = [str(e.Lang) for e in elements(pdf, "Span") if "/Lang" in e]
        assert told == ["en-CA", "en-CA", "en"]


def test_the_reason_for_a_date_is_told_once(pages: Any) -> None:
    for notes in ("end", "page"):
        words = flat(by_pdfium(pages(notes)["en-CA"]))
        assert words.count("The copy prints no date.") == 1
        assert "Source 2: The copy prints no date." in words


def test_sources_are_in_the_bookmarks(pages: Any) -> None:
    with pypdfium2.PdfDocument(pages("end")["en-CA"]) as opened:
        assert [b.get_title() for b in opened.get_toc()] == ["Note", "Ships", "Sources"]


def test_an_address_breaks_between_its_parts_alone(tmp_path: Path) -> None:
    long = f"https://data.example.org/{'a-long-name/' * 12}sheet-of-numbers.csv"
    SOURCES["log"]["url"], own = long, SOURCES["log"]["url"]
    try:
        lines = by_pdftotext(printed(tmp_path)["en-CA"]).split("\n")
    finally:
        SOURCES["log"]["url"] = own
    first = next(n for n, line in enumerate(lines) if "data.example.org" in line)
    broken = [line for line in lines[first : first + 4] if "a-long-name" in line]
    assert all(line.rstrip().endswith(("/", "csv, accessed", "csv,", "2025.")) for line in broken)
    assert len(broken) > 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["p12"], ["p. 12"]),
        (["p12", "p4", "p13", "p14"], ["pp. 4, 12–14"]),
        (["p3-5"], ["pp. 3–5"]),
        (["page=7"], ["p. 7"]),
        (["pp. 7-9", "p8"], ["pp. 7–9"]),
        (["par4", "paragraphe 5"], ["paras. 4–5"]),
        (["table-3", "fig2"], ["table 3", "figure 2"]),
        (["annexe-b"], ["annex B"]),
        (["cuadro 4"], ["table 4"]),
        (["linha-4"], ["row 4"]),
        (["ust-4"], ["para. 4"]),
        (["par-4", "pkt-3"], ["para. 4", "section 3"]),
        (["key-messages"], ["“key messages”"]),
        (["Schedule 2, row 4"], ["Schedule 2, row 4"]),
        (["phase2"], ["“phase2”"]),
        (["", "p1", ""], ["p. 1"]),
        (["p1", "p3", "p5", "p7", "p9", "p11"], []),
        ([""], []),
    ],
)
def test_a_place_in_a_source_reads_as_a_reader_looks_it_up(
    typed: list[str], told: list[str]
) -> None:
    numbered, named = language("en-CA").places(typed)
    assert [p.replace("\u00a0", " ") for p in (*numbered, *named)] == told


def test_a_word_for_two_kinds_of_place_is_neither() -> None:
    assert language("fr-CA").places(["s3"]) == ([], ["«\u00a0s3\u00a0»"])  # a page, or a section
