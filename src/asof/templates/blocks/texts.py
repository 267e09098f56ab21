"""Prepares the blocks that are an author's words: points, boxes, texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from asof import dates
from asof.briefing.blocks import Callout, KeyFindings, Pressed
from asof.briefing.points import Point
from asof.located import Scalar
from asof.templates.blocks.fact_writer import FactWriter
from asof.templates.dated_texts import DatedTexts
from asof.templates.render_state import RenderState
from asof.templates.texts import Filled, Role, Texts
from asof.templates.view_models import Item, item
from asof.text import Text


@dataclass(frozen=True, slots=True)
class TextBlocks:
    """Fills the words of points and texts; those that print nothing are left out."""

    texts: Texts
    session: RenderState
    writer: FactWriter
    kept: DatedTexts

    def points(self, points: Iterable[Point]) -> Item | None:
        """Points, each filled, with those under it."""
        made = list(self._each_point(points))
        return item("points", points=made) if made else None

    def _each_point(self, points: Iterable[Point]) -> Iterator[Item]:
        for point in points:
            if not point.dated or point.prints_on(self.session.reader.day):
                filled = self.texts.fill(point.text, point.otherwise)
                below = list(self._each_point(point.points))
                if filled:
                    yield self._row(filled, html=filled.html, points=below)
                else:
                    yield from below

    def _row(self, filled: Filled, kind: str = "", **pieces: Any) -> Item:
        return item(kind, changed=self.writer.bar(*filled.keys), **pieces)

    def pressed(self, pressed: Pressed) -> Item | None:
        """What to say if pressed on a subject."""
        points = list(self._each_point(pressed.points))
        on = self.texts.inline(pressed.on, Role.PHRASE)
        return item("pressed", on=on, points=points) if points and on else None

    def key_findings(self, findings: KeyFindings) -> Item | None:
        """What a reader in haste takes along."""
        points = list(self._each_point(findings.points))
        title = self.texts.inline(findings.title) or self.session.language.word("key_findings")
        return item("key_findings", title=title, points=points) if points else None

    def callout(self, callout: Callout, otherwise: Text | None) -> Item | None:
        """A box that says how grave it is; a note that has a title need not."""
        filled = self.texts.fill(callout.text, otherwise, Role.BLOCK)
        title = self.texts.inline(callout.title)
        if not filled:
            return None
        named = callout.tone != "note" or not title
        tone = self.session.language.word(f"tone_{callout.tone}") if named else ""
        return self._row(
            filled, "callout", html=filled.html, title=title, tone=callout.tone, word=tone
        )

    def text_of_day(self, folder: Scalar) -> Item | None:
        """The newest text of a folder, with its day where that is not the edition's."""
        found, language = self.kept.newest(folder), self.session.language
        filled = self.texts.fill(found.text, role=Role.BLOCK) if found else None
        if not found or not filled:
            return None
        older = found.day < self.session.reader.day
        day = language.word("text_of", day=language.date(dates.when_on(found.day))) if older else ""
        return self._row(filled, "text_of_day", html=filled.html, day=day)

    def words(self, kind: str, text: Text, otherwise: Text | None = None) -> Item | None:
        """A text of the author's, in paragraphs."""
        filled = self.texts.fill(text, otherwise, Role.BLOCK)
        return self._row(filled, kind=kind, html=filled.html) if filled else None
