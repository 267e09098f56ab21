"""Prepares tables of facts: which rows and columns print, in which order, what all rows share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape

from asof.briefing.blocks import RowGroup, TableBlock
from asof.ledger import Observation, Standing, View
from asof.ledger.printing import text_in
from asof.located import Scalar
from asof.templates.blocks.change_column import ChangeColumn, change_column
from asof.templates.blocks.fact_cells import DAYS, FactCells
from asof.templates.blocks.fact_order import in_order
from asof.templates.blocks.fact_writer import FactWriter, NamedView
from asof.templates.blocks.value_column import SetValue, ValueColumn
from asof.templates.column_metrics import ColumnMetrics, landscape_room, prints_as_list
from asof.templates.render_state import RenderState
from asof.templates.texts import Texts, without_tags
from asof.templates.view_models import Item, table, table_column, table_row

NumericColumn = ValueColumn | ChangeColumn
NumericColumns = Mapping[str, NumericColumn]
TELLING = ("on", "reported", "until", "by")  # columns of what a source says besides the value
LONGEST_DATE = 24  # characters of a date that is set in one line


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact's row under a heading of its own, if any; a total closes its group or the table."""

    named: NamedView
    heading: Markup | None = None
    total: bool = False


@dataclass(frozen=True, slots=True)
class TableBlocks:
    """Sets facts in rows; as a list where the columns would be too narrow."""

    texts: Texts
    session: RenderState
    writer: FactWriter
    room: ColumnMetrics

    @property
    def _beside(self) -> FactCells:
        """What stands beside the values."""
        return FactCells(self.session, self.writer)

    def table(self, block: TableBlock) -> Item | None:
        """Facts in rows, or nothing where none prints."""
        rows = list(self._rows(block))
        return self._item(block, rows) if rows else None

    def _item(self, block: TableBlock, rows: list[FactRow]) -> Item:
        views = [row.named.view for row in rows]
        values = ValueColumn(self.session, self.writer, views, block.columns)
        numbers: dict[str, NumericColumn] = {"value": values}
        if "change" in block.columns:
            numbers["change"] = change_column(self.session, self.writer, views, block)
        shared = self._beside.shared(block.columns, views)
        kept = [name for name in block.columns if name not in shared]
        heads = {str(name): numbers[name].head for name in kept if name in numbers}  # cite first
        cells, numeric = self._cells(rows, kept, numbers)
        full = [name for name in kept if any(each[name] for each in cells)]
        looks = dict(self._looks(full, views)) | {n: numeric[n] for n in full if n in numeric}
        room = landscape_room(self.room) if block.orientation == "landscape" else self.room
        words = (without_tags(each[name]) for each in cells for name in full)
        listed = prints_as_list(room, len(full), words)
        return table(
            "table",
            columns=list(self._columns(looks, heads, listed=listed)),
            rows=[self._line(*each, full) for each in zip(rows, cells, strict=True)],
            caption=self.texts.inline(block.caption),
            shared=self._beside.told_once(shared, [self.writer.here(row.named) for row in rows]),
            listed=listed,
            landscape=block.orientation == "landscape" and not listed,
        )

    def _line(self, row: FactRow, cells: dict[str, Markup], columns: Sequence[str]) -> Item:
        bar = self.writer.bar(row.named.view.key)
        kind = "total" if row.total else ""
        return table_row([cells[name] for name in columns], kind, changed=bar, heading=row.heading)

    # ---- rows

    def _rows(self, block: TableBlock) -> Iterator[FactRow]:
        """The rows of a table in their order, the total of each group, and that of the table."""
        for group in block.groups:
            yield from self._group(group, block)
        yield from self._ordered(block.rows, block.total, block.sort)
        yield from self._totals(block.total)

    def _group(self, group: RowGroup, block: TableBlock) -> Iterator[FactRow]:
        """The rows of a group, the first of them under its heading."""
        rows = [
            *self._ordered(group.rows, (*group.total, *block.total), block.sort),
            *self._totals(group.total),
        ]
        if rows:
            yield replace(rows[0], heading=self.texts.inline(group.heading))
        yield from rows[1:]

    def _ordered(
        self, keys: Iterable[Scalar], totals: Iterable[Scalar], sort: str | None
    ) -> Iterator[FactRow]:
        """The rows of some keys, as they are named or as is asked for; a total is none of them."""
        sums = set(totals)
        named = [each for each in self.writer.named(keys) if each.view.key not in sums]
        language = self.session.language
        return map(FactRow, in_order(named, sort, language) if sort else named)

    def _totals(self, keys: Iterable[Scalar]) -> Iterator[FactRow]:
        return (FactRow(each, total=True) for each in self.writer.named(keys))

    # ---- cells

    def _cells(
        self, rows: Iterable[FactRow], names: Sequence[str], numbers: NumericColumns
    ) -> tuple[list[dict[str, Markup]], dict[str, str]]:
        """What the rows hold, by column, and how the columns of numbers look, by name."""
        made = [self._row_cells(row.named, names, numbers) for row in rows]
        looks = dict[str, str]()
        for name in (name for name in names if name in numbers):
            aligned, looks[name] = numbers[name].aligned([values[name] for _, values in made])
            for (cells, _), value in zip(made, aligned, strict=True):
                cells[name] = value
        return [cells for cells, _ in made], looks

    def _row_cells(
        self, named: NamedView, names: Sequence[str], numbers: NumericColumns
    ) -> tuple[dict[str, Markup], dict[str, SetValue]]:
        """What a row holds, and its numbers; sources stand behind what they say if nowhere else."""
        view, values, cells = self.writer.here(named), dict[str, SetValue](), dict[str, Markup]()
        for name in names:
            if name in numbers:
                values[name], cells[name] = numbers[name].value(view), Markup()
            else:
                cells[name] = self._beside.cell(view, name)
        if not {"source", "value", "change"} & set(numbers["value"].columns):
            told = [name for name in TELLING if cells.get(name)][:1]
            cells |= {name: cells[name] + self.session.sup(view.citations) for name in told}
        return cells, values

    # ---- columns

    def _columns(
        self, looks: Mapping[str, str], heads: Mapping[str, Markup], *, listed: bool
    ) -> Iterator[Item]:
        """The columns that print, each with its head; in a list a head leads to its value."""
        word = self.session.language.word
        for name, look in looks.items():
            own = escape(word("date" if listed and name == "on" else name))
            yield table_column(name, heads.get(name, own), look)

    def _looks(self, names: Iterable[str], views: Sequence[View]) -> Iterator[tuple[str, str]]:
        """How each column of words looks: short dates stand in one line."""
        for name in names:
            said = [self._beside.day_words(name, view) for view in views if name in DAYS]
            unbroken = said and len(max(said, key=len)) <= LONGEST_DATE
            yield name, "unbroken" * bool(unbroken)

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
        return table("withheld", rows=rows, **columns) if rows else None

    def _withheld_row(self, view: View, o: Observation) -> Item:
        language = self.session.language
        label, words = self.writer.label(view), self.writer.mark(view, sources=False)
        reason = self.writer.part(view, "reason", text_in(o.reason, language))
        by = escape(text_in(o.by or o.publisher, language)) + self.session.sup(o.citations)
        kept = Markup('<span class="standing withheld">{}</span>').format(words)
        cells = [label, kept, reason, by, self.writer.date(view)]
        return table_row(cells, changed=self.writer.bar(view.key))


def fixed_columns(session: RenderState, room: ColumnMetrics, **words: str) -> dict[str, Any]:
    """The columns of a table that is always the same, each with the word for its head."""
    columns = [table_column(name, session.language.word(key)) for name, key in words.items()]
    return {"columns": columns, "listed": prints_as_list(room, len(columns))}
