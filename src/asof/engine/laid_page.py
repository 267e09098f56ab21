"""What the engine laid on its pages: each text and each picture, with the boxes around it.

WeasyPrint documents its pages and the anchors on them. Of the boxes in them it promises nothing,
and there is no other way to learn where a word stands. What is read of boxes, here and in `pdf`, is
the same in its versions 68 to 70: `element`, `element_tag`, `style`, `children`, positions, sizes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from asof.diagnostics import Location
from asof.page.document import Document

if TYPE_CHECKING:
    import weasyprint

POINT = 0.75  # points in a pixel, the engine's unit


@dataclass(frozen=True, slots=True)
class Manner:
    """How something comes to stand on a page, through any of the boxes around it.

    It is `generated` by a style sheet, `marginal`, `repeated` on other pages, `placed` by hand,
    `turned` or moved after it is set, set `behind` the rest, or `clear` as glass.
    """

    generated: bool = False
    marginal: bool = False
    repeated: bool = False
    placed: bool = False
    turned: bool = False
    behind: bool = False
    clear: bool = False


@dataclass(frozen=True, slots=True)
class LaidLeaf:
    """A text or a picture, and the boxes around it, the page first."""

    box: Any
    around: tuple[Any, ...]
    manner: Manner

    @property
    def text(self) -> str:
        """Its text; a picture has none."""
        return getattr(self.box, "text", None) or ""

    @property
    def line(self) -> Any:
        """The line that it stands in; a picture may be its own block."""
        # Line boxes alone say what becomes of text that leaves them.
        return next((b for b in reversed(self.around) if hasattr(b, "text_overflow")), self.box)

    @property
    def element(self) -> Any:
        """The element whose words or picture it is; none where a style sheet made it."""
        return None if self.manner.generated else self.box.element

    @property
    def place(self) -> tuple[float, float, float, float]:
        """Where it stands, in points from the top left: left, top, right, bottom.

        Of what is turned, it is the box around it.
        """
        box = self.box
        left, top = (box.position_x, box.position_y)
        if not self.text:
            left, top = box.content_box_x(), box.content_box_y()
        corners = [(x, y) for x in (left, left + box.width) for y in (top, top + box.height)]
        for outer in (box, *reversed(self.around)) if self.manner.turned else ():
            if matrix := outer.transformation_matrix:
                corners = [matrix.transform_point(*corner) for corner in corners]
        across, down = zip(*corners, strict=True)
        left, top, right, bottom = (
            n * POINT for n in (min(across), min(down), max(across), max(down))
        )
        return left, top, right, bottom


LaidPage = tuple[LaidLeaf, ...]  # what stands on a page, in the order of its boxes


@dataclass(frozen=True)
class LaidDocument:
    """A document on its pages, not yet written.

    `root` is the element that the boxes of its pages come from; `warnings` is what the engine says
    of it, while it is laid and while it is written.
    """

    document: Document
    place: Location
    standards: tuple[str, ...]
    root: Any
    engine_document: weasyprint.Document
    warnings: list[str]

    @property
    def count(self) -> int:
        """How many pages it has."""
        return len(self.engine_document.pages)

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """The width and the height of each page, in points."""
        pages = self.engine_document.pages
        return tuple((page.width * POINT, page.height * POINT) for page in pages)

    @property
    def used(self) -> float:
        """How much of the last page's height its words reach down, between its margins (0 to 1)."""
        return self.fill[-1]

    @property
    def fill(self) -> tuple[float, ...]:
        """How much of each page's height its words reach down, between its margins (0 to 1)."""
        return tuple(_used(page._page_box) for page in self.engine_document.pages)

    @property
    def places(self) -> dict[str, int]:
        """The page on which each element with an id begins, counted from 1."""
        numbered = list(enumerate(self.engine_document.pages, start=1))
        return {name: number for number, page in reversed(numbered) for name in page.anchors}

    @cached_property
    def pages(self) -> tuple[LaidPage, ...]:
        """Every text and picture, page by page."""
        return tuple(map(_leaves, self.engine_document.pages))

    @property
    def lines(self) -> tuple[int, ...]:
        """How many lines of text stand on each page."""
        return tuple(map(rows, self.pages))

    @property
    def families(self) -> set[str]:
        """The families of the fonts that it is set in: told once it is written."""
        return {font.family for font in self.engine_document.fonts.values()}


def _used(page: Any) -> float:
    body = [box for box in page.children if not marginal(box)]
    ends = [t.position_y + t.height for b in body for t in b.descendants() if hasattr(t, "text")]
    top = page.content_box_y()
    room = page.height or 1  # margins may leave none
    return float(max((end - top) / room for end in [*ends, top]))


def _leaves(page: weasyprint.document.Page) -> LaidPage:
    found: list[LaidLeaf] = []
    _gather(page._page_box, (), Manner(), found)
    return tuple(found)


def _gather(box: Any, around: tuple[Any, ...], above: Manner, found: list[LaidLeaf]) -> None:
    """Collect what stands in a box."""
    # What is placed absolutely stands among the children as a placeholder, which has the box.
    box = getattr(box, "_box", box)
    manner = _manner(box, above)
    if getattr(box, "text", None) or hasattr(box, "replacement"):
        found.append(LaidLeaf(box, around, manner))
    inside = (*around, box)
    for child in getattr(box, "children", ()):
        _gather(child, inside, manner, found)


def _manner(box: Any, above: Manner) -> Manner:
    """How what is in a box comes to stand there."""
    style, in_margin = box.style, marginal(box)
    heads = getattr(box, "is_header", False) or getattr(box, "is_footer", False)
    z = style["z_index"]
    new = {
        "generated": _pseudo(box),
        "marginal": in_margin,
        "repeated": in_margin or heads,
        "placed": style["position"] in ("absolute", "fixed"),
        "turned": bool(style["transform"]),
        "behind": isinstance(z, int) and z < 0,
        "clear": style["opacity"] == 0,
    }
    held = {name: True for name, holds in new.items() if holds}
    return replace(above, **held) if held else above


def marginal(box: Any) -> bool:
    """Whether a box stands in a margin of its page: only those are named by an at-rule."""
    return hasattr(box, "at_keyword")


def _pseudo(box: Any) -> bool:
    """Whether a box holds words of a style sheet; a first letter is the document's own."""
    # The engine writes pseudo-elements behind the tag, nested ones one after another: p::before.
    tag = box.element_tag
    if tag is None or "::" not in tag:
        return False
    return not {"first-letter", "first-line"}.issuperset(tag.split("::")[1:])


def rows(page: LaidPage) -> int:
    """How many lines of text stand one below another on a page, between its margins."""
    lines = (leaf.line for leaf in page if leaf.text.strip() and not leaf.manner.marginal)
    count, last = 0, float("-inf")
    for foot in sorted(line.position_y + line.height for line in lines):
        if (foot - last) * POINT > 4:  # a label beside a text shares its line
            count += 1
        last = foot
    return count


@lru_cache(maxsize=1)
def box_kinds() -> Any:
    """The engine's sorts of boxes."""
    from weasyprint.formatting_structure import boxes

    return boxes
