"""The words of drawings as they are painted, where some of them are read from right to left.

WeasyPrint sets each letter of an SVG text alone, from left to right. So it is given the letters in
the order in which they are seen, each in the form that it has beside the others.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining
from xml.etree.ElementTree import Element, tostring

from asof.engine.reading_order import LEFTWARD, paragraph_levels, seen_order
from asof.page.arabic_forms import joined_forms
from asof.page.tree import SVG, parse_drawing

MIRRORED = dict(zip("()[]{}«»<>", ")(][}{»«><", strict=True))


@lru_cache(maxsize=256)
def painted(words: str) -> str:
    """Some words in the order in which they are seen; empty where they cannot be painted so."""
    if not LEFTWARD.search(words):
        return words
    formed = joined_forms(words)
    if formed is None or any(map(_is_mark, formed)):
        return ""
    found = paragraph_levels(formed, rtl=False)
    order = seen_order(found)
    return "".join(MIRRORED.get(formed[n], formed[n]) if found[n] % 2 else formed[n] for n in order)


def _is_mark(char: str) -> bool:
    """Whether a character stands above or below the one before it, which a letter alone cannot."""
    return bool(combining(char))


def can_be_painted(text: Element) -> bool:
    """Whether the engine can be given the words of a text of a drawing in another order."""
    turned = text.get("direction") or "direction" in (text.get("style") or "")
    return not len(text) and not turned and bool(painted(text.text or ""))


def as_painted(drawing: bytes) -> bytes:
    """A drawing with its words in the order in which they are seen."""
    tree = parse_drawing(drawing) if LEFTWARD.search(drawing.decode("utf-8", "replace")) else None
    if tree is None:
        return drawing
    for text in tree.iter(f"{SVG}text"):
        text.text = painted(text.text or "") if can_be_painted(text) else text.text
    written: bytes = tostring(tree, encoding="utf-8")
    return written
