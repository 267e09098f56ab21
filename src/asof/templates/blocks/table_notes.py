"""What stands below a table: notes on its rows and cells, and what its signs mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

from markupsafe import Markup, escape

from asof.ledger import View
from asof.templates.figure_notes import note_words
from asof.templates.render_state import NO_WORDS, RenderState, heard_as


@dataclass(frozen=True, slots=True)
class RowMarks:
    """The letters of the notes on a row: behind its name, and behind its cells by their columns."""

    row: Markup = NO_WORDS
    cells: Mapping[int, Markup] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableNotes:
    """The notes on a table's rows and cells, each under a letter, and its signs as they are used.

    What is noted of all figures of a row alike, as an office's remarks are, is noted of the row.
    """

    session: RenderState
    notes: dict[tuple[str, Markup], str] = field(default_factory=dict)
    signs: dict[str, str] = field(default_factory=dict)

    def sign(self, sign: str, words: str) -> Markup:
        """A sign in place of words, which a voice hears; the legend tells what it means."""
        self.signs.setdefault(sign, words)
        return heard_as(sign, words)

    def of_row(self, name: str, views: Sequence[View | None], heads: Sequence[Markup]) -> RowMarks:
        """The marks of what is noted of a row and of its cells; `heads` names its columns."""
        noted = {n: words for n, view in enumerate(views) if view and (words := self._noted(view))}
        stated = [view for view in views if view and view.fact.derived is None]
        if len(set(noted.values())) == 1 and (len(noted) > 1 or len(stated) == 1):
            return RowMarks(row=self.mark(name, *set(noted.values())))
        cells = {n: self.mark(f"{name}, {heads[n].striptags()}", noted[n]) for n in noted}
        return RowMarks(cells=cells)

    def _noted(self, view: View) -> Markup:
        """What is noted of the values of a fact; it is not told again at the page's end."""
        notes = dict.fromkeys(o.note for o in view.chosen if o.note)
        self.session.noted.update((view.key, note) for note in notes)
        return Markup(" ").join(note_words(note, self.session.language) for note in notes if note)

    def mark(self, name: str, words: Markup) -> Markup:
        """The letter of a note on what has a name; the same note of the same has one letter."""
        letter = self.notes.setdefault((name, words), _letter(len(self.notes)))
        return self.session.lettered(letter)

    def below(self) -> list[Markup]:
        """The notes, then the legend of the signs."""
        word = self.session.language.word
        told = [
            Markup('<span class="letter">{}</span> {}').format(
                f"[{letter}]", Markup(word("labelled", label=escape(name), value=words))
            )
            for (name, words), letter in self.notes.items()
        ]
        legend = Markup("<span> · </span>").join(
            Markup("{}\u00a0{}").format(*each) for each in self.signs.items()
        )
        return [*told, legend] if legend else told


def _letter(number: int) -> str:
    """The letters of notes: a to z, then aa to zz."""
    rounds, at = divmod(number, len(ascii_lowercase))
    return ascii_lowercase[at] * (rounds + 1)
