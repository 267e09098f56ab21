"""Documents of one process share styles and fonts, and no byte of a page tells."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from importlib.metadata import version
from itertools import product
from multiprocessing import get_context
from pathlib import Path

import pytest

from asof import charts, data, engine, pdf, templates, workspace
from asof.cache import Store
from asof.diagnostics import Finding, Location
from asof.engine import fast
from asof.engine.fast import shared_sheets as shared
from asof.engine.html_source import open_document
from asof.form import PAPERS, Form, Paper
from asof.language import language
from asof.ledger import as_of
from asof.ledger.trace import RecordingEdition
from asof.page.document import Document
from asof.page.tree import parse
from asof.standards import USUAL

HOME = workspace.read_workspace(Path(__file__).parents[1])
LEDGER, BRIEFINGS = data.read(HOME)
PAIRS = [
    (name, *form) for name, form in product(BRIEFINGS, zip(HOME.languages, PAPERS, strict=True))
]
STANDARD = "pdf/ua-1"
NOTE = Location("data/briefings/note.yaml", 1)
SANS, SERIF = (templates.font_sheet()[f"Source{name}Pro-Regular.ttf"] for name in ("Sans", "Serif"))
OTHER = "@font-face { font-family: Other; src: url(other.ttf) }"
FACE = "@font-face { font-family: Own; src: url(own.ttf) } body { font-family: Own }"


pytestmark = pytest.mark.skipif(
    bool(fast.left_out()), reason="shortcuts do not fit this engine, or are switched off"
)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """A process that has set no document yet."""
    shared.KEPT.clear()
    yield
    shared.KEPT.clear()


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    """Every briefing of the publication, in a language on a paper and in another on another."""
    cache = tmp_path_factory.mktemp("charts")
    return [filled(name, tag, paper, cache) for name, tag, paper in PAIRS]


def filled(name: str, tag: str, paper: Paper, cache: Path) -> Document:
    """A briefing of the publication, filled."""
    briefing = BRIEFINGS[name]
    day = briefing.as_of or date(2021, 1, 18)
    reader = RecordingEdition(as_of(LEDGER, day, day, language(tag)))
    draw = charts.Drawer(HOME, Store(cache))
    return templates.fill(HOME, briefing, reader, draw, templates.PageOptions(form=Form(paper)))


@pytest.fixture(scope="module")
def alone(publication: list[Document]) -> list[bytes]:
    """What the engine makes of each by itself, with nothing shared."""
    return [plainly(document) for document in publication]


def plainly(document: Document) -> bytes:
    """A document as the engine sets it."""
    found: bytes = (
        open_document(document).render(pdf_variant=STANDARD).write_pdf(pdf_variant=STANDARD)
    )
    return found


def sharing(document: Document, heard: list[str] | None = None) -> bytes:
    """A document as the engine sets it with what was kept before."""
    heard = [] if heard is None else heard
    html = open_document(document)
    with shared.shared_styles(html, document, heard) as fonts:
        pages = html.render(font_config=fonts, pdf_variant=STANDARD)
    found: bytes = pages.write_pdf(pdf_variant=STANDARD)
    return found


def findings(document: Document) -> tuple[Finding, ...]:
    """What is found in a document when it is printed."""
    laid = engine.lay(document, NOTE, USUAL)
    return pdf.proofread(laid, pdf.write_pdf(laid))


def printed(document: Document) -> bytes:
    """A document as PDF, as a build prints it."""
    return pdf.write_pdf(engine.lay(document, NOTE, USUAL)).content


def page(css: str, body: str = "<p>Seven ships.</p>", **assets: bytes) -> Document:
    """A document with a style sheet of its own, and a font."""
    head = '<title>Ships</title><link rel="stylesheet" href="own.css">'
    html = f'<!doctype html><html lang="en">{head}<body>{body}'
    files = {"own.css": css.encode(), "own.ttf": SANS.read_bytes()}
    named = {name.replace("_", "."): held for name, held in assets.items()}
    return Document(
        tree=parse(html),
        language="en",
        title="Ships",
        assets=files | named,
        trace=(),
        prints=(),
        times=(),
    )


def test_no_byte_differs_whichever_document_comes_first(
    publication: list[Document], alone: list[bytes]
) -> None:
    forward = [sharing(document) for document in publication]
    assert forward == alone
    assert len(shared.KEPT) < len(PAIRS)
    backward = [sharing(document) for document in reversed(publication)]
    assert backward[::-1] == alone


def switched_off(patch: pytest.MonkeyPatch) -> str:
    patch.setenv("ASOF_FAST", "0")
    return "ASOF_FAST=0"


def of_another_engine(patch: pytest.MonkeyPatch) -> str:
    patch.setattr(fast, "KNOWN", ("1.",))
    return f"WeasyPrint {version('weasyprint')} is not one that it knows"


def with_a_name_gone(patch: pytest.MonkeyPatch) -> str:
    patch.setattr(fast, "NAMES", {"weasyprint.css": ("Style", "Stile")})
    return "there is no weasyprint.css.Stile"


@pytest.mark.parametrize("change", [switched_off, of_another_engine, with_a_name_gone])
def test_without_shortcuts_pages_are_the_same(
    publication: list[Document],
    change: Callable[[pytest.MonkeyPatch], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = publication[0]
    quick = printed(document)
    shared.KEPT.clear()
    assert fast.left_out() == ""
    assert change(monkeypatch) == fast.left_out()
    assert printed(document) == quick
    assert not shared.KEPT


def test_sheets_and_fonts_are_read_once(
    publication: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    from weasyprint import css
    from weasyprint.text.fonts import FontConfiguration

    sharing(publication[0])
    for owner, name in ((css, "preprocess_stylesheet"), (FontConfiguration, "__init__")):
        monkeypatch.setattr(owner, name, lambda *_, **__: pytest.fail("it was read again"))
    sharing(publication[0])


@pytest.mark.parametrize(
    "other",
    [
        page(FACE + "p { color: #123 }"),
        page(FACE, own_ttf=SERIF.read_bytes()),
        page(FACE, "<style>p { color: #123 }</style><p>Seven ships.</p>"),
        page(f"{OTHER} body {{ font-family: Own, Other }}", other_ttf=SERIF.read_bytes()),
    ],
    ids=["another sheet", "another font", "one more sheet", "another's font"],
)
def test_a_document_is_set_with_its_own_styles_only(other: Document) -> None:
    first = page(FACE)
    wanted = [plainly(first), plainly(other)]
    assert [sharing(first), sharing(other), sharing(first)] == [*wanted, wanted[0]]


def test_an_imported_sheet_is_part_of_what_a_page_asks_for() -> None:
    css = f'@import "other.css"; {FACE}'
    first = page(css, other_css=b"p { margin: 9pt }")
    other = page(css, other_css=b"p { margin: 99pt }")
    assert [sharing(d) for d in (first, other)] == [plainly(first), plainly(other)]


def test_a_font_that_a_picture_brings_stays_in_its_document() -> None:
    face = "<style>@font-face { font-family: Guest; src: url(own.ttf) }</style>"
    words = '<text y="20" font-family="Guest">Nine ships</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">{face}{words}</svg>'
    css = FACE.replace("own.ttf", "other.ttf") + "p { font-family: Guest, Own }"
    plain, guest = (
        page(
            css, f"{more}<p>Seven ships.</p>", other_ttf=SERIF.read_bytes(), guest_svg=svg.encode()
        )
        for more in ("", '<img src="guest.svg" alt="Ships">')
    )
    wanted = [plainly(plain), plainly(guest)]
    assert [sharing(plain), sharing(guest), sharing(plain)] == [*wanted, wanted[0]]


SIZED = """\
@page { size: 120mm 90mm } @page wide { size: 240mm 90mm } .wide { page: wide }
div { width: 50vw; border: 1pt solid }
"""


@pytest.mark.parametrize(
    ("css", "bodies"),
    [
        (SIZED, ("<div>Ships", '<div class="wide">Ships', "<div>Ships")),
        ("body { overflow: hidden; height: 9pt }", ("<p>Ships<p>More",) * 3),
        ("p { color: green }", [f'<p style="color: {c}">Ships' for c in ("red", "blue", "red")]),
        ("b { float: right }", ('<p lang="fr"><b>«', '<p lang="en"><b>«', '<p id="x"><b>«')),
    ],
    ids=["units of a page", "overflow", "styles of an element", "attributes"],
)
def test_what_a_style_computed_to_serves_only_where_it_holds(
    css: str, bodies: Sequence[str]
) -> None:
    documents = [page(FACE + css, body) for body in bodies]
    assert [sharing(d) for d in documents] == [plainly(d) for d in documents]


def test_what_a_style_computed_to_is_not_computed_again(
    publication: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    from weasyprint.css import ComputedStyle

    plain, computed = ComputedStyle.__missing__, Counter[str]()

    def counting(style: ComputedStyle, name: str) -> object:
        computed[name] += 1
        return plain(style, name)

    monkeypatch.setattr(ComputedStyle, "__missing__", counting)
    sharing(publication[0])
    first = computed.total()
    sharing(publication[0])
    assert first > 10_000
    assert computed.total() < 1.05 * first, "only styles that the engine changes are computed"


def test_counters_pages_and_layers_of_a_sheet_serve_the_next_document() -> None:
    css = """\
@layer late, early;
@layer early { p { color: #111 } }
@layer late { p { color: #eee } }
@counter-style stars { system: cyclic; symbols: "*" "+"; suffix: " " }
@page { size: 300pt 200pt; @top-left { content: "Ships " counter(page, stars) } }
@page :first { margin: 50pt }
ol { list-style: stars }
"""
    document = page(FACE + css, "<ol><li>One<li>Two</ol><p>Seven ships.</p>")
    assert [sharing(document), sharing(document)] == [plainly(document)] * 2


def test_each_document_is_told_of_a_mistake_in_a_sheet() -> None:
    css = f":root {{ --wide: green }} p {{ colr: red; margin: var(--wide) }} {FACE}"
    told = [findings(page(css)) for _ in range(3)]
    assert [f.message.partition(" at ")[0] for f in told[0]] == [
        "ignored `colr: red`",
        "ignored `margin: green green green green`",
    ]
    assert told[0] == told[1] == told[2]


def test_few_sets_of_sheets_are_kept() -> None:
    for number in range(shared.MOST + 3):
        document = page(f"p {{ margin: {number}pt }} {FACE}")
        html = document.html.replace("<link", f'<link id="{number}"')
        sharing(
            Document(
                tree=parse(html),
                language="en",
                title="Ships",
                assets=document.assets,
                trace=(),
                prints=(),
                times=(),
            )
        )
    assert len(shared.KEPT) == shared.MOST


# ---- processes

FORKED: list[Document] = []


def set_in_child(number: int) -> bytes:
    """The PDF of a document, made in a process that was forked from this one."""
    return sharing(FORKED[number])


def test_forked_processes_make_the_same_bytes_and_leave_nothing_behind(
    publication: list[Document],
    alone: list[bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    FORKED[:] = publication
    parents = sharing(publication[0])
    (folder,) = (styles.loaded._folder for styles in shared.KEPT.values())
    with ProcessPoolExecutor(2, get_context("fork")) as processes:
        assert list(processes.map(set_in_child, range(4))) == alone[:4]
    assert len(list(folder.iterdir())) == 9, "a child has removed its parent's fonts"
    assert [p for p in tmp_path.iterdir() if p.name.startswith("weasyprint-")] == [folder]
    assert sharing(publication[0]) == parents == alone[0]


def test_a_sheet_with_a_mistake_is_told_to_each_document() -> None:
    document = page(f"p {{ colr: red }} {FACE}")
    for _ in range(2):
        (finding,) = findings(document)
        assert "colr" in finding.message
