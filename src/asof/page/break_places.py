"""Where a page may begin: before a section, a block, a row. The best place has the lowest rank."""

from __future__ import annotations

from copy import deepcopy
from xml.etree.ElementTree import Element

from asof.page.continuation import BEGUN, WHOLE, parents, titled_boxes
from asof.page.tree import HEADINGS, classes, is_element

SECTION, BLOCK, ROW = range(3)


def begun_with(tree: Element, number: int) -> Element:
    """A tree in which an element, by its number in the order of the document, begins a page."""
    tree = deepcopy(tree)
    element = list(tree.iter())[number]
    element.set("class", " ".join(filter(None, (element.get("class"), BEGUN))))
    return tree


def break_places(tree: Element) -> dict[Element, int]:
    """The elements that a page may begin with, each with its rank."""
    above = parents(tree)
    whole = {box for box in titled_boxes(tree) if box.get(WHOLE) is not None}
    found = {}
    for element in filter(is_element, tree.iter()):
        rank = _rank(element, above)
        if rank is not None and not whole.intersection(_upward(above.get(element), above)):
            found[element] = rank
    return found


def _rank(element: Element, above: dict[Element, Element]) -> int | None:
    """The rank of an element; none before which no page may begin."""
    parent = above.get(element)
    before = None if parent is None else _before(element, parent)
    if parent is None or before is None or before.tag in HEADINGS:
        return None
    if element.tag == "section":
        return SECTION
    if parent.tag == "section" or "matter" in classes(element):
        return None if element.tag in HEADINGS else BLOCK
    in_prose = parent.tag == "div" and "prose" in classes(parent)
    return ROW if in_prose or _row_among_rows(element, parent, before) else None


def _before(element: Element, parent: Element) -> Element | None:
    """What stands before an element."""
    at = list(parent).index(element)
    return parent[at - 1] if at else None


def _row_among_rows(element: Element, parent: Element, before: Element) -> bool:
    """Whether two rows or more stand on both sides of a break before a row of a list."""
    rows = list(parent)
    row = element.tag == "li" or parent.tag == "tbody"
    return row and before is not rows[0] and element is not rows[-1]


def _upward(element: Element | None, above: dict[Element, Element]) -> set[Element]:
    found = set()
    while element is not None:
        found.add(element)
        element = above.get(element)
    return found
