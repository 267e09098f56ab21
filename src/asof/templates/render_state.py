"""What one document's texts and templates share: marks, prints and numbered sources."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from operator import itemgetter

from markupsafe import Markup

from asof import dates
from asof.diagnostics import Location
from asof.language import Language
from asof.ledger import Citation, Observation, Source, Status, View
from asof.ledger.printing import flag, source_line, text_in
from asof.ledger.trace import RecordingEdition
from asof.limits import Limits
from asof.page.document import TIMELESS, Print
from asof.page.tree import parse


@dataclass(slots=True)
class Notes:
    """The sources of a document, numbered in the order in which they are first printed."""

    language: Language
    numbers: dict[str, int] = field(default_factory=dict)
    found: dict[str, Source] = field(default_factory=dict)
    own: dict[str, Markup] = field(default_factory=dict)

    def number(self, source: Source) -> int:
        """The number of a source's note."""
        self.found[source.id] = source
        return self.numbers.setdefault(source.id, len(self.numbers) + 1)

    def line(self, source: Source) -> Markup:
        """The note of a source, with the reason where it is undated or its day is assumed."""
        line = escape(source_line(source, self.language))
        note = escape(text_in(source.printed_note, self.language))
        return Markup(f"{line}. {note}".strip() if note else f"{line}.")

    def __iter__(self) -> Iterator[tuple[int, Markup]]:
        """Every note so far, by number."""
        told = self.own | {i: self.line(source) for i, source in self.found.items()}
        return iter([(n, told[i]) for i, n in self.numbers.items()])

    @property
    def of_authors(self) -> list[tuple[int, Markup]]:
        """The notes that authors wrote themselves."""
        return [(self.numbers[note], line) for note, line in self.own.items()]

    def own_number(self, note: str) -> tuple[int, bool]:
        """The number of a note of the author's own, and whether it is new."""
        new = note not in self.numbers
        return self.numbers.setdefault(note, len(self.numbers) + 1), new


NOWHERE = Location("")
DAYS = ("on", "until", "reported", "ended")  # properties that tell a day
CLOSING = Markup("</data>")
NO_WORDS = Markup()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactMark:
    """A fact, or a property of one, as the HTML has it: not on the page before it is placed.

    `words` is what the element holds, `text` all that it says, which begins with that.
    `part` names the property, and is empty for the value itself; a literal has no view.
    `shown` is the observations that it shows, where they are others than those of the view; `at` is
    where it was asked for; `behind` is what stands behind it: its status and its sources.
    `note` is the HTML of an author's own note, of which nothing stands here but its number.
    """

    opening: Markup
    words: str
    text: str
    closing: Markup = CLOSING
    id: str = ""
    view: View | None = None
    part: str = ""
    citations: tuple[Citation, ...] = ()
    shown: tuple[Observation, ...] = ()
    at: Location | None = None
    behind: Markup = NO_WORDS
    note: str = ""

    @property
    def html(self) -> Markup:
        """The marked element."""
        return self.opening + self.words + self.closing

    def saying(self, words: str) -> FactMark:
        """The same mark with other words: a capital, or without an article."""
        text = words + self.text.removeprefix(self.words)
        return replace(self, words=words, text=text)

    @property
    def dated(self) -> bool:
        """Whether it shows something that another edition may tell otherwise."""
        return self.part not in TIMELESS

    @property
    def status(self) -> Status | None:
        """What its source calls a single value; those of a dispute stand behind each."""
        shown = self.view.chosen if self.view and not self.part else ()
        return shown[0].status if len(shown) == 1 else None

    def printed(self, here: Location) -> Print:
        """The print of a fact, at the place where it was asked for, else here."""
        view = self.view
        assert view
        behind = (self.shown or view.chosen) if self.dated else ()
        return Print(
            id=self.id,
            key=view.key,
            part=self.part,
            text=self.text,
            place=self.at or here,
            behind=behind,
            fact=view.fact,
        )


@dataclass(slots=True)
class RenderState:
    """What one document's texts and templates share while they are filled.

    `placed` is the words of each mark as it was placed, `citing` those of all notes of sources.
    """

    reader: RecordingEdition
    notes: Notes
    footnotes: str = "end"
    asked: set[str] = field(default_factory=set)
    prints: list[Print] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    times: list[dates.When] = field(default_factory=list)
    marks: int = 0
    outputs: dict[str, Location] = field(default_factory=dict)
    here: Location = NOWHERE
    limits: Limits = field(default_factory=Limits)
    placed: dict[str, str] = field(default_factory=dict)
    citing: set[str] = field(default_factory=set)

    @property
    def language(self) -> Language:
        """The language of the edition."""
        return self.reader.language

    def next_id(self) -> str:
        """The id of the next marked element."""
        self.marks += 1
        return f"fact-{self.marks}"

    def place(self, mark: FactMark) -> Markup:
        """Put a mark on the page, and remember where it was asked for."""
        if mark.view is not None:
            self.prints.append(mark.printed(self.here))
            self.placed[mark.id] = mark.words
            self.told.update([mark.view.key] * (not mark.part))
            self.times.extend(o.true.start for o in self._ageing(mark))
        return mark.html

    def _ageing(self, mark: FactMark) -> Iterable[Observation]:
        """Of what a mark tells, what can go stale: how old a page's figures are is told by it."""
        view = mark.view
        if view is None or mark.part not in ("", "on") or not view.fact.ages:
            return ()
        now = self.reader[view.key].chosen
        return (o for o in view.chosen if o in now)

    def own_note(self, note: str, placed: Callable[[str], str]) -> Markup:
        """The mark of an author's own note, whose words stand with the sources.

        `placed` puts its facts into its HTML.
        """
        number, new = self.notes.own_number(note)
        if new:
            self.notes.own[note] = Markup(placed(note))
        if not (new and self.footnotes == "page"):
            return self._small(f"\u00a0[{number}]")
        return self._at_foot(self.notes.own[note])

    def sup(self, citations: Iterable[Citation], status: Status | None = None) -> Markup:
        """The small marks behind a figure: what its source calls it, then where its sources stand.

        Space and brackets are words of the page: a figure that is copied, looked for or read aloud
        is “200 (p) [2]”, never “2002”.
        """
        numbers, notes = self._numbered(citations)
        marks = filter(None, (flag(status, self.language), *numbers))
        return self._small("".join(f"\u00a0{mark}" for mark in marks)) + notes

    def cited(self, mark: FactMark, told: Container[str]) -> tuple[Citation, ...]:
        """What a mark cites: a day nothing where the value that it belongs to is told, and does."""
        beside = mark.part in DAYS and mark.view is not None and mark.view.key in told
        return () if beside else mark.citations

    def column(self, citations: Iterable[Citation]) -> Markup:
        """The same numbers where they have a column of their own."""
        numbers, notes = self._numbered(citations)
        return self._small("".join(numbers)) + notes

    def _numbered(self, citations: Iterable[Citation]) -> tuple[list[str], Markup]:
        """The numbers of sources in rising order, and the notes that are new at the page's foot."""
        sources = {c.source.id: c.source for c in citations} if self.footnotes != "none" else {}
        new = set(sources) - set(self.notes.numbers) if self.footnotes == "page" else set[str]()
        told = {i: self.notes.number(source) for i, source in sources.items()}
        old = ", ".join(
            str(number) for i, number in sorted(told.items(), key=itemgetter(1)) if i not in new
        )
        notes = (self._footnote(source) for i, source in sources.items() if i in new)
        return [f"[{old}]"] if old else [], Markup().join(notes)

    def _footnote(self, source: Source) -> Markup:
        return self._at_foot(self.notes.line(source))

    def _at_foot(self, note: Markup) -> Markup:
        """A note at the foot of the page that it is called on."""
        self.citing.add("".join(parse(note).itertext()))
        return Markup('<span class="footnote">{}</span>').format(note)

    def _small(self, marks: str) -> Markup:
        """Marks as the page has them; nothing where there are none."""
        self.citing.add(marks)
        return Markup('<sup class="source">{}</sup>').format(marks) if marks else Markup()
