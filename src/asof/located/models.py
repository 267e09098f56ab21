"""Files held against models, every problem at its place. Here pydantic comes in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    model_validator,
)
from pydantic.json_schema import models_json_schema
from pydantic_core import PydanticCustomError

from asof.diagnostics import AsofError, Finding, Location, closest, error, meant
from asof.located.places import Mapping_, Scalar, Sequence_, named
from asof.located.reading import EACH

N = TypeVar("N", bound="Node")
JsonSchema = dict[str, Any]


class Node(BaseModel):
    """A part of a file: fields are closed, values frozen, and `place` is where it stands."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        arbitrary_types_allowed=True,
        populate_by_name=True,
        defer_build=True,  # a validator is built when a file is first held against it
    )
    shorthand: ClassVar[str] = ""
    _place: Location = PrivateAttr(default=Location(""))
    _at: Mapping[str, Location] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def keep_place(cls, raw: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Carry the place over from the file; a plain dict has its shape already."""
        node = handler(raw if type(raw) is dict else cls.shape(raw))
        if isinstance(raw, Mapping_):
            node._at = raw.values_at
        node._place = getattr(raw, "place", node._place)
        return node

    @classmethod
    def shape(cls, raw: Any) -> Any:
        """The fields behind what was typed: a lone value stands for the shorthand field."""
        lone = cls.shorthand and isinstance(raw, Scalar | Sequence_)
        return {cls.shorthand: raw} if lone else raw

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> JsonSchema:
        """The schema, which takes the shorthand's lone value too."""
        reference = handler(core)
        typed = handler.resolve_ref_schema(reference)
        if cls.shorthand:
            whole = dict(typed)
            typed.clear()
            typed["anyOf"] = [whole["properties"][cls.shorthand], whole]
        return reference

    @property
    def place(self) -> Location:
        """Where this stands."""
        return self._place

    def at(self, name: str) -> Location:
        """Where the value of a field stands."""
        return self._at.get(name, self._place)


def invalid(message: str, hint: str = "", place: Location | None = None) -> PydanticCustomError:
    """A problem with one value, to be raised by a field's own reader."""
    context = {"message": message, "hint": hint, "place": place}
    return PydanticCustomError("asof", "{message}", context)


def check(model: type[N], tree: Mapping_, **context: Any) -> N:
    """Hold a tree against a model; raises AsofError with every problem at its place."""
    try:
        return model.model_validate(tree, context=context)
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
        if detail["type"] == "extra_forbidden":
            holder, last = detail["loc"][:-1], str(detail["loc"][-1])
            near = [loc[-1] for loc in lacking if loc[:-1] == holder]
            guess = closest(last, near) or closest(last, _fields(model, holder))
            misspelt.add((*holder, guess))
            yield _unknown_field(last, _walk(tree, detail["loc"])[2], guess)
    for detail in details:
        if detail["type"] != "extra_forbidden" and detail["loc"] not in misspelt:
            yield _finding(detail, tree)


def _finding(detail: dict[str, Any], tree: Mapping_) -> Finding:
    """One of pydantic's problems in our words, at its place in the file."""
    loc, sort, context = detail["loc"], detail["type"], detail.get("ctx", {})
    place, value, parent = _walk(tree, loc)
    if sort == "asof":
        return error(context["place"] or place, context["message"], context["hint"])
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


EXPECTED = {
    "string": "a text",
    "bool": "true or false",
    "int": "a whole number",
    "list": "a list",
    "tuple": "a list",
    "dict": "a mapping",
    "model": "a mapping",
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


def _annotations(model: type[Node]) -> dict[str, Any]:
    """The annotations of a model's fields, by the names that files use."""
    return {f.alias or name: f.annotation for name, f in model.model_fields.items()}


def _node_in(annotation: Any) -> type[Node] | None:
    """The first model that an annotation names, however wrapped."""
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _node_in(inner)
        if found is not None:
            return found
    return None


def json_schema(model: type[Node], title: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a file, for editors."""
    _, definitions = models_json_schema([(model, "validation")], ref_template="#/$defs/{model}")
    body: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    body |= {"title": title, "$ref": f"#/$defs/{model.__name__}"}
    return body | definitions
