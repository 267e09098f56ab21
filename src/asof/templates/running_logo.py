"""A logo that runs at the head of each page is not there where the page has one already."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from xml.etree.ElementTree import Element

from asof.page.continuation import parents
from asof.page.tree import classes, is_element, take_out

HEAD, COVER, LOGO = {"running", "subject"}, "cover-page", "logo"


def keep_one_logo(tree: Element) -> None:
    """Let each page show the logo once: a cover its own, all others that which runs.

    Of two elements that run in one place the engine shows the first on the page of both, and the
    second on all that follow; so a head without the logo goes before the one that has it.
    """
    above = parents(tree)
    head = next((e for e in _elements(tree) if classes(e) >= HEAD), None)
    if head is None or not any(map(_is_logo, head.iter())):
        return
    for logo in [e for e in _elements(tree) if _is_logo(e) and head not in _around(e, above)]:
        if any(COVER in classes(each) for each in _around(logo, above)):
            place = above[head]
            place.insert(list(place).index(head), _without_logo(head))
        else:
            take_out(above[logo], logo)


def _elements(tree: Element) -> Iterator[Element]:
    return filter(is_element, tree.iter())


def _is_logo(element: Element) -> bool:
    return is_element(element) and LOGO in classes(element)


def _around(element: Element, above: dict[Element, Element]) -> Iterator[Element]:
    """The elements that one stands in."""
    while element in above:
        element = above[element]
        yield element


def _without_logo(head: Element) -> Element:
    """A copy of what runs at the head; it is not read twice, nor are its ids there again."""
    copy = deepcopy(head)
    for parent in list(copy.iter()):
        for child in [each for each in parent if _is_logo(each)]:
            take_out(parent, child)
        parent.attrib.pop("id", None)
    for element in head.iter():
        element.attrib.pop("role", None)
    return copy
