"""Facts as templates see them: to print, to compare, to ask for a property."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from markupsafe import Markup

from asof import dates
from asof.language import explain_date
from asof.ledger import (
    Observation,
    ObservationState,
    Special,
    Standing,
    ValueKind,
    View,
    overdue,
)
from asof.ledger.printing import counted, ended, printed, start_in, text_in, told_value
from asof.ledger.source_line import source_line
from asof.ledger.value_changes import day_before
from asof.quantity import Quantity
from asof.templates.fact_change import FactChange, change_of
from asof.templates.fact_property import FactName, FactProperty, Ranked, rank_of
from asof.templates.failures import InvalidTemplateError
from asof.templates.render_state import DAYS, FactMark, RenderState
from asof.text import Text

PROPERTIES = [
    "value",
    "counted",
    "on",
    "until",
    "reported",
    "source",
    "label",
    "what",
    "where",
    "counts",
    "ended",
    "by",
    "reason",
    "standing",
    "history",
    "previous",
    "change",
    "claims",
    "at",
    "key",
    "name",
]


SOURCED = (*DAYS, "source")  # properties that say where they are from


class UnprintableError(InvalidTemplateError):
    """A fact that is unknown or has lapsed takes its text with it (rule 9)."""

    def __init__(self, view: View, lack: str = "") -> None:
        told = f"'{view.key}' {lack or f'is {view.standing} in this edition'}"
        super().__init__(told, "ask for its .standing first")
        self.view = view


class FactProxy(Ranked):
    """A fact as templates see it: to print, to compare, to ask for a property."""

    __slots__ = ("_phrase", "_session", "_view")
    lack = ""  # what is said where it cannot print, if not its standing

    def __init__(
        self, view: View, session: RenderState, phrase: Callable[..., str] = printed
    ) -> None:
        self._view, self._session, self._phrase = view, session, phrase

    # ---- printing

    def mark(self, session: RenderState) -> FactMark:
        """The marked element, or both of a dispute; raises UnprintableError (rule 9)."""
        view = self._view
        if not view.standing.printable and view.key not in session.asked:
            raise UnprintableError(view, self.lack)
        marks = [self._element(o) for o in view.chosen or (None,)]
        if len(marks) > 1:
            return self._dispute(marks)
        return replace(marks[0], citations=view.citations)

    def _dispute(self, marks: list[FactMark]) -> FactMark:
        """The values of a dispute as one mark, each with its sources."""
        session, texts = self._session, [mark.text for mark in marks]
        cited = [session.sup(o.citations, o.status) for o in self._view.chosen]
        each = zip(session.language.ors(texts), marks, cited, strict=True)
        others = [Markup(lead) + mark.html + sup for lead, mark, sup in each][1:]
        first, text = marks[0], session.language.either(texts)
        opening = Markup('<span class="dispute">') + first.opening
        closing = first.closing + cited[0] + Markup("").join(others) + Markup("</span>")
        return replace(first, opening=opening, closing=closing, text=text)

    def _element(self, o: Observation | None) -> FactMark:
        """One value as a marked element."""
        opening = '<data class="{}" id="{}" value="{}" data-key="{}" data-standing="{}">'
        kind, id_ = self._class(o), self._session.next_id()
        told = kind, id_, o.written if o else "", self._view.key, self._worth(o)
        text = self._text(o)
        return FactMark(
            opening=Markup(opening).format(*told), words=text, text=text, id=id_, view=self._view
        )

    def _class(self, o: Observation | None) -> str:
        """What a value is to the theme: a figure, a sentence, or a word with a shape."""
        if o and self._view.fact.kind is ValueKind.PROGRESS and isinstance(o.value, Text):
            return f"fact progress {o.written.replace(' ', '-')}"
        wide = isinstance(o.value, Quantity | dates.When | Special) if o else True
        return "fact" if wide else "fact long"

    def _worth(self, o: Observation | None) -> str:
        """The standing of a value by itself: a claim has none, nor has what holds no longer."""
        state = next((state for line, state in self._view.states if line is o), None)
        now = (None, ObservationState.CURRENT, ObservationState.DISPUTED)
        return self._view.standing if state in now else str(state)

    def _text(self, o: Observation | None) -> str:
        if o is None:
            return told_value(self._view, self._session.language)
        return self._phrase(o.value, self._view.fact, self._session.language)

    # ---- properties

    @property
    def value(self) -> FactProxy:
        """The value with its hedge: the same as the fact itself."""
        return self

    @property
    def counted(self) -> FactProxy:
        """The value and its unit as one phrase."""
        return FactProxy(self._view, self._session, counted)

    @property
    def key(self) -> str:
        """The fact's key."""
        return self._view.key

    @property
    def name(self) -> str:
        """The last part of its key, which facts of several groups may share."""
        return self._view.key.rpartition(".")[2]

    @property
    def standing(self) -> FactProperty:
        """The standing; a text that asks for it decides for itself what to print."""
        self._session.asked.add(self._view.key)
        standing = self._view.standing
        return self._part("standing", self._session.language.word(standing), standing.value)

    @property
    def on(self) -> FactProperty:
        """The time at which it was true, or began to be."""
        true = self._current.true
        return self._part("on", start_in(true, self._session.language), true.first)

    @property
    def until(self) -> FactProperty:
        """The day until which it holds; empty where no end is stated."""
        end = self._current.true.end
        return self._part("until", self._date(end), end.last if end else date.max)

    @property
    def reported(self) -> FactProperty:
        """The last day on which it was reported."""
        day = self._view.reported or self._current.reported
        return self._part("reported", self._date(dates.when_on(day)), day)

    @property
    def ended(self) -> FactProperty:
        """That a lapsed fact ended, or was not renewed as far as known."""
        return self._part("ended", ended(self._view, self._session.language))

    @property
    def source(self) -> FactProperty:
        """Its sources, named."""
        lines = [source_line(c.source, self._session.language) for c in self._view.citations]
        return self._part("source", "; ".join(dict.fromkeys(lines)))

    @property
    def label(self) -> FactName:
        """What it is."""
        return self._name("label", self._view.fact.label)

    @property
    def what(self) -> FactName:
        """What it is without its row: the label of its column in a wide table, else its label."""
        fact = self._view.fact
        return self._name("what", fact.what or fact.label)

    @property
    def where(self) -> FactName:
        """What its row in a wide table is called; empty for a fact that stands in none."""
        return self._name("where", self._view.fact.where)

    @property
    def counts(self) -> FactProperty:
        """What is counted, and what is not."""
        return self._part("counts", text_in(self._view.fact.counts, self._session.language))

    @property
    def by(self) -> FactName:
        """Who says so."""
        return self._name("by", self._current.by)

    @property
    def reason(self) -> FactProperty:
        """Why it is withheld."""
        return self._part("reason", text_in(self._current.reason, self._session.language))

    @property
    def history(self) -> Several:
        """Every value that held before and now, oldest first."""
        return Several(self._view, [self._like(o) for o in self._view.history])

    @property
    def previous(self) -> FactProxy:
        """The value before the present one; unknown where there is none."""
        assert self._current
        before = self._session.reader.at(self.key, day_before(self._view))
        if not before.chosen:
            return NoPrevious(self._like()._view, self._session)
        return self._like(*before.chosen)

    @property
    def change(self) -> FactChange:
        """How much it has changed since the value before, or called with `since`, since a day."""
        if not self._view.standing.printable and self.key not in self._session.asked:
            raise UnprintableError(self._view, self.lack)
        assert self._current
        return FactChange(change_of(self._view, self._session), self._session)

    @property
    def claims(self) -> Several:
        """What somebody claims, without it being the value."""
        return Several(self._view, [self._claim(o) for o in self._view.claims])

    def at(self, day: str) -> FactProxy:
        """The value at the end of another day, month or year, as known now."""
        try:
            when = dates.parse_date(str(day))
        except dates.DateError as problem:
            raise explain_date(problem, day) from None
        return FactProxy(self._session.reader.at(self._view.key, when.last), self._session)

    @property
    def rank(self) -> Any:
        """What stands for it in a comparison."""
        return rank_of(self._view)

    # ---- inside

    @property
    def view(self) -> View:
        """The view behind it."""
        return self._view

    @property
    def _current(self) -> Observation:
        if self._view.current is None:
            raise UnprintableError(self._view, self.lack)
        return self._view.current

    def _date(self, when: dates.When | None) -> str:
        return self._session.language.date(when) if when else ""

    def _part(self, name: str, text: str, rank: Any = None) -> FactProperty:
        part = FactProperty(self._view, name, text, rank)
        part.citations = self._view.citations if name in SOURCED else ()
        return part

    def _name(self, part: str, name: Text | None) -> FactName:
        language = self._session.language
        forms = name.forms_in(language.tag) if name else {}
        told = {form: language.typeset(words) for form, words in forms.items()}
        return FactName(self._view, part, text_in(name, language), told)

    def _like(self, *chosen: Observation) -> FactProxy:
        if self._view.ageing and chosen == self._view.chosen:
            return FactProxy(self._view, self._session)  # the last of a history is of today
        standing = Standing.CURRENT if chosen else Standing.UNKNOWN
        none: dict[str, Any] = {"supported": None, "overdue": False, "reports": ()}
        like = replace(self._view, chosen=chosen, standing=standing, **none)
        return FactProxy(like, self._session)

    def _claim(self, o: Observation) -> FactProxy:
        """A claim, which ages like any report."""
        late = overdue(self._view.fact, o.reported, self._session.reader.day)
        standing = Standing.STALE if late else Standing.CURRENT
        claim = replace(
            self._view,
            chosen=(o,),
            standing=standing,
            supported=o.reported,
            overdue=late,
            reports=(),
        )
        return FactProxy(claim, self._session)


class NoPrevious(FactProxy):
    """What a fact had before its first value."""

    __slots__ = ()
    lack = "has no earlier value"


class Several(list[FactProxy]):
    """Values of one fact; one that is not there cannot be printed, like an unknown fact."""

    def __init__(self, view: View, values: list[FactProxy]) -> None:
        super().__init__(values)
        self._view = view

    def __getitem__(self, index: Any) -> Any:
        try:
            return super().__getitem__(index)
        except IndexError:
            raise UnprintableError(self._view, "has no value there") from None
