"""YAML that knows its places, held against models. The only door to PyYAML and pydantic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Self, TypeVar

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic import BeforeValidator as Before
from pydantic import PlainValidator as Reads
from pydantic import WithJsonSchema as Schema
from pydantic.json_schema import models_json_schema
from pydantic_core import PydanticCustomError

from asof.diagnostics import AsofError, Finding, Location, closest, error, meant

__all__ = [
    "Before",
    "Field",
    "GetJsonSchemaHandler",
    "JsonSchema",
    "Mapping_",
    "Node",
    "Reads",
    "Scalar",
    "Schema",
    "Sequence_",
    "ValidationInfo",
    "check",
    "invalid",
    "json_schema",
    "load",
    "mapping",
    "named",
    "text_of",
]

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CORE = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
NULL = {"", "~", "null", "Null", "NULL"}
N = TypeVar("N", bound="Node")
JsonSchema = dict[str, Any]


class Scalar(str):
    """A piece of text with its place and its source as typed, quotes and line breaks included."""

    place: Location
    raw: str

    def spot(self, index: int) -> Location:
        """The place of the `index`-th `{{` or `{%` in the text as typed."""
        found = list(re.finditer(r"\{[{%]", self.raw))
        if not 0 <= index < len(found):
            return self.place
        return self.along(found[index].start())

    def along(self, offset: int) -> Location:
        """The place `offset` characters into the text as typed."""
        before = self.raw[:offset]
        line, _, last = before.rpartition("\n")
        if not line and "\n" not in before:
            return Location(self.place.path, self.place.line, self.place.column + len(last))
        return Location(self.place.path, self.place.line + before.count("\n"), len(last) + 1)


class Mapping_(dict[str, Any]):
    """A mapping with its place, those of its keys and values, and of the key that it is under."""

    place: Location
    keys_at: dict[str, Location]
    values_at: dict[str, Location]
    head: Location


class Sequence_(list[Any]):
    """A list with its place."""

    place: Location


class Node(BaseModel):
    """A part of a file: fields are closed, values frozen, and `place` is where it stands."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, populate_by_name=True
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


def text_of(path: Path, name: str) -> str:
    """The text of a UTF-8 file; raises AsofError at the first byte that is not."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise AsofError(_not_utf8(problem, name)) from None
    except OSError as problem:
        reason = (problem.strerror or "unreadable").lower()
        raise AsofError(error(Location(name), f"cannot be read: {reason}")) from None


def _not_utf8(problem: UnicodeDecodeError, name: str) -> Finding:
    before = problem.object[: problem.start].decode("utf-8")
    line = before.count("\n") + 1
    place = Location(name, line, len(before.rpartition("\n")[2]) + 1)
    byte = problem.object[problem.start]
    return error(place, f"byte 0x{byte:02x} is not UTF-8", "save the file as UTF-8")


def load(path: Path, name: str) -> Mapping_:
    """Read one YAML file whose top is a mapping; raises AsofError with every problem found."""
    text = text_of(path, name)
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as problem:
        raise AsofError(_syntax(problem, name, text)) from None
    except yaml.reader.ReaderError:
        raise AsofError(_unreadable(name, text)) from None
    return _Builder(name, text).top(node)


def _unreadable(name: str, text: str) -> Finding:
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    place = _spot(name, text, found.start() if found else 0)
    return error(place, "a control character stands here", "delete it")


def _spot(name: str, text: str, offset: int) -> Location:
    """The place `offset` characters into a file."""
    start = text.rfind("\n", 0, offset) + 1
    return Location(name, text.count("\n", 0, offset) + 1, offset - start + 1)


# What people type that YAML takes for something else: how it looks (the mistake is the group, or
# stands where YAML stumbled), what is wrong, what to type instead.
BRACES = "a value that starts with '{{' is not a text"
QUOTE = "put the text in quotes"
EACH = "put each text in quotes"
ABOVE = "check its indentation, and the quotes and colons above"
START = "a text cannot start with '{char}'"
SLIPS = (
    (re.compile(r"^\s*?(\t)"), "a tab indents this line", "indent with spaces"),
    (re.compile(r"(?:^\s*-|:|,)\s+(\{\{)"), BRACES, QUOTE),
    (re.compile(r"[-:,{]\s+'{2,}(\w)"), "an apostrophe ends this text", "put it in double quotes"),
    (
        re.compile(r"[-:,{]\s+\"{2,}\s*(\w)"),
        "the quote before this ends the text",
        "quote all of it, and write single quotes inside",
    ),
    (re.compile(r":\s+(?![\"'\[{|>])[^,\"]*?(:)\s"), "a text with a colon needs quotes", QUOTE),
)
QUOTED = re.compile(r"([-:,{]\s+)(?:(\")[^\"]*\"|(')[^']*')")

# What YAML says: the same, and whether the mistake is where the broken part begins.
PROBLEMS = (
    ("quoted scalar.*end of stream", "this quote is not closed", "close it", True),
    ("flow node|start any token|alias|anchor|tag|mapping keys", START, QUOTE, True),
    ("flow mapping", "this one-line mapping cannot be read", EACH, True),
    ("flow sequence", "this one-line list cannot be read", EACH, True),
    ("expected ':'", "a colon is missing here", "write key: value", True),
    ("escape", "a backslash in double quotes", "put the text in single quotes", False),
    ("another document", "a second document begins here", "delete this line", False),
    ("", "this line does not fit those above it", ABOVE, False),
)


def _syntax(problem: yaml.MarkedYAMLError, name: str, text: str) -> Finding:
    """One finding for a file that YAML cannot read, told in terms of the slip behind it."""
    mark = problem.problem_mark or problem.context_mark
    assert mark
    start = text.rfind("\n", 0, mark.index) + 1
    line = QUOTED.sub(_blanked, text[start:].split("\n", 1)[0])
    for slip, message, hint in SLIPS:
        if found := slip.search(line):
            return error(Location(name, mark.line + 1, found.start(1) + 1), message, hint)
    told = f"{problem.context} {problem.problem}"
    _, message, hint, begins = next(p for p in PROBLEMS if re.search(p[0], told))
    mark = problem.context_mark or mark if begins else mark
    char = text[mark.index : mark.index + 1]
    return error(Location(name, mark.line + 1, mark.column + 1), message.format(char=char), hint)


def _blanked(found: re.Match[str]) -> str:
    """A text in quotes without its words, so that no slip is seen in them."""
    quote = found[2] or found[3]
    return found[1] + quote * (len(found[0]) - len(found[1]))


class _Builder:
    """Turns PyYAML's nodes into values with places, and refuses what YAML lets pass."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.findings: list[Finding] = []
        self.open: set[int] = set()

    def top(self, node: yaml.Node | None) -> Mapping_:
        start = Location(self.name, 1, 1)
        built = self.value(node) if node else mapping({}, start, {})
        if not isinstance(built, Mapping_):
            place = getattr(built, "place", start)
            self.findings.append(error(place, f"expected a mapping, found {kind(built)}"))
        if self.findings:
            raise AsofError(*self.findings)
        assert isinstance(built, Mapping_)
        return built

    def at(self, node: yaml.Node) -> Location:
        return Location(self.name, node.start_mark.line + 1, node.start_mark.column + 1)

    def value(self, node: yaml.Node) -> Any:
        if id(node) in self.open:
            self.findings.append(error(self.at(node), "an alias cannot hold itself"))
            return None
        self.open.add(id(node))
        built = self.built(node)
        self.open.discard(id(node))
        return built

    def built(self, node: yaml.Node) -> Any:
        if node.tag.startswith("!") or "python/" in node.tag:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self.findings.append(error(self.at(node), f"a text cannot start with '{tag}'", QUOTE))
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node)
        if isinstance(node, yaml.SequenceNode):
            items = Sequence_(self.value(item) for item in node.value)
            items.place = self.at(node)
            return items
        assert isinstance(node, yaml.ScalarNode)
        return self.scalar(node)

    def scalar(self, node: yaml.ScalarNode) -> Any:
        plain = not node.style
        if plain and node.value in NULL:
            return None
        if plain and node.value in CORE:
            return CORE[node.value]
        scalar = Scalar(node.value)
        scalar.place = self.at(node)
        scalar.raw = self.text[node.start_mark.index : node.end_mark.index]
        if plain:
            self.swallowed(node)
        return scalar

    def swallowed(self, node: yaml.ScalarNode) -> None:
        """A '#' right behind a space and before a word is more likely text than a comment."""
        rest = self.text[node.end_mark.index :].split("\n", 1)[0]
        if found := re.match(r"\s+(?=#\S)", rest):
            column = node.end_mark.column + found.end() + 1
            place = Location(self.name, node.end_mark.line + 1, column)
            told = f"'{rest.strip()}' is read as a comment and lost from the text"
            self.findings.append(error(place, told, "put the text in quotes"))

    def mapping(self, node: yaml.MappingNode) -> Mapping_:
        built: dict[str, Any] = {}
        keys_at: dict[str, Location] = {}
        values_at: dict[str, Location] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.findings.append(self.odd_key(key))
            elif key.value in built:
                self.findings.append(self.duplicate(key, keys_at[key.value]))
            else:
                keys_at[key.value], values_at[key.value] = self.at(key), self.at(value)
                built[key.value] = self.value(value)
        return mapping(built, self.at(node), keys_at, values_at)

    def duplicate(self, key: yaml.ScalarNode, first: Location) -> Finding:
        told = f"duplicate key '{key.value}', first on line {first.line}"
        return error(self.at(key), told, "keep one")

    def odd_key(self, key: yaml.Node) -> Finding:
        """A key that is no word: more often than not `{{` where a text begins."""
        place = self.at(key)
        if self.text[key.start_mark.index - 1 :].startswith("{{"):
            return error(replace(place, column=place.column - 1), BRACES, QUOTE)
        return error(place, "a key must be a word", QUOTE)


def mapping(
    built: Mapping[str, Any],
    place: Location,
    keys_at: dict[str, Location],
    values_at: dict[str, Location] | None = None,
) -> Mapping_:
    """A mapping with its places; those below it learn the key that they stand under."""
    made = Mapping_(built)
    made.place, made.keys_at, made.head = place, keys_at, place
    made.values_at = keys_at if values_at is None else values_at
    for name, value in built.items():
        if isinstance(value, Mapping_):
            value.head = keys_at[name]
    return made


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


def named(value: Any) -> str:
    """A value as an error names it: a text by its words, anything else by what it is."""
    return f"'{value}'" if isinstance(value, str) else kind(value)


def kind(value: Any) -> str:
    """What a value is, as an error names it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "nothing"
    names = {dict: "a mapping", list: "a list", str: "a text"}
    return next((name for type_, name in names.items() if isinstance(value, type_)), "a value")


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
