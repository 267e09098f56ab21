"""The words that a page was given, and those that the engine adds of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from asof.model.document import Document
from asof.pdf.engine import asset
from asof.pdf.words import Story

if TYPE_CHECKING:
    import weasyprint


def story(html: weasyprint.HTML, set_: weasyprint.Document, document: Document) -> Story:
    """The words that the page was given, and those that the engine was to make itself."""
    made = Made()
    for page in set_.pages:
        made.listen(page._page_box, generated=False)
    body = html.etree_element.find("body")
    given = list(_said(body, made.running, document)) if body is not None else []
    return Story("".join(given), " ".join(made.texts))


@dataclass(slots=True)
class Made:
    """The text that the engine makes: margin boxes, pseudo-elements, repeated table heads."""

    texts: list[str] = field(default_factory=list)
    running: set[int] = field(default_factory=set)
    heads: set[int] = field(default_factory=set)

    def listen(self, box: Any, *, generated: bool) -> None:
        """Collect the text made in a box, and the elements that run in the margins."""
        margin = hasattr(box, "at_keyword")
        generated = generated or margin or _pseudo(box) or self._repeated(box)
        if generated and getattr(box, "text", None):
            self.texts.append(box.text)
        for child in getattr(box, "children", ()):
            if margin and child.element is not None:
                self.running.add(id(child.element))
            self.listen(child, generated=generated)

    def _repeated(self, box: Any) -> bool:
        """Whether a box is the head or foot of a table that an earlier page has shown."""
        if not (getattr(box, "is_header", False) or getattr(box, "is_footer", False)):
            return False
        again = id(box.element) in self.heads
        self.heads.add(id(box.element))
        return again


def _pseudo(box: Any) -> bool:
    """Whether a box holds words of a style sheet; a first letter is the document's own."""
    parts = (getattr(box, "element_tag", None) or "").split("::")[1:]
    return not {"first-letter", "first-line"}.issuperset(parts)


SILENT = {"style", "script", "template", "title"}


def _said(element: Any, running: set[int], document: Document) -> Iterator[str]:
    """The words of an element in reading order, pictures with text included."""
    skipped = id(element) in running or element.get("hidden") is not None
    if not skipped and element.tag not in SILENT:
        yield element.text or ""
        if element.tag == "img":
            yield _in_picture(document.assets.get(asset(element.get("src", "")), b""))
        for child in element:
            yield from _said(child, running, document)
    yield " " if element.tag in BLOCKS else ""
    yield element.tail or ""


BLOCKS = {"p", "li", "h1", "h2", "h3", "div", "td", "th", "caption", "figcaption", "br"}


def _in_picture(content: bytes) -> str:
    """The words of an SVG picture; none for any other, nor for one that cannot be read."""
    from xml.etree import ElementTree as ET

    if b"<svg" not in content[:2000]:
        return ""
    try:
        root = ET.fromstring(content)
    except ET.ParseError:
        return ""
    texts = [e for e in root.iter() if e.tag.endswith("}text") or e.tag == "text"]
    return " ".join("".join(t.itertext()) for t in texts)
