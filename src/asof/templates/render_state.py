"""What one document's texts and templates share: marks, prints and numbered sources."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup, escape

from asof import dates
from asof.diagnostics import Location
from asof.language import Language, with_capital
from asof.ledger import Citation, Observation, Status, View
from asof.ledger.change_words import break_told, correction_told
from asof.ledger.printing import flag
from asof.ledger.trace import RecordingEdition
from asof.ledger.value_changes import ValueChange
from asof.limits import Limits
from asof.page.document import TIMELESS, Print
from asof.templates.source_notes import Notes
from asof.text import Text

NOWHERE = Location("")
DAYS = ("on", "until", "reported", "ended")  # properties that tell a day
CLOSING = Markup("</data>")
NO_WORDS = Markup()
# They are linked and filled when the page is whole (source_marks).
NUMBER = Markup('<span class="cited" data-source="{}">{}</span>')
FOOTNOTE = Markup('<span class="footnote" data-source="{}"></span>')


@dataclass(frozen=True, slots=True, kw_only=True)
class FactMark:
    """A fact, or a property of one, as the HTML has it: not on the page before it is placed.

    `words` is what the element holds, `text` all that it says, which begins with that.
    `part` names the property, and is empty for the value itself; a literal has no view.
    `shown` is the observations that it shows, where they are others than those of the view; `at` is
    where it was asked for; `behind` is what stands behind it: its status and its sources.
    `note` is the HTML of an author's own note, of which nothing stands here but its number;
    `change` is the change of a value that it tells.
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
    change: ValueChange | None = None

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
        if self.change:
            return self.change.status
        shown = self.view.chosen if self.view and not self.part else ()
        return shown[0].status if len(shown) == 1 else None

    def before_stop(self, language: Language) -> tuple[FactMark, str]:
        """The mark without the full stop of a whole sentence, and that: sources stand before it."""
        whole = self.view is not None and self.closing == CLOSING and self.words.endswith(".")
        if not (whole and language.opens_sentence(f"{self.words} ")):
            return self, ""
        return replace(self, words=self.words[:-1]), "."

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
            change=self.change,
        )


@dataclass(slots=True)
class RenderState:
    """What one document's texts and templates share while they are filled.

    `placed` is the words of each mark as it was placed, `citing` those of all notes of sources;
    `noted` is the notes on figures that stand below a table, each with the key of its fact.
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
    noted: set[tuple[str, Text]] = field(default_factory=set)

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
        at_foot = FOOTNOTE.format(number) if new and self.footnotes == "page" else NO_WORDS
        return self._small([number], space="\u00a0") + at_foot

    def sup(self, citations: Iterable[Citation], status: Status | None = None) -> Markup:
        """The small marks behind a figure: what its source calls it, then where its sources stand.

        Space and brackets are words of the page: a figure that is copied, looked for or read aloud
        is “200 (p) [2]”, never “2002”.
        """
        numbers, notes = self._numbered(citations)
        letter = flag(status, self.language)
        heard = (
            heard_as(letter, f"({self.language.word(f'status_{status}')})") if letter else NO_WORDS
        )
        return self._small(numbers, heard, space="\u00a0") + notes

    def lettered(self, letter: str) -> Markup:
        """The mark of a note below a table."""
        told = marks("", [letter], "\u00a0")
        self.citing.add(str(told))
        return Markup('<sup class="source">{}</sup>').format(told)

    def cite(self, mark: FactMark, citations: Iterable[Citation]) -> tuple[FactMark, Markup]:
        """A mark, and what stands behind it: its status and its sources, before its full stop."""
        sources = self.sup(citations, mark.status) + self.remarks(mark.change)
        shown, stop = mark.before_stop(self.language) if sources else (mark, "")
        return shown, sources + stop

    def remarks(self, change: ValueChange | None) -> Markup:
        """The marks of the notes that tell of a break in a series, and of a correction since."""
        if change is None:
            return NO_WORDS
        language = self.language
        told = (break_told(change, language), correction_told(change, language))
        notes = (escape(with_capital(each)) + Markup(".") for each in told if each)
        return Markup().join(self.own_note(str(note), str) for note in notes)

    def cited(self, mark: FactMark, told: Container[str]) -> tuple[Citation, ...]:
        """What a mark cites: a day nothing where the value that it belongs to is told, and does."""
        beside = mark.part in DAYS and mark.view is not None and mark.view.key in told
        return () if beside else mark.citations

    def column(self, citations: Iterable[Citation]) -> Markup:
        """The same numbers where they have a column of their own."""
        numbers, notes = self._numbered(citations)
        return self._small(numbers) + notes

    def _numbered(self, citations: Iterable[Citation]) -> tuple[list[int], Markup]:
        """The numbers of sources in rising order, and the notes that are new at the page's foot."""
        if self.footnotes == "none":
            return [], NO_WORDS
        known = set(self.notes.numbers.values())
        told = sorted({self.notes.number(citation) for citation in citations})
        new = [n for n in told if n not in known] if self.footnotes == "page" else []
        return told, Markup().join(FOOTNOTE.format(n) for n in new)

    def _small(
        self, numbers: Sequence[int], letter: Markup = NO_WORDS, *, space: str = ""
    ) -> Markup:
        """Marks as the page has them; nothing where there are none."""
        self.citing.add(str(marks(letter.striptags(), map(str, numbers), space)))
        told = marks(letter, (NUMBER.format(n, n) for n in numbers), space)
        return Markup('<sup class="source">{}</sup>').format(told) if told else NO_WORDS


def marks(letter: str, numbers: Iterable[str], space: str) -> Markup:
    """A letter and numbers in their brackets, with a space before each of the two."""
    listed = Markup(", ").join(numbers)
    told = (letter, Markup("[{}]").format(listed) if listed else "")
    return Markup().join(Markup(space) + each for each in told if each)


def heard_as(short: str, words: str) -> Markup:
    """What is set short, and heard in other words."""
    return Markup('<abbr title="{}">{}</abbr>').format(words, short)
