"""The definition of a document: its title, its blocks and its template."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Annotated, Any, Literal

from asof.briefing.blocks import Block
from asof.briefing.fact_keys import Keys
from asof.briefing.rows import Row, RowKey
from asof.briefing.series import EditionSeries, Every, NumberedEdition
from asof.located import ASIDE, Mapping_, Node, Reads, Scalar, Schema, invalid, kind, mapping
from asof.text import Day, Flag, Until, Word, Words, WordsOrDay, plain_text, scalar


def _rule(raw: Any) -> Scalar:
    """The name of a rule of `check`, which whoever reads the data holds against the rules."""
    if not isinstance(raw, Scalar):
        raise invalid(f"expected the name of a rule, found {kind(raw)}")
    return raw


RuleName = Annotated[Scalar, Reads(_rule), Schema({"type": "string"})]
Protocol = Literal["RED", "AMBER", "AMBER+STRICT", "GREEN", "CLEAR"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance(Node):
    """A finding that one briefing may be printed with: why, and until which day.

    It covers what its rule finds of the facts it names; where it names none, all that it finds.

    Attributes:
        rule: the rule of `check` whose finding is excused
        fact: of which facts; of all, where none is named
        reason: why; readers see it where the edition shows what it excuses
        until: the last day on which it excuses
    """

    rule: RuleName
    fact: Keys = ()
    reason: Words
    until: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing(Node):
    """What data/briefings/NAME.yaml says.

    Attributes:
        title: its title
        template: its template in templates/, or a layout of the theme such as theme/profile.html
        question: what it answers, below the title
        as_of: the day that it is printed for, where the command line names none; else today
        reference: a reference number
        section: the part of the publication that it belongs to, at the head of each page
        owner: who answers for it
        principals: for whom it is
        contact: whom to ask, where that is not whom asof.yaml names
        every: how often it comes out, in short for a `series` with nothing else
        series: how its editions are numbered, and when they come out
        next_update: when the next one comes, as a day or in words
        marking: a marking of handling, in the place of that of asof.yaml
        tlp: a label of the Traffic Light Protocol, in the place of that of asof.yaml
        embargo: until when it is not to be published; prints in editions up to that day
        source_notes: where sources stand: at the end, at the foot of each page, or nowhere
        max_pages: how many pages it may have; what needs more is set closer, or fails
        spacing: how close things stand, in all languages alike
        cover: whether its letterhead has a page of its own
        for_each: a table that prints one document for each of its rows
        formerly: names that its file had before: what was issued under them is followed
        allow: findings that it may be printed with all the same
        seal: the facts whose figures `issue --seal` signs into the QR code
        body: its blocks, in their order
    """

    title: Words
    template: Word | None = None
    question: Words | None = None
    as_of: Day | None = None
    reference: Words | None = None
    section: Words | None = None
    owner: Words | None = None
    principals: tuple[Words, ...] = ()
    contact: Words | None = None
    every: Every = ()
    series: EditionSeries | None = None
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

    @classmethod
    def shape(cls, raw: Any) -> Any:
        """A rhythm alone is a series."""
        if not isinstance(raw, Mapping_) or "every" not in raw:
            return raw
        at = raw.keys_at["every"]
        if "series" in raw:
            raise invalid("'series' says how often it comes out", "leave out 'every'", at)
        places = raw.values_at | {"series": at}
        rhythm = mapping({"every": raw["every"]}, at, {"every": at}, {"every": places["every"]})
        return mapping(raw | {"series": rhythm}, raw.place, raw.keys_at | {"series": at}, places)

    @property
    def name(self) -> str:
        """The name of its file, which is the name of its editions."""
        return posixpath.splitext(posixpath.basename(self.place.path))[0]

    @property
    def layout(self) -> str:
        """The template that prints it."""
        return str(self.template or "theme/note.html")

    def numbered(self, day: date) -> NumberedEdition | None:
        """Its edition of a day as its series has it; none where it counts no such edition."""
        return self.series.told_on(day) if self.series else None

    def sheet(self, title: str, template: str) -> Briefing:
        """A sheet under its name and in its hands, with a title of its own and nothing else of it.

        The title is in the language of the sheet.
        """
        return replace(
            self,
            title=plain_text(title, self.title.place),
            template=scalar(template, self.title.place),
            question=None,
            principals=(),
            series=None,
            next_update=None,
            allow=(),
            seal=(),
            source_notes="end",
            body=(),
        )

    def for_row(self, row: Row) -> Briefing:
        """The briefing of one row: the keys of its blocks filled in, its texts as they stand."""
        one: Briefing = _filled(self, row)
        return replace(one, rows=(), digest=f"{self.digest}-{row.digest}")


def nodes(node: Any) -> Iterator[Any]:
    """A part of a briefing and every value in it, in the order of its fields."""
    yield node
    for each in parts_of(node):
        yield from nodes(each)


def parts_of(node: Any) -> tuple[Any, ...]:
    """What a part of a briefing holds itself, in the order of its fields."""
    if isinstance(node, Node):
        return tuple(getattr(node, f.name) for f in fields(node) if not f.metadata.get("aside"))
    return node if isinstance(node, tuple) else ()


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
