"""Imposition: sheets that read in order once they are printed on both sides, folded and nested."""

from __future__ import annotations

import hashlib
import io
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Matrix, Name, Pdf

from asof.cli import main
from asof.cli.impose import PAPERS as OFFERED
from asof.form import Rect
from asof.impose.draw import impose
from asof.impose.plan import (
    GAP,
    MM,
    PAPERS,
    TURNS,
    Plan,
    Scheme,
    SchemeKind,
    Side,
    SourcePage,
    folded,
    matrix,
    plan_sheets,
    two_up,
)
from asof.pdf import enclosed
from processes import Run, measured
from strangers import HOSTILE, MEBI

ROOT = Path(__file__).parents[1]
ASOF = [sys.executable, "-m", "asof.cli"]
LETTER, A4 = (612, 792), (595.275591, 841.889764)
BOOKLET, TWO_UP = Scheme(SchemeKind.BOOKLET), Scheme(SchemeKind.TWO_UP)
COUNTS = range(1, 25)


def asof(*words: str | Path, **variables: str) -> Result:
    """A command in this process, with nothing of the machine's own settings."""
    clean: dict[str, str | None] = {n: None for n in os.environ if n.startswith("ASOF_")}
    return CliRunner().invoke(main, [str(w) for w in words], env=clean | variables)


def signature(size: int, **more: Any) -> Scheme:
    return Scheme(SchemeKind.SIGNATURE, size, **more)


# ---- PDFs to impose


def source(pages: int, size: tuple[float, float] = LETTER) -> Pdf:
    """A PDF whose pages say their numbers, at the lower left."""
    pdf = Pdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=size)
        page.Resources = Dictionary(Font=Dictionary(F=font))
        words = f"BT /F 40 Tf 60 80 Td (page {number}) Tj ET 60 130 90 30 re f"
        page.Contents = pdf.make_stream(words.encode())
    return pdf


def saved(pdf: Pdf, folder: Path, **settings: Any) -> Path:
    path = folder / "paper.en.pdf"
    pdf.save(path, static_id=True, **settings)
    return path


def numbered(folder: Path, pages: int, size: tuple[float, float] = LETTER) -> Path:
    return saved(source(pages, size), folder)


# ---- what lies on a sheet, read from its page objects


@dataclass(frozen=True)
class Seen:
    """A page found on a sheet: which one, how it is moved there, where its trim comes to lie."""

    number: int
    matrix: Matrix
    trim: Rect
    clip: Rect


def moved(box: Any, by: Matrix) -> Rect:
    """Where a box comes to lie."""
    left, bottom, right, top = (float(v) for v in box)
    corners = [by.transform(point) for point in ((left, bottom), (right, top))]
    (x, to_x), (y, to_y) = (sorted(values) for values in zip(*corners, strict=True))
    return Rect(x, y, to_x, to_y)


def operations(page: pikepdf.Page) -> Iterator[tuple[str, Sequence[Any]]]:
    """The operators that draw a page, each with its operands."""
    for each in pikepdf.parse_content_stream(page):
        yield str(each.operator), list(each.operands)


def shown(page: pikepdf.Page, known: Sequence[bytes]) -> Iterator[Seen]:
    """The pages that a sheet draws, told by their content."""
    stack: list[tuple[Matrix, Rect]] = []
    now, clip = Matrix(), Rect(*(float(v) for v in page.mediabox))
    box = Rect(0, 0, 0, 0)
    for operator, operands in operations(page):
        match operator:
            case "q":
                stack.append((now, clip))
            case "Q":
                now, clip = stack.pop()
            case "cm":
                now = Matrix(*(float(v) for v in operands)) @ now
            case "re":
                x, y, width, height = (float(v) for v in operands)
                box = moved((x, y, x + width, y + height), now)
            case "W":
                clip = box
            case "Do":
                form = page.Resources.XObject[str(operands[0])]
                number = known.index(form.read_bytes()) + 1
                yield Seen(number, now, moved(form.BBox, now), clip)


def contents(path: Path) -> list[bytes]:
    """What each page of a PDF draws; all differ."""
    with Pdf.open(path) as pdf:
        found = [page.as_form_xobject(False).read_bytes() for page in pdf.pages]
    assert len(set(found)) == len(found)
    return found


@dataclass(frozen=True)
class Printed:
    """A side of a printed sheet: how wide it is, and what is on it."""

    width: float
    pages: tuple[Seen, ...]

    def at(self, x: float) -> int | None:
        """The page whose middle is within a point of an upright line, if there is one."""
        found = [each for each in self.pages if abs(each.trim.centre[0] - x) < 1]
        assert len(found) < 2
        return found[0].number if found else None


def sides(path: Path, scheme: Scheme) -> list[Printed]:
    """The sides of the sheets that are made of a PDF."""
    known = contents(path)
    with Pdf.open(io.BytesIO(impose(path, scheme).pdf)) as pdf:
        return [Printed(float(p.mediabox[2]), tuple(shown(p, known))) for p in pdf.pages]


def leafed(printed: Sequence[Printed], size: int) -> list[int | None]:
    """The pages that a reader meets who prints the sides on both sides of sheets, and folds them.

    A sheet is flipped on an upright edge, so behind a place x of its front lies W − x of its back.
    Folded with its front outside, its right half is one leaf and its left half the other; the
    sheets of a signature lie in one another, and signatures behind one another.
    """
    sheets = list(zip(printed[::2], printed[1::2], strict=True))
    read: list[int | None] = []
    for start in range(0, len(sheets), size // 4):
        signature = sheets[start : start + size // 4]
        for front, back in signature:
            x = front.width * 3 / 4
            read += [front.at(x), back.at(back.width - x)]
        for front, back in reversed(signature):
            x = front.width / 4
            read += [back.at(back.width - x), front.at(x)]
    return read


def in_order(pages: int) -> list[int | None]:
    """Pages in order, then as many blanks as fill the last sheet."""
    return [*range(1, pages + 1), *[None] * (-pages % 4)]


@pytest.mark.parametrize("pages", COUNTS)
def test_a_booklet_printed_on_both_sides_and_folded_reads_in_order(
    tmp_path: Path, pages: int
) -> None:
    printed = sides(numbered(tmp_path, pages), BOOKLET)
    assert leafed(printed, 2 * len(printed)) == in_order(pages)
    assert len(printed) == 2 * -(-pages // 4)


@pytest.mark.parametrize("size", [4, 8, 12, 16])
@pytest.mark.parametrize("pages", COUNTS)
def test_signatures_behind_one_another_read_in_order(tmp_path: Path, pages: int, size: int) -> None:
    printed = sides(numbered(tmp_path, pages), signature(size))
    assert leafed(printed, size) == in_order(pages)


@pytest.mark.parametrize("pages", COUNTS)
def test_2up_reads_from_left_to_right(tmp_path: Path, pages: int) -> None:
    printed = sides(numbered(tmp_path, pages), TWO_UP)
    read = [side.at(side.width * x) for side in printed for x in (1 / 4, 3 / 4)]
    assert read == [*range(1, pages + 1), *[None] * (pages % 2)]


def test_every_page_is_upright_on_both_sides(tmp_path: Path) -> None:
    for side in sides(numbered(tmp_path, 12), BOOKLET):
        for page in side.pages:
            assert page.matrix.shorthand[:4] == (1, 0, 0, 1)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile of Operation IMPACT, printed; nobody changes it."""
    out = tmp_path_factory.mktemp("profile")
    done = asof("--workspace", ROOT, "build", "profile", "--lang", "en", "--out", out)
    assert done.exit_code == 0, done.stderr
    (found,) = out.rglob("profile.en.pdf")
    return found


@pytest.mark.parametrize("paper", [None, "letter"])
def test_the_profile_folds_into_a_booklet(profile: Path, paper: str | None) -> None:
    pages = len(contents(profile))
    assert pages > 4
    printed = sides(profile, Scheme(SchemeKind.BOOKLET, paper=paper))
    assert leafed(printed, 2 * len(printed)) == in_order(pages)
    assert leafed(sides(profile, signature(4)), 4) == in_order(pages)


def test_the_words_of_the_profile_lie_in_the_halves_of_their_pages(profile: Path) -> None:
    with pypdfium2.PdfDocument(profile) as pdf:
        told = [page.get_textpage().get_text_bounded() for page in pdf]
    with pypdfium2.PdfDocument(impose(profile, BOOKLET).pdf) as pdf:
        for page, side in zip(pdf, folded(len(told), len(told) + 3), strict=True):
            text, (width, height) = page.get_textpage(), page.get_size()
            halves = [(side.left, 0, width / 2), (side.right, width / 2, width)]
            for number, left, right in halves:
                words = text.get_text_bounded(left, 0, right, height)
                assert words.split() == (told[number - 1].split() if number else [])


# ---- the plan


def test_the_sides_of_a_booklet_in_the_order_of_printing() -> None:
    assert folded(8, 8) == (Side(8, 1), Side(2, 7), Side(6, 3, 1), Side(4, 5, 1))
    assert folded(1, 1) == (Side(None, 1), Side(None, None))
    assert folded(6, 6) == (Side(None, 1), Side(2, None), Side(6, 3, 1), Side(4, 5, 1))


def test_the_last_signature_is_as_short_as_can_be() -> None:
    assert folded(10, 8)[4:] == (Side(None, 9), Side(10, None))
    assert folded(13, 8)[4:] == (Side(None, 9), Side(10, None), Side(None, 11, 1), Side(12, 13, 1))


def test_2up_leaves_the_last_half_blank() -> None:
    assert two_up(3) == (Side(1, 2), Side(3, None))


@given(st.integers(1, 400), st.integers(1, 30).map(lambda n: 4 * n))
def test_every_page_is_on_one_side_and_no_paper_is_wasted(pages: int, size: int) -> None:
    printed = folded(pages, size)
    numbers = [n for side in printed for n in (side.left, side.right)]
    assert sorted(n for n in numbers if n) == list(range(1, pages + 1))
    assert len(printed) % 2 == 0
    assert numbers.count(None) == -pages % 4


@given(st.integers(1, 400), st.integers(1, 30).map(lambda n: 4 * n))
def test_the_two_pages_of_a_side_are_as_far_from_the_ends_of_their_signature(
    pages: int, size: int
) -> None:
    for side in folded(pages, size):
        if side.left and side.right:
            first = (min(side.left, side.right) - 1) // size * size
            last = min(first + size, pages + -pages % 4)
            assert side.left + side.right == first + last + 1


@given(st.integers(1, 400), st.integers(1, 30).map(lambda n: 4 * n))
def test_the_front_and_the_back_of_a_sheet_lie_equally_deep(pages: int, size: int) -> None:
    printed = folded(pages, size)
    depths = [side.depth for side in printed]
    assert depths[::2] == depths[1::2]
    assert all(b in (a + 1, 0) for a, b in pairwise(depths[::2]))
    assert max(depths) == -(-min(size, pages) // 4) - 1


# ---- sizes and places


def trims(planned: Plan) -> list[Rect]:
    """Where the pages lie, side after side."""
    return [p.trim for side in planned.sides for p in planned.placed(side) if p.page]


def near(rect: Rect, *wanted: float) -> bool:
    values = (rect.left, rect.bottom, rect.right, rect.top)
    return values == pytest.approx(wanted, abs=0.01)


def test_without_a_paper_the_sheet_is_twice_the_page_and_nothing_is_scaled(tmp_path: Path) -> None:
    first, *_ = sides(numbered(tmp_path, 4), BOOKLET)
    assert first.width == 1224
    four, one = first.pages
    assert near(four.trim, 0, 0, 612, 792)
    assert near(one.trim, 612, 0, 1224, 792)
    with Pdf.open(io.BytesIO(impose(numbered(tmp_path, 4, A4), BOOKLET).pdf)) as pdf:
        sheet = [float(v) for v in pdf.pages[0].mediabox]
    assert sheet == pytest.approx([0, 0, 420 * MM, 297 * MM], abs=0.001)


def test_two_letter_pages_go_on_a_letter_sheet_at_64_percent(tmp_path: Path) -> None:
    first, *_ = sides(numbered(tmp_path, 4), Scheme(SchemeKind.BOOKLET, paper="letter"))
    assert first.width == 792
    scale = 5.5 / 8.5
    head = (612 - 792 * scale) / 2
    assert [p.matrix.shorthand[0] for p in first.pages] == pytest.approx([scale] * 2, abs=1e-5)
    assert near(first.pages[0].trim, 0, head, 396, 612 - head)
    assert near(first.pages[1].trim, 396, head, 792, 612 - head)


@pytest.mark.parametrize(
    ("paper", "size", "scale"),
    [
        ("tabloid", LETTER, 1),
        ("a3", A4, 1),
        ("a4", A4, 210 / 297),
        ("legal", LETTER, 8.5 / 11),
        ("letter", A4, 5.5 * 25.4 / 210),
        ("a3", (420, 595), 1),  # pages never grow
        ("a5", (842, 595), 105 / (842 / MM)),
    ],
)
def test_pages_shrink_to_the_paper_and_never_grow(
    tmp_path: Path, paper: str, size: tuple[float, float], scale: float
) -> None:
    first, *_ = sides(numbered(tmp_path, 2, size), Scheme(SchemeKind.TWO_UP, paper=paper))
    assert first.width == pytest.approx(PAPERS[paper][1] * MM, abs=0.001)
    assert [p.matrix.shorthand[0] for p in first.pages] == pytest.approx([scale] * 2, abs=1e-5)


def test_the_command_offers_every_paper() -> None:
    assert tuple(PAPERS) == OFFERED


LENGTHS = st.floats(20, 3000)
LEAVES = st.lists(
    st.builds(
        lambda x, y, width, height, turn, unit: SourcePage(
            Rect(x, y, x + width, y + height), turn, unit
        ),
        st.floats(-500, 500),
        st.floats(-500, 500),
        LENGTHS,
        LENGTHS,
        st.sampled_from(sorted(TURNS)),
        st.sampled_from([1.0, 2.0]),
    ),
    min_size=1,
    max_size=9,
)
WAYS = st.sampled_from([(SchemeKind.BOOKLET, 0), (SchemeKind.TWO_UP, 0), (SchemeKind.SIGNATURE, 4)])
SHEETS = st.sampled_from([None, *PAPERS])


@given(LEAVES, WAYS, SHEETS)
def test_every_page_lies_whole_in_the_middle_of_its_half(
    leaves: list[SourcePage], way: tuple[SchemeKind, int], paper: str | None
) -> None:
    planned = plan_sheets(leaves, Scheme(*way, paper=paper))
    sheet = planned.sheet
    for side in planned.sides:
        for placed in planned.placed(side):
            half = sheet.half(placed.half)
            assert placed.trim.centre == pytest.approx(half.centre)
            assert placed.trim.width <= half.width + 1e-6
            assert placed.trim.height <= half.height + 1e-6


@given(LEAVES, WAYS, SHEETS)
def test_one_scale_is_for_all_and_no_smaller_than_it_must_be(
    leaves: list[SourcePage], way: tuple[SchemeKind, int], paper: str | None
) -> None:
    planned = plan_sheets(leaves, Scheme(*way, paper=paper))
    sheet, found = planned.sheet, trims(planned)
    assert sheet.scale <= 1
    largest = max(max(t.width / (sheet.width / 2), t.height / sheet.height) for t in found)
    assert largest == pytest.approx(1) or (sheet.scale == 1 and largest < 1)
    areas = sorted(t.width * t.height for t in found)
    assert areas == pytest.approx(sorted(e.width * e.height * sheet.scale**2 for e in leaves))


@given(LEAVES, SHEETS)
def test_a_page_is_turned_moved_and_scaled_onto_its_trim(
    leaves: list[SourcePage], paper: str | None
) -> None:
    planned = plan_sheets(leaves, Scheme(SchemeKind.TWO_UP, paper=paper))
    for leaf, trim in zip(leaves, trims(planned), strict=True):
        by, box = Matrix(*matrix(leaf, trim)), leaf.trim
        found = moved((box.left, box.bottom, box.right, box.top), by)
        assert near(found, trim.left, trim.bottom, trim.right, trim.top)
        head = {0: (0, 1), 90: (-1, 0), 180: (0, -1), 270: (1, 0)}[leaf.turn]
        foot = by.transform((0, 0))
        up = [a - b for a, b in zip(by.transform(head), foot, strict=True)]
        assert up == pytest.approx([0, planned.sheet.scale * leaf.unit])


def test_a_leaflet_twice_as_high_as_wide_is_flipped_on_the_long_edge(tmp_path: Path) -> None:
    slim, wide = numbered(tmp_path, 4, (280, 595)), Scheme(SchemeKind.BOOKLET, paper="a4")
    assert (impose(slim, BOOKLET).edge, impose(slim, wide).edge) == ("long", "short")
    assert impose(numbered(tmp_path, 4), BOOKLET).edge == "short"


# ---- pages of any make, compared as pictures


def picture(pdf: Path | bytes, page: int) -> Any:
    """A page at one pixel a point."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].render().to_pil().convert("L")


def halves(sheet: Any) -> list[Any]:
    width, height = sheet.size
    return [sheet.crop((x, 0, x + width // 2, height)) for x in (0, width // 2)]


def same(one: Any, other: Any) -> bool:
    return bool(one.size == other.size and one.tobytes() == other.tobytes())


BOXES = {
    "turned by 90": {"Rotate": 90},
    "turned by 180": {"Rotate": 180},
    "turned by 270": {"Rotate": 270},
    "turned back by 90": {"Rotate": -90},
    "turned askew, which no viewer does": {"Rotate": 45},
    "cropped": {"CropBox": [40, 60, 400, 500]},
    "cropped and turned": {"CropBox": [40, 60, 400, 500], "Rotate": 90},
    "cropped past the medium": {"CropBox": [-100, 60, 400, 900]},
    "with corners in another order": {"CropBox": [400, 500, 40, 60]},
    "not at the origin": {"MediaBox": [30, 50, 630, 850]},
    "below the origin": {"MediaBox": [-100, -200, 500, 600], "Rotate": 270},
    "with a useless crop": {"CropBox": [10, 10]},
}


@pytest.mark.parametrize("boxes", BOXES.values(), ids=BOXES.keys())
def test_a_page_looks_on_the_sheet_as_it_does_alone(tmp_path: Path, boxes: dict[str, Any]) -> None:
    pdf = source(4)
    for page in pdf.pages:
        for name, value in boxes.items():
            page.obj[f"/{name}"] = Array(value) if isinstance(value, list) else value
    path = saved(pdf, tmp_path)
    imposed = impose(path, BOOKLET).pdf
    outside, inside = halves(picture(imposed, 0)), halves(picture(imposed, 1))
    for number, half in enumerate((outside[1], inside[0], inside[1], outside[0])):
        alone = picture(path, number)
        assert alone.getextrema()[0] < 128
        assert same(half, alone)


def test_pages_of_several_sizes_lie_in_the_middle_at_one_scale(tmp_path: Path) -> None:
    pdf = source(2, (400, 600))
    pdf.pages[1].obj["/Rotate"] = 90
    path = saved(pdf, tmp_path)
    left, right = halves(picture(impose(path, TWO_UP).pdf, 0))
    assert left.size == right.size == (600, 600)
    assert same(left.crop((100, 0, 500, 600)), picture(path, 0))
    assert same(right.crop((0, 100, 600, 500)), picture(path, 1))


@pytest.mark.parametrize(("pages", "lying"), [(4, {2}), (4, {3}), (8, {2, 3, 4}), (4, set())])
def test_a_page_that_lies_among_upright_ones_is_turned_in_a_booklet_its_head_to_the_left(
    tmp_path: Path, pages: int, lying: set[int]
) -> None:
    pdf = source(pages, (400, 600))
    for number in lying:
        pdf.pages[number - 1].mediabox = Array([0, 0, 600, 400])
    imposed = list(sides(saved(pdf, tmp_path), BOOKLET))
    assert {side.width for side in imposed} == {800}
    turns = [p.matrix.shorthand[:4] for side in imposed for p in side.pages]
    assert turns.count((0, 1, -1, 0)) == len(lying)
    assert turns.count((1, 0, 0, 1)) == pages - len(lying)


def test_pages_that_all_lie_stay_as_they_are(tmp_path: Path) -> None:
    first, *_ = sides(numbered(tmp_path, 4, (600, 400)), BOOKLET)
    assert first.width == 1200


def test_the_trim_is_what_shows_of_a_page_with_bleed(tmp_path: Path) -> None:
    pdf = source(2)
    for page in pdf.pages:
        page.trimbox = Array([50, 70, 450, 670])
    first, *_ = sides(saved(pdf, tmp_path), TWO_UP)
    assert first.width == 800
    assert near(first.pages[0].trim, 0, 0, 400, 600)


def test_a_crop_that_leaves_nothing_counts_for_nothing(tmp_path: Path) -> None:
    pdf = source(2)
    for page in pdf.pages:
        page.cropbox = Array([9000, 9000, 9100, 9100])
    first, *_ = sides(saved(pdf, tmp_path), TWO_UP)
    assert near(first.pages[0].trim, 0, 0, 612, 792)


def test_the_unit_of_a_page_counts(tmp_path: Path) -> None:
    pdf = source(2)
    pdf.pages[0].obj["/UserUnit"] = 2
    first, *_ = sides(saved(pdf, tmp_path), TWO_UP)
    assert first.width == 4 * 612
    assert [p.matrix.shorthand[0] for p in first.pages] == [2, 1]


@pytest.mark.parametrize("unit", [0, -1, Name.Big])
def test_a_unit_that_is_none_counts_for_nothing(tmp_path: Path, unit: Any) -> None:
    pdf = source(2)
    pdf.pages[0].obj["/UserUnit"] = unit
    first, *_ = sides(saved(pdf, tmp_path), TWO_UP)
    assert first.width == 2 * 612


def test_inherited_boxes_and_turns_count(tmp_path: Path) -> None:
    pdf = source(2)
    for page in pdf.pages:
        del page.obj["/MediaBox"]
    pdf.Root.Pages.MediaBox, pdf.Root.Pages.Rotate = Array([0, 0, 400, 600]), 90
    first, *_ = sides(saved(pdf, tmp_path), TWO_UP)
    assert first.width == 1200
    assert near(first.pages[1].trim, 600, 0, 1200, 400)


def test_what_is_filled_into_fields_is_printed_and_what_is_hidden_is_not(tmp_path: Path) -> None:
    pdf = source(2)
    black = pdf.make_stream(b"0 g 0 0 50 50 re f", Subtype=Name.Form, BBox=Array([0, 0, 50, 50]))
    for x, flags in ((300, 4), (400, 2)):  # printed, hidden
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Stamp,
            Rect=Array([x, 300, x + 50, 350]),
            F=flags,
            AP=Dictionary(N=black),
        )
        pdf.pages[0].Annots = [*pdf.pages[0].get("/Annots", []), pdf.make_indirect(note)]
    left, _ = halves(picture(impose(saved(pdf, tmp_path), TWO_UP).pdf, 0))
    assert left.getpixel((325, 792 - 325)) == 0
    assert left.getpixel((425, 792 - 325)) == 255


def test_a_hidden_layer_stays_hidden(tmp_path: Path) -> None:
    pdf = source(2)
    layers = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in ("On", "Off")]
    shown_, hidden = layers
    order = Dictionary(OFF=Array([hidden]), ON=Array([shown_]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array(layers), D=order)
    page = pdf.pages[0]
    page.Resources.Properties = Dictionary(On=shown_, Off=hidden)
    page.Contents = pdf.make_stream(
        b"/OC /On BDC 100 100 50 50 re f EMC /OC /Off BDC 300 100 50 50 re f EMC"
    )
    left, _ = halves(picture(impose(saved(pdf, tmp_path), TWO_UP).pdf, 0))
    assert left.getpixel((125, 792 - 125)) == 0
    assert left.getpixel((325, 792 - 125)) == 255


def test_a_page_without_content_is_a_page(tmp_path: Path) -> None:
    pdf = source(4)
    del pdf.pages[1].obj["/Contents"]
    imposed = impose(saved(pdf, tmp_path), BOOKLET)
    left, right = halves(picture(imposed.pdf, 1))
    assert (left.getextrema(), right.getextrema()) == ((255, 255), (0, 255))
    assert imposed.findings == ()


# ---- creep


def test_creep_shifts_pages_to_the_spine_sheet_by_sheet(tmp_path: Path) -> None:
    path = numbered(tmp_path, 12)
    still, crept = sides(path, BOOKLET), sides(path, Scheme(SchemeKind.BOOKLET, creep=3))
    for number, (before, after) in enumerate(zip(still, crept, strict=True)):
        shift = (0, 1.5, 3)[number // 2] * MM
        for was, now, way in zip(before.pages, after.pages, (1, -1), strict=True):
            assert now.trim.left - was.trim.left == pytest.approx(way * shift, abs=1e-4)
            assert now.trim.bottom == was.trim.bottom


def test_a_page_that_creeps_does_not_cross_the_spine(tmp_path: Path) -> None:
    *_, inner = sides(numbered(tmp_path, 8), Scheme(SchemeKind.BOOKLET, creep=3))
    left, right = inner.pages
    assert left.trim.right > inner.width / 2 > right.trim.left
    assert near(left.clip, 0, 0, 612, 792)
    assert near(right.clip, 612, 0, 1224, 792)


def test_a_shorter_signature_creeps_as_the_whole_ones_do_sheet_by_sheet(tmp_path: Path) -> None:
    path = numbered(tmp_path, 20)
    printed = sides(path, signature(12, creep=3))
    shifts = [side.pages[0].trim.left / MM for side in printed[::2]]
    assert shifts == pytest.approx([0, 1.5, 3, 0, 1.5], abs=1e-4)


def test_one_sheet_does_not_creep(tmp_path: Path) -> None:
    path = numbered(tmp_path, 4)
    assert sides(path, Scheme(SchemeKind.BOOKLET, creep=3)) == sides(path, BOOKLET)
    assert sides(path, signature(4, creep=3)) == sides(path, signature(4))


# ---- marks


@dataclass(frozen=True)
class Stroke:
    """A line found on a sheet."""

    start: tuple[float, float]
    end: tuple[float, float]
    width: float
    dashed: bool


def strokes(path: Path, scheme: Scheme) -> list[list[Stroke]]:
    """The lines drawn on each side, all of them black."""
    with Pdf.open(io.BytesIO(impose(path, scheme).pdf)) as pdf:
        return [list(_strokes(page)) for page in pdf.pages]


def _strokes(page: pikepdf.Page) -> Iterator[Stroke]:
    """The lines of a page, by the last operands of each operator since the state was saved."""
    state: dict[str, list[float]] = {}
    for name, operands in operations(page):
        state = {} if name == "q" else state
        state[name] = [float(v) for v in operands if not isinstance(v, (Array, Name))]
        if name == "l":
            assert state["G"] == [0]
            (x, y), (to_x, to_y) = state["m"], state["l"]
            yield Stroke((x, y), (to_x, to_y), state["w"][0], "d" in state)
    assert ("l" in state) == ("S" in state)


def marked(kind: SchemeKind, paper: str | None = "a3", **more: Any) -> Scheme:
    return Scheme(kind, paper=paper, marks=True, **more)


def test_a_booklet_to_be_cut_stands_at_the_spine_with_marks_at_its_outer_corners(
    tmp_path: Path,
) -> None:
    path, scheme = numbered(tmp_path, 4, (400, 600)), marked(SchemeKind.BOOKLET)
    first, *_ = sides(path, scheme)
    middle, foot = 210 * MM, (297 * MM - 600) / 2
    assert near(first.pages[0].trim, middle - 400, foot, middle, foot + 600)
    assert near(first.pages[1].trim, middle, foot, middle + 400, foot + 600)
    front, back = strokes(path, scheme)
    assert front == back
    assert {s.width for s in front} == {0.25}
    cuts = {(*s.start, *s.end) for s in front if not s.dashed}
    folds = {(*s.start, *s.end) for s in front if s.dashed}
    near_, far = 2 * MM, 7 * MM
    wanted = set()
    for x, out in ((middle - 400, -1), (middle + 400, 1)):
        for y, away in ((foot, -1), (foot + 600, 1)):
            wanted |= {(x, y + away * near_, x, y + away * far)}
            wanted |= {(x + out * near_, y, x + out * far, y)}
    assert sorted(cuts) == [pytest.approx(each, abs=1e-4) for each in sorted(wanted)]
    assert sorted(folds) == [
        pytest.approx((middle, foot - near_, middle, foot - far), abs=1e-4),
        pytest.approx((middle, foot + 600 + near_, middle, foot + 600 + far), abs=1e-4),
    ]


def test_pages_side_by_side_are_cut_at_all_corners_and_not_folded(tmp_path: Path) -> None:
    (found,) = strokes(numbered(tmp_path, 2, (400, 500)), marked(SchemeKind.TWO_UP))
    assert len(found) == 16
    assert not any(s.dashed for s in found)


def test_a_blank_is_cut_as_the_page_beside_it(tmp_path: Path) -> None:
    scheme = marked(SchemeKind.BOOKLET)
    with_blank = strokes(numbered(tmp_path, 3, (400, 600)), scheme)
    assert with_blank == strokes(numbered(tmp_path, 4, (400, 600)), scheme)


def test_marks_creep_with_their_page(tmp_path: Path) -> None:
    path = numbered(tmp_path, 8, (400, 600))
    outer, _, inner, _ = strokes(path, marked(SchemeKind.BOOKLET, creep=4))
    assert min(s.start[0] for s in inner) - min(s.start[0] for s in outer) == pytest.approx(4 * MM)
    assert max(s.start[0] for s in outer) - max(s.start[0] for s in inner) == pytest.approx(4 * MM)


@pytest.mark.parametrize("paper", [None, "tabloid"])
def test_where_pages_fill_the_sheet_only_the_fold_is_marked_within_it(
    tmp_path: Path, paper: str | None
) -> None:
    path, scheme = numbered(tmp_path, 4), marked(SchemeKind.BOOKLET, paper)
    for found in strokes(path, scheme):
        places = [(*s.start, *s.end) for s in found]
        depth = round(8 * MM, 6)
        assert places == [(612, depth, 612, 0), (612, 792 - depth, 612, 792)]
        assert all(s.dashed for s in found)


def test_where_only_the_head_has_room_the_fold_is_marked_there(tmp_path: Path) -> None:
    (front, _) = strokes(numbered(tmp_path, 4), marked(SchemeKind.BOOKLET, "letter"))
    head = (612 - 792 * 5.5 / 8.5) / 2
    assert [s.start[0] for s in front] == [396, 396]
    assert [s.start[1] for s in front] == pytest.approx([head - 2 * MM, 612 - head + 2 * MM])
    assert all(s.dashed for s in front)


def crosses(line: tuple[float, ...], rect: Rect) -> bool:
    """Whether an upright or level line touches a rectangle grown by less than the gap."""
    x, y, to_x, to_y = line
    (x, to_x), (y, to_y) = sorted((x, to_x)), sorted((y, to_y))
    grown = GAP - 0.01
    return (
        x < rect.right + grown
        and to_x > rect.left - grown
        and y < rect.top + grown
        and to_y > rect.bottom - grown
    )


@given(LEAVES, WAYS, SHEETS, st.floats(0, 10))
def test_no_cut_mark_touches_a_page_or_leaves_the_sheet(
    leaves: list[SourcePage], way: tuple[SchemeKind, int], paper: str | None, creep: float
) -> None:
    creep = creep if way[0] is not SchemeKind.TWO_UP else 0
    planned = plan_sheets(leaves, Scheme(*way, paper, creep, marks=True))
    sheet = planned.sheet
    for side in planned.sides:
        trims_ = [p.trim for p in planned.placed(side)]
        for line in planned.marks(side).cuts:
            assert not any(crosses(line, trim) for trim in trims_)
            assert all(0 <= x <= sheet.width for x in line[::2])
            assert all(0 <= y <= sheet.height for y in line[1::2])


def test_without_marks_nothing_but_pages_is_drawn(tmp_path: Path) -> None:
    assert strokes(numbered(tmp_path, 4), BOOKLET) == [[], []]


# ---- what comes out


def test_sheets_claim_nothing_and_carry_nothing_along(profile: Path) -> None:
    made = impose(profile, BOOKLET).pdf
    with Pdf.open(profile) as before, Pdf.open(io.BytesIO(made)) as after:
        assert {"/StructTreeRoot", "/Metadata", "/Outlines"} <= set(before.Root.keys())
        assert set(after.Root.keys()) == {"/Type", "/Pages", "/ViewerPreferences"}
        assert set(after.docinfo.keys()) == {"/Title"}
        assert all("/Annots" not in page for page in after.pages)
        types = {str(o.get("/Type")) for o in after.objects if isinstance(o, Dictionary)}
        assert not types & {"/StructElem", "/Annot", "/Filespec", "/Outlines"}
    assert enclosed(profile.read_bytes())
    assert not enclosed(made)
    assert b"pdfaid" not in made
    assert b"pdfuaid" not in made


def fonts(pdf: Pdf) -> int:
    return sum(isinstance(o, Dictionary) and o.get("/Type") == Name.Font for o in pdf.objects)


def test_what_pages_share_stays_shared(profile: Path) -> None:
    made = impose(profile, BOOKLET).pdf
    with Pdf.open(profile) as before, Pdf.open(io.BytesIO(made)) as after:
        assert fonts(after) == fonts(before)
    assert len(made) < profile.stat().st_size


def test_the_title_says_what_it_is(tmp_path: Path) -> None:
    pdf = source(2)
    pdf.docinfo["/Title"] = "Été"
    path = saved(pdf, tmp_path)
    for scheme, title in {BOOKLET: "Été – booklet", signature(8): "Été – signature-8"}.items():
        with Pdf.open(io.BytesIO(impose(path, scheme).pdf)) as after:
            assert after.docinfo["/Title"] == title


def test_the_printer_is_told_to_keep_the_size_and_how_to_flip(tmp_path: Path) -> None:
    settings = []
    for size, scheme in ((LETTER, BOOKLET), ((280, 595), BOOKLET), (LETTER, TWO_UP)):
        with Pdf.open(io.BytesIO(impose(numbered(tmp_path, 2, size), scheme).pdf)) as pdf:
            told = pdf.Root.ViewerPreferences
            assert told.PrintScaling == Name("/None")
            settings.append(str(told.get("/Duplex")))
    assert settings == ["/DuplexFlipShortEdge", "/DuplexFlipLongEdge", "None"]


def test_the_same_pages_make_the_same_bytes_in_any_process(profile: Path, tmp_path: Path) -> None:
    words = ["--signature", "8", "--creep", "1.5", "--marks", "--paper", "tabloid"]
    for seed in ("1", "2"):
        command = [*ASOF, "impose", str(profile), *words, "--out", str(tmp_path / seed)]
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, check=True)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


# ---- the command


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["--booklet"], "paper.en.booklet.pdf"),
        (["--2up"], "paper.en.2up.pdf"),
        (["--signature", "8"], "paper.en.signature-8.pdf"),
    ],
)
def test_the_sheets_are_written_beside_the_reading_copy_which_stays(
    tmp_path: Path, words: list[str], name: str
) -> None:
    path = numbered(tmp_path, 6)
    before = hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns
    done = asof("impose", path, *words)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([name, "paper.en.pdf"])


def test_a_name_without_an_ending_keeps_its_dots(tmp_path: Path) -> None:
    path = numbered(tmp_path, 2).rename(tmp_path / "paper.v2")
    assert asof("impose", path, "--2up").exit_code == 0
    assert (tmp_path / "paper.v2.2up.pdf").is_file()


def test_out_names_the_file_and_every_flag_does_what_the_scheme_says(tmp_path: Path) -> None:
    path, out = numbered(tmp_path, 9), tmp_path / "made" / "x.pdf"
    words = ["--signature", "8", "--creep", "1", "--marks", "--paper", "a3"]
    assert asof("impose", path, *words, "--out", out).exit_code == 0
    scheme = Scheme(SchemeKind.SIGNATURE, 8, "a3", 1.0, marks=True)
    assert out.read_bytes() == impose(path, scheme).pdf


def test_variables_stand_for_flags_and_those_of_build_do_not(tmp_path: Path) -> None:
    path = numbered(tmp_path, 4)
    done = asof("impose", path, ASOF_2UP="1", ASOF_PAPER="a4", ASOF_OUT=str(tmp_path))
    assert done.exit_code == 0
    assert (tmp_path / "paper.en.2up.pdf").read_bytes() == impose(path, TWO_UP).pdf
    own = {"ASOF_IMPOSE_PAPER": "letter", "ASOF_IMPOSE_OUT": str(tmp_path / "own.pdf")}
    assert asof("impose", path, ASOF_BOOKLET="1", **own).exit_code == 0
    scheme = Scheme(SchemeKind.BOOKLET, paper="letter")
    assert (tmp_path / "own.pdf").read_bytes() == impose(path, scheme).pdf


USAGE = {
    "no way": ([], "say how, and one way only: --booklet, --2up or --signature N"),
    "two ways": (
        ["--booklet", "--2up"],
        "say how, and one way only: --booklet, --2up or --signature N",
    ),
    "an odd signature": (["--signature", "6"], "6 is no multiple of 4: write 4 or 8"),
    "no signature": (["--signature", "0"], "0 is no multiple of 4: write 4 or 8"),
    "half a signature": (["--signature", "-3"], "-3 is no multiple of 4: write 4 or 8"),
    "creep without a fold": (
        ["--2up", "--creep", "1"],
        "--creep is for sheets that are folded: --booklet or --signature N",
    ),
    "creep outward": (
        ["--booklet", "--creep", "-1"],
        "-1 is not between 0 and 25 millimetres",
    ),
    "creep off the page": (
        ["--booklet", "--creep", "26"],
        "26 is not between 0 and 25 millimetres",
    ),
    "creep that is no number": (
        ["--booklet", "--creep", "nan"],
        "nan is not between 0 and 25 millimetres",
    ),
    "a paper unknown": (["--booklet", "--paper", "b4"], "'b4' is not one of"),
}


@pytest.mark.parametrize(("words", "told"), USAGE.values(), ids=USAGE.keys())
def test_what_cannot_be_meant_is_refused(tmp_path: Path, words: list[str], told: str) -> None:
    done = asof("impose", numbered(tmp_path, 4), *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr
    assert len(list(tmp_path.iterdir())) == 1


def refused(path: Path, *words: str | Path) -> str:
    """What is said of a file that cannot be used; nothing is written."""
    there = sorted(path.parent.iterdir())
    done = asof("impose", path, *(words or ("--booklet",)))
    assert (done.exit_code, done.stdout) == (2, "")
    assert sorted(path.parent.iterdir()) == there
    return done.stderr.replace(f"{path.parent}/", "")


SAVE_ANEW = "  hint: save it anew: open it in a viewer and print it into a new PDF\n"
UNLOCK = "  hint: save a copy without a password or restrictions first\n"


@pytest.mark.parametrize(
    "cut",
    [b"", b"hello", b"%PDF-1.7\n", "half", "tail"],
    ids=["empty", "text", "head", "half", "-"],
)
def test_a_broken_file_is_refused(tmp_path: Path, cut: bytes | str) -> None:
    path = numbered(tmp_path, 4)
    whole = path.read_bytes()
    ends = {"half": len(whole) // 2, "tail": -40}
    path.write_bytes(cut if isinstance(cut, bytes) else whole[: ends[cut]])
    assert refused(path) == f"paper.en.pdf: error: damaged, or not a PDF\n{SAVE_ANEW}"


def mended(path: Path) -> list[Printed]:
    """The sheets of a file of which is told that it is damaged in places."""
    done = asof("impose", path, "--2up")
    told = "paper.en.pdf: warning: damaged in places, and mended as far as could be\n"
    hint = "  hint: compare the sheets with it\n"
    assert (done.exit_code, done.stderr.replace(f"{path.parent}/", "")) == (0, told + hint)
    return sides(path, TWO_UP)


def test_a_content_of_another_length_is_mended_and_told(tmp_path: Path) -> None:
    path = saved(source(4), tmp_path, compress_streams=False)
    before = sides(path, TWO_UP)
    whole = path.read_bytes()
    path.write_bytes(re.sub(rb"/Length \d\d", b"/Length 11", whole, count=1))
    assert path.read_bytes() != whole
    assert mended(path) == before


@pytest.mark.parametrize("box", [None, [0, 0, 100]])
def test_a_page_that_does_not_tell_its_size_is_mended_and_told(
    tmp_path: Path, box: list[int] | None
) -> None:
    pdf = source(4, (200, 300))
    del pdf.pages[1].obj["/MediaBox"]
    if box:
        pdf.pages[1].obj["/MediaBox"] = Array(box)
    first, *_ = mended(saved(pdf, tmp_path))
    assert near(first.pages[1].trim, 612, 0, 1224, 792)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits what a process takes")
@pytest.mark.parametrize("name", ["many objects", "one page often", "many signatures"])
def test_a_stranger_s_file_takes_no_more_than_a_publication(tmp_path: Path, name: str) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(HOSTILE[name]())
    taken = measured(
        Run(
            words=("impose", str(path), "--2up"),
            folder=tmp_path,
            environment=dict(os.environ),
            says=tmp_path / "says",
            answers=tmp_path / "answers",
        )
    )
    assert (tmp_path / "says").read_text("utf-8") == (
        f"{path}: error: takes more memory or time than any publication\n"
        "  hint: impose fewer of its pages: save them as a PDF of their own\n"
    )
    assert taken.status == 2
    assert taken.memory < 300 * MEBI
    assert not (tmp_path / "paper.2up.pdf").exists()


@pytest.mark.parametrize("user", ["", "secret"], ids=["restricted", "locked"])
def test_an_encrypted_file_is_refused(tmp_path: Path, user: str) -> None:
    path = saved_encrypted(tmp_path, user)
    assert refused(path) == f"paper.en.pdf: error: encrypted\n{UNLOCK}"


def saved_encrypted(folder: Path, user: str) -> Path:
    path = folder / "paper.en.pdf"
    source(4).save(path, encryption=pikepdf.Encryption(owner="owner", user=user))
    return path


def test_a_file_without_pages_is_refused(tmp_path: Path) -> None:
    told = "paper.en.pdf: error: no pages\n  hint: choose another file\n"
    assert refused(saved(Pdf.new(), tmp_path)) == told


def test_a_page_without_a_size_is_refused(tmp_path: Path) -> None:
    pdf = source(3)
    pdf.pages[1].mediabox = Array([0, 0, 0, 0])
    told = f"paper.en.pdf: error: page 2 has no size\n{SAVE_ANEW}"
    assert refused(saved(pdf, tmp_path)) == told


def test_the_reading_copy_is_never_overwritten(tmp_path: Path) -> None:
    path = numbered(tmp_path, 4)
    before = path.read_bytes()
    (tmp_path / "link.pdf").symlink_to(path)
    for out in (path, tmp_path / "." / path.name, tmp_path / "link.pdf"):
        told = "paper.en.pdf: error: the sheets would overwrite it\n  hint: choose another --out\n"
        assert refused(path, "--booklet", "--out", out) == told
        assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = numbered(tmp_path, 4)
    (tmp_path / "file").write_text("in the way")
    told = "file: error: cannot be written: not a directory\n  hint: choose another --out\n"
    assert refused(path, "--booklet", "--out", tmp_path / "file" / "x.pdf") == told


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = asof("impose", tmp_path / "none.pdf", "--booklet")
    assert done.exit_code == 2
    assert "none.pdf' does not exist" in done.stderr


def test_marks_without_room_are_told(tmp_path: Path) -> None:
    path = numbered(tmp_path, 4)
    done = asof("impose", path, "--booklet", "--marks")
    told = "paper.en.pdf: warning: no cut marks: the pages leave them no room\n"
    assert done.stderr.replace(f"{tmp_path}/", "") == f"{told}  hint: choose a larger --paper\n"
    assert done.exit_code == 0
    assert asof("impose", path, "--booklet", "--marks", "--paper", "a3").stderr != ""
    small = numbered(tmp_path, 4, (400, 600))
    assert asof("impose", small, "--booklet", "--marks", "--paper", "a3").stderr == ""


@pytest.mark.parametrize(
    ("pages", "words", "told"),
    [
        (
            9,
            ["--booklet"],
            "paper.en.booklet.pdf  3 sheets, to print on both sides, flipped on the short edge\n",
        ),
        (
            4,
            ["--booklet"],
            "paper.en.booklet.pdf  1 sheet, to print on both sides, flipped on the short edge\n",
        ),
        (9, ["--2up"], "paper.en.2up.pdf  3 sheets\n"),
    ],
)
def test_a_terminal_is_told_how_to_print(
    tmp_path: Path, pages: int, words: list[str], told: str
) -> None:
    numbered(tmp_path, pages)
    ours, theirs = pty.openpty()
    command = [*ASOF, "impose", "paper.en.pdf", *words]
    subprocess.run(command, cwd=tmp_path, stderr=theirs, stdout=subprocess.PIPE, check=True)
    assert os.read(ours, 4096).decode().replace("\r\n", "\n") == told
    os.close(theirs)
    os.close(ours)


def test_only_imposing_costs_the_library(tmp_path: Path) -> None:
    path = numbered(tmp_path, 4)
    code = (
        "import sys; from asof.cli import main\n"
        "for words in (['--help'], ['impose', '--help'], ['impose', sys.argv[1], '--booklet']):\n"
        "    main(words, standalone_mode=False)\n"
        "    print(*('pikepdf' in sys.modules, 'weasyprint' in sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines() == ["False False", "False False", "True False"]


def test_without_the_library_the_line_to_type_is_told(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['pikepdf'] = None; from asof.cli import main\n"
        "main(['impose', sys.argv[1], '--booklet'])"
    )
    command = [sys.executable, "-c", code, str(numbered(tmp_path, 4))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "error: sheets need 'pikepdf'\n  hint: pip install 'asof[impose]'\n"
