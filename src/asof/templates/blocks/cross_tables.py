"""Prepares cross tables: a row for each place, a column for each of several facts.

Every cell is a fact, or has a sign for what there is none of: a report that has not come, a figure
that nobody collects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, groupby
from operator import itemgetter

from markupsafe import Markup, escape

from asof.briefing.blocks import CrossBlock, CrossColumn
from asof.diagnostics import AsofError, Location, error, meant
from asof.language import Language, with_capital
from asof.language.grammar import NBSP
from asof.ledger import Standing, View
from asof.ledger.change_words import change_text, days_compared, why_none
from asof.ledger.patterns import key_ends, row_of_key
from asof.ledger.printing import text_in
from asof.ledger.rules_of_time import ZERO
from asof.ledger.value_changes import ChangeOutcome, ValueChange
from asof.located import Scalar
from asof.quantity import Quantity
from asof.templates.blocks.cells_in_common import CellsInCommon
from asof.templates.blocks.change_column import changes_of
from asof.templates.blocks.fact_cells import FactCells
from asof.templates.blocks.fact_order import in_order
from asof.templates.blocks.fact_writer import FactWriter, NamedView, below
from asof.templates.blocks.table_notes import TableNotes
from asof.templates.blocks.tone_classes import QUARTERS, quarters
from asof.templates.blocks.value_column import SetValue, ValueColumn, decimals_of
from asof.templates.column_metrics import ColumnMetrics, ColumnWords, columns_abreast
from asof.templates.fact_change import NUMBERS, FactChange, compared_days
from asof.templates.figure_notes import with_stop
from asof.templates.render_state import NO_WORDS, RenderState
from asof.templates.texts import Texts
from asof.templates.view_models import Item, head_cell, table, table_column, table_row

NOT_REPORTED, NOT_COLLECTED, OURS = "..", "...", "†"  # the dots as statistics offices set them


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column: what its keys have in common, its head, and the facts in it by their rows.

    A column of changes has that of each fact by its key.
    """

    stem: Scalar
    heading: Markup
    group: Markup
    views: Mapping[str, View]
    changes: Mapping[str, ValueChange] | None = None

    def shown(self, rows: Iterable[str]) -> list[View]:
        """What it has a value of in some rows."""
        found = (self.views.get(row) for row in rows)
        return [view for view in found if view is not None and has_report(view)]

    def behind(self, rows: Iterable[str]) -> list[View]:
        """The same, each with all that it rests on: a change on both of its values."""
        if self.changes is None:
            return self.shown(rows)
        shown = ((view, self.changes[view.key]) for view in self.shown(rows))
        return [replace(view, chosen=change.behind) for view, change in shown]

    @property
    def whole_heading(self) -> Markup:
        """Its head where nothing stands above it."""
        return self.group + ", " + self.heading if self.group else self.heading


@dataclass(frozen=True, slots=True)
class CrossRow:
    """A row: its name in keys, a fact that tells what it is called, whether it is a total."""

    name: str
    named: NamedView
    total: bool


def has_report(view: View) -> bool:
    """Whether there is a value to print: none of a day before the one that should have come.

    A total of which parts lack their reports prints, and says so.
    """
    late = bool(view.missing) and not view.incomplete
    return view.standing is not Standing.UNKNOWN and not late


def change_in_number(change: ValueChange) -> Quantity | None:
    """A difference as a column of numbers has it, where there is one: what stayed the same, 0."""
    exact = change.outcome is not ChangeOutcome.RESTATED
    return change.value if change.computed and exact else None


@dataclass(frozen=True, slots=True)
class CrossBlocks:
    """Sets facts in rows and columns; as a list where the columns would be too narrow."""

    texts: Texts
    session: RenderState
    writer: FactWriter
    room: ColumnMetrics

    def cross(self, block: CrossBlock) -> Item | None:
        """Facts in rows and columns, or nothing where none prints."""
        columns = list(chain.from_iterable(map(self._columns, block.columns)))
        rows = self._rows(block, columns)
        names = [row.name for row in rows]
        shown = [column.shown(names) for column in columns]
        if not any(shown):
            return None
        session, writer = self.session, self.writer
        behind = [column.behind(names) for column in columns]
        compared = {n: list(c.changes.values()) for n, c in enumerate(columns) if c.changes}
        common = CellsInCommon(FactCells(session, writer), columns, behind, compared)
        toned = self.column(block.tone, columns) if block.tone else None
        grid = CrossGrid(
            session=session,
            writer=writer,
            columns=columns,
            rows=rows,
            common=common,
            values=[ValueColumn(session, writer, s, common.beside(n)) for n, s in enumerate(shown)],
            notes=TableNotes(session),
            toned=toned,
        )
        return self._item(block, grid)

    def _item(self, block: CrossBlock, grid: CrossGrid) -> Item:
        """The table as the theme sets it: across the page, its sheet on its side, or as a list."""
        lines = list(grid.lines())
        cells, looks = grid.aligned([values for _, values in lines])
        lies = block.orientation == "landscape"
        abreast = columns_abreast(self.room, list(grid.widths(lines)), landscape=lies)
        listed = abreast is None
        corner = self.texts.inline(block.heading) or escape(self.session.language.word("label"))
        columns = [
            table_column("label", corner),
            *grid.heads(looks, whole=listed),
        ]
        return table(
            "cross",
            columns=columns,
            heads=list(two_rows(columns, [NO_WORDS, *(c.group for c in grid.columns)])),
            rows=[grid.row(n, head, cells, toned=not listed) for n, (head, _) in enumerate(lines)],
            caption=self.texts.inline(block.caption),
            shared=grid.common.told(),
            below=[*grid.notes.below(), *([] if listed else grid.key())],
            listed=listed,
            landscape=lies and not listed,
            classes=abreast.classes if abreast else "",
            widths=abreast.widths if abreast else (),
        )

    # ---- columns

    def _columns(self, told: CrossColumn) -> Iterator[FactColumn]:
        """A column, or those that stand together, each with its head."""
        above = self.texts.inline(told.heading) if told.columns else None
        for each in told.columns or (told,):
            stem, group = each.stem, above or NO_WORDS
            found = self.session.reader.matching("*".join(key_ends(stem)))
            views = {row_of_key(view.key, stem): view for view in found}
            changes = self._changes(each, found) if each.change else None
            yield FactColumn(stem, self._heading(each, views), group, views, changes)

    def _changes(self, told: CrossColumn, views: Iterable[View]) -> dict[str, ValueChange]:
        """How much each fact has changed; raises AsofError for one that is no number."""
        reported = list(filter(has_report, views))
        for view in reported:
            if view.fact.kind not in NUMBERS:
                told_ = f"'{view.key}' is no number: it has no change"
                raise AsofError(error(told.stem.place, told_, "name a column of numbers"))
        return changes_of(self.session, reported, told.since)

    def _heading(self, told: CrossColumn, views: Mapping[str, View]) -> Markup:
        """The head of a column: what its author calls it, else what its facts are."""
        if told.heading is not None:
            return self.texts.inline(told.heading) or NO_WORDS
        if told.change is not None:
            return escape(self.session.language.word("change_of_value"))
        what = next((view.fact.what for view in views.values() if view.fact.what), None)
        if what is None:
            told_ = f"nothing says what the column '{told.stem}' is called"
            hint = f"write {{heading: …, fact: {told.stem}}}"
            raise AsofError(error(told.stem.place, told_, hint))
        return escape(with_capital(text_in(what, self.session.language)))

    def column(self, told: Scalar, columns: Sequence[FactColumn]) -> FactColumn:
        """The column that is named by its fact; raises AsofError for one that is none."""
        stem = told.removeprefix("-")
        stems = {str(column.stem): column for column in columns if column.changes is None}
        if stem not in stems:
            told_ = f"no column of this table is of '{stem}'"
            raise AsofError(error(told.place, told_, meant(stem, stems) or "add it to 'columns'"))
        return stems[stem]

    # ---- rows

    def _rows(self, block: CrossBlock, columns: Sequence[FactColumn]) -> list[CrossRow]:
        """The rows in their order, and below them the totals."""
        views: dict[str, list[View]] = {}
        for name, view in chain.from_iterable(column.views.items() for column in columns):
            views.setdefault(name, []).append(view)
        named = self._named(block.rows, views) or dict.fromkeys(views, block.place)
        sums = self._named(block.total, views) or {
            name: place for name, place in named.items() if any(v.fact.total for v in views[name])
        }
        others = {name: place for name, place in named.items() if name not in sums}
        rows = [
            CrossRow(name, NamedView(place, views[name][0]), total=name in sums)
            for name, place in (others | sums).items()
        ]
        return self._ordered(rows, block, columns)

    def _named(self, told: Iterable[Scalar], known: Mapping[str, object]) -> dict[str, Location]:
        """The rows that are named, each where it is; raises AsofError for one that is none."""
        found: dict[str, Location] = {}
        for each in told:
            names = [str(each)]
            if "." in each:
                matching = self.session.reader.matching("*".join(key_ends(each)))
                names = [row_of_key(view.key, each) for view in matching]
            for name in names:
                if name not in known:
                    told_ = f"no column of this table has a row '{name}'"
                    raise AsofError(error(each.place, told_, meant(name, known)))
                found.setdefault(name, each.place)
        return found

    def _ordered(
        self, rows: list[CrossRow], block: CrossBlock, columns: Sequence[FactColumn]
    ) -> list[CrossRow]:
        """The rows as they are named or as is asked for; what has no value, then totals, below."""
        if block.sort is None:
            return rows
        language = self.session.language
        if block.sort == "label":
            ranked = sorted(rows, key=lambda row: language.rank(row_words(row, language)))
            return sorted(ranked, key=lambda row: row.total)
        column = self.column(block.sort, columns)
        told = {view.key: row for row in rows for view in column.shown([row.name])}
        named = [NamedView(row.named.place, column.views[row.name]) for row in told.values()]
        sort = "-value" if block.sort.startswith("-") else "value"
        first = [told[each.view.key] for each in in_order(named, sort, language)]
        names = {row.name for row in first}
        rest = [row for row in rows if row.name not in names]
        return sorted((*first, *rest), key=lambda row: row.total)


def two_rows(columns: Sequence[Item], groups: Sequence[Markup]) -> Iterator[list[Item]]:
    """The rows of a head: one, or two where some columns stand under a heading of their own."""
    if not any(groups):
        yield [head_cell(column) for column in columns]
        return
    above, below_ = list[Item](), list[Item]()
    for group, members in groupby(zip(groups, columns, strict=True), key=itemgetter(0)):
        under = [column for _, column in members]
        if group:
            above.append(head_cell(table_column("group", group, "over"), across=len(under)))
            below_.extend(map(head_cell, under))
        else:
            above.extend(head_cell(column, down=2) for column in under)
    yield above
    yield below_


@dataclass(frozen=True, kw_only=True)  # no slots: what is ours is asked for in each cell
class CrossGrid:
    """The cells of a cross table: its rows and columns are settled, its values are set here.

    What we reckoned ourselves is marked as ours: a column, a row, or else a cell.
    """

    session: RenderState
    writer: FactWriter
    columns: Sequence[FactColumn]
    rows: Sequence[CrossRow]
    common: CellsInCommon
    values: Sequence[ValueColumn]
    notes: TableNotes
    toned: FactColumn | None

    # ---- rows

    def lines(self) -> Iterator[tuple[Markup, list[SetValue]]]:
        """Each row: its head, and the values of its cells."""
        heads = [column.whole_heading for column in self.columns]
        for row in self.rows:
            self.writer.here(row.named)
            views = [column.views.get(row.name) for column in self.columns]
            shown = [view if view and has_report(view) else None for view in views]
            marks = self.notes.of_row(row_words(row, self.session.language), shown, heads)
            ours = self._ours(row.name in self._our_rows) + marks.row
            head = self._row_head(row) + ours
            yield (
                head,
                [
                    self._value(n, row, view, marks.cells.get(n, NO_WORDS))
                    for n, view in enumerate(views)
                ],
            )

    def _row_head(self, row: CrossRow) -> Markup:
        """What a row is called, as what its fact says of itself."""
        part = "where" if row.named.view.fact.where else "label"
        words = row_words(row, self.session.language)
        return self.writer.part(row.named.view, part, words)

    def _value(self, column: int, row: CrossRow, view: View | None, note: Markup) -> SetValue:
        """The value of a cell, or the sign of what there is none of."""
        word = self.session.language.word
        if view is None:
            return SetValue(number=self.notes.sign(NOT_COLLECTED, word("not_collected")))
        if not has_report(view):
            return SetValue(number=self.notes.sign(NOT_REPORTED, word("not_reported")))
        if self.columns[column].changes is not None:
            return self._change(column, view)
        value = self.values[column].value(view)
        if self.common.cells.day_words("on", view) != self.common.days[column]:
            value = replace(value, remark=value.remark or below(NO_WORDS, self.writer.date(view)))
        told = column in self._our_columns or row.name in self._our_rows
        ours = self._ours(view.fact.derived is not None and not told)
        return replace(value, tail=value.tail + ours + note)

    def _change(self, column: int, view: View) -> SetValue:
        """How much a fact has changed, since when if not since the others; or a note why not."""
        changes, language = self.columns[column].changes or {}, self.session.language
        change, head = changes[view.key], str(self.columns[column].whole_heading.striptags())
        value = change_in_number(change)
        if value is None:
            why = escape(with_stop(with_capital(why_none(change, language))))
            tail = self.notes.mark(head, why) + self.session.remarks(change)
            return SetValue(number=Markup(NOT_REPORTED), tail=tail)
        text = change_text(change, language)
        if value == ZERO:
            text = language.quantity(value, change.fact.currency)
        number = self.session.place(FactChange(change, self.session, text).mark(self.session))
        cited = () if "source" in self.values[column].columns else change.citations
        days = days_compared(change, language, short=True)
        told = days == self.common.compared[column]
        since = compared_days(change, language).mark(self.session)
        return SetValue(
            number=number,
            tail=self.session.sup(cited, change.status) + self.session.remarks(change),
            decimals=decimals_of(value),
            remark=NO_WORDS if told else below(NO_WORDS, self.session.place(since)),
        )

    def row(self, number: int, head: Markup, cells: Sequence[list[Markup]], *, toned: bool) -> Item:
        """A row as the theme prints it."""
        row = self.rows[number]
        views = [column.views[row.name] for column in self.columns if row.name in column.views]
        return table_row(
            [head, *(column[number] for column in cells)],
            "total" if row.total else "",
            changed=self.writer.bar(*(view.key for view in views)),
            tones=self._tones(row) if toned else (),
        )

    # ---- columns

    def aligned(self, lines: Sequence[list[SetValue]]) -> tuple[list[list[Markup]], list[str]]:
        """The cells of each column as they stand beneath one another, and how each looks."""
        made = [
            column.aligned(list(values))
            for column, values in zip(self.values, zip(*lines, strict=True), strict=True)
        ]
        return [cells for cells, _ in made], [look or "numeric tail-0" for _, look in made]

    def heads(self, looks: Sequence[str], *, whole: bool) -> Iterator[Item]:
        """The head of each column: in a list, that of its group before its own."""
        word = self.session.language.word
        for n, column in enumerate(self.columns):
            head = column.whole_heading if whole else column.heading
            if (unit := self.values[n].unit) and column.changes is None:
                told = Markup('<span class="unit">{}</span>').format(unit)
                head = Markup(word("in_unit", head=head, unit=told))
            yield table_column("value", head + self._ours(n in self._our_columns), looks[n])

    def widths(self, lines: Sequence[tuple[Markup, list[SetValue]]]) -> Iterator[ColumnWords]:
        """What decides how wide each column has to be: its head, and what stands in its cells."""
        names = [str(head.striptags()) for head, _ in lines]
        yield ColumnWords("", names, names=True)
        for n, column in enumerate(self.heads([""] * len(self.columns), whole=False)):
            said = [values[n].words for _, values in lines]
            yield ColumnWords(str(Markup(column.heading).striptags()), said)

    # ---- what is ours

    @cached_property
    def _our_columns(self) -> frozenset[int]:
        """The columns of which every figure is reckoned by us."""
        rows = [row.name for row in self.rows]
        return frozenset(
            n
            for n, column in enumerate(self.columns)
            if column.changes is not None
            or ((v := column.shown(rows)) and all(x.fact.derived for x in v))
        )

    @cached_property
    def _our_rows(self) -> frozenset[str]:
        """The rows of which every figure is, those of such columns left out."""
        others = [c for n, c in enumerate(self.columns) if n not in self._our_columns]
        found = {row.name: [v for c in others for v in c.shown([row.name])] for row in self.rows}
        return frozenset(n for n, v in found.items() if v and all(x.fact.derived for x in v))

    def _ours(self, told: bool) -> Markup:
        """The mark of what is ours."""
        words = self.session.language.word("our_calculation")
        return Markup(NBSP) + self.notes.sign(OURS, words) if told else NO_WORDS

    # ---- tones

    @cached_property
    def _quarters(self) -> Mapping[str, int]:
        """The quarter of the rows that each fact of the shaded column is in."""
        rows = (row.name for row in self.rows if not row.total)
        return quarters(self.toned.shown(rows)) if self.toned else {}

    def _tones(self, row: CrossRow) -> list[int]:
        """How dark the cells of a row are: that of the column which is shaded, if any."""
        if self.toned is None or row.total:
            return []
        view = self.toned.views.get(row.name)
        tone = self._quarters.get(view.key, 0) if view else 0
        return [0, *(tone if column is self.toned else 0 for column in self.columns)]

    def key(self) -> Iterator[Markup]:
        """What the tones mean."""
        if self.toned is None:
            return
        word = self.session.language.word
        swatch = Markup('<span class="swatch tone-{}"></span>\u00a0{}')
        shades = [swatch.format(n, word(q)) for n, q in enumerate(QUARTERS, start=1)]
        told = Markup("<span> · </span>").join(shades)
        yield Markup(word("labelled", label=self.toned.whole_heading, value=told))


def row_words(row: CrossRow, language: Language) -> str:
    """What a row is called: by its table, else as its first fact is."""
    fact = row.named.view.fact
    return with_capital(text_in(fact.where or fact.label, language))
