"""The lines of a page as its tree has them: the facts that templates print, among their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from asof.page.tree import CITING, INLINE, MARKED, RAW, classes, is_element, parse
from asof.templates.places import PLACE
from asof.templates.prose import Prose
from asof.templates.render_state import FactMark

WITHIN = INLINE | {"data", "time", "cite", "q", "mark", "span"}
SENTENCES = {"p", "li", "dd", "blockquote", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a tree: those in an element, or those after it in the element around it."""

    element: Element
    around: Element | None = None

    @property
    def marked(self) -> bool:
        """Whether they are a fact's already."""
        return self.around is None and bool(MARKED & classes(self.element))

    @property
    def text(self) -> str:
        """The words, their white space as a page shows it."""
        words = self.element.text if self.around is None else self.element.tail
        return re.sub(r"[ \t\n\r]+", " ", words or "")

    @property
    def behind(self) -> tuple[Element, int]:
        """The element that holds them, and the place in it of what follows them."""
        if self.around is None:
            return self.element, 0
        return self.around, list(self.around).index(self.element) + 1

    def put(self, words: str, marks: list[FactMark]) -> None:
        """Other words in their stead, with the elements of a mark for each place among them."""
        first, *rest = PLACE.split(words)
        self.say(first)
        around, at = self.behind
        for number, after in zip(rest[::2], rest[1::2], strict=True):
            made = elements_of(marks[int(number)])
            made[-1].tail = (made[-1].tail or "") + after
            around[at:at] = made
            at += len(made)

    def say(self, words: str) -> None:
        """Other words in their stead, without a place among them."""
        if self.around is None:
            self.element.text = words
        else:
            self.element.tail = words


def elements_of(mark: FactMark) -> list[Element]:
    """A mark as elements, with what stands behind it."""
    made = parse(f"<div>{mark.html}{mark.behind}</div>").find(".//div")
    assert made is not None
    return list(made)


def set_facts(tree: Element, prose: Prose) -> None:
    """Set the facts that templates printed among the words of the page, as in any text."""
    for block, line in list(lines_within(tree)):
        set_line(block, line, prose)


def set_line(block: Element, line: list[Words], prose: Prose) -> None:
    """Set the facts of one line; where there are no other words it is no sentence."""
    parts = [words.text for words in line]
    if PLACE.search("".join(parts)):
        fixed = {n for n, words in enumerate(line) if words.marked}
        others = PLACE.sub("", "".join(parts))
        opens = block.tag in SENTENCES and re.search(r"[^\W\d]", others) is not None
        for words, told in zip(line, prose.set(parts, fixed, opens=opens), strict=True):
            if not words.marked:
                words.put(told, prose.marks)


def lines_within(block: Element) -> Iterator[tuple[Element, list[Words]]]:
    """The lines of a block and of those in it, each with the block that it stands in."""
    line = [Words(block)]
    for child in block:
        if is_element(child) and child.tag in WITHIN:
            line.extend(within(child))
        elif is_element(child):
            yield block, line
            line = []
            yield from lines_within(child) if readable(child) else ()
        line.append(Words(child, block))
    yield block, line


def within(element: Element) -> Iterator[Words]:
    """The words in an element of a line, but for the numbers of sources; a dispute is one fact."""
    if CITING & classes(element):
        return
    if "dispute" in classes(element):
        yield Words(element[0])
        return
    yield Words(element)
    for child in element:
        yield from within(child) if is_element(child) else ()
        yield Words(child, element)


def readable(element: Element) -> bool:
    """Whether an element holds lines: no drawing, no style."""
    return element.tag not in RAW and "}" not in element.tag
