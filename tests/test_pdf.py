"""What a reading voice is told: the tags of a PDF, as `make conformance` cannot see them all."""

from __future__ import annotations

import ctypes
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from runpy import run_path
from xml.etree import ElementTree as ET

import pikepdf
import pydyf  # type: ignore[import-untyped]  # the engine's own, without types
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pikepdf import Array, Dictionary, Pdf

from asof import data, standards
from asof.batch import build
from asof.build import composed
from asof.diagnostics import Location, WordError
from asof.engine import Tree, lay, write
from asof.form import Form
from asof.jobs import Built, Request, plan_jobs
from asof.page.document import Document
from asof.page.tree import parse
from asof.pdf import enclosed, write_pdf
from asof.pdf.accessibility import checks as structure
from asof.pdf.accessibility.tags import mend
from asof.workspace import find_workspace

ROOT = Path(__file__).parents[1]
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
@page { @bottom-left-corner { content: element(call) } }
""",
    "wall.svg": """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20" width="90" height="20">
<path d="M0 0h90v20z"/></svg>
""",
}


def laid_out(root: Path, files: Mapping[str, str]) -> Path:
    """A workspace of the harbour's with some files of its own."""
    for name, text in {**HARBOUR, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def printed(root: Path, *languages: str) -> list[Built]:
    """Its editions of one day."""
    return list(build(find_workspace(root), Request(date(2025, 6, 30), languages=languages)))


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The harbour's note in each language: several pages, notes at the foot of them."""
    built = printed(laid_out(tmp_path_factory.mktemp("harbour"), {}))
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


def texts(path: Path) -> dict[Mark, str]:
    """The text of each numbered piece of content, by its page and number."""
    found: dict[Mark, str] = {}
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


Mark = tuple[int, int]  # the page of a piece of content, and its number on it
Reading = Callable[[Dictionary], str]


@pytest.fixture(scope="module")
def read(pdf: Pdf, editions: dict[str, Path]) -> Reading:
    """What a voice says for an element."""
    return reading(pdf)


def reading(pdf: Pdf) -> Reading:
    """What a voice says for an element of a PDF."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    said = texts(Path(pdf.filename))

    def words(element: Dictionary) -> str:
        parts = [part(element, kid) for kid in kids(element)]
        whole = " ".join(" ".join(parts).split())
        return whole.replace("[ ", "[").replace(" ]", "]").replace(" ,", ",")

    def part(element: Dictionary, kid: pikepdf.Object | int) -> str:
        if isinstance(kid, Dictionary) and "/S" in kid:
            return words(kid)
        return "".join(said.get((pages[p], n), "") for p, n in content(element, kid))

    return words


def content(element: Dictionary, kid: pikepdf.Object | int) -> list[tuple[tuple[int, int], int]]:
    """The page and the number of the content that one kid of an element is."""
    if not isinstance(kid, Dictionary):
        return [(element["/Pg"].objgen, int(kid))]
    return [(kid.Pg.objgen, int(kid.MCID))] if "/MCID" in kid else []


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
    twin = [("fr-CA", "Aussi en français :"), ("fr-CA", "port.fr.pdf")]
    assert foreign == [*twin, ("de", "Guten Tag")]


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
    assert {read(e) for e in headers if e.A.Scope == "/Column"} == {"Item", "Value"}
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
    words = ("Span", "NonStruct")
    assert [kind(e) for e in walk(note) if kind(e) not in words] == ["Note", "Lbl", "Link"]
    assert {read(e) for e in elements(pdf, "Reference")} == {"[1]"}


def test_a_link_is_one_with_all_that_it_holds_and_says_its_words(pdf: Pdf, read: Reading) -> None:
    (link,) = [e for e in elements(pdf, "Link") if read(e) == "the log of all ships"]
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
    held = [each for e in elements(pdf) for kid in kids(e) for each in content(e, kid)]
    assert sorted(held) == sorted(numbered)


def test_running_lines_are_artifacts_at_the_head_and_at_the_foot(pdf: Pdf) -> None:
    found: list[dict[str, int]] = []
    for page in pdf.pages:
        lines = [p for tag, p in marks(page) if tag == "/Artifact" and p is not None]
        kinds = [str(p.Subtype) for p in lines if p.Type == "/Pagination" and "/Subtype" in p]
        found.append({kind: kinds.count(kind) for kind in ("/Header", "/Footer")})
    first, *others = found
    assert all(each == others[0] for each in others)
    # Handling and the link are read once: on the first page they are no artifacts.
    assert all(0 < first[kind] < others[0][kind] for kind in first)


def test_handling_and_a_running_link_are_read_once_and_first(pdf: Pdf, read: Reading) -> None:
    said = read(top(pdf))
    assert said.count("TLP:AMBER") == said.count("For the crew") == 1
    assert said.count("Call the office") == 1
    assert said.index("TLP:AMBER") < said.index("The port")
    assert "page 1 of" not in said


# ---- what lines, columns and pages cut

WORDS = "The quay was dredged and the wall was raised by the crew of the tug in the spring. "
ROW = """<tr><th scope="row">Row {n}</th><td>{words}</td><td><a href="#top">up</a></td></tr>"""
CUT = f"""\
{{% extends "theme/note.html" %}}
{{% block body %}}
<p class="wrapped" id="top">See <a href="https://example.org">{WORDS * 3}</a>.</p>
<ul>{"".join(f"<li>Item {n}<ul><li>{WORDS * 2}</li></ul></li>" for n in range(25))}</ul>
<table>
<thead><tr><th scope="col">A</th><th scope="col">B</th><th><a href="#top">C</a></th></tr></thead>
<tbody>{"".join(ROW.format(n=n, words=WORDS if n % 9 else WORDS * 9) for n in range(40))}</tbody>
</table>
<div class="columns"><p class="long">{WORDS * 90}</p></div>
{{% endblock %}}
"""
COLUMNS = ".columns { columns: 2 } tr { break-inside: auto }"


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pdf]:
    """A page of which every part goes on in the next line, column or page."""
    files = {"templates/port.html": CUT, "templates/own.css": COLUMNS}
    (built,) = printed(laid_out(tmp_path_factory.mktemp("cut"), files), "en")
    assert (built.failure, built.pages > 5) == (None, True)
    with Pdf.open(built.job.path) as opened:
        yield opened


def test_a_link_that_wraps_is_one_link(cut: Pdf) -> None:
    link = next(e for e in elements(cut, "Link") if "example.org" in str(target(e).get("/A", "")))
    parts = [kid.Obj for kid in kids(link) if isinstance(kid, Dictionary) and "/Obj" in kid]
    assert len({round(float(part.Rect[1])) for part in parts}) == 3  # a line each
    assert reading(cut)(link) == (WORDS * 3).strip()


def target(link: Dictionary) -> Dictionary:
    """The annotation of a link."""
    (first, *_) = (k.Obj for k in kids(link) if isinstance(k, Dictionary) and "/Obj" in k)
    assert isinstance(first, Dictionary)
    return first


def test_a_table_on_several_pages_is_one_table_with_one_head(cut: Pdf) -> None:
    (table,) = elements(cut, "Table")
    assert [kind(e) for e in kids(table) if isinstance(e, Dictionary)] == ["THead", "TBody"]
    rows = [e for e in walk(table) if kind(e) == "TR"]
    read = reading(cut)
    assert [read(row)[:6].strip() for row in rows[1:]] == [f"Row {n}" for n in range(40)]
    assert {tuple(kind(e) for e in kids(row) if isinstance(e, Dictionary)) for row in rows[1:]} == {
        ("TH", "TD", "TD")
    }
    assert [read(row).count(WORDS.strip()) for row in rows[1:12]] == [9, *[1] * 8, 9, 1]


def test_a_cell_overleaf_stands_under_the_head_of_the_first_page(cut: Pdf) -> None:
    named = {str(e.ID): e for e in elements(cut, "TH")}
    read = reading(cut)
    heads = [[read(named[str(n)]) for n in e.A.Headers] for e in elements(cut, "TD")]
    assert heads == [[f"Row {n}", column] for n in range(40) for column in "BC"]


def test_a_list_on_several_pages_is_one_list(cut: Pdf) -> None:
    outer = next(e for e in elements(cut, "L") if len(kids(e)) > 2)
    read = reading(cut)
    items = [e for e in kids(outer) if isinstance(e, Dictionary)]
    assert [read(item).split("The")[0] for item in items] == [f"Item {n} " for n in range(25)]
    assert {kind(e) for item in items for e in kids(item) if isinstance(e, Dictionary)} == {"LBody"}
    inner = [[e for e in walk(item) if kind(e) == "L"] for item in items]
    assert [len(lists) for lists in inner] == [1] * 25


def test_a_paragraph_on_several_pages_is_one_paragraph(cut: Pdf) -> None:
    said = map(reading(cut), elements(cut, "P"))
    assert [words for words in said if words.count(WORDS.strip()) > 3] == [(WORDS * 90).strip()]


def test_all_that_is_numbered_on_any_page_is_read_once(cut: Pdf) -> None:
    test_all_that_is_numbered_is_read_and_nothing_else(cut)
    test_every_annotation_belongs_to_a_link(cut)
    test_every_identifier_leads_to_its_element(cut)


# ---- what is wrong with a page is told without a validator

NAKED = """\
<!doctype html>
<html lang="{{ edition.lang }}">
<head><title>Port</title><style>
@font-face { font-family: Plain; src: url(theme/fonts/SourceSansPro-Regular.ttf) }
body { font-family: Plain }
</style></head>
<body>
<h1>The port</h1>
<h2>Ships</h2>
<table><tr><th scope="row">Ships</th><td>{{ port.ships }}</td></tr></table>
<p><img src="wall.svg" alt="A wall"></p>
</body>
</html>
"""


def wrong(root: Path, old: str = "", new: str = "") -> list[tuple[str, str, str]]:
    """The rule, message and hint of each fault of a page with a change."""
    assert old in NAKED
    files = {"templates/port.html": NAKED.replace(old, new) if old else NAKED}
    (built,) = printed(laid_out(root, files), "en")
    found = built.failure.findings if built.failure else ()
    return [(f.rule, f.message, f.hint) for f in found]


def test_a_page_with_all_that_a_voice_needs_passes(tmp_path: Path) -> None:
    assert wrong(tmp_path) == []


ALT = "write what it shows in its alt; a decoration belongs in a style sheet"
HEADED = "head its column or its row with <th>"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "<title>Port</title>",
            "<title> </title>",
            ("title", "the page has no title", "give its <title> some words"),
        ),
        (
            ' lang="{{ edition.lang }}"',
            "",
            ("language", "the page has no language", 'write <html lang="en-CA">'),
        ),
        (
            "{{ edition.lang }}",
            "fr-CA",
            (
                "language",
                "the page says that its language is 'fr-CA'",
                'write <html lang="en-CA">',
            ),
        ),
        (' alt="A wall"', "", ("alt", "the picture 'wall.svg' has no words", ALT)),
        ("A wall", " ", ("alt", "the picture 'wall.svg' has no words", ALT)),
        (
            '<th scope="row">Ships</th>',
            "<td>Ships</td>",
            ("table", "the cell 'Ships' of a table has no header", HEADED),
        ),
        (
            "<h2>Ships</h2>",
            "<h4>Ships</h4>",
            ("headings", "the heading 'Ships' is <h4> and follows <h1>", "make it <h2>"),
        ),
        (
            "<h1>The port</h1>",
            "",
            ("headings", "the heading 'Ships' is <h2> and is the first", "make it <h1>"),
        ),
        (
            "<body>",
            "<body><style>h1, h2 { bookmark-level: none }</style>",
            (
                "bookmarks",
                "the page has headings and no bookmarks",
                "leave the headings their bookmark-level in templates/own.css",
            ),
        ),
    ],
)
def test_what_a_voice_lacks_fails_the_build(
    tmp_path: Path, old: str, new: str, fault: tuple[str, str, str]
) -> None:
    rule, *told = fault
    assert (f"structure-{rule}", *told) in wrong(tmp_path, old, new)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([b"/P", b"BDC", b"BT", b"[<01>] TJ", b"ET", b"EMC"], True),
        ([b"/Artifact", b"BMC", b"0 0 9 9 re", b"f*", b"EMC"], True),
        ([b"0 0 9 9 re", b"W", b"n"], True),
        ([b"0 0 m", b"9 9 l", b"S"], False),
        ([b"/P", b"BDC", b"EMC", b"/x0 Do"], False),
    ],
)
def test_what_is_painted_stands_between_marks(parts: list[bytes], whole: bool) -> None:
    assert structure.fully_marked(parts) is whole


def test_paint_that_no_voice_reads_is_told(tmp_path: Path) -> None:
    workspace = find_workspace(laid_out(tmp_path, {}))
    ledger, briefings = data.read(workspace)
    job = plan_jobs(workspace, briefings, Request(date(2025, 6, 30)))[0]
    laid, place = composed(job.edition(ledger), job), Location("port.yaml")

    def painted(tree: Tree) -> list[str]:
        mend(tree)
        page = structure.TaggedPage(lambda *_: place, "en", (), tree)
        before = list(structure.untagged_content(page))
        tree.pages[0].stream.extend([b"0 0 m", b"9 9 l", b"S"])
        return [*map(str, before), *map(str, structure.untagged_content(page))]

    _, told = write(laid, [], painted)
    assert told == [
        (
            "port.yaml: error: the page paints what is not tagged\n"
            "  hint: this is a bug of asof: please report it"
        )
    ]


def test_a_claim_that_was_to_be_made_and_is_not_is_told() -> None:
    place = Location("port.yaml")
    tree = Tree(pydyf.PDF(), [])
    (fault,) = structure.missing_claims(
        structure.TaggedPage(lambda *_: place, "en", ("ua-1",), tree)
    )
    assert (fault.rule, str(fault).splitlines()) == (
        "structure-claim",
        [
            "port.yaml: error: the page does not claim PDF/UA-1",
            "  hint: this is a bug of asof: please report it",
        ],
    )


# ---- what a page claims


def test_a_page_claims_both_standards_in_one_block_and_explains_its_words(pdf: Pdf) -> None:
    xmp = ET.fromstring(pdf.Root.Metadata.read_bytes())
    (block,) = xmp.findall("{*}RDF")
    said = {name: value for part in block for name, value in part.attrib.items()}
    assert said["{http://www.aiim.org/pdfa/ns/id/}part"] == "3"
    assert said["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    assert said["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    explained = {"".join(e.itertext()) for e in block.iterfind(".//{*}prefix")}
    assert explained == {"pdfuaid"}


@pytest.mark.parametrize("claims", standards.SETS)
def test_a_page_claims_what_it_is_asked_to(claims: standards.Standards) -> None:
    with Pdf.open(BytesIO(plainly(claims))) as opened, opened.open_metadata() as metadata:
        assert metadata.pdfa_status == ("3A" if "a-3a" in claims else "")
        assert metadata.get("pdfuaid:part") == ("1" if "ua-1" in claims else None)


def test_a_page_that_may_claim_nothing_is_tagged_all_the_same() -> None:
    with Pdf.open(BytesIO(plainly(()))) as opened:
        assert "/Metadata" not in opened.Root
        assert [kind(e) for e in elements(opened)] == ["Document", "Div"]


def plainly(claims: standards.Standards) -> bytes:
    """A document with nothing in it, as a PDF that makes claims."""
    html = '<html lang="en"><title>Port</title><body><div></div></body></html>'
    document = Document(
        tree=parse(html), language="en", title="Port", assets={}, trace=(), prints=(), times=()
    )
    return write_pdf(lay(document, Location("port.yaml"), claims)).content


def test_a_claim_that_is_not_validated_is_not_made() -> None:
    form = Form()
    assert standards.claimed(standards.USUAL, form) == standards.USUAL
    assert standards.claimed(("x-4",), form) == ()
    assert all(standards.claimed(each, form) == each for each, form in standards.KINDS)


def test_every_kind_of_page_that_may_claim_something_is_validated(tmp_path: Path) -> None:
    orders = run_path(str(ROOT / "conformance/printing.py"))["orders"](tmp_path)
    asked = {(o.standards, o.form) for o in orders if o.workspace.name == "starter"}
    assert asked == standards.KINDS
    assert len(asked) == 72


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a-3a,ua-1", ("a-3a", "ua-1")),
        ("ua-1, a-3a", ("a-3a", "ua-1")),
        ("PDF/A-3a", ("a-3a",)),
        ("ua-1", ("ua-1",)),
    ],
)
def test_standards_are_read_as_they_are_typed(typed: str, read: tuple[str, ...]) -> None:
    assert standards.parse_standards(typed) == read


@pytest.mark.parametrize("typed", ["a-2b", "a-3a,x-4", "", "a-3a,"])
def test_another_standard_is_refused(typed: str) -> None:
    with pytest.raises(WordError) as raised:
        standards.parse_standards(typed)
    wrong_ = typed.split(",")[-1]
    assert raised.value.message == f"no PDF standard '{wrong_}'"
    assert raised.value.hint == "the standards are a-3a and ua-1, alone or as 'a-3a,ua-1'"


def test_the_record_goes_with_the_document_once_described_and_dated(pdf: Pdf) -> None:
    (file,) = list(pdf.Root.AF)
    assert str(file.AFRelationship) == "/Data"
    assert str(file.Desc) == "The facts of this edition, their sources and what made it"
    dates = file.EF.F.Params
    assert str(dates.CreationDate) == str(dates.ModDate) == "D:20250630000000Z"
    assert enclosed(Path(pdf.filename).read_bytes())["briefing"] == "port"


def test_every_annotation_is_printed(pdf: Pdf) -> None:
    flags = [int(a.F) for page in pdf.pages for a in page.get("/Annots", Array())]
    assert set(flags) == {4}
