"""Prepares tables of facts: a row each, with the columns that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from asof.briefing.definition import TableBlock
from asof.ledger import Observation, Standing, View
from asof.ledger.printing import counted, text_in
from asof.located import Scalar
from asof.templates.blocks.fact_writer import FactWriter
from asof.templates.column_metrics import ColumnMetrics, prints_as_list
from asof.templates.fact_proxy import FactProxy
from asof.templates.render_state import RenderState
from asof.templates.texts import Texts, without_tags
from asof.templates.view_models import Item, item

TELLING = ("on", "reported", "until", "by")  # columns of what a source says besides the value


@dataclass(frozen=True, slots=True)
class TableBlocks:
    """Sets facts in rows; as a list where the columns would be too narrow."""

    texts: Texts
    session: RenderState
    writer: FactWriter
    room: ColumnMetrics

    def table(self, table: TableBlock) -> Item | None:
        """Facts in rows."""
        rows = [self._table_row(view, table) for view in self.writer.views(table.rows)]
        caption = self.texts.inline(table.caption)
        cells = [without_tags(cell) for row in rows for cell in row.cells]
        as_list = prints_as_list(self.room, len(table.columns), cells)
        heads = {"on": "date"} if as_list else {}  # a head is followed by its value in a sentence
        word = self.session.language.word
        columns = [(name, word(heads.get(name, name))) for name in table.columns]
        made = item("table", columns=columns, rows=rows, caption=caption, listed=as_list)
        return made if rows else None

    def _table_row(self, view: View, table: TableBlock) -> Item:
        cells: dict[str, Markup] = {c: self._cell(view, c, table.columns) for c in table.columns}
        if not {"source", "value"} & set(cells):
            told = [column for column in TELLING if cells.get(column)][:1]
            cells |= {column: cells[column] + self.session.sup(view.citations) for column in told}
        return item(cells=list(cells.values()), changed=self.writer.bar(view.key))

    def _cell(self, view: View, column: str, columns: tuple[str, ...]) -> Markup:
        """What a table shows of a fact in a column; a value with what no other column tells."""
        if column == "value":
            value = self.writer.mark(view, counted, sources="source" not in columns)
            return self.writer.remarked(value, view, columns)
        special: dict[str, Callable[[View], Markup]] = {
            "source": self._source_cell,
            "standing": self.writer.standing,
            "on": self.writer.date,
            "label": self.writer.label,
        }
        if column in special:
            return special[column](view)
        shown = getattr(FactProxy(view, self.session), column) if view.current else None
        return self.session.place(shown.mark(self.session)) if shown else Markup()

    def _source_cell(self, view: View) -> Markup:
        number = self.session.column(view.citations)
        return number or self.session.place(FactProxy(view, self.session).source.mark(self.session))

    def withheld(self, keys: Iterable[Scalar]) -> Item | None:
        """What is not public: why, and who says so."""
        views = [v for v in self.writer.views(keys) if v.standing is Standing.WITHHELD]
        rows = [self._withheld_row(v, o) for v in views for o in v.chosen]
        columns = fixed_columns(
            self.session,
            self.room,
            label="label",
            state="value",
            reason="reason",
            by="source",
            date="date",
        )
        return item("withheld", rows=rows, caption=Markup(), **columns) if rows else None

    def _withheld_row(self, view: View, o: Observation) -> Item:
        language = self.session.language
        label, words = self.writer.label(view), self.writer.mark(view, sources=False)
        reason = self.writer.part(view, "reason", text_in(o.reason, language))
        by = escape(text_in(o.by or o.publisher, language)) + self.session.sup(o.citations)
        kept = Markup('<span class="standing withheld">{}</span>').format(words)
        cells = [label, kept, reason, by, self.writer.date(view)]
        return item(cells=cells, changed=self.writer.bar(view.key))


def fixed_columns(session: RenderState, room: ColumnMetrics, **words: str) -> dict[str, Any]:
    """The columns of a table that is always the same, each with the word for its head."""
    columns = [(name, session.language.word(key)) for name, key in words.items()]
    return {"columns": columns, "listed": prints_as_list(room, len(columns))}
