"""Prepares the blocks of a briefing for the theme: every text filled, every fact looked up.

A file prepares one family of blocks: a class with a method for each, of the block's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup

from asof.briefing.blocks import Block, Callout, ChangesBlock
from asof.briefing.definition import Briefing
from asof.diagnostics import Severity
from asof.language import Language
from asof.ledger.changes import Change
from asof.templates.blocks.changes import ChangeBlocks
from asof.templates.blocks.cross_tables import CrossBlocks
from asof.templates.blocks.fact_writer import FactWriter
from asof.templates.blocks.facts import FactListBlocks
from asof.templates.blocks.figures import FigureBlocks
from asof.templates.blocks.statements import StatementBlocks
from asof.templates.blocks.tables import TableBlocks
from asof.templates.blocks.texts import TextBlocks
from asof.templates.blocks.tiles import TileBlocks
from asof.templates.column_metrics import ColumnMetrics
from asof.templates.dated_texts import DatedTexts
from asof.templates.figures import Figures
from asof.templates.render_state import RenderState
from asof.templates.texts import Texts
from asof.templates.view_models import Item, Section, filled_sections, item
from asof.text import Text

HEADINGS = {"heading": 1, "subheading": 2, "annex": 1}
FAMILIES = (
    TextBlocks,
    FactListBlocks,
    TileBlocks,
    TableBlocks,
    CrossBlocks,
    StatementBlocks,
    FigureBlocks,
    ChangeBlocks,
)


@dataclass(slots=True)
class Blocks:
    """Turns the blocks of one briefing into items, section by section."""

    texts: Texts
    session: RenderState
    figures: Figures
    between: Callable[[ChangesBlock], tuple[Change, ...]]
    room: ColumnMetrics
    kept: DatedTexts
    languages: tuple[Language, ...]
    changed: Callable[[Iterable[str]], frozenset[str]] = lambda _: frozenset()
    writer: FactWriter = field(init=False)
    words: TextBlocks = field(init=False)
    changes: ChangeBlocks = field(init=False)
    families: tuple[object, ...] = field(init=False)

    def __post_init__(self) -> None:
        texts, session, room = self.texts, self.session, self.room
        writer = self.writer = FactWriter(session, texts.left_out, self.changed)
        self.words = TextBlocks(texts, session, writer, self.kept)
        self.changes = ChangeBlocks(session, writer, room, self.between)
        self.families = (
            self.words,
            FactListBlocks(session, writer),
            TileBlocks(session, writer, room, self.languages, self.figures),
            TableBlocks(texts, session, writer, room),
            CrossBlocks(texts, session, writer, room),
            StatementBlocks(session, writer),
            FigureBlocks(self.figures, room),
            self.changes,
        )

    def sections(self, briefing: Briefing) -> list[Item]:
        """The sections: a heading with the blocks under it, left out where nothing prints."""
        found = [Section(None, 1)]
        for block in self._printed(briefing):
            if block.kind in HEADINGS:
                found.append(self._headed(block))
            elif prepared := self.block(block):
                _place(prepared, found)
        return list(self._lettered(filled_sections(found)))

    def _printed(self, briefing: Briefing) -> Iterator[Block]:
        """The blocks that print on the day; where each does, no day is asked for."""
        for block in briefing.body:
            if not block.dated or block.prints_on(self.session.reader.day):
                yield block

    def _headed(self, block: Block) -> Section:
        """A heading, and nothing under it so far."""
        filled = self.texts.fill(block.content, block.otherwise)
        heading = filled.html if filled else None
        return Section(heading, HEADINGS[block.kind], annex=block.kind == "annex")

    def _lettered(self, sections: Iterable[Section]) -> Iterator[Item]:
        """Sections as the theme prints them, the annexes lettered in their order."""
        annexes = 0
        for n, s in enumerate(sections, start=1):
            annexes += s.annex
            yield item(
                heading=self._annex(annexes, s.heading) if s.annex else s.heading,
                level=s.level,
                id=f"section-{n}",
                blocks=s.blocks,
                annex=s.annex,
                leads=n == 1 and s.leads,
            )

    def _annex(self, number: int, heading: Markup | None) -> Markup:
        """The heading of an annex, with its letter."""
        language = self.session.language
        letter = language.annex_letter(number)
        return Markup(language.word("annex", letter=letter, title=heading or ""))

    def block(self, block: Block) -> Item | None:
        """One block, or nothing where none of it prints; the theme has a macro of its name."""
        self.session.here = block.place
        return self.texts.collect.attempt(self._prepared, block)

    def _prepared(self, block: Block) -> Item | None:
        """What a block prints: words are filled, all else by the method of its name."""
        kind, content = block.kind, block.content
        if isinstance(content, Text):
            return self.words.words(kind, content, block.otherwise)
        if isinstance(content, Callout):
            return self.words.callout(content, block.otherwise)
        family = next(each for each in self.families if hasattr(each, kind))
        prepare: Callable[[Any], Item | None] = getattr(family, kind)
        told = len(self.texts.left_out)
        return prepare(content) or self._instead(block.otherwise, told)

    def _instead(self, otherwise: Text | None, told: int) -> Item | None:
        """The text that prints where nothing of a block does: why not is then only a note."""
        if otherwise is None:
            return None
        left_out = self.texts.left_out
        left_out[told:] = [replace(f, severity=Severity.NOTE, hint="") for f in left_out[told:]]
        return self.words.words("text", otherwise)


def _place(prepared: Item, found: list[Section]) -> None:
    """A block stands under the last heading; the first 'if pressed' opens its own section."""
    last = found[-1].blocks
    if prepared.kind == "pressed" and last and last[-1].kind != "pressed":
        found.append(Section(None, 1))
    found[-1].blocks.append(prepared)
