"""Hold the words of a PDF against the words that it was given. The only door to pypdfium2."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from asof.diagnostics import Finding, Location, error
from asof.engine.reading_order import LEFTWARD

if TYPE_CHECKING:
    import pypdfium2

    from asof.pdf.proof.expected_text import DrawnText
    from asof.pdf.proof.source_map import Origins

LOST = "look for a style that hides them, or a CSS grid at a page break"
MARGIN = "take another box, or write 'head' or 'foot' of the brand in asof.yaml"
LOST_DRAWN = "write them in the drawing as plain <text>, whole and where the page has room"
DOUBLED = "look for a fixed block, or a footnote in a CSS grid"


@dataclass(frozen=True, slots=True)
class ElementText:
    """What an element was to say of its own, and what the engine set of it.

    `again` says that it may be set whole several times: it runs in a margin, or heads a table.
    """

    element: Any
    given: str
    set_: str
    again: bool = False

    @property
    def kept(self) -> bool:
        """Whether each letter and figure was set, once and in its order."""
        given, there = letters(self.given), letters(self.set_)
        if given == there:
            return True
        times = len(there) // len(given) if self.again and given else 0
        return times > 0 and there == given * times


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that the engine set in one line: whose they are, and where in points from the top left.

    `among` are the runs that a line is made of; a run has none. Words that a drawing has, `drawn`
    in it, have no place. `both_ways` is a run of a page on which words are read from right to left.
    """

    text: str
    element: Any
    box: tuple[float, float, float, float] | None = None
    among: tuple[Piece, ...] = field(default=(), repr=False)
    drawn: DrawnText | None = field(default=None, repr=False)
    both_ways: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """What each element was to say, and what the engine set on each page, line by line."""

    parts: tuple[ElementText, ...]
    pages: tuple[tuple[Piece, ...], ...]


def compare(
    story: Story, pdf: bytes, origins: Origins, spoilt: Container[Location] = ()
) -> Iterator[Finding]:
    """Whether each letter and figure given is in the PDF: each once, in its place and order.

    What a picture takes along that is told to be `spoilt` at its place is not told again.

    First the engine's lines are held against the elements that they set, then each page of the PDF
    against its lines. Letters are compared, not words: lines, columns and hyphens cut words.
    """
    import pypdfium2

    wrong = TextFaults(origins, spoilt)
    for part in story.parts:
        if not part.kept:
            wrong.part(part)
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page, pieces in zip(document, story.pages, strict=True):
            match_pieces(page, pieces, wrong)
    finally:
        document.close()
    yield from wrong.findings()


@dataclass(frozen=True, slots=True)
class TextFaults:
    """The words that were lost or doubled, by the place that they came from."""

    origins: Origins
    spoilt: Container[Location]
    lost: dict[Location, list[str]] = field(default_factory=dict)
    replaced: dict[tuple[str, Location], list[str]] = field(default_factory=dict)
    undrawn: dict[Location, list[str]] = field(default_factory=dict)
    doubled: dict[Location, list[str]] = field(default_factory=dict)

    def part(self, part: ElementText) -> None:
        """Keep what an element lacks, or has too often; letters tell which, words are named."""
        given, there = (Counter(letters(text)) for text in (part.given, part.set_))
        lost, doubled = differences(part.given, part.set_)
        if given - there or given == there:
            self.lack(part.element, lost or part.given.split())
        if there - given:
            self.extra(part.element, doubled or part.set_.split())

    def lack(self, element: Any, words: list[str]) -> None:
        """Keep words that an element lost, or that an own sheet keeps out of their margin."""
        box, hidden = self.origins.of_margin(element) or ("", None)
        at = hidden or self.origins.of(element, words[0] if words else "")
        if box:
            self.replaced.setdefault((box, at), []).extend(words)
        else:
            self.lost.setdefault(at, []).extend(words)

    def lack_drawn(self, drawn: DrawnText, picture: Any) -> None:
        """Keep a text that a drawing lost, unless it is told that the drawing is spoilt."""
        at = self.origins.of_drawn(drawn)
        if at not in self.spoilt and self.origins.of(picture) not in self.spoilt:
            self.undrawn.setdefault(at, []).extend(drawn.words.split())

    def extra(self, element: Any, words: list[str]) -> None:
        """Keep words that an element shows too often, or nobody gave."""
        at = self.origins.of(element, max(words, key=len, default=""))
        self.doubled.setdefault(at, []).extend(words)

    def findings(self) -> Iterator[Finding]:
        """One finding for each place, with up to eight of its words."""
        for (box, place), words in self.replaced.items():
            told = f"@{box} keeps out words of the page: {words_listed(words)}"
            yield error(place, told, MARGIN, "lost-words")
        for places, hint in ((self.lost, LOST), (self.undrawn, LOST_DRAWN)):
            for place, words in places.items():
                told = f"the page lost words: {words_listed(words)}"
                yield error(place, told, hint, "lost-words")
        for place, words in self.doubled.items():
            told = f"the page shows words that nobody gave: {words_listed(words)}"
            yield error(place, told, DOUBLED, "doubled-words")


def match_pieces(page: pypdfium2.PdfPage, pieces: Iterable[Piece], wrong: TextFaults) -> None:
    """Find each line in the text of a page, then each run of the lines that are not found whole."""
    text = page.get_textpage()
    # Without their order: pdfium reads lines as they stand on the page, the engine as they are set.
    rest = letters(text.get_text_bounded())
    rest, missed = taken(rest, pieces)
    rest, missed = taken(rest, (run for line in missed for run in line.among or (line,)))
    if not missed and not rest.strip(CUT):
        return
    height = page.get_height()
    left = Counter(rest.replace(CUT, ""))
    for piece in missed:
        there = Counter(letters(piece.text))
        if at_its_place(text, piece, height) if piece.box else there <= left:
            left -= there
        elif piece.drawn:
            left -= there  # some of them may be there
            wrong.lack_drawn(piece.drawn, piece.element)
        else:
            wrong.lack(piece.element, piece.text.split())
    if left:
        many = differences(" ".join(p.text for p in pieces), text.get_text_bounded())[1]
        wrong.extra(None, [word for word in many if word in rest] or ["".join(left)])


CUT = "\n"
WORD = re.compile(r"[^\W_]+")


def taken(rest: str, pieces: Iterable[Piece]) -> tuple[str, list[Piece]]:
    """What a text has beyond some pieces, the longest taken first, and the pieces it has not."""
    missed = []
    # A short piece may be part of a longer one, and must not be taken out of it; what is taken
    # leaves a mark behind, so that the letters on both sides do not make a word.
    for piece in sorted(pieces, key=lambda p: -len(p.text)):
        wanted = letters(piece.text)
        if wanted not in rest:
            missed.append(piece)
        elif wanted:
            rest = rest.replace(wanted, CUT, 1)
    return rest, missed


def at_its_place(text: pypdfium2.PdfTextPage, piece: Piece, height: float) -> bool:
    """Whether a piece is printed where the engine set it: order is not all that tells."""
    left, top, right, bottom = piece.box or (0, 0, 0, 0)
    there = text.get_text_bounded(left - 1, height - bottom - 1, right + 1, height - top + 1)
    found = letters(there)
    if not piece.both_ways:
        return letters(piece.text) in found
    # pdfium guesses the order of words in such a row, and turns the letters of a ligature about.
    words = [letters(word) for word in WORD.findall(piece.text) if not LEFTWARD.search(word)]
    whole = Counter(letters(piece.text)) <= Counter(found)
    return whole and all(word in found for word in words)


def pdf_text(pdf: bytes) -> str:
    """The text of a PDF, page after page."""
    return "\n".join(page_texts(pdf))


def page_texts(pdf: bytes) -> Iterator[str]:
    """The text of each page of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.get_textpage().get_text_bounded()
    finally:
        document.close()


def letters(text: str) -> str:
    """The letters and digits of a text, without case and ligatures."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return plain if plain.isalnum() else "".join(filter(str.isalnum, plain))


def differences(given: str, found: str) -> tuple[list[str], list[str]]:
    """The words that are missing, and those that are too many."""
    wanted, there = (Counter(letters(word) for word in t.split()) for t in (given, found))
    lost, doubled = (list(filter(None, each)) for each in (wanted - there, there - wanted))
    return lost, doubled


def words_listed(words: list[str]) -> str:
    """Up to eight words."""
    return ", ".join(list(dict.fromkeys(filter(None, map(letters, words))))[:8])
