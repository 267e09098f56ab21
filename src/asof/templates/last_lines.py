"""Keeps words together at the end of running text, so that no last line is a word or a half.

They stand in an element that is not broken: a space that does not break would be copied with them.
What is narrow stays as it is: cells of tables, tiles, labels. So does what ends with a fact that is
a sentence, whose lines the engine would break at their first words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from xml.etree.ElementTree import Element

from asof.page.tree import HEADINGS, classes, is_element
from asof.templates.page_lines import WITHIN, Words, lines_within

LEAST = 8  # letters of a last line
MOST = 24  # letters that are kept together: more would leave a hole in the line before
SHORT = 40  # letters of a text that has one line, or hardly more
NARROW = {
    "tiles",
    "by",
    "records",
    "running",
    "letterhead",
    "contents",
    "glossary",
    "list-of-figures",
}


def keep_last_lines(tree: Element) -> None:
    """Let no last line of running text have fewer letters than LEAST, as far as that can be."""
    narrow = {id(each) for element in tree.iter() if _is_narrow(element) for each in element.iter()}
    for block, line in list(lines_within(tree)):
        long = _letters("".join(words.text for words in line)) >= SHORT
        if long and id(block) not in narrow and (begin := _begin(line)):
            _put_together(*begin, block, line)


def _is_narrow(element: Element) -> bool:
    if not is_element(element):
        return False
    return element.tag in HEADINGS | {"head", "td", "th"} or bool(NARROW & classes(element))


def _begin(line: list[Words]) -> tuple[Words, int] | None:
    """The space behind which the last words of a line are enough; none where they are too many."""
    letters = 0
    for words, at, character in _backwards(line):
        letters += character.isalnum()
        if letters > MOST or (words.marked and "long" in classes(words.element)):
            return None
        if character == " " and letters >= LEAST and not words.marked:
            return words, at
    return None


def _backwards(line: list[Words]) -> Iterator[tuple[Words, int, str]]:
    """Each character of a line from its end, and where it stands in its words."""
    for words in reversed(line):
        text = words.text
        yield from ((words, at, text[at]) for at in reversed(range(len(text))))


def _put_together(first: Words, at: int, block: Element, line: list[Words]) -> None:
    """Put what stands behind a space, to the end of its line, into an element of its own."""
    parent, place = first.behind
    followers = list(takewhile(_is_inline, parent[place:]))
    last = next(words for words in reversed(line) if _letters(words.text))
    if parent is not block and last is not first:
        return
    held = Element("span", {"class": "unbroken"})
    held.text = first.text[at + 1 :]
    first.say(first.text[: at + 1])
    for each in followers:
        parent.remove(each)
    held.extend(followers)
    parent.insert(place, held)


def _is_inline(element: Element) -> bool:
    return not is_element(element) or element.tag in WITHIN


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
