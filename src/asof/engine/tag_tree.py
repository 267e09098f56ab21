"""The structure tree of a PDF that the engine is about to write, and the pages that it tells of.

WeasyPrint hands over the PDF before it writes it, as a list of pydyf objects, and documents neither
which there are nor what its own boxes keep of them. All that `pdf.accessibility` needs of both is
read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from asof.engine.laid_page import marginal
from asof.engine.table_cells import complete_cells

Element = Any  # a dictionary of the PDF that the engine is about to write


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """A page as painted: all its boxes, and the number of the content that some of them hold.

    `box` is the box of the page itself, `height` is in the engine's pixels, and `begins` is where
    in the stream the content of each number begins.
    """

    number: int
    box: Any
    height: float
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
        return [box for box in self.box.children if marginal(box)]

    @property
    def footnotes(self) -> list[Any]:
        """The boxes under the text, which no element of the document makes."""
        parts = (box for box in self.box.children if not marginal(box))
        return [box for box in parts if box.element is None]

    def marked(self, box: Any) -> list[Any]:
        """What holds content in a box."""
        # With its placeholders: what is placed absolutely is nowhere else among the descendants.
        return [b for b in box.descendants(placeholders=True) if b in self.marks]


@dataclass(frozen=True, slots=True)
class Tree:
    """The structure tree of a PDF, climbed from the content that its leaves hold."""

    pdf: Any
    pages: list[PaintedPage]

    def at(self, reference: bytes) -> Element:
        """What a reference leads to."""
        # "12 0 R": the engine adds objects in the order of their numbers, and removes none.
        return self.pdf.objects[int(reference.split()[0])]

    @property
    def root(self) -> Element:
        """What holds the tree."""
        return self.at(self.pdf.catalog["StructTreeRoot"])

    @property
    def document(self) -> Element:
        """The element above all others."""
        return self.at(self.root["K"][0])

    def add(self, kind: str, above: Element, page: PaintedPage) -> Element:
        """A new element below another one, which does not name it yet."""
        made = type(above)({"Type": "/StructElem", "S": kind, "P": above.reference})
        made.update(K=type(above["K"])([]), Pg=self.page_reference(page))
        self.pdf.add_object(made)
        return made

    def page(self, page: PaintedPage) -> Element:
        """The dictionary of a page."""
        return self.at(self.page_reference(page))

    def page_reference(self, page: PaintedPage) -> bytes:
        """What leads to the dictionary of a page."""
        reference: bytes = self.pdf.page_references[page.number]
        return reference

    @property
    def parents(self) -> list[Any]:
        """The elements above all content, by pages, and above all annotations, after these.

        It is a flat list of pairs of a key and what stands under it (ISO 32000-1, 7.9.7), so the
        entry of key n is at 2n + 1. The engine counts keys from 0: pages first, in their order.
        """
        numbers: list[Any] = self.at(self.root["ParentTree"])["Nums"]
        return numbers

    def holders(self, page: PaintedPage) -> list[bytes]:
        """The elements that hold a page's content, by its numbers."""
        holders: list[bytes] = self.parents[2 * page.number + 1]
        return holders

    def linked(self, annotation: Element) -> Element:
        """The element that a link's annotation belongs to."""
        return self.at(self.parents[2 * annotation["StructParent"] + 1])

    def give(self, annotation: Element, element: Element) -> None:
        """Make a link's annotation belong to an element."""
        self.parents[2 * annotation["StructParent"] + 1] = element.reference

    def leaf(self, page: PaintedPage, box: Any) -> Element:
        """The element that holds a box's content."""
        return self.at(self.holders(page)[page.marks[box]])

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

    def branch(self, page: PaintedPage, box: Any) -> list[Element]:
        """The elements from a box's content upwards, below the document."""
        return self.upwards(self.leaf(page, box))

    def upwards(self, element: Element) -> list[Element]:
        """An element and those above it, below the document."""
        found = [element]
        while (above := self.at(found[-1]["P"])) is not self.document:
            found.append(above)
        return found


def structure_tree(pdf: Any, pages: list[PaintedPage]) -> Tree:
    """The structure tree of a PDF whose pages are painted, its cells told of to the end."""
    for page in pages:
        complete_cells(pdf, page.boxes)
    return Tree(pdf, pages)


def record_painting(document: Any) -> list[PaintedPage]:
    """The pages of a laid document, each to be recorded here as it is painted.

    Only while a page is painted does the stream know which box holds which content: the engine
    empties that table as it makes the tree, and the finished PDF names no box.
    """
    pages: list[PaintedPage] = []
    for page in document.pages:
        page.paint = partial(_paint, page, page.paint, pages)
    return pages


def _paint(page: Any, paint: Callable[..., None], pages: list[PaintedPage], *canvas: Any) -> None:
    """Paint a page, and record it."""
    paint(*canvas)
    stream = canvas[0].stream
    marks = {box: mark["mcid"] for box, mark in canvas[0]._tags.items()}
    # Of the parts of a stream, only the properties of marked content are dictionaries.
    begins = {p["MCID"]: at for at, p in enumerate(stream) if isinstance(p, dict) and "MCID" in p}
    boxes = list(page._page_box.descendants(placeholders=True))
    number = len(pages)
    pages.append(PaintedPage(number, page._page_box, page.height, stream, marks, begins, boxes))
