"""The sources of a document: their numbers, the places cited in each, and their notes as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from asof.language import Language
from asof.ledger import Citation, Source
from asof.ledger.printing import text_in
from asof.ledger.source_line import NotePart, NoteWords, joints, source_parts

NOTE = Markup('<span class="note" id="source-{}">{}</span>')
ENDED = (".", "?", "!", "…")
# An address breaks behind what parts it, and never behind a hyphen, which could be its own.
STEPS = re.compile(r"(?<=[/?&=])(?=[^/?&=])")


@dataclass(slots=True)
class Notes:
    """The sources of a document, numbered in the order in which they are first printed."""

    language: Language
    numbers: dict[str, int] = field(default_factory=dict)
    found: dict[str, Source] = field(default_factory=dict)
    places: dict[str, dict[str, None]] = field(default_factory=dict)
    own: dict[str, Markup] = field(default_factory=dict)

    def number(self, citation: Citation) -> int:
        """The number of the note of a source, of which one more place is cited."""
        source = citation.source
        self.found[source.id] = source
        self.places.setdefault(source.id, {})[citation.part] = None
        return self.numbers.setdefault(source.id, len(self.numbers) + 1)

    def own_number(self, note: str) -> tuple[int, bool]:
        """The number of a note of the author's own, and whether it is new."""
        new = note not in self.numbers
        return self.numbers.setdefault(note, len(self.numbers) + 1), new

    def __iter__(self) -> Iterator[tuple[int, Markup]]:
        """Every note so far, by number; that of a source has every place in it that is cited."""
        told = self.own | {i: self._of_source(source) for i, source in self.found.items()}
        return iter([(n, NOTE.format(n, told[i])) for i, n in self.numbers.items()])

    @property
    def of_authors(self) -> list[tuple[int, Markup]]:
        """The notes that authors wrote themselves."""
        return [(n, note) for n, note in self if n in {self.numbers[each] for each in self.own}]

    @property
    def at_foot(self) -> Mapping[int, Markup]:
        """The notes with their numbers, which lead back to the text."""
        back = Markup('<a class="note-number" href="#cited-{0}" aria-label="{1}">{0}.</a> {2}')
        word = self.language.word("back")
        return {n: back.format(n, word, note) for n, note in self}

    def _of_source(self, source: Source) -> Markup:
        return note_html(source_parts(source, self.language, self.places[source.id]))

    @property
    def reasons(self) -> list[str]:
        """Why a source has the date that it has, where it prints none itself."""
        told = self.language.word
        return [
            told("labelled", label=told("source_label", number=str(self.numbers[i])), value=words)
            for i, source in self.found.items()
            if (words := text_in(source.printed_note, self.language))
        ]


def note_html(parts: list[NoteWords]) -> Markup:
    """The parts of a note in a row, and a full stop, but for one that an address would end with."""
    html = iter(map(_part, parts))
    line = Markup().join(
        next(html) if n % 2 == 0 else joint
        for n, joint in enumerate(joints(p.words for p in parts))
    )
    last = parts[-1]
    stop = "" if last.part is NotePart.ADDRESS or last.words.endswith(ENDED) else "."
    return line + stop


def _part(told: NoteWords) -> Markup:
    """One part of a note as HTML."""
    lang = Markup(' lang="{}"').format(told.lang) if told.lang else ""
    if told.part is NotePart.TITLE:
        return Markup("<cite{}>{}</cite>").format(lang, told.words)
    if lang:
        return Markup("<span{}>{}</span>").format(lang, told.words)
    if told.part is NotePart.ADDRESS:
        link = Markup('<a class="address" href="{}" aria-label="{}">{}</a>')
        return link.format(told.url, told.words, address_html(told.words))
    return escape(told.words)


def address_html(words: str) -> Markup:
    """An address on paper, in pieces between which a line may break."""
    pieces = STEPS.split(words)
    return Markup().join(Markup("<span>{}</span>").format(piece) for piece in pieces)
