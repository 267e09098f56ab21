"""An organisation's logo, colours, fonts, head and foot are those of all that it prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from ctypes import create_string_buffer
from dataclasses import replace
from datetime import date
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables._f_v_a_r import Axis

from agency import LOGO, ROBOTO, put_fonts
from asof import batch, workspace
from asof.brand import quarto_brand
from asof.cache import Store
from asof.charts import mpl as library
from asof.files import Files
from asof.form import PROFILES, THEME_LOOK, Palette, Profile
from asof.jobs import Built, Request
from asof.page.contrast import colour_contrast, darkened
from asof.templates.column_metrics import STANDARD, TileRow, TileWords, row
from asof.templates.resources import look
from makers import png

BRAND = """\
brand:
  logo: images/logo.svg
  colours: {ink: '#12312e', quiet: '#4c615f', accent: '#00695c', wash: '#eef5f4'}
  fonts:
    text:
      family: Roboto
      files:
        - fonts/Roboto-Light.ttf
        - fonts/Roboto-Regular.ttf
        - fonts/Roboto-Italic.ttf
        - fonts/Roboto-Bold.ttf
  head: {en: Water is public, fr: L'eau est publique}
  foot: {en: Meridian Water Authority, fr: Régie de l'eau de Meridian}
"""
QUARTO = """\
meta: {name: {full: Meridian Water Authority, short: Meridian}, link: https://example.org}
logo: {medium: images/logo.svg, small: images/icon.png}
color:
  palette: {teal: '#00695c', night: '#12312e'}
  foreground: night
  background: '#ffffff'
  primary: teal
  success: '#28A745'
typography:
  fonts:
    - family: Roboto
      source: file
      files: [fonts/Roboto-Regular.ttf, {path: fonts/Roboto-Bold.ttf, weight: 700}]
    - {family: Fira Code, source: google}
  base: {family: Roboto, line-height: 1.5}
  headings: Roboto
  monospace: Fira Code
"""


def branded(root: Path, brand: str = BRAND, quarto: str = "") -> Path:
    """The starter's workspace with an agency's logo and fonts, and what is said of them."""
    workspace.create(root)
    put_fonts(root)
    (root / "images").mkdir()
    (root / "images/logo.svg").write_text(LOGO, "utf-8")
    (root / "templates/own.css").unlink()
    replaced(root / "asof.yaml", "$", brand)
    replaced(root / "data/briefings/note.yaml", "\nmax_pages: 1", "")
    if quarto:
        (root / "_brand.yml").write_text(quarto, "utf-8")
    return root


def replaced(path: Path, old: str, new: str) -> None:
    """Put a text in the place of another in a file, or at its end."""
    said = path.read_text("utf-8")
    assert old == "$" or old in said
    path.write_text(said + new if old == "$" else said.replace(old, new), "utf-8")


def printed(root: Path, profile: Profile = "standard", **more: Any) -> list[Built]:
    home = workspace.read_workspace(root)
    return list(batch.build(home, Request(date(2025, 6, 30), profile=profile, **more)))


def findings(root: Path, **more: Any) -> list[str]:
    told = [
        f for b in printed(root, **more) for f in (b.failure.findings if b.failure else b.findings)
    ]
    return list(dict.fromkeys(map(str, told)))


def pages_of(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def fonts_of(pdf: Path) -> set[str]:
    """The fonts that a PDF has inside, by their names."""
    with pikepdf.Pdf.open(pdf) as document:
        names = {str(o["/FontName"]) for o in document.objects if is_font(o)}
    return {name.partition("+")[2] for name in names}


def letters_in(pdf: Path, family: str) -> set[str]:
    """The letters of a PDF that are set in fonts of a family."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage() for page in document]
        places = [(text, at) for text in texts for at in range(text.count_chars())]
        return {text.get_text_range(at, 1) for text, at in places if family in font_at(text, at)}


def font_at(text: pypdfium2.PdfTextPage, at: int) -> str:
    """The name of the font that a letter of a page is set in."""
    name = create_string_buffer(100)
    pdfium.FPDFText_GetFontInfo(text.raw, at, name, 100, None)
    return name.value.decode()


def is_font(each: Any) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"


@pytest.mark.parametrize("profile", PROFILES)
def test_pages_are_set_in_the_fonts_of_the_brand_and_say_whose_they_are(
    tmp_path: Path, profile: Profile
) -> None:
    heads = {"en-CA": "Water is public", "fr-CA": "L’eau est publique"}
    feet = {"en-CA": "Meridian Water Authority · ", "fr-CA": "Régie de l’eau de Meridian · "}
    for built in printed(branded(tmp_path), profile):
        assert (built.failure, built.findings) == (None, ())
        pages = pages_of(built.job.path)
        assert all(heads[built.job.tag] in page and feet[built.job.tag] in page for page in pages)
        assert "Water Authority" in pages[0]
        assert {name.partition("-")[0] for name in fonts_of(built.job.path)} == {"Roboto"}


def test_charts_have_the_colours_and_the_font_of_the_brand(tmp_path: Path) -> None:
    home = branded(tmp_path)
    printed(home, html=True, languages=("en",))
    (drawn,) = (home / "build").rglob("charts/crew.svg")
    svg = drawn.read_text("utf-8")
    assert "#12312e" in svg
    assert "Roboto" in svg
    assert THEME_LOOK.palette.ink not in svg
    assert THEME_LOOK.typeface.family not in svg


def test_words_of_charts_and_tiles_are_measured_in_the_brand_s_font(tmp_path: Path) -> None:
    own = look(workspace.read_workspace(branded(tmp_path)), "standard")
    with library.style(own):
        roboto = library.width_of("38 workers", strong=True)
    with library.style(THEME_LOOK):
        assert library.width_of("38 workers", strong=True) < roboto
    assert library.width_of("38 workers", strong=True) < roboto
    long = [TileWords("November 2025")]
    assert row(STANDARD, 3, long) == TileRow(3)
    assert row(replace(STANDARD, typeface=own.typeface), 3, long) == TileRow(3, wide=True)


def test_a_chart_is_drawn_again_when_a_font_of_its_brand_has_changed(tmp_path: Path) -> None:
    home, store = branded(tmp_path / "home"), Store(tmp_path / "kept")
    assert [b.reused for b in printed(home, store=store)] == [False, False]
    assert [b.reused for b in printed(home, store=store)] == [True, True]
    other = (ROBOTO / "Roboto-Medium.ttf").read_bytes()
    (home / "fonts/Roboto-Bold.ttf").write_bytes(other)
    assert [b.reused for b in printed(home, store=store)] == [False, False]


def test_clear_and_large_print_keep_the_ink_that_eyes_need(tmp_path: Path) -> None:
    home = workspace.read_workspace(branded(tmp_path))
    assert look(home, "standard").palette.ink == "#12312e"
    assert look(home, "large").palette == Palette("#000000", "#000000", "#5c6670")
    assert look(home, "large").typeface.family == "Roboto"


def test_an_own_sheet_s_font_reaches_charts_too(tmp_path: Path) -> None:
    home = branded(tmp_path, brand="")
    css = (
        "@font-face { font-family: Own; src: url(../fonts/Roboto-Regular.ttf) }\n"
        "@font-face { font-family: Own; font-weight: 700; src: url(../fonts/Roboto-Bold.ttf) }\n"
        ":root { --sans: Own, 'Asof Sans' }\n"
    )
    (home / "templates/own.css").write_text(css, "utf-8")
    told = look(workspace.read_workspace(home), "standard").typeface
    assert (told.family, told.regular, told.bold) == (
        "Own",
        home / "fonts/Roboto-Regular.ttf",
        home / "fonts/Roboto-Bold.ttf",
    )


@pytest.mark.parametrize("sheet", ["--sans: Nothing", "--sans: ''", "--serif: Own"])
def test_charts_keep_the_theme_s_font_where_a_sheet_has_no_file_for_them(
    tmp_path: Path, sheet: str
) -> None:
    home = branded(tmp_path, brand="")
    (home / "templates/own.css").write_text(f":root {{ {sheet} }}", "utf-8")
    told = look(workspace.read_workspace(home), "standard").typeface
    assert told == THEME_LOOK.typeface


HEADINGS = """\
    headings: {family: Agency Serif, files: [fonts/heads.ttf]}
"""


@pytest.mark.parametrize("profile", PROFILES)
def test_titles_have_the_family_of_headings_and_all_else_that_of_text(
    tmp_path: Path, profile: Profile
) -> None:
    home = branded(tmp_path, brand=BRAND.partition("  head:")[0] + HEADINGS)
    serif = files("asof") / "theme" / "fonts" / "SourceSerifPro-Semibold.ttf"
    (home / "fonts/heads.ttf").write_bytes(serif.read_bytes())
    (built,) = printed(home, profile, languages=("en",))
    assert (built.failure, built.findings) == (None, ())
    titled = letters_in(built.job.path, "Agency")
    assert set("Water mains") - {" "} <= titled
    assert not titled & set("0123456789$")


# ---- the foot, the logo


@pytest.mark.parametrize("draft", [False, True])
def test_only_a_draft_s_foot_names_its_file_and_its_language(tmp_path: Path, draft: bool) -> None:
    (built,) = printed(branded(tmp_path, brand=""), languages=("en",), draft=draft)
    (page,) = (each.replace("\N{NO-BREAK SPACE}", " ") for each in pages_of(built.job.path))
    assert ("Alder Bay Works (an invented town) · June 30, 2025" in page) is not draft
    assert ("note · en · June 30, 2025" in page) is draft
    assert "page 1 of 1" in page


@pytest.mark.parametrize("logo", ["images/logo.svg", "images/logo.png"])
def test_the_logo_is_heard_as_the_publisher(tmp_path: Path, logo: str) -> None:
    home = branded(tmp_path, brand=f"brand: {{logo: {logo}}}\n")
    (home / "images/logo.svg").write_text(LOGO.replace("Roboto", "Asof Sans"), "utf-8")
    (home / "images/logo.png").write_bytes(png(width=480, height=120))
    (built,) = printed(home, languages=("en",), html=True)
    assert (built.failure, built.findings) == (None, ())
    html = (home / "build/2025-06-30/note.en/index.html").read_text("utf-8")
    assert html.count('alt="Alder Bay Works (an invented town)"') == 1


# ---- a brand that was written for another program


def test_a_brand_of_quarto_s_is_used_where_there_is_no_other(tmp_path: Path) -> None:
    home = branded(tmp_path, brand="", quarto=QUARTO)
    replaced(home / "asof.yaml", "publisher:", "# publisher:")
    told = findings(home)
    assert told == [
        (
            "_brand.yml:14:7: note: the font 'Fira Code' is not used: no page fetches any\n"
            "  hint: put its files into this folder, and name them: {source: file, files: […]}"
        ),
        (
            "_brand.yml: note: not used on paper: meta.link, logo.small, color.success, "
            "typography.monospace, typography.base.line-height"
        ),
    ]
    pages = pages_of(home / "build/2025-06-30/note.en.pdf")
    assert "Meridian Water Authority" in pages[-1]
    assert "Water Authority" in pages[0]
    own = look(workspace.read_workspace(home), "standard")
    assert (own.palette.ink, own.typeface.family) == ("#12312e", "Roboto")


def test_asof_yaml_s_own_brand_is_above_quarto_s(tmp_path: Path) -> None:
    home = branded(tmp_path, brand="brand: {colours: {ink: black}}\n", quarto=QUARTO)
    assert look(workspace.read_workspace(home), "standard").palette.ink == "#000000"
    assert findings(home) == []


@pytest.mark.parametrize(
    ("said", "logo"),
    [
        ("logo: images/logo.svg", "images/logo.svg"),
        ("logo: {images: {wide: {path: images/logo.svg, alt: A}}, large: wide}", "images/logo.svg"),
        ("logo: {medium: {light: images/a.png, dark: images/b.png}}", "images/a.png"),
        ("logo: {medium: 'https://example.org/a.png', small: images/a.png}", "images/a.png"),
        ("logo: {medium: 'https://example.org/a.png'}", None),
        ("color: none\ntypography: [1]\nmeta: none", None),
    ],
)
def test_the_logo_of_quarto_s_brand_is_the_one_for_light_paper(
    tmp_path: Path, said: str, logo: str | None
) -> None:
    (tmp_path / "_brand.yml").write_text(said, "utf-8")
    found = quarto_brand(Files(tmp_path), ["en-CA"])
    assert found
    assert found[0].logo == logo


@pytest.mark.parametrize("quiet", ["#00ffff", "#b0b0b0", "#ffffff", "#ff0000"])
def test_the_colour_that_a_hint_names_is_one_that_can_be_read(quiet: str) -> None:
    for ground in ("#ffffff", "#eef5f4"):
        assert colour_contrast(darkened(quiet, ground), ground) >= 4.5


# ---- what a brand would break

FONT = "brand:\n  fonts:\n    text:\n      family: Roboto\n      files: [{}]\n"
WHOLE = ("Regular", "Bold")
BROKEN = [
    (
        ["Regular"],
        (
            "asof.yaml:15:14: error: 'Roboto' has no file for bold words: figures and headings\n"
            "  hint: add its file of weight 600 or 700"
        ),
        WHOLE,
    ),
    (
        ["Light", "Bold"],
        (
            "asof.yaml:15:14: error: 'Roboto' has no file for regular words\n"
            "  hint: add its regular file, of weight 400"
        ),
        ["Light", "Regular", "Bold"],
    ),
    (
        ["Regular", "Bold", "Copy"],
        (
            "asof.yaml:15:64: error: 'fonts/Roboto-Copy.ttf' has the weight of "
            "'fonts/Roboto-Bold.ttf', 700\n"
            "  hint: take one of them out"
        ),
        WHOLE,
    ),
    (
        ["Regular", "Few"],
        (
            "asof.yaml:15:41: error: 'fonts/Roboto-Few.ttf' does not have 'A', 'B', 'C', 'D', 'E' "
            "and others\n"
            "  hint: take the whole font from its maker"
        ),
        WHOLE,
    ),
    (
        ["Regular", "Many"],
        (
            "asof.yaml:15:41: error: 'fonts/Roboto-Many.ttf' has many weights in one file, of "
            "which charts can use one\n"
            "  hint: name the files that have one weight each: 'static' in the download"
        ),
        WHOLE,
    ),
    (
        ["Regular", "All"],
        (
            "asof.yaml:15:41: error: 'fonts/Roboto-All.ttf' is a collection of fonts, of which a "
            "page cannot ask for one\n"
            "  hint: name the file of each font: .ttf or .otf"
        ),
        WHOLE,
    ),
    (
        ["Regular", "No"],
        (
            "asof.yaml:15:41: error: 'fonts/Roboto-No.ttf' is no font that can be read to its end\n"
            "  hint: copy it anew"
        ),
        WHOLE,
    ),
]


def fonts_named(names: Iterable[str]) -> str:
    return FONT.format(", ".join(f"fonts/Roboto-{name}.ttf" for name in names))


def bold(change: Callable[[Any], None]) -> bytes:
    """Roboto's bold font, changed."""
    font = TTFont(BytesIO((ROBOTO / "Roboto-Bold.ttf").read_bytes()))
    change(font)
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def collection() -> bytes:
    """Roboto's regular and bold font in one file."""
    both, written = TTCollection(), BytesIO()
    both.fonts = [TTFont(BytesIO((ROBOTO / f"Roboto-{each}.ttf").read_bytes())) for each in WHOLE]
    both.save(written)
    return written.getvalue()


def postscript(font: TTFont) -> bytes:
    """A font with the outlines of PostScript, as .otf files have them."""
    glyphs, drawn = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = T2CharStringPen(glyphs[name].width, glyphs)
        glyphs[name].draw(pen)
        drawn[name] = pen.getCharString()
    made = FontBuilder(font["head"].unitsPerEm, isTTF=False)
    made.setupGlyphOrder(font.getGlyphOrder())
    made.setupCharacterMap(font.getBestCmap())
    made.setupCFF("Roboto-Bold", {"FullName": "Roboto Bold"}, drawn, {})
    made.setupHorizontalMetrics(font["hmtx"].metrics)
    made.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    made.setupNameTable({"familyName": "Roboto", "styleName": "Bold"})
    made.setupOS2(usWeightClass=700)
    made.setupPost()
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def test_a_family_of_other_scripts_without_italics_and_of_postscript_sets_all_its_letters(
    tmp_path: Path,
) -> None:
    home = branded(tmp_path, brand=fonts_named(WHOLE).replace("Bold.ttf", "Bold.otf"))
    font = TTFont(BytesIO((ROBOTO / "Roboto-Bold.ttf").read_bytes()))
    (home / "fonts/Roboto-Bold.otf").write_bytes(postscript(font))
    facts = home / "data/facts/mains.yaml"
    replaced(facts, "workers on site", "робітники ґєї Ωμέγα")
    replaced(home / "asof.yaml", "publisher:", "publisher: {en: غزة, fr: غزة} #")
    (built,) = printed(home, languages=("en",), html=True)
    assert (built.failure, built.findings) == (None, ())
    assert {name.partition("-")[0] for name in fonts_of(built.job.path)} == {"Roboto", "Asof"}
    assert set("ґєїробΩμέγα0123") <= letters_in(built.job.path, "Roboto")
    assert letters_in(built.job.path, "Asof-Arabic") == set("غزة")
    assert not letters_in(built.job.path, "Asof-S")


def few(font: Any) -> None:
    letters = Subsetter(Options(glyph_names=True))
    letters.populate(unicodes=set(font.getBestCmap()) - set(map(ord, "ABCDEF")))
    letters.subset(font)


def many(font: Any) -> None:
    axis = Axis()
    axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue = "wght", 100, 700, 900
    font["fvar"] = newTable("fvar")
    font["fvar"].axes = [axis]


@pytest.mark.parametrize(("names", "told", "mended"), BROKEN, ids=[n[-1] for n, *_ in BROKEN])
def test_what_a_brand_s_fonts_would_break_is_told_at_its_line(
    tmp_path: Path, names: list[str], told: str, mended: Iterable[str]
) -> None:
    home = branded(tmp_path, brand=fonts_named(names))
    made = {"Copy": bold(lambda _: None), "Few": bold(few), "Many": bold(many), "No": b"no"}
    made["All"] = collection()
    for name in made.keys() & set(names):
        (home / f"fonts/Roboto-{name}.ttf").write_bytes(made[name])
    assert findings(home, languages=("en",)) == [told]
    replaced(home / "asof.yaml", fonts_named(names), fonts_named(mended))
    assert findings(home, languages=("en",)) == []


def test_a_font_that_charts_cannot_be_set_in_is_told(tmp_path: Path) -> None:
    home = branded(tmp_path, brand=fonts_named(WHOLE).replace("Bold.ttf", "Bold.woff2"))
    made = TTFont(BytesIO((ROBOTO / "Roboto-Bold.ttf").read_bytes()))
    made.flavor = "woff2"
    made.save(home / "fonts/Roboto-Bold.woff2")
    assert findings(home, languages=("en",)) == [
        (
            "asof.yaml:15:41: error: 'fonts/Roboto-Bold.woff2' is no font that charts can be "
            "set in\n"
            "  hint: name its .ttf or .otf file"
        ),
    ]
