"""The blocks of a document: what may be written for each, one class a block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import Annotated, Any, ClassVar, Literal

from asof.briefing.dated_texts import FOLDER
from asof.briefing.fact_keys import Key, Keys, RowNames, Stem, Tagged
from asof.briefing.points import DAYS, FROM, DatedPart, Point
from asof.located import Mapping_, Node, Reads, Scalar, Schema, Sequence_, invalid, named
from asof.text import Day, Flag, Moment, Since, Word, Words, word

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


def _text_folder(raw: Any) -> Scalar:
    """A folder of texts that are kept by date."""
    folder = word(raw)
    if folder.split("/")[0] != FOLDER or folder.endswith("/"):
        raise invalid(
            f"'{folder}' is no folder of texts", "write texts, or such as texts/situation"
        )
    return folder


TextFolder = Annotated[Scalar, Reads(_text_folder), Schema({"type": "string"})]
PartOfColumn = Annotated[int, Reads(_part_of_column), Schema({"type": "string"})]
Tone = Literal["note", "important", "warning"]
Column = Literal[
    "label", "value", "change", "on", "until", "reported", "source", "standing", "counts", "by"
]


@dataclass(frozen=True, slots=True)
class Pressed(Node):
    """What to say if pressed on a subject.

    Attributes:
        on: the subject
        points: what to say
    """

    on: Words
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFindings(Node):
    """What a reader in haste takes along, in larger type.

    Attributes:
        points: the findings
        title: a title, where it is not the usual one
    """

    shorthand: ClassVar[str] = "points"
    points: tuple[Point, ...]
    title: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout(Node):
    """A box beside the course of the text, and how grave what it says is.

    Attributes:
        text: what the box says
        title: its title
        tone: how grave it is, told by a word and a shape
    """

    shorthand: ClassVar[str] = "text"
    text: Words
    title: Words | None = None
    tone: Tone = "note"


@dataclass(frozen=True, slots=True)
class TilesBlock(Node):
    """Facts as tiles; a target is a fact too, and prints in each of them.

    A sparkline shows how the values of each have gone, a change by how much since what stood before
    or, with `since`, since a day.

    Attributes:
        facts: a fact for each tile, by keys or patterns
        abreast: how many stand side by side; else as many as fill their rows best
        sources: whether sources stand behind the figure, or named below it
        target: a fact that each tile tells as what was aimed at
        sparkline: whether it draws how the values of each have gone
        change: whether it tells how much each has changed
        since: the day that a change is against; else what stood before
    """

    shorthand: ClassVar[str] = "facts"
    facts: Keys
    abreast: Literal["1", "2", "3", "4", "5"] | None = None
    sources: Literal["behind", "below"] = "behind"
    target: Key | None = None
    sparkline: Flag = False
    change: Flag = False
    since: Since | None = None


@dataclass(frozen=True, slots=True)
class RowGroup(Node):
    """Rows of a table under a heading of their own.

    Attributes:
        heading: what stands above its rows
        rows: its facts, by keys or patterns
        total: facts that stand last, as its totals
    """

    heading: Words
    rows: Keys
    total: Keys = ()


@dataclass(frozen=True, slots=True)
class TableBlock(Node):
    """Facts in rows; a total is a fact too, and prints as the last row of what it sums up.

    Attributes:
        rows: a fact for each row, by keys or patterns
        columns: what stands in each row
        caption: a title
        sort: by what the rows are sorted; else as they are named
        groups: rows under headings of their own, in the place of `rows`
        total: facts that stand last, as totals: nothing is added up
        orientation: landscape puts it on a sheet that lies on its side
        since: the day that a column of changes is against; else what stood before
    """

    shorthand: ClassVar[str] = "rows"
    rows: Keys = ()
    columns: tuple[Column, ...] = ("label", "value", "on", "source")
    caption: Words | None = None
    sort: Literal["label", "value", "-value"] | None = None
    groups: tuple[RowGroup, ...] = ()
    total: Keys = ()
    orientation: Literal["portrait", "landscape"] = "portrait"
    since: Since | None = None

    @classmethod
    def shape(cls, raw: Any) -> Any:
        """A table has rows, or groups of rows; a day to compare with is for a column of changes."""
        if isinstance(raw, Scalar | Sequence_):
            return {cls.shorthand: raw}
        told = {"rows", "groups"} & set(raw) if isinstance(raw, Mapping_) else {cls.shorthand}
        if len(told) == 2:
            hint = "put those rows into a group, or leave out 'groups'"
            raise invalid("a table has rows or groups of rows, this one both", hint)
        if not told:
            raise invalid("a table without rows", "name its facts in 'rows'")
        if isinstance(raw, Mapping_) and "since" in raw and "change" not in raw.get("columns", ()):
            lacking = "'since' is for changes, and this table has no column of them"
            raise invalid(lacking, "add change to 'columns'", raw.keys_at["since"])
        return raw


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossColumn(Node):
    """A column of a cross table, or several under one heading.

    `fact` is what the keys of its facts have before the name of the row; one in which a row's name
    stands elsewhere has a `*` there. With `change` in its place, what has changed of them prints,
    against what stood before or on the day that `since` names.

    Attributes:
        fact: what the keys of its facts have before the name of the row; `*` where that stands
            elsewhere
        change: the same, of which changes print
        since: the day that a change is against; else what stood before
        heading: what stands over it; else the label that its facts share
        columns: columns that stand together under the heading
    """

    shorthand: ClassVar[str] = "fact"
    fact: Stem | None = None
    change: Stem | None = None
    since: Since | None = None
    heading: Words | None = None
    columns: tuple[CrossColumn, ...] = ()

    @classmethod
    def shape(cls, raw: Any) -> Any:
        """A column is one of facts, or a group of such columns."""
        if not isinstance(raw, Mapping_):
            return {cls.shorthand: raw}
        told = [name for name in ("fact", "change", "columns") if name in raw]
        if len(told) != 1:
            hint = "write {heading: …, fact: KEY}, {change: KEY} or {heading: …, columns: […]}"
            raise invalid("a column has a fact, a change or columns of its own", hint)
        if "since" in raw and "change" not in raw:
            told_ = "'since' is for changes, and this column has none"
            raise invalid(told_, "write {change: KEY, since: …}", raw.keys_at["since"])
        if "columns" in raw and "heading" not in raw:
            raise invalid("columns that stand together have no heading", "add 'heading'")
        for each in raw["columns"] if isinstance(raw.get("columns"), Sequence_) else ():
            if isinstance(each, Mapping_) and "columns" in each:
                told_, hint = "columns stand together in one way only", "list these columns above"
                raise invalid(told_, hint, each.place)
        return raw

    @property
    def stem(self) -> Scalar:
        """What its keys have in common; only columns that stand together have none."""
        stem = self.fact or self.change
        assert stem is not None  # its shape asks for it
        return stem


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossBlock(Node):
    """Facts in rows and columns; the rows that a total sums up stand above it.

    `rows` are names of rows, or patterns of facts that are in them; where there are none, all rows
    of the columns print. `sort` and `tone` name a column by its fact.

    Attributes:
        columns: its columns, each of the facts that its name begins
        rows: which rows, by their names or by a pattern of facts; else all of its columns
        heading: what stands over the names of the rows
        total: rows that stand last, as totals
        sort: the column that it is sorted by, with - the highest first; or label
        tone: the column that is shaded by the quarters of its rows
        caption: a title
        orientation: landscape puts it on a sheet that lies on its side
    """

    columns: tuple[CrossColumn, ...]
    rows: RowNames = ()
    heading: Words | None = None
    total: RowNames = ()
    sort: Word | None = None
    tone: Stem | None = None
    caption: Words | None = None
    orientation: Literal["portrait", "landscape"] = "portrait"


@dataclass(frozen=True, slots=True)
class Selection(Node):
    """Facts by tag, between days.

    Attributes:
        tag: the tag of the facts
        start: the first day of what prints
        until: the last day of what prints
    """

    shorthand: ClassVar[str] = "tag"
    tag: Tagged
    start: Moment | None = field(default=None, metadata=FROM)
    until: Moment | None = None


@dataclass(frozen=True, slots=True)
class Image(Node):
    """A picture of the workspace, as wide as it is or as a part of the column.

    Attributes:
        file: its file in the workspace: SVG, PNG, JPEG, GIF or WebP
        alt: what a reading voice says of it
        width: how much of the column it takes: full, half or a share such as 60%
        caption: its title: what it shows
        subtitle: measure and place
        credit: whose it is
        note: what readers are to know of it
    """

    file: Word
    alt: Words
    width: PartOfColumn | None = None
    caption: Words | None = None
    subtitle: Words | None = None
    credit: Words | None = None
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class ChangesBlock(Node):
    """What changed since a day.

    Attributes:
        since: the day that it looks back to
    """

    since: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(DatedPart):
    """One block of a body: one thing, between its days, and what prints instead of it.

    Attributes:
        heading: a heading
        subheading: a heading below headings
        annex: a title that begins a page and is lettered
        key_findings: what a reader in haste takes along, in larger type on page 1
        points: sentences to say aloud, with points under them
        pressed: what to say if pressed on a subject
        facts: facts as a list, by keys or patterns
        tiles: facts as tiles
        table: facts in rows
        cross: facts in rows and columns
        chart: a chart, by the name of its file in charts/
        timeline: events of a tag in the order of their days
        statements: what was said, of a tag
        quote: what somebody said word for word, by its key
        withheld: facts that are kept back, with the reasons
        image: a picture
        images: pictures side by side
        text: a text in Markdown
        text_of_day: the newest text of a folder below texts/
        callout: a box beside the course of the text
        glossary: the abbreviations that the edition uses, under this title
        changes: what changed since a day
    """

    heading: Words | None = None
    subheading: Words | None = None
    annex: Words | None = None
    key_findings: KeyFindings | None = None
    points: tuple[Point, ...] | None = None
    pressed: Pressed | None = None
    facts: Keys | None = None
    tiles: TilesBlock | None = None
    table: TableBlock | None = None
    cross: CrossBlock | None = None
    chart: Word | None = None
    timeline: Selection | None = None
    statements: Selection | None = None
    quote: Key | None = None
    withheld: Keys | None = None
    image: Image | None = None
    images: tuple[Image, ...] | None = None
    text: Words | None = None
    text_of_day: TextFolder | None = None
    callout: Callout | None = None
    glossary: Words | None = None
    changes: ChangesBlock | None = None

    @classmethod
    def shape(cls, raw: Any) -> Any:
        """A block names one thing."""
        if not isinstance(raw, Mapping_):
            raise invalid(f"expected a block, found {named(raw)}", "name what it is: 'text: …'")
        known = [k for k in raw if k in KINDS]
        if not set(raw) - set(DAYS):
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


OF_EACH = {f.name for f in fields(DatedPart)}
KINDS = tuple(f.name for f in fields(Block) if f.name not in OF_EACH)
