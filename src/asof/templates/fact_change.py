"""The change of a fact as templates see it: a figure of its own, with the days that it compares."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from asof.dates import AGO_HINT, DateError, since_day
from asof.diagnostics import WordError
from asof.language import Language, explain_date
from asof.ledger import ValueKind, View
from asof.ledger.change_words import change_in_words, change_text, days_compared
from asof.ledger.value_changes import ValueChange
from asof.page.document import ADDED_DAY, CHANGE
from asof.templates.fact_property import FactProperty
from asof.templates.failures import InvalidTemplateError
from asof.templates.render_state import FactMark, RenderState

SINCE = "since"  # the part of a change that tells its days
CHANGE_PROPERTIES = ("counted", "in_words", "since")
NUMBERS = (ValueKind.NUMBER, ValueKind.MONEY)


class FactChange(FactProperty):
    """How much a fact has changed, printed with its sign; called, since another day."""

    __slots__ = ("_change", "_session")

    def __init__(self, change: ValueChange, session: RenderState, text: str = "") -> None:
        text = text or change_text(change, session.language)
        rank = change.value.nominal if change.value else None
        super().__init__(change.after, CHANGE, text, rank, value=str(change.value or ""))
        self._change, self._session = change, session
        self.citations = change.citations

    def mark(self, session: RenderState) -> FactMark:
        """The marked element, which shows both values."""
        return replace(super().mark(session), change=self._change, shown=self._change.behind)

    def __call__(self, *, since: str) -> FactChange:
        """The same since the end of another day: a date, or a length of time such as a week ago."""
        day = compared_day(str(since), self._session)
        return FactChange(change_of(self.view, self._session, day), self._session)

    @property
    def counted(self) -> FactChange:
        """The difference and its unit as one phrase."""
        text = change_text(self._change, self._session.language, count=True)
        return FactChange(self._change, self._session, text)

    @property
    def in_words(self) -> FactChange:
        """The difference in words: up 12."""
        text = change_in_words(self._change, self._session.language)
        return FactChange(self._change, self._session, text)

    @property
    def since(self) -> FactProperty:
        """The days that are compared: since November 9, 2020."""
        return compared_days(self._change, self._session.language, SINCE)

    def __bool__(self) -> bool:
        return self.rank not in (None, 0)


def change_of(view: View, session: RenderState, since: date | None = None) -> ValueChange:
    """The change of a fact; raises InvalidTemplateError for what has none."""
    if view.fact.kind not in NUMBERS:
        told = f"'{view.key}' is no number: it has no change"
        raise InvalidTemplateError(told, "print its .previous beside it")
    if view.chosen != session.reader[view.key].chosen:
        told = f"only what '{view.key}' says in this edition has a change"
        raise InvalidTemplateError(told, f'write {view.key}.change(since="2020-11-03")')
    found = session.reader.change(view.key, since)
    assert found  # who asks has seen a value
    return replace(found, after=view)


def compared_day(text: str, session: RenderState) -> date:
    """The day that a text compares with; raises InvalidTemplateError for one that is not before."""
    today = session.reader.day
    try:
        day = since_day(text, today)
    except DateError as problem:
        raise told_of(problem, text) from None
    if day >= today:
        told = f"'{text}' is not before the day of this edition, {today}"
        raise InvalidTemplateError(told, "give an earlier day")
    return day


def told_of(problem: DateError, text: str) -> WordError:
    """What is wrong with a day to compare with."""
    return problem if problem.hint == AGO_HINT else explain_date(problem, text)


def compared_days(change: ValueChange, language: Language, part: str = ADDED_DAY) -> FactProperty:
    """The days that a change compares, as a marked element: asked for, or set beside it."""
    words = days_compared(change, language) if change.computed else ""
    return FactProperty(change.after, part, words, change.since.first, change.since.text)
