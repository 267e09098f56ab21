"""Prepares tables of changes: since a day, and what holders of a former page need to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup, escape

from asof import dates
from asof.briefing.blocks import ChangesBlock
from asof.ledger import View
from asof.ledger.changes import Change, Sort
from asof.ledger.printing import same_words, why_changed
from asof.templates.blocks.fact_writer import FactWriter, below
from asof.templates.blocks.tables import fixed_columns
from asof.templates.column_metrics import ColumnMetrics
from asof.templates.page_options import Errata
from asof.templates.render_state import RenderState
from asof.templates.view_models import Item, Late, table, table_column, table_row


@dataclass(frozen=True, slots=True)
class ChangeBlocks:
    """Sets changes in rows: what was, and what is."""

    session: RenderState
    writer: FactWriter
    room: ColumnMetrics
    between: Callable[[ChangesBlock], tuple[Change, ...]]

    def changes(self, since: ChangesBlock) -> Item:
        """What changed since a day."""
        rows = Late(lambda: [self._change(change) for change in self.between(since)])
        day = self.session.language.date(dates.when_on(since.since))
        caption = Markup(self.session.language.word("changes_since", day=str(escape(day))))
        columns = fixed_columns(
            self.session,
            self.room,
            label="label",
            change="change",
            before="before",
            after="after",
            source="source",
        )
        return table("changes", since=day, rows=rows, caption=caption, **columns)

    def errata(self, told: Errata) -> list[Item]:
        """What holders of a former page read on it, beside what is so now; then what is new."""
        word = self.session.language.word
        read = [self._erratum(c) for c in told.changes if c.sort is not Sort.ADDED]
        new = [self._erratum(c) for c in told.changes if c.sort is Sort.ADDED]
        heads = [table_column(name, word(name)) for name in ("label", "was", "is_now", "why")]
        tables = [
            table("errata", rows=read, columns=heads, listed=told.listed),
            table(
                "errata new",
                rows=new,
                columns=[heads[0], *heads[2:]],
                caption=Markup(word("errata_new")),
                listed=told.listed,
            ),
        ]
        return [each for each in tables if each.rows]

    def _erratum(self, change: Change) -> Item:
        """A change as its errata tell it; of what is new, a former page said nothing."""
        alike = same_words(change, self.session.language)
        sides = (change.before, change.after)[change.sort is Sort.ADDED :]
        shown = [self._errata_side(view, alike=alike) for view in sides]
        return table_row([self.writer.label(change.after), *shown, self._why(change)])

    def _errata_side(self, view: View, *, alike: bool) -> Markup:
        """What a page says of a fact, with its sources; its standing where only that differs."""
        shown = self.writer.mark(view)
        return below(shown, self.writer.standing(view)) if alike else shown

    def _why(self, change: Change) -> Markup:
        """What a change is called, and why it came about; of what is new, only that."""
        language = self.session.language
        why = self.writer.part(change.after, "why", why_changed(change, language))
        if change.sort is Sort.ADDED:
            return why
        kind = Markup("<strong>{}</strong>").format(language.word(change.sort))
        return Markup(language.word("labelled", label=kind, value=why))

    def _change(self, change: Change) -> Item:
        """A change as a row: what, how, from what, to what, who says so."""
        kind = escape(self.session.language.word(change.sort))
        label = self.writer.label(change.after)
        ends = [self.writer.mark(view, sources=False) for view in (change.before, change.after)]
        source = self.session.column(change.after.citations or change.before.citations)
        return table_row([label, kind, *ends, source])
