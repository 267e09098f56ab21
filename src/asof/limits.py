"""How much of each thing a workspace may ask for, unless its asof.yaml says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from asof.located import Node, Reads, Scalar, Schema, invalid, named


def _count(raw: Any) -> int:
    if not (isinstance(raw, Scalar) and raw.isascii() and raw.isdigit() and int(raw)):
        raise invalid(f"{named(raw)} is no limit", "write a whole number above 0, such as 5000")
    return int(raw)


Count = Annotated[int, Reads(_count), Schema({"type": "integer", "minimum": 1})]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits(Node):
    """What `limits` in asof.yaml may raise or lower."""

    dots: Count = 50_000_000
    """Of one photograph, once it is decoded."""
    drawn: Count = 20_000
    """Elements of one drawing, with all that `use` repeats."""
