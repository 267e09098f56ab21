"""What the engine set on its pages: each text and each picture, with the boxes around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

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
        return next((b for b in reversed(self.around) if hasattr(b, "text_overflow")), self.box)

    @property
    def element(self) -> Any:
        """The element whose words or picture it is; none where a style sheet made it."""
        return None if self.manner.generated else self.box.element


Sheet = tuple[LaidLeaf, ...]  # what stands on a page, in the order of its boxes


def laid(set_: weasyprint.Document) -> tuple[Sheet, ...]:
    """Every text and picture of a document, page by page."""
    found: list[list[LaidLeaf]] = [[] for _ in set_.pages]
    for page, leaves in zip(set_.pages, found, strict=True):
        _gather(page._page_box, (), Manner(), leaves)
    return tuple(map(tuple, found))


def _gather(box: Any, around: tuple[Any, ...], above: Manner, found: list[LaidLeaf]) -> None:
    """Collect what stands in a box; one that is placed absolutely hides in its placeholder."""
    box = getattr(box, "_box", box)
    manner = _manner(box, above)
    if getattr(box, "text", None) or hasattr(box, "replacement"):
        found.append(LaidLeaf(box, around, manner))
    inside = (*around, box)
    for child in getattr(box, "children", ()):
        _gather(child, inside, manner, found)


def _manner(box: Any, above: Manner) -> Manner:
    """How what is in a box comes to stand there."""
    style, marginal = box.style, hasattr(box, "at_keyword")
    heads = getattr(box, "is_header", False) or getattr(box, "is_footer", False)
    z = style["z_index"]
    new = {
        "generated": _pseudo(box),
        "marginal": marginal,
        "repeated": marginal or heads,
        "placed": style["position"] in ("absolute", "fixed"),
        "turned": bool(style["transform"]),
        "behind": isinstance(z, int) and z < 0,
        "clear": style["opacity"] == 0,
    }
    held = {name: True for name, holds in new.items() if holds}
    return replace(above, **held) if held else above


def _pseudo(box: Any) -> bool:
    """Whether a box holds words of a style sheet; a first letter is the document's own."""
    tag = box.element_tag
    if tag is None or "::" not in tag:
        return False
    return not {"first-letter", "first-line"}.issuperset(tag.split("::")[1:])


def rows(sheet: Sheet) -> int:
    """How many lines of text stand one below another on a page, between its margins."""
    lines = (leaf.line for leaf in sheet if leaf.text.strip() and not leaf.manner.marginal)
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
