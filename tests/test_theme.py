"""How pages look, by what is on them: sizes, lines, edges, marks; in every profile and layout."""

from __future__ import annotations

import json
import math
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations, pairwise, product
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from asof import batch, workspace
from asof.form import PROFILES, THEME_LOOK, Form, Palette, Paper, Profile, Sides
from asof.jobs import Built, Request
from asof.page import tree
from asof.templates import look
from asof.templates.column_metrics import TileRow, TileWords, measure, prints_as_list, row
from asof.workspace import Workspace
from taken_out import joined
from test_pdf import elements, kind, reading

ROOT = Path(__file__).parents[1]
THEME = ROOT / "src/asof/theme"
TODAY = date(2026, 11, 20)
MM = 72 / 25.4
SMALLEST: dict[Profile, float] = {"standard": 9, "clear": 12, "large": 18}
RAISED = 0.7  # of the words before it: a mark behind a figure
BODY: dict[Profile, float] = {"standard": 11, "clear": 14, "large": 18}
HEADS: dict[Profile, set[float]] = {"standard": {15}, "clear": {18, 15}, "large": {22, 20}}
SHEETS: dict[Paper, float] = {"letter": 215.9 * MM, "a4": 210 * MM}


HYPHEN = "\2"  # what the reader of the PDF gives for one at the end of a line


# ---- what is on a page


@dataclass(frozen=True)
class Glyph:
    """One character as it is printed: its size, its box, its base line; in points from the foot."""

    text: str
    size: float
    left: float
    right: float
    low: float
    high: float
    base: float
    cut: bool
    turned: bool


@dataclass(frozen=True)
class Line:
    """The characters of one line, as the page's text has them."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(g.text for g in self.glyphs)).strip()

    @property
    def inked(self) -> list[Glyph]:
        return [g for g in self.glyphs if g.text.strip()]

    @property
    def size(self) -> float:
        return max(g.size for g in self.inked)

    @property
    def base(self) -> float:
        return max(self.inked, key=lambda g: g.size).base

    @property
    def left(self) -> float:
        return min(g.left for g in self.inked)

    @property
    def right(self) -> float:
        return max(g.right for g in self.inked)


@dataclass(frozen=True)
class Leaf:
    """A printed page."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def glyphs(self) -> list[Glyph]:
        return [g for line in self.lines for g in line.inked]

    def saying(self, words: str) -> list[Line]:
        """The lines that begin or end with some words."""
        return [x for x in self.lines if x.text.startswith(words) or x.text.endswith(words)]


@cache
def leaves(path: Path) -> tuple[Leaf, ...]:
    """The pages of a PDF."""
    with pypdfium2.PdfDocument(path) as pdf:
        return tuple(leaf(number, page) for number, page in enumerate(pdf, start=1))


def leaf(number: int, page: pypdfium2.PdfPage) -> Leaf:
    text = page.get_textpage()
    found: list[list[Glyph]] = [[]]
    for at in range(text.count_chars()):
        glyph = glyph_at(text, at)
        if glyph.text not in "\r\n":
            found[-1].append(glyph)
        if glyph.text in "\r\n" or glyph.cut:
            found.append([])
    lines = [Line(tuple(each)) for each in found if any(g.text.strip() for g in each)]
    width, height = page.get_size()
    return Leaf(number, width, height, tuple(lines))


def glyph_at(text: pypdfium2.PdfTextPage, at: int) -> Glyph:
    matrix, x, y = pdfium.FS_MATRIX(), pdfium.c_double(), pdfium.c_double()
    pdfium.FPDFText_GetMatrix(text.raw, at, matrix)
    pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
    size = pdfium.FPDFText_GetFontSize(text.raw, at) * math.hypot(matrix.c, matrix.d)
    left, low, right, high = text.get_charbox(at)
    letter = chr(pdfium.FPDFText_GetUnicode(text.raw, at))
    cut = letter == HYPHEN
    box = left, right, low, high, y.value
    return Glyph("-" if cut else letter, round(size, 2), *box, cut, abs(matrix.b) > 0.01)


# ---- what was printed

Print = Callable[[Profile, Paper, Sides], dict[str, Built]]


def request_of(form: Form, out: Path, names: tuple[str, ...], tags: tuple[str, ...]) -> Request:
    """What to build in a form."""
    plain = Request(
        TODAY, briefings=names, languages=tags, out=out, html=not names, draft=form.draft
    )
    return replace(plain, paper=form.paper, profile=form.profile, sides=form.sides)


def printed(home: Workspace, request: Request) -> dict[str, Built]:
    """Every edition asked for, by its briefing and language."""
    built = list(batch.build(home, request))
    assert [b.failure for b in built] == [None] * len(built)
    return {f"{b.job.briefing.name}.{home.short(b.job.tag)}": b for b in built}


@pytest.fixture(scope="session")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """The six briefings in both languages, on Letter; three of them in every other form."""
    home, out = workspace.read_workspace(ROOT), tmp_path_factory.mktemp("theme")

    @cache
    def print_(profile: Profile, paper: Paper, sides: Sides) -> dict[str, Built]:
        form = Form(paper, profile, sides)
        usual = form == Form(profile=profile)
        names = () if usual else ("iraq-status", "handout", "profile")
        return printed(home, request_of(form, out, names, () if usual else ("en",)))

    return print_


@pytest.fixture(scope="session", params=PROFILES)
def set_in(request: pytest.FixtureRequest, publication: Print) -> tuple[Profile, dict[str, Built]]:
    """The publication in a profile, on Letter."""
    return request.param, publication(request.param, "letter", "simplex")


MARKS = {"en": ("Protected B", "Draft", "Embargoed until"), "fr": ("Protégé B", "Ébauche", "Sous")}
TLP = "TLP:AMBER+STRICT"


@pytest.fixture(scope="session")
def handled(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The publication with every mark of handling at once."""
    home = tmp_path_factory.mktemp("handled")
    for folder in ("data", "charts", "templates"):
        shutil.copytree(ROOT / folder, home / folder)
    config = (ROOT / "asof.yaml").read_text("utf-8")
    marking = "marking: {en: Protected B, fr: Protégé B}\ntlp: AMBER+STRICT"
    (home / "asof.yaml").write_text(
        re.sub("^marking:.*", marking, config, flags=re.MULTILINE), "utf-8"
    )
    for path in (home / "data/briefings").glob("*.yaml"):
        held = re.sub(
            "^as_of: (.*)", r"as_of: \1\nembargo: \1 18:30", path.read_text(), flags=re.MULTILINE
        )
        path.write_text(held, "utf-8")
    return workspace.read_workspace(home)


@pytest.fixture(scope="session", params=list(product(PROFILES, ("simplex", "duplex"))))
def marked(
    request: pytest.FixtureRequest, handled: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Form, dict[str, Built]]:
    """A note and the handout under every mark, in a profile, on one side or both."""
    profile, sides = request.param
    two = sides == "duplex"
    form = Form("a4" if two else "letter", profile, sides, draft=True)
    names, tags = ("iraq-status", "handout"), ("en" if two else "fr",)
    out = tmp_path_factory.mktemp("marked")
    return form, printed(handled, request_of(form, out, names, tags))


# ---- type


def test_no_type_is_smaller_than_its_profile_allows(
    set_in: tuple[Profile, dict[str, Built]],
) -> None:
    profile, built = set_in
    small = {
        (name, leaf.number, g.text, g.size)
        for name, b in built.items()
        for leaf in leaves(b.job.path)
        for line in leaf.lines
        for g in line.inked
        if g.size < SMALLEST[profile] * (RAISED if raised(g, line) else 1) - 0.05
    }
    assert small == set()


def raised(g: Glyph, line: Line) -> bool:
    """Whether a character is of a mark behind a figure, which may be a line to the reader."""
    return g.base > line.base + 1 or bool(re.fullmatch(r"[([].+[])]", line.text))


def test_the_text_has_its_size_and_headings_theirs(
    set_in: tuple[Profile, dict[str, Built]],
) -> None:
    profile, built = set_in
    for b in built.values():
        found = [g.size for leaf in leaves(b.job.path) for g in leaf.glyphs]
        assert found.count(BODY[profile]) > len(found) / 10
        if profile == "large":
            assert {22, 20} <= set(found)


def test_lines_are_a_quarter_higher_than_their_type(
    set_in: tuple[Profile, dict[str, Built]],
) -> None:
    profile, built = set_in
    size = BODY[profile]
    for leaf in leaves(built["profile.en"].job.path):
        lines = [x for x in leaf.lines if x.size == size and len(x.text) > 30]
        steps = [a.inked[0].base - b.inked[0].base for a, b in pairwise(lines)]
        assert all(step >= 1.25 * size - 0.1 for step in steps if step > 0)


@pytest.mark.parametrize("profile", ["clear", "large"])
def test_no_word_is_cut_but_at_its_own_hyphen(publication: Print, profile: Profile) -> None:
    for b in publication(profile, "letter", "simplex").values():
        words = set(re.findall(r"[\w’'-]+", said(b)))
        for leaf in leaves(b.job.path):
            for line, after in pairwise(leaf.lines):
                if re.search(r"\w[-\u2010]$", line.text):
                    whole = line.text.split()[-1] + after.text.split()[0]
                    assert re.findall(r"[\w’'-]+", whole)[-1] in words


def said(b: Built) -> str:
    """The words of the HTML that was set, no-break spaces made plain."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", markup(b)))


def markup(b: Built) -> str:
    """The HTML that was set."""
    return (b.job.path.with_suffix("") / "index.html").read_text("utf-8")


def test_the_standard_profile_cuts_long_words_of_running_text_by_their_language(
    publication: Print,
) -> None:
    built = publication("standard", "letter", "simplex")
    cut = {n: list(cuts(b)) for n, b in built.items()}
    assert "intelli-" in cut["profile.en"]
    assert "gouvernement" in said(built["profile.fr"])
    assert cut["profile.fr"]
    assert not any(cut[f"{name}.{tag}"] for name in ("iraq-status", "handout") for tag in MARKS)


def cuts(b: Built) -> Iterator[str]:
    """The first halves of the words that lines cut."""
    words = said(b)
    for leaf in leaves(b.job.path):
        ends = [x.text.split()[-1] for x in leaf.lines if x.text.endswith("-")]
        yield from (end for end in ends if end not in words)


def test_no_figure_parts_from_its_unit(set_in: tuple[Profile, dict[str, Built]]) -> None:
    _, built = set_in
    for name, b in built.items():
        page = ["".join(x.text.split()) for leaf in leaves(b.job.path) for x in leaf.lines]
        for _, part, text in prints(b):
            figure = "".join(text.split())
            if not part and re.fullmatch(r"[^\d.;]{0,16}\d[\d,.]*\D{1,30}", figure):
                assert any(figure in line for line in page), (name, text)


def prints(b: Built) -> list[tuple[str, str, str]]:
    """What a page prints of its facts, by its record: the fact, the part of it, the words."""
    record = json.loads(b.job.path.with_suffix(".json").read_text("utf-8"))
    return [(key, part, text) for key, part, text, *_ in record["prints"]]


def test_no_heading_is_left_at_the_foot_of_a_page(set_in: tuple[Profile, dict[str, Built]]) -> None:
    profile, built = set_in
    for name, b in built.items():
        for leaf in leaves(b.job.path)[:-1]:
            last = min(text_of(leaf, profile), key=lambda x: x.inked[0].base)
            sentence = last.text.endswith((".", "]"))  # a key finding is as large as a heading
            assert last.size not in HEADS[profile] or sentence, (name, leaf.number, last.text)


FEET: dict[Profile, float] = {"standard": 20, "clear": 22.4, "large": 25.4}


def text_of(leaf: Leaf, profile: Profile) -> list[Line]:
    """The lines of a page's text area, without those that run below it."""
    return [x for x in leaf.lines if x.inked[0].base > foot(leaf, profile)]


def foot(leaf: Leaf, profile: Profile) -> float:
    """How high the text area begins."""
    a4 = leaf.height > 280 * MM
    return (14.9 if leaf.width > leaf.height else FEET[profile] + a4 * 10) * MM


@pytest.mark.parametrize("profile", PROFILES)
def test_emphasis_leans_only_in_the_standard_profile(profile: Profile, tmp_path: Path) -> None:
    home = desk(tmp_path)
    (built,) = batch.build(home, Request(TODAY, profile=profile, out=tmp_path / "out"))
    assert built.failure is None
    names = fonts(built.job.path)
    assert any("Italic" in n or n.endswith("It") for n in names) == (profile == "standard")
    assert any("Light" in n for n in names) == (profile == "standard")


def fonts(path: Path) -> set[str]:
    """The fonts that a PDF carries."""
    with pikepdf.open(path) as pdf:
        found = [page.resources.Font for page in pdf.pages]
        return {str(font.BaseFont) for each in found for font in each.as_dict().values()}


# ---- contrast


def tokens(profile: Profile) -> dict[str, str]:
    """The colours of a profile, names resolved."""
    css = [(THEME / name).read_text("utf-8") for name in ("page.css", f"{profile}.css")]
    own = (ROOT / "templates/own.css").read_text("utf-8")
    found = dict(re.findall(r"--([\w-]+): *([^;]+?) *[;}]", "\n".join([*css, own])))
    for _ in range(3):
        found = {
            k: found.get(v.removeprefix("var(--").removesuffix(")"), v) for k, v in found.items()
        }
    return found


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.1, 1.4.3)."""
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    whole = digits if len(digits) == 6 else "".join(d * 2 for d in digits)
    parts = [int(whole[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("profile", PROFILES)
def test_text_stands_out_from_what_it_is_on(profile: Profile) -> None:
    found = tokens(profile)
    for ink, ground in product(("ink", "quiet", "accent"), ("#ffffff", found["wash"])):
        assert contrast(found[ink], ground) >= 4.5
    assert contrast(found["ink"], "#fff") >= {"standard": 12, "clear": 17, "large": 21}[profile]
    assert profile == "standard" or contrast(found["hairline"], "#fff") >= 3


def test_marks_stand_out_in_colour_and_in_grey() -> None:
    css = (THEME / "page.css").read_text("utf-8")
    labels = re.findall(r"\.tlp\b[^{]*\{[^}]*?(?<!-)color: (#\w+)", css)
    assert sorted(labels) == ["#3f0", "#ff2b2b", "#ffc000", "#fff"]
    assert all(contrast(each, "#000") >= 4.5 for each in labels)
    (draft,) = re.findall(r"\.draft \{[^}]*[; ]color: (#\w+)", css)
    assert contrast(draft, "#fff") >= 3


def test_each_standing_has_a_shape_of_its_own() -> None:
    css = (THEME / "page.css").read_text("utf-8")
    shapes = dict(re.findall(r'\.standing(?:\.(\w+))?::before \{ content: "(.)', css))
    assert set(shapes) == {"", "current", "estimate", "lapsed", "disputed", "withheld", "unknown"}
    assert len(set(shapes.values())) == len(shapes)


# ---- set anew


@pytest.mark.parametrize("profile", ["clear", "large"])
def test_every_profile_prints_the_same_facts_in_the_same_order(
    publication: Print, profile: Profile
) -> None:
    usual, other = (publication(p, "letter", "simplex") for p in ("standard", profile))
    for name, b in usual.items():
        assert prints(other[name]) == prints(b)


def test_large_print_makes_lists_of_tables(publication: Print) -> None:
    usual, large = (publication(p, "letter", "simplex") for p in ("standard", "large"))
    for name in usual:
        assert len(rows(usual[name])) == len(rows(large[name]))
        for was, is_ in zip(rows(usual[name]), rows(large[name]), strict=True):
            assert was == is_
    assert "<table" not in markup(large["commitments.en"])


def rows(b: Built) -> list[list[str]]:
    """The rows of the tables of a page, or of the lists in their place: what each cell says."""
    found = []
    for element in tree.parse(markup(b)).iter():
        heads = [each for each in element if each.get("scope") == "row"]
        names = [each for each in element if each.tag == "p" and each.get("class") == "name"]
        if (element.tag == "tr" and heads) or (element.tag == "li" and names):
            cells = ("".join(tree.texts(each, named_by_its_column)) for each in element)
            found.append([" ".join(cell.split()).lstrip(": ") for cell in cells])
    return [[cell for cell in each if cell] for each in found]


def named_by_its_column(element: ET.Element) -> bool:
    return element.get("class") == "term"


def test_a_row_in_large_print_says_what_its_columns_are(publication: Print) -> None:
    lines = [
        x.text
        for leaf in leaves(publication("large", "letter", "simplex")["commitments.fr"].job.path)
        for x in leaf.lines
    ]
    start = lines.index("Efforts militaires, jusqu’au 31 mars 2017")
    assert lines[start - 1] == "Date : 5 mai 2016 (date présumée) · Source : [1]"
    assert lines[start + 1] == "Valeur : environ 305,9 millions de dollars"


@pytest.mark.parametrize(
    ("profile", "columns", "longest", "is_list"),
    [
        ("standard", 9, 400, False),
        ("clear", 5, 400, False),
        ("clear", 6, 1, True),
        ("large", 2, 24, False),
        ("large", 2, 25, True),
        ("large", 3, 1, True),
    ],
)
def test_a_table_is_one_while_its_columns_have_room(
    profile: Profile, columns: int, longest: int, is_list: bool
) -> None:
    assert prints_as_list(measure("theme/note.html", profile), columns, ["x" * longest]) is is_list


@pytest.mark.parametrize(
    ("layout", "profile", "figures", "stand"),
    [
        (
            "note",
            "standard",
            [("100", "about"), ("$1.39", "billion"), ("May 31, 2021", "")],
            TileRow(3),
        ),
        ("note", "standard", [("1,39", "milliard de dollars")] * 3, TileRow(3, wide=True)),
        ("note", "standard", [("September 30, 2021", "no later than")] * 3, TileRow(2)),
        ("note", "standard", [("1", "")] * 2, TileRow(2)),
        ("note", "standard", [("1", "")] * 4, TileRow(4, wide=True)),
        ("note", "standard", [("1", "")] * 5, TileRow(5, wide=True)),
        ("note", "clear", [("1", ""), ("2", ""), ("September 30, 2021", "")], TileRow(2)),
        ("note", "large", [("1", "")] * 4, TileRow(1)),
        ("handout", "standard", [("1", ""), ("2", ""), ("March 31, 2021", "")], TileRow(2)),
        ("handout", "clear", [("1", ""), ("2", ""), ("March 31, 2021", "")], TileRow(3)),
    ],
)
def test_tiles_stand_abreast_while_no_figure_parts_from_its_unit(
    layout: str, profile: Profile, figures: list[tuple[str, str]], stand: TileRow
) -> None:
    tiles = [TileWords(*figure) for figure in figures]
    assert row(measure(f"theme/{layout}.html", profile), len(tiles), tiles) == stand


def test_charts_are_drawn_for_their_column_in_the_type_of_the_page(
    set_in: tuple[Profile, dict[str, Built]],
) -> None:
    profile, built = set_in
    drawn = 0
    for b in built.values():
        room = measure(b.job.briefing.layout, profile)
        for path in sorted((b.job.path.with_suffix("") / "charts").glob("*.svg")):
            root = ET.parse(path).getroot()
            width = float(root.attrib["width"].removesuffix("pt"))
            assert width == pytest.approx(room.width, abs=0.1)
            assert room.size / 9 == pytest.approx(width / float(root.attrib["viewBox"].split()[2]))
            drawn += 1
    assert drawn == 12


@pytest.mark.parametrize("profile", ["clear", "large"])
def test_the_handout_is_a_page_like_others_where_it_does_not_fold(
    publication: Print, profile: Profile
) -> None:
    for paper, width in SHEETS.items():
        for leaf in leaves(publication(profile, paper, "simplex")["handout.en"].job.path):
            assert leaf.width == pytest.approx(width, abs=1)
            assert leaf.width < leaf.height


def test_large_print_tells_its_sources_at_the_end(publication: Print) -> None:
    notes = publication("large", "letter", "simplex")["commitments.en"]
    assert "footnote" not in markup(notes)
    assert any(x.text == "Sources" for leaf in leaves(notes.job.path)[-2:] for x in leaf.lines)


@pytest.mark.parametrize("profile", ["standard", "clear"])
def test_a_note_is_on_the_page_that_calls_it(publication: Print, profile: Profile) -> None:
    built = publication(profile, "letter", "simplex")
    for tag in MARKS:
        first, *others = leaves(built[f"commitments.{tag}"].job.path)
        assert any(x.text.startswith("1. Go") for x in first.lines)
        assert not any(x.text.startswith("1. Go") for leaf in others for x in leaf.lines)


def test_a_voice_reads_the_cover_of_a_handout_first_and_its_back_last(publication: Print) -> None:
    built = publication("standard", "letter", "simplex")
    for tag, says in {"en": "The operation", "fr": "L’opération"}.items():
        with pikepdf.Pdf.open(built[f"handout.{tag}"].job.path) as pdf:
            said = reading(pdf)
            heads = [(kind(e), said(e)) for e in elements(pdf, "H1", "H2")]
        assert [level for level, _ in heads].count("H1") == 1
        assert heads[0][0] == "H1"
        assert heads[1][1] == says
        assert "Sources" in [words for _, words in heads[-3:]]


def test_words_and_figures_are_taken_out_as_they_are_set(
    set_in: tuple[Profile, dict[str, Built]],
) -> None:
    built = set_in[1].values()
    assert {b.job.path.name: list(joined(b.job.path)) for b in built} == {
        b.job.path.name: [] for b in built
    }


def test_no_page_holds_what_is_left_over(set_in: tuple[Profile, dict[str, Built]]) -> None:
    profile, built = set_in
    for name, b in built.items():
        for leaf in leaves(b.job.path):
            least = 1 / 3 if leaf.number == b.pages else 0.4  # a long note is not cut twice
            if leaf.width < leaf.height:
                assert filled(leaf, profile) >= least, (name, leaf.number)


def filled(leaf: Leaf, profile: Profile) -> float:
    """How much of the text's height has words, from its head down."""
    below, above = foot(leaf, profile), leaf.height - TOPS[profile] * MM
    low = min(line.base for line in leaf.lines if not runs(line, leaf, profile))
    return (above - low) / (above - below)


# ---- paper


@pytest.mark.parametrize("profile", PROFILES)
def test_a_page_breaks_at_the_same_word_on_every_paper(
    publication: Print, profile: Profile
) -> None:
    forms: list[tuple[Paper, Sides]] = [("letter", "simplex"), ("a4", "simplex"), ("a4", "duplex")]
    usual, *others = (publication(profile, *form) for form in forms)
    for other in others:
        assert {n: words_of(b) for n, b in other.items()} == {n: words_of(usual[n]) for n in other}


def words_of(b: Built) -> list[list[str]]:
    """The lines of each page; which form it is left out, and on which side what runs below."""
    form = re.compile(r"\.(letter|a4|duplex)\b")
    pages = [[form.sub("", x.text) for x in leaf.lines] for leaf in leaves(b.job.path)]
    return [sorted(" ".join(lines).split()) for lines in pages]


@pytest.mark.parametrize(("profile", "paper"), list(product(PROFILES, SHEETS)))
def test_duplex_margins_alternate_with_25_mm_inside(
    publication: Print, profile: Profile, paper: Paper
) -> None:
    built = publication(profile, paper, "duplex")["profile.en"]
    outside = SHEETS[paper] - (25 + 167) * MM
    for leaf in leaves(built.job.path):
        inner = outside if leaf.number % 2 == 0 else 25 * MM
        (marking,) = leaf.saying("Unclassified")
        subject = next(g for g in marking.inked if g.text == "O")
        assert subject.left == pytest.approx(inner, abs=1.5)
        assert marking.right == pytest.approx(inner + 167 * MM, abs=1.5)
        assert 17 * MM < outside < 25 * MM
        (folio,) = places(leaf, f"page {leaf.number} of")
        (imprint,) = places(leaf, "May 15, 2023")[-1:]
        assert (folio[0].left < leaf.width / 2) == (leaf.number % 2 == 0)
        if leaf.number % 2 == 0:
            assert folio[0].left == pytest.approx(inner, abs=1.5)
            if profile != "large":  # in two lines there, which begin beside the number
                assert imprint[-1].right == pytest.approx(inner + 167 * MM, abs=1.5)


# ---- handling


def test_every_mark_is_on_every_page_and_large_enough(
    marked: tuple[Form, dict[str, Built]],
) -> None:
    form, built = marked
    least = max(12, SMALLEST[form.profile])
    for name, b in built.items():
        for leaf in leaves(b.job.path):
            for words in MARKS[name[-2:]]:
                assert sized(leaf, words) >= least, (name, leaf.number, words)
            labels = places(leaf, TLP)
            assert [min(g.size for g in label) >= least for label in labels] == [True, True]


def sized(leaf: Leaf, words: str) -> float:
    """The size of some words at the head of a page; 0 where they are not."""
    found = [label for label in places(leaf, words) if label[0].base > leaf.height / 2]
    return max((min(g.size for g in label) for label in found), default=0.0)


def places(leaf: Leaf, words: str) -> list[list[Glyph]]:
    """The characters of some words, each time that a page has them."""
    plain = "".join(words.split())
    text = "".join(g.text for g in leaf.glyphs)
    return [leaf.glyphs[m.start() : m.end()] for m in re.finditer(re.escape(plain), text)]


def test_the_label_of_tlp_stands_at_the_right_above_and_below(
    marked: tuple[Form, dict[str, Built]],
) -> None:
    _, built = marked
    for b in built.values():
        for leaf in leaves(b.job.path):
            above, below = sorted(places(leaf, TLP), key=lambda x: -x[0].base)
            assert above[-1].right == pytest.approx(below[-1].right, abs=0.1)
            assert above[-1].right > leaf.width - 27 * MM
            assert above[0].base > leaf.height - 45 * MM
            assert below[0].base < 34 * MM
            marking = places(leaf, MARKS["en"][0]) or places(leaf, MARKS["fr"][0])
            assert marking[0][0].base > leaf.height - 45 * MM
            assert marking[0][-1].right > leaf.width / 2


def test_nothing_overlaps_and_nothing_runs_off_the_sheet(
    marked: tuple[Form, dict[str, Built]],
) -> None:
    form, built = marked
    for name, b in built.items():
        for leaf in leaves(b.job.path):
            for g in leaf.glyphs:
                assert 12 < g.left < g.right < leaf.width - 12, (name, leaf.number, g)
                assert 12 < g.base < leaf.height - 12, (name, leaf.number, g)
            running = [x for x in leaf.lines if runs(x, leaf, form.profile)]
            for one, other in combinations(running, 2):
                assert not collide(one, other), (name, leaf.number, one.text, other.text)


TOPS: dict[Profile, float] = {"standard": 22.4, "clear": 25, "large": 34}


def runs(line: Line, leaf: Leaf, profile: Profile) -> bool:
    """Whether a line stands above or below the text."""
    base, a4 = line.inked[0].base, leaf.height > 280 * MM
    top = 14 if leaf.width > leaf.height else TOPS[profile] + a4 * 7.6
    return base < foot(leaf, profile) or base > leaf.height - top * MM


def collide(one: Line, other: Line) -> bool:
    """Whether two lines share a place."""
    pairs = product(one.inked, other.inked)
    return any(
        min(a.right, b.right) - max(a.left, b.left) > 0.5
        and min(a.high, b.high) - max(a.low, b.low) > 0.5
        for a, b in pairs
    )


def test_the_word_beside_the_text_is_no_part_of_it(marked: tuple[Form, dict[str, Built]]) -> None:
    form, built = marked
    for name, b in built.items():
        word = MARKS[name[-2:]][1]
        for leaf in leaves(b.job.path):
            tall = [g for g in leaf.glyphs if g.turned]
            assert "".join(g.text for g in tall).casefold() == word.casefold()
            assert {g.size >= 16 for g in tall} == {True}
            right = form.sides == "simplex" or leaf.number % 2
            assert all((g.left > leaf.width / 2) == bool(right) for g in tall)


def test_marks_change_no_page(marked: tuple[Form, dict[str, Built]], publication: Print) -> None:
    form, built = marked
    plain = publication(form.profile, form.paper, form.sides)
    for name, b in built.items():
        assert body_of(b, form) == body_of(plain[name], form)


def body_of(b: Built, form: Form) -> list[list[str]]:
    """The lines of the text area of each page but for those that name a file."""
    found = []
    for leaf in leaves(b.job.path):
        lines = [x for x in leaf.lines if not runs(x, leaf, form.profile)]
        kept = [x.text for x in lines if not x.inked[-1].turned]
        naming = ("Aussi en", "Also in")
        found.append(sorted(x for x in kept if ".pdf" not in x and not x.startswith(naming)))
    return found


# ---- a workspace of its own


def desk(folder: Path) -> Workspace:
    """The smallest publication that leans on a word and has a tile."""
    files = {
        "asof.yaml": "title: Desk\nlanguages: [en-CA]\ntimezone: UTC\n",
        "data/sources.yaml": "log: {title: Log, publisher: Desk, published: 2026-01-02}\n",
        "data/facts/port.yaml": "ships:\n  label: ships\n  fixed: true\n  observations:\n"
        "    - {value: about 7, on: 2026-01-02, source: log}\n",
        "data/briefings/desk.yaml": "title: Desk\nbody:\n  - tiles: port.ships\n"
        "  - text: 'One word *leans*, one is **strong**: {{ port.ships }}.'\n",
    }
    for name, text in files.items():
        path = folder / "w" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return workspace.read_workspace(folder / "w")


# ---- drawings


def own_colours(root: Path, css: str) -> Workspace:
    """The starter with a sheet of its own."""
    workspace.create(root)
    (root / "templates/own.css").write_text(css, encoding="utf-8")
    return workspace.read_workspace(root)


@pytest.mark.parametrize(
    ("css", "ink"),
    [
        ("", THEME_LOOK.palette.ink),
        (":root { --ink: #12395b }", "#12395b"),
        (":root { --ink: rgb(18 57 91) } h1 { --ink: red }", "#12395b"),
        (":root { --ink: var(--mine); --mine: navy }", "#000080"),
        (":root { --ink: var(--nobody's) }", THEME_LOOK.palette.ink),
        (":root { --ink: #12395b80 }", THEME_LOOK.palette.ink),
    ],
)
def test_drawings_have_the_ink_of_their_page(tmp_path: Path, css: str, ink: str) -> None:
    home = own_colours(tmp_path, css)
    assert look(home, "standard").palette == replace(THEME_LOOK.palette, ink=ink)


def test_drawings_in_large_print_have_its_ink(tmp_path: Path) -> None:
    assert look(own_colours(tmp_path, ""), "large").palette == Palette(
        "#000000", "#000000", "#5c6670"
    )


def test_a_publication_s_ink_reaches_its_charts(tmp_path: Path) -> None:
    home = own_colours(tmp_path, ":root { --ink: #12395b }")
    request = Request(date(2025, 6, 30), languages=("en",), html=True, out=tmp_path / "build")
    assert [built.failure for built in batch.build(home, request)] == [None]
    (drawn,) = (tmp_path / "build").rglob("charts/crew.svg")
    assert "#12395b" in drawn.read_text()
    assert THEME_LOOK.palette.ink not in drawn.read_text()
