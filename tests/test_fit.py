"""Nothing lost: what sticks out or is missing is told with its place, what fits is left alone."""

from __future__ import annotations

import json
import re
import struct
import zlib
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import pypdfium2
import pytest

from asof import data
from asof.batch import build
from asof.build import composed, filled_document
from asof.diagnostics import Finding, Severity
from asof.engine import LaidDocument, lay
from asof.jobs import Built, Request, plan_jobs
from asof.language import language
from asof.ledger import as_of
from asof.page.document import Document
from asof.pdf.proof.expected_text import story
from asof.pdf.proof.overflow import misfits
from asof.pdf.proof.source_map import Origins
from asof.pdf.proof.text_check import ElementText, Piece, Story, compare
from asof.pdf.writing import origins, write_pdf
from asof.standards import USUAL
from asof.workspace import create, find_workspace

BASE = Path(__file__).parent / "broken" / "base"
DAY = date(2021, 1, 18)
LONG = "0123456789" * 7  # has no syllables
TABLE = {"table": {"rows": ["personnel.*"], "columns": ["label", "value", "on", "source"]}}
Files = dict[str, str | bytes]


def note(*blocks: object, **fields: object) -> str:
    """A briefing of the base with blocks of its own."""
    given = {"title": "A note", "as_of": "2021-01-18", "body": list(blocks)}
    return json.dumps(given | fields, ensure_ascii=False)


def folder(root: Path, briefing: str, files: Files | None = None) -> Path:
    """The base of all broken workspaces, with a briefing and files of a test's own."""
    names = ("asof.yaml", "data/sources.yaml", "data/facts/personnel.yaml")
    base = {name: (BASE / name).read_bytes() for name in names}
    for name, given in (base | {"data/briefings/note.yaml": briefing} | (files or {})).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(given.encode() if isinstance(given, str) else given)
    return root


def told(root: Path, briefing: str, files: Files | None = None) -> list[str]:
    """What is found when it is built."""
    built = build(find_workspace(folder(root, briefing, files)), Request(DAY))
    return [str(f) for each in built for f in found(each)]


def found(built: Built) -> tuple[Finding, ...]:
    """Everything found in an edition, what stopped it first."""
    return (*(built.failure.findings if built.failure else ()), *built.findings)


@dataclass(frozen=True)
class Printing:
    """A briefing on its way to the page, to be held against a page that differs."""

    root: Path

    @cached_property
    def document(self) -> Document:
        ledger, briefings = data.read(find_workspace(self.root))
        (job,) = plan_jobs(find_workspace(self.root), briefings, Request(DAY))
        return filled_document(as_of(ledger, job.day, job.known, language(job.tag)), job)

    @cached_property
    def laid(self) -> LaidDocument:
        found = self.document.texts[0].source.place
        return lay(self.document, replace(found, line=0, column=0), USUAL)

    @cached_property
    def pdf(self) -> bytes:
        return write_pdf(self.laid).content

    @property
    def origins(self) -> Origins:
        return origins(self.laid)

    @cached_property
    def story(self) -> Story:
        return story(self.laid.root, self.laid.pages, self.document)

    def against(self, other: Story) -> list[str]:
        """What is found when the PDF is held against another story."""
        return [str(f) for f in compare(other, self.pdf, self.origins)]


@pytest.fixture
def printing(tmp_path: Path) -> Printing:
    """A note with figures, and a table of more."""
    texts = ["Losses were 12 of 34, and {{ personnel.iraq }} in all.", "Then 21 of 43."]
    blocks = [{"points": [f'{{{{ "{t}" | literal }}}}' if "{" not in t else t for t in texts]}]
    return Printing(folder(tmp_path, note(*blocks, TABLE)))


# ---- the words of the PDF


HIDING = {
    "white on white": ("color: white", "words that cannot be told from what is behind them"),
    "grey on grey": ("color: #777; background: #777", "words that cannot be told from what is"),
    "scaled away": ("display: inline-block; transform: scale(.001)", "words too small to see"),
    "mirrored": ("display: inline-block; transform: scaleX(-1)", "words in a mirror"),
    "upside down": ("display: inline-block; transform: rotate(180deg)", "words upside down"),
    "turned to its edge": ("display: inline-block; transform: scaleY(.0001)", "too small"),
}


@pytest.mark.parametrize(("style", "reason"), HIDING.values(), ids=HIDING.keys())
def test_words_that_a_style_hides_are_told(tmp_path: Path, style: str, reason: str) -> None:
    own = f"em {{ {style} }}"
    (found,) = told(tmp_path, note({"text": "See: *visible*"}), {"templates/own.css": own})
    assert found.startswith("data/briefings/note.yaml:1:")
    assert reason in found
    assert "visible" in found


def test_words_under_a_box_of_a_style_are_told(tmp_path: Path) -> None:
    own = (
        "em { display: inline-block; position: relative } em::after { content: ''; top: 0; left: 0;"
        " position: absolute; width: 30pt; height: 20pt; background: white }"
    )
    (found,) = told(tmp_path, note({"text": "See: *visible*"}), {"templates/own.css": own})
    assert "words that cannot be told from what is behind them: visible" in found


def test_a_style_that_leaves_the_words_to_be_seen_is_in_nobody_s_way(tmp_path: Path) -> None:
    own = "em { color: white; background: #234 } h1 { color: #767676 }"
    assert told(tmp_path, note({"text": "See: *visible*"}), {"templates/own.css": own}) == []


def test_a_page_that_holds_all_it_was_given_is_left_alone(printing: Printing) -> None:
    assert printing.against(printing.story) == []
    assert list(misfits(printing.laid.pages, printing.origins)) == []


def swapped(text: str) -> str:
    """A text with two of its figures exchanged, so that no digit is lost or added."""
    return text.replace("12", "\0").replace("34", "12").replace("\0", "34")


def test_figures_that_changed_places_are_found(printing: Printing) -> None:
    parts = tuple(replace(p, set_=swapped(p.set_)) for p in printing.story.parts)
    (finding,) = printing.against(replace(printing.story, parts=parts))
    assert finding == (
        "data/briefings/note.yaml:1:66: error: "
        "the page lost words: losses, were, 12, of, 34, and, in, all\n"
        "  hint: look for a style that hides them, or a CSS grid at a page break"
    )


def exchanged(piece: Piece) -> Piece:
    """A line of the page with two of its figures exchanged, in itself and in its runs."""
    return replace(piece, text=swapped(piece.text), among=tuple(map(exchanged, piece.among)))


def test_figures_of_one_page_are_held_against_their_own_place(printing: Printing) -> None:
    pages = tuple(tuple(map(exchanged, page)) for page in printing.story.pages)
    lost, doubled = printing.against(replace(printing.story, pages=pages))
    assert "error: the page lost words: losses, were, 34, of, 12, and\n" in lost
    assert "error: the page shows words that nobody gave: " in doubled


def test_a_line_that_the_pdf_has_twice_is_found(printing: Printing) -> None:
    first, *rest = printing.story.pages[0]
    (finding,) = printing.against(replace(printing.story, pages=(tuple(rest),)))
    assert finding == (
        "data/briefings/note.yaml:1:14: error: the page shows words that nobody gave: a, note\n"
        "  hint: look for a fixed block, or a footnote in a CSS grid"
    )
    assert first.text == "A note"


def test_a_head_may_be_repeated_whole_and_nothing_else() -> None:
    assert ElementText(None, "Item 12", "Item 12", again=True).kept
    assert ElementText(None, "Item 12", "Item 12 Item 12", again=True).kept
    assert not ElementText(None, "Item 12", "Item 12 Item 1", again=True).kept
    assert not ElementText(None, "Item 12", "Item 12 Item 12").kept
    assert not ElementText(None, "Item 12", "", again=True).kept


def test_lost_words_are_told_text_by_text(tmp_path: Path) -> None:
    texts = [{"text": "Seen. **Overlooked.**"}, {"text": "Seen {{ personnel.iraq }} **again.**"}]
    css = "strong { display: none } .fact { visibility: hidden }"
    hint = "\n  hint: look for a style that hides them, or a CSS grid at a page break"
    assert told(tmp_path, note(*texts), {"templates/own.css": css}) == [
        f"data/briefings/note.yaml:1:71: error: the page lost words: overlooked{hint}",
        f"data/briefings/note.yaml:1:126: error: the page lost words: again{hint}",
        f"data/facts/personnel.yaml:5:7: error: the page lost words: about, 100{hint}",
    ]


# ---- what sticks out


def picture(width: int, height: int) -> bytes:
    """A grey PNG."""

    def chunk(name: bytes, content: bytes) -> bytes:
        whole = name + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


GREY = {"image": {"file": "images/grey.png", "alt": "A grey field"}}


def test_a_photograph_is_shrunk_to_its_page_unless_a_style_forbids(tmp_path: Path) -> None:
    assert told(tmp_path / "wide", note(GREY), {"images/grey.png": picture(2400, 200)}) == []
    tall: Files = {"images/grey.png": picture(900, 3000)}
    assert told(tmp_path / "tall", note(GREY), tall) == []
    own: Files = {"templates/own.css": ".image img { max-height: none }"}
    assert told(tmp_path / "own", note(GREY), tall | own) == [
        (
            "data/briefings/note.yaml:1:72: error: "
            "the picture 'images/grey.png' is 556.5 pt too tall for its page\n"
            "  hint: give it a smaller height"
        )
    ]


def test_a_chart_that_is_too_tall_is_told_how_many_of_its_rows_have_room(tmp_path: Path) -> None:
    drawing = (
        "from asof.charts import amounts, chart\n\n"
        '@chart(caption="Towns")\n'
        "def towns(axes, edition):\n"
        '    amounts(axes, *[edition[f"towns.n{n}"] for n in range(NUMBER)])\n'
    )
    towns = "".join(
        f"n{n}:\n  label: town {n}\n"
        f"  observations: [{{value: {n + 1}, on: 2020-01-01, source: note}}]\n"
        for n in range(90)
    )

    def found(number: int) -> list[str]:
        files: Files = {
            "charts/towns.py": drawing.replace("NUMBER", str(number)),
            "data/facts/towns.yaml": towns,
        }
        return told(tmp_path / str(number), note({"chart": "towns"}), files)

    (message,) = [each for each in found(90) if "too tall" in each]
    hint = re.search(r"hint: draw (\d+) or fewer of its 90 rows in a chart", message)
    assert hint
    assert found(int(hint[1])) == []


def test_a_photograph_that_shows_its_dots_is_told_and_prints(tmp_path: Path) -> None:
    root = folder(tmp_path, note(GREY), {"images/grey.png": picture(300, 200)})
    (built,) = build(find_workspace(root), Request(DAY))
    (finding,) = built.findings
    assert built.failure is None
    assert finding.severity is Severity.NOTE
    assert str(finding) == (
        "data/briefings/note.yaml:1:72: note: "
        "the picture 'images/grey.png' prints with 96 dots an inch\n"
        "  hint: take one that is 469 pixels wide or more"
    )


STUCK = {
    "a text": ({"text": LONG * 2}, "data/briefings/note.yaml:1:63"),
    "a point": ({"points": [LONG * 2]}, "data/briefings/note.yaml:1:66"),
    "a heading": ({"heading": LONG}, "data/briefings/note.yaml:1:66"),
    "what is pressed": (
        {"pressed": {"on": "It", "points": [LONG * 2]}},
        "data/briefings/note.yaml:1:90",
    ),
}


@pytest.mark.parametrize(("block", "place"), STUCK.values(), ids=STUCK.keys())
def test_a_word_too_long_is_told_where_it_was_typed(
    tmp_path: Path, block: object, place: str
) -> None:
    (finding,) = told(tmp_path, note(block, {"text": "One."}))
    assert finding.startswith(f"{place}: error: '0123456789012345678901234567 … ")
    assert " pt too wide for its column\n" in finding


FACT = "iraq:\n  label: {label}\n  type: text\n  observations:\n    - {value}\n"
SAID = "on: 2021, source: note}"
LABEL = FACT.replace("{label}", f"'{LONG}'").replace("{value}", "{value: v, " + SAID)
VALUE = FACT.replace("{label}", "l").replace("{value}", f"{{value: the {LONG} of it, {SAID}")
SOURCE = f"note: {{title: '{LONG * 2}', publisher: Defence, published: 2021-01-18}}\n"
TILES = {"tiles": ["personnel.iraq", "personnel.iraq"]}
BEHIND = {
    "a label in a tile": (TILES, {"data/facts/personnel.yaml": LABEL}, "personnel.yaml:2:11"),
    "a value in a tile": (TILES, {"data/facts/personnel.yaml": VALUE}, "personnel.yaml:5:19"),
    "a label in a table": (TABLE, {"data/facts/personnel.yaml": LABEL}, "personnel.yaml:2:11"),
    "a source": (TABLE, {"data/sources.yaml": SOURCE}, "data/sources.yaml:1:16"),
}


@pytest.mark.parametrize(("block", "files", "place"), BEHIND.values(), ids=BEHIND.keys())
def test_a_word_too_long_is_told_in_the_fact_that_has_it(
    tmp_path: Path, block: object, files: Files, place: str
) -> None:
    findings = told(tmp_path, note(block), files)
    assert findings
    for finding in findings:  # two tiles have unlike room
        assert f"{place}: error: '0123456789012345678901234567 … " in finding
        assert " pt too wide for its column\n" in finding


def test_a_running_line_that_leaves_the_sheet_is_told_once(tmp_path: Path) -> None:
    asof = "title: Base\nlanguages: [en]\ntimezone: UTC\nmarking: " + "Protected " * 40
    (finding,) = told(tmp_path, note({"text": "One."}), {"asof.yaml": asof})
    assert finding.startswith("asof.yaml:4:10: error: 'Protected Protected")
    assert finding.endswith(" pt outside the sheet\n  hint: give it more room")


def test_a_font_that_only_the_engine_names_is_its_own_affair(tmp_path: Path) -> None:
    assert told(tmp_path, note({"text": "Some `code`."})) == []


def test_a_font_that_stands_behind_another_may_be_any(tmp_path: Path) -> None:
    css = 'p { font-family: Arial, "asof sans" }'
    assert told(tmp_path, note({"text": "One."}), {"templates/own.css": css}) == []


def test_type_that_nobody_sees_is_an_error(tmp_path: Path) -> None:
    css = "em { color: transparent } strong { font-size: .5pt } a { opacity: 0 }"
    text = "Some *clear*, **tiny** and [faint](https://example.org) words."
    page = Printing(folder(tmp_path, note({"text": text}), {"templates/own.css": css}))
    assert [str(f) for f in misfits(page.laid.pages, page.origins)] == [
        "data/briefings/note.yaml:1:69: error: 'clear' has no colour\n  hint: give it one",
        (
            "data/briefings/note.yaml:1:79: error: 'tiny' is set in 0.5 pt\n"
            "  hint: set it in 6 pt or more"
        ),
        "data/briefings/note.yaml:1:91: error: 'faint' has no colour\n  hint: give it one",
    ]


# ---- what is well


WORDS = "A paragraph of its own, with words enough to fill a line and then another. "
URL = "https://example.org/" + "reports/of-the-harbour/" * 8 + "index.html"
WIDE = ["label", "value", "on", "reported", "source", "standing"]
CASES: dict[str, tuple[list[object], Files]] = {
    "an address that wraps": ([{"text": f"See {URL} for more."}], {}),
    "soft hyphens": ([{"text": LONG.replace("8", "8\u00ad") * 3}], {}),
    "a wide table": ([{"table": {"rows": ["personnel.*"], "columns": WIDE}}], {}),
    "notes at the foot": ([{"text": WORDS * 30 + "{{ personnel.iraq }}"}], {}),
    "two columns": (
        [{"text": WORDS * 30}],
        {"templates/own.css": ".prose { columns: 2 }"},
    ),
    "a hanging indent": (
        [{"text": WORDS * 3}],
        {"templates/own.css": ".prose p { padding-left: 5mm; text-indent: -5mm }"},
    ),
    "a picture in the margin": (
        [GREY],
        {
            "images/grey.png": picture(2000, 200),
            "templates/own.css": "img { max-width: none; width: 150mm; margin-left: -20mm }",
        },
    ),
    "a label that is turned": (
        [{"text": "*DRAFT* " + WORDS}],
        {"templates/own.css": "em { position: absolute; font-size: 3em; transform: rotate(9deg) }"},
    ),
    "a word set behind": (
        [{"text": "*DRAFT* " + WORDS * 3}],
        {"templates/own.css": "em { position: absolute; z-index: -1; font-size: 30pt }"},
    ),
    "capitals and small ones": (
        [{"text": WORDS * 3}],
        {"templates/own.css": ".prose { text-transform: uppercase; font-variant: small-caps }"},
    ),
    "a comment in a template": (
        [],
        {
            "templates/own.html": '{% extends "theme/note.html" %}{% block body %}'
            "<!-- unseen --><p>Seen<span hidden>unseen</span> too.</p>{% endblock %}"
        },
    ),
}


@pytest.mark.parametrize(("blocks", "files"), CASES.values(), ids=CASES.keys())
def test_what_fits_is_left_alone(tmp_path: Path, blocks: list[object], files: Files) -> None:
    own = {"template": "own.html"} if "templates/own.html" in files else {}
    assert told(tmp_path, note(*blocks, source_notes="page", **own), files) == []


@pytest.mark.parametrize(
    "layout", ["note", "profile", "press", "commitments", "outlook", "handout"]
)
def test_every_layout_has_room_for_what_a_briefing_says(tmp_path: Path, layout: str) -> None:
    body = [
        {"heading": "At a glance"},
        {"tiles": ["personnel.iraq"] * 3},
        {"heading": "Key messages"},
        {"points": [{"en": WORDS, "points": [WORDS, WORDS]}] * 8},
        {"pressed": {"on": "that", "points": [WORDS]}},
        TABLE,
        {"facts": ["personnel.iraq"]},
        {"text": WORDS * 5},
    ]
    given = note(*body, template=f"theme/{layout}.html", source_notes="page")
    workspace_ = find_workspace(folder(tmp_path, given))
    for profile in ("standard", "clear", "large"):
        (built,) = build(workspace_, Request(DAY, profile=profile, since=date(2020, 1, 1)))
        assert found(built) == ()


def test_the_starter_fits_in_every_form(tmp_path: Path) -> None:
    create(tmp_path)
    for paper in ("letter", "a4"):
        for sides in ("simplex", "duplex"):
            asked = Request(date(2025, 6, 30), paper=paper, sides=sides, draft=True)
            editions = list(build(find_workspace(tmp_path), asked))
            assert {f.rule for e in editions for f in found(e)} <= {"max-pages"}


# ---- how long it is


def test_the_lines_of_each_page_are_counted(tmp_path: Path) -> None:
    long = note({"text": "One."}, {"points": [f"Point {n}" for n in range(70)]})
    short = note({"text": "One."}, {"points": ["A point.", "Another."]})
    assert lines(folder(tmp_path / "short", short)) == (6,)
    counted = lines(folder(tmp_path / "long", long))
    assert len(counted) > 1
    assert sum(counted) == 6 - 2 + 70


def lines(root: Path) -> tuple[int, ...]:
    """How many lines of text stand on each page of a workspace's one briefing."""
    ledger, briefings = data.read(find_workspace(root))
    (job,) = plan_jobs(find_workspace(root), briefings, Request(DAY))
    return composed(as_of(ledger, job.day, job.known, language(job.tag)), job).lines


def test_a_briefing_is_over_its_pages_by_the_lines_on_the_next(tmp_path: Path) -> None:
    editions = (one_of(tmp_path / str(n), n) for n in range(30, 60))
    built, over = next((b, found(b)) for b in editions if found(b))
    with pypdfium2.PdfDocument(built.job.path) as pdf:
        spilled = pdf[1].get_textpage().get_text_bounded().count("Line ")
    assert built.pages == 2
    assert [str(f) for f in over] == [
        (
            "data/briefings/note.yaml:1:57: warning: 2 pages, 1 over max_pages by"
            f" {spilled} lines\n"
            "  hint: shorten the texts, or raise max_pages"
        )
    ]


def one_of(root: Path, count: int) -> Built:
    """A briefing of a number of lines that is to have one page."""
    blocks = [{"text": f"Line {n}."} for n in range(count)]
    given = {"title": "A note", "as_of": "2021-01-18", "max_pages": 1, "body": blocks}
    (built,) = build(find_workspace(folder(root, json.dumps(given))), Request(DAY))
    return built


def figure_under(css: str, root: Path) -> list[str]:
    """What a build finds where a style is put to a figure that stands alone."""
    return told(root, note({"text": "**{{ personnel.iraq }}**"}), {"templates/own.css": css})


@pytest.mark.parametrize(
    ("css", "added"),
    [
        ('data::after { content: "0" }', "0"),
        ('data::before { content: "not " }', "not"),
        ('strong::before { content: "1 " }', "1"),
        ("strong { counter-increment: n } strong::before { content: counter(n) }", "1"),
        ('strong::before { content: "\\a0 500\\a0" }', "500"),
        ('p::before { content: "\\32" }', "2"),
        ('strong::before { content: "over" "\\200b" }', "over\u200b"),
    ],
)
def test_a_style_makes_no_other_figure_of_one(tmp_path: Path, css: str, added: str) -> None:
    hint = (
        "look for ::before and ::after in a style: they may add marks, such as a dash, and no words"
    )
    place = "data/facts/personnel.yaml:5:7"
    found = f"{place}: error: a style adds '{added}' to a figure\n  hint: {hint}"
    assert figure_under(css, tmp_path) == [found]


@pytest.mark.parametrize(
    "css",
    [
        "data { position: absolute; top: 0 }",
        "data { position: relative; top: 4cm }",
        "data { display: inline-block; transform: translateY(4cm) }",
        "data { display: inline-block; transform: rotate(90deg) }",
        "p { word-spacing: -.2em }",
    ],
)
def test_a_style_moves_no_figure(tmp_path: Path, css: str) -> None:
    moved = "data/facts/personnel.yaml:5:7: error: a style moves 'About 100' of a figure"
    hint = "style what stands around it; a figure stays where its words are"
    assert f"{moved}\n  hint: {hint}" in figure_under(css, tmp_path)


@pytest.mark.parametrize(
    "css",
    [
        "data { position: relative; letter-spacing: -.01em; word-spacing: -.05em }",
        'strong::before { content: "— " } data::after { content: "." }',
        'p::before { content: "3. " }',
        'strong::before { content: "Counted: " }',
    ],
)
def test_a_style_may_set_marks_beside_figures_and_space_them(tmp_path: Path, css: str) -> None:
    assert figure_under(css, tmp_path) == []
