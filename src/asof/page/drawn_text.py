"""What the texts of a drawing in SVG may not ask for: the engine sets it otherwise, or not at all.

It knows no text along a path or from top to bottom, takes a relative size again in each element
inside, and reads of `font` a size and a family. None of it is told in its log.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from asof.page.css import declared_in
from asof.page.loads import HREF
from asof.page.rendered_svg import SIZE_FROM_ABOVE, RenderedText, TextRun, rendered
from asof.page.tree import SVG, is_element

Told = tuple[str, str, str]  # the words that a fault stands in, what is wrong, what to do

LENGTH = re.compile(r"[-+.\d]+(?:e-?\d+)?(?:px|pt|pc|mm|cm|in|q|r?em|ex|%)?", re.IGNORECASE)
LEVEL = {"", "0", "0%", "0px", "baseline"}
ACROSS = {"", "lr", "lr-tb", "rl", "rl-tb", "horizontal-tb"}
UNPAINTED = {"", "none", "transparent"}

OUTLINES = "set it straight, or export it as outlines: its words stand in alt"
UNPRINTED = {
    "foreignObject": (
        "write them as <text>; in draw.io, turn off Formatted Text and Word Wrap before you export"
    ),
    "flowRoot": "write them as <text>; in Inkscape, choose Text > Unflow and save it anew",
    "tref": "write them as <text>",
}
OF_DEFINITIONS = ("pattern", "marker", "mask", "clipPath")


def text_faults(drawing: Element) -> Iterator[Told]:
    """What is wrong with the texts of a drawing, the first of each sort."""
    yield from _unprinted(drawing)
    yield from _chosen(drawing)
    yield from _without_room(drawing)
    yield from _masked(drawing)
    texts = [each for each in rendered(drawing) if isinstance(each, RenderedText)]
    runs = [run for text in texts for run in text.runs]
    for find, told, hint in OF_RUNS:
        said = ((run, found) for run in runs if (found := find(run)))
        for run, found in list(said)[:1]:
            yield _written(run), told.format(found), hint


def _written(run: TextRun) -> str:
    """What the place of a text is found by: its words as they are typed, in a line."""
    return run.words.strip().partition("\n")[0]


def _unprinted(drawing: Element) -> Iterator[Told]:
    for name, hint in UNPRINTED.items():
        if any("".join(e.itertext()).strip() for e in drawing.iter(f"{SVG}{name}")):
            yield f"<{name}", f"the words of a <{name}> are not printed", hint
    for name in OF_DEFINITIONS:
        if any(e.find(f".//{SVG}text") is not None for e in drawing.iter(f"{SVG}{name}")):
            told = f"the words of a <{name}> are not printed as words"
            yield f"<{name}", told, "write them as <text> outside of it"


def _chosen(drawing: Element) -> Iterator[Told]:
    """A choice of which all is painted: the engine makes none."""
    for choice in drawing.iter(f"{SVG}switch"):
        if sum(any(True for _ in rendered(child)) for child in filter(is_element, choice)) > 1:
            told = "all that a <switch> chooses from is printed"
            yield "<switch", told, "keep one of them, in the place of the <switch>"
            return


def _without_room(drawing: Element) -> Iterator[Told]:
    """A symbol with words that is used without a size: it is cut to the marks in it."""
    worded = {f"#{e.get('id')}" for e in drawing.iter(f"{SVG}symbol") if _worded(e)}
    for use in drawing.iter(f"{SVG}use"):
        sized = use.get("width") and use.get("height")
        for used in worded.intersection(filter(None, map(use.get, HREF))) if not sized else ():
            told = f"the words of the symbol '{used[1:]}' are cut off"
            yield used, told, "give its <use> a width and a height"
            return


def _masked(drawing: Element) -> Iterator[Told]:
    """Words below a mask: the engine lays it over all that is painted before, too."""
    for each in filter(is_element, drawing.iter()):
        mask = declared_in(each.get("style") or "").get("mask", each.get("mask", "none"))
        if mask != "none" and (each.tag == f"{SVG}text" or _worded(each)):
            told = f"the mask {mask} hides other words than it says"
            yield mask, told, "cut what it hides with a clip-path, or take it away"
            return


def _worded(element: Element) -> bool:
    return element.find(f".//{SVG}text") is not None


# ---- runs of words: each rule tells what is at fault, empty where nothing is


def _on_path(run: TextRun) -> str:
    return run.words.strip() if run.element.tag == f"{SVG}textPath" else ""


def _edged(run: TextRun) -> str:
    """An edge that is to be painted first, and that the engine paints last."""
    order = [*run.style.get("paint-order", "").split(), "fill", "stroke"]
    first = order.index("stroke") < order.index("fill")
    fill, edge = run.style.get("fill", "black"), run.style.get("stroke", "")
    return run.words.strip() if first and edge not in {*UNPAINTED, fill} else ""


def _shifted(run: TextRun) -> str:
    return run.words.strip() if run.style.get("baseline-shift", "") not in LEVEL else ""


def _down(run: TextRun) -> str:
    return run.words.strip() if run.style.get("writing-mode", "") not in ACROSS else ""


def _struck(run: TextRun) -> str:
    said = (run.style.get(name, "") for name in ("text-decoration", "text-decoration-line"))
    return run.words.strip() if any("line-through" in each for each in said) else ""


def _unsized(run: TextRun) -> str:
    size = run.style.get("font-size", "1px")
    return size if not LENGTH.fullmatch(size) else ""


def _unread(run: TextRun) -> str:
    font = run.style.get("font", "1px a")
    size, _, family = font.partition(" ")
    return font if not (LENGTH.fullmatch(size) and family) else ""


def _taken_again(run: TextRun) -> str:
    return run.style.get(SIZE_FROM_ABOVE, "")


OF_RUNS: tuple[tuple[Callable[[TextRun], str], str, str], ...] = (
    (_on_path, "'{}' is not printed along its path", OUTLINES),
    (
        _edged,
        "the edge of '{}' would be painted over it, not behind it",
        "take away its paint-order and its stroke, and draw a <rect> of that colour behind it",
    ),
    (_shifted, "'{}' is printed without its baseline-shift", "move it with dy"),
    (_down, "'{}' is not printed from top to bottom", "turn it with transform, such as rotate(90)"),
    (_struck, "'{}' is not printed struck through", "draw a <line> through it"),
    (_unsized, "'{}' is no font-size that can be printed", "write it in px"),
    (
        _unread,
        "the font '{}' is not read",
        "write font-weight, font-size and font-family each by itself",
    ),
    (
        _taken_again,
        "the font-size {} is taken again in each element inside",
        "write it in px",
    ),
)
