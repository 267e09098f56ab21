"""What prints between days, and points: sentences to say aloud, with points under them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asof.located import JsonSchema, Mapping_, Node, Scalar, invalid, kind, mapping
from asof.text import Moment, Words

FROM = {"alias": "from"}
DAYS = ("from", "until", "otherwise")
SETTINGS = ("points", *DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedPart(Node):
    """A part of a body that prints in editions between its days, each as wide as it allows.

    `otherwise` is printed instead where a fact that it tells cannot be.

    Attributes:
        start: the first day of the editions that it prints in
        until: the last day of the editions that it prints in
        otherwise: what prints in its place where a fact that it tells cannot be
    """

    start: Moment | None = field(default=None, metadata=FROM)
    until: Moment | None = None
    otherwise: Words | None = None

    def prints_on(self, day: date) -> bool:
        """Whether a day lies between its days."""
        begun = self.start is None or self.start.first <= day
        return begun and (self.until is None or day <= self.until.last)

    @property
    def dated(self) -> bool:
        """Whether it does not print on every day."""
        return self.start is not None or self.until is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(DatedPart):
    """A speakable sentence with points under it, printed in editions between its days.

    Attributes:
        text: the sentence
        points: points under it
    """

    text: Words
    points: tuple[Point, ...] = ()

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
