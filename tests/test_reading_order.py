"""Words that are read from right to left stand so, in a line and on a page, or are refused."""

from __future__ import annotations

from contextlib import chdir
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import Any

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from asof.charts import mpl as library
from asof.cli import main
from asof.doctor import examine
from asof.engine.drawn_order import as_painted, painted
from asof.engine.loading import engine
from asof.engine.reading_order import order_lines, paragraph_levels, phrases, seen_order
from asof.page.script_fonts import SCRIPTS
from asof.pdf.proof.text_check import Piece, at_its_place
from harbour import FILES, harbour
from voice import aloud

ARABIC = SCRIPTS[0]
assert ARABIC.fonts
FONTS = ARABIC.fonts.root

# ---- the words of a paragraph


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("In غزة 12 ships", "In ةزغ 12 ships"),
        ("Also غزة (رفح) 3–5.", "Also )حفر( ةزغ 3–5."),
        ("غزة (رفح and x) z", "ةزغ (حفر and x) z"),
        ("see غزة, رفح. End", "see حفر ,ةزغ. End"),
        ("عدد 15% رفح", "حفر %15 ددع"),
        ("وصلت 12 سفينة.", ".ةنيفس 12 تلصو"),
        ("غزة has 12 ships.", "ةزغ has 12 ships."),
        ("a קול b", "a לוק b"),
    ],
)
def test_a_phrase_from_right_to_left_takes_nothing_beside_it_along(text: str, seen: str) -> None:
    engine()
    order = seen_order(paragraph_levels(text, rtl=False))
    assert "".join(text[at] for at in order) == seen


def test_a_phrase_ends_before_a_bracket_that_closes_behind_other_words() -> None:
    assert [*phrases("غزة (رفح and x)")] == [(0, 3), (5, 8)]


# ---- the boxes of a line

LINES = """\
<style>@font-face { font-family: Own; src: url(IBMPlexSansArabic-Regular.ttf) }
p { font: 12px Own } b { margin: 0 2px }</style>
<p dir=rtl>قال <b>WFP</b> <b>Iraq</b> إن <b class=fact>12 300</b><sup class=source>[3]</sup>
<b>U</b>/<b>N</b> (<b>7</b>).</p>
<p>Of <b>غزة</b> <b>في رفح</b> <i class=fact>12</i><sup class=source> [<a>3</a>]</sup> ships</p>
<p dir=rtl>ثم <b>A and <i>B</i> أو</b> <svg width="9" height="9"></svg> <b>C</b></p>
"""
BY_ENGINE = [
    "). | 7 |  ( | N | / | U |   | [3] | 12 300 |  إن  | Iraq |   | WFP | قال ",
    "Of  | غزة |   | في رفح |   | 12 |  [ | 3 | ] |  ships",
    "C |   | # |   |  أو | B | A and  | ثم ",
]
IN_ORDER = [
    ". | U | / | N |  ( | 7 | ) |   | ] | 3 | [ | 12 300 |  إن  | WFP |   | Iraq | قال ",
    "Of  | في رفح |   | غزة |   | 12 |  [ | 3 | ] |  ships",
    "C |   | # |   |  أو | A and  | B | ثم ",
]


def laid() -> Any:
    """Some lines as the engine lays them."""
    return engine().HTML(string=LINES, base_url=f"{FONTS}/").render()


def lines(document: Any) -> list[list[Any]]:
    """The texts and pictures of each line, from left to right."""
    boxes = document.pages[0]._page_box.descendants()
    found = [box for box in boxes if hasattr(box, "text_overflow")]
    leaves = [
        [b for b in line.descendants() if not hasattr(b, "children") or not b.children]
        for line in found
    ]
    return [sorted(line, key=lambda box: box.position_x) for line in leaves]


def shown(document: Any) -> list[str]:
    return [" | ".join(getattr(box, "text", "#") for box in line) for line in lines(document)]


def test_the_engine_orders_no_boxes_of_both_directions() -> None:
    """If this fails, the engine has learnt it: see docs/languages/arabic.md, then let it do so."""
    assert shown(laid()) == BY_ENGINE


def test_the_boxes_of_a_line_stand_as_their_words_are_read() -> None:
    document = laid()
    widths = [sum(box.margin_width() for box in line) for line in lines(document)]
    order_lines(document)
    assert shown(document) == IN_ORDER
    for line, wide in zip(lines(document), widths, strict=True):
        assert sum(box.margin_width() for box in line) == pytest.approx(wide)
        for left, right in pairwise(
            line
        ):  # beside each other, or with the edges of bold words between
            between = right.position_x - left.position_x - left.margin_width()
            assert min(abs(between - edge) for edge in (0, 2, 4)) < 0.01, (left, right)


def test_a_line_ends_at_the_right_without_its_last_space_and_hangs_there() -> None:
    style = "@page { size: 300px; margin: 10px } p { margin: 0 } .h { text-indent: -9px }"
    html = f"<style>{style}</style><p dir=rtl>a <b>b </b> </p><p dir=rtl class=h>a <b>b</b></p>"
    document = engine().HTML(string=LINES.partition("<p ")[0] + html, base_url=f"{FONTS}/").render()
    order_lines(document)
    ends = [max(box.position_x + box.width for box in line) for line in lines(document)]
    assert ends == pytest.approx([280, 289])  # within the edges of page, body and bold word


def test_boxes_stay_in_the_order_in_which_they_are_read() -> None:
    document = laid()
    said = "".join(
        box.text for box in document.pages[0]._page_box.descendants() if hasattr(box, "text")
    )
    order_lines(document)
    texts = (box.text for box in document.pages[0]._page_box.descendants() if hasattr(box, "text"))
    assert "".join(texts) == said


# ---- a drawing


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("غزة: 12", "\ufe93\ufeb0\ufecf: 12"),
        ("الأونروا (لا)", "(\ufefb) \ufe8d\ufeed\ufeae\ufee7\ufeed\ufef7\ufe8d"),
        ("٤٥ شخص، 7", "،\ufeba\ufea8\ufeb7 ٤٥ 7"),
        ("a קול b", "a לוק b"),
        ("Ships, 12", "Ships, 12"),
        ("قُل", ""),
        ("پ", ""),
    ],
)
def test_letters_of_drawings_are_painted_as_they_are_seen(words: str, seen: str) -> None:
    engine()
    assert painted(words) == seen


def test_a_text_of_a_drawing_that_says_its_own_order_is_left_as_it_is() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text{}>غزة{}</text></svg>'
    for said, within in ((' direction="rtl"', ""), ("", "<tspan>a</tspan>")):
        assert "غزة" in as_painted(svg.format(said, within).encode()).decode()
    assert "غزة" not in as_painted(svg.format("", "").encode()).decode()


# ---- a page

NOTE = """\
    title: Harbour note (ميناء)
    body:
      - text: The agency الأونروا said {{ port.ships }} (**غزة** **رفح**), not {{ port.gaza }}.
      - text: "وصلت {{ port.ships }} سفينة (منها {{ port.gaza }})."
      - table: {rows: [port.gaza, port.ships]}
      - chart: places
    """
FACTS = """\
    ships:
      label: ships in port
      fixed: true
      observations: [{value: "1250", on: 2024-01-02, source: log#p1}]
    gaza:
      label: غزة
      fixed: true
      observations: [{value: "12", on: 2024-01-02, source: log#p2}]
    """
SOURCES = """\
    log: {title: سجل الميناء, publisher: Harbour, published: 2024-01-02, language: ar}
    """


CHART = """\
from asof.charts import amounts, chart

@chart(caption={"en": "Places"})
def places(axes, edition):
    amounts(axes, edition["port.gaza"], edition["port.ships"])
"""


def english(root: Path, note: str = NOTE) -> Path:
    """A workspace in English with names and sentences in Arabic."""
    harbour(root, facts=FACTS, sources=SOURCES, note=note)
    config = dedent(FILES["asof.yaml"]).replace("[en-CA, fr-CA]", "[en-CA]")
    (root / "asof.yaml").write_text(config, "utf-8")
    (root / "charts").mkdir()
    (root / "charts/places.py").write_text(CHART, "utf-8")
    return root


def told(root: Path) -> str:
    with chdir(root):
        return str(CliRunner().invoke(main, ("build", "--as-of", "2024-09-01")).stderr)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = english(tmp_path_factory.mktemp("arabic"))
    assert "1 edition: 1 printed" in told(root)
    return root / "build/2024-09-01/note.en.pdf"


def test_arabic_is_set_in_its_own_fonts(page: Path) -> None:
    with pikepdf.Pdf.open(page) as document:
        found = (each.get("/FontFamily", "") for each in document.objects if is_font(each))
        assert "Asof Arabic" in set(map(str, found))


def is_font(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"


def test_a_chart_measures_words_in_the_forms_that_are_printed() -> None:
    whole, apart = library.width_of("رفح والشمال"), sum(map(library.width_of, "رفح والشمال"))
    assert 0 < whole < apart


def test_a_voice_reads_each_part_in_its_turn(page: Path) -> None:
    line = next(line for line in aloud(page) if "وصلت" in line)
    at = [line.find(words) for words in ("وصلت", "1,250", "سفينة", "12")]
    assert at == sorted(at)
    assert at[0] >= 0


MARK = 'begin with a word of the page, or print it by a template of your own, in <p dir="rtl">'
REFUSED = {
    "text: قال WFP إن {{ port.ships }}.": (
        "data/briefings/note.yaml:3:11: error: "
        "nothing says whether this is read from 'قال' to the left\n"
        f"  hint: {MARK}\n"
    ),
    "chart: places": (
        "charts/places.py:3:23: error: 'غَزة' in a drawing is read from right to left\n"
        "  hint: write it as plain <text> of a file, without marks on its letters, "
        "or in letters of the page\n"
    ),
}
OWN = """\
    {% extends "theme/note.html" %}
    {% block body %}<p dir="rtl" style="padding-right: 9pt; text-indent: -9pt">قال <b>WFP</b>
    <b>Iraq</b> إن {{ fact("port.ships") }}.</p>
    {% endblock %}
    """


@pytest.mark.parametrize("block", REFUSED)
def test_what_would_stand_in_another_order_is_refused(block: str, tmp_path: Path) -> None:
    root = english(tmp_path, f"title: Note\nbody:\n  - {block}\n")
    marked = CHART + '    axes.text(0, 0, "غَزة")\n'
    (root / "charts/places.py").write_text(marked, "utf-8")
    assert REFUSED[block] in told(root)


def test_a_sentence_with_foreign_names_prints_by_a_template(tmp_path: Path) -> None:
    root = english(tmp_path, "title: Note\ntemplate: own.html\nbody: []\n")
    (root / "templates").mkdir()
    (root / "templates/own.html").write_text(dedent(OWN), "utf-8")
    assert "1 edition: 1 printed" in told(root)


def test_without_the_extra_arabic_is_refused_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ARABIC.__dict__, "fonts", None)
    found = told(english(tmp_path))
    assert (
        found.count("error: no font has the letters of Arabic\n  hint: pip install 'asof[arabic]'")
        == 5
    )
    assert found.startswith(
        "data/briefings/note.yaml:1:22: error: no font has the letters of Arabic\n"
    )
    missing = [each for each in examine() if each.name == "Arabic fonts"]
    assert [(each.ok, each.cost) for each in missing] == [
        (False, "no letters of Arabic: pip install 'asof[arabic]'")
    ]


def test_a_wrong_figure_beside_arabic_is_seen(page: Path) -> None:
    with pypdfium2.PdfDocument(page) as document:
        text, high = document[0].get_textpage(), document[0].get_height()
        sheet = (0.0, 0.0, document[0].get_width(), high)
        right, wrong = (
            Piece(w, None, sheet, both_ways=True) for w in ("سفينة 1,250", "سفينة 1,520")
        )
        assert at_its_place(text, right, high)
        assert not at_its_place(text, wrong, high)
