"""The page as a tree: parsed once, its words by place, and what it loads."""

from __future__ import annotations

import ast
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

import asof
from asof.page.tree import html_of, parse, plain_words, unmarked

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
