"""The words that a page was given, and those that the engine set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, groupby
from posixpath import dirname
from typing import Any

from asof.engine.laid_page import POINT, LaidLeaf, LaidPage
from asof.engine.reading_order import LEFTWARD
from asof.page.document import Document
from asof.page.loads import asset_name, picture_url
from asof.page.rendered_svg import RenderedText, rendered
from asof.page.tree import SVG, is_element, parse_drawing
from asof.pdf.proof.text_check import ElementText, Piece, Story


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A text of a drawing: its words, the file that it stands in, if any, and its element there."""

    words: str
    name: str
    drawing: Any = field(repr=False)
    element: Any = field(repr=False)

    @property
    def number(self) -> int:
        """How many texts of its drawing stand before it in the file."""
        return list(self.drawing.iter(f"{SVG}text")).index(self.element)


SILENT = {"style", "script", "template", "title"}


def story(root: Any, pages: tuple[LaidPage, ...], document: Document) -> Story:
    """What each element of a document was to say, and what the engine set of it."""
    said: dict[int, list[LaidLeaf]] = {}
    for leaf in chain.from_iterable(pages):
        if leaf.element is not None:
            said.setdefault(id(leaf.element), []).append(leaf)
    body = root.find("body")
    given = _given(body, said) if body is not None else ()
    return Story(tuple(given), tuple(tuple(_pieces(page, document)) for page in pages))


def _given(element: Any, said: dict[int, list[LaidLeaf]]) -> Iterator[ElementText]:
    """What an element and those in it were to say, each of its own; a picture says it itself."""
    own = said.get(id(element), [])
    if _silent(element) or any(not leaf.text for leaf in own):
        return
    given = " ".join([element.text or "", *(child.tail or "" for child in element)])
    if own or given.strip():
        again = any(leaf.manner.repeated for leaf in own)
        yield ElementText(element, given, " ".join(leaf.text for leaf in own), again)
    for child in element:
        yield from _given(child, said)


def _silent(element: Any) -> bool:
    """Whether an element, or a comment, has no words for the page."""
    spoken = is_element(element) and element.tag not in SILENT
    return not spoken or element.get("hidden") is not None


def _pieces(page: LaidPage, document: Document) -> Iterator[Piece]:
    """The lines that stand on a page, and the words of its pictures."""
    lines = (among for _, among in groupby(page, key=lambda leaf: id(leaf.line)))
    runs = [[run for leaf in line for run in _runs(leaf, document)] for line in lines]
    both_ways = any(LEFTWARD.search(run.text) for run in chain.from_iterable(runs))
    for found in filter(None, runs):
        among = tuple(replace(run, both_ways=True) if both_ways else run for run in found)
        yield Piece("".join(run.text for run in among), among[0].element, among=among)


def _runs(leaf: LaidLeaf, document: Document) -> Iterator[Piece]:
    """What one text, or one picture, says on the page."""
    if not leaf.text:
        for text in texts_in_picture(leaf.box.element, document):
            yield Piece(text.words, leaf.element, drawn=text)
    else:
        yield Piece(leaf.text, leaf.element, None if leaf.manner.turned else _box(leaf.box))


def _box(box: Any) -> tuple[float, float, float, float]:
    """Where a box stands, in points from the top left."""
    left, top = box.position_x * POINT, box.position_y * POINT
    return left, top, left + box.width * POINT, top + box.height * POINT


def texts_in_picture(element: Any, document: Document) -> Iterator[DrawnText]:
    """The texts of a drawing; none of any other picture, nor of one that cannot be read."""
    if element is None:
        return iter(())
    url = picture_url(element)
    return _in_file(asset_name(url), document) if url else _drawn(element, "", document)


def _in_file(name: str, document: Document) -> Iterator[DrawnText]:
    drawing = _parsed(document.assets.get(name, b""))
    return iter(()) if drawing is None else _drawn(drawing, name, document)


@lru_cache(maxsize=8)  # a drawing is asked for twice: for its words, and for their places
def _parsed(content: bytes) -> Any:
    return parse_drawing(content)


def _drawn(drawing: Any, name: str, document: Document) -> Iterator[DrawnText]:
    """The texts in a drawing, and in the drawings that it shows."""
    for each in _rendered(drawing):
        if isinstance(each, RenderedText):
            yield DrawnText(each.words, name, drawing, each.element)
        else:
            yield from _in_file(asset_name(picture_url(each), dirname(name)), document)


@lru_cache(maxsize=8)
def _rendered(drawing: Any) -> tuple[RenderedText | Any, ...]:
    return tuple(rendered(drawing))
