"""A chart as part of its page: it is set in the page's fonts, and follows it into the dark.

As a picture of its own it would have no font but the reader's. Its styles become attributes, which
a page without styles of its own may have, and its colours the page's tokens. A drawing that has
others stands on white paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from asof.form import Palette
from asof.page.css import declared_in
from asof.page.tree import SVG, is_element, parse_drawing

WHITE = "#ffffff"
XLINK = "{http://www.w3.org/1999/xlink}href"
TOLD_APART = {f"{SVG}{name}" for name in ("title", "desc", "metadata")}  # the label says it
USUAL = "*{stroke-linejoin: round; stroke-linecap: butt}"  # what our charts' own sheet says
PAINTS = ("fill", "stroke", "stop-color", "color")
# Styles that SVG has as attributes, of those that charts have.
ATTRIBUTES = {
    *PAINTS,
    *("stroke-width", "stroke-linejoin", "stroke-linecap", "stroke-dasharray"),
    *("stroke-dashoffset", "stroke-miterlimit", "stroke-opacity", "fill-opacity", "fill-rule"),
    *("font-size", "font-family", "font-weight", "font-style", "text-anchor", "opacity"),
    *("clip-rule", "dominant-baseline", "display", "visibility", "paint-order", "letter-spacing"),
}


def inline_drawing(content: bytes, name: str, palette: Palette) -> Element | None:
    """A chart's drawing as an element of a page; nothing where it asks for more than attributes.

    Its ids begin with `name`, which no other drawing of the page has.
    """
    drawing = parse_drawing(content)
    if drawing is None or not all(map(_is_plain, filter(is_element, drawing.iter()))):
        return None
    for around in drawing.iter():
        for child in list(around):
            if not is_element(child) or child.tag in TOLD_APART or child.tag == f"{SVG}style":
                around.remove(child)
    tokens = _tokens(palette)
    drawing.set("class", "drawing" if set(_colours(drawing)) <= tokens.keys() else "drawing paper")
    for element in drawing.iter():
        _set_attributes(element, name, tokens)
    return drawing


def _tokens(palette: Palette) -> dict[str, str]:
    """The page's tokens by the colours that its drawings have for them."""
    told = {getattr(palette, each): f"var(--{each})" for each in ("hairline", "quiet", "ink")}
    return {WHITE: "var(--paper)", "none": "none"} | told


def _is_plain(element: Element) -> bool:
    """Whether all of an element's style can be said by attributes."""
    if element.tag == f"{SVG}style":
        return (element.text or "").strip() == USUAL
    return declared_in(element.get("style", "")).keys() <= ATTRIBUTES


def _colours(drawing: Element) -> Iterator[str]:
    for element in drawing.iter():
        told = declared_in(element.get("style", ""))
        yield from (told[name].lower() for name in PAINTS if name in told)


def _set_attributes(element: Element, name: str, tokens: dict[str, str]) -> None:
    """The style of an element as attributes, its ids those of one drawing of several."""
    style = declared_in(element.attrib.pop("style", ""))
    for each, value in style.items():
        element.set(each, tokens.get(value.lower(), value) if each in PAINTS else value)
    if found := element.get("id"):
        element.set("id", f"{name}-{found}")
    if link := element.attrib.pop(XLINK, ""):
        element.set("href", f"#{name}-{link.removeprefix('#')}")
    for each, value in element.attrib.items():
        element.set(each, re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", value))
