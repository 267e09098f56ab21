"""Where things stand on laid pages: in points from the top left of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby, islice
from typing import Any

from asof.diagnostics import Location
from asof.engine import LaidDocument
from asof.engine.laid_page import LaidLeaf
from asof.page.document import Print
from asof.page.loads import asset_name, picture_url
from asof.page.tree import CITING, classes, plain_words
from asof.pdf.proof.drawn_words import drawn_text_boxes
from asof.pdf.proof.text_check import letters

ABOVE = 4  # elements: so far around a number stand its hedge and its unit
Box = tuple[float, float, float, float]  # left, top, right, bottom


def united(boxes: Iterable[Box]) -> Box:
    """The smallest box around some others."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def corner_and_size(box: Box) -> list[float]:
    """A box as left, top, width and height."""
    left, top, right, bottom = box
    return [round(n, 2) for n in (left, top, right - left, bottom - top)]


class PagePlaces:
    """The lines, figures and texts of a laid document, page by page."""

    def __init__(self, laid: LaidDocument, pdf: bytes) -> None:
        self.laid, self.document, self.pdf = laid, laid.document, pdf

    def pages(self) -> Iterator[dict[str, Any]]:
        """The size of each page, and its lines of text in the order of reading."""
        for number, (leaves, (width, height)) in enumerate(
            zip(self.laid.pages, self.laid.sizes, strict=True), start=1
        ):
            lines = [each for line in _lines(leaves) for each in self._told(line, height)]
            yield {"number": number, "width": width, "height": height, "lines": lines}

    def figures(self) -> Iterator[dict[str, Any]]:
        """Each place where a fact is shown, with a box for each line that it stands on."""
        for shown in self.document.prints:
            for page, leaves in self._leaves_of(shown):
                boxes = [_line(line)["box"] for line in _lines(leaves)]
                told = {"id": shown.id, "key": shown.key, "part": shown.part, "text": shown.text}
                yield told | {"page": page, "boxes": boxes}

    def blocks(self) -> Iterator[dict[str, Any]]:
        """Where what authors typed stands: texts, pictures, and the observations behind figures."""
        for place, element in self._typed():
            for page, leaves in self._inside([element]):
                box = corner_and_size(united(leaf.place for leaf in leaves))
                told = {"path": place.path, "line": place.line, "column": place.column}
                yield told | {"page": page, "box": box}

    def _told(self, line: list[LaidLeaf], height: float) -> Iterator[dict[str, Any]]:
        """A line of text, or the texts of a drawing, each in a line of its own."""
        if words := [leaf for leaf in line if leaf.text]:
            yield _line(words)
        for leaf in line:
            for text, (left, bottom, right, top) in self._drawn.get(id(leaf), ()):
                box = corner_and_size((left, height - top, right, height - bottom))
                yield {"text": text, "box": box}

    @cached_property
    def _drawn(self) -> dict[int, list[tuple[str, Box]]]:
        """The texts of each drawing, with their boxes from the bottom left."""
        drawn: dict[int, list[tuple[str, Box]]] = {}
        for leaf, text, box in drawn_text_boxes(self.laid.pages, self.pdf, self.document):
            drawn.setdefault(id(leaf), []).append((text, box))
        return drawn

    # ---- by element

    def _leaves_of(self, shown: Print) -> Iterator[tuple[int, list[LaidLeaf]]]:
        """What shows a fact, page by page, without the marks of its sources."""
        wanted = letters(shown.text)
        whole = [self._whole(element, wanted) for element in self._named.get(shown.id, ())]
        for page, leaves in self._inside(whole):
            if said := [leaf for leaf in leaves if not self._cites(leaf)]:
                yield page, said

    def _whole(self, element: Any, wanted: str) -> Any:
        """What says some letters and no others: what is around an element that has a part of them.

        A tile has the hedge and the unit beside the number.
        """
        above = islice(self._upward(element), ABOVE)
        saying = (each for each in above if letters(plain_words(each)) == wanted)
        return next(saying, element)

    def _cites(self, leaf: LaidLeaf) -> bool:
        return any(CITING & classes(element) for element in self._upward(leaf.box.element))

    def _inside(self, elements: Iterable[Any]) -> Iterator[tuple[int, list[LaidLeaf]]]:
        """What stands in some elements, page by page."""
        found: dict[int, dict[int, LaidLeaf]] = {}
        for element in elements:
            for page, leaf in self._within.get(id(element), ()):
                found.setdefault(page, {})[id(leaf)] = leaf
        return ((page, list(leaves.values())) for page, leaves in sorted(found.items()))

    @cached_property
    def _within(self) -> dict[int, list[tuple[int, LaidLeaf]]]:
        """Everything that stands in each element, with its page."""
        within: dict[int, list[tuple[int, LaidLeaf]]] = {}
        for page, leaves in enumerate(self.laid.pages, start=1):
            for leaf in leaves:
                for element in self._upward(leaf.box.element):
                    within.setdefault(id(element), []).append((page, leaf))
        return within

    def _upward(self, element: Any) -> Iterator[Any]:
        """An element, and those that it stands in."""
        while element is not None:
            yield element
            element = self._parents.get(id(element))

    @cached_property
    def _parents(self) -> dict[int, Any]:
        return {id(child): parent for parent in self.laid.root.iter() for child in parent}

    @cached_property
    def _named(self) -> dict[str, list[Any]]:
        """The elements of each id: what goes on elsewhere may have that of what it goes on with."""
        named: dict[str, list[Any]] = {}
        for element in self.laid.root.iter():
            if name := element.get("id"):
                named.setdefault(name, []).append(element)
        return named

    # ---- by what was typed

    def _typed(self) -> Iterator[tuple[Location, Any]]:
        """Each place of an author's files that prints, with each element that prints it."""
        for text in self.document.texts:
            said = self._saying(letters(text.printed))
            yield from ((text.source.place, element) for element in said)
        for name, place in self.document.asked.items():
            yield from ((place, element) for element in self._pictures.get(name, []))
        for shown in self.document.prints:
            named = self._named.get(shown.id, [])
            yield from ((o.place, element) for o in shown.behind for element in named)

    def _saying(self, said: str) -> list[Any]:
        """The smallest elements that say some letters: nothing else, or all of them."""
        if not said:
            return []
        exact = [element for element, own in self._letters if own == said]
        holding = exact or [element for element, own in self._letters if said in own]
        around = [each for element in holding for each in islice(self._upward(element), 1, None)]
        outer = set(map(id, around))
        return [element for element in holding if id(element) not in outer]

    @cached_property
    def _letters(self) -> list[tuple[Any, str]]:
        """The letters of each element of which something stands on a page."""
        there = (element for element in self.laid.root.iter() if id(element) in self._within)
        return [(element, letters(plain_words(element))) for element in there]

    @cached_property
    def _pictures(self) -> dict[str, list[Any]]:
        """The elements that show each picture, by its name."""
        shown: dict[str, list[Any]] = {}
        for element in self.laid.root.iter():
            if source := picture_url(element):
                name = self.document.inside.get(source) or asset_name(source)
                shown.setdefault(name, []).append(element)
        return shown


def _lines(leaves: Iterable[LaidLeaf]) -> Iterator[list[LaidLeaf]]:
    """Leaves of a page line by line."""
    for _, line in groupby(leaves, key=lambda leaf: id(leaf.line)):
        yield list(line)


def _line(leaves: list[LaidLeaf]) -> dict[str, Any]:
    text = "".join(leaf.text for leaf in leaves)
    return {"text": text, "box": corner_and_size(united(leaf.place for leaf in leaves))}
