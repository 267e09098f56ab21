"""The structure tree of a PDF that the engine is about to write, and the pages that it tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from asof.engine.table_cells import complete_cells

Element = Any  # a dictionary of the PDF that the engine is about to write


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """A page as painted: all its boxes, and the number of the content that some of them hold.

    `begins` is where in the stream the content of each number begins.
    """

    number: int
    page: Any
    stream: list[Any]
    marks: dict[Any, int]
    begins: dict[int, int]
    boxes: list[Any]

    @property
    def links(self) -> list[Any]:
        """The boxes that lead somewhere."""
        return [box for box in self.boxes if box.link_annotation]

    @property
    def margins(self) -> list[Any]:
        """The boxes around the text, with the running lines in them."""
        return [box for box in self.page._page_box.children if hasattr(box, "at_keyword")]

    @property
    def footnotes(self) -> list[Any]:
        """The boxes under the text, which no element of the document makes."""
        parts = [box for box in self.page._page_box.children if box not in self.margins]
        return [box for box in parts if box.element is None]

    def marked(self, box: Any) -> list[Any]:
        """What holds content in a box."""
        return [b for b in box.descendants(placeholders=True) if b in self.marks]


@dataclass(frozen=True, slots=True)
class Tree:
    """The structure tree of a PDF, climbed from the content that its leaves hold."""

    pdf: Any
    sheets: list[PaintedPage]

    def at(self, reference: bytes) -> Element:
        """What a reference leads to."""
        return self.pdf.objects[int(reference.split()[0])]

    @property
    def root(self) -> Element:
        """What holds the tree."""
        return self.at(self.pdf.catalog["StructTreeRoot"])

    @property
    def document(self) -> Element:
        """The element above all others."""
        return self.at(self.root["K"][0])

    def holders(self, sheet: PaintedPage) -> list[bytes]:
        """The elements that hold a page's content, by its numbers."""
        numbers: list[list[bytes]] = self.at(self.root["ParentTree"])["Nums"]
        return numbers[2 * sheet.number + 1]

    def linked(self, annotation: Element) -> Element:
        """The element that a link's annotation belongs to."""
        return self.at(self.at(self.root["ParentTree"])["Nums"][2 * annotation["StructParent"] + 1])

    def give(self, annotation: Element, element: Element) -> None:
        """Make a link's annotation belong to an element."""
        numbers = self.at(self.root["ParentTree"])["Nums"]
        numbers[2 * annotation["StructParent"] + 1] = element.reference

    def leaf(self, sheet: PaintedPage, box: Any) -> Element:
        """The element that holds a box's content."""
        return self.at(self.holders(sheet)[sheet.marks[box]])

    def within(self, element: Element) -> list[Element]:
        """The elements that an element holds, content and annotations left out."""
        things = [self.at(kid) for kid in element["K"] if isinstance(kid, bytes)]
        return [thing for thing in things if thing.get("Type") == "/StructElem"]

    def walk(self, element: Element) -> Iterator[Element]:
        """An element and all within it, in the order in which they are read."""
        yield element
        for each in self.within(element):
            yield from self.walk(each)

    def upto(self, element: Element, kind: str) -> list[Element]:
        """An element and those above it, up to the first of a kind; none where there is none."""
        above = self.upwards(element)
        kinds = [each["S"] for each in above]
        return above[: kinds.index(kind) + 1] if kind in kinds else []

    def branch(self, sheet: PaintedPage, box: Any) -> list[Element]:
        """The elements from a box's content upwards, below the document."""
        return self.upwards(self.leaf(sheet, box))

    def upwards(self, element: Element) -> list[Element]:
        """An element and those above it, below the document."""
        found = [element]
        while (above := self.at(found[-1]["P"])) is not self.document:
            found.append(above)
        return found


def tree_of(pdf: Any, sheets: list[PaintedPage]) -> Tree:
    """The structure tree of a PDF whose pages are painted, its cells told of to the end."""
    for sheet in sheets:
        complete_cells(pdf, sheet.boxes)
    return Tree(pdf, sheets)


def watched(set_: Any) -> list[PaintedPage]:
    """The pages of a set document, which are told here one by one as they are painted."""
    sheets: list[PaintedPage] = []
    for page in set_.pages:
        page.paint = partial(_painted, page, page.paint, sheets)
    return sheets


def _painted(
    page: Any, paint: Callable[..., None], sheets: list[PaintedPage], *canvas: Any
) -> None:
    """Paint a page and keep which box holds what: the engine forgets it when it has tagged."""
    paint(*canvas)
    stream = canvas[0].stream
    marks = {box: mark["mcid"] for box, mark in canvas[0]._tags.items()}
    begins = {p["MCID"]: at for at, p in enumerate(stream) if isinstance(p, dict) and "MCID" in p}
    boxes = list(page._page_box.descendants(placeholders=True))
    sheets.append(PaintedPage(len(sheets), page, stream, marks, begins, boxes))
