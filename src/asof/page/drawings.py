"""What a drawing in SVG may not have: what is set otherwise than it says, or takes for ever.

The engine writes numbers that are none into the PDF as they stand, leaves out what a reference does
not find, and draws what `use` repeats as often as it is repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from graphlib import CycleError, TopologicalSorter
from html import escape
from itertools import islice
from xml.etree.ElementTree import Element

from asof.page.css import is_paint
from asof.page.drawn_text import text_faults
from asof.page.loads import DRAWN, HREF
from asof.page.rendered_svg import declared_by
from asof.page.tree import SVG, is_element

DEPTH = 100  # elements inside each other
LARGE = 1e6  # beyond it no length, angle or share means anything on paper
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
NO_NUMBER = re.compile(r"(?i)(?<![a-z])(?:nan|inf(?:inity)?)(?![a-z])")
OF_NUMBERS = {
    *("x", "y", "z", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry"),
    *(f"f{of}" for of in "xyr"),  # of the focus of a gradient
    *("dx", "dy", "width", "height", "d", "points", "transform", "viewBox", "offset", "rotate"),
    *("gradientTransform", "patternTransform", "textLength", "refX", "refY", "stdDeviation"),
    *("markerWidth", "markerHeight", "font-size", "letter-spacing", "opacity", "fill-opacity"),
    *("stroke-opacity", "stop-opacity", "stroke-width", "stroke-dasharray", "stroke-dashoffset"),
    *("stroke-miterlimit", "style"),
}
OPENING = re.compile(rb"<svg\b[^>]*>")
PAINTS = ("fill", "stroke", "stop-color")
COLOUR = (
    "write the colour itself, such as #1f2a37; draw.io does when it exports in the appearance Light"
)
MOVING = {f"{SVG}{name}" for name in ("set", "animate", "animateTransform", "animateMotion")}
REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\"()\s]+)['\"]?\s*\)")
ELSEWHERE = re.compile(r"url\(\s*['\"]?([^#'\")\s][^'\")\s]*)")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a drawing: the words that it stands in, and what to do."""

    words: str
    message: str
    hint: str


def titled_drawing(drawing: bytes, title: str, description: str) -> bytes:
    """A drawing that says by itself what it shows (SVG 2, 5.7)."""
    words = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>".encode()
    return OPENING.sub(lambda opening: opening[0] + words, drawing, count=1)


def drawing_faults(drawing: Element, most: int, *, alone: bool = True) -> Iterator[Fault]:
    """What is wrong in a drawing, each sort of it once; `most` is how many elements it may draw.

    One that does not stand `alone`, in a file of its own, has its size from the page.
    """
    if deeper_than(DEPTH, drawing):
        told = f"more than {DEPTH} elements stand inside each other"
        yield Fault("<svg", told, "put fewer groups inside each other")
        return
    if alone:
        yield from _sizeless(drawing)
    whole = True
    for found in (_numbers, _colours, _elsewhere, partial(_references_at_fault, most=most)):
        for fault in islice(found(drawing), 1):
            whole = False
            yield fault
    if whole:  # else what is rendered may have no end
        yield from (Fault(*told) for told in text_faults(drawing))


def deeper_than(most: int, top: Element) -> bool:
    """Whether elements stand too deep for those who walk through them by calling themselves."""
    level = [top]
    for _ in range(most):
        level = [child for element in level for child in element]
    return bool(level)


def _sizeless(drawing: Element) -> Iterator[Fault]:
    if not (drawing.get("viewBox") or (drawing.get("width") and drawing.get("height"))):
        told = "the drawing has neither a viewBox nor a width and a height"
        yield Fault("<svg", told, "give its <svg> a viewBox")


def _numbers(drawing: Element) -> Iterator[Fault]:
    for element in filter(is_element, drawing.iter()):
        for name, value in element.attrib.items():
            if name in OF_NUMBERS and (wrong := _no_length(value)):
                told = f"'{wrong}' in {name} is no number that can be drawn"
                yield Fault(wrong, told, "write a number below a million")


def _no_length(value: str) -> str:
    """The first word of a value that stands for no finite number of a usual size."""
    if found := NO_NUMBER.search(REFERENCE.sub("", value)):
        return found[0]
    large = (m[0] for m in NUMBER.finditer(value) if abs(float(m[0])) > LARGE)
    return next(large, "")


def _colours(drawing: Element) -> Iterator[Fault]:
    """What is painted black because its colour is none that the engine reads."""
    for element in filter(is_element, drawing.iter()):
        said = [element.attrib, *declared_by(element)]
        for name, value in ((name, each[name]) for each in said for name in PAINTS if name in each):
            if element.tag not in MOVING and not is_paint(value):
                told = f"'{value}' in {name} is no colour that can be printed"
                yield Fault(value, told, COLOUR)


def _elsewhere(drawing: Element) -> Iterator[Fault]:
    """What is painted, cut or marked by an element of another file: the engine finds none."""
    for element in filter(is_element, drawing.iter()):
        for name, value in element.attrib.items():
            if found := ELSEWHERE.search(value):
                told = f"'{found[1]}' in {name} is not in the drawing"
                yield Fault(found[1], told, "refer to an element of the drawing, as in url(#name)")


def _references_at_fault(drawing: Element, most: int) -> Iterator[Fault]:
    """References that find nothing, go round, or repeat too much."""
    named = {id_: e for e in drawing.iter() if is_element(e) and (id_ := e.get("id"))}
    asked = {id_: _asked(element) for id_, element in named.items()}
    for lost in (id_ for id_ in _asked(drawing) if id_ not in named):
        told = f"nothing in the drawing has the id '{lost}'"
        yield Fault(f"#{lost}", told, "name an element of the drawing")
        return
    try:
        order = tuple(TopologicalSorter(asked).static_order())
    except CycleError as problem:
        lost = problem.args[1][0]
        told = f"'{lost}' is drawn with itself in it"
        yield Fault(f"#{lost}", told, "let it refer to another element")
        return
    drawn: dict[str, int] = {}
    for id_ in order:
        drawn[id_] = _number_of_elements(named[id_]) + sum(drawn[each] for each in asked[id_])
    if len(named) + sum(drawn[each] for each in _asked(drawing)) > most:
        told = f"<use> repeats more than {most:,} elements"
        yield Fault("<use", told, "draw less, or raise 'drawn' of the limits in asof.yaml")


def _asked(element: Element) -> list[str]:
    """The ids that an element and those in it refer to, each as often as it does."""
    return [id_ for each in element.iter() if is_element(each) for id_ in _references(each)]


def _number_of_elements(element: Element) -> int:
    return sum(1 for _ in element.iter())


def _references(element: Element) -> Iterator[str]:
    """The ids that an element refers to."""
    if element.tag in DRAWN:
        for name in HREF:
            if (value := element.get(name) or "").startswith("#"):
                yield value[1:]
    for name, value in element.attrib.items():
        if "url(" in value and not name.endswith("href"):
            yield from REFERENCE.findall(value)
