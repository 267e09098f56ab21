"""The cells of tables beside those of values: days, sources, what else is told of a fact.

Where all rows share one of these it is told once, with the caption.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from asof.dates import When, when_on
from asof.ledger import View
from asof.ledger.printing import time_in
from asof.templates.blocks.fact_writer import FactWriter
from asof.templates.fact_proxy import FactProxy
from asof.templates.render_state import RenderState

DAYS = ("on", "until", "reported")
SHARED = (*DAYS, "source")  # columns that are told once where all rows say the same


@dataclass(frozen=True, slots=True)
class FactCells:
    """Sets what a table tells of facts besides their values."""

    session: RenderState
    writer: FactWriter

    def cell(self, view: View, name: str) -> Markup:
        """What a table shows of a fact in a column other than that of values."""
        special: dict[str, Callable[[View], Markup]] = {
            "source": self.sources,
            "standing": self.writer.standing,
            "label": self.writer.label,
            **dict.fromkeys(DAYS, partial(self._day, name)),
        }
        if name in special:
            return special[name](view)
        session = self.session
        shown = getattr(FactProxy(view, session), name) if view.current else None
        return session.place(shown.mark(session)) if shown else Markup()

    def _day(self, name: str, view: View) -> Markup:
        """A day in the one form that a table has: the short one."""
        day, said = self._when(name, view), partial(self.day_words, name, view)
        return self.writer.time(view, name, said, day.text if day else "")

    def day_words(self, name: str, view: View, short: bool = True) -> str:
        """A day in words, empty where a fact has none."""
        language, day = self.session.language, self._when(name, view)
        if name == "on" and view.current:
            return time_in(view.current.true, language, short)
        return language.date(day, short) if day else ""

    def _when(self, name: str, view: View) -> When | None:
        """When it was true, until when, or when it was reported last."""
        if view.current is None:
            return None
        true = view.current.true
        if name == "reported":
            return when_on(view.reported or view.current.reported)
        return true.start if name == "on" else true.end

    def sources(self, view: View, *others: View) -> Markup:
        """The numbers of the sources of some facts; their names where notes have none."""
        session = self.session
        numbers = session.column(c for each in (view, *others) for c in each.citations)
        return numbers or session.place(FactProxy(view, session).source.mark(session))

    def shared(self, columns: Sequence[str], views: Sequence[View]) -> tuple[str, ...]:
        """The columns in which several rows say the same: the caption tells it, once."""
        several = len(views) > 1
        return tuple(c for c in SHARED if several and c in columns and self._same(c, views))

    def _same(self, name: str, views: Sequence[View]) -> bool:
        said = {self._said(name, view) for view in views}
        return len(said) == 1 and any(said)

    def _said(self, name: str, view: View) -> str | tuple[str, ...]:
        """What a column says of a fact: its day, or its sources."""
        return self.source_ids(view) if name == "source" else self.day_words(name, view)

    def source_ids(self, view: View) -> tuple[str, ...]:
        """The sources of a fact."""
        return tuple(dict.fromkeys(c.source.id for c in view.citations))

    def told_once(self, shared: Iterable[str], views: Sequence[View]) -> list[Markup]:
        """What all facts share, said once: the days, then the sources, with each place in them."""
        word = self.session.language.word
        heads = {"on": "date"}  # a head is followed by its value here
        said = []
        for name in shared:
            value = self.cell(views[0], name) if name != "source" else ""
            told = Markup(word("labelled", label=word(heads.get(name, name)), value=value))
            if name == "source":  # no line begins with its mark
                told = Markup(told.rstrip(" ") + "\u00a0") + self.sources(*views)
            said.append(told)
        return said
