"""A figure stands where it was printed, as it was printed, or there is no page."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from asof import build, data
from asof.diagnostics import AsofError
from asof.jobs import Request, plan_jobs
from asof.page.document import Document
from asof.page.tree import plain_words
from asof.templates.failures import MISUSE
from asof.templates.places import KEY, PIECE, PLACE, is_whole, place_of
from asof.workspace import find_workspace
from harbour import harbour

SHIPS, LIGHTS = "{{ port.ships }}", "{{ port.lights }}"
SET = "{% set w %}" + SHIPS + " and " + LIGHTS + "{% endset %}"
BLOCK = (
    "{% macro m() %}<{{ caller() | CUT }}>{% endmacro %}{% call m() %}" + SHIPS + "{% endcall %}"
)


def document(root: Path, text: str, template: str = "", **layers: str) -> Document:
    """A page of one text, and of a template's own words where there are any."""
    note = {"title": "Note", "body": [{"text": {"en": text, "fr": "-"}}]}
    own = '{% extends "theme/note.html" %}{% block end %}<p>' + template + "</p>{% endblock %}"
    if template:
        (root / "templates").mkdir(parents=True)
        (root / "templates/own.html").write_text(own, encoding="utf-8")
        note["template"] = "own.html"
    home = find_workspace(harbour(root, note=json.dumps(note, ensure_ascii=False), **layers))
    ledger, briefings = data.read(home)
    request = Request(date(2024, 9, 1), languages=("en",))
    (job,) = plan_jobs(home, briefings, request)
    return build.filled_document(job.edition(ledger), job)


FILTERS = """\
capitalize|center(40)|filesizeformat|first|float|forceescape|format|groupby(0)|indent(9, true)|int
join(",")|last|list|lower|map("upper")|max|min|pprint|random|reject("none")|replace("1", "9")
reverse|reverse|round|select|slice(3)|sort|string|sum|title|tojson|truncate(1)
unique|upper|urlencode|urlize|wordcount|wordwrap(1)|xmlattr|abs|batch(2)|dictsort|items|attr("upper")
""".replace("\n", "|").strip("|")
ATTACKS = [
    *(SET + "{{ w | " + each + " }}" for each in FILTERS.split("|")),
    *("{% filter " + each + " %}" + SHIPS + "{% endfilter %}" for each in FILTERS.split("|")),
    *(BLOCK.replace("CUT", each) for each in ("upper", "reverse", "replace('1', '9')", "list")),
    SET + "{{ w[1:4] }}",
    SET + "{{ w[0] }}",
    SET + "{{ w[::-1] }}",
    SET + "{{ w.upper() }}",
    SET + "{{ w.replace('a', 'b') }}",
    SET + "{{ w.split() | join('0') }}",
    SET + "{{ w['upper']() }}",
    SET + "{{ '{:.9}'.format(w) }}",
    SET + "{{ '{x:.9}'.format(x=w) }}",
    SET + "{{ '{x:.9}'.format_map({'x': w}) }}",
    SET + "{{ '%.9s' | format(w) }}",
    SET + "{{ '%.9s' % w }}",
    SET + "{{ w * 2 }}",
    SET + "{{ (w ~ '')[2:] }}",
    SET + "{{ (w ~ '') | upper }}",
    SET + "{{ ('' + w) | reverse }}",
    SET + "{{ [w, w] | sort | join }}",
    SET + "{{ [w] | string }}",
    SET + "{{ {'a': w} | tojson }}",
    SET + "{{ {'class': w} | xmlattr }}",
    SET + "{{ [w] | map('upper') | join }}",
    SET + "{{ [w] | map('replace', '1', '9') | join }}",
    SET + "{{ 'x' | replace('x', w) }}",
    SET + "{{ 'abc'.replace('b', w) }}",
    SET + "{{ ','.join([w, w]) }}",
    SET + "{% for c in w %}{{ c }},{% endfor %}",
    SET + "{% set c = cycler(*w) %}{{ c.next() }}{{ c.next() }}",
    SET + "{% set l = namespace(x=w) %}{{ l.x[1:] }}",
    SET + "{% set w2 = w | trim %}{{ w2[2:] }}",
    SET + "{{ (w | e)[3:] }}",
    SET + "{{ (w | default('x'))[3:] }}",
    SET + "{{ (w | safe).unescape() }}",
    "{% set w %}{% set v %}" + SHIPS + "{% endset %}{{ v }}{% endset %}{{ w[3:] }}",
    "{% for n in [1] %}{% set w %}" + SHIPS + "{% endset %}{{ w | truncate(3) }}{% endfor %}",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_no_text_cuts_or_moves_a_figure(tmp_path: Path, text: str) -> None:
    with pytest.raises(AsofError) as told:
        document(tmp_path, text)
    assert {f.rule for f in told.value.findings} == {"template"}


@pytest.mark.parametrize("template", ATTACKS)
def test_no_template_cuts_or_moves_a_figure(tmp_path: Path, template: str) -> None:
    with pytest.raises(AsofError) as told:
        document(tmp_path, "x", template)
    assert {f.rule for f in told.value.findings} == {"template"}


PREPARED = [
    "{{ sections[0].blocks[0].html | replace('about', 'over') }}",
    "{{ sections[0].blocks[0].html | replace('7', '9') | safe }}",
    "{{ sections[0].blocks[0].html | upper }}",
    "{{ sections[0].blocks[0].html | reverse }}",
    "{{ sections[0].blocks[0].html | truncate(300) }}",
    "{{ sections[0].blocks[0].html[:-20] }}",
    "{{ sections[0].blocks[0].html.replace('7', '9') }}",
    "{{ sections[0].blocks[0].html.unescape() }}",
    "{{ sections[0].blocks[0].html.striptags().upper() }}",
    "{{ sections[0].blocks[0].html | forceescape }}",
    "{{ sections[0].blocks[0].html % 1 }}",
    "{{ [sections[0].blocks[0].html] | tojson }}",
    "{% for c in sections[0].blocks[0].html if c in '0123456789' %}{{ c }}{% endfor %}",
    "{% set c = cycler(*sections[0].blocks[0].html) %}{{ c.next() }}",
    "{% set a, b = sections[0].blocks[0].html %}{{ b }}",
]


@pytest.mark.parametrize("template", PREPARED)
def test_no_template_alters_a_figure_of_a_block(tmp_path: Path, template: str) -> None:
    with pytest.raises(AsofError, match=MISUSE):
        document(tmp_path, SHIPS + " ships", template)


WHOLE = [
    (SET + "{{ w }}", "9 and 5"),
    (SET + "{{ w ~ '!' }}", "9 and 5!"),
    (SET + "{{ [w, 'x'] | join('; ') }}", "9 and 5; x"),
    (SET + "{{ w | trim }}", "9 and 5"),
    (SET + "{{ nothing | default(w) }}", "9 and 5"),
    ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(port.lights) }}", "5"),
    ("{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}" + LIGHTS + "{% endcall %}", "5"),
]


@pytest.mark.parametrize(("text", "said"), WHOLE)
def test_words_that_hold_a_figure_are_printed_and_joined(
    tmp_path: Path, text: str, said: str
) -> None:
    for made in (document(tmp_path / "a", text), document(tmp_path / "b", "x", text)):
        assert said.lower() in words(made).lower()
        assert not PIECE.search(made.html)


def words(made: Document) -> str:
    """The words of a page without the numbers of sources."""
    return " ".join(plain_words(made.tree).replace("\xa0", " ").split())


FORGED = ["\U0010fffc0\U0010fffd", "\U0010fffc", "\ue002", "\U00100000", "&#x10FFFC;0&#x10FFFD;"]


@pytest.mark.parametrize("typed", FORGED)
@pytest.mark.parametrize(("text", "template"), [("X" + LIGHTS, ""), (LIGHTS, "X"), ("X", LIGHTS)])
def test_what_looks_like_a_place_is_none(
    tmp_path: Path, typed: str, text: str, template: str
) -> None:
    with suppress(AsofError):
        made = document(tmp_path, text.replace("X", typed), template.replace("X", typed))
        assert [e.text for e in made.tree.iter("data") if e.get("data-key")] == ["5"]
        assert [p.text for p in made.prints] == ["5"]


@pytest.mark.parametrize(
    "typed",
    [
        r"{{ '\U0010fffc0\U0010fffd' }}",
        r'{{ "%c0%c" | format(1114108, 1114109) }}',
        "{{ '\U00100000' }}",
    ],
)
def test_no_expression_makes_a_place(tmp_path: Path, typed: str) -> None:
    with pytest.raises(AsofError):
        document(tmp_path / "a", LIGHTS + typed)
    with pytest.raises(AsofError):
        document(tmp_path / "b", "x", LIGHTS + typed)


def test_a_place_is_whole_and_of_its_text() -> None:
    assert PLACE.findall(f"a{place_of(12)}b") == ["12"]
    assert is_whole(place_of(0), 1)
    assert not is_whole(place_of(1), 1)
    assert not is_whole(place_of(0)[1:], 1)
    assert not is_whole(KEY, 1)
