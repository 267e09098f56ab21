"""A font that is not the theme's is told, is on record, and sets each digit as itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import chdir
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from asof.cli import main
from asof.diagnostics import Location, WordError
from asof.page.document import OwnFont
from asof.page.font_files import check_font
from harbour import harbour

SERIF = files("asof") / "theme" / "fonts" / "SourceSerifPro-Regular.ttf"
Change = Callable[[Any], None]


def font(change: Change = lambda _: None) -> bytes:
    """A font of Latin letters and digits, changed by hand."""
    made = TTFont(BytesIO(SERIF.read_bytes()))
    few = Subsetter(Options(layout_features=[], glyph_names=True, name_IDs=["*"]))
    few.populate(text="".join(map(chr, range(32, 127))))
    few.subset(made)
    change(made)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def remapped(made: Any) -> None:
    for table in made["cmap"].tables:
        table.cmap[ord("1")] = table.cmap[ord("7")]


def exchanged(made: Any) -> None:
    for table in made["cmap"].tables:
        one, seven = table.cmap[ord("1")], table.cmap[ord("7")]
        table.cmap |= {ord("1"): seven, ord("7"): one}


def redrawn(made: Any) -> None:
    made["glyf"]["one"] = made["glyf"]["seven"]


def blank(made: Any) -> None:
    made["glyf"]["one"] = TTGlyphPen(None).glyph()


def ruled(made: Any) -> None:
    addOpenTypeFeaturesFromString(made, "feature calt { sub one by seven; } calt;")


FALSE = [
    (remapped, "sets '1' with the shape of '7'"),
    (exchanged, "sets '1' with the shape of '7'"),
    (redrawn, "sets '1' with the shape of '7'"),
    (ruled, "sets '1' with the shape of '7'"),
    (blank, "sets '1' with no shape"),
]


@pytest.mark.parametrize(("change", "told"), FALSE)
def test_a_font_that_sets_a_digit_as_another_is_refused(change: Change, told: str) -> None:
    with pytest.raises(WordError) as problem:
        check_font(font(change))
    assert (problem.value.message, problem.value.hint) == (
        told,
        "take the font from its maker: a figure set in this one reads as another",
    )


def test_a_font_that_sets_each_digit_as_itself_is_known_by_its_name() -> None:
    assert check_font(font()) == "Source Serif Pro"


CSS = """\
@font-face { font-family: Own; src: url(own.ttf) }
body { font-family: Own }
"""
TOLD = (
    "templates/own.css:1: note: 'templates/own.ttf' is not the theme's: "
    "words are set in 'Source Serif Pro'\n"
)


def run(root: Path, *words: str) -> Any:
    with chdir(root):
        return CliRunner().invoke(main, words)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    root = harbour(tmp_path_factory.mktemp("fonts"))
    (root / "templates").mkdir()
    (root / "templates/own.css").write_text(CSS, encoding="utf-8")
    (root / "templates/own.ttf").write_bytes(font())
    return root, run(root, "build", "--as-of", "2024-09-01").stderr


def test_a_font_is_told_once_for_all_editions(built: tuple[Path, str]) -> None:
    root, told = built
    assert told.count(TOLD) == 1
    assert told.count("is not the theme's") == 1
    checked = run(root, "check", "--as-of", "2024-09-01").stderr
    assert checked.count(TOLD) == 1
    assert checked.count("is not the theme's") == 1


def test_a_font_may_lie_in_a_folder_of_fonts_and_is_looked_at_again(tmp_path: Path) -> None:
    root = harbour(tmp_path)
    for folder in ("templates", "fonts"):
        (root / folder).mkdir()
    (root / "templates/own.css").write_text(CSS.replace("own.ttf", "../fonts/own.ttf"), "utf-8")
    (root / "fonts/own.ttf").write_bytes(font())
    printed = run(root, "build", "--as-of", "2024-09-01").stderr
    assert TOLD.replace("templates/own.ttf", "fonts/own.ttf") in printed
    (root / "fonts/own.ttf").write_bytes(font(lambda made: made["head"].__setattr__("flags", 0)))
    again = run(root, "build", "--as-of", "2024-09-01", "--explain").stderr
    assert "build/2024-09-01/note.en.pdf: resource fonts/own.ttf\n" in again


def test_a_font_that_stands_in_the_page_is_told_as_such() -> None:
    place = Location("templates/own.css", 1)
    assert str(OwnFont(file="", name="", content=b"", place=place).told) == (
        "templates/own.css:1: note: a font within the page is not the theme's: "
        "words are set in 'no name'"
    )


def test_a_font_and_its_digest_are_on_record_and_explained(built: tuple[Path, str]) -> None:
    root, _ = built
    digest = sha256((root / "templates/own.ttf").read_bytes()).hexdigest()
    told = run(root, "explain", "build/2024-09-01/note.en.pdf").stdout
    assert told.endswith(
        "\nfonts that are not the theme's\n      templates/own.ttf: Source Serif Pro\n"
        f"      sha256 {digest}\n"
    )
    assert f'"digest": "{digest}"' in (root / "build/2024-09-01/note.en.json").read_text("utf-8")
