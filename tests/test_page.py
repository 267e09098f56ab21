"""The page as a tree: parsed once, its words by place, and what it loads."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

import asof
from asof import data
from asof.build import filled_document
from asof.diagnostics import Location, RenderError
from asof.engine import lay
from asof.jobs import Request, plan_jobs
from asof.language import language
from asof.ledger import as_of
from asof.page.addresses import set_addresses_apart
from asof.page.css import css_urls, font_faces
from asof.page.document import Document
from asof.page.loads import drawn_stacks
from asof.page.tree import SVG, classes, html_of, parse, plain_words, unmarked
from asof.workspace import find_workspace
from harbour import harbour

Files = dict[str, str | bytes]
DAY = date(2024, 3, 1)
PACKAGE = Path(asof.__file__).parent
TURNED = '<data data-key="port.ships" value="7" id="fact-1" class="long fact">7</data>'
MARK = '<data class="fact" id="fact-1" value="7" data-key="port.ships">7</data>'


def test_html_is_parsed_by_one_function() -> None:
    parsers = {"html.parser", "tinyhtml5", "html5lib", "lxml", "bs4"}
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None) or "", *(a.name for a in node.names)]
        if name in parsers
    }
    assert found == {"page/tree.py", "page/parser_patterns.py"}


def test_no_pattern_looks_for_a_mark_in_html() -> None:
    # (?P<it>…) and \g<it> are groups
    tag = re.compile(r"(?<!\(\?P)(?<!\\g)</?[a-z\[(]|data-|class=|id=")
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
                words = "".join(texts_in(node.args[0])) if node.args else ""
                assert not tag.search(words), (path, node.lineno)


def texts_in(node: ast.expr) -> Iterator[str]:
    """The texts that an expression is written with."""
    constants = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
    return (value for value in constants if isinstance(value, str))


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (f"<p>About {MARK}<sup class='source'>1</sup> ships</p>", "About \ufffc\ufffc ships"),
        (f"<p>About {TURNED} ships</p>", "About \ufffc ships"),
        ("<p>4 <b>or</b> 5</p><p>6</p>", "4 or 5 6"),
        ('<img src="a.svg" alt="8 quays"><img id="chart-x" alt="9 quays">', "8 quays"),
        ("<!-- 1 -->2<style>p { margin: 3pt }</style>", "2\ufffc"),
        ("caf&eacute; &amp; bar", "café & bar"),
    ],
)
def test_words_outside_marks_are_told_block_by_block(html: str, words: str) -> None:
    assert " ".join(unmarked(parse(html)).split()) == words


def test_a_number_of_a_source_is_no_part_of_a_figure() -> None:
    heading = parse(f"<h2>{MARK}<sup class='source'>1</sup> ships</h2>")
    assert plain_words(heading) == "7 ships"
    noted = parse("<p>7<span class='footnote'>Port, <i>Log</i>.</span> ships</p>")
    assert plain_words(noted) == "7 ships"


@pytest.mark.parametrize(
    "body",
    [
        '<p title="a &lt; b &amp; &quot;c&quot;">1 &lt; 2 &amp;&nbsp;3</p><!-- a -->',
        "<pre>\n\n two</pre>",
        "<table><tr><td>a<br>b</table>",
        "<svg><style>a > b { fill: red }</style><linearGradient id=g /></svg>",
        "<svg viewBox=c><use xlink:href=#g /><text xml:lang=fr>un</text></svg>",
        "<math><mi>x</mi></math>",
        "<style>p > b { color: red }</style><script>a < b && c</script>",
        '<p a}b=1 c{d=2 e"f=3 g<h=4>5</p>',
    ],
)
def test_html_that_is_written_reads_as_the_same_tree(body: str) -> None:
    tree = parse(f"<!doctype html><title>T</title><body>{body}")
    assert nodes(parse(html_of(tree))) == nodes(tree)


def test_a_name_that_begins_with_a_brace_is_not_written() -> None:
    assert "<p>5</p>" in html_of(parse("<p {a=1 {b}c=2>5</p>"))


def nodes(tree: Element) -> list[tuple[object, ...]]:
    """All that a tree holds."""
    return [(e.tag, e.attrib, e.text, e.tail) for e in tree.iter()]


def test_a_text_that_is_the_name_of_a_file_is_a_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.html").write_text("<p>hidden</p>")
    monkeypatch.chdir(tmp_path)
    assert plain_words(parse("secret.html")) == "secret.html"


# ---- what it loads


@pytest.mark.parametrize(
    ("css", "brought"),
    [
        ("@font-face { font-family: 'Port Sans'; src: url(a.ttf) }", {"Port Sans"}),
        ("@media print { @font-face { src: url(a.ttf); font-family: Port } }", {"Port"}),
        ("/* @font-face { font-family: Port } */ p { font-family: Port }", set()),
    ],
)
def test_a_style_sheet_brings_fonts(css: str, brought: set[str]) -> None:
    assert font_faces(css) == brought


@pytest.mark.parametrize(
    ("svg", "asked"),
    [
        ('<text font-family="Port Sans, serif">1</text>', [("Port Sans", "serif")]),
        ("<text style=\"font: italic 9px/1.2 'Port', serif\">1</text>", [("Port", "serif")]),
        ("<style>text { font-family: Port Sans }</style>", [("Port Sans",)]),
        ("<style>@media print { text { font: 9pt Port } }</style>", [("Port",)]),
        ('<text font-family="inherit" style="font: var(--f)">1</text>', []),
    ],
)
def test_a_drawing_asks_for_fonts(svg: str, asked: list[tuple[str, ...]]) -> None:
    assert list(drawn_stacks(parse(f"<svg>{svg}</svg>"))) == asked


# ---- a page of a workspace


def filled(root: Path, note: str, files: Files | None = None) -> Document:
    """The page of a note of the harbour, with files of a test's own."""
    for name, content in (files or {}).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    workspace = find_workspace(harbour(root, note=note))
    ledger, briefings = data.read(workspace)
    (job,) = plan_jobs(workspace, briefings, Request(DAY, languages=("en",)))
    return filled_document(as_of(ledger, job.day, job.known, language(job.tag)), job)


HEADED = """\
title: {en: "Ships: {{ port.ships }}", fr: "Navires : {{ port.ships }}"}
question: {en: "Where are {{ port.ships }} ships?", fr: "Où sont {{ port.ships }} navires ?"}
template: theme/profile.html
body:
  - heading: {en: "At anchor: {{ port.ships }}", fr: "Au mouillage : {{ port.ships }}"}
  - image: {file: a.svg, alt: {en: "Map of {{ port.ships }}", fr: "Carte de {{ port.ships }}"}}
"""
BELOW = ["Source: Harbour, Log [1]. As of March 1, 2024."]
CAPTIONED = "{caption: {en: The port, fr: Le port}, file"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="3"/></svg>'


def test_a_source_is_no_part_of_a_figure_in_titles_contents_and_what_pictures_say(
    tmp_path: Path,
) -> None:
    document = filled(tmp_path, HEADED, {"a.svg": PICTURE})
    tree = document.tree
    assert document.title == "Ships: about 7"
    assert tree.findtext(".//title") == "Ships: about 7 – March 1, 2024"
    assert [e.get("content") for e in tree.iter("meta")][1] == "Where are about 7 ships?"
    ends = ("cited", "address", "note-number")
    links = [e for e in tree.iter("a") if e.get("class") not in ends]
    assert [plain_words(e).strip() for e in links] == ["At anchor: about 7"]
    assert [e.get("alt") for e in tree.iter("img")] == ["Map of about 7"]


def test_the_source_of_what_a_picture_says_stands_below_it_with_the_day(
    tmp_path: Path,
) -> None:
    below, captioned = (
        [
            " ".join("".join(line.itertext()).split())
            for figure in filled(tmp_path / name, text, {"a.svg": PICTURE}).tree.iter("figure")
            for line in figure.iter("p")
        ]
        for name, text in {"below": HEADED, "captioned": HEADED.replace("{file", CAPTIONED)}.items()
    )
    assert below == BELOW
    assert captioned == ["The port", *BELOW]


def test_a_source_is_no_part_of_a_figure_in_bookmarks(tmp_path: Path) -> None:
    document = filled(tmp_path, HEADED, {"a.svg": PICTURE})
    ((title, _, below, _),) = lay(
        document, Location("note.yaml"), ()
    ).engine_document.make_bookmark_tree()
    told = [title, *(heading for heading, *_ in below)]
    assert told == ["Ships: about 7", "Contents", "At anchor: about 7", "Sources"]


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
OWN = """\
title: {en: Note, fr: Note}
template: own.html
body:
  - points: [{en: "{{ port.ships }} ships", fr: "{{ port.ships }} navires"}]
"""


def own(root: Path, html: str, files: Files | None = None) -> Document:
    """The page of a template of the workspace."""
    whole = f'{{% extends "theme/note.html" %}}\n{{% block end %}}\n{html}\n{{% endblock %}}\n'
    given: Files = {"templates/own.html": whole, "a.png": PIXEL}
    return filled(root, OWN, given | (files or {}))


@pytest.mark.parametrize(
    "html",
    [
        '<img src="a.png" alt="x">',
        '<svg><image href="a.png" width="9" height="9"/></svg>',
        '<svg><image xlink:href="a.png" width="9" height="9"/></svg>',
        '<embed src="a.png">',
        '<object data="a.png"></object>',
        '<p style="background: url(a.png)">x</p>',
        "<p style=\"list-style: url('a.png')\">x</p>",
        "<style>p { background: url(a.png) }</style>",
        '<image src="a.png">',
    ],
)
def test_a_picture_is_loaded_wherever_a_page_names_it(tmp_path: Path, html: str) -> None:
    document = own(tmp_path, html)
    assert document.assets["a.png"] == PIXEL
    assert document.asked["a.png"] == Location("templates/own.html", 3)
    assert lay(document, Location("note.yaml"), ()).warnings == []


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ('<video poster="a.png"></video>', "video poster"),
        ('<input type="image" src="a.png">', "input src"),
        ('<img srcset="a.png" alt="x">', "img srcset"),
        ('<picture><source srcset="a.png"><img alt="x"></picture>', "source srcset"),
        ('<iframe src="a.png"></iframe>', "iframe src"),
        ('<audio src="a.png"></audio>', "audio src"),
        ('<table background="a.png"></table>', "table background"),
        ('<svg><use href="a.png"/></svg>', "use href"),
        ('<svg><filter><feImage xlink:href="a.png"/></filter></svg>', "feImage href"),
        ('<base href="a.png">', "base href"),
        ('<a rel="attachment" href="a.png">x</a>', "a href"),
        ('<script src="a.png"></script>', "script src"),
    ],
)
def test_what_no_page_can_load_is_refused_at_its_line(
    tmp_path: Path, html: str, named: str
) -> None:
    with pytest.raises(RenderError) as told:
        own(tmp_path, html)
    (finding,) = told.value.findings
    assert str(finding.place) == "templates/own.html:3"
    assert finding.message == f"'a.png' in <{named}> is not loaded"


def test_a_drawing_is_given_what_it_loads_and_refused_what_it_cannot(tmp_path: Path) -> None:
    space = 'xmlns="http://www.w3.org/2000/svg" width="9" height="9"'
    inner = f'<svg {space}>\n<image href="a.png" width="9" height="9"/>\n<text y="9">x</text></svg>'
    outer = f'<svg {space}><image href="inner.svg" width="9" height="9"/></svg>'
    html = '<img src="outer.svg" alt="x">'
    document = own(tmp_path, html, {"outer.svg": outer, "inner.svg": inner})
    assert {"outer.svg", "inner.svg", "a.png"} < document.assets.keys()
    assert document.asked["a.png"] == Location("inner.svg", 2)
    with pytest.raises(RenderError, match="is not loaded") as told:
        own(tmp_path, html, {"outer.svg": f'<svg {space}>\n<use href="b.svg#x"/></svg>'})
    assert str(told.value.findings[0].place) == "outer.svg:2"


def test_a_picture_that_a_text_names_is_missed_at_the_text(tmp_path: Path) -> None:
    note = """\
title: {en: Note, fr: Note}
body:
  - text: {en: "Look: ![the port](gone.png)", fr: "Voici : ![le port](gone.png)"}
"""
    with pytest.raises(RenderError, match=r"no file 'gone.png'") as told:
        filled(tmp_path, note)
    assert str(told.value.findings[0].place) == "data/briefings/note.yaml:3:35"


def test_the_same_sheet_is_searched_for_urls_once() -> None:
    css = '@import "a.css"; p { background: url(b.svg) }'
    assert css_urls(css) is css_urls(css)
    assert css_urls(css) == ("a.css", "b.svg")


# ---- facts where no element can stand


def texts(words: str) -> str:
    """A note with a text of its own."""
    return json.dumps(
        {"title": {"en": "N", "fr": "N"}, "body": [{"text": {"en": words, "fr": words}}]}
    )


@pytest.mark.parametrize(
    ("words", "attribute", "said"),
    [
        ("![{{ port.ships }} ships](a.png)", "alt", "About\u00a07 ships"),
        ('![x](a.png "{{ port.ships }} ships")', "title", "about\u00a07 ships"),
        ('[x](https://a.test "{{ port.ships }} & more")', "title", "about\u00a07 & more"),
    ],
)
def test_a_fact_in_an_attribute_is_its_words(
    tmp_path: Path, words: str, attribute: str, said: str
) -> None:
    document = filled(tmp_path, texts(words), {"a.png": PIXEL})
    assert said in [e.get(attribute) for e in document.tree.iter()]
    assert {e.get("id") for e in document.tree.iter() if said == e.get(attribute)} == {
        p.id for p in document.prints
    }
    assert [p.text.lower() for p in document.prints] == ["about\u00a07"]


def test_a_fact_in_an_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="a fact cannot stand in an address"):
        filled(tmp_path, texts("[x](https://a.test/{{ port.ships }})"))


WORDS = "{% set words %}<b>{{ port.ships }}</b> in port{% endset %}"
SAID = [
    ('<img src="a.png" alt="{{ port.ships }} in port">', "img", "alt"),
    ("<img src=a.png alt='{{ port.ships }} in port'>", "img", "alt"),
    (f'{WORDS}<img src="a.png" alt="{{{{ words | striptags }}}}">', "img", "alt"),
    ('<p title="{{ port.ships }} in port">x</p>', "p", "title"),
    ('<p aria-label="{{ port.ships }} in port">x</p>', "p", "aria-label"),
    ('<table><tr><th abbr="{{ port.ships }} in port">x</th></tr></table>', "th", "abbr"),
    ('<a id="x" href="#x" title="{{ port.ships }} in port">x</a>', "a", "title"),
]


@pytest.mark.parametrize(("html", "tag", "attribute"), SAID)
def test_a_fact_that_a_voice_reads_is_its_words_and_has_its_source_behind_it(
    tmp_path: Path, html: str, tag: str, attribute: str
) -> None:
    document = own(tmp_path, html)
    assert [e.get(attribute) for e in document.tree.iter(tag)][-1] == "about\u00a07 in port"
    said = [p for p in document.prints if p.place.path == "templates/own.html"]
    assert [(p.key, p.text, p.place.line) for p in said] == [("port.ships", "about\u00a07", 3)]
    assert [str(c) for o in said[0].behind for c in o.citations] == ["log#p1"]
    assert "[1]" in "".join(next(document.tree.iter("body")).itertext())


def test_a_fact_that_a_title_says_is_its_words(tmp_path: Path) -> None:
    document = own(tmp_path, "<svg><title>{{ port.ships }} now</title></svg>")
    assert [e.text for e in document.tree.iter(f"{SVG}title")] == ["about\u00a07 now"]


@pytest.mark.parametrize(
    ("html", "where"),
    [
        ('<p class="{{ port.ships }}">x</p>', "in 'class'"),
        ("<p class='{{ port.ships.label }}'>x</p>", "in 'class'"),
        ("<p id={{ port.ships }}>x</p>", "in 'id'"),
        ('<p lang="{{ port.ships }}">x</p>', "in 'lang'"),
        ('<p style="width: {{ port.ships }}%">x</p>', "in 'style'"),
        ('<p data-of="{{ port.ships }}">x</p>', "in 'data-of'"),
        ('<ol start="{{ port.ships }}"><li>x</li></ol>', "in 'start'"),
        ('<p {{ port.ships }}="x">x</p>', "in a tag"),
        ('<a href="https://a.test/?n={{ port.ships }}">x</a>', "in an address"),
        ('<img src="{{ port.ships }}.png" alt="x">', "in an address"),
        ('<svg><a xlink:href="#{{ port.ships }}"/></svg>', "in an address"),
        ("<svg><text>{{ port.ships }}</text></svg>", "in <text>"),
        ("<textarea>{{ port.ships }}</textarea>", "in <textarea>"),
        ("<style>p { width: {{ port.ships }}px }</style>", "in <style>"),
        ("<script>{{ port.ships }}</script>", "in <script>"),
        ("<!-- {{ port.ships }} -->", "in a comment"),
        ("<p><b><!-- {{ port.ships }} --></b></p>", "in a comment"),
    ],
)
def test_a_fact_that_cannot_be_marked_is_refused_at_its_line(
    tmp_path: Path, html: str, where: str
) -> None:
    with pytest.raises(RenderError) as told:
        own(tmp_path, html)
    first = told.value.findings[0]
    assert (str(first.place), first.message) == (
        "templates/own.html:3",
        f"a fact cannot stand {where}",
    )


def test_a_fact_that_a_template_keeps_to_itself_is_not_recorded(tmp_path: Path) -> None:
    document = own(tmp_path, "{% set words %}{{ port.sheds }}{% endset %}<p>x</p>")
    assert "port.sheds" not in document.printed


@pytest.mark.parametrize(
    "words", ['"a < b"|safe', "'<b>40</b> ships'|safe", "'<p>40 ships</p><p>now</p>'|safe"]
)
def test_words_that_a_template_vouches_for_are_its_authors(tmp_path: Path, words: str) -> None:
    document = own(tmp_path, f"{{{{ {words} }}}}")
    assert document.texts[-1].source.place.path == "templates/own.html"


# ---- what stands behind a figure

LOGS = """\
log: {title: Log, publisher: Harbour, published: 2024-01-02}
bill: {title: Bill, publisher: Ministry, published: 2024-01-03}
list: {title: List, publisher: Pilots, published: 2024-01-04}
"""
COUNTS = """\
ships:
  label: {en: ships in port, fr: navires au port}
  unit: {en: ships, fr: navires}
  observations: [{value: "7", on: 2024-01-02, source: log}]
crews:
  label: {en: crews, fr: équipages}
  observations:
    - value: in the hundreds
      on: 2024-01-03
      source: bill
      status: estimate
      by: {en: the Pilots, fr: les pilotes}
      note: {en: Tugs are left out, fr: Sans les remorqueurs}
fees:
  label: {en: fees, fr: droits}
  currency: CAD
  observations: [{value: "90", on: 2024-01-04, status: provisional, source: list}]
dues:
  label: {en: dues, fr: taxes}
  currency: CAD
  observations: [{value: "10", on: 2024-01-02, status: revised, source: log}]
sum:
  label: {en: fees and dues, fr: droits et taxes}
  currency: CAD
  derived: port.fees + port.dues
depth:
  label: {en: depth, fr: profondeur}
  observations:
    - {value: "11", on: 2024-01-02, source: log}
    - {value: "14", on: 2024-01-02, source: bill}
"""


def said(root: Path, body: str, lang: str = "en", facts: str = COUNTS, **settings: str) -> Document:
    """A note of some blocks about counts of a port, in a language."""
    more = "".join(f"{name}: {value}\n" for name, value in settings.items())
    note = f"title: {{en: Note, fr: Note}}\n{more}body:\n{body}"
    home = find_workspace(harbour(root, note=note, facts=facts, sources=LOGS))
    ledger, briefings = data.read(home)
    (job,) = plan_jobs(home, briefings, Request(DAY, languages=(lang,)))
    return filled_document(job.edition(ledger), job)


def words_in(document: Document, tag: str) -> list[str]:
    """The words of some elements, with all that stands behind a figure."""
    found = (e for e in document.tree.iter(tag) if "banner" not in (e.get("class") or ""))
    return [" ".join("".join(e.itertext()).split()) for e in found]


def prose(root: Path, text: str, **settings: str) -> str:
    """How a text reads."""
    body = f"  - text: {{en: {json.dumps(text)}, fr: X}}\n"
    document = said(root, body, **settings)
    return " ".join(plain(each) for each in words_in(document, "p") if "Jan" in each or "[" in each)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_sources_stand_apart_from_a_figure_in_brackets_and_in_rising_order(tmp_path: Path) -> None:
    text = "{{ port.fees }}, {{ port.ships }}, {{ port.crews }}; in all {{ port.sum }}."
    figures = "$90 (p) [1], 7 [2], in the hundreds (e) [3]; in all $100 (p) [1, 2]."
    assert prose(tmp_path, text) == figures
    assert prose(tmp_path, "{{ port.depth }}.") == "11 [1] or 14 [2]."


def test_a_day_has_a_source_of_its_own_unless_its_value_stands_beside_it(tmp_path: Path) -> None:
    assert prose(tmp_path, "Since {{ port.ships.on }}.") == "Since January 2, 2024 [1]."
    beside = "{{ port.ships }} since {{ port.ships.on }}, {{ port.fees.reported }}."
    assert prose(tmp_path, beside) == "7 [1] since January 2, 2024, January 4, 2024 [2]."


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        ("label, value, source", ["Ships in port", "7 ships", "[1]"]),
        ("label, value", ["Ships in port", "7 ships [1]"]),
        ("label, standing, reported, until", ["Ships in port", "current", "Jan 2, 2024 [1]"]),
        ("label, counts", ["Ships in port"]),
    ],
)
def test_a_table_without_a_column_of_sources_has_them_behind_its_values(
    tmp_path: Path, columns: str, row: list[str]
) -> None:
    document = said(tmp_path, f"  - table: {{rows: port.ships, columns: [{columns}]}}\n")
    cells = [*words_in(document, "th")[len(row) :], *words_in(document, "td")]
    assert [plain(cell) for cell in cells] == row
    assert ('<ol class="sources">' in document.html) == any("[1]" in cell for cell in row)


@pytest.mark.parametrize(
    ("lang", "value", "standing", "notes"),
    [
        (
            "en",
            "in the hundreds (e) [1] by the Pilots, an estimate",
            "estimate",
            ["(e) estimate", "Crews: Tugs are left out."],
        ),
        (
            "fr",
            "des centaines (e) [1] selon les pilotes, estimation",
            "estimation",
            ["(e) estimation", "Équipages : Sans les remorqueurs."],
        ),
    ],
)
def test_an_estimate_reads_as_one_with_what_was_noted_of_it(
    tmp_path: Path, lang: str, value: str, standing: str, notes: list[str]
) -> None:
    table = "  - table: {rows: port.crews, columns: [label, value, standing]}\n"
    document = said(tmp_path, table, lang)
    assert [plain(cell) for cell in words_in(document, "td")] == [value, standing]
    assert [plain(each) for each in words_in(document, "p")][-2:] == notes


def test_who_estimates_is_told_once(tmp_path: Path) -> None:
    table = "  - table: {rows: port.crews, columns: [label, value, by]}\n"
    cells = [plain(cell) for cell in words_in(said(tmp_path, table), "td")]
    assert cells == ["in the hundreds (e) [1]", "the Pilots"]


def test_tiles_and_facts_carry_what_tables_do(tmp_path: Path) -> None:
    document = said(tmp_path, "  - tiles: [port.fees, port.depth]\n  - facts: port.crews\n")
    figures = [plain(words) for words in words_in(document, "p")]
    tiles = figures[figures.index("$90 (p) [1]") :]
    assert tiles[:4] == ["$90 (p) [1]", "Fees", "January 4, 2024", "11 [2] or 14 [3]"]
    (fact,) = [plain(words) for words in words_in(document, "li") if "Crews" in words]
    assert fact.endswith("Crews: in the hundreds (e) [3] by the Pilots, an estimate")


def test_a_page_without_source_notes_tells_what_its_figures_are_worth(tmp_path: Path) -> None:
    document = said(tmp_path, "  - facts: port.fees\n", source_notes="none")
    (fact,) = [plain(words) for words in words_in(document, "li")]
    assert fact == "Jan 4, 2024 Fees: $90 (p)"


def test_how_old_figures_are_is_told_by_those_that_can_go_stale(tmp_path: Path) -> None:
    body = "  - facts: [port.ships, port.crews]\n"
    assert [when.text for when in said(tmp_path, body).times] == ["2024-01-02", "2024-01-03"]
    fixed = COUNTS.replace("ships:\n", "ships:\n  fixed: true\n", 1)
    assert [when.text for when in said(tmp_path, body, facts=fixed).times] == ["2024-01-03"]


SPEECH = """\
plea:
  label: {en: plea, fr: demande}
  type: statement
  tags: [said]
  observations:
    - value: {en: the quay must be dredged, fr: il faut draguer le quai}
      by: {en: "Ann Roy, pilot", fr: "Ann Roy, pilote"}
      on: 2024-01-02
      source: log
vow:
  label: {en: vow, fr: promesse}
  type: statement
  words: verbatim
  tags: [said]
  observations:
    - value: {en: We shall dredge., fr: Nous draguerons.}
      by: {en: the harbour, fr: le port}
      on: 2024-01-03
      source: bill
"""


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        (
            "en",
            [
                "In our words, not theirs, where no quotation marks stand",
                "The quay must be dredged [1]",
                "“We shall dredge.” [2]",
            ],
        ),
        (
            "fr",
            [
                "Sans guillemets : propos rapportés, non cités",
                "Il faut draguer le quai [1]",
                "« Nous draguerons. » [2]",
            ],
        ),
    ],
)
def test_what_somebody_said_is_a_quotation_only_word_for_word(
    tmp_path: Path, lang: str, wanted: list[str]
) -> None:
    document = said(tmp_path, "  - statements: said\n", lang, SPEECH)
    block = [e for e in document.tree.iter() if {"whose", "words"} & set(classes(e))]
    assert [plain("".join(e.itertext())) for e in block] == wanted
    assert ["verbatim" in classes(e) for e in block] == [False, False, True]


@pytest.mark.parametrize(
    ("words", "line"), [("reported", "In our words, not theirs"), ("verbatim", None)]
)
def test_reported_speech_says_that_it_is(tmp_path: Path, words: str, line: str | None) -> None:
    facts = SPEECH.replace("words: verbatim", f"words: {words}")
    facts = facts.replace("type: statement\n  tags", f"type: statement\n  words: {words}\n  tags")
    document = said(tmp_path, "  - statements: {tag: said}\n", facts=facts)
    found = [e.text for e in document.tree.iter("p") if e.get("class") == "whose"]
    assert found == ([line] if line else [])


def test_a_value_has_the_standing_that_it_has_by_itself(tmp_path: Path) -> None:
    lines = (
        '{value: "7", on: 2024-01-02, source: log}',
        '{value: "9", on: 2024-01-03, source: bill}',
        '{value: "20", on: 2024-01-04, status: claim, by: pilots, source: list}',
    )
    facts = COUNTS.replace("[" + lines[0] + "]", f"[{', '.join(lines)}]")
    text = "{{ port.ships }}, {{ port.ships.history[0] }}, {{ port.ships.claims[0] }}"
    document = said(tmp_path, f'  - text: {{en: "{text}", fr: X}}\n', facts=facts)
    found = [(e.text, e.get("data-standing")) for e in document.tree.iter("data")]
    assert found[:3] == [("9", "current"), ("7", "superseded"), ("20", "claim")]


# ---- addresses


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("write to desk@port.example.org.", ["desk@port.example.org"]),
        ("see https://port.example/a-b_c?d=1, or", ["https://port.example/a-b_c?d=1"]),
        ("(www.port.example/ships)", ["www.port.example/ships"]),
        ("in port.example.org/north and note.fr.pdf", ["port.example.org/north", "note.fr.pdf"]),
        ("at 10 p.m. the U.S. and 7.7 million, e.g. Dr. A.", []),
    ],
)
def test_an_address_is_an_element_of_its_own(text: str, told: list[str]) -> None:
    tree = parse(f"<p>{text} <b>{text}</b> {text}</p>")
    words = "".join(tree.itertext())
    set_addresses_apart(tree)
    assert [e.text for e in tree.iter("span")] == told * 3
    assert "".join(tree.itertext()) == words
