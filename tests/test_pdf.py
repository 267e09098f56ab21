"""What a reading voice is told: the tags of a PDF, as `make conformance` cannot see them all."""

from __future__ import annotations

import ctypes
import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pikepdf import Array, Dictionary, Pdf

from asof.build import Built, Request, build
from asof.workspace import find

ROWS = "\n".join(f"k{n},{n * 3},2025-01-02,log" for n in range(60))
PROSE = "Ships: {{ port.ships }}. See [the *log* of **all** ships](https://example.org/log)."
BODY = [
    {"heading": {"en": "Key messages", "fr": "Messages clés"}},
    {"text": PROSE},
    {"points": ["A point.", {"en": "Another.", "fr": "Autre.", "points": ["Within."]}]},
    {"heading": {"en": "Quays", "fr": "Quais"}},
    {"subheading": {"en": "One by one", "fr": "Un par un"}},
    {"table": {"rows": ["quays.*"], "columns": ["label", "value", "on"]}},
    {"heading": {"en": "Plan", "fr": "Plan"}},
    {"image": {"file": "wall.svg", "alt": {"en": "A wall", "fr": "Un mur"}}},
]
HARBOUR = {
    "asof.yaml": """\
title: {en: Harbour notes, fr: Notes du port}
languages: [en-CA, fr-CA]
timezone: UTC
publisher: Harbour office
marking: For the crew
tlp: AMBER
""",
    "data/sources.yaml": "log: {title: Log, publisher: Harbour, published: 2025-01-02}\n",
    "data/facts/port.yaml": """\
ships:
  label: ships in port
  observations:
    - {value: about 7, on: 2025-01-02, source: log}
""",
    "data/facts/quays.yaml": "all: {label: Quay, table: tables/quays.csv}\n",
    "data/tables/quays.csv": f"key,value,on,source\n{ROWS}\n",
    "data/briefings/port.yaml": json.dumps(
        {
            "title": {"en": "The port", "fr": "Le port"},
            "template": "port.html",
            "source_notes": "page",
            "body": BODY,
        }
    ),
    "templates/port.html": """\
{% extends "theme/note.html" %}
{% block letterhead %}
<p class="running call"><a href="https://example.org/call">Call the office</a></p>
{{ super() }}
{% endblock %}
{% block end %}<p lang="de">Guten Tag</p>{{ super() }}{% endblock %}
""",
    "templates/own.css": """\
.call { position: running(call); white-space: nowrap }
@page { @bottom-center { content: element(call) } }
""",
    "wall.svg": """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20" width="90" height="20">
<path d="M0 0h90v20z"/></svg>
""",
}


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The harbour's note in each language: several pages, notes at the foot of them."""
    root = tmp_path_factory.mktemp("harbour")
    for name, text in HARBOUR.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    built: list[Built] = list(build(find(root), Request(date(2025, 6, 30))))
    assert [(b.failure, b.findings) for b in built] == [(None, ())] * 2
    assert built[0].pages > 1
    return {b.job.tag: b.job.path for b in built}


@pytest.fixture(scope="module")
def pdf(editions: dict[str, Path]) -> Iterator[Pdf]:
    with Pdf.open(editions["en-CA"]) as opened:
        yield opened


# ---- reading the tree


def elements(pdf: Pdf, *names: str) -> list[Dictionary]:
    """The elements of some types, in the order in which they are read."""
    return [e for e in walk(top(pdf)) if not names or kind(e) in names]


def top(pdf: Pdf) -> Dictionary:
    (document,) = list(pdf.Root.StructTreeRoot.K)
    assert isinstance(document, Dictionary)
    assert kind(document) == "Document"
    return document


def kind(element: Dictionary) -> str:
    return str(element.S).removeprefix("/")


def walk(element: Dictionary) -> Iterator[Dictionary]:
    yield element
    for kid in kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from walk(kid)


def kids(element: Dictionary) -> list[pikepdf.Object | int]:
    return list(element.get("/K", []))


def texts(path: Path) -> dict[tuple[int, int], str]:
    """The text of each numbered piece of content, by its page and number."""
    found: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document):
        words = page.get_textpage()
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            mark = number, pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
            found[mark] = found.get(mark, "") + text(item.raw, words.raw)
    document.close()
    return found


def text(item: object, words: object) -> str:
    size = pdfium.FPDFTextObj_GetText(item, words, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(
        item, words, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
    )
    return buffer.raw.decode("utf-16-le").rstrip("\0")


Reading = Callable[[Dictionary], str]


@pytest.fixture(scope="module")
def read(pdf: Pdf, editions: dict[str, Path]) -> Reading:
    """What a voice says for an element."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    said = texts(editions["en-CA"])

    def page_of(element: Dictionary) -> int:
        return pages[element["/Pg"].objgen]

    def words(element: Dictionary) -> str:
        parts = [
            words(kid)
            if isinstance(kid, Dictionary)
            else said.get((page_of(element), int(kid)), "")
            for kid in kids(element)
            if not isinstance(kid, Dictionary) or "/S" in kid
        ]
        return " ".join(" ".join(parts).split())

    return words


# ---- the document


@pytest.mark.parametrize(
    ("language", "title"),
    [("en-CA", "The port – June 30, 2025"), ("fr-CA", "Le port – 30 juin 2025")],
)
def test_a_pdf_says_its_language_and_shows_its_title(
    editions: dict[str, Path], language: str, title: str
) -> None:
    with Pdf.open(editions[language]) as pdf, pdf.open_metadata() as metadata:
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert metadata["dc:title"] == str(pdf.docinfo["/Title"]).replace("\u00a0", " ") == title
        assert metadata["pdfuaid:part"] == "1"
        assert pdf.Root.MarkInfo.Marked


def test_headings_go_down_a_level_at_a_time(pdf: Pdf, read: Reading) -> None:
    found = elements(pdf, "H1", "H2", "H3", "H4")
    levels = [int(kind(e)[1]) for e in found]
    assert [read(e) for e in found][:4] == ["The port", "Key messages", "Quays", "One by one"]
    assert levels[:4] == [1, 2, 2, 3]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_words_of_another_language_say_so(pdf: Pdf, read: Reading) -> None:
    foreign = [(str(e.Lang), read(e)) for e in elements(pdf) if "/Lang" in e]
    assert foreign == [("de", "Guten Tag"), ("fr-CA", "Aussi en français")]


# ---- its parts


def test_every_figure_has_its_alternative_and_its_place(pdf: Pdf) -> None:
    (figure,) = elements(pdf, "Figure")
    assert str(figure.Alt) == "A wall"
    left, bottom, right, top_ = (float(n) for n in figure.A.BBox)
    assert (right - left, top_ - bottom) == pytest.approx((67.5, 15))
    with pypdfium2.PdfDocument(pdf.filename) as document:
        number = [page.obj.objgen for page in pdf.pages].index(figure["/Pg"].objgen)
        shapes = document[number].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
        corners = [shape.get_bounds() for shape in shapes]
    assert any(c == pytest.approx((left, bottom, right, top_), abs=0.1) for c in corners)


def test_every_header_of_a_table_says_what_it_heads(pdf: Pdf, read: Reading) -> None:
    headers = elements(pdf, "TH")
    assert {str(e.A.Scope) for e in headers} == {"/Row", "/Column"}
    assert {read(e) for e in headers if e.A.Scope == "/Column"} == {"Item", "Value", "As of"}
    assert len([e for e in headers if e.A.Scope == "/Row"]) == 60


def test_every_identifier_leads_to_its_element(pdf: Pdf) -> None:
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    found = {str(e.ID): e.objgen for e in elements(pdf) if "/ID" in e}
    assert [str(n) for n in names[::2]] == sorted(found)
    assert {str(n): e.objgen for n, e in zip(names[::2], names[1::2], strict=True)} == found


def test_a_footnote_is_a_note_with_its_label(pdf: Pdf, read: Reading) -> None:
    (note,) = elements(pdf, "Note")
    assert str(note.ID).startswith("note-")
    assert read(note) == "1. Harbour, Log, January 2, 2025."
    assert [kind(e) for e in walk(note) if kind(e) != "Span"] == ["Note", "Lbl"]
    assert [read(e) for e in elements(pdf, "Reference")] == ["1"]


def test_a_link_is_one_with_all_that_it_holds_and_says_its_words(pdf: Pdf, read: Reading) -> None:
    _, link = elements(pdf, "Link")
    assert read(link) == "the log of all ships"
    assert [kind(e) for e in walk(link)][1:].count("Link") == 0
    targets = [kid.Obj for kid in kids(link) if isinstance(kid, Dictionary) and "/Obj" in kid]
    assert {str(target.Contents) for target in targets} == {"the log of all ships"}


def test_every_annotation_belongs_to_a_link(pdf: Pdf) -> None:
    held = [
        kid.Obj.objgen
        for element in elements(pdf, "Link")
        for kid in kids(element)
        if isinstance(kid, Dictionary) and "/Obj" in kid
    ]
    on_pages = [a.objgen for page in pdf.pages for a in page.get("/Annots", Array())]
    assert sorted(held) == sorted(on_pages)


# ---- what is read, and what is not


def marks(page: pikepdf.Page) -> list[tuple[str, Dictionary | None]]:
    """The marked content of a page: its tag and its properties."""
    found: list[tuple[str, Dictionary | None]] = []
    for part in pikepdf.parse_content_stream(page):
        if str(part.operator) in {"BMC", "BDC"}:
            tag, *rest = part.operands
            properties = [p for p in rest if isinstance(p, Dictionary)]
            found.append((str(tag), properties[0] if properties else None))
    return found


def test_all_that_is_numbered_is_read_and_nothing_else(pdf: Pdf) -> None:
    numbered = {
        (page.obj.objgen, int(properties.MCID))
        for page in pdf.pages
        for _, properties in marks(page)
        if properties is not None and "/MCID" in properties
    }
    leaves = [(e["/Pg"].objgen, k) for e in elements(pdf)[1:] for k in kids(e)]
    assert {(page, int(k)) for page, k in leaves if not isinstance(k, Dictionary)} == numbered


def test_running_lines_are_artifacts_at_the_head_and_at_the_foot(pdf: Pdf) -> None:
    for number, page in enumerate(pdf.pages):
        lines = [p for tag, p in marks(page) if tag == "/Artifact" and p is not None]
        kinds = [(str(p.Type), str(p.Subtype)) for p in lines]
        heads, feet = (kinds.count(("/Pagination", f"/{k}")) for k in ("Header", "Footer"))
        told = number == 0  # the handling and the link, of which the first page's are read
        assert heads == (1 if told else 4)
        assert feet == (2 if told else 3)


def test_handling_and_a_running_link_are_read_once_and_first(pdf: Pdf, read: Reading) -> None:
    said = read(top(pdf))
    assert said.count("TLP:AMBER") == said.count("For the crew") == 1
    assert said.count("Call the office") == 1
    assert said.index("TLP:AMBER") < said.index("The port")
    assert "port · June 30, 2025" not in said
