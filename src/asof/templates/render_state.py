"""What one document's texts and templates share: marks, prints and numbered sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape

from markupsafe import Markup

from asof import dates
from asof.diagnostics import Location
from asof.language import Language
from asof.ledger import Citation, Observation, Source, View
from asof.ledger.printing import source_line, text_in
from asof.ledger.trace import RecordingEdition
from asof.page.document import TIMELESS, Print


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


NOWHERE = Location("")


CLOSING = Markup("</data>")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactMark:
    """A fact, or a property of one, as the HTML has it: not on the page before it is placed.

    `words` is what the element holds, `text` all that it says, which begins with that.
    `part` names the property, and is empty for the value itself; a literal has no view.
    `shown` is the observations that it shows, where they are others than those of the view; `at` is
    where it was asked for.
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
    """What one document's texts and templates share while they are filled."""

    reader: RecordingEdition
    notes: Notes
    footnotes: str = "end"
    asked: set[str] = field(default_factory=set)
    prints: list[Print] = field(default_factory=list)
    times: list[dates.When] = field(default_factory=list)
    marks: int = 0
    outputs: dict[str, Location] = field(default_factory=dict)
    here: Location = NOWHERE

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
            if mark.part in ("", "on"):
                self.times.extend(o.true.start for o in mark.view.chosen)
        return mark.html

    def sup(self, citations: tuple[Citation, ...]) -> Markup:
        """The small numbers that lead to source notes."""
        if self.footnotes == "none":
            return Markup("")
        fresh = [c.source.id not in self.notes.numbers for c in citations]
        marks = [self._number(c.source, new) for c, new in zip(citations, fresh, strict=True)]
        return Markup("".join(dict.fromkeys(marks)))

    def _number(self, source: Source, new: bool) -> str:
        number = self.notes.number(source)
        if new and self.footnotes == "page":
            return f'<span class="footnote">{self.notes.line(source)}</span>'
        return f'<sup class="source">{number}</sup>'
