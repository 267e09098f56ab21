"""Plan an imposition: which pages stand on which sheet, how large, where, with which marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from asof.form import Rect

MM = 72 / 25.4  # points
PAPERS = MappingProxyType(  # width and height in millimetres, upright
    {
        "letter": (215.9, 279.4),
        "legal": (215.9, 355.6),
        "tabloid": (279.4, 431.8),
        "a5": (148, 210),
        "a4": (210, 297),
        "a3": (297, 420),
    }
)
GAP = 2 * MM  # between the trim and a mark
MARK = 5 * MM
SHORTEST = 1.5 * MM  # a mark shorter than this is none
FOLD = 8 * MM  # within the page: past the edge that office printers leave white


class SchemeKind(StrEnum):
    """The ways to put pages on sheets."""

    BOOKLET = "booklet"
    TWO_UP = "2up"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Scheme:
    """What is asked of an imposition.

    `size` is the pages of a signature, a multiple of 4. `creep` is in millimetres. Without a
    `paper`, the sheet is as large as two pages.
    """

    kind: SchemeKind
    size: int = 0
    paper: str | None = None
    creep: float = 0.0
    marks: bool = False

    @property
    def name(self) -> str:
        """What the sheets are called, in a file's name as in a title."""
        return f"{self.kind}-{self.size}" if self.kind is SchemeKind.SIGNATURE else str(self.kind)

    @property
    def folded(self) -> bool:
        """Whether the sheets are folded."""
        return self.kind is not SchemeKind.TWO_UP

    def sides(self, pages: int) -> tuple[Side, ...]:
        """The sides of all sheets, in the order of printing."""
        return folded(pages, self.size or pages) if self.folded else two_up(pages)


# ---- which page stands where


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: its pages counted from 1, and how many sheets are folded around it."""

    left: int | None
    right: int | None
    depth: int = 0


def two_up(pages: int) -> tuple[Side, ...]:
    """Pages side by side, in the order of reading."""
    return tuple(Side(n, n + 1 if n < pages else None) for n in range(1, pages + 1, 2))


def folded(pages: int, size: int) -> tuple[Side, ...]:
    """Signatures of `size` pages, front and back of each sheet; the last as short as can be."""
    starts = range(1, pages + 1, size)
    return tuple(s for n in starts for s in _signature(range(n, min(n + size, pages + 1))))


def _signature(pages: range) -> Iterator[Side]:
    """The sheets of a signature, the outermost first; blanks at its end fill the last sheet."""
    padded = [*pages, *[None] * (-len(pages) % 4)]
    for n in range(0, len(padded) // 2, 2):
        yield Side(padded[-1 - n], padded[n], n // 2)
        yield Side(padded[n + 1], padded[-2 - n], n // 2)


# ---- how large, and at which place

# A clockwise turn, by its degrees, as the first four numbers of a matrix (ISO 32000-1, 8.3.3).
TURNS = MappingProxyType(
    {0: (1, 0, 0, 1), 90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}
)


@dataclass(frozen=True, slots=True)
class SourcePage:
    """What shows of a page: its trim in its own space, the turn it is seen at, its unit."""

    trim: Rect
    turn: int = 0
    unit: float = 1.0

    @property
    def width(self) -> float:
        """As seen, in points."""
        return self.unit * (self.trim.height if self.turn % 180 else self.trim.width)

    @property
    def height(self) -> float:
        """As seen, in points."""
        return self.unit * (self.trim.width if self.turn % 180 else self.trim.height)


@dataclass(frozen=True, slots=True)
class Sheet:
    """How pages lie on a sheet: its size, the one scale of all pages, the creep of each sheet.

    Pages lie in the middle of their halves, or, where they are to be cut, at the spine.
    """

    width: float
    height: float
    scale: float = 1.0
    creep: float = 0.0
    spine: bool = False

    def trim(self, leaf: SourcePage, half: int, depth: int = 0) -> Rect:
        """Where the page in the left half (-1) or the right one (1) lies on the sheet."""
        width, height = leaf.width * self.scale, leaf.height * self.scale
        away = (width / 2 if self.spine else self.width / 4) - self.creep * depth
        x, y = self.width / 2 + half * away, self.height / 2
        return Rect(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def half(self, half: int) -> Rect:
        """The left half (-1) or the right one (1) of the sheet."""
        left = self.width / 2 if half > 0 else 0.0
        return Rect(left, 0, left + self.width / 2, self.height)

    @property
    def edge(self) -> str:
        """The edge to flip the printed sheet on: an upright one, so that heads stay up."""
        return "short" if self.width >= self.height else "long"


def matrix(leaf: SourcePage, trim: Rect) -> tuple[float, ...]:
    """What moves a page from its own space to its trim on the sheet, upright."""
    scale = trim.width / leaf.width * leaf.unit
    a, b, c, d = (scale * each for each in TURNS[leaf.turn])
    (x, y), (to_x, to_y) = leaf.trim.centre, trim.centre
    return a, b, c, d, to_x - a * x - c * y, to_y - b * x - d * y


# ---- marks

Line = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Marks:
    """Lines to cut along, and lines to fold along."""

    cuts: tuple[Line, ...] = ()
    folds: tuple[Line, ...] = ()


def cut_marks(sheet: Sheet, half: int, trim: Rect) -> Iterator[Line]:
    """Marks at the corners of a trim, outside it, where its half of the sheet has room."""
    room = sheet.half(half)
    uprights = [(trim.left, -1), (trim.right, 1)]
    if sheet.spine:  # what is folded is not cut there
        uprights = [each for each in uprights if each[1] == half]
    for x in (x for x, _ in uprights if SHORTEST < x < sheet.width - SHORTEST):
        yield from ((x, y, x, to) for y, to in _strokes(trim.bottom, trim.top, sheet.height))
    for y in (y for y in (trim.bottom, trim.top) if SHORTEST < y < sheet.height - SHORTEST):
        strokes = _strokes(trim.left - room.left, trim.right - room.left, room.width)
        yield from ((room.left + x, y, room.left + to, y) for x, to in strokes)


def _strokes(start: float, end: float, length: float) -> Iterator[tuple[float, float]]:
    """From a trim's two ends outward, each as long as a mark or as its room."""
    if start >= GAP + SHORTEST:
        yield start - GAP, max(0.0, start - GAP - MARK)
    if length - end >= GAP + SHORTEST:
        yield end + GAP, min(length, end + GAP + MARK)


def touches(mark: Line, trim: Rect) -> bool:
    """Whether a mark comes nearer to a page than the gap."""
    (left, right), (bottom, top) = sorted(mark[::2]), sorted(mark[1::2])
    across = max(trim.left - right, left - trim.right)
    along = max(trim.bottom - top, bottom - trim.top)
    return max(across, along) < GAP - 0.001


def fold_marks(sheet: Sheet, trims: Iterable[Rect]) -> Iterator[Line]:
    """Marks at the head and foot of the spine: outside the trim, or at the edge of the sheet."""
    x, tallest = sheet.width / 2, max(trims, key=lambda trim: trim.height)
    found = list(_strokes(tallest.bottom, tallest.top, sheet.height))
    for y, to in found or [(FOLD, 0.0), (sheet.height - FOLD, sheet.height)]:
        yield x, y, x, to


# ---- what is drawn on a side


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page, or the blank in its stead, in the left half (-1) or the right one (1) of a sheet."""

    page: int | None
    half: int
    trim: Rect


@dataclass(frozen=True, slots=True)
class Plan:
    """An imposition of some pages: the sides in the order of printing, and how pages lie there."""

    leaves: tuple[SourcePage, ...]
    sides: tuple[Side, ...]
    sheet: Sheet
    scheme: Scheme

    def placed(self, side: Side) -> Iterator[PlacedPage]:
        """Both halves of a side; a blank is cut as the page beside it is."""
        for half, page, beside in ((-1, side.left, side.right), (1, side.right, side.left)):
            leaf = self.leaves[(page or beside or 1) - 1]
            yield PlacedPage(page, half, self.sheet.trim(leaf, half, side.depth))

    def marks(self, side: Side) -> Marks:
        """The marks of a side."""
        if not self.scheme.marks:
            return Marks()
        placed = tuple(self.placed(side))
        trims = [each.trim for each in placed]
        found = dict.fromkeys(m for p in placed for m in cut_marks(self.sheet, p.half, p.trim))
        cuts = tuple(mark for mark in found if not any(touches(mark, trim) for trim in trims))
        return Marks(cuts, tuple(fold_marks(self.sheet, trims)) if self.scheme.folded else ())


def alike(leaves: Sequence[SourcePage]) -> Sequence[SourcePage]:
    """Pages to be bound: one that lies among upright ones is turned, its head to the left.

    So a reader turns the booklet one way for all of them, whichever side of the spine they are on.
    """
    if all(leaf.width >= leaf.height for leaf in leaves):
        return leaves
    return [
        replace(leaf, turn=(leaf.turn + 270) % 360) if leaf.width > leaf.height else leaf
        for leaf in leaves
    ]


def plan_sheets(leaves: Sequence[SourcePage], scheme: Scheme) -> Plan:
    """The imposition of some pages; the innermost sheet of a whole signature has all the creep."""
    leaves = alike(leaves) if scheme.folded else leaves
    sides = scheme.sides(len(leaves))
    width, height, scale = _size(leaves, scheme.paper)
    deepest = max(side.depth for side in sides)
    creep = scheme.creep * MM / deepest if deepest else 0.0
    sheet = Sheet(width, height, scale, creep, scheme.marks and scheme.folded)
    return Plan(tuple(leaves), sides, sheet, scheme)


def _size(leaves: Sequence[SourcePage], paper: str | None) -> tuple[float, float, float]:
    """The width and height of the sheet, and the scale of its pages, which never grow."""
    width, height = max(leaf.width for leaf in leaves), max(leaf.height for leaf in leaves)
    if paper is None:
        return 2 * width, height, 1.0
    short, long = (side * MM for side in PAPERS[paper])
    return long, short, min(1.0, long / 2 / width, short / height)
