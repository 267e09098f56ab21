"""JSON that can be read in one way only, from files that anybody may have written."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

GAP = re.compile(r"[\s,:]*")  # what stands between two values
VALUES = json.JSONDecoder()


def parse_json(content: str | bytes) -> Any:
    """What a JSON text says; raises ValueError where it is none, or where programs would differ.

    They do on a name that is given twice, on NaN and on nesting without end.
    """
    try:
        return json.loads(content, object_pairs_hook=_once, parse_constant=_refused)
    except RecursionError:
        raise ValueError("nested beyond reading") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) < len(pairs):
        raise ValueError("a name is given twice")
    return said


def _refused(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


def offset_of(text: str, path: Sequence[str | int]) -> int:
    """Where the value that names and numbers lead to begins, in a text that was parsed.

    It is looked for when something is wrong with it: to note all places would cost each reader.
    """
    at = _next(text, 0)
    for step in path:
        at = _inside(text, at, step)
    return at


def _inside(text: str, at: int, step: str | int) -> int:
    """Where a member of an object, or an item of a list, begins."""
    named, n, at = text[at] == "{", 0, _next(text, at + 1)
    while True:
        name: str | int = n
        if named:
            name, at = VALUES.raw_decode(text, at)
            at = _next(text, at)
        if name == step:
            return at
        at = _next(text, VALUES.raw_decode(text, at)[1])
        n += 1


def _next(text: str, at: int) -> int:
    found = GAP.match(text, at)
    assert found
    return found.end()
