"""Files held against models, every problem at its place; the same models as JSON Schema.

An annotation becomes a `Kind` once: how what was typed is read, and what editors are told of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from enum import Enum
from functools import cache, partial
from inspect import getdoc
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from asof.diagnostics import AsofError, Finding, Location, closest, error, meant
from asof.located.fields import (
    NOWHERE,
    Before,
    FieldError,
    Info,
    JsonSchema,
    Node,
    Reads,
    Schema,
    invalid,
)
from asof.located.places import EACH, Mapping_, mapping, named

N = TypeVar("N", bound=Node)
Definitions = dict[str, JsonSchema]


def check(model: type[N], tree: Mapping_, **context: Any) -> N:
    """Hold a tree against a model; raises AsofError with every problem at its place."""
    reading = _ModelReading(Info(context))
    made: N = reading.value(_kind(model), tree, tree.place)
    if reading.findings:
        raise AsofError(*dict.fromkeys(reading.findings))
    return made


def json_schema(model: type[Node], title: str) -> JsonSchema:
    """The JSON Schema (2020-12) of a file, for editors."""
    definitions: Definitions = {}
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return whole | _kind(model).schema(definitions) | {"$defs": definitions}


@dataclass(frozen=True, slots=True)
class FieldReader:
    """How a plain text is read into a field."""

    field: str
    read: Callable[[Any], Any]


def readers(model: type[Node], **context: Any) -> dict[str, FieldReader]:
    """How a plain text is read into each field of a model, by the names that files use."""
    alone = _ModelReading(Info(context))  # of all: a plain text has no parts to be wrong
    return {p.label: FieldReader(p.name, partial(_alone, p.kind, alone)) for p in _parts(model)}


def _alone(kind: Kind, reading: _ModelReading, raw: Any) -> Any:
    return kind.read(raw, NOWHERE, reading)


@dataclass(frozen=True, slots=True)
class _ModelReading:
    """A file while it is held against a model: its surroundings, and what is wrong in it."""

    info: Info
    findings: list[Finding] = field(default_factory=list)

    def value(self, kind: Kind, raw: Any, place: Location) -> Any:
        """What was typed, as a value; a problem with it is kept, at its place."""
        place = getattr(raw, "place", place)
        try:
            return kind.read(raw, place, self)
        except FieldError as problem:
            self.findings.append(error(problem.place or place, problem.message, problem.hint))
            return None


@dataclass(frozen=True, slots=True)
class Kind:
    """What a field may hold: how it is read (raises FieldError), and its JSON Schema.

    A schema adds what it refers to to the definitions that it is given.
    """

    read: Callable[[Any, Location, _ModelReading], Any]
    schema: Callable[[Definitions], JsonSchema]


def _kind_of(annotation: Any) -> Kind:
    origin, inner = get_origin(annotation), get_args(annotation)
    if annotation in PLAIN:
        return PLAIN[annotation]
    if origin is Annotated:
        return _marked(*inner)
    if origin in (Union, UnionType):
        return _optional(*(_kind(each) for each in inner if each is not NoneType))
    if origin in (tuple, Mapping):
        return _list_of(_kind(inner[0])) if origin is tuple else _mapping_of(_kind(inner[1]))
    if origin is Literal:
        return _choice({word: word for word in inner})
    return _kind_of_class(annotation)


_kind: Callable[[Any], Kind] = cache(_kind_of)  # said so, as mypy holds no class for hashable


def _kind_of_class(annotation: Any) -> Kind:
    if issubclass(annotation, Enum):
        return _choice({each.value: each for each in annotation})
    return Kind(partial(_read_part, annotation), partial(_part_schema, annotation))


def _marked(annotation: Any, *marks: Any) -> Kind:
    """A kind as the marks beside it say; a reader needs to know of no other."""
    kind = PLAIN[Any] if any(isinstance(mark, Reads) for mark in marks) else _kind(annotation)
    for mark in marks:
        if isinstance(mark, Reads):
            kind = replace(kind, read=partial(_by_function, mark))
        elif isinstance(mark, Before):
            kind = replace(kind, read=partial(_prepared, mark.by, kind))
        elif isinstance(mark, Schema):
            kind = replace(kind, schema=partial(_as_told, mark))
    return kind


def _by_function(by: Reads, raw: Any, _: Location, reading: _ModelReading) -> Any:
    return by.read(raw, reading.info)


def _as_told(schema: Schema, _: Definitions) -> JsonSchema:
    return dict(schema.of)


def _prepared(by: Callable[[Any], Any], kind: Kind, raw: Any, *where: Any) -> Any:
    return kind.read(by(raw), *where)


def _optional(inner: Kind) -> Kind:
    """A value that may be left empty."""

    def schema(definitions: Definitions) -> JsonSchema:
        said = inner.schema(definitions)
        return {"anyOf": [*(said["anyOf"] if [*said] == ["anyOf"] else [said]), {"type": "null"}]}

    return Kind(lambda raw, *where: None if raw is None else inner.read(raw, *where), schema)


def _list_of(each: Kind) -> Kind:
    """Values of one kind, in their order."""

    def read(raw: Any, place: Location, reading: _ModelReading) -> Any:
        if not isinstance(raw, list):
            raise _expected("a list", raw, f"write [{raw}]" if isinstance(raw, str) else "")
        return tuple(reading.value(each, value, place) for value in raw)

    return Kind(read, lambda definitions: {"type": "array", "items": each.schema(definitions)})


def _mapping_of(each: Kind) -> Kind:
    """Values of one kind, each under a word of its own."""

    def read(raw: Any, place: Location, reading: _ModelReading) -> Any:
        if not isinstance(raw, Mapping_):
            raise _expected("a mapping", raw)
        at = raw.values_at
        made = {name: reading.value(each, raw[name], at.get(name, place)) for name in raw}
        return mapping(made, raw.place, raw.keys_at, raw.values_at)

    return Kind(
        read,
        lambda definitions: {"type": "object", "additionalProperties": each.schema(definitions)},
    )


def _choice(among: Mapping[str, Any]) -> Kind:
    """One of some words, each with what it stands for."""

    def read(raw: Any, *_: Any) -> Any:
        if isinstance(raw, str) and raw in among:
            return among[raw]
        told = f"{named(raw)} is not one of {', '.join(among)}"
        raise invalid(told, meant(str(raw), among))

    return Kind(read, lambda _: {"type": "string", "enum": [*among]})


def _text(raw: Any, *_: Any) -> str:
    if not isinstance(raw, str):
        raise _expected("a text", raw)
    return str(raw)


def _whole_number(raw: Any, *_: Any) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", str(raw)):
        raise _expected("a whole number", raw)
    return int(raw)


PLAIN = {
    Any: Kind(lambda raw, *_: raw, lambda _: {}),
    str: Kind(_text, lambda _: {"type": "string"}),
    int: Kind(_whole_number, lambda _: {"type": "integer"}),
}


# Parts of files: the fields of a Node


@dataclass(frozen=True, slots=True)
class _Part:
    """A field that a file may have: its name in the model and in the file, and its kind."""

    name: str
    label: str
    kind: Kind
    default: Any
    about: str = ""

    @property
    def required(self) -> bool:
        return self.default is MISSING


ATTRIBUTES = "\n\nAttributes:\n"  # of a docstring: what stands before is of the whole
ATTRIBUTE = re.compile(r"^    (\w+): (.+(?:\n {5,}.+)*)", re.MULTILINE)


def attributes(model: type[Node]) -> Mapping[str, str]:
    """What each field of a part of a file says, by its name in the model."""
    told: dict[str, str] = {}
    for each in reversed(model.__mro__):
        listed = (getdoc(each) or "").partition(ATTRIBUTES)[2]
        told |= {name: " ".join(says.split()) for name, says in ATTRIBUTE.findall(listed)}
    return told


def _parts_of(model: type[Node]) -> tuple[_Part, ...]:
    hints = get_type_hints(model, include_extras=True)
    own = [f for f in fields(model) if not f.metadata.get("aside")]
    told = attributes(model)
    return tuple(
        _Part(
            name=f.name,
            label=f.metadata.get("alias", f.name),
            kind=_kind(hints[f.name]),
            default=_default(f),
            about=told.get(f.name, ""),
        )
        for f in own
    )


_parts: Callable[[Any], tuple[_Part, ...]] = cache(_parts_of)


def _default(of: Field[Any]) -> Any:
    return of.default if of.default_factory is MISSING else None


def _read_part(model: type[Node], raw: Any, place: Location, reading: _ModelReading) -> Any:
    """A part of a file, where nothing was wrong so far."""
    given = model.shape(raw)
    if not isinstance(given, dict):
        raise _expected("a mapping", raw)
    values_at = getattr(raw, "values_at", {})
    reading.findings.extend(_not_fitting(_parts(model), given, raw, place))
    read = {
        part.name: reading.value(part.kind, given[part.label], values_at.get(part.label, place))
        for part in _parts(model)
        if part.label in given
    }
    return None if reading.findings else model(**read, place=place, values_at=values_at)


def _not_fitting(
    parts: tuple[_Part, ...], given: Mapping[str, Any], raw: Any, place: Location
) -> Iterator[Finding]:
    """Fields that are unknown or lacking; one that is only misspelt is not lacking."""
    labels = [part.label for part in parts]
    lacking = [part.label for part in parts if part.required and part.label not in given]
    unknown = [name for name in given if name not in labels]
    guesses = {name: closest(name, lacking) or closest(name, labels) for name in unknown}
    for name, guess in guesses.items():
        yield _unknown_field(name, given[name], raw.keys_at.get(name, place), guess)
    for name in lacking:
        if name not in guesses.values():
            yield error(getattr(raw, "head", place), f"missing field '{name}'")


def _unknown_field(name: str, value: Any, place: Location, guess: str | None) -> Finding:
    if " " in name and value is None:
        return error(place, f"'{name}' is cut off by a comma in a one-line mapping", EACH)
    return error(place, f"unknown field '{name}'", f"did you mean '{guess}'?" if guess else "")


def _part_schema(model: type[Node], definitions: Definitions) -> JsonSchema:
    """A reference to the schema of a part, which is among the definitions: parts hold parts."""
    name = model.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = model.typed(
            {
                "type": "object",
                "description": (getdoc(model) or "").partition(ATTRIBUTES)[0],
                "properties": {p.label: _field_schema(p, definitions) for p in _parts(model)},
                "required": [p.label for p in _parts(model) if p.required],
                "additionalProperties": False,
            }
        )
    return {"$ref": f"#/$defs/{name}"}


def _field_schema(part: _Part, definitions: Definitions) -> JsonSchema:
    said = part.kind.schema(definitions)
    about = ": ".join(filter(None, (part.about, said.get("description"))))
    told = {"description": about} if about else {}
    stated = isinstance(part.default, bool | str | int)
    return said | told | ({"default": part.default} if stated else {})


def _expected(wanted: str, raw: Any, hint: str = "") -> FieldError:
    return invalid(f"expected {wanted}, found {named(raw)}", hint)
