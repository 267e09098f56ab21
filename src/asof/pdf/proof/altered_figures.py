"""Figures that a style sheet makes other ones: by words of its own, or by moving them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from asof.diagnostics import Finding, error
from asof.engine.laid_page import LaidLeaf, LaidPage
from asof.page.tree import classes

if TYPE_CHECKING:
    from asof.pdf.proof.source_map import Origins

GENERATED = (
    "look for ::before and ::after in a style: they may add marks, such as a dash, and no words"
)
MOVED = "style what stands around it; a figure stays where its words are"
PLACED = ("absolute", "fixed")
SIDES = ("top", "right", "bottom", "left")
STILL = ("auto", 0, (0, "px"))
CLOSEST = -0.15  # of the font size: words nearer to each other than that run into one


def altered_figures(pages: Iterable[LaidPage], origins: Origins) -> Iterator[Finding]:
    """Each figure that a style sheet adds to or moves, told where the figure comes from."""
    for page in pages:
        for _, among in groupby(page, key=lambda leaf: id(leaf.line)):
            line = [leaf for leaf in among if leaf.text]
            for added, figure in _joined(line):
                told = f"a style adds '{added.strip()}' to a figure"
                yield error(origins.of(figure), told, GENERATED, "altered-figure")
            for leaf in filter(_moved, line):
                told = f"a style moves '{' '.join(leaf.text.split())}' of a figure"
                yield error(origins.of(_figure(leaf)), told, MOVED, "altered-figure")


def _joined(line: list[LaidLeaf]) -> Iterator[tuple[str, Any]]:
    """What a style sheet sets in a line, with the figure that it stands in or touches."""
    for at, leaf in enumerate(line):
        if leaf.manner.generated and any(map(str.isalnum, leaf.text)):
            before = [each for each in line[max(at - 1, 0) : at] if _touch(each.text, leaf.text)]
            behind = line[at + 1 : at + 2]
            after = [each for each in behind if _touch(each.text[::-1], leaf.text[::-1])]
            figures = map(_figure, (leaf, *before, *after))
            yield from ((leaf.text, figure) for figure in figures if figure is not None)


def _touch(text: str, added: str) -> bool:
    """Whether what is added behind a text is read with it: a space does not part digits."""
    parted = text[-1:].isspace() or added[:1].isspace()
    return not parted or added.lstrip()[:1].isnumeric()


def _moved(leaf: LaidLeaf) -> bool:
    """Whether a text of a figure stands elsewhere than where it is written, or runs together."""
    boxes = (*leaf.around, leaf.box)
    marks = [at for at, box in enumerate(boxes) if _marks(box)]
    if not marks or leaf.manner.generated:
        return False
    style = leaf.box.style
    return style["word_spacing"] < CLOSEST * style["font_size"] or any(
        map(_shifted, boxes[marks[0] :])
    )


def _shifted(box: Any) -> bool:
    style = box.style
    offset = style["position"] == "relative" and any(style[side] not in STILL for side in SIDES)
    return offset or bool(style["transform"]) or style["position"] in PLACED


def _figure(leaf: LaidLeaf) -> Any:
    """The fact's mark that a text stands in; nothing where it stands in none."""
    return next((box.element for box in (*leaf.around, leaf.box) if _marks(box)), None)


def _marks(box: Any) -> bool:
    return box.element is not None and "fact" in classes(box.element)
