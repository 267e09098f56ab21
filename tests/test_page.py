"""The page as a tree: parsed once, its words by place, and what it loads."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

import asof
from asof import data
from asof.build import filled_document
from asof.diagnostics import Location
from asof.engine import lay
from asof.jobs import Request, plan_jobs
from asof.language import language
from asof.ledger import as_of
from asof.page.document import Document
from asof.page.tree import html_of, parse, plain_words, unmarked
from asof.workspace import find_workspace
from harbour import harbour

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
    ],
)
def test_html_that_is_written_reads_as_the_same_tree(body: str) -> None:
    tree = parse(f"<!doctype html><title>T</title><body>{body}")
    assert nodes(parse(html_of(tree))) == nodes(tree)


def nodes(tree: Element) -> list[tuple[object, ...]]:
    """All that a tree holds."""
    return [(e.tag, e.attrib, e.text, e.tail) for e in tree.iter()]


def test_a_text_that_is_the_name_of_a_file_is_a_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.html").write_text("<p>hidden</p>")
    monkeypatch.chdir(tmp_path)
    assert plain_words(parse("secret.html")) == "secret.html"


# ---- a page of a workspace


def filled(root: Path, note: str, **files: str | bytes) -> Document:
    """The page of a note of the harbour, with files of a test's own."""
    for name, content in files.items():
        path = root / name.replace("__", "/").replace("_", ".")
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
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="3"/></svg>'


def test_a_source_is_no_part_of_a_figure_in_titles_contents_and_what_pictures_say(
    tmp_path: Path,
) -> None:
    document = filled(tmp_path, HEADED, a_svg=PICTURE)
    tree = document.tree
    assert document.title == "Ships: about 7"
    assert tree.findtext(".//title") == "Ships: about 7 – March 1, 2024"
    assert [e.get("content") for e in tree.iter("meta")][1] == "Where are about 7 ships?"
    assert [plain_words(e).strip() for e in tree.iter("a")] == ["At anchor: about 7"]
    assert [e.get("alt") for e in tree.iter("img")] == ["Map of about 7"]


def test_a_source_is_no_part_of_a_figure_in_bookmarks(tmp_path: Path) -> None:
    document = filled(tmp_path, HEADED, a_svg=PICTURE)
    ((title, _, below, _),) = lay(
        document, Location("note.yaml"), ()
    ).engine_document.make_bookmark_tree()
    assert [title, *(heading for heading, *_ in below)] == ["Ships: about 7", "At anchor: about 7"]
