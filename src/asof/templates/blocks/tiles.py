"""Prepares tiles: a number over its label, with its own date and standing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from asof.briefing.blocks import TilesBlock
from asof.language import Language
from asof.ledger import View
from asof.ledger.change_words import days_compared
from asof.ledger.printing import printed, text_in, time_in, unit_in
from asof.ledger.value_changes import ValueChange
from asof.quantity import Quantity
from asof.templates.blocks.change_column import change_line, changes_of
from asof.templates.blocks.fact_writer import FactWriter, NamedView
from asof.templates.column_metrics import ColumnMetrics, TileRow, TileWords, row
from asof.templates.figure_lines import sources_named
from asof.templates.figures import Figures
from asof.templates.render_state import NO_WORDS, RenderState
from asof.templates.view_models import Item, item
from asof.text import Text

DIRECTIONS = {1: "rise", -1: "fall", 0: ""}


@dataclass(frozen=True, slots=True)
class TileBlocks:
    """Makes tiles of facts, as many abreast as there is room for in each of some languages."""

    session: RenderState
    writer: FactWriter
    room: ColumnMetrics
    languages: tuple[Language, ...]
    figures: Figures

    def tiles(self, block: TilesBlock) -> Item | None:
        """Facts as tiles."""
        views = list(self.writer.named(block.facts))
        changes = self._changes(block, [each.view for each in views])
        tiles = [self._tile(self.writer.here(v), block, changes.get(v.view.key)) for v in views]
        row = self._row(block, views, changes)
        return item("tiles", tiles=tiles, row=row) if tiles else None

    def _changes(self, block: TilesBlock, views: Sequence[View]) -> dict[str, ValueChange]:
        """The changes of facts by key, where they are asked for: a day to compare with asks too."""
        asked = block.change or block.since
        return changes_of(self.session, views, block.since) if asked else {}

    def _row(
        self, block: TilesBlock, views: Sequence[NamedView], changes: Mapping[str, ValueChange]
    ) -> TileRow:
        """How many stand abreast: as asked for, or as many as the longest in any language lets.

        An edition looks the same in all its languages.
        """
        if block.abreast and self.room.tile:
            return TileRow(int(block.abreast), wide=int(block.abreast) > 3 and self.room.whole > 0)
        own = self.session.language
        spoken = [
            tile_words(v.view, tongue, own, changes.get(v.view.key))
            for tongue in self.languages
            for v in views
        ]
        return row(self.room, len(views), spoken)

    def _tile(self, view: View, block: TilesBlock, change: ValueChange | None) -> Item:
        """Number over label, hedge and scale apart, with its own date and standing."""
        hedge, number, scale = self._number(view)
        below = block.sources == "below"
        one = view.current if len(view.chosen) == 1 else None  # each of a dispute has its own
        cited = view.citations if not below else ()
        marks = self.session.sup(cited, one.status) if one else Markup()
        number, scale = (number, scale + marks) if scale else (number + marks, scale)
        counts = text_in(view.fact.counts, self.session.language)
        rests_on = (*view.citations, *(change.citations if change else ()))
        return item(
            hedge=hedge,
            number=number,
            scale=scale,
            unit="",
            label=self.writer.label(view),
            counts=self.writer.part(view, "counts", counts),
            trend=self.figures.trend(view) if block.sparkline else None,
            target=self._target(block),
            difference=self._difference(change, below=below) if change else NO_WORDS,
            direction=DIRECTIONS[change.direction] if change else "",
            date=self.writer.date(view, short=False),
            note=self.writer.remark(view),
            source=sources_named(rests_on, self.session) if below and one else Markup(),
            standing=view.standing.value,
            changed=self.writer.bar(view.key),
        )

    def _difference(self, change: ValueChange, *, below: bool) -> Markup:
        """By how much a value has changed, and whence what stood before, if not told below."""
        now = {citation.source.id for citation in change.after.citations}
        cited = [c for c in change.citations if c.source.id not in now and not below]
        return change_line(change, self.session, cited)

    def _target(self, block: TilesBlock) -> Markup:
        """What was aimed at, with its sources."""
        found = self.writer.named([block.target] if block.target else [])
        told = [self.writer.mark(self.writer.here(each)) for each in found]
        return Markup(self.session.language.word("target", value=told[0]) if told else "")

    def _number(self, view: View) -> tuple[str, Markup, Markup]:
        """The hedge, the marked number, and the scale of what a tile prints."""
        one = view.current if len(view.chosen) == 1 else None
        if one is None or not isinstance(one.value, Quantity):
            return "", self.session.place(self.writer.figure(view)), Markup()
        language, fact = self.session.language, view.fact
        parts = language.parts(one.value, fact.currency, unit_in(fact, language))
        mark = self.writer.figure(view, lambda *_: parts[1])
        whole = replace(mark, text=printed(one.value, fact, language))
        return parts[0], self.session.place(whole), escape(parts[2])


def tile_words(
    view: View, language: Language, own: Language, change: ValueChange | None = None
) -> TileWords:
    """What a tile says in a language.

    Words of an author's are measured in the edition's `own` language: it reads those of no other.
    """
    number, around = _figure(view, language, own)
    day = time_in(view.current.true, language, short=False) if view.current else ""
    label = text_in(view.fact.label, own)
    days = days_compared(change, language) if change else ""
    return TileWords(number, around, (label, text_in(view.fact.counts, own), day, days))


def _figure(view: View, language: Language, own: Language) -> tuple[str, str]:
    """The number of a tile in a language, and the words around it."""
    values = [o.value for o in view.chosen]
    if any(isinstance(value, Text) for value in values):
        language = own
    if len(values) != 1 or not isinstance(values[0], Quantity):
        return language.either([printed(value, view.fact, language) for value in values]), ""
    unit = unit_in(view.fact, own)  # a per cent sign is one in all languages
    hedge, number, scale = language.parts(values[0], view.fact.currency, unit)
    return number, f"{hedge} {scale}"
