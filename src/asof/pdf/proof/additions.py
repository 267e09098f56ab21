"""Letters and digits that a style sheet sets in a figure, or right beside one: another figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from asof.diagnostics import Finding, error
from asof.engine.laid_page import LaidLeaf, LaidPage
from asof.page.tree import classes

if TYPE_CHECKING:
    from asof.pdf.proof.source_map import Origins

HINT = "look for ::before and ::after in a style: they may add marks, such as a dash, and no words"


def added_to_figures(pages: Iterable[LaidPage], origins: Origins) -> Iterator[Finding]:
    """Each figure that a style sheet makes another one of, told where the figure comes from."""
    for page in pages:
        for _, among in groupby(page, key=lambda leaf: id(leaf.line)):
            for added, figure in _joined([leaf for leaf in among if leaf.text]):
                told = f"a style adds '{added.strip()}' to a figure"
                yield error(origins.of(figure), told, HINT, "altered-figure")


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


def _figure(leaf: LaidLeaf) -> Any:
    """The fact's mark that a text stands in; nothing where it stands in none."""
    marks = (box.element for box in (*leaf.around, leaf.box) if box.element is not None)
    return next((mark for mark in marks if "fact" in classes(mark)), None)
