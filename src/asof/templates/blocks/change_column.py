"""The column that tells by how much facts have changed, in tables of every kind.

Its head tells since when, and whence what stood then, where that is so of all rows; a row that
compares other days tells its own. Where there is no difference a cell tells why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from markupsafe import Markup, escape

from asof.dates import since_day
from asof.diagnostics import AsofError, error
from asof.language.grammar import NBSP
from asof.ledger import Citation, ValueKind, View
from asof.ledger.change_words import change_text, days_compared, why_none
from asof.ledger.printing import unit_in
from asof.ledger.value_changes import ChangeOutcome, ValueChange
from asof.located import Scalar
from asof.templates.blocks.fact_writer import FactWriter, below
from asof.templates.blocks.value_column import SetValue, decimals_of, numeric_column
from asof.templates.fact_change import FactChange, compared_days
from asof.templates.render_state import NO_WORDS, RenderState, heard_as

CITING = ("source", "value")  # columns that cite the sources of what stands now


class ComparingBlock(Protocol):
    """A block with a column of changes, and the day that it compares with, if it names one."""

    @property
    def columns(self) -> Sequence[str]:
        """The columns of the block."""

    @property
    def since(self) -> Scalar | None:
        """The day that it names."""


@dataclass(frozen=True, slots=True)
class ChangeColumn:
    """Sets the changes of some facts beneath one another; `changes` is theirs, by key."""

    session: RenderState
    writer: FactWriter
    changes: Mapping[str, ValueChange]
    columns: Sequence[str]

    @property
    def _computed(self) -> list[ValueChange]:
        return [change for change in self.changes.values() if change.computed]

    @property
    def days(self) -> str:
        """Since when all of them are, in words; nothing where they compare several days."""
        found = {days_compared(change, self.session.language) for change in self._computed}
        return found.pop() if len(found) == 1 else ""

    @property
    def _unit(self) -> str:
        """The unit that all changes share, where it is not that of the values."""
        facts = [change.fact for change in self.changes.values()]
        units = [unit_in(fact, self.session.language) for fact in facts]
        points = all(fact.measure.part_of_hundred for fact in facts)
        alike = units and units[0] and all(unit == units[0] for unit in units)
        shown = points or "value" not in self.columns
        return self.session.language.unit_alone(units[0]) if alike and shown else ""

    @property
    def _shared_sources(self) -> tuple[Citation, ...]:
        """The sources of what stood before that most rows share: the head cites them.

        Not where notes stand at the foot of a page: a head is said again overleaf, or in each row.
        """
        if self.session.footnotes == "page":
            return ()
        found = Counter(self._sources(change) for change in self._computed)
        ((most, times),) = found.most_common(1) or [((), 0)]
        return most if times > 1 else ()

    def _sources(self, change: ValueChange) -> tuple[Citation, ...]:
        """The sources of a change that no other column of its row cites."""
        told = change.after.citations if set(CITING) & set(self.columns) else ()
        known = {citation.source.id for citation in told}
        return tuple(c for c in change.citations if c.source.id not in known)

    def _cited(self, change: ValueChange) -> tuple[Citation, ...]:
        """What a cell cites: nothing where the head does, else all that it rests on, if need be."""
        own, shared = self._sources(change), self._shared_sources
        if own == shared:
            return ()
        return change.before.citations if shared else own

    @property
    def head(self) -> Markup:
        """What the column tells, since when, in which unit, and whence what stood then."""
        word = self.session.language.word
        head = escape(word("change_of_value"))
        if self.days:
            short = days_compared(self._computed[0], self.session.language, short=True)
            told = heard_as(short, self.days) if short != self.days else escape(short)
            head = Markup(word("change_head", days=told))
        if self._unit:
            unit = Markup('<span class="unit">{}</span>').format(self._unit)
            head = Markup(word("in_unit", head=head, unit=unit))
        return head + self.session.sup(self._shared_sources)

    def value(self, view: View) -> SetValue:
        """The change of a fact, with its marks; nothing of what has none."""
        change = self.changes.get(view.key)
        if change is None:
            return SetValue()
        change = replace(change, after=view)
        return self._number(change) if change.computed else self._words(change)

    def _words(self, change: ValueChange) -> SetValue:
        """Why there is no difference, and its note."""
        words = why_none(change, self.session.language, short=True)
        told = self.session.place(FactChange(change, self.session, words).mark(self.session))
        heard = why_none(change, self.session.language)
        told = heard_as(told, heard) if heard != words else told
        marks = self.session.remarks(change)
        return SetValue(remark=Markup('<span class="remark">{}</span>').format(told + marks))

    def _number(self, change: ValueChange) -> SetValue:
        """A difference in its pieces, and the days where the head does not tell them."""
        hedge, number, tail = self._cut(change)
        mark = FactChange(change, self.session, number).mark(self.session)
        whole = " ".join(filter(None, (hedge, number, tail)))
        marks = self.session.sup(self._cited(change), change.status) + self.session.remarks(change)
        days = compared_days(change, self.session.language)
        return SetValue(
            hedge,
            self.session.place(replace(mark, text=whole)),
            escape(tail) + marks,
            decimals_of(change.value) if change.value else None,
            NO_WORDS if self.days else below(NO_WORDS, self.session.place(days.mark(self.session))),
        )

    def _cut(self, change: ValueChange) -> tuple[str, str, str]:
        """A difference as hedge, number and what follows; one that is none is a zero."""
        language, fact = self.session.language, change.fact
        if change.outcome is ChangeOutcome.RESTATED:
            return "", why_none(change, language), ""
        assert change.value
        unit = unit_in(fact, language)
        hedge, number, tail = language.parts(change.value, fact.currency, unit, signed=True)
        if fact.measure.part_of_hundred and not self._unit:
            before = NBSP.join(filter(None, (hedge, number)))
            tail = change_text(change, language).removeprefix(before)
        return hedge, number, tail

    def aligned(self, values: Sequence[SetValue]) -> tuple[list[Markup], str]:
        """The changes as they stand beneath one another, and how their column looks."""
        return numeric_column(values)


def change_column(
    session: RenderState, writer: FactWriter, views: Iterable[View], block: ComparingBlock
) -> ChangeColumn:
    """The column of the changes of some facts, against what stood before or on a block's day."""
    changes = changes_of(session, views, block.since)
    return ChangeColumn(session, writer, changes, block.columns)


def changes_of(
    session: RenderState, views: Iterable[View], since: Scalar | None
) -> dict[str, ValueChange]:
    """The changes of some facts by key; raises AsofError for a day that is not before."""
    day = day_compared(since, session.reader.day) if since else None
    found = {view.key: changed_value(view, session, day) for view in views}
    return {key: change for key, change in found.items() if change}


def day_compared(since: Scalar, day: date) -> date:
    """The day that an edition compares with; raises AsofError for one that is not earlier."""
    found = since_day(since, day)
    if found >= day:
        told = f"'{since}' is not before the day of this edition, {day}"
        raise AsofError(error(since.place, told, "give an earlier day", "since"))
    return found


def changed_value(view: View, session: RenderState, since: date | None) -> ValueChange | None:
    """The change of a fact; None of what is no number, or has no value."""
    numbers = view.fact.kind in (ValueKind.NUMBER, ValueKind.MONEY)
    return session.reader.change(view.key, since) if numbers else None


def change_line(change: ValueChange, session: RenderState, cited: Iterable[Citation]) -> Markup:
    """A change as a line of its own: up 37 since November 9, 2020; or why there is none."""
    figure = FactChange(change, session).in_words.mark(session)
    marks = session.sup(cited, change.status if change.computed else None)
    told = session.place(figure)
    if change.computed:
        days = compared_days(change, session.language)
        told = Markup("{} {}").format(told, session.place(days.mark(session)))
    return told + marks + session.remarks(change)
