"""The page as a tree: its HTML parsed once, and its words. The only door to tinyhtml5."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from io import StringIO
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring

MARKED = {"fact", "literal", "source", "footnote"}
CITING = {"source", "footnote"}
INLINE = {"a", "abbr", "b", "code", "em", "i", "s", "small", "span", "strong", "sub", "sup", "u"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
MARKS = re.compile(rb"[\xef\xbb\xbf\xfe\xff\x00\s]*<")
GAP = "\ufffc"  # stands where a mark was
SVG = "{http://www.w3.org/2000/svg}"
UNSEEN = {"style", "script", f"{SVG}style", f"{SVG}script"}
RAW = UNSEEN | {"title", "textarea"}
PREFIXES = {
    SVG: "",
    "{http://www.w3.org/1998/Math/MathML}": "",
    "{http://www.w3.org/1999/xlink}": "xlink:",
    "{http://www.w3.org/XML/1998/namespace}": "xml:",
    "{http://www.w3.org/2000/xmlns/}": "xmlns:",
}


def parse(html: str) -> Element:
    """The tree of some HTML, whole or a piece, as the engine reads it: its parser makes it."""
    import tinyhtml5

    from asof.page.parser_patterns import keep_patterns

    keep_patterns()
    # As a file, for the parser opens a short text that is the name of one.
    tree: Element = tinyhtml5.parse(StringIO(html), namespace_html_elements=False)
    return tree


def parse_drawing(content: bytes) -> Element | None:
    """The tree of an SVG file; nothing where it is none, or cannot be read."""
    try:
        return read_drawing(content) if is_drawing(content) else None
    except DrawingError:
        return None


class DrawingError(ValueError):
    """SVG that cannot be read: what is wrong, and from the first line and column where."""

    def __init__(self, problem: ParseError) -> None:
        line, column = problem.position
        self.message = str(problem).partition(":")[0]
        self.line, self.column = line, column + 1
        super().__init__(self.message)


def read_drawing(content: bytes) -> Element:
    """The tree of an SVG file; raises DrawingError."""
    try:
        return fromstring(content)
    except ParseError as problem:
        raise DrawingError(problem) from None


def is_drawing(content: bytes) -> bool:
    """Whether a file is written in marks, as SVG is, and no photograph."""
    return bool(MARKS.match(content))


def html_of(tree: Element) -> str:
    """A tree as HTML, which the parser reads as the same tree.

    An attribute whose name begins with a brace, as a slip in a template leaves it, is not written:
    ElementTree takes it for a namespace. No page and no rule reads it.
    """
    plain = deepcopy(tree)
    for element in filter(is_element, plain.iter()):
        element.tag = _prefixed(element.tag)
        named = ((_prefixed(name), value) for name, value in element.attrib.items())
        element.attrib = {name: value for name, value in named if not name.startswith("{")}
        if element.tag == "pre" and (element.text or "").startswith("\n"):
            element.text = f"\n{element.text}"  # the first line break of one is not read
    return f"<!doctype html>\n{tostring(plain, 'unicode', method='html')}"


def _prefixed(name: str) -> str:
    space, brace, local = name.rpartition("}")
    prefix = PREFIXES.get(space + brace)
    return name if prefix is None else prefix + local


# ---- elements


def is_element(node: Element) -> bool:
    """Whether a node is no comment."""
    return isinstance(node.tag, str)


def classes(element: Element) -> set[str]:
    """The classes of an element."""
    return set((element.get("class") or "").split())


def take_out(parent: Element, child: Element) -> None:
    """Take an element out, and leave the words behind it."""
    at, tail = list(parent).index(child), child.tail or ""
    parent.remove(child)
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


# ---- words


def texts(element: Element, without: Callable[[Element], object]) -> Iterator[str]:
    """The texts in an element, in order, but for those in some of the elements in it."""
    yield element.text or ""
    for child in element:
        if is_element(child) and not without(child):
            yield from texts(child, without)
        yield child.tail or ""


def plain_words(element: Element) -> str:
    """The words of an element without the numbers and notes that cite sources."""
    return "".join(texts(element, lambda child: CITING & classes(child)))


def name_bookmarks(tree: Element) -> None:
    """Let the bookmark of a heading tell its words: the engine would take sources along."""
    for heading in (e for e in tree.iter() if e.tag in HEADINGS):
        whole, words = "".join(heading.itertext()), plain_words(heading)
        if whole != words:
            heading.set("data-label", " ".join(words.split()))
            own = heading.get("style", "")
            heading.set("style", f"bookmark-label: attr(data-label); {own}".rstrip("; "))


def unmarked(element: Element) -> str:
    """The words in an element that stand outside marks, each block on a line of its own.

    A gap stands for each mark. What a picture says counts, unless a chart says it.
    """
    parts: list[str] = []
    _gather_unmarked(element, parts)
    return "".join(parts)


def _gather_unmarked(element: Element, parts: list[str]) -> None:
    if element.tag in UNSEEN or MARKED & classes(element):
        parts.append(GAP)
        return
    apart = element.tag not in INLINE
    drawn = (element.get("id") or "").startswith("chart-")
    told = [element.get(name) for name in ("alt", "title")] if apart and not drawn else []
    parts += ["\n".join(["", *filter(None, told), ""]) if apart else "", element.text or ""]
    for child in element:
        if is_element(child):
            _gather_unmarked(child, parts)
        parts.append(child.tail or "")
    parts.append("\n" if apart else "")
