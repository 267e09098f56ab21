"""How much of each thing a workspace may ask for, unless its asof.yaml says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from asof.located import Node, Reads, Schema, invalid


def _count(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 1:
        raise invalid(f"'{raw}' is no limit", "write a whole number above 0")
    return raw


Count = Annotated[int, Reads(_count), Schema({"type": "integer", "minimum": 1})]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits(Node):
    """What `limits` in asof.yaml may raise or lower."""

    dots: Count = 50_000_000
    """Of one photograph, once it is decoded."""
    drawn: Count = 20_000
    """Elements of one drawing, with all that `use` repeats."""
