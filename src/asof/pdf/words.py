"""Hold the words of a PDF against the words that it was given. The only door to pypdfium2."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from asof.diagnostics import Finding, Location, error


@dataclass(frozen=True, slots=True)
class Story:
    """The text that a page was given, and what the engine adds: counters, running lines."""

    given: str
    made: str


def compare(story: Story, pdf: bytes, place: Location) -> Iterator[Finding]:
    """Whether each letter and digit is there as often as it should be; the words, where not.

    Letters, not words, are counted: lines and columns cut words, the sum of letters stays.
    """
    found = printed(pdf)
    wanted = Counter(letters(story.given)) + Counter(letters(story.made))
    there = Counter(letters(found))
    if wanted == there:
        return
    lost, doubled = differences(f"{story.given} {story.made}", found)
    if (wanted - there).total():
        told = f"the page lost words: {lost or 'letters of words that it cut'}"
        hint = "look for a style that hides them, or a CSS grid at a page break"
        yield error(place, told, hint, "lost-words")
    if (there - wanted).total():
        told = f"the page shows words that nobody gave: {doubled or 'parts of words'}"
        hint = "look for a fixed block, or a footnote in a CSS grid"
        yield error(place, told, hint, "doubled-words")


def printed(pdf: bytes) -> str:
    """The text of a PDF, page after page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def letters(text: str) -> Iterator[str]:
    """The letters and digits of a text, without case and ligatures."""
    return (c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def differences(given: str, found: str) -> tuple[str, str]:
    """Up to eight words that are missing, and up to eight that are too many."""
    wanted, there = (Counter("".join(letters(w)) for w in t.split()) for t in (given, found))
    return ", ".join(list(wanted - there)[:8]), ", ".join(list(there - wanted)[:8])
