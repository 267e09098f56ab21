"""Whether the words of drawings can be read on the page: inside, in contrast, large, apart.

The engine says nothing of what it draws, and cuts no drawing at its edge. So the letters are sought
in the PDF, and their part of the page is painted with them and without: what differs is seen.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING, TypeVar

from asof.diagnostics import Finding, Location, Severity
from asof.engine.drawn_order import painted
from asof.engine.laid_page import POINT, LaidLeaf, LaidPage
from asof.pdf.proof.expected_text import DrawnText, texts_in_picture
from asof.pdf.proof.overflow import ROOM, shortened
from asof.pdf.proof.printed_letters import (
    Box,
    Ink,
    Letter,
    PaintedTwice,
    PrintedLetters,
    overlap,
)
from asof.pdf.proof.text_check import letters

if TYPE_CHECKING:
    import pypdfium2

    from asof.page.document import Document
    from asof.pdf.proof.source_map import Origins

SLACK = 1.0  # points: so far a round letter may reach over the edge
INKED = 3  # of 255: less than this is no ink
FAINT, WEAK = 3.0, 4.5  # contrast that large type needs at least, and small type: WCAG 2.2, 1.4.3
TINY, SMALL = 5.0, 6.0  # points: what nobody can read on paper, and nobody should have to
SHARED = 0.2  # of the size of type: so far letters may reach into each other, as in "To"
MOST = 8  # texts of one drawing that are told of one thing

INSIDE = "move it inside, shorten it, or make the drawing larger around it"
COLOUR = "give it a colour that stands out from what is behind it"
ABOVE = "give it a fill, and draw it after what covers it and outside of what cuts it off"
LARGER = "set it larger, or show the drawing wider"
APART = f"{ROOM}, or shorten it"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text of a drawing, and the letters that print it."""

    text: DrawnText
    letters: tuple[Letter, ...]

    @property
    def size(self) -> float:
        """The size that most of it has, in points."""
        return median(letter.size for letter in self.letters)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a text cannot be read."""

    text: DrawnText
    told: str
    hint: str
    rule: str
    severity: Severity = Severity.ERROR

    def finding(self, origins: Origins) -> Finding:
        """It as a finding, where the text stands in its drawing."""
        what = f"'{shortened(self.text.words)}' {self.told}"
        return Finding(self.rule, self.severity, origins.of_drawn(self.text), what, self.hint)


@dataclass(frozen=True, slots=True)
class PlacedDrawing:
    """A drawing on a page: its texts, and its edges, where nothing turns it."""

    texts: tuple[DrawnText, ...]
    edges: Box | None


def drawn_words(
    pages: Iterable[LaidPage], pdf: bytes, origins: Origins, spoilt: Container[Location] = ()
) -> Iterator[Finding]:
    """What cannot be read in the drawings on some pages, but for those told to be `spoilt`."""
    for page, found in _printed_pages((_drawings(each, origins, spoilt) for each in pages), pdf):
        for hindrance in _on_page(page, found):
            yield hindrance.finding(origins)


def _printed_pages(
    drawings: Iterable[Iterable[T]], pdf: bytes
) -> Iterator[tuple[pypdfium2.PdfPage, list[T]]]:
    """The pages of a PDF that have drawings, each with its own; without any, none is read."""
    import pypdfium2

    listed = (list(each) for each in drawings)
    drawn = {number: found for number, found in enumerate(listed) if found}
    if not drawn:
        return
    printed = pypdfium2.PdfDocument(pdf)
    try:
        for number, found in drawn.items():
            yield printed[number], found
    finally:
        printed.close()


def _drawings(
    page: LaidPage, origins: Origins, spoilt: Container[Location]
) -> Iterator[PlacedDrawing]:
    """The drawings of a page that have texts, but for those told to be spoilt."""
    for leaf, drawing in _with_texts(page, origins.document):
        if origins.of(leaf.element) not in spoilt:
            yield drawing


def _with_texts(page: LaidPage, document: Document) -> Iterator[tuple[LaidLeaf, PlacedDrawing]]:
    """The pictures of a page that are drawings with texts."""
    for leaf in page:
        texts = () if leaf.text else tuple(texts_in_picture(leaf.box.element, document))
        if texts:
            yield leaf, PlacedDrawing(texts, _edges(leaf))


def drawn_text_boxes(
    pages: Iterable[LaidPage], pdf: bytes, document: Document
) -> Iterator[tuple[LaidLeaf, str, Box]]:
    """The texts of the drawings on some pages, each with its picture and the box of its ink."""
    for page, found in _printed_pages((_with_texts(each, document) for each in pages), pdf):
        there = PrintedLetters(page)
        for leaf, drawing in found:
            for text in _printed(drawing, there):
                yield leaf, text.text.words, _around(text.letters)


def _around(those: Iterable[Letter]) -> Box:
    """The smallest box that holds some letters."""
    lefts, bottoms, rights, tops = zip(*(letter.box for letter in those), strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _edges(leaf: LaidLeaf) -> Box | None:
    """Where a picture stands, in points from the bottom left of its page."""
    if leaf.manner.turned:
        return None
    box, foot = leaf.box, leaf.around[0].margin_height()
    left, top = box.content_box_x(), box.content_box_y()
    across, along = (left, left + box.width), (foot - top - box.height, foot - top)
    return across[0] * POINT, along[0] * POINT, across[1] * POINT, along[1] * POINT


def _on_page(page: pypdfium2.PdfPage, drawings: Sequence[PlacedDrawing]) -> Iterator[Hindrance]:
    """Why texts of the drawings on a page cannot be read, up to so many of each sort."""
    there = PrintedLetters(page)
    for drawing in drawings:
        texts = _printed(drawing, there)
        if not texts:
            continue
        twice = PaintedTwice(page, [letter for text in texts for letter in text.letters])
        first = [next(_of_text(text, twice, drawing.edges), None) for text in texts]
        readable = [text for text, hindered in zip(texts, first, strict=True) if not hindered]
        found = [*filter(None, first), *_overprints(readable)]
        rules = dict.fromkeys(each.rule for each in found)
        for rule in rules:
            yield from islice((each for each in found if each.rule == rule), MOST)


def _printed(drawing: PlacedDrawing, there: PrintedLetters) -> list[PrintedText]:
    """The texts of a drawing with their letters, which stand among those of the page in a row."""
    spelled = ["".join(map(letters, painted(text.words))) for text in drawing.texts]
    whole = "".join(spelled)
    rows = [there.between(at, at + len(whole)) for at in _places(whole, there.row)]
    among = max(rows, key=lambda row: _inside(row, drawing.edges), default=())
    found = iter(among)
    cut = [
        (text, tuple(islice(found, len(own))))
        for text, own in zip(drawing.texts, spelled, strict=True)
    ]
    return [PrintedText(text, own) for text, own in cut if own]


def _places(row: str, page: str) -> Iterator[int]:
    """Where a row of letters begins in those of a page."""
    at = page.find(row)
    while at >= 0 and row:
        yield at
        at = page.find(row, at + 1)


def _inside(row: tuple[Letter, ...], edges: Box | None) -> int:
    """How many letters of a row reach into a drawing."""
    return sum(overlap(letter.box, edges) for letter in row) if edges else 0


# ---- the limits


def _of_text(text: PrintedText, twice: PaintedTwice, edges: Box | None) -> Iterator[Hindrance]:
    """Why a text cannot be read by itself, the worst first."""
    if edges and (by := max(_beyond(letter.box, edges) for letter in text.letters)) > SLACK:
        yield Hindrance(text.text, f"is {by:.1f} pt outside the drawing", INSIDE, "cut-off")
    inked = [twice.ink(letter) for letter in text.letters]
    least = min(ink.contrast for ink in _full(text, inked))
    yield from _faint(text, least) if least < FAINT else ()
    if any(ink.added < INKED for ink in inked):
        yield Hindrance(text.text, "is hidden, whole or in part", ABOVE, "unseen")
    if text.size < SMALL:
        severity = Severity.ERROR if text.size < TINY else Severity.WARNING
        told = f"is printed in {text.size:.1f} pt"
        yield Hindrance(text.text, told, LARGER, "too-small", severity)
    yield from _faint(text, least) if least < WEAK else ()


def _faint(text: PrintedText, least: float) -> Iterator[Hindrance]:
    severity = Severity.ERROR if least < FAINT else Severity.WARNING
    told = f"has a contrast of {least:.1f} to what is behind it"
    yield Hindrance(text.text, told, COLOUR, "unseen", severity)


def _full(text: PrintedText, inked: list[Ink]) -> list[Ink]:
    """The ink of letters that cover dots whole: a thin one may not, and seems fainter than it is.

    Each is as light as the letter of its colour that adds most.
    """
    if min(ink.contrast for ink in inked) >= WEAK:
        return inked
    coloured = [(letter.light, ink) for letter, ink in zip(text.letters, inked, strict=True)]
    full = dict(sorted(coloured, key=lambda each: each[1].added))
    return [
        replace(ink, light=full[colour].light) if ink.added else ink for colour, ink in coloured
    ]


def _beyond(box: Box, edges: Box) -> float:
    """By how many points a box leaves a room, on the side where it is most."""
    return max(edges[0] - box[0], edges[1] - box[1], box[2] - edges[2], box[3] - edges[3])


def _overprints(texts: Sequence[PrintedText]) -> Iterator[Hindrance]:
    """Texts of a drawing that are printed over each other, each pair once."""
    # From left to right, each letter is compared only with those that reach so far.
    numbered = ((n, letter) for n, text in enumerate(texts) for letter in text.letters)
    row = sorted(numbered, key=lambda each: each[1].box[0])
    open_: list[tuple[int, Letter]] = []
    told: set[tuple[int, int]] = set()
    for n, letter in row:
        open_ = [each for each in open_ if each[1].box[2] > letter.box[0]]
        for m, other in open_:
            pair, by = (min(m, n), max(m, n)), SHARED * min(letter.size, other.size)
            if m != n and pair not in told and overlap(letter.box, other.box, by):
                told.add(pair)
                yield _overprint(*(texts[each].text for each in pair))
        open_.append((n, letter))


def _overprint(one: DrawnText, other: DrawnText) -> Hindrance:
    told = f"and '{shortened(other.words)}' are printed over each other"
    return Hindrance(one, told, APART, "overprint")
