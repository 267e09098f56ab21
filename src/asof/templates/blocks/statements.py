"""Prepares statements: what was said, by whom, when, and in whose words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from asof.briefing.blocks import Selection
from asof.diagnostics import AsofError, error
from asof.language import with_capital
from asof.ledger import Observation, View
from asof.ledger.printing import text_in
from asof.located import Scalar
from asof.templates.blocks.fact_writer import FactWriter, verbatim
from asof.templates.blocks.facts import selected, started
from asof.templates.render_state import RenderState
from asof.templates.view_models import Item, item

NOT_VERBATIM = "print it by 'facts'; what has 'words: verbatim' can be quoted"


@dataclass(frozen=True, slots=True)
class StatementBlocks:
    """Attributes statements to those who made them."""

    session: RenderState
    writer: FactWriter

    def statements(self, selection: Selection) -> Item | None:
        """What was said, in its order."""
        views = sorted(selected(self.session.reader, selection), key=started)
        said = [self._statement(view, o) for view in views for o in view.chosen]
        return item("statements", statements=said, whose=self._whose(views)) if said else None

    def quote(self, key: Scalar) -> Item | None:
        """Words of somebody's, set large; raises AsofError where they are not the speaker's own."""
        views = list(self.writer.views([key]))
        for view in views:
            if not verbatim(view):
                told = f"'{view.key}' is not what somebody said word for word"
                raise AsofError(error(key.place, told, NOT_VERBATIM, "template"))
        said = [self._statement(view, o) for view in views for o in view.chosen]
        return item("quote", statements=said) if said else None

    def _whose(self, views: Iterable[View]) -> str:
        """Whose words statements are in, where not all of them are quotations."""
        quoted = {verbatim(view) for view in views}
        key = "partly_reported_speech" if True in quoted else "reported_speech"
        return self.session.language.word(key) if False in quoted else ""

    def _statement(self, view: View, o: Observation) -> Item:
        """An attributed statement: what, who, when."""
        speaker, _, role = text_in(o.by, self.session.language).partition(", ")
        one = replace(view, chosen=(o,))
        return item(
            html=self.writer.mark(one, head=True),
            speaker=with_capital(speaker),
            role=role,
            date=self.writer.dated(view, o),
            verbatim=verbatim(view),
            changed=self.writer.bar(view.key),
        )
