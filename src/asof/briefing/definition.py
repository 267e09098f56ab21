"""The definition of a document: its title, its blocks and its template."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Annotated, Any, ClassVar, Literal

from asof.briefing.rows import Row, RowKey, row_key
from asof.diagnostics import meant
from asof.located import (
    ASIDE,
    Before,
    Info,
    JsonSchema,
    Mapping_,
    Node,
    Reads,
    Scalar,
    Schema,
    Sequence_,
    invalid,
    kind,
    mapping,
    named,
)
from asof.text import Day, Flag, Moment, Until, Word, Words, WordsOrDay, word

SETTINGS = ("points", "from", "until", "otherwise")
FROM = {"alias": "from"}


def _listed(raw: Any) -> Any:
    return [raw] if isinstance(raw, Scalar) else raw


def _key(raw: Any, info: Info) -> Scalar:
    """A fact's key or a pattern, one that the ledger knows where a ledger is at hand."""
    key, context = word(raw), info.context
    if "{{" in key:
        return row_key(key, context.get("columns"))
    known = context.get("facts")
    if known is None or key in known:
        return key
    raise invalid(*known.lacks(key))


def _rule(raw: Any) -> Scalar:
    """The name of a rule of `check`, which whoever reads the data holds against the rules."""
    if not isinstance(raw, Scalar):
        raise invalid(f"expected the name of a rule, found {kind(raw)}")
    return raw


def _tag(raw: Any, info: Info) -> Scalar:
    """A tag, one that some fact carries where a ledger is at hand."""
    tag = word(raw)
    known = info.context.get("tags")
    if known is None or tag in known:
        return tag
    raise invalid(f"no fact has the tag '{tag}'", meant(tag, known))


WIDTHS = {"full": 100, "half": 50}
NARROWEST = 10  # per cent of the column


def _part_of_column(raw: Any) -> int:
    """How much of a column, in per cent: a word, or a number of per cent."""
    typed = re.fullmatch(r"([0-9]{1,3}) ?%", str(raw))
    width = int(typed[1]) if typed else WIDTHS.get(str(raw), 0)
    if not NARROWEST <= width <= WIDTHS["full"]:
        told = f"{named(raw)} is no part of a column"
        raise invalid(told, f"write full, half or a share from {NARROWEST}% to 100%")
    return width


PartOfColumn = Annotated[int, Reads(_part_of_column), Schema({"type": "string"})]
Key = Annotated[Scalar, Reads(_key), Schema({"type": "string"})]
Tagged = Annotated[Scalar, Reads(_tag), Schema({"type": "string"})]
Keys = Annotated[
    tuple[Key, ...],
    Before(_listed),
    Schema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
RuleName = Annotated[Scalar, Reads(_rule), Schema({"type": "string"})]
Protocol = Literal["RED", "AMBER", "AMBER+STRICT", "GREEN", "CLEAR"]
Tone = Literal["note", "important", "warning"]
Column = Literal["label", "value", "on", "until", "reported", "source", "standing", "counts", "by"]


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


@dataclass(frozen=True, slots=True)
class Pressed(Node):
    """What to say if pressed on a subject."""

    on: Words
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFindings(Node):
    """What a reader in haste takes along, in larger type."""

    shorthand: ClassVar[str] = "points"
    points: tuple[Point, ...]
    title: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout(Node):
    """A box beside the course of the text, and how grave what it says is."""

    shorthand: ClassVar[str] = "text"
    text: Words
    title: Words | None = None
    tone: Tone = "note"


@dataclass(frozen=True, slots=True)
class TilesBlock(Node):
    """Facts as tiles; a target is a fact too, and prints in each of them.

    A sparkline shows how the values of each have gone.
    """

    shorthand: ClassVar[str] = "facts"
    facts: Keys
    abreast: Literal["1", "2", "3", "4", "5"] | None = None
    sources: Literal["behind", "below"] = "behind"
    target: Key | None = None
    sparkline: Flag = False


@dataclass(frozen=True, slots=True)
class RowGroup(Node):
    """Rows of a table under a heading of their own."""

    heading: Words
    rows: Keys
    total: Keys = ()


@dataclass(frozen=True, slots=True)
class TableBlock(Node):
    """Facts in rows; a total is a fact too, and prints as the last row of what it sums up."""

    shorthand: ClassVar[str] = "rows"
    rows: Keys = ()
    columns: tuple[Column, ...] = ("label", "value", "on", "source")
    caption: Words | None = None
    sort: Literal["label", "value", "-value"] | None = None
    groups: tuple[RowGroup, ...] = ()
    total: Keys = ()
    orientation: Literal["portrait", "landscape"] = "portrait"

    @classmethod
    def shape(cls, raw: Any) -> Any:
        """A table has rows, or groups of rows."""
        if isinstance(raw, Scalar | Sequence_):
            return {cls.shorthand: raw}
        told = {"rows", "groups"} & set(raw) if isinstance(raw, Mapping_) else {cls.shorthand}
        if len(told) == 2:
            hint = "put those rows into a group, or leave out 'groups'"
            raise invalid("a table has rows or groups of rows, this one both", hint)
        if not told:
            raise invalid("a table without rows", "name its facts in 'rows'")
        return raw


@dataclass(frozen=True, slots=True)
class Selection(Node):
    """Facts by tag, between days."""

    shorthand: ClassVar[str] = "tag"
    tag: Tagged
    start: Moment | None = field(default=None, metadata=FROM)
    until: Moment | None = None


@dataclass(frozen=True, slots=True)
class Image(Node):
    """A picture of the workspace, as wide as it is or as a part of the column."""

    file: Word
    alt: Words
    width: PartOfColumn | None = None
    caption: Words | None = None
    subtitle: Words | None = None
    credit: Words | None = None
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class ChangesBlock(Node):
    """What changed since a day."""

    since: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance(Node):
    """A finding that one briefing may be printed with: why, and until which day.

    It covers what its rule finds of the facts it names; where it names none, all that it finds.
    """

    rule: RuleName
    fact: Keys = ()
    reason: Words
    until: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Node):
    """One block of a body: exactly one of its fields is set."""

    heading: Words | None = None
    subheading: Words | None = None
    annex: Words | None = None
    key_findings: KeyFindings | None = None
    points: tuple[Point, ...] | None = None
    pressed: Pressed | None = None
    facts: Keys | None = None
    tiles: TilesBlock | None = None
    table: TableBlock | None = None
    chart: Word | None = None
    timeline: Selection | None = None
    statements: Selection | None = None
    quote: Key | None = None
    withheld: Keys | None = None
    image: Image | None = None
    images: tuple[Image, ...] | None = None
    text: Words | None = None
    callout: Callout | None = None
    glossary: Words | None = None
    changes: ChangesBlock | None = None

    @classmethod
    def shape(cls, raw: Any) -> Any:
        """A block names one thing."""
        if not isinstance(raw, Mapping_):
            raise invalid(f"expected a block, found {named(raw)}", "name what it is: 'text: …'")
        known = [k for k in raw if k in KINDS]
        if not raw:
            raise invalid("an empty block", f"name one of {', '.join(KINDS)}")
        if [raw[k] for k in known] == [None]:
            raise invalid(f"nothing stands behind '{known[0]}'")
        if len(known) > 1:
            told = f"a block is one thing, this one is {' and '.join(known)}"
            raise invalid(told, "start each block with a dash of its own")
        return raw

    @property
    def kind(self) -> str:
        """Which block it is."""
        return next(name for name in KINDS if getattr(self, name) is not None)

    @property
    def content(self) -> Any:
        """What the block holds."""
        return getattr(self, self.kind)


KINDS = tuple(f.name for f in fields(Block) if not f.metadata.get("aside"))


@dataclass(frozen=True, slots=True, kw_only=True)
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
    next_update: WordsOrDay | None = None
    marking: Words | None = None
    tlp: Protocol | None = None
    embargo: Until | None = None
    source_notes: Literal["end", "page", "none"] = "end"
    max_pages: int | None = None
    spacing: Literal["usual", "snug", "tight"] | None = None
    cover: Flag = False
    for_each: Word | None = None
    formerly: tuple[Word, ...] = ()
    allow: tuple[Allowance, ...] = ()
    seal: Keys = ()
    body: tuple[Block, ...] = ()
    rows: Sequence[Row] = field(default=(), repr=False, metadata=ASIDE)
    digest: str = field(default="", compare=False, repr=False, metadata=ASIDE)

    @property
    def name(self) -> str:
        """The name of its file, which is the name of its editions."""
        return posixpath.splitext(posixpath.basename(self.place.path))[0]

    @property
    def layout(self) -> str:
        """The template that prints it."""
        return str(self.template or "theme/note.html")

    def for_row(self, row: Row) -> Briefing:
        """The briefing of one row: the keys of its blocks filled in, its texts as they stand."""
        one: Briefing = _filled(self, row)
        return replace(one, rows=(), digest=f"{self.digest}-{row.digest}")


def nodes(node: Any) -> Iterator[Any]:
    """A part of a briefing and every value in it, in the order of its fields."""
    yield node
    inner = node if isinstance(node, tuple) else ()
    if isinstance(node, Node):
        inner = tuple(getattr(node, f.name) for f in fields(node) if not f.metadata.get("aside"))
    for each in inner:
        yield from nodes(each)


def row_keys(briefing: Briefing) -> tuple[RowKey, ...]:
    """The keys of a briefing that each row fills in."""
    return tuple(n for n in nodes(briefing) if isinstance(n, RowKey))


def _filled(node: Any, row: Row) -> Any:
    """A part of a briefing with the keys of one row."""
    if isinstance(node, RowKey):
        return node.of(row)
    if isinstance(node, tuple):
        return tuple(_filled(each, row) for each in node)
    if not isinstance(node, Node):
        return node
    held = {f.name: getattr(node, f.name) for f in fields(node) if not f.metadata.get("aside")}
    made = {name: _filled(value, row) for name, value in held.items()}
    changed = {name: value for name, value in made.items() if value is not held[name]}
    return replace(node, **changed)
