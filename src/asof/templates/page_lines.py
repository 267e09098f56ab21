"""The lines of a page as its tree has them: the facts that templates print, among their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from asof.page.tree import CITING, INLINE, UNSEEN, classes, is_element, parse
from asof.templates.prose import PLACE, Prose, place_of
from asof.templates.render_state import FactMark, RenderState

WITHIN = INLINE | {"data", "time", "cite", "q", "mark", "span"}
SENTENCES = {"p", "li", "dd", "blockquote", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a tree: those in an element, or those after it in the element around it."""

    element: Element
    around: Element | None = None

    @property
    def id(self) -> str:
        """The id of the element that holds them."""
        return self.element.get("id", "") if self.around is None else ""

    @property
    def text(self) -> str:
        """The words, their white space as a page shows it."""
        words = self.element.text if self.around is None else self.element.tail
        return re.sub(r"[ \t\n\r]+", " ", words or "")

    def put(self, words: str, marks: list[FactMark]) -> None:
        """Other words in their stead, with an element for each place among them."""
        first, *rest = PLACE.split(words)
        self._say(first)
        around, at = self.element, 0
        if self.around is not None:
            around, at = self.around, list(self.around).index(self.element) + 1
        for number, after in zip(rest[::2], rest[1::2], strict=True):
            made = parse(str(marks[int(number)].html)).find(".//data")
            assert made is not None
            made.tail = after
            around.insert(at, made)
            at += 1

    def _say(self, words: str) -> None:
        if self.around is None:
            self.element.text = words
        else:
            self.element.tail = words


def set_facts(tree: Element, marks: list[FactMark], session: RenderState) -> None:
    """Set the facts that templates printed among the words of the page, as in any text."""
    numbers = {mark.id: n for n, mark in enumerate(marks) if mark.id}
    prose, asked = Prose(session, marks), len(marks)
    for block, line in list(lines(tree)) if numbers else ():
        set_line(block, line, numbers, prose)
    said = {mark.id: mark.text for mark in marks}
    session.prints[:] = [replace(p, text=said.get(p.id, p.text)) for p in session.prints]
    for mark in marks[asked:]:
        session.place(mark)


def set_line(block: Element, line: list[Words], numbers: dict[str, int], prose: Prose) -> None:
    """Set the facts of one line; where there are no other words it is no sentence."""
    found = {n: numbers[id_] for n, words in enumerate(line) if (id_ := words.id) in numbers}
    parts = [place_of(found[n]) if n in found else words.text for n, words in enumerate(line)]
    others = "".join(part for n, part in enumerate(parts) if n not in found)
    opens = block.tag in SENTENCES and re.search(r"[^\W\d]", others) is not None
    for n, words in enumerate(prose.set(parts, found, opens=opens) if found else ()):
        line[n].put(prose.marks[found[n]].words if n in found else words, prose.marks)


def lines(block: Element) -> Iterator[tuple[Element, list[Words]]]:
    """The lines of a block and of those in it, each with the block that it stands in."""
    line = [Words(block)]
    for child in block:
        if is_element(child) and child.tag in WITHIN:
            line.extend(within(child))
        elif is_element(child):
            yield block, line
            line = []
            yield from lines(child) if readable(child) else ()
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
    for child in filter(is_element, element):
        yield from within(child)
        yield Words(child, element)


def readable(element: Element) -> bool:
    """Whether an element holds lines: no drawing, no style."""
    return element.tag not in UNSEEN and "}" not in element.tag
