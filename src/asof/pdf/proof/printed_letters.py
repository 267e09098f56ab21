"""The letters of a printed page: where each stands, and what ink a reader sees of it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from asof.page.contrast import contrast_ratio, luminance
from asof.page.photographs import difference
from asof.pdf.proof.text_check import letters

if TYPE_CHECKING:
    import pypdfium2

Box = tuple[float, float, float, float]  # in points, from the bottom left: left, bottom, right, top

SCALE = 3.0  # dots a point: the stem of a letter of 6 points has more than one


@dataclass(frozen=True)
class Letter:
    """A letter or a digit of a page: its number among the characters, and what paints it."""

    text: pypdfium2.PdfTextPage
    index: int
    painter: Any

    @cached_property
    def box(self) -> Box:
        """The box around its ink."""
        left, bottom, right, top = self.text.get_charbox(self.index)
        return left, bottom, right, top

    @cached_property
    def size(self) -> float:
        """Its size in points, whatever turns it and makes it larger."""
        import pypdfium2.raw as pdfium

        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.text, self.index, ctypes.byref(matrix))
        times = sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
        return float(pdfium.FPDFText_GetFontSize(self.text, self.index) * times)

    @property
    def light(self) -> float:
        """How light what it is filled with is, from 0 to 1."""
        import pypdfium2.raw as pdfium

        parts = [ctypes.c_uint() for _ in range(4)]
        pdfium.FPDFPageObj_GetFillColor(self.painter, *map(ctypes.byref, parts))
        return luminance(part.value for part in parts[:3])


class PrintedLetters:
    """The letters of a page in the order in which they are painted, which pdfium does not keep."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        import pypdfium2.raw as pdfium

        self.text = page.get_textpage()
        painted: dict[int, list[tuple[str, int, Any]]] = {}
        for index in range(self.text.count_chars()):
            if found := _letters(pdfium.FPDFText_GetUnicode(self.text, index)):
                painter = pdfium.FPDFText_GetTextObject(self.text, index)
                among = painted.setdefault(_address(painter), [])
                among += [(letter, index, painter) for letter in found]
        order = (painted.get(_address(painter), ()) for painter in _painters(page))
        self.found = [each for among in order for each in among]
        self.row = "".join(letter for letter, _, _ in self.found)

    def between(self, start: int, end: int) -> tuple[Letter, ...]:
        """The letters of a part of their row."""
        return tuple(Letter(self.text, index, by) for _, index, by in self.found[start:end])


@cache
def _letters(code: int) -> str:
    return letters(chr(code))


def _painters(page: pypdfium2.PdfPage) -> Iterator[Any]:
    """The objects that paint text on a page, those within forms included."""
    import pypdfium2.raw as pdfium

    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _texts_of(pdfium.FPDFPage_GetObject(page, index))


def _texts_of(thing: Any) -> Iterator[Any]:
    import pypdfium2.raw as pdfium

    sort = pdfium.FPDFPageObj_GetType(thing)
    if sort == pdfium.FPDF_PAGEOBJ_TEXT:
        yield thing
    elif sort == pdfium.FPDF_PAGEOBJ_FORM:
        for index in range(pdfium.FPDFFormObj_CountObjects(thing)):
            yield from _texts_of(pdfium.FPDFFormObj_GetObject(thing, index))


def _address(thing: Any) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


# ---- what is seen


@dataclass(frozen=True, slots=True)
class Ink:
    """What a letter adds to its page at most, of 255, and how light it and its ground are.

    One that adds nothing is covered, or cut off, or has the colour of what is behind it.
    """

    added: int
    light: float
    ground: float

    @property
    def contrast(self) -> float:
        """Its contrast to what is behind it, from 1 to 21: WCAG 2.2, the contrast ratio."""
        return contrast_ratio(self.light, self.ground)


class PaintedTwice:
    """A part of a page, painted with some letters and then without: so it is from then on."""

    def __init__(self, page: pypdfium2.PdfPage, among: Sequence[Letter]) -> None:
        self.edges = page.get_bbox()
        on_page = [letter.box for letter in among if overlap(letter.box, self.edges)]
        self.cut = _cut(on_page, self.edges)
        self.whole = page.render(scale=SCALE, crop=self.cut).to_pil()
        _hide(among)
        self.bare = page.render(scale=SCALE, crop=self.cut).to_pil()
        self.width, self.height = self.whole.size
        pictures = (difference(self.whole, self.bare), self.bare)
        self.added, self.ground = (picture.convert("L").tobytes() for picture in pictures)

    def ink(self, letter: Letter) -> Ink:
        """The ink of a letter, where it is most, before the usual of what is behind it.

        One off the page adds nothing, black on white.
        """
        left, top, right, bottom = self._dots(letter.box)
        rows = [slice(y * self.width + left, y * self.width + right) for y in range(top, bottom)]
        added, ground = (
            b"".join(map(each.__getitem__, rows)) for each in (self.added, self.ground)
        )
        if not added:
            return Ink(0, 0.0, 1.0)

        def light(picture: Any, dot: int) -> float:
            down, across = divmod(dot, right - left)
            return luminance(picture.getpixel((left + across, top + down)))

        most = max(added)
        usual = light(self.bare, ground.index(sorted(ground)[len(ground) // 2]))
        return Ink(most, light(self.whole, added.index(most)) if most else letter.light, usual)

    def _dots(self, box: Box) -> tuple[int, int, int, int]:
        """Where a box is in the pictures, in dots from the top left; all of it within them."""
        across, down = (ceil(self.cut[side] * SCALE) for side in (0, 3))
        left, right = ((x - self.edges[0]) * SCALE - across for x in (box[0], box[2]))
        top, bottom = ((self.edges[3] - y) * SCALE - down for y in (box[3], box[1]))
        return (
            min(max(int(left), 0), self.width),
            min(max(int(top), 0), self.height),
            min(max(ceil(right), 0), self.width),
            min(max(ceil(bottom), 0), self.height),
        )


def _hide(among: Sequence[Letter]) -> None:
    import pypdfium2.raw as pdfium

    for painter in {_address(letter.painter): letter.painter for letter in among}.values():
        pdfium.FPDFTextObj_SetTextRenderMode(painter, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def _cut(boxes: Sequence[Box], edges: Box) -> Box:
    """What of a page lies outside the frame around some boxes; nothing where there are none."""
    if not boxes:
        return 0, 0, 0, 0
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    sides = (min(lefts) - edges[0], min(bottoms) - edges[1], edges[2] - max(rights))
    left, bottom, right, top = (max(0.0, each - 1) for each in (*sides, edges[3] - max(tops)))
    return left, bottom, right, top


def overlap(one: Box, other: Box, by: float = 0.0) -> bool:
    """Whether two boxes share room, in both directions more than some points."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    along = min(one[3], other[3]) - max(one[1], other[1])
    return min(across, along) > by
