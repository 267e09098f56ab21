"""The definition of a document: its title, its blocks and its template."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Annotated, Any, ClassVar, Literal

from asof.diagnostics import meant
from asof.located import (
    Before,
    Field,
    GetJsonSchemaHandler,
    JsonSchema,
    Mapping_,
    Node,
    Reads,
    Scalar,
    Schema,
    ValidationInfo,
    invalid,
    kind,
    mapping,
    named,
)
from asof.model.rules import Rule
from asof.model.text import Day, Moment, Until, Word, Words, word

SETTINGS = ("points", "from", "until", "otherwise")


def _listed(raw: Any) -> Any:
    return [raw] if isinstance(raw, Scalar) else raw


def _key(raw: Any, info: ValidationInfo) -> Scalar:
    """A fact's key or a pattern, one that the ledger knows where a ledger is at hand."""
    key = word(raw)
    known = (info.context or {}).get("facts")
    if known is None or any(fnmatchcase(k, key) or fnmatchcase(key, k) for k in known):
        return key
    if "*" in key:
        folders = {f"{k.rpartition('.')[0]}.*" for k in known}
        raise invalid(f"no fact matches '{key}'", meant(key, folders))
    raise invalid(f"unknown fact '{key}'", meant(key, known))


def _tag(raw: Any, info: ValidationInfo) -> Scalar:
    """A tag, one that some fact carries where a ledger is at hand."""
    tag = word(raw)
    known = (info.context or {}).get("tags")
    if known is None or tag in known:
        return tag
    raise invalid(f"no fact has the tag '{tag}'", meant(tag, known))


Key = Annotated[Scalar, Reads(_key), Schema({"type": "string"})]
Tagged = Annotated[Scalar, Reads(_tag), Schema({"type": "string"})]
Keys = Annotated[
    tuple[Key, ...],
    Before(_listed),
    Schema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Protocol = Literal["RED", "AMBER", "AMBER+STRICT", "GREEN", "CLEAR"]
Column = Literal["label", "value", "on", "until", "reported", "source", "standing", "counts", "by"]


class Point(Node):
    """A speakable sentence with points under it, printed in editions between its days."""

    text: Words
    points: tuple[Point, ...] = ()
    start: Moment | None = Field(None, alias="from")
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
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> JsonSchema:
        """The schema of a point as it is typed."""
        reference = handler(core)
        typed = handler.resolve_ref_schema(reference)
        settings = {k: v for k, v in typed["properties"].items() if k in SETTINGS}
        typed.clear()
        mapping = {"properties": settings, "additionalProperties": {"type": "string"}}
        typed["anyOf"] = [{"type": "string"}, {"type": "object"} | mapping]
        return reference


class Pressed(Node):
    """What to say if pressed on a subject."""

    on: Words
    points: tuple[Point, ...]


class Table(Node):
    """Facts in rows."""

    shorthand: ClassVar[str] = "rows"
    rows: Keys
    columns: tuple[Column, ...] = ("label", "value", "on", "source")
    caption: Words | None = None


class Selection(Node):
    """Facts by tag, between days."""

    shorthand: ClassVar[str] = "tag"
    tag: Tagged
    start: Moment | None = Field(None, alias="from")
    until: Moment | None = None


class Image(Node):
    """A picture of the workspace."""

    file: Word
    alt: Words
    caption: Words | None = None


class Since(Node):
    """What changed since a day."""

    since: Day


class Allowance(Node):
    """A finding that one briefing may be printed with: why, and until which day.

    It covers what its rule finds of the facts it names; where it names none, all that it finds.
    """

    rule: Rule
    fact: Keys = ()
    reason: Words
    until: Day


class Block(Node):
    """One block of a body: exactly one of its fields is set."""

    heading: Words | None = None
    subheading: Words | None = None
    points: tuple[Point, ...] | None = None
    pressed: Pressed | None = None
    facts: Keys | None = None
    tiles: Keys | None = None
    table: Table | None = None
    chart: Word | None = None
    timeline: Selection | None = None
    statements: Selection | None = None
    withheld: Keys | None = None
    image: Image | None = None
    text: Words | None = None
    changes: Since | None = None

    @classmethod
    def shape(cls, raw: Any) -> Any:
        """A block names one thing."""
        if not isinstance(raw, Mapping_):
            raise invalid(f"expected a block, found {named(raw)}", "name what it is: 'text: …'")
        known = [k for k in raw if k in cls.model_fields]
        if not raw:
            raise invalid("an empty block", f"name one of {', '.join(cls.model_fields)}")
        if [raw[k] for k in known] == [None]:
            raise invalid(f"nothing stands behind '{known[0]}'")
        if len(known) > 1:
            told = f"a block is one thing, this one is {' and '.join(known)}"
            raise invalid(told, "start each block with a dash of its own")
        return raw

    @property
    def kind(self) -> str:
        """Which block it is."""
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)

    @property
    def content(self) -> Any:
        """What the block holds."""
        return getattr(self, self.kind)


class Briefing(Node):
    """What data/briefings/NAME.yaml says."""

    title: Words
    template: Word | None = None
    question: Words | None = None
    as_of: Day | None = None
    reference: Words | None = None
    section: Words | None = None
    owner: Words | None = None
    principals: tuple[Words, ...] = ()
    contact: Words | None = None
    next_update: Words | None = None
    marking: Words | None = None
    tlp: Protocol | None = None
    embargo: Until | None = None
    source_notes: Literal["end", "page", "none"] = "end"
    max_pages: int | None = None
    allow: tuple[Allowance, ...] = ()
    body: tuple[Block, ...] = ()

    @property
    def name(self) -> str:
        """The name of its file, which is the name of its editions."""
        return PurePosixPath(self.place.path).stem

    @property
    def layout(self) -> str:
        """The template that prints it."""
        return str(self.template or "theme/note.html")
