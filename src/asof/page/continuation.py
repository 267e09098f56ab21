"""What a page goes on with: the rest of a box under its title, set anew behind a break.

An element with `data-continued` stands in a title, and its words are followed by those of the
attribute where the title is said again. The box is what holds the title. Its parts are one to a
reading voice, which hears the title once.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from xml.etree.ElementTree import Element

from asof.page.tree import CITING, HEADINGS, classes, is_element

PLACE = "data-continued"  # behind which words a title says that it is one again
PART = "data-part-of"  # what the parts of one element have in common
AGAIN = "data-again"  # on a title that has been read
WHOLE = "data-whole"  # on a box that is to be whole where it takes little of a page; "page": it is
HIGH = "data-high"  # on what is to be whole and is higher than a page
TITLES = HEADINGS | {"p", "caption", "figcaption"}


def titled_boxes(tree: Element) -> Iterator[Element]:
    """The boxes whose titles are said again where they go on."""
    above = parents(tree)
    for element in filter(is_element, tree.iter()):
        if element.get(PLACE):
            yield above[_title_around(element, above)]


def _title_around(element: Element, above: dict[Element, Element]) -> Element:
    """The title that an element stands in."""
    while element.tag not in TITLES and element in above:
        element = above[element]
    return element


def parents(tree: Element) -> dict[Element, Element]:
    """The element around each element."""
    return {child: parent for parent in tree.iter() for child in parent}


def kept_whole(tree: Element, box: int) -> Element:
    """A tree in which a box, by its number in the order of the document, is on one page."""
    tree = deepcopy(tree)
    list(tree.iter())[box].set(WHOLE, "page")
    return tree


def cut_where_it_stands(tree: Element, number: int) -> Element:
    """A tree in which what no page can hold, an element by its number, begins where it stands."""
    tree = deepcopy(tree)
    list(tree.iter())[number].set(HIGH, "")
    return tree


def continued(tree: Element, box: int, before: int) -> Element:
    """A tree in which a box ends, and goes on under its title on the next page.

    Both are told by their numbers in the order of the document: the box, and the element in it that
    is the first on the new page.
    """
    tree = deepcopy(tree)
    above, elements = parents(tree), list(tree.iter())
    node, last, rest = elements[before], elements[box], None
    while node is not last:
        parent = above[node]
        parent.attrib.setdefault(PART, f"{elements.index(parent)}")
        rest, node = _part_behind(parent, node, rest), parent
    holder = above[last]
    holder.insert(list(holder).index(last) + 1, _behind_a_break(last, rest))
    return tree


def _behind_a_break(box: Element, rest: Element | None) -> Element:
    assert rest is not None
    rest.set("class", " ".join(filter(None, (rest.get("class"), "continued"))))
    rest.tail, box.tail = box.tail, "\n"
    return rest


def _part_behind(parent: Element, node: Element, rest: Element | None) -> Element:
    """What an element has from a child on, or behind it where that has been parted itself."""
    at = list(parent).index(node)
    moved = list(parent)[at if rest is None else at + 1 :]
    twin = Element(parent.tag, _attributes(parent))
    titles = [child for child in parent[:at] if _is_title(child)]
    twin.extend([*map(_said_again, titles), *([] if rest is None else [rest]), *moved])
    for child in moved:
        parent.remove(child)
    return twin


def _attributes(element: Element) -> dict[str, str]:
    """The attributes of the second part of an element; an identifier names the first."""
    kept = {name: value for name, value in element.attrib.items() if name != "id"}
    if element.tag == "ol":
        begun = int(kept.get("start", "1"))
        kept["start"] = str(begun + sum(child.tag == "li" for child in element))
    return kept


def _is_title(element: Element) -> bool:
    return element.tag in TITLES and any(each.get(PLACE) for each in element.iter())


def _said_again(title: Element) -> Element:
    """A title as it is said again: without sources, and no longer a place of facts."""
    twin, first = deepcopy(title), title.get(AGAIN) is None
    for parent in list(twin.iter()):
        for child in [c for c in parent if is_element(c) and CITING & classes(c)]:
            _take_out(parent, child)
    for each in filter(is_element, twin.iter()):
        if first and each.get(PLACE):
            _append_words(each, f" {each.get(PLACE)}")
        for name in [n for n in each.attrib if n != PLACE and (n == "id" or n[:5] == "data-")]:
            del each.attrib[name]
    twin.set(AGAIN, "")
    return twin


def _take_out(parent: Element, child: Element) -> None:
    """Take an element out, and leave the words behind it."""
    at, tail = list(parent).index(child), child.tail or ""
    parent.remove(child)
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _append_words(element: Element, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + words
    else:
        element.text = (element.text or "").rstrip() + words
