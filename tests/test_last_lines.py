"""The last line of running text: no word stands there alone, nor half of one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pypdfium2
import pytest

from asof.page.tree import parse
from asof.templates.last_lines import keep_last_lines
from test_page_breaks import printed

LEAD = "The water rose through the night and has fallen slowly"


def kept(html: str) -> list[str]:
    """What is kept together in a piece of a page."""
    tree = parse(html)
    words = said(tree)
    keep_last_lines(tree)
    assert said(tree) == words
    return [said(e) for e in tree.iter("span") if e.get("class") == "unbroken"]


def said(tree: Element) -> str:
    return "".join(tree.itertext())


@pytest.mark.parametrize(
    ("html", "together"),
    [
        (f"<p>{LEAD} as well.</p>", ["slowly as well."]),
        (f"<p>{LEAD} to go by it.</p>", ["to go by it."]),
        (f"<p>{LEAD} all of a <b>sudden</b> so.</p>", ["sudden so."]),
        (
            f"<p>{LEAD} for <data class=fact>83</data><sup class=source> [1]</sup>.</p>",
            ["slowly for 83 [1]."],
        ),
        (f"<ul><li>{LEAD} as it did<ul><li>Below.</li></ul></li></ul>", ["slowly as it did"]),
        (f"<figcaption><p>{LEAD}, we say</p></figcaption>", ["slowly, we say"]),
        (f"<p>{LEAD} <i>and so it does so</i></p>", ["it does so"]),
        (f"<p>{LEAD} of nondenominationalisms and so.</p>", []),
        (f"<p><data class='fact long'>{LEAD} and so did</data>.</p>", []),
        (f"<p><data class=fact>{LEAD} and so did</data>.</p>", []),
        ("<p>A line that is short.</p>", []),
        (f"<table><tr><td>{LEAD} as well.</td></tr></table>", []),
        (f"<div class=tiles><p>{LEAD} as well.</p></div>", []),
        (f"<h2>{LEAD} as well</h2>", []),
        (f"<p class=by><span>{LEAD} as well</span></p>", []),
    ],
)
def test_the_last_words_of_running_text_stay_together(html: str, together: list[str]) -> None:
    assert kept(html) == together


@pytest.mark.parametrize("kind", ["text", "points", "callout"])
def test_no_last_line_has_fewer_than_eight_letters(tmp_path: Path, kind: str) -> None:
    words = "rose through night and has fallen slow as it does so well"
    texts = [f"{'Oh, ' * n}{words}{' of it' * n} {words}." for n in range(12)]
    told = "\n\n".join(texts) if kind != "points" else texts
    note = {"title": "Desk", "body": [{kind: told}]}
    (built,) = printed(tmp_path, {"data/briefings/last.yaml": json.dumps(note)})
    with pypdfium2.PdfDocument(built.job.path) as pdf:
        text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    last = re.findall(r"^.*\bwell\.$", text.replace("\r", ""), re.MULTILINE)
    assert len(last) == 12
    assert min(len(re.findall(r"\w", line)) for line in last) >= 8


def test_a_fact_that_is_a_sentence_fills_its_lines(tmp_path: Path) -> None:
    """The engine would break a line at its first word, for the last ones within another element."""
    words = "The allies agreed to suspend the whole of the mission to the north for the time being"
    line = f"{{value: {words}, on: 2026-01-02, source: log}}"
    facts = f"halt: {{label: halt, type: event, observations: [{line}]}}"
    files = {
        "data/sources.yaml": "log: {title: Log, publisher: Desk, published: 2026-01-02}\n",
        "data/facts/desk.yaml": facts,
        "data/briefings/last.yaml": "title: Desk\nbody: [{facts: [desk.halt]}]\n",
    }
    (built,) = printed(tmp_path, files)
    with pypdfium2.PdfDocument(built.job.path) as pdf:
        text = pdf[0].get_textpage().get_text_bounded().replace("\r", "")
    (first,) = re.findall(r"The allies.*$", text, re.MULTILINE)
    assert len(first) > 50
