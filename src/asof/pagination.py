"""An edition laid on its pages, again where what a page cuts has to be set otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from asof.engine import LaidDocument, rows
from asof.engine.page_breaks import (
    BreakPlace,
    CutBox,
    begins_with,
    break_places_on,
    cut_boxes,
    higher_than_pages,
    in_flow,
)
from asof.engine.picture_rows import uneven_pictures
from asof.page.break_places import begun_with
from asof.page.continuation import WHOLE, continued, cut_where_it_stands, kept_whole
from asof.page.document import Document
from asof.page.tree import classes

MISFIT = "data-misfit"  # on what a draft outlines
PANEL = "data-panel"  # on one side of a fold, which stands whole on the page where it begins

Lay = Callable[[Document], LaidDocument]

SHORT = {"standard": 1 / 3}  # of a page: a box that is no higher is not cut …
OTHERS = 1 / 2  # … and in larger type, where a third is a few lines
FULL = 0.4  # of a page: less looks left over
LEAST = 0.1  # of a page: so much stands before what a document ends with
SLACK = 0.03  # of a page: what margins at its head are less


def laid_whole(laid: LaidDocument, lay: Lay, short: float) -> LaidDocument:
    """A laid document whose boxes are whole where they are `short`, or go on under their titles.

    What is mended on a page changes none before it but the last: there the end of a part may be
    kept together. A box that has been kept whole and is cut all the same is parted.
    """
    page = 1
    while high := next(higher_than_pages(laid, page), None):
        page, number = high
        laid = lay(with_tree(laid.document, cut_where_it_stands(laid.document.tree, number)))
    page = 1
    while cut := next(cut_boxes(laid, page), None):
        page, other = cut.page, mended(laid, cut, lay, short)
        if other is None:
            page += 1
        else:
            page, laid = max(page - 1, 1), other
    return laid


def mended(laid: LaidDocument, cut: CutBox, lay: Lay, short: float) -> LaidDocument | None:
    """A document in which a box is not cut, or goes on under its title; none where it cannot."""
    tree = laid.document.tree
    if cut.height <= short and list(tree.iter())[cut.box].get(WHOLE) == "":
        return lay(with_tree(laid.document, kept_whole(tree, cut.box)))
    return None if cut.before is None else parted(laid, cut, cut.before, lay)


def parted(laid: LaidDocument, cut: CutBox, before: int, lay: Lay) -> LaidDocument:
    """A document whose box goes on under its title with an element.

    What then has no room above the break would stand alone below it, before the rest: the break is
    before that, or before the box where none of it has room.
    """
    tree = laid.document.tree
    other = lay(with_tree(laid.document, continued(tree, cut.box, before, cut.columns)))
    again = next(cut_boxes(other, cut.page), None)
    if (
        again
        and (again.page, again.box) == (cut.page, cut.box)
        and (again.before or before) < before
    ):
        return parted(laid, cut, again.before or before, lay)
    first = begins_with(other, cut.page, cut.box)
    return other if first is None else lay(with_tree(laid.document, begun_with(tree, first)))


def levelled(laid: LaidDocument, lay: Lay) -> LaidDocument:
    """A laid document whose pictures side by side begin and end at the same height."""
    lacking = uneven_pictures(laid)
    if not lacking:
        return laid
    tree = deepcopy(laid.document.tree)
    elements = list(tree.iter())
    for number, (above, below) in lacking.items():
        white = f"padding: {above:.2f}pt 0 {below:.2f}pt 0"
        elements[number].set("style", white)
    return lay(with_tree(laid.document, tree))


def evened(laid: LaidDocument, lay: Lay, short: float) -> LaidDocument:
    """A laid document whose last page takes blocks along, where it is hardly used without.

    What stands there is otherwise left over: the end of a list, or the sources alone.
    """
    if laid.count < 2 or (laid.used >= FULL and not ends_alone(laid)):
        return laid
    for place in best_places(laid):
        tree = begun_with(laid.document.tree, place.element)
        other = laid_whole(lay(with_tree(laid.document, tree)), lay, short)
        full = other.fill[-2] >= FULL and other.used >= min(FULL, laid.used + LEAST)
        if other.count == laid.count and full:
            return other
    return laid


def best_places(laid: LaidDocument) -> Iterator[BreakPlace]:
    """What the last page is to begin with: of the best rank the lowest, which takes least along.

    Where that does not fill the page, it is what comes nearest to it.
    """
    before, last = laid.fill[-2:]
    places = break_places_on(laid, laid.count - 2)
    fitting = [p for p in places if before + last - 1 < p.top <= before - LEAST]
    fitting = [p for p in fitting if p.top > FULL]
    filling = [p for p in fitting if before - p.top + last >= FULL + SLACK]
    if filling:
        yield min(filling, key=lambda place: (place.rank, -place.top))
    if short_of := [p for p in fitting if p not in filling]:
        yield min(short_of, key=lambda place: place.top)


def ends_alone(laid: LaidDocument) -> bool:
    """Whether the last page begins with what stands at the end: sources, contact, the code."""
    first = next(in_flow(laid.pages[-1]), None)
    inside = (box.element for box in first.around) if first else ()
    return any(element is not None and "end" in classes(element) for element in inside)


def lines_over_panels(laid: LaidDocument) -> int:
    """How many lines of the sides of a fold go on overleaf, among what stands there.

    The engine lets a float go on, and begins no page for what is left of it.
    """
    later = (leaf for page in laid.pages[1:] for leaf in page)
    over = tuple(leaf for leaf in later if any(_is_panel(box.element) for box in leaf.around))
    return rows(over)


def _is_panel(element: Any) -> bool:
    return element is not None and PANEL in element.attrib


def outlined(laid: LaidDocument, found: Iterable[Any], lay: Lay) -> LaidDocument:
    """A laid document in which some elements are outlined, for whoever looks at a draft."""
    numbers = {id(element): number for number, element in enumerate(laid.root.iter())}
    tree = deepcopy(laid.document.tree)
    elements = list(tree.iter())
    for element in found:
        elements[numbers[id(element)]].set(MISFIT, "")
    return lay(with_tree(laid.document, tree))


def with_tree(document: Document, tree: Element) -> Document:
    """A document that is set as another tree."""
    return replace(document, tree=tree)
