"""Parts of files as plain values: beside each field stands how it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from functools import partial
from inspect import signature
from types import MappingProxyType
from typing import Any, ClassVar, Protocol, get_args, get_type_hints

from asof.diagnostics import Location, WordError
from asof.located.places import Scalar, Sequence_

JsonSchema = dict[str, Any]
ASIDE = MappingProxyType({"aside": True})  # marks a field that no file has
NOWHERE = Location("")


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a file: its fields are closed, and `place` is where it stands."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid", "arbitrary_types_allowed": True}
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

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """How pydantic reads it: asked for only where a file is read."""
        from asof.located import models

        return models.of_node(cls, source, handler)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> JsonSchema:
        """The schema for editors."""
        from asof.located import models

        return models.schema_of_node(cls, core, handler)


class Info(Protocol):
    """What a reader may ask of its surroundings."""

    @property
    def context(self) -> Any:
        """What the file is held against: the languages, the facts."""


@dataclass(frozen=True, slots=True, eq=False)
class Reads:
    """Reads a field by a function of what was typed, and of an `Info` where it takes two."""

    by: Callable[..., Any]

    @property
    def alone(self) -> Callable[[Any], Any]:
        """The function of what was typed alone, held against nothing."""
        asks = len(signature(self.by).parameters) > 1
        return partial(_without, self.by) if asks else self.by

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """The same in pydantic's terms."""
        from asof.located import models

        return models.plain_schema(self.by, source, handler)


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """Prepares what was typed before the field is read."""

    by: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """The same in pydantic's terms."""
        from asof.located import models

        return models.before(self.by, source, handler)


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    """What editors are told of a field."""

    of: JsonSchema

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> JsonSchema:
        """The schema itself, whatever pydantic makes of the reader."""
        return dict(self.of)


@dataclass(frozen=True, slots=True)
class FieldReader:
    """How a plain text is read into a field."""

    field: str
    read: Callable[[Any], Any]


def readers(model: type[Node]) -> dict[str, FieldReader]:
    """How a plain text is read into each field of a model, by the names that files use."""
    hints = get_type_hints(model, include_extras=True)
    own = [f for f in fields(model) if not f.metadata.get("aside")]
    return {
        f.metadata.get("alias", f.name): FieldReader(f.name, _reader(hints[f.name])) for f in own
    }


def _reader(annotation: Any) -> Callable[[Any], Any]:
    """The first reader that an annotation names; a text of a choice is looked up in it."""
    for each in _within(annotation):
        if isinstance(each, Reads):
            return each.alone
        if isinstance(each, type) and issubclass(each, Enum):
            return each
    return lambda raw: raw


def _without(by: Callable[..., Any], raw: Any) -> Any:
    return by(raw, WITHOUT)


def _within(annotation: Any) -> Iterator[Any]:
    """An annotation and all that it is made of."""
    yield annotation
    for each in (*getattr(annotation, "__metadata__", ()), *get_args(annotation)[:1]):
        yield from _within(each)


@dataclass(frozen=True, slots=True)
class _Without:
    """No surroundings: what is read is held against nothing."""

    context: Any = None


WITHOUT = _Without()


class FieldError(WordError):
    """A problem with one value, where it does not stand at the value's own place."""

    def __init__(self, message: str, hint: str = "", place: Location | None = None) -> None:
        super().__init__(message, hint)
        self.place = place


def invalid(message: str, hint: str = "", place: Location | None = None) -> FieldError:
    """A problem with one value, to be raised by a field's own reader."""
    return FieldError(message, hint, place)
