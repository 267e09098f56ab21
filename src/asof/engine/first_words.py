"""Lines that hold all words for which they have room.

Where a text ends in a space and an inline element follows, WeasyPrint (70) breaks it behind its
first word if there is room for all of it but that space: it takes the text for one that can only be
cut within a word. A fact is an inline element, so one line in a hundred before one was cut there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

SPACE = " "


@contextmanager
def whole_lines() -> Iterator[None]:
    """Meanwhile a text whose last space alone has no room stays on its line."""
    from weasyprint.layout import inline

    split = inline.split_first_line
    inline.split_first_line = partial(_split, split)
    try:
        yield
    finally:
        inline.split_first_line = split


def _split(
    split: Any, text: str, style: Any, context: Any, wide: float, *rest: Any, **more: Any
) -> tuple[Any, ...]:
    """What the engine's own function finds, or what it finds where the last space has room."""
    found: tuple[Any, ...] = split(text, style, context, wide, *rest, **more)
    _, length, goes_on, *_ = found
    first = text.encode()[:length].decode().strip()
    if goes_on is None or not text.endswith(SPACE) or SPACE in first:
        return found
    if split(text.rstrip(SPACE), style, context, wide, *rest, **more)[2] is not None:
        return found
    roomy: tuple[Any, ...] = split(text, style, context, wide + style["font_size"], *rest, **more)
    return roomy
