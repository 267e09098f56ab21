"""Words from right to left that stand in another order than they are read, or might."""

from __future__ import annotations

from collections.abc import Iterator

from asof.diagnostics import Finding, error
from asof.engine.drawn_order import can_be_painted
from asof.engine.laid_page import LaidDocument
from asof.engine.reading_order import (
    LEFTWARD,
    LETTER,
    Paragraph,
    is_both_ways,
    leftward_blocks,
    outer_words,
    phrases,
)
from asof.pdf.proof.expected_text import texts_in_picture
from asof.pdf.proof.source_map import Origins

RULE = "reading-direction"
MARK = 'begin with a word of the page, or print it by a template of your own, in <p dir="rtl">'
DRAWN = (
    "write it as plain <text> of a file, without marks on its letters, or in letters of the page"
)


def unclear_directions(laid: LaidDocument, origins: Origins) -> Iterator[Finding]:
    """Where a paragraph that nothing says the direction of begins with words from right to left.

    It may be a sentence of theirs that has a foreign name, or one of the other language that begins
    with a name of theirs: the order of its parts is the other way round.
    """
    pages = laid.engine_document.pages if is_both_ways(laid.document) else ()
    for page in pages:
        for block in leftward_blocks(page):
            said = "" if block.rtl else outer_words(Paragraph().read(block).text)
            found = [said[start:end] for start, end in phrases(said)]
            first = LETTER.search(said)
            if len(found) > 1 and first and LEFTWARD.match(first[0]):
                told = f"nothing says whether this is read from '{found[0]}' to the left"
                yield error(origins.of(block.box.element, found[0]), told, MARK, RULE)


def drawn_leftward(laid: LaidDocument, origins: Origins) -> Iterator[Finding]:
    """The words of drawings from right to left that the engine cannot be given as they are seen."""
    for page in laid.pages:
        for leaf in (each for each in page if not each.text):
            for text in texts_in_picture(leaf.box.element, laid.document):
                whole = text.name and can_be_painted(text.element)
                if LEFTWARD.search(text.words) and not whole:
                    told = f"'{text.words}' in a drawing is read from right to left"
                    yield error(origins.of_drawn(text), told, DRAWN, RULE)
