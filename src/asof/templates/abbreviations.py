"""Spells abbreviations out where a document first uses them, and lists those that it uses.

The tree alone knows which use is the first: templates print blocks where they like. Nothing is
put into what facts say, nor into what is read at a glance: headings, tables, figures, tiles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from asof.language import Language, with_capital
from asof.language.grammar import OPEN
from asof.page.tree import HEADINGS, INLINE, MARKED, UNSEEN, classes, is_element

SPELLED = "spelled"  # the class of the abbreviation that stands behind what it stands for
AT_A_GLANCE = HEADINGS | {"table", "figure", "code", "pre", "blockquote"}
LABELS = {"head", "caption", "by", "tiles", "records", "whose", "letterhead", "verbatim"}
AROUND = {"running", "contents", "end", "glossary"}  # which nobody reads as part of the text


def spell_out(tree: Element, known: Mapping[str, str], language: Language) -> None:
    """Spell out some abbreviations, each with what it stands for, and fill the lists of them."""
    body = tree.find("body")
    used: dict[str, str] = {}
    if body is not None and known:
        spelling = _Spelling(known, language)
        spelling.within(body, [])
        used = {short: known[short] for short in sorted(spelling.used, key=str.casefold)}
    for parent, glossary in list(_glossaries(tree)):
        if used:
            _fill_glossary(glossary, used)
        else:
            parent.remove(glossary)


def _glossaries(tree: Element) -> Iterator[tuple[Element, Element]]:
    """Each list of abbreviations, and what it stands in."""
    for parent in tree.iter():
        yield from ((parent, child) for child in parent if "glossary" in classes(child))


def _fill_glossary(glossary: Element, used: Mapping[str, str]) -> None:
    lines = next(glossary.iter("ul"))
    for short, long in used.items():
        line = SubElement(lines, "li")
        term = SubElement(line, "span", {"class": "short"})
        term.text, term.tail = short, " "
        SubElement(line, "span", {"class": "long"}).text = long


@dataclass(slots=True)
class _Spelling:
    """One reading of a document: which abbreviations it has used, and which it has spelled out."""

    known: Mapping[str, str]
    language: Language
    used: set[str] = field(default_factory=set)
    spelled: set[str] = field(default_factory=set)
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        longest_first = sorted(self.known, key=len, reverse=True)
        either = "|".join(map(re.escape, longest_first))
        self.pattern = re.compile(rf"(?<![\w-])({either})(?!\w|-\d)")

    def within(self, element: Element, line: list[str], *, spell: bool = True) -> None:
        """Mark the abbreviations in an element; `line` is what stands before them in their line."""
        if element.tag in UNSEEN or (MARKED | AROUND) & classes(element):
            line.append("".join(element.itertext()))
            return
        spell = spell and element.tag not in AT_A_GLANCE and not LABELS & classes(element)
        own = line if element.tag in INLINE else []
        children = list(element)
        element.text, marks = self._marked(element.text or "", own, spell=spell)
        element[:0] = marks
        for child in children:
            if is_element(child):
                self.within(child, own, spell=spell)
            child.tail, marks = self._marked(child.tail or "", own, spell=spell)
            behind = list(element).index(child) + 1
            element[behind:behind] = marks

    def _marked(self, text: str, line: list[str], *, spell: bool) -> tuple[str, list[Element]]:
        """Some words up to the first abbreviation among them, and each with what follows it."""
        parts = self.pattern.split(text)  # every second is an abbreviation
        marks: list[Element] = []
        for n, short in enumerate(parts[1::2]):
            before, after = parts[2 * n], parts[2 * n + 2]
            first = spell and short not in self.spelled
            if first and not self._is_spelled(short, before, after):
                parts[2 * n] = self._before(short, before, line)
                parts[2 * n + 2] = f"){after}"
            marks.append(self._mark(short, first=first))
            line += [before, short]
        for mark, tail in zip(marks, parts[2::2], strict=True):
            mark.tail = tail
        line.append(parts[-1])
        return parts[0], marks

    def _is_spelled(self, short: str, before: str, after: str) -> bool:
        """Whether an author has spelled it out: in words (short), or short (in words)."""
        long = self.known[short]
        told = " ".join(before.split()).casefold().endswith(f"{long} (".casefold())
        return told or " ".join(after.split()).casefold().startswith(f"({long})".casefold())

    def _before(self, short: str, before: str, line: list[str]) -> str:
        """What stands before an abbreviation that is spelled out: the words, and a bracket."""
        opens = self.language.opens_sentence("".join([*line, before]))
        before, long = self.language.joined([before, OPEN + self.known[short]])
        long = long.removeprefix(OPEN)
        return f"{before}{with_capital(long) if opens else long} ("

    def _mark(self, short: str, *, first: bool) -> Element:
        """An abbreviation as an element that says what it stands for, unless the words do."""
        self.used.add(short)
        self.spelled.update([short] * first)
        mark = Element("abbr", {"class": SPELLED} if first else {"title": self.known[short]})
        mark.text = short
        return mark
