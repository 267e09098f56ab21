"""Prepares the blocks that list facts: quick facts and time lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from asof.briefing.blocks import Selection
from asof.ledger import ValueKind, View
from asof.ledger.printing import counted
from asof.ledger.trace import RecordingEdition
from asof.located import Scalar
from asof.templates.blocks.fact_writer import FactWriter
from asof.templates.render_state import RenderState
from asof.templates.view_models import Item, item

SAID = (ValueKind.EVENT, ValueKind.STATEMENT)


@dataclass(frozen=True, slots=True)
class FactListBlocks:
    """Looks up facts and lists them, each with its date."""

    session: RenderState
    writer: FactWriter

    def facts(self, keys: Iterable[Scalar]) -> Item | None:
        """Quick facts."""
        rows = [self._fact_row(view) for view in self.writer.views(keys)]
        return item("facts", rows=rows) if rows else None

    def _fact_row(self, view: View) -> Item:
        """A quick fact: an event speaks for itself, another fact is named."""
        said = view.fact.kind in SAID
        mark = self.writer.mark(view, counted, head=said)
        label = Markup() if said else self.writer.label(view)
        word = self.session.language.word
        line = Markup(word("labelled", label=label, value=mark)) if label else mark
        html = self.writer.remarked(line, view)
        return item(date=self.writer.date(view), html=html, changed=self.writer.bar(view.key))

    def timeline(self, selection: Selection) -> Item | None:
        """The facts of a tag in their order."""
        views = sorted(selected(self.session.reader, selection), key=started)
        events = [
            item(
                date=self.writer.date(v),
                html=self.writer.mark(v, head=True),
                changed=self.writer.bar(v.key),
            )
            for v in views
        ]
        return item("timeline", events=events) if events else None


def selected(reader: RecordingEdition, selection: Selection) -> Iterator[View]:
    """The facts of a tag that were true between two days."""
    for view in reader.tagged(selection.tag):
        if view.current is None:
            continue
        true = view.current.true
        after = selection.start is None or true.start.last >= selection.start.first
        if after and (selection.until is None or true.first <= selection.until.last):
            yield view


def started(view: View) -> tuple[date, date]:
    """Where a fact belongs on a time line."""
    assert view.current
    return (view.current.true.first, view.current.true.start.last)
