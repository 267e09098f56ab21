"""Prepares the blocks of a briefing for the theme: every text filled, every fact looked up.

A file prepares one family of blocks: a class with a method for each, of the block's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from asof.briefing.definition import Block, Briefing, ChangesBlock
from asof.ledger.changes import Change
from asof.templates.blocks.changes import ChangeBlocks
from asof.templates.blocks.fact_writer import FactWriter
from asof.templates.blocks.facts import FactListBlocks
from asof.templates.blocks.figures import FigureBlocks
from asof.templates.blocks.statements import StatementBlocks
from asof.templates.blocks.tables import TableBlocks
from asof.templates.blocks.texts import TextBlocks
from asof.templates.blocks.tiles import TileBlocks
from asof.templates.column_metrics import ColumnMetrics
from asof.templates.figures import Figures
from asof.templates.render_state import RenderState
from asof.templates.texts import Texts
from asof.templates.view_models import Item, Section, filled_sections, item
from asof.text import Text

FAMILIES = (
    TextBlocks,
    FactListBlocks,
    TileBlocks,
    TableBlocks,
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
    changed: Callable[[Iterable[str]], frozenset[str]] = lambda _: frozenset()
    writer: FactWriter = field(init=False)
    words: TextBlocks = field(init=False)
    changes: ChangeBlocks = field(init=False)
    families: tuple[object, ...] = field(init=False)

    def __post_init__(self) -> None:
        texts, session, room = self.texts, self.session, self.room
        writer = self.writer = FactWriter(session, texts.left_out, self.changed)
        self.words = TextBlocks(texts, session, writer)
        self.changes = ChangeBlocks(session, writer, room, self.between)
        self.families = (
            self.words,
            FactListBlocks(session, writer),
            TileBlocks(session, writer, room),
            TableBlocks(texts, session, writer, room),
            StatementBlocks(session, writer),
            FigureBlocks(self.figures),
            self.changes,
        )

    def sections(self, briefing: Briefing) -> list[Item]:
        """The sections: a heading with the blocks under it, left out where nothing prints."""
        found = [Section(None, 1)]
        for block in briefing.body:
            if block.heading or block.subheading:
                level = 1 if block.heading else 2
                found.append(Section(self.texts.inline(block.content), level))
            elif prepared := self.block(block):
                _place(prepared, found)
        return [
            item(heading=s.heading, level=s.level, id=f"section-{n}", blocks=s.blocks)
            for n, s in enumerate(filled_sections(found), start=1)
        ]

    def block(self, block: Block) -> Item | None:
        """One block, or nothing where none of it prints; the theme has a macro of its name."""
        self.session.here = block.place
        return self.texts.collect.attempt(self._prepared, block.kind, block.content)

    def _prepared(self, kind: str, content: Any) -> Item | None:
        """What a block prints: words are filled, all else by the method of its name."""
        if isinstance(content, Text):
            return self.words.words(kind, content)
        family = next(each for each in self.families if hasattr(each, kind))
        prepare: Callable[[Any], Item | None] = getattr(family, kind)
        return prepare(content)


def _place(prepared: Item, found: list[Section]) -> None:
    """A block stands under the last heading; the first 'if pressed' opens its own section."""
    last = found[-1].blocks
    if prepared.kind == "pressed" and last and last[-1].kind != "pressed":
        found.append(Section(None, 1))
    found[-1].blocks.append(prepared)
