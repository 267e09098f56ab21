"""Addresses of the net and names of files, set apart: a hyphen would be taken for their own."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from asof.page.tree import RAW, SVG, is_element

ADDRESS = re.compile(
    r"((?:\w+://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.@/-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/[^\s,;]*)?)(?<![.,;:!?)\]]))"
)


def set_addresses_apart(tree: Element) -> None:
    """Give each address of a tree an element of its own, which no rule of hyphens cuts."""
    for element in [e for e in tree.iter() if is_element(e) and e.tag not in RAW]:
        if not element.tag.startswith(SVG):
            _part(element)


def _part(element: Element) -> None:
    """Set the addresses apart that stand in an element itself."""
    children = list(element)
    texts = [element.text, *(child.tail for child in children)]
    if not any(text and ADDRESS.search(text) for text in texts):
        return
    for child in children:
        element.remove(child)
    for before, text in zip((None, *children), texts, strict=True):
        if before is not None:
            element.append(before)
        _append(element, text or "")


def _append(element: Element, text: str) -> None:
    """Put a text behind what an element has, its addresses in elements."""
    words = ADDRESS.split(text)  # between two words stands an address
    _append_words(element, words[0])
    for address, behind in zip(words[1::2], words[2::2], strict=True):
        SubElement(element, "span", {"class": "address"}).text = address
        _append_words(element, behind)


def _append_words(element: Element, words: str) -> None:
    if len(element):
        element[-1].tail = words
    else:
        element.text = words
