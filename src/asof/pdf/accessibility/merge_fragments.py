"""Join what lines, columns and pages cut: what is one in the document is one in its tags.

The engine makes an element of each piece (WeasyPrint's issue 2903). A voice would read a link that
wraps as two, and a table that goes on overleaf as another one (ISO 32000-1, 14.8.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from asof.engine.laid_page import marginal
from asof.engine.tag_tree import Element, PaintedPage, Tree
from asof.page.continuation import PART

HEADINGS = {f"h{n}": f"/H{n}" for n in range(1, 7)}
LISTS = {"ul": "/L", "ol": "/L", "dl": "/L", "li": "/LI", "dt": "/LI", "dd": "/LI"}
ROWS = {"table": "/Table", "thead": "/THead", "tbody": "/TBody", "tr": "/TR", "caption": "/Caption"}
KINDS = {"p": "/P", "a": "/Link", **HEADINGS, **LISTS, **ROWS}

Piece = tuple[str, Any, Element]  # its kind, the element of the document, that of the tree


def join(tree: Tree) -> None:
    """Every piece goes to the first of its kind that the same element of the document made."""
    # By kind too, for one element makes several: a list item is an LI and its LBody.
    firsts: dict[tuple[str, object], Element] = {}
    for page in tree.pages:
        for kind, source, piece in chain(pieces(tree, page), cells(page)):
            first = firsts.setdefault((kind, identity(source)), piece)
            if first is not piece:
                _unite(tree, page, first, piece)
    _join_columns(tree)


def _join_columns(tree: Tree) -> None:
    """A list that stands in columns is one: the engine makes a list of each, within that of all."""
    for column in [e for e in tree.walk(tree.document) if e["S"] == "/L"]:
        above = tree.at(column["P"])
        if above["S"] == "/L":
            at = above["K"].index(column.reference)
            above["K"][at : at + 1] = column["K"]
            for item in tree.within(column):
                item["P"] = above.reference
            column.clear()


def identity(source: Any) -> object:
    """What the parts of an element have in common that goes on in another one."""
    return source.get(PART) or id(source)


def cells(page: PaintedPage) -> Iterator[Piece]:
    """The cells of a page: one may be empty on it, and have its words on the next."""
    marked = (box for box in page.boxes if getattr(box, "mark", None))
    return ((box.mark["S"], box.element, box.mark) for box in marked)


def pieces(tree: Tree, page: PaintedPage) -> Iterator[Piece]:
    """The other elements of a page, each found from the first content that is its own."""
    done = set()
    for leaf, within in _leaves(page, page.box, {}):
        for kind, box in within.items():
            above = tree.upto(tree.leaf(page, leaf), kind) if box not in done else []
            done.add(box)
            yield from ((kind, box.element, piece) for piece in above[-1:])


def _leaves(page: PaintedPage, box: Any, within: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    """What holds content, with the innermost box of each kind around it."""
    kind = KINDS.get(box.element_tag)
    # Boxes of one element lie within each other; the outermost is the one that the tree knows.
    if kind and (kind not in within or within[kind].element is not box.element):
        within = {**within, kind: box}
    if box in page.marks:
        yield box, within
    for child in box.children:
        if not marginal(child):
            yield from _leaves(page, child, within)


def _unite(tree: Tree, page: PaintedPage, first: Element, piece: Element) -> None:
    """Hand what a piece holds to the first one, and leave none of it."""
    _empty(tree, page, first, piece)
    if "ID" in piece:  # a header's, which the cells under it name
        piece["ID"].string = first["ID"].string
    drop(tree, piece)


def _empty(tree: Tree, page: PaintedPage, first: Element, piece: Element) -> None:
    """Hand all that a piece holds to the first one."""
    kids, piece["K"][:] = list(piece["K"]), []
    for kid in kids:
        if isinstance(kid, int):
            _hand_over_content(tree, page, kid, first)
        else:
            _hand_over(tree, page, kid, first)


def _hand_over_content(tree: Tree, page: PaintedPage, number: int, first: Element) -> None:
    """Give numbered content of a page to an element, which may be one of another page."""
    at = tree.page_reference(page)
    # A bare number is of the element's own page (ISO 32000-1, 14.7.4.2).
    away = type(first)({"Type": "/MCR", "Pg": at, "MCID": number})
    first["K"].append(number if first["Pg"] == at else away)
    tree.holders(page)[number] = first.reference


def _hand_over(tree: Tree, page: PaintedPage, kid: bytes, first: Element) -> None:
    """Give an element, or a link's annotation, to another element; an item has but one body."""
    thing = tree.at(kid)
    bodies = [body for body in tree.within(first) if body["S"] == thing.get("S") == "/LBody"]
    if thing["Type"] == "/OBJR":
        tree.give(tree.at(thing["Obj"]), first)
        first["K"].append(kid)
    elif bodies or _hollow(tree, thing):
        _empty(tree, page, next(iter(bodies), first), thing)
        thing.clear()
    else:
        thing["P"] = first.reference
        first["K"].append(kid)


def drop(tree: Tree, element: Element) -> None:
    """Leave nothing of an element, nor of those above it that held nothing else."""
    above = tree.at(element["P"])
    above["K"].remove(element.reference)
    for each in list(tree.walk(element)):
        each.clear()
    if above is not tree.document and _hollow(tree, above):
        drop(tree, above)


def _hollow(tree: Tree, element: Element) -> bool:
    """Whether an element holds nothing but elements that hold nothing."""
    inner = tree.within(element)
    return len(inner) == len(element["K"]) and all(_hollow(tree, each) for each in inner)
