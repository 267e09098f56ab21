"""Prepares tiles: a number over its label, with its own date and standing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from asof.ledger import View
from asof.ledger.printing import printed, text_in, unit_in
from asof.located import Scalar
from asof.quantity import Quantity
from asof.templates.blocks.fact_writer import FactWriter
from asof.templates.column_metrics import ColumnMetrics, row
from asof.templates.render_state import RenderState
from asof.templates.texts import without_tags
from asof.templates.view_models import Item, item


@dataclass(frozen=True, slots=True)
class TileBlocks:
    """Makes tiles of facts, as many abreast as there is room for."""

    session: RenderState
    writer: FactWriter
    room: ColumnMetrics

    def tiles(self, keys: Iterable[Scalar]) -> Item | None:
        """Facts as tiles."""
        tiles = [self._tile(view) for view in self.writer.views(keys)]
        figures = [(t.plain, f"{t.hedge} {t.about}") for t in tiles]
        return item("tiles", tiles=tiles, row=row(self.room, figures)) if tiles else None

    def _tile(self, view: View) -> Item:
        """Number over label, hedge and scale apart, with its own date and standing."""
        hedge, number, scale = self._number(view)
        plain, about = without_tags(number), without_tags(scale)
        one = view.current if len(view.chosen) == 1 else None  # each of a dispute has its own
        marks = self.session.sup(view.citations, one.status) if one else Markup()
        number, scale = (number, scale + marks) if scale else (number + marks, scale)
        return item(
            hedge=hedge,
            number=number,
            plain=plain,
            scale=scale,
            about=about,
            unit="",
            label=self.writer.label(view),
            counts=self.writer.part(
                view, "counts", text_in(view.fact.counts, self.session.language)
            ),
            date=self.writer.date(view, short=False),
            note=self.writer.remark(view),
            standing=view.standing.value,
            changed=self.writer.bar(view.key),
        )

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
