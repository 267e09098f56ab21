"""The words of drawings are held against the page like all others, and what hides them is told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from asof.batch import build
from asof.jobs import Request
from asof.workspace import find_workspace

BASE = Path(__file__).parent / "broken" / "base"
DAY = date(2021, 1, 18)
PICTURE = {"image": {"file": "images/quay.svg", "alt": "A quay"}}


def told(root: Path, files: dict[str, str], block: object = PICTURE) -> list[str]:
    """What is found when a note with one block is built: place, weight and message of each."""
    names = ("asof.yaml", "data/sources.yaml", "data/facts/personnel.yaml")
    note = {"title": "A note", "as_of": "2021-01-18", "body": [block]}
    base = {name: (BASE / name).read_text("utf-8") for name in names}
    for name, text in (base | {"data/briefings/note.yaml": json.dumps(note)} | files).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (built,) = build(find_workspace(root), Request(DAY))
    found = (*(built.failure.findings if built.failure else ()), *built.findings)
    return [str(each).partition("\n")[0] for each in found]


def drawn(root: Path, body: str, size: str = 'width="400" height="100"') -> list[str]:
    """What is found of a drawing in SVG, whose body is the second line of its file."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Asof Sans">\n{body}</svg>'
    return told(root, {"images/quay.svg": svg})


CHART = """\
from asof.charts import chart

@chart(caption='Boats', {size})
def boats(axes, _):
    {line}
"""


def charted(root: Path, *lines: str) -> list[str]:
    """What is found of a chart that an author draws."""
    text = CHART.format(size="height=None", line="\n    ".join(lines))
    return told(root, {"charts/boats.py": text}, {"chart": "boats"})


READABLE = {
    "on paper": '<text x="9" y="20">Quay 9</text>',
    "white on ink": '<path d="M0 0h200v60H0z"/><text x="9" y="20" fill="white">Quay 9</text>',
    "turned": '<text transform="translate(40 90) rotate(-90)">Quay 9</text>',
    "at its end": '<text x="400" y="20" text-anchor="end">Quay 9</text>',
    "on a hatch": (
        '<path stroke="#888" stroke-width=".4" d="M0 5h90M0 9h90M0 13h90M0 17h90"/>'
        '<text x="9" y="20">Quay 9</text>'
    ),
    "with a line through it": (
        '<text x="9" y="20">Quay 9</text><path d="M0 15H90" stroke="black"/>'
    ),
    "twice": (
        '<defs><g id="q"><circle r="9" fill="#ccc"/><text>Quay 9</text></g></defs>'
        '<use href="#q" x="20" y="20"/><use href="#q" x="120" y="20"/>'
    ),
    "of a symbol": (
        '<symbol id="q"><text y="20">Quay 9</text></symbol>'
        + "".join(f'<use href="#q" x="{x}" width="60" height="40"/>' for x in (9, 99))
    ),
    "with words that nobody sees": (
        "<style>.off { display: none } .not text { visibility: hidden }</style>"
        '<text class="off">Not</text><g class="not"><text>Nor</text></g>'
        '<text x="9" y="20">Quay<tspan style="display: none"> not</tspan> 9<title>No</title></text>'
    ),
    "beside others": '<text x="9" y="20">Quay</text><text x="45" y="20">9</text>',
}


@pytest.mark.parametrize("body", READABLE.values(), ids=READABLE.keys())
def test_words_of_a_drawing_that_can_be_read_are_left_alone(tmp_path: Path, body: str) -> None:
    assert drawn(tmp_path, body) == []


CLIP = '<clipPath id="c"><path d="M0 0h20v60H0z"/></clipPath>'
EXPORTED = {
    "as ggplot writes it": (
        "<style type='text/css'><![CDATA[.gg path { fill: none } .gg text { white-space: pre }]]>"
        "</style><g class='gg'><path d='M9 9h90'/><text x='90' y='40' text-anchor='end' style='"
        "font-size: 11.00px; font-family: \"Asof Sans\";' textLength='41px'"
        " lengthAdjust='spacingAndGlyphs'>Harbour</text></g>"
    ),
    "as matplotlib writes it": (
        '<g transform="translate(90 60)"><text><tspan x="0" y="-.1" style="font: 12px '
        '\'Asof Sans\'">x</tspan><tspan x="6.1" y="-4.4" style="font: 8.4px \'Asof Sans\'">2'
        "</tspan></text></g>"
    ),
    "as Inkscape writes it": (
        '<g style="display:none"><text x="5" y="9">hidden layer</text></g><rect id="r" width="9"/>'
        '<text xml:space="preserve" style="font-size:12px;white-space:pre;shape-inside:url(#r);'
        'stroke:none;paint-order:stroke fill markers" x="9" y="20"><tspan x="9" y="20">two</tspan>'
        '<tspan x="9" y="36">lines</tspan></text>'
    ),
    "as Illustrator writes it": (
        '<style type="text/css">.st0{fill:#0B5CAD;} .st1{fill:#FFFFFF;font-size:14px;}</style>'
        '<rect class="st0" width="90" height="40"/><text transform="matrix(1 0 0 1 9 20)">'
        '<tspan x="0" y="0" class="st1">T</tspan><tspan x="6.9" y="0" class="st1">o quay</tspan>'
        "</text>"
    ),
    "as D3 writes it": (
        '<g fill="none" font-size="10" text-anchor="middle"><g transform="translate(60,40)">'
        '<line stroke="currentColor" y2="6"/><text fill="currentColor" y="9" dy="0.71em">Jan'
        '</text></g></g><rect x="90" width="9" height="9"><title>Jan: 12</title></rect>'
    ),
}


@pytest.mark.parametrize("body", EXPORTED.values(), ids=EXPORTED.keys())
def test_drawings_are_printed_as_programs_export_them(tmp_path: Path, body: str) -> None:
    assert drawn(tmp_path, body) == []


HIDDEN = {
    "outside": (
        '<text x="360" y="20">Quay of 1911</text>',
        "'Quay of 1911' is 34.1 pt outside the drawing",
    ),
    "ink on ink": (
        '<path d="M0 0h200v60H0z"/><text x="9" y="20">Quay 9</text>',
        "'Quay 9' has a contrast of 1.0 to what is behind it",
    ),
    "half on ink": (
        '<path d="M0 0h30v60H0z"/><text x="9" y="20">Quay 9</text>',
        "'Quay 9' has a contrast of 1.0 to what is behind it",
    ),
    "pale": (
        '<text x="9" y="20" fill="#bbb">Quay 9</text>',
        "'Quay 9' has a contrast of 1.9 to what is behind it",
    ),
    "hardly there": (
        '<text x="9" y="20" opacity=".3">Quay 9</text>',
        "'Quay 9' has a contrast of 2.1 to what is behind it",
    ),
    "covered in part": (
        '<text x="9" y="20">Quay 9</text><path fill="white" d="M36 0h30v60H36z"/>',
        "'Quay 9' is hidden, whole or in part",
    ),
    "cut by a path": (
        f'{CLIP}<g clip-path="url(#c)"><text x="9" y="20">Quay 9</text></g>',
        "'Quay 9' is hidden, whole or in part",
    ),
    "tiny": (
        '<text x="9" y="20" font-size="6">Quay 9</text>',
        "'Quay 9' is printed in 4.5 pt",
    ),
    "tiny by its scale": (
        '<g transform="scale(.2)"><text x="9" y="20" font-size="30">Quay 9</text></g>',
        "'Quay 9' is printed in 4.5 pt",
    ),
    "over others": (
        '<text x="9" y="20">Quay 9</text><text x="20" y="22">Shed 4</text>',
        "'Quay 9' and 'Shed 4' are printed over each other",
    ),
}


@pytest.mark.parametrize(("body", "message"), HIDDEN.values(), ids=HIDDEN.keys())
def test_words_of_a_drawing_that_cannot_be_read_are_told(
    tmp_path: Path, body: str, message: str
) -> None:
    at = body.index("<text") + 1
    assert drawn(tmp_path, body) == [f"images/quay.svg:2:{at}: error: {message}"]


def test_words_that_are_hard_to_read_are_told_and_print(tmp_path: Path) -> None:
    body = '<text y="20" fill="#888">Quay</text>\n<text y="40" font-size="7.5">Shed</text>'
    assert drawn(tmp_path, body) == [
        "images/quay.svg:2:1: warning: 'Quay' has a contrast of 3.5 to what is behind it",
        "images/quay.svg:3:1: warning: 'Shed' is printed in 5.6 pt",
    ]


CHARTED = {
    "outside": ("axes.figure.text(0.9, 0.5, 'The flood that nobody foresaw')", "outside"),
    "ink on ink": ("axes.barh([1], [9]); axes.text(1, 1, 'Quay', color=(0, 0, 0))", "contrast"),
    "in a pie": ("axes.pie([3, 2], labels=['Quay', 'Shed'], autopct='%d%%')", "contrast of 1.0"),
    "over others": ("axes.text(.5, .5, 'Quay'); axes.text(.51, .5, 'Shed')", "over each other"),
    "tiny": ("axes.text(.5, .5, 'Quay', fontsize=4)", "printed in 4.0 pt"),
}


@pytest.mark.parametrize(("line", "message"), CHARTED.values(), ids=CHARTED.keys())
def test_words_of_a_chart_that_cannot_be_read_are_told_at_its_definition(
    tmp_path: Path, line: str, message: str
) -> None:
    found = charted(tmp_path, "axes.plot([0, 1], [0, 1], color='none')", line)
    assert found
    for each in found:
        assert each.startswith("charts/boats.py:3:")
        assert message in each


def test_what_a_drawing_that_is_spoilt_takes_along_is_not_told_again(tmp_path: Path) -> None:
    code = CHART.format(size="height=1500", line="axes.text(0, 0, 'Shed that nobody sees')")
    (found,) = told(tmp_path, {"charts/boats.py": code}, {"chart": "boats"})
    assert found.endswith("pt too tall for its page")
