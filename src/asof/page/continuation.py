"""What a page goes on with: the rest of a box under its title, set anew behind a break.

An element with `data-continued` stands in a title, and its words are followed by those of the
attribute where the title is said again. The box is what holds the title; a table or a list that has
the attribute itself has no title but the heading above it. With the title of a table its head is
said again, and the heading of the group that goes on. The parts of a box are one to a reading
voice, which hears the title once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from xml.etree.ElementTree import Element

from asof.page.tree import CITING, HEADINGS, classes, is_element, take_out

PLACE = "data-continued"  # behind which words a title says that it is one again
PART = "data-part-of"  # what the parts of one element have in common
AGAIN = "data-again"  # on a title that has been read
WHOLE = "data-whole"  # on a box that is to be whole where it takes little of a page; "page": it is
HIGH = "data-high"  # on what is to be whole and is higher than a page
BEGUN = "page-begun"  # the class of what begins a page
TITLES = HEADINGS | {"p", "tr", "caption", "figcaption"}
KEPT = {PLACE, PART}  # attributes that a title has when it is said again
UNTITLED = {"table", "ul", "div"}  # what may have no title but the heading above


def titled_boxes(tree: Element) -> Iterator[Element]:
    """The boxes whose titles are said again where they go on."""
    above = parents(tree)
    for element in filter(is_element, tree.iter()):
        if element.get(PLACE):
            own = element.tag in UNTITLED
            yield element if own else above[_title_around(element, above)]


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


def continued(tree: Element, box: int, before: int, columns: Sequence[float] = ()) -> Element:
    """A tree in which a box ends, and goes on under its title on the next page.

    Both are told by their numbers in the order of the document: the box, and the element in it that
    is the first on the new page. The columns of a table keep the widths that they had, in pixels.
    """
    tree = deepcopy(tree)
    above, elements = parents(tree), list(tree.iter())
    node, last, rest = elements[before], elements[box], None
    _set_classes(node, classes(node) - {BEGUN})
    while node is not last:
        parent = above[node]
        for each in (parent, *parent.iterfind("thead"), *parent.iterfind("tr")):
            each.attrib.setdefault(PART, f"{elements.index(each)}")
        if parent.tag == "table":
            _keep_widths(parent, columns)
        rest, node = _part_behind(parent, node, rest), parent
    assert rest is not None
    holder = above[last]
    at = list(holder).index(last) + 1
    rest.tail, last.tail = last.tail, "\n"
    on_its_side = "landscape" in classes(holder)  # a sheet around the table, under its heading
    under = (holder, above[holder]) if on_its_side else (last, holder)
    begun = _titled(rest, _heading_above(*under))
    _set_classes(begun[0], {*classes(begun[0]), "continued"})
    holder[at:at] = begun
    return tree


def _set_classes(element: Element, names: set[str]) -> None:
    """Give an element its classes, in the order that it had them in."""
    had = (element.get("class") or "").split()
    told = [*(name for name in had if name in names), *sorted(names.difference(had))]
    if told or had:
        element.set("class", " ".join(told))


def _titled(rest: Element, heading: Element | None) -> list[Element]:
    """What goes on, under the heading that stood above it where it has no title of its own."""
    if heading is None or rest.get(PLACE) is None or any(map(_is_title, rest)):
        return [rest]
    named = deepcopy(heading)
    named.attrib.setdefault(PLACE, rest.get(PLACE, ""))
    title = _said_again(named)
    title.tag = "caption" if rest.tag == "table" else "p"
    title.set("class", "caption")
    title.tail = "\n"
    if rest.tag != "table":
        del title.attrib[PLACE]  # what it stands in is no box of its own
        return [title, rest]
    for caption in rest.findall("caption"):
        _append_words(title, " ")
        title.extend(caption)
        rest.remove(caption)
    rest.insert(0, title)
    return [rest]


def _heading_above(box: Element, holder: Element) -> Element | None:
    """The heading that a box stands under: of its section, or the one that said it again."""
    before = list(holder)[: list(holder).index(box)]
    named = (e for e in reversed(before) if e.tag in HEADINGS or e.get(AGAIN) is not None)
    return next(named, None)


def _keep_widths(table: Element, columns: Sequence[float]) -> None:
    """Give the columns of a table the widths, in pixels, that all of its rows asked for."""
    if columns and table.find("colgroup") is None:
        widths = Element("colgroup")
        widths.extend(Element("col", {"style": f"width: {width:.2f}px"}) for width in columns)
        head = table.find("thead")
        table.insert(0 if head is None else list(table).index(head), widths)
        _set_classes(table, {*classes(table), "parted"})


def _part_behind(parent: Element, node: Element, rest: Element | None) -> Element:
    """What an element has from a child on, or behind it where that has been parted itself."""
    at = list(parent).index(node)
    moved = list(parent)[at if rest is None else at + 1 :]
    twin = Element(parent.tag, _attributes(parent))
    group = [] if rest is None and "group" in classes(node) else _last_group(parent[:at])
    twin.extend([*_heads(parent[:at]), *map(_said_again, group)])
    twin.extend([*([] if rest is None else [rest]), *moved])
    for child in moved:
        parent.remove(child)
    return twin


def _heads(before: Sequence[Element]) -> Iterator[Element]:
    """What of that before a break is said again: the title, what all rows share, the head."""
    for child in before:
        if child.tag in ("colgroup", "thead"):
            yield deepcopy(child)
        elif "group" not in classes(child) and (_is_title(child) or _tells_all(child)):
            again = _said_again(child)
            if "".join(again.itertext()).strip():
                yield again


def _tells_all(element: Element) -> bool:
    """Whether an element says what all rows of a table share."""
    return element.tag == "caption" or "shared" in classes(element)


def _last_group(before: Sequence[Element]) -> list[Element]:
    """The heading of the group that goes on."""
    return [child for child in before if "group" in classes(child)][-1:]


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
        for child in [c for c in parent if is_element(c) and _cites(c)]:
            take_out(parent, child)
    for each in filter(is_element, twin.iter()):
        if first and each.get(PLACE):
            _append_words(each, f" {each.get(PLACE)}")
        for name in [n for n in each.attrib if n not in KEPT and (n == "id" or n[:5] == "data-")]:
            del each.attrib[name]
    twin.set(AGAIN, "")
    return twin


def _cites(element: Element) -> bool:
    """Whether an element is the mark of a source, or says from where all rows of a table are."""
    own = classes(element)
    told = "shared" in own and any(CITING & classes(e) for e in element.iter() if is_element(e))
    return told or bool(CITING & own)


def _append_words(element: Element, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + words
    else:
        element.text = (element.text or "").rstrip() + words
