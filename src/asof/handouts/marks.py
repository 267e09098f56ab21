"""Marks for pages that are printed already, and where on a page there is room for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from asof import impose, pdf
from asof.diagnostics import AsofError, Location, error
from asof.form import Rect
from asof.handouts.own_pages import OwnPages

EDGE = 19.0  # points: nearer to the edge of a sheet most printers print nothing
SIDE = 42.5  # points: 15 mm, at the least
MEASURE = 473.4  # points: 167 mm, the text of an upright page, with which a mark ends …
UPRIGHT = 640.0  # … that is no wider
ROOM = 2.0  # points around a mark in which nothing else stands
FREE = "leave the margins free in templates/own.css: a number stands at the head or the foot"


@dataclass(frozen=True, slots=True)
class Strips:
    """Marks as the pages of a PDF, and where on its page the ink of each is."""

    content: bytes
    ink: tuple[Rect, ...]


def strips(pages: OwnPages, words: Sequence[tuple[str, str]]) -> Strips:
    """Some words as marks, each of a kind that the theme knows."""
    marks = [{"kind": kind, "words": each} for kind, each in words]
    content = pages.printed("marks", words[0][1], {"marks": marks}, claims=False)
    return Strips(content, pdf.inked(content))


@dataclass(frozen=True, slots=True)
class Corner:
    """A place at the edge of a page: at its head or its foot; -1 left, 0 in the middle, 1 right."""

    at_head: bool
    side: int

    def mark(self, ink: Rect, number: int, size: tuple[float, float]) -> impose.Mark:
        """A mark whose ink stands there on a page of a size."""
        width, height = size
        side = max(SIDE, (width - MEASURE) / 2) if width < UPRIGHT else SIDE
        left = {-1: side, 0: (width - ink.width) / 2, 1: width - side - ink.width}[self.side]
        bottom = height - EDGE - ink.height if self.at_head else EDGE
        return impose.Mark(number, left - ink.left, bottom - ink.bottom, self.at_head)


SIDES = (1, -1, 0), (-1, 1, 0)  # of a right-hand page and of a left one, in the order of trying
Margin = tuple[bool, int]
"""Whether it is at the head of a page, and which of the sides."""
MARGINS: Sequence[Margin] = tuple(product((True, False), range(3)))


@dataclass(frozen=True, slots=True)
class MarkedPages:
    """The pages of a PDF, and which mark each is to have, outside where they are `mirrored`."""

    content: bytes
    numbers: Sequence[int]
    mirrored: bool = False

    def free_margin(self, made: Strips, name: str) -> Margin:
        """The first margin in which nothing stands where a mark would, on any page.

        Raises AsofError where each has something.
        """
        sizes = pdf.page_sizes(self.content)
        for margin in MARGINS:
            placed = self.places(margin, made, sizes)
            areas = [_area(made.ink[mark.number], mark) for (mark,) in placed]
            if pdf.clear(self.content, areas):
                return margin
        raise AsofError(error(Location(name), "no margin has room for a number", FREE))

    def places(
        self, margin: Margin, made: Strips, sizes: Sequence[tuple[float, float]]
    ) -> list[tuple[impose.Mark]]:
        """Where the marks stand in a margin of pages of some sizes."""
        at_head, order = margin
        turns = (SIDES[self.mirrored and page % 2][order] for page in range(len(sizes)))
        each = zip(turns, self.numbers, sizes, strict=True)
        return [
            (Corner(at_head, side).mark(made.ink[number], number, size),)
            for side, number, size in each
        ]


def _area(ink: Rect, mark: impose.Mark) -> Rect:
    return ink.moved(mark.left, mark.bottom).wider(ROOM)
