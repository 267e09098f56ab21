"""What the files in data/ may hold, and the JSON Schema of each for editors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from asof.briefing.binders import Binder
from asof.briefing.definition import Briefing
from asof.briefing.points import FROM
from asof.briefing.series import EditionLine
from asof.ledger import Frequency, Status, ValueKind, Wording
from asof.located import (
    Before,
    Info,
    JsonSchema,
    Mapping_,
    Node,
    Reads,
    Scalar,
    Schema,
    invalid,
    json_schema,
    kind,
    named,
)
from asof.text import (
    TEXT,
    Address,
    Day,
    Flag,
    Length,
    Moment,
    Name,
    Word,
    Words,
    require_language,
    shorts,
    text_of,
)
from asof.workspace import Config

Unit = dict[str, dict[str, str]]

_TWO_WORDS = "write {one: member, other: members}"

CATEGORIES = {"zero", "one", "two", "few", "many", "other"}  # of plurals, in any language


def _unit(raw: Any, info: Info) -> Unit:
    """A unit's words by language and plural category; what names no language is for each."""
    if isinstance(raw, Scalar):
        return {"": {"other": raw}}
    if not isinstance(raw, Mapping_):
        raise invalid(
            f"expected a unit, found {kind(raw)}", "write members, or one word a language"
        )
    spoken = shorts(info.context.get("languages", ()))
    if raw.keys() & CATEGORIES:
        return {"": _plurals(raw, raw.place, info, *spoken)}
    for tag in raw:
        require_language(tag, spoken, raw.keys_at[tag])
    return {tag: _plurals(words, raw.keys_at[tag], info, tag) for tag, words in raw.items()}


def _plurals(words: Any, place: Any, info: Info, *tags: str) -> dict[str, str]:
    """The words of a unit in some languages, which may need more than a plural: 5 osób, 2 osoby."""
    if isinstance(words, Scalar):
        return {"other": words}
    known = info.context["spoken"].known
    spoken = [grammar for tag, grammar in known.items() if {tag, tag.split("-")[0]} & {*tags}]
    wanted = dict.fromkeys(each for grammar in spoken for each in grammar.counting.plurals)
    wanted.setdefault("other")
    given = words if isinstance(words, Mapping_) else ()
    lacking = next((each for each in wanted if each not in given), "")
    if lacking:
        example = "".join(f"{each}: …, " for each in wanted if each != "other")
        hint = f"write {{one: …, {example}other: …}}" if example else _TWO_WORDS
        raise invalid(f"a unit needs a word for '{lacking}'", hint, place)
    return {category: _word(each) for category, each in words.items()}


def _word(raw: Any) -> str:
    """A word of a unit, which knows its place."""
    return raw if isinstance(raw, Scalar) else str(raw)


def _currency(raw: Any) -> str:
    if not (isinstance(raw, Scalar) and len(raw) == 3 and raw.isalpha() and raw.isupper()):
        raise invalid(f"{named(raw)} is not a currency", "write an ISO 4217 code such as CAD")
    return str(raw)


Currency = Annotated[str, Reads(_currency), Schema({"type": "string", "pattern": "^[A-Z]{3}$"})]
UnitWords = Annotated[
    Unit,
    Reads(_unit),
    Schema({"anyOf": [{"type": "string"}, {"type": "object", "minProperties": 1}]}),
]


def _value(raw: Any, info: Info) -> Any:
    """A value as it was typed; words by language are read like those of any text."""
    return text_of(raw, info) if isinstance(raw, Mapping_) else raw


RawValue = Annotated[
    Any,
    Reads(_value),
    Schema({"anyOf": [*TEXT["anyOf"], {"type": "number"}]}),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry(Node):
    """A document that facts come from.

    Attributes:
        title: what the document is called: in its own language, or in each language of the
            workspace
        publisher: who published it
        published: when it was published; of a month alone, facts count as known from its last day
            on
        taken_as: the day that an undated document is taken to be of; say in `note` why
        author: who wrote it, where that is not its publisher
        accessed: the day on which it was looked up
        url: where it can be read
        file: a copy of it in the workspace
        kind: what kind of document it is, such as a press release
        language: the language that its title is in, where that is not the page's
        note: what readers are to know of it; prints once, under “Notes”
        formerly: identifiers that it had before: what was issued under them is followed
    """

    title: Words
    publisher: Words
    published: Moment
    taken_as: Day | None = None
    author: Words | None = None
    accessed: Day | None = None
    url: Address | None = None
    file: Word | None = None
    kind: Words | None = None
    language: Word | None = None
    note: Words | None = None
    formerly: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationEntry(Node):
    """One value of a fact.

    Attributes:
        value: what the source says, as people write it: about 40, up to 60, 20 to 30, not public
        on: when it was true; without it, the day of its source, told as inferred
        start: since when it is true, of what lasts
        until: the last day on which it is true, of what lasts
        source: the source, and behind # the place in it: bulletin-june#p2
        reported: when it was known, if not on the day of its source
        by: who says so, where it is a claim and no value
        status: how final it is; prints as (p), (r) or (e)
        prefer: why this value stands where sources contradict one another
        retracts: takes back what its publisher said of that time, and why
        reason: why a value that is not public is kept back
        note: what readers are to know of it; prints under “Notes”
        stated: that the document gives the day itself, where it is the one taken for its source
    """

    value: RawValue = None
    on: Moment | None = None
    start: Moment | None = field(default=None, metadata=FROM)
    until: Moment | None = None
    source: Word
    reported: Moment | None = None
    by: Name | None = None
    status: Status | None = None
    prefer: Words | None = None
    retracts: Words | None = None
    reason: Words | None = None
    note: Words | None = None
    stated: Flag = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEntry(Node):
    """The first day on which something is counted otherwise than before, and why it is.

    Attributes:
        on: the first day of the new way of counting
        reason: why figures before and after it cannot be compared
    """

    on: Day
    reason: Words


BREAK = {"$ref": "#/$defs/BreakEntry"}
Breaks = Annotated[
    tuple[BreakEntry, ...],
    Before(lambda raw: [raw] if isinstance(raw, Mapping_) else raw),
    Schema({"anyOf": [BREAK, {"type": "array", "items": BREAK}]}),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEntry(Node):
    """Something we track that can change.

    Attributes:
        label: what it is; `{name: …, of: …}` where a language declines it
        counts: what is counted, and what is not
        unit: what one of it is called, with its plurals where the language has some
        currency: the currency of an amount of money, such as CAD
        type: what its values are, where they do not show it
        review_in: how long a value stands without a new report; else that of asof.yaml
        expected: how often a report is due; one that is missing is told
        fixed: whether it can never change, so that it grows neither stale nor old
        cumulative: whether it can only grow, so that a smaller value is told
        words: of a statement, whether it is `verbatim` and may stand in quotation marks
        tags: words that gather facts, for `timeline: {tag: …}` and `facts(tag=…)`
        owner: who has to bring it up to date
        formerly: keys that it had before: what was issued under them is followed
        equals: a formula that its value must agree with, such as sum(cases.*)
        breaks: the days on which something began to be counted otherwise
        observations: its values, each with its source; a line is added, never changed
        table: a CSV file of its values, or of many facts by their `key`
        derived: a formula that makes its value of other facts, such as sum(cases.*)
    """

    label: Name
    counts: Words | None = None
    unit: UnitWords | None = None
    currency: Currency | None = None
    type: ValueKind | None = None
    review_in: Length | None = None
    expected: Frequency | None = None
    fixed: Flag = False
    cumulative: Flag = False
    words: Wording | None = None
    tags: tuple[Word, ...] = ()
    owner: Word | None = None
    formerly: tuple[Word, ...] = ()
    equals: Word | None = None
    breaks: Breaks = field(default=(), metadata={"alias": "break"})
    observations: tuple[ObservationEntry, ...] | None = None
    table: Word | None = None
    derived: Word | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WideRow(Node):
    """A row of a wide table: how the table calls it, how a page does, and whether it is a total.

    What a total prints is held against the sum of the other rows of its column; one that the table
    does not name is that sum.

    Attributes:
        named: what the table calls it
        label: what it is called on paper
        total: whether it sums up the other rows
    """

    shorthand: ClassVar[str] = "named"
    named: Word | None = None
    label: Name | None = None
    total: Flag = False

    @classmethod
    def shape(cls, raw: Any) -> Any:
        """A row is in the table, or is what those of the table add up to."""
        if isinstance(raw, Mapping_) and "named" not in raw:
            for name in ("total", "label"):
                if name not in raw:
                    hint = "add 'named', or 'total: true' and a 'label' for a sum of ours"
                    raise invalid("this row is in no table", hint)
        return {cls.shorthand: raw} if isinstance(raw, Scalar) else raw


@dataclass(frozen=True, slots=True, kw_only=True)
class WideTable(Node):
    """A table as an office has it: a column for each of several facts, a row for each place or day.

    `on`, `reported` and `note` name columns, `on` and `reported` else say a day, or {file} where
    files are called after theirs; `source` is an identifier, in which {on} and {file} stand for the
    day of a row and for the name of its file.

    Attributes:
        files: which files, by a pattern below data/: tables/daily/*.xlsx
        columns: which column fills which facts: `{In care: icu}`
        on: the column that says when the figures were true; else a day, or {file}
        source: the source of all of them, in whose name {on} and {file} are filled in
        row: the column that names the rows
        rows: what each row is called, in keys, in the table and on paper
        skip: rows that are none, by their names or what they begin with
        reported: the column that says when they were known; else a day, or {file}
        note: the column of remarks, which print with each value of their row
        sheet: the sheet of a workbook, if not its only one
        header: in which row the names of the columns stand
        separator: what stands between the cells of a text file
        decimal: how decimals are written in a text file: 1.5 or 1,5
        percent: whether 0.12 of a workbook is 12 per cent (`fraction`) or 0.12 per cent (`points`)
        blank: `missing` reads an empty cell as not available; else it is an error
    """

    files: Word
    columns: Mapping[str, Word]
    on: Word
    source: Word
    row: Word | None = None
    rows: Mapping[str, WideRow] | None = None
    skip: tuple[Word, ...] = ()
    reported: Word | None = None
    note: Word | None = None
    sheet: Word | None = None
    header: int = 1
    separator: Literal["comma", "semicolon", "tab"] | None = None
    decimal: Literal["point", "comma"] | None = None
    percent: Literal["fraction", "points"] | None = None
    blank: Literal["missing"] | None = None


TABLE = {"$ref": "#/$defs/WideTable"}
WideTables = Annotated[
    tuple[WideTable, ...],
    Before(lambda raw: [raw] if isinstance(raw, Mapping_) else raw),
    Schema({"anyOf": [TABLE, {"type": "array", "items": TABLE}]}),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry(Node):
    """What a file of facts says of itself: its former names, and the tables that fill its facts.

    Attributes:
        formerly: what the file was called before, which began the keys of its facts
        tables: tables as an office has them, which fill facts of this file
    """

    formerly: tuple[Word, ...] = ()
    tables: WideTables = ()

    @property
    def filled(self) -> frozenset[str]:
        """The words of the facts that its tables fill."""
        return frozenset(str(word) for wide in self.tables for word in wide.columns.values())


def file_schemas() -> dict[str, JsonSchema]:
    """The JSON Schema of every kind of file, by name."""
    from asof.review import RULES

    names = {"enum": list(RULES)}
    workspace = json_schema(Config, "asof.yaml")
    workspace["$defs"]["Config"]["properties"]["rules"]["propertyNames"] = names
    briefing = json_schema(Briefing, "data/briefings/NAME.yaml")
    briefing["$defs"]["Allowance"]["properties"]["rule"] |= names
    return {
        "workspace": workspace,
        "sources": by_key(json_schema(SourceEntry, "data/sources.yaml")),
        "facts": fact_file(by_key(json_schema(FactEntry, "data/facts/NAME.yaml"))),
        "editions": list_by_key(json_schema(EditionLine, "data/editions.yaml")),
        "briefing": briefing,
        "binder": json_schema(Binder, "data/binders/NAME.yaml"),
    }


def by_key(schema: JsonSchema) -> JsonSchema:
    """The schema of a file that holds one such entry under each of its keys."""
    return {k: v for k, v in schema.items() if k != "$ref"} | {
        "type": "object",
        "additionalProperties": {"$ref": schema["$ref"]},
    }


def list_by_key(schema: JsonSchema) -> JsonSchema:
    """The schema of a file that holds a list of such entries under each of its keys."""
    one = by_key(schema)
    return one | {"additionalProperties": {"type": "array", "items": one["additionalProperties"]}}


def fact_file(schema: JsonSchema) -> JsonSchema:
    """The schema of a file of facts, which says what it was called itself, and names tables."""
    own = json_schema(FileEntry, "")["$defs"]["FileEntry"]
    definitions = dict(schema["$defs"])
    for named_by_reference in (WideTable, BreakEntry):
        definitions |= json_schema(named_by_reference, "")["$defs"]
    return schema | {"properties": own["properties"], "$defs": definitions}
