"""The texts that a drawing in SVG renders, each with its style. The only door to cssselect2.

Rendered is what neither `display` nor `visibility` hides and what is no definition; what `use`
repeats is rendered as often as it is repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from asof.page.css import css_tokens, declared_in, outer_rules
from asof.page.loads import HREF
from asof.page.tree import SVG, is_element

Style = dict[str, str]  # properties as they are written, by name
HOLDERS = {f"{SVG}{name}" for name in ("text", "use", "image")}
WITHIN_TEXT = {f"{SVG}{name}" for name in ("tspan", "textPath", "tref", "a")}
DEFINITIONS = {
    f"{SVG}{name}" for name in ("defs", "symbol", "clipPath", "mask", "marker", "pattern", "filter")
}
# What is asked of a style; of other properties no sheet is read, which takes time.
INHERITED = ("fill", "stroke", "stroke-width", "paint-order", "visibility", "writing-mode")
INHERITED_BY_TEXT = ("font", "font-size")
OF_ITS_OWN = ("display", "baseline-shift", "text-decoration", "text-decoration-line")
RELATIVE = ("em", "ex", "%")
SIZE_FROM_ABOVE = "font-size that is relative and not its own"
READ = {*INHERITED, *INHERITED_BY_TEXT, *OF_ITS_OWN}


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words of one element of a text, and its style."""

    words: str
    element: Element
    style: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RenderedText:
    """A text of a drawing, in its runs."""

    element: Element
    runs: tuple[TextRun, ...]

    @property
    def words(self) -> str:
        """Its words in a line: those of a run that stands elsewhere are apart."""
        placed = ("x", "y", "dx", "dy")
        apart = (any(name in run.element.attrib for name in placed) for run in self.runs)
        spaced = (
            (" " if gap else "") + run.words for run, gap in zip(self.runs, apart, strict=True)
        )
        return " ".join("".join(spaced).split())


def rendered(drawing: Element) -> Iterator[RenderedText | Element]:
    """The texts of a drawing, and the elements of the pictures in it, in the order of painting."""
    return _Rendering(drawing).within((drawing,), {})


class _Rendering:
    """A walk through a drawing, which looks where a text or a picture is."""

    def __init__(self, drawing: Element) -> None:
        self.drawing, self.holding = drawing, set(_holding(drawing))

    def within(self, elements: Iterable[Element], above: Style) -> Iterator[RenderedText | Element]:
        """What some elements render, but for definitions, in the style of what they stand in."""
        for each in elements:
            if each in self.holding and each.tag not in DEFINITIONS:
                yield from self.of(each, above)

    def of(self, element: Element, above: Style) -> Iterator[RenderedText | Element]:
        """What an element renders."""
        style = self.style(element, above)
        if style.get("display") == "none":
            return
        if element.tag == f"{SVG}text":
            runs = tuple(self.runs(element, style))
            yield from (RenderedText(element, runs),) if runs else ()
        elif element.tag == f"{SVG}image":
            yield from (element,) if _visible(style) else ()
        elif element.tag == f"{SVG}use":
            used = self.named.get(_referred(element))
            yield from self.of(used, style) if used is not None else ()
        else:
            yield from self.within(element, style)

    def runs(self, element: Element, style: Style) -> Iterator[TextRun]:
        """The words of a text, each with the style of its element."""
        words = (element.text or "", *(child.tail or "" for child in element))
        yield from _run(words[0], element, style)
        for child, behind in zip(element, words[1:], strict=True):
            own = self.style(child, style) if child.tag in WITHIN_TEXT else {"display": "none"}
            if own.get("display") != "none":
                yield from self.runs(child, own)
            yield from _run(behind, element, style)

    def style(self, element: Element, above: Style) -> Style:
        """The style of an element in that of another: attributes, then sheets, then its own."""
        style = {name: value for name, value in above.items() if name not in OF_ITS_OWN}
        if style.get("font-size", "").endswith(RELATIVE):
            style[SIZE_FROM_ABOVE] = style.pop("font-size")
        written = declared_in(element.get("style") or "")
        for said in (element.attrib, *self.sheets(element), written):
            own = {name: value for name, value in said.items() if name in READ}
            style |= {name: value for name, value in own.items() if value != "inherit"}
        if "font-size" in style:
            style.pop(SIZE_FROM_ABOVE, None)
        return style

    def sheets(self, element: Element) -> Iterator[Mapping[str, str]]:
        """What the sheets of the drawing say of an element, the last word last."""
        if self.rules is not None:
            matched = self.rules.match(self.wrappers[element])
            yield from (said for _, _, _, said in matched)

    @cached_property
    def rules(self) -> Any | None:
        """The rules of the drawing's sheets that say something that is read; none without any."""
        sheets = (e.text or "" for e in self.drawing.iter(f"{SVG}style"))
        found = [
            (rule.prelude, said)
            for sheet in sheets
            for rule in outer_rules(css_tokens(sheet))
            if rule.type == "qualified-rule" and (said := _read(rule.content))
        ]
        return _matcher(found) if found else None

    @cached_property
    def wrappers(self) -> dict[Element, Any]:
        """The elements as cssselect2 knows them."""
        import cssselect2

        top = cssselect2.ElementWrapper.from_xml_root(self.drawing)
        return {each.etree_element: each for each in top.iter_subtree()}

    @cached_property
    def named(self) -> dict[str, Element]:
        """The elements that `use` may repeat."""
        return {id_: each for each in self.holding if (id_ := each.get("id"))}


def _matcher(rules: Sequence[tuple[Any, Mapping[str, str]]]) -> Any:
    """What finds the rules for an element; as in the engine, no rule counts behind a broken one."""
    import cssselect2

    matcher = cssselect2.Matcher()
    for prelude, said in rules:
        try:
            selectors = cssselect2.compile_selector_list(prelude)
        except cssselect2.SelectorError:
            break
        for selector in selectors:
            if selector.pseudo_element is None and not selector.never_matches:
                matcher.add_selector(selector, said)
    return matcher


def declared_by(element: Element) -> Iterator[Mapping[str, str]]:
    """What an element of a drawing declares: in its style, and for others where it is a sheet."""
    yield declared_in(element.get("style") or "")
    if element.tag == f"{SVG}style":
        for rule in outer_rules(css_tokens(element.text or "")):
            yield declared_in(rule.content) if rule.type == "qualified-rule" else {}


def _read(content: Any) -> dict[str, str]:
    """What some declarations say of the properties that are read."""
    return {name: value for name, value in declared_in(content).items() if name in READ}


def _holding(element: Element) -> Iterator[Element]:
    """The elements that have a text or a picture in them, or repeat what may have."""
    below = [e for child in element if is_element(child) for e in _holding(child)]
    yield from below
    if below or element.tag in HOLDERS:
        yield element


def _run(words: str, element: Element, style: Style) -> Iterator[TextRun]:
    if words.strip() and _visible(style):
        yield TextRun(words, element, style)


def _visible(style: Style) -> bool:
    return style.get("visibility") != "hidden"


def _referred(element: Element) -> str:
    """The id of what `use` repeats."""
    return next(filter(None, map(element.get, HREF)), "").removeprefix("#")
