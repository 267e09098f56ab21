"""Tests for photographs as they print: upright, in sRGB, no larger than can be seen, alone."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms, ImageSequence

import icc_profiles
from asof.batch import build
from asof.diagnostics import WordError
from asof.jobs import Request
from asof.page.photographs import check_photograph, is_plain, print_copy
from asof.workspace import find_workspace
from engines import beyond_the_oldest
from makers import png_chunk
from test_fit import DAY, folder, note, told

DOTS = 50_000_000
THRESHOLD = 128
BLUE, YELLOW = (0, 151, 218), (247, 223, 0)  # of cyan and of yellow ink
RUST = (200, 80, 60)
SRGB_PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def saved(picture: Image.Image, sort: str, **how: Any) -> bytes:
    """A picture as a file."""
    file = BytesIO()
    picture.save(file, sort, **how)
    return file.getvalue()


def plain(mode: str, colour: Any, size: tuple[int, int] = (16, 16)) -> Image.Image:
    """A picture of one colour."""
    return Image.new(mode, size, colour)


def noise(size: tuple[int, int] = (64, 48)) -> Image.Image:
    """A picture of many colours."""
    return Image.effect_noise(size, 60).convert("RGB")


def printed(content: bytes, width: float = 842.0) -> Image.Image:
    """The copy of a photograph that prints."""
    check_photograph(content, DOTS)
    copy = Image.open(BytesIO(print_copy(content, width)))
    notes = copy.info.keys() & {"icc_profile", "exif", "comment", "xmp"}
    assert copy.format != "JPEG" or not notes  # of others the dots alone go into a PDF
    return copy


def near(found: Any, colour: tuple[int, ...]) -> bool:
    """Whether a colour is what it should be, but for rounding."""
    return all(abs(one - other) <= 4 for one, other in zip(found, colour, strict=True))


# ---- colours

INKS = {
    "cyan": ((255, 0, 0, 0), BLUE),
    "magenta": ((0, 255, 0, 0), (216, 10, 121)),
    "yellow": ((0, 0, 255, 0), YELLOW),
    "black": ((0, 0, 0, 255), (33, 33, 33)),
    "no ink": ((0, 0, 0, 0), (255, 255, 255)),
}


@pytest.mark.parametrize(("inks", "colour"), INKS.values(), ids=INKS.keys())
def test_inks_print_in_the_colours_that_their_profile_says(inks: Any, colour: Any) -> None:
    """Adobe's programs store them upside down, as Pillow does."""
    content = saved(plain("CMYK", inks), "JPEG", icc_profile=icc_profiles.four_inks())
    assert near(printed(content).getpixel((1, 1)), colour)


@pytest.mark.parametrize(
    ("sort", "mode"),
    [("JPEG", "RGB"), ("PNG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGB"), ("WEBP", "RGBA")],
)
def test_a_wide_gamut_is_brought_into_srgb(sort: str, mode: str) -> None:
    colour = (*RUST, 70)[: len(mode)]
    profile = icc_profiles.wide_gamut()
    how = {"lossless": True} if sort == "WEBP" else {}
    content = saved(plain(mode, colour), sort, icc_profile=profile, **how)
    assert not is_plain(content)
    assert near(printed(content).getpixel((1, 1)), (218, 67, 47, 70)[: len(mode)])


def test_a_palette_has_a_profile_too() -> None:
    content = saved(plain("RGB", RUST).quantize(4), "PNG", icc_profile=icc_profiles.wide_gamut())
    assert near(printed(content).getpixel((1, 1)), (218, 67, 47))


@pytest.mark.parametrize(
    ("profile", "level"),
    [(icc_profiles.grey(1.0), 152), (icc_profiles.wide_gamut(1.0), 152), (SRGB_PROFILE, 80)],
    ids=["grey", "of colours", "sRGB"],
)
def test_a_grey_photograph_is_as_dark_as_its_profile_says(profile: bytes, level: int) -> None:
    copy = printed(saved(plain("L", 80), "JPEG", icc_profile=profile))
    assert copy.mode == "L"
    assert near([copy.getpixel((1, 1))], (level,))


def test_sixteen_bits_are_shown_by_their_upper_eight() -> None:
    deep = Image.linear_gradient("L").convert("I").point(lambda level: level * 257)
    copy = printed(saved(deep.convert("I;16"), "PNG"))
    assert [copy.getpixel((0, row)) for row in (0, 1, 100, 255)] == [0, 1, 100, 255]


def test_what_a_palette_or_one_colour_leaves_clear_stays_clear() -> None:
    palette = plain("RGB", RUST).quantize(4)
    for picture, clear in (
        (palette, palette.getpixel((0, 0))),
        (plain("RGB", RUST), RUST),
        (plain("L", 9), 9),
    ):
        copy = printed(saved(picture, "PNG", transparency=clear))
        assert copy.getchannel("A").getextrema() == (0, 0)


def test_a_jpeg_in_srgb_keeps_every_dot() -> None:
    for mode, profile in (("RGB", None), ("RGB", SRGB_PROFILE), ("L", None)):
        content = saved(noise().convert(mode), "JPEG", icc_profile=profile, progressive=True)
        assert is_plain(content)
        assert printed(content).tobytes() == Image.open(BytesIO(content)).tobytes()


REFUSED = {
    "no profile": (
        saved(plain("CMYK", 0), "JPEG"),
        "is in CMYK without a profile: its colours are not known",
    ),
    "a profile that is none": (
        saved(plain("RGB", 0), "JPEG", icc_profile=b"no profile" * 20),
        "has a profile of colours that cannot be used",
    ),
    "the profile of other colours": (
        saved(plain("RGB", 0), "JPEG", icc_profile=icc_profiles.four_inks()),
        "has a profile of colours that cannot be used",
    ),
    "grey without colours": (
        saved(plain("RGB", 0), "JPEG", icc_profile=icc_profiles.grey(2.2)),
        "has a profile of colours that cannot be used",
    ),
}


@pytest.mark.parametrize(("content", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_a_photograph_whose_colours_are_not_known_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(WordError) as problem:
        check_photograph(content, DOTS)
    assert (problem.value.message, problem.value.hint) == (message, "save it in sRGB")


def test_inks_that_may_be_upside_down_are_refused() -> None:
    content = saved(plain("CMYK", 0), "JPEG", icc_profile=icc_profiles.four_inks())
    start = content.index(b"\xff\xee")
    without = content[:start] + content[start + 16 :]
    with pytest.raises(WordError) as problem:
        check_photograph(without, DOTS)
    assert problem.value.message == "is in CMYK and does not say whether no ink is 0 or 255"


@pytest.mark.parametrize(("gamma", "refused"), [(45455, False), (45000, False), (100_000, True)])
def test_a_gamma_other_than_that_of_srgb_is_refused(gamma: int, refused: bool) -> None:
    content = saved(plain("RGB", RUST), "PNG")
    at = content.index(b"IDAT") - 4
    content = content[:at] + png_chunk(b"gAMA", gamma.to_bytes(4)) + content[at:]
    with expecting("has a gamma of 1, not that of sRGB" if refused else ""):
        check_photograph(content, DOTS)


@contextmanager
def expecting(message: str) -> Iterator[None]:
    """A refusal in some words; none where there are no words."""
    if not message:
        yield
        return
    with pytest.raises(WordError) as problem:
        yield
    assert problem.value.message == message


# ---- which way up, and how large


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("sort", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_stands_as_its_camera_was_held(sort: str, orientation: int) -> None:
    upright = plain("RGB", "blue", (32, 16))
    upright.paste("red", (0, 0, 16, 8))
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)
    taken = upright.transpose(back) if back is not None else upright
    noted = Image.Exif()
    noted[0x0112] = orientation
    copy = printed(
        saved(
            taken,
            sort,
            exif=noted.tobytes(),
            **({"quality": 95} if sort == "JPEG" else {"lossless": True}),
        )
    )
    assert copy.size == (32, 16)
    reds = [copy.getchannel("R").crop((x, 3, x + 1, 4)).tobytes()[0] for x in (4, 28)]
    assert reds[0] > THRESHOLD > reds[1]


def test_a_photograph_has_three_hundred_dots_an_inch_where_it_prints() -> None:
    content = saved(noise((1500, 900)), "JPEG", quality=95)
    assert printed(content, 144).size == (600, 360)
    assert printed(content, 360).size == (1500, 900)
    assert printed(content, 361).tobytes() == Image.open(BytesIO(content)).tobytes()
    assert printed(saved(plain("L", 3, (40, 9000)), "PNG"), 144).size == (16, 3508)
    assert printed(saved(plain("1", 1, (4000, 1)), "PNG"), 144).size == (600, 1)


def test_what_a_camera_noted_is_not_published() -> None:
    noted = Image.Exif()
    noted[0x010F] = "Secret maker"
    content = saved(noise(), "JPEG", exif=noted.tobytes(), comment=b"Secret remark", xmp=b"Secret")
    film = content + b"Secret film"
    assert printed(film).tobytes() == Image.open(BytesIO(content)).tobytes()
    assert film.count(b"Secret") == 4
    assert b"Secret" not in print_copy(film)


# ---- films


@pytest.mark.parametrize("sort", ["GIF", "PNG", "WEBP"])
def test_what_moves_is_refused(sort: str) -> None:
    content = saved(noise(), sort, save_all=True, append_images=[noise().rotate(9)])
    with pytest.raises(WordError) as problem:
        check_photograph(content, DOTS)
    assert problem.value.message == "moves: it has 2 pictures, of which paper shows one"
    assert problem.value.hint == "save the one that is to be printed as PNG"


def test_a_jpeg_with_a_second_picture_behind_it_prints_the_first() -> None:
    two = saved(noise(), "MPO", save_all=True, append_images=[noise().rotate(90, expand=True)])
    assert sum(1 for _ in ImageSequence.Iterator(Image.open(BytesIO(two)))) == 2
    assert printed(two).size == (64, 48)
    assert len(print_copy(two)) < len(two) * 0.6


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "L"])
def test_tiff_is_refused_however_many_pages_it_has(mode: str) -> None:
    page = noise().convert(mode)
    for pages in ([], [page]):
        with pytest.raises(WordError) as problem:
            check_photograph(saved(page, "TIFF", save_all=True, append_images=pages), DOTS)
        assert problem.value.message == "is no picture that can be printed"
        assert problem.value.hint == "save it as SVG, PNG, JPEG, GIF or WebP"


# ---- on a page


def test_on_paper_a_photograph_is_upright_and_in_its_colours(tmp_path: Path) -> None:
    noted = Image.Exif()
    noted[0x0112] = 6
    taken = plain("CMYK", (255, 0, 0, 0), (900, 600))
    taken.paste((0, 0, 255, 0), (0, 0, 450, 600))  # the left of what is taken is the top
    photograph = saved(taken, "JPEG", exif=noted.tobytes(), icc_profile=icc_profiles.four_inks())
    block = {"image": {"file": "a.jpg", "alt": "Two fields", "width": "half"}}
    root = folder(tmp_path, note(block), {"a.jpg": photograph})
    (built,) = build(find_workspace(root), Request(DAY))
    assert built.failure is None
    rows = {colour: rows_of(colour, built.job.path) for colour in (BLUE, YELLOW)}
    assert min(map(len, rows.values())) > 100
    assert max(rows[YELLOW]) <= min(rows[BLUE])


def rows_of(colour: tuple[int, ...], pdf: Path) -> list[int]:
    """The rows of a page, in points from its top, that show a colour."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=1).to_pil().convert("RGB")
    across = [[page.getpixel((x, y)) for x in range(page.width)] for y in range(page.height)]
    return [y for y, shown in enumerate(across) if any(near(each, colour) for each in shown)]


def test_a_photograph_of_forty_megapixels_makes_no_large_pdf(tmp_path: Path) -> None:
    small = Image.effect_noise((365, 274), 90).convert("RGB")
    photograph = saved(small.resize((7300, 5480)), "JPEG", quality=95)
    block = {"image": {"file": "a.jpg", "alt": "Noise", "width": "half"}}
    root = folder(
        tmp_path, note(block, {"image": {"file": "a.jpg", "alt": "Noise"}}), {"a.jpg": photograph}
    )
    (built,) = build(find_workspace(root), Request(DAY))
    assert built.failure is None
    with pikepdf.open(built.job.path) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        (picture,) = [each for each in streams if each.get("/Subtype") == "/Image"]
        assert int(picture.Width) == 1535  # 130 mm with 300 dots an inch
    assert built.job.path.stat().st_size < 2_000_000


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60">'
    '<image href="{}" width="90" height="60"/></svg>'
)
FRAMED = note({"image": {"file": "a.svg", "alt": "A field", "width": "half"}})


def inked() -> bytes:
    """A photograph in the colours of a press."""
    field = plain("CMYK", (255, 0, 0, 0), (900, 600))
    return saved(field, "JPEG", icc_profile=icc_profiles.four_inks())


@beyond_the_oldest("it finds no file beside a drawing")
def test_a_photograph_beside_a_drawing_is_converted(tmp_path: Path) -> None:
    root = folder(tmp_path, FRAMED, {"a.jpg": inked(), "a.svg": DRAWING.format("a.jpg")})
    (built,) = build(find_workspace(root), Request(DAY))
    assert built.failure is None
    assert rows_of(BLUE, built.job.path)


def test_a_photograph_within_a_drawing_is_refused(tmp_path: Path) -> None:
    within = DRAWING.format(f"data:image/jpeg;base64,{b64encode(inked()).decode()}")
    (finding,) = told(tmp_path, FRAMED, {"a.svg": within})
    assert finding == (
        "a.svg:1: error: a picture within the page is not in sRGB with 8 bits a colour\n"
        "  hint: save it so, or beside the page as a file of the workspace"
    )
