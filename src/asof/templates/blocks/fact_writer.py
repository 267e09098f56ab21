"""Writes facts into blocks: each as a marked element, with what has to be said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markupsafe import Markup

from asof.diagnostics import Finding, Location, Severity
from asof.language import with_capital
from asof.ledger import Observation, Standing, Status, View, Wording
from asof.ledger.printing import ended, printed, text_in, time_in, whose_estimate
from asof.ledger.shared_labels import told_apart
from asof.located import Scalar
from asof.templates.fact_property import FactProperty
from asof.templates.fact_proxy import FactProxy
from asof.templates.prose import day_mark
from asof.templates.render_state import FactMark, RenderState, heard_as

DATED = frozenset(("on", "reported", "standing"))  # columns that tell whether a value is of today


@dataclass(frozen=True, slots=True)
class NamedView:
    """A fact that a block prints, and where its key or pattern stands."""

    place: Location
    view: View


@dataclass(frozen=True, slots=True)
class FactWriter:
    """Writes the facts of one document, and keeps which lines of it carry a change bar."""

    session: RenderState
    left_out: list[Finding]
    changed: Callable[[Iterable[str]], frozenset[str]]
    barred: list[bool] = field(default_factory=list)

    def views(self, keys: Iterable[Scalar]) -> Iterator[View]:
        """The facts that keys and patterns name and that an edition can print."""
        for named in self.named(keys):
            yield self.here(named)

    def named(self, keys: Iterable[Scalar]) -> list[NamedView]:
        """The same, each with the place where it is named, to be put in another order."""
        found = [(key, view) for key in keys for view in self._matching(key)]
        views = told_apart((view for _, view in found), self.session.language)
        return [NamedView(key.place, view) for (key, _), view in zip(found, views, strict=True)]

    def here(self, named: NamedView) -> View:
        """A fact that is written next, asked for at its place."""
        self.session.here = named.place
        return named.view

    def _matching(self, key: Scalar) -> Iterator[View]:
        views = self.session.reader.matching(key) if "*" in key else (self._known(key),)
        return (v for v in views if v.standing is not Standing.UNKNOWN)

    def _known(self, key: Scalar) -> View:
        view = self.session.reader[key]
        if view.standing is Standing.UNKNOWN:
            told = f"'{key}' is unknown in this edition: it is left out"
            self.left_out.append(Finding("unknown-fact", Severity.WARNING, key.place, told))
        return view

    def figure(self, view: View, phrase: Any = printed) -> FactMark:
        """A fact as a marked element, whatever its standing."""
        self.session.asked.add(view.key)
        return FactProxy(view, self.session, phrase).mark(self.session)

    def mark(
        self, view: View, phrase: Any = printed, *, sources: bool = True, head: bool = False
    ) -> Markup:
        """A fact on the page with what its source calls it, and its sources; some head a line."""
        mark = self.figure(view, phrase)
        mark = mark.saying(with_capital(mark.words)) if head else mark
        cited = mark.citations if sources else ()
        if verbatim(view):
            html = Markup(self.session.language.word("quoted", words=self.session.place(mark)))
            return html + self.session.sup(cited, mark.status)
        shown, behind = self.session.cite(mark, cited)
        return self.session.place(shown) + behind

    def part(self, view: View, name: str, text: str, value: str = "") -> Markup:
        """A property of a fact as a marked element; nothing where there is none."""
        part = FactProperty(view, name, text, value=value)
        return self.session.place(part.mark(self.session)) if text else Markup()

    def remark(self, view: View, beside: Iterable[str] = ("on",)) -> Markup:
        """What must be said of a value where nothing `beside` it, named as columns are, does.

        What a total lacks, or the day of a value that may no longer be so; that it ended, as far as
        known; whose estimate it is.
        """
        language = self.session.language
        if view.incomplete or (view.ageing and not DATED.intersection(beside)):
            return self.session.place(day_mark(view, language).mark(self.session))
        if view.standing is Standing.LAPSED:
            return self.part(view, "ended", ended(view, language))
        single = view.chosen[0] if len(view.chosen) == 1 and "by" not in beside else None
        return self.part(view, "by", whose_estimate(single, language) if single else "")

    def remarked(self, mark: Markup, view: View, beside: Iterable[str] = ("on",)) -> Markup:
        """A mark with what is to be said of it."""
        remark = self.remark(view, beside)
        return below(mark, remark) if remark else mark

    def label(self, view: View) -> Markup:
        """A fact's label at the head of a line."""
        label = text_in(view.fact.label, self.session.language)
        return self.part(view, "label", with_capital(label))

    def date(self, view: View, *, short: bool = True) -> Markup:
        """The date of what prints, marked as belonging to its fact."""
        return self.dated(view, view.current, short=short) if view.current else Markup()

    def dated(self, view: View, o: Observation, *, short: bool = True) -> Markup:
        """When an observation was true, marked as belonging to its fact."""
        said = partial(time_in, o.true, self.session.language)
        return self.time(view, "on", said, o.true.start.text, short=short)

    def time(
        self, view: View, name: str, said: Callable[[bool], str], value: str, *, short: bool = True
    ) -> Markup:
        """A time as a marked element: what is set short, such as a month, is heard whole."""
        html = self.part(view, name, said(short), value)
        return heard_as(html, said(False)) if html and said(short) != said(False) else html

    def standing(self, view: View) -> Markup:
        """The standing; an estimate that holds is an estimate still."""
        standing, word = view.standing.value, self.session.language.word(view.standing)
        status = view.current.status if view.current else None
        if view.standing is Standing.CURRENT and status is Status.ESTIMATE:
            standing, word = status.value, self.session.language.word("status_estimate")
        return Markup('<span class="standing {}">{}</span>').format(standing, word)

    def bar(self, *keys: str) -> bool:
        """Whether a line carries a change bar: one of the facts that decide it has changed."""
        found = bool(self.changed(keys))
        self.barred.extend([True] * found)
        return found


def verbatim(view: View) -> bool:
    """Whether a fact is what somebody said, word for word."""
    return view.fact.words is Wording.VERBATIM


def below(mark: Markup, remark: Markup) -> Markup:
    """A value with a remark on a line of its own."""
    return mark + Markup(' <span class="remark">{}</span>').format(remark)
