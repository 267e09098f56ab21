"""JSON that can be read in one way only, from files that anybody may have written."""

from __future__ import annotations

import json
from typing import Any


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
