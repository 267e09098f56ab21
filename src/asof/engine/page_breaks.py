"""Where the pages of a laid document part, and what they cut there.

Elements are told by their numbers in the order of the document, by which its tree knows them too:
the engine may have parsed a tree of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from asof.engine.laid_page import LaidDocument, LaidLeaf, LaidPage
from asof.page.break_places import break_places
from asof.page.continuation import titled_boxes

WHOLE = ("avoid", "avoid-page")


@dataclass(frozen=True, slots=True)
class CutBox:
    """A box with a title that goes on overleaf.

    `page` is the one on which it goes on, counted from 0; `before` is the element that begins
    there, none where a line of one does, or a row is cut; `height` is that of its words in all, as
    a part of a page; `columns` are those of a table, as wide as they are in pixels.
    """

    page: int
    box: int
    before: int | None
    height: float
    columns: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class LaidElements:
    """The elements of a laid document, and on which pages each is printed."""

    laid: LaidDocument
    numbers: Mapping[int, int]
    pages: tuple[frozenset[int], ...]

    def begins(self, element: Any, page: int) -> bool:
        """Whether an element is printed on a page, and not on the one before."""
        return id(element) in self.pages[page] and id(element) not in self.pages[page - 1]

    def goes_on(self, element: Any, page: int) -> bool:
        """Whether an element is printed on a page and on the one before."""
        return id(element) in self.pages[page] and id(element) in self.pages[page - 1]


def laid_elements(laid: LaidDocument) -> LaidElements:
    """The elements of a laid document by their numbers and pages."""
    numbers = {id(element): number for number, element in enumerate(laid.root.iter())}
    pages = tuple(
        frozenset(id(box.element) for leaf in in_flow(page) for box in leaf.around)
        for page in laid.pages
    )
    return LaidElements(laid, numbers, pages)


def in_flow(page: LaidPage) -> Iterator[LaidLeaf]:
    """What of a page stands in the flow of the text."""
    return (leaf for leaf in page if not leaf.manner.repeated and not leaf.manner.placed)


def higher_than_pages(laid: LaidDocument, start: int) -> Iterator[tuple[int, int]]:
    """What a page goes on with though it was to be whole: the page, from one on, and the element.

    The engine cuts nothing of the kind but what no page can hold, and that below a page of its own.
    """
    elements = laid_elements(laid)
    for number in range(max(start, 1), laid.count):
        first = next(in_flow(laid.pages[number]), None)
        for box in first.around if first else ():
            if box.style["break_inside"] in WHOLE and elements.goes_on(box.element, number):
                yield number, elements.numbers[id(box.element)]
                break


def cut_boxes(laid: LaidDocument, start: int) -> Iterator[CutBox]:
    """The outermost box with a title that each page goes on with, from a page on."""
    titled = set(map(id, titled_boxes(laid.root)))
    if not titled or laid.count < 2:
        return
    elements = laid_elements(laid)
    for number in range(max(start, 1), laid.count):
        first = next(in_flow(laid.pages[number]), None)
        inside = [box.element for box in first.around if box.element is not None] if first else []
        depths = (n for n, e in enumerate(inside) if id(e) in titled)
        at = next((n for n in depths if elements.goes_on(inside[n], number)), None)
        if at is not None:
            box, within = inside[at], inside[at:]
            height = sum(heights(laid, box))
            before = _before(elements, within, number)
            columns = tuple(_columns(first.around)) if first else ()
            yield CutBox(number, elements.numbers[id(box)], before, height, columns)


def _before(elements: LaidElements, within: Sequence[Any], number: int) -> int | None:
    """The number of the element that begins a page, one within another; none where a row is cut."""
    begun = next((e for e in within if elements.begins(e, number)), None)
    cut = any(e.tag == "tr" and elements.goes_on(e, number) for e in within)
    return None if begun is None or cut else elements.numbers[id(begun)]


def _columns(around: Sequence[Any]) -> Iterator[float]:
    """How wide the columns of the table around are, where its head has a cell for each."""
    tables = (box for box in around if any(g.is_header for g in _groups(box)))
    for table in list(tables)[:1]:
        cells = next(g for g in _groups(table) if g.is_header).children[0].children
        if all(cell.colspan == 1 for cell in cells):
            yield from (cell.border_width() for cell in cells)


def _groups(box: Any) -> list[Any]:
    """The groups of rows of a table; none of any other box."""
    return [child for child in getattr(box, "children", ()) if hasattr(child, "is_header")]


def begins_with(laid: LaidDocument, page: int, box: int) -> int | None:
    """What a page begins with, where a box begins on it: the outermost element, by its number."""
    if page >= laid.count:
        return None
    elements = laid_elements(laid)
    begun = [e for e in laid.root.iter() if elements.begins(e, page)]
    if box not in {elements.numbers[id(e)] for e in begun}:
        return None
    first = next(in_flow(laid.pages[page]))
    outermost = (b.element for b in first.around if b.element in begun)
    return next((elements.numbers[id(element)] for element in outermost), None)


@dataclass(frozen=True, slots=True, order=True)
class BreakPlace:
    """An element that a page may begin with: its rank, and where it stands, down from the head."""

    rank: int
    top: float
    element: int


def break_places_on(laid: LaidDocument, number: int) -> Iterator[BreakPlace]:
    """Where the page after one may begin instead, in the order of that page."""
    elements, ranks, seen = laid_elements(laid), break_places(laid.root), set[int]()
    for leaf in in_flow(laid.pages[number]):
        if any(box.is_floated() or box.is_column for box in leaf.around[1:]):
            continue
        for element in (box.element for box in leaf.around):
            fresh = id(element) not in seen and not (number and elements.goes_on(element, number))
            seen.add(id(element))
            if fresh and element in ranks:
                page = leaf.around[0]
                top = (leaf.line.position_y - page.content_box_y()) / (page.height or 1)
                yield BreakPlace(ranks[element], top, elements.numbers[id(element)])


def heights(laid: LaidDocument, element: Any) -> Iterator[float]:
    """How high the words of an element stand on each page that has some, as parts of the page."""
    for page in laid.pages:
        within = [leaf for leaf in in_flow(page) if any(b.element is element for b in leaf.around)]
        if within:
            low = max(leaf.line.position_y + leaf.line.height for leaf in within)
            high = min(leaf.line.position_y for leaf in within)
            yield (low - high) / (within[0].around[0].height or 1)
