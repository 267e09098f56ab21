"""What most cells of a cross table share: the day that they are of, and their sources.

It is told once, with the caption: of the table, and of each column that has a day or sources of its
own. A cell that is of another day than its column says so, and where the sources of a column
differ each of its cells has its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from markupsafe import Markup

from asof.ledger import View
from asof.ledger.change_words import days_compared
from asof.ledger.value_changes import ValueChange
from asof.templates.blocks.fact_cells import FactCells
from asof.templates.fact_change import compared_days
from asof.templates.render_state import NO_WORDS

T = TypeVar("T", bound=Hashable)


class NamedColumn(Protocol):
    """A column: its head where nothing stands above it."""

    @property
    def whole_heading(self) -> Markup:
        """Its head in full."""


@dataclass(frozen=True)  # no slots: what a column shares is asked for in each of its cells
class CellsInCommon:
    """The day and the sources of a table, and those of each of its columns.

    `shown` is what each column has values of, with the lines of the ledger that they rest on;
    `changes` is those of a column of changes.
    """

    cells: FactCells
    columns: Sequence[NamedColumn]
    shown: Sequence[Sequence[View]]
    changes: Mapping[int, Sequence[ValueChange]]

    @cached_property
    def days(self) -> Sequence[str]:
        """The day that most cells of each column are of."""
        told = ([self.cells.day_words("on", view) for view in views] for views in self.shown)
        return [_commonest(each) or "" for each in told]

    @cached_property
    def compared(self) -> Mapping[int, str]:
        """The days that most changes of a column compare."""
        language = self.cells.session.language
        return {
            n: _commonest(filter(None, (days_compared(c, language, short=True) for c in each)))
            or ""
            for n, each in self.changes.items()
        }

    @cached_property
    def sources(self) -> Sequence[tuple[str, ...] | None]:
        """The sources that all cells of each column share; nothing where they differ."""
        said = ({self.cells.source_ids(view) for view in views} for views in self.shown)
        return [next(iter(each)) if len(each) == 1 else None for each in said]

    def beside(self, column: int) -> tuple[str, ...]:
        """What a cell of a column need not say, named as the columns of tables are."""
        return ("value", "on") if self.sources[column] is None else ("value", "on", "source")

    def told(self) -> list[Markup]:
        """What the table shares, then each column that differs from it."""
        numbers = range(len(self.columns))
        day = _commonest(filter(None, self.days))
        sources = _commonest(filter(None, self.sources))
        views = [view for each in self.shown for view in each]
        dated = [view for view in views if self.cells.day_words("on", view) == day]
        sourced = [v for n in numbers if self.sources[n] == sources for v in self.shown[n]]
        said = self.cells.told_once(("on",), dated[:1]) if day else []
        said += self.cells.told_once(("source",), sourced) if sources else []
        return said + [
            told
            for n in numbers
            if (told := self._of_column(n, self.days[n] != day, self.sources[n] != sources))
        ]

    def _of_column(self, column: int, day: bool, sources: bool) -> Markup:
        """What is told of a column alone: its day, its sources, or both."""
        views = self.shown[column]
        dated = [v for v in views if self.cells.day_words("on", v) == self.days[column]]
        parts = self._parts(dated if day else [], views if sources else [], column)
        told = Markup(" ").join(filter(None, parts))
        word = self.cells.session.language.word
        head = self.columns[column].whole_heading
        return Markup(word("labelled", label=head, value=told)) if told else NO_WORDS

    def _parts(
        self, dated: Sequence[View], sourced: Sequence[View], column: int
    ) -> Iterator[Markup]:
        if dated and self.days[column]:
            yield self.cells.cell(dated[0], "on")
        if compared := self._compared(column):
            yield compared
        if sourced and self.sources[column]:
            yield self.cells.sources(*sourced)

    def _compared(self, column: int) -> Markup:
        """The days that the changes of a column compare."""
        session = self.cells.session
        for change in self.changes.get(column, ()):
            if days_compared(change, session.language, short=True) == self.compared[column]:
                return session.place(compared_days(change, session.language).mark(session))
        return NO_WORDS


def _commonest(each: Iterable[T]) -> T | None:
    """What stands there most often, of equals the first."""
    return next((what for what, _ in Counter(each).most_common(1)), None)
