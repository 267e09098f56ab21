"""Points: sentences to say aloud, each printed between its days, with points under it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from asof.located import JsonSchema, Mapping_, Node, Scalar, invalid, kind, mapping
from asof.text import Moment, Words

SETTINGS = ("points", "from", "until", "otherwise")
FROM = {"alias": "from"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Node):
    """A speakable sentence with points under it, printed in editions between its days."""

    text: Words
    points: tuple[Point, ...] = ()
    start: Moment | None = field(default=None, metadata=FROM)
    until: Moment | None = None
    otherwise: Words | None = None

    @classmethod
    def shape(cls, raw: Any) -> Any:
        """A point is a text, or one text for each language with its settings beside them."""
        if isinstance(raw, Scalar):
            return {"text": raw}
        if not isinstance(raw, Mapping_):
            raise invalid(f"expected a text, or one text for each language, found {kind(raw)}")
        words = {k: v for k, v in raw.items() if k not in SETTINGS}
        if not words:
            raise invalid("this point has no text", "write one text for each language")
        words = mapping(words, raw.place, raw.keys_at, raw.values_at)
        return {k: v for k, v in raw.items() if k in SETTINGS} | {"text": words}

    @classmethod
    def typed(cls, schema: JsonSchema) -> JsonSchema:
        """The schema of a point as it is typed."""
        settings = {k: v for k, v in schema["properties"].items() if k in SETTINGS}
        mapping = {"properties": settings, "additionalProperties": {"type": "string"}}
        return {"anyOf": [{"type": "string"}, {"type": "object"} | mapping]}
