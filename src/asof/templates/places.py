"""The places that facts leave in words until they are put back; nothing typed looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from secrets import choice
from typing import Any

from asof.language.grammar import CLOSE, OPEN

# Nobody who writes a text can know it, and nothing that is printed shows it.
KEY = "".join(choice(range(0x100000, 0x10FFFC)).to_bytes(4).decode("utf-32-be") for _ in range(8))
PLACE = re.compile(f"{OPEN}{KEY}(\\d+){CLOSE}")
SPAN = f"{OPEN}{KEY}{CLOSE}"  # where the time goes that the figures of a page span
PIECE = re.compile(f"[{OPEN}{CLOSE}\U00100000-\U0010fffd]")  # of a place that was cut, or typed
MARKED = '<data class="fact'  # how one begins that has been put back
# Filters that leave a text whole, and those that leave the texts of a list whole.
WHOLE = frozenset(("striptags", "safe", "e", "escape", "trim", "default", "d"))
ITEMS = WHOLE | {"batch", "first", "join", "last", "length", "list", "map", "select", "slice"}


def place_of(number: int) -> str:
    """What stands in a text for a mark, until it is put back."""
    return f"{OPEN}{KEY}{number}{CLOSE}"


def holds_figure(value: Any) -> bool:
    """Whether words, or any of several, have a fact among them."""
    if isinstance(value, str):
        return KEY in value or MARKED in value
    if isinstance(value, Mapping):
        return any(map(holds_figure, (*value, *value.values())))
    return isinstance(value, list | tuple) and any(map(holds_figure, value))


def carries(name: str, given: Iterable[Any], held: Any) -> bool:
    """Whether a filter leaves every figure in what it is given as it is, and where it is."""
    if holds_figure(held):
        return name in (WHOLE if isinstance(held, str) else ITEMS)
    return name in ("default", "d") or not any(map(holds_figure, given))


def is_whole(text: str, marks: int) -> bool:
    """Whether no place in a text is cut, or of none of its marks."""
    numbers = PLACE.findall(text)
    return not PIECE.search(PLACE.sub("", text)) and all(int(n) < marks for n in numbers)
