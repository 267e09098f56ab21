"""Parts of files as plain values: beside each field stands how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from inspect import signature
from types import MappingProxyType
from typing import Any, ClassVar

from asof.diagnostics import Location, WordError
from asof.located.places import Scalar, Sequence_

JsonSchema = dict[str, Any]
ASIDE = MappingProxyType({"aside": True})  # marks a field that no file has
NOWHERE = Location("")


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a file: its fields are closed, and `place` is where it stands."""

    shorthand: ClassVar[str] = ""
    place: Location = field(
        default=NOWHERE, kw_only=True, compare=False, repr=False, metadata=ASIDE
    )
    values_at: Mapping[str, Location] = field(
        default_factory=dict, kw_only=True, compare=False, repr=False, metadata=ASIDE
    )

    def at(self, name: str) -> Location:
        """Where the value of a field stands."""
        return self.values_at.get(name, self.place)

    @classmethod
    def shape(cls, raw: Any) -> Any:
        """The fields behind what was typed: a lone value stands for the shorthand field."""
        lone = cls.shorthand and isinstance(raw, Scalar | Sequence_)
        return {cls.shorthand: raw} if lone else raw

    @classmethod
    def typed(cls, schema: JsonSchema) -> JsonSchema:
        """The schema of what is typed, given that of the fields."""
        if not cls.shorthand:
            return schema
        return {"anyOf": [schema["properties"][cls.shorthand], schema]}


@dataclass(frozen=True, slots=True)
class Info:
    """What a reader may ask of its surroundings: the languages, the facts."""

    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Reads:
    """Reads a field by a function of what was typed, and of an `Info` where it takes two."""

    by: Callable[..., Any]
    asks: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "asks", len(signature(self.by).parameters) > 1)

    def read(self, raw: Any, info: Info) -> Any:
        """What was typed as a value; raises FieldError."""
        return self.by(raw, info) if self.asks else self.by(raw)


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """Prepares what was typed before the field is read."""

    by: Callable[[Any], Any]


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    """What editors are told of a field."""

    of: JsonSchema


class FieldError(WordError):
    """A problem with one value, where it does not stand at the value's own place."""

    def __init__(self, message: str, hint: str = "", place: Location | None = None) -> None:
        super().__init__(message, hint)
        self.place = place


def invalid(message: str, hint: str = "", place: Location | None = None) -> FieldError:
    """A problem with one value, to be raised by a field's own reader."""
    return FieldError(message, hint, place)
