"""Facts as templates see them, and the marks that they leave on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from html import escape
from typing import Any, NoReturn

from jinja2.exceptions import TemplateRuntimeError
from markupsafe import Markup

from asof import dates
from asof.language import Language
from asof.model import Citation, Observation, Source, Special, Standing, View
from asof.model.printing import counted, ended, printed, source_line, text_in, told
from asof.model.trace import Reader
from asof.quantity import Quantity

PROPERTIES = [
    "value",
    "counted",
    "on",
    "until",
    "reported",
    "source",
    "label",
    "counts",
    "unit",
    "by",
    "reason",
    "standing",
    "history",
    "previous",
    "claims",
    "at",
    "key",
]
MISUSE = "a fact can be printed, compared or asked for a property, nothing else"
MISUSE_HINT = "print it by itself, or define a derived fact"


class MisuseError(TemplateRuntimeError):
    """A template asked of a fact what a fact does not do; the hint follows a line break."""


class UnprintableError(TemplateRuntimeError):
    """A fact that is unknown or has lapsed takes its text with it (rule 9)."""

    def __init__(self, view: View) -> None:
        super().__init__(f"'{view.key}' is {view.standing} in this edition")
        self.view = view


def misuse(*_: object, **__: object) -> NoReturn:
    """Refuse what would let a figure reach the page unmarked."""
    raise MisuseError(f"{MISUSE}\n{MISUSE_HINT}")


@dataclass(slots=True)
class Notes:
    """The sources of a document, numbered in the order in which they are first printed."""

    language: Language
    numbers: dict[str, int] = field(default_factory=dict)
    found: dict[str, Source] = field(default_factory=dict)

    def number(self, source: Source) -> int:
        """The number of a source's note."""
        self.found[source.id] = source
        return self.numbers.setdefault(source.id, len(self.numbers) + 1)

    def line(self, source: Source) -> Markup:
        """The note of a source, with the reason where its day is assumed."""
        line = escape(source_line(source, self.language))
        note = escape(text_in(source.note, self.language)) if source.taken_as else ""
        return Markup(f"{line}. {note}".strip() if note else f"{line}.")

    def __iter__(self) -> Iterator[tuple[int, Markup]]:
        """Every note so far, by number."""
        return iter([(n, self.line(self.found[i])) for i, n in self.numbers.items()])


@dataclass(slots=True)
class Session:
    """What one document's texts and templates share while they are filled."""

    reader: Reader
    notes: Notes
    footnotes: str = "end"
    asked: set[str] = field(default_factory=set)
    printed: dict[str, None] = field(default_factory=dict)
    times: list[dates.When] = field(default_factory=list)

    @property
    def language(self) -> Language:
        """The language of the edition."""
        return self.reader.language

    def fact(self, key: str) -> Shown:
        """A fact by its key; raises KeyError."""
        return Shown(self.reader[key], self)

    def show(self, view: View) -> None:
        """Remember that a fact was printed, and when its figures were true."""
        self.printed[view.key] = None
        self.times.extend(o.true.start for o in view.chosen)

    def sup(self, citations: tuple[Citation, ...]) -> Markup:
        """The small numbers that lead to source notes."""
        if self.footnotes == "none":
            return Markup("")
        fresh = [c.source.id not in self.notes.numbers for c in citations]
        marks = [self._mark(c.source, new) for c, new in zip(citations, fresh, strict=True)]
        return Markup("".join(dict.fromkeys(marks)))

    def _mark(self, source: Source, new: bool) -> str:
        number = self.notes.number(source)
        if new and self.footnotes == "page":
            return f'<span class="footnote">{self.notes.line(source)}</span>'
        return f'<sup class="source">{number}</sup>'


class Part:
    """A property of a fact, printed as a marked element: its label, a date, a source."""

    __slots__ = ("citations", "key", "name", "rank", "text")

    def __init__(self, key: str, name: str, text: str, rank: Any = None) -> None:
        self.key, self.name, self.text = key, name, text
        self.rank = text if rank is None else rank
        self.citations: tuple[Citation, ...] = ()

    def html(self, _: Session) -> Markup:
        """The marked element."""
        attributes = f'data-key="{escape(self.key)}" data-part="{self.name}"'
        return Markup(f'<data class="fact" value="" {attributes}>{escape(self.text)}</data>')

    def __eq__(self, other: object) -> bool:
        return bool(self.rank == _rank(other) or self.text == other)

    def __lt__(self, other: object) -> bool:
        return bool(self.rank < _rank(other))

    def __gt__(self, other: object) -> bool:
        return bool(self.rank > _rank(other))

    def __le__(self, other: object) -> bool:
        return self == other or self < other

    def __ge__(self, other: object) -> bool:
        return self == other or self > other

    def __bool__(self) -> bool:
        return bool(self.text)

    __hash__ = None  # type: ignore[assignment]  # compared by value, never a key
    __str__ = __format__ = misuse


class Shown:
    """A fact as templates see it: to print, to compare, to ask for a property."""

    __slots__ = ("_phrase", "_session", "_view")

    def __init__(self, view: View, session: Session, phrase: Callable[..., str] = printed) -> None:
        self._view, self._session, self._phrase = view, session, phrase

    # ---- printing

    def html(self, session: Session) -> Markup:
        """The marked element, or both of a dispute; raises UnprintableError (rule 9)."""
        view = self._view
        if not view.standing.printable and view.key not in session.asked:
            raise UnprintableError(view)
        session.show(view)
        if not view.chosen:
            return self._element(None, told(view, session.language))
        if len(view.chosen) == 1:
            return self._one(view.chosen[0])
        word = f" {session.language.word('or')} "
        return Markup(word).join(self._one(o) + session.sup(o.citations) for o in view.chosen)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The sources to name behind the value; a dispute names its own."""
        return self._view.citations if len(self._view.chosen) == 1 else ()

    def _one(self, o: Observation) -> Markup:
        return self._element(o, self._phrase(o.value, self._view.fact, self._session.language))

    def _element(self, o: Observation | None, text: str) -> Markup:
        wide = isinstance(o.value, Quantity | dates.When | Special) if o else True
        names = "fact" if wide else "fact long"
        written = escape(o.written, quote=True) if o else ""
        standing = self._view.standing
        marks = f'value="{written}" data-key="{self._view.key}" data-standing="{standing}"'
        return Markup(f'<data class="{names}" {marks}>{escape(text)}</data>')

    # ---- properties

    @property
    def value(self) -> Shown:
        """The value with its hedge: the same as the fact itself."""
        return self

    @property
    def counted(self) -> Shown:
        """The value and its unit as one phrase."""
        return Shown(self._view, self._session, counted)

    @property
    def key(self) -> str:
        """The fact's key."""
        return self._view.key

    @property
    def standing(self) -> Part:
        """The standing; a text that asks for it decides for itself what to print."""
        self._session.asked.add(self._view.key)
        standing = self._view.standing
        return self._part("standing", self._session.language.word(standing), standing.value)

    @property
    def on(self) -> Part:
        """The day or span on which it was true."""
        true = self._current.true
        return self._part("on", self._session.language.date(true.start), true.first)

    @property
    def until(self) -> Part:
        """The day until which it holds; empty where no end is stated."""
        end = self._current.true.end
        return self._part("until", self._date(end), end.last if end else date.max)

    @property
    def reported(self) -> Part:
        """The last day on which it was reported."""
        day = self._view.reported or self._current.reported
        return self._part("reported", self._date(dates.of(day)), day)

    @property
    def ended(self) -> Part:
        """That a lapsed fact ended, or was not renewed as far as known."""
        return self._part("ended", ended(self._view, self._session.language))

    @property
    def source(self) -> Part:
        """Its sources, named."""
        lines = [source_line(c.source, self._session.language) for c in self._view.citations]
        part = self._part("source", "; ".join(dict.fromkeys(lines)))
        part.citations = self._view.citations
        return part

    @property
    def label(self) -> Part:
        """What it is."""
        return self._part("label", text_in(self._view.fact.label, self._session.language))

    @property
    def counts(self) -> Part:
        """What is counted, and what is not."""
        return self._part("counts", text_in(self._view.fact.counts, self._session.language))

    @property
    def by(self) -> Part:
        """Who says so."""
        return self._part("by", text_in(self._current.by, self._session.language))

    @property
    def reason(self) -> Part:
        """Why it is withheld."""
        return self._part("reason", text_in(self._current.reason, self._session.language))

    @property
    def history(self) -> Several:
        """Every value that held before and now, oldest first."""
        return Several(self._view, [self._like(o) for o in self._view.history])

    @property
    def previous(self) -> Shown:
        """The value before the present one; unknown where there is none."""
        began = self._current.true.first
        before = [o for o in self._view.history if o.true.first < began]
        return self._like(*before[-1:])

    @property
    def claims(self) -> Several:
        """What somebody claims, without it being the value."""
        return Several(self._view, [self._like(o) for o in self._view.claims])

    def at(self, day: str) -> Shown:
        """The value at the end of another day, month or year, as known now."""
        when = dates.parse(day)
        return Shown(self._session.reader.at(self._view.key, when.last), self._session)

    # ---- comparing

    def __eq__(self, other: object) -> bool:
        return bool(_rank(self) == _rank(other))

    def __lt__(self, other: object) -> bool:
        return bool(_rank(self) < _rank(other))

    def __gt__(self, other: object) -> bool:
        return bool(_rank(self) > _rank(other))

    def __le__(self, other: object) -> bool:
        return self == other or self < other

    def __ge__(self, other: object) -> bool:
        return self == other or self > other

    __hash__ = None  # type: ignore[assignment]  # compared by value, never a key
    __str__ = __format__ = misuse

    # ---- inside

    @property
    def view(self) -> View:
        """The view behind it."""
        return self._view

    @property
    def _current(self) -> Observation:
        if self._view.current is None:
            raise UnprintableError(self._view)
        return self._view.current

    def _date(self, when: dates.When | None) -> str:
        return self._session.language.date(when) if when else ""

    def _part(self, name: str, text: str, rank: Any = None) -> Part:
        return Part(self._view.key, name, text, rank)

    def _like(self, *chosen: Observation) -> Shown:
        standing = Standing.CURRENT if chosen else Standing.UNKNOWN
        return Shown(replace(self._view, chosen=chosen, standing=standing), self._session)


class Several(list[Shown]):
    """Values of one fact; one that is not there cannot be printed, like an unknown fact."""

    def __init__(self, view: View, values: list[Shown]) -> None:
        super().__init__(values)
        self._view = view

    def __getitem__(self, index: Any) -> Any:
        try:
            return super().__getitem__(index)
        except IndexError:
            raise UnprintableError(self._view) from None


def _rank(value: Any) -> Any:
    """What stands for a value in a comparison: its number, its first day, or its words."""
    if isinstance(value, Part):
        return value.rank
    if isinstance(value, Shown):
        return _rank_of(value.view)
    if isinstance(value, str):
        return _day(value)
    return value


def _rank_of(view: View) -> Any:
    held = view.current.value if view.current else None
    if isinstance(held, Quantity):
        return held.nominal
    return held.first if isinstance(held, dates.When) else held


def _day(text: str) -> Any:
    try:
        return dates.parse(text).first
    except dates.DateError:
        return text
