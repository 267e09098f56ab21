"""Files held against models, every problem at its place. Here pydantic comes in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, fields
from functools import partial
from inspect import getdoc
from typing import Any, TypeVar, get_type_hints

from pydantic import BeforeValidator, PlainValidator, TypeAdapter, ValidationError
from pydantic_core import core_schema

from asof.diagnostics import AsofError, Finding, Location, closest, error, meant
from asof.located.fields import FieldError, JsonSchema, Node
from asof.located.places import Mapping_, named
from asof.located.reading import EACH

N = TypeVar("N", bound=Node)


def of_node(cls: type[Node], source: Any, handler: Any) -> Any:
    """Pydantic's schema of a dataclass, without the fields that no file has, and with places."""
    inner = handler(source)
    arguments, known = inner["schema"], _annotated(cls)
    arguments["fields"] = [f for f in arguments["fields"] if f["name"] in known]
    return core_schema.no_info_wrap_validator_function(
        partial(_placed, cls), inner, ref=inner.pop("ref", None)
    )


def _placed(cls: type[Node], raw: Any, handler: Any) -> Any:
    """Carry the place over from the file; a plain dict has its shape already."""
    node = handler(raw if type(raw) is dict else cls.shape(raw))
    for aside in fields(cls):
        if aside.metadata.get("aside"):
            object.__setattr__(node, aside.name, _default(aside))
    if isinstance(raw, Mapping_):
        object.__setattr__(node, "values_at", raw.values_at)
    object.__setattr__(node, "place", getattr(raw, "place", node.place))
    return node


def _default(aside: Field[Any]) -> Any:
    return aside.default_factory() if callable(aside.default_factory) else aside.default


def schema_of_node(cls: type[Node], core: Any, handler: Any) -> JsonSchema:
    """The schema for editors of what is typed."""
    reference: JsonSchema = handler(core)
    typed = handler.resolve_ref_schema(reference)
    whole = dict(typed) | {"description": getdoc(cls)}
    typed.clear()
    typed.update(cls.typed(whole))
    return reference


def plain_schema(by: Callable[..., Any], source: Any, handler: Any) -> Any:
    """A field read by a function of ours."""
    return PlainValidator(by).__get_pydantic_core_schema__(source, handler)


def before(by: Callable[..., Any], source: Any, handler: Any) -> Any:
    """A field prepared by a function of ours."""
    return BeforeValidator(by).__get_pydantic_core_schema__(source, handler)


ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(model: type[Node]) -> TypeAdapter[Any]:
    """Pydantic's reader of a model, built when a file is first held against it."""
    if model not in ADAPTERS:
        ADAPTERS[model] = TypeAdapter(model)
    return ADAPTERS[model]


def check(model: type[N], tree: Mapping_, context: Mapping[str, Any]) -> N:
    """Hold a tree against a model; raises AsofError with every problem at its place."""
    try:
        made: N = _adapter(model).validate_python(tree, context=dict(context))
        return made
    except ValidationError as problem:
        details = problem.errors(include_url=False)
        raise AsofError(
            *dict.fromkeys(_findings([dict(d) for d in details], tree, model))
        ) from None


def _findings(
    details: list[dict[str, Any]], tree: Mapping_, model: type[Node]
) -> Iterator[Finding]:
    """Pydantic's problems in our words; a field that is only misspelt is not missing."""
    lacking = {d["loc"] for d in details if d["type"] == "missing"}
    misspelt: set[tuple[Any, ...]] = set()
    for detail in details:
        if detail["type"] == UNKNOWN:
            holder, last = detail["loc"][:-1], str(detail["loc"][-1])
            near = [loc[-1] for loc in lacking if loc[:-1] == holder]
            guess = closest(last, near) or closest(last, _fields(model, holder))
            misspelt.add((*holder, guess))
            yield _unknown_field(last, _walk(tree, detail["loc"])[2], guess)
    for detail in details:
        if detail["type"] != UNKNOWN and detail["loc"] not in misspelt:
            yield _finding(detail, tree)


def _finding(detail: dict[str, Any], tree: Mapping_) -> Finding:
    """One of pydantic's problems in our words, at its place in the file."""
    loc, sort, context = detail["loc"], detail["type"], detail.get("ctx", {})
    place, value, parent = _walk(tree, loc)
    ours = context.get("error")
    if isinstance(ours, FieldError):
        return error(ours.place or place, ours.message, ours.hint)
    if sort == "missing":
        return error(getattr(parent, "head", place), f"missing field '{loc[-1]}'")
    if sort in {"literal_error", "enum"}:
        names = re.findall(r"'([^']*)'", context["expected"])
        told = f"{named(value)} is not one of {', '.join(names)}"
        return error(place, told, meant(str(value), names))
    if sort == "too_short":
        return error(place, "this list is empty", "write at least one")
    wanted = EXPECTED.get(sort.split("_")[0], "another value")
    hint = f"write [{value}]" if wanted == "a list" and isinstance(value, str) else ""
    return error(place, f"expected {wanted}, found {named(value)}", hint)


UNKNOWN = "unexpected_keyword_argument"
EXPECTED = {
    "string": "a text",
    "bool": "true or false",
    "int": "a whole number",
    "list": "a list",
    "tuple": "a list",
    "dict": "a mapping",
    "dataclass": "a mapping",
    "is": "a value",
}


def _unknown_field(name: str, parent: Mapping_, guess: str | None) -> Finding:
    place = parent.keys_at.get(name, parent.place)
    if " " in name and parent.get(name) is None:
        told = f"'{name}' is cut off by a comma in a one-line mapping"
        return error(place, told, EACH)
    return error(place, f"unknown field '{name}'", f"did you mean '{guess}'?" if guess else "")


def _walk(tree: Any, loc: tuple[Any, ...]) -> tuple[Location, Any, Any]:
    """Follow a path as far as the tree has it: the place, the value there and what holds it."""
    value, parent, place = tree, tree, tree.place
    for step in loc:
        known = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if not known and not (isinstance(value, dict) and step in value):
            parent = value if isinstance(value, dict) else parent
            continue
        parent, value = value, value[step]
        place = parent.values_at[step] if isinstance(parent, Mapping_) else parent.place
        place = getattr(value, "place", place)
    return place, value, parent


def _fields(model: type[Node], loc: tuple[Any, ...]) -> list[str]:
    """The field names that are allowed where a path leads."""
    inner = model
    for step in loc:
        named = _annotations(inner).get(str(step))
        inner = _node_in(named) or inner if named else inner
    return list(_annotations(inner))


def _annotated(model: type[Node]) -> dict[str, Any]:
    """The annotations of the fields that a file may have, by their own names."""
    found = get_type_hints(model)
    return {f.name: found[f.name] for f in fields(model) if not f.metadata.get("aside")}


def _annotations(model: type[Node]) -> dict[str, Any]:
    """The annotations of a model's fields, by the names that files use."""
    names = {f.name: f.metadata.get("alias", f.name) for f in fields(model)}
    return {names[name]: annotation for name, annotation in _annotated(model).items()}


def _node_in(annotation: Any) -> type[Node] | None:
    """The first model that an annotation names, however wrapped."""
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _node_in(inner)
        if found is not None:
            return found
    return None


def json_schema(model: type[Node], title: str) -> JsonSchema:
    """The JSON Schema (2020-12) of a file, for editors."""
    _, definitions = TypeAdapter.json_schemas(
        [(title, "validation", _adapter(model))], ref_template="#/$defs/{model}"
    )
    body: JsonSchema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    body |= {"title": title, "$ref": f"#/$defs/{model.__name__}"}
    return body | definitions
