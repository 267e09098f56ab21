"""Tests for pictures and fonts: set whole, or refused before a page is set."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from asof.batch import build
from asof.diagnostics import Collector, Location, WordError
from asof.jobs import Request
from asof.page.drawings import drawing_faults
from asof.page.font_files import check_font
from asof.page.photographs import check_photograph
from asof.page.tree import parse_drawing
from asof.templates import font_sheet
from asof.templates.resources import Gathered
from asof.workspace import find_workspace
from test_fit import DAY, folder, note

DOTS = 1_000_000
ELEMENTS = 1000


def photograph(sort: str, size: tuple[int, int] = (64, 48)) -> bytes:
    """A picture of stripes, so that its rows cannot be told in a few bytes."""
    picture = Image.effect_noise(size, 60).convert("RGB")
    file = BytesIO()
    picture.save(file, sort)
    return file.getvalue()


SORTS = ("PNG", "JPEG", "GIF", "WEBP")
PHOTOGRAPHS = {sort: photograph(sort) for sort in SORTS}


# ---- photographs


@pytest.mark.parametrize("sort", SORTS)
def test_a_whole_photograph_may_be_set(sort: str) -> None:
    check_photograph(PHOTOGRAPHS[sort], DOTS)


@given(st.sampled_from(SORTS), st.floats(0, 0.97))
def test_a_photograph_that_ends_too_early_is_refused(sort: str, part: float) -> None:
    whole = PHOTOGRAPHS[sort]
    with pytest.raises(WordError):
        check_photograph(whole[: int(len(whole) * part)], DOTS)


def test_the_engine_s_leniency_does_not_reach_this_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(WordError):
        check_photograph(PHOTOGRAPHS["PNG"][:-500], DOTS)
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_photograph_that_was_cut_and_filled_up_is_refused() -> None:
    whole = PHOTOGRAPHS["JPEG"]
    with pytest.raises(WordError) as problem:
        check_photograph(whole[: len(whole) // 2] + bytes(5000), DOTS)
    assert problem.value.message == "is damaged: it ends too early"
    assert problem.value.hint == "export it anew from the program that made it"


def test_a_photograph_with_other_bytes_in_it_is_refused() -> None:
    whole = bytearray(PHOTOGRAPHS["PNG"])
    whole[len(whole) // 2] ^= 0xFF
    with pytest.raises(WordError, match="is damaged: it cannot be read to its end"):
        check_photograph(bytes(whole), DOTS)


def test_the_dots_of_a_photograph_are_counted_before_it_is_decoded() -> None:
    file = BytesIO()
    Image.new("1", (30_000, 30_000)).save(file, "PNG")
    assert len(file.getvalue()) < 200_000
    with pytest.raises(WordError, match="has more than 50,000,000 dots") as problem:
        check_photograph(file.getvalue(), 50_000_000)
    assert "limits in asof.yaml" in problem.value.hint


@pytest.mark.parametrize("sort", ["BMP", "TIFF", "PPM", "EPS", "ICO"])
def test_other_sorts_of_pictures_are_not_opened(sort: str) -> None:
    with pytest.raises(WordError, match="is no picture that can be printed"):
        check_photograph(photograph(sort), DOTS)


# ---- drawings

BODY = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)
SIZED = 'viewBox="0 0 9 9"'


def told(body: str, size: str = SIZED) -> list[str]:
    """What is wrong in a drawing."""
    drawing = parse_drawing(BODY.format(size, body).encode())
    assert drawing is not None
    return [fault.message for fault in drawing_faults(drawing, ELEMENTS)]


@pytest.mark.parametrize(
    "body",
    [
        '<rect id="a" width="1e3" height="10%"/><use href="#a"/><use xlink:href="#a" x="3"/>',
        '<g id="pin"><text>Nan Infanta</text></g><use href="#pin"/><use href="#pin"/>',
        '<linearGradient id="nan"/><path fill="url(#nan)" d="M1,2L3-4e0.5.5z"/>',
        '<g inkscape="1e99" class="inf" style="fill: url(#b)"/><clipPath id="b"/>',
    ],
)
def test_a_drawing_of_the_usual_sort_may_be_set(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<rect width="nan" height="1"/>', "'nan' in width is no number that can be drawn"),
        ('<rect width="1" height="-inf"/>', "'inf' in height is no number that can be drawn"),
        ('<path d="M0 0L1e999 3"/>', "'1e999' in d is no number that can be drawn"),
        ('<g transform="scale(NaN)"/>', "'NaN' in transform is no number that can be drawn"),
        ('<g style="stroke-width: 1e400"/>', "'1e400' in style is no number that can be drawn"),
        ('<circle r="99999999"/>', "'99999999' in r is no number that can be drawn"),
        ('<use href="#b"/>', "nothing in the drawing has the id 'b'"),
        ('<rect fill="url(#paint)"/>', "nothing in the drawing has the id 'paint'"),
        ("<g style=\"mask: url('#m')\"/>", "nothing in the drawing has the id 'm'"),
        ('<g id="a"><use href="#a"/></g>', "'a' is drawn with itself in it"),
        (
            '<pattern id="p"><g fill="url(#q)"/></pattern><mask id="q"><g fill="url(#p)"/></mask>',
            "'p' is drawn with itself in it",
        ),
        (
            "<foreignObject><p>Closed</p></foreignObject>",
            "the words of a <foreignObject> are not printed",
        ),
        ("<g>" * 101 + "</g>" * 101, "more than 100 elements stand inside each other"),
    ],
)
def test_what_would_be_set_otherwise_than_it_says_is_refused(body: str, message: str) -> None:
    assert told(body) == [message]


def test_what_a_drawing_repeats_is_counted_before_it_is_drawn() -> None:
    ten = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 40))
    assert told(f'<rect id="a0"/>{ten}<use href="#a39"/>') == [
        "<use> repeats more than 1,000 elements"
    ]


def test_a_drawing_of_no_size_is_refused() -> None:
    assert told("", "width='3'") == ["the drawing has neither a viewBox nor a width and a height"]
    assert told("", "width='3' height='4'") == []


# ---- fonts

FONT = next(path for path in font_sheet().values()).read_bytes()


def test_a_whole_font_may_be_used() -> None:
    check_font(FONT)


@pytest.mark.parametrize("part", [0, 0.001, 0.2, 0.5, 0.9, 0.99])
def test_a_font_that_ends_too_early_is_refused(part: float) -> None:
    with pytest.raises(WordError):
        check_font(FONT[: int(len(FONT) * part)])


def test_a_font_without_a_table_that_pages_need_is_refused() -> None:
    from fontTools.ttLib import TTFont

    font, file = TTFont(BytesIO(FONT)), BytesIO()
    del font["cmap"]
    font.save(file)
    with pytest.raises(WordError) as problem:
        check_font(file.getvalue())
    assert problem.value.message == "is no whole font: it has no 'cmap'"
    assert problem.value.hint == "copy it anew"


# ---- where they are asked for


def test_what_is_wrong_is_told_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "asof.yaml").write_text("title: T\nlanguages: [en]\ntimezone: UTC\n")
    (tmp_path / "a.svg").write_text(BODY.format(SIZED, '\n<rect width="nan"/>'))
    (tmp_path / "c.svg").write_text(BODY.format(SIZED, "\n<g></svg>"))
    (tmp_path / "b.png").write_bytes(PHOTOGRAPHS["PNG"][:400])
    (tmp_path / "own.ttf").write_bytes(FONT[:4000])
    workspace = find_workspace(tmp_path)
    gathered = Gathered(workspace, lambda *_: None, collect := Collector())
    place = Location("n.yaml", 3, 5)
    for name in (
        "a.svg",
        "c.svg",
        "b.png",
        "own.ttf",
        "data:image/png;base64,iVBORw0K",
        "data:font/ttf,no",
    ):
        collect.attempt(gathered.add, name, "", lambda _: place)
    assert [str(each).partition("\n")[0] for each in collect.findings] == [
        "a.svg:2: error: 'nan' in width is no number that can be drawn",
        "c.svg:2:6: error: the drawing cannot be read: mismatched tag",
        "n.yaml:3:5: error: the picture 'b.png' is damaged: it cannot be read to its end",
        "n.yaml:3:5: error: the font 'own.ttf' is no font that can be read to its end",
        "n.yaml:3:5: error: a picture within the page is no picture that can be printed",
        "n.yaml:3:5: error: a font within the page is no font that can be read to its end",
    ]


def test_a_photograph_may_have_a_film_behind_it() -> None:
    whole = PHOTOGRAPHS["JPEG"]
    check_photograph(whole + b"ftyp" + bytes(9000), DOTS)
    before_its_end = whole.rindex(b"\xff\xd9")
    with pytest.raises(WordError):
        check_photograph(whole[:before_its_end] + bytes(9000), DOTS)


# ---- in a PDF

KINDS_OF_PICTURE = {
    "rgb.jpg": ("RGB", "JPEG", {}),
    "grey.jpg": ("L", "JPEG", {}),
    "progressive.jpg": ("RGB", "JPEG", {"progressive": True}),
    "palette.png": ("P", "PNG", {}),
    "alpha.png": ("RGBA", "PNG", {}),
    "grey-alpha.png": ("LA", "PNG", {}),
    "deep.png": ("I;16", "PNG", {}),
    "still.gif": ("P", "GIF", {}),
    "web.webp": ("RGB", "WEBP", {}),
}


def test_no_photograph_of_any_kind_is_smoothed_in_a_pdf(tmp_path: Path) -> None:
    body = [{"image": {"file": name, "alt": f"Noise, {name}"}} for name in KINDS_OF_PICTURE]
    root = folder(tmp_path, note(*body))
    for name, (mode, sort, how) in KINDS_OF_PICTURE.items():
        noise = Image.effect_noise((64, 48), 60)
        picture = noise.convert("I") if mode == "I;16" else noise
        picture.convert(mode).save(root / name, sort, **how)
    (built,) = build(find_workspace(root), Request(DAY))
    assert built.failure is None
    with pikepdf.open(built.job.path) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        pictures = [each for each in streams if each.get("/Subtype") == "/Image"]
        assert len(pictures) >= len(KINDS_OF_PICTURE)
        assert {bool(each.Interpolate) for each in pictures} == {False}
