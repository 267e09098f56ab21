"""Pictures side by side: the white that each lacks to begin and to end where the others do.

No grid of the engine lets what stands side by side share its rows, so a row is measured as it is
laid, and set again. Pictures that are alike under titles of one length are set once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asof.engine.laid_page import POINT, LaidDocument, LaidPage
from asof.page.tree import classes

ROW, PICTURE = "row", "img"
NEAR = 0.1  # points


def uneven_pictures(laid: LaidDocument) -> dict[int, tuple[float, float]]:
    """The white above and below that pictures lack, in points, by the number of the element."""
    numbers = {id(element): number for number, element in enumerate(laid.root.iter())}
    lacking = (each for page in laid.pages for row in _rows(page) for each in _lacking(row))
    return {numbers[id(element)]: white for element, white in lacking if max(white) > NEAR}


def _rows(page: LaidPage) -> Iterator[list[tuple[Any, float]]]:
    """The pictures of each row, each with how far below the top of the row it begins."""
    rows: dict[int, list[tuple[Any, float]]] = {}
    for leaf in page:
        if leaf.element is not None and leaf.element.tag == PICTURE:
            for box in leaf.around:
                if box.element is not None and ROW in classes(box.element):
                    below = leaf.box.content_box_y() - box.content_box_y()
                    rows.setdefault(id(box), []).append((leaf.box, below))
    return iter(rows.values())


def _lacking(row: list[tuple[Any, float]]) -> Iterator[tuple[Any, tuple[float, float]]]:
    """The pictures of a row, each with the white that it lacks above and below."""
    lowest, highest = max(below for _, below in row), max(box.height for box, _ in row)
    for box, below in row:
        yield box.element, ((lowest - below) * POINT, (highest - box.height) * POINT)
