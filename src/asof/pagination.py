"""An edition laid on its pages, again where what a page cuts has to be set otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

from asof.engine import LaidDocument
from asof.engine.page_breaks import CutBox, cut_boxes, higher_than_pages
from asof.page.continuation import WHOLE, continued, cut_where_it_stands, kept_whole
from asof.page.document import Document

Lay = Callable[[Document], LaidDocument]

SHORT = 1 / 3  # of a page: a box that is no higher is not cut


def laid_whole(laid: LaidDocument, lay: Lay) -> LaidDocument:
    """A laid document whose boxes are whole, or go on under their titles.

    What is mended on a page changes none before it, so each is looked at once; a box that has been
    kept whole and is cut all the same is parted.
    """
    page = 1
    while high := next(higher_than_pages(laid, page), None):
        page, number = high
        laid = lay(with_tree(laid.document, cut_where_it_stands(laid.document.tree, number)))
    page = 1
    while cut := next(cut_boxes(laid, page), None):
        page, tree = cut.page, mended(laid.document.tree, cut)
        if tree is None:
            page += 1
        else:
            laid = lay(with_tree(laid.document, tree))
    return laid


def with_tree(document: Document, tree: Element) -> Document:
    """A document that is set as another tree."""
    return replace(document, tree=tree)


def mended(tree: Element, cut: CutBox) -> Element | None:
    """A tree in which a box is not cut, or goes on under its title; none where it cannot."""
    box = list(tree.iter())[cut.box]
    if cut.height <= SHORT and box.get(WHOLE) == "":
        return kept_whole(tree, cut.box)
    return None if cut.before is None else continued(tree, cut.box, cut.before)
