"""Facts where no element can stand: words that a voice reads with their sources, or an error."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markupsafe import Markup

from asof.diagnostics import Finding, Location, error
from asof.page.tree import is_element, parse
from asof.templates.page_lines import SENTENCES, WITHIN
from asof.templates.places import PLACE
from asof.templates.prose import Prose

SPOKEN = {"abbr", "alt", "aria-description", "aria-label", "content", "summary", "title"}
ADDRESSES = {"action", "cite", "data", "href", "poster", "src", "srcset"}
HOLDING = WITHIN | SENTENCES | {"div", "section", "article", "figure", "td", "th", "dt", "caption"}
HINT = "print it among the words, or in 'alt', 'title' or 'aria-label'"


def numbers_in(tree: Element) -> set[int]:
    """The numbers of the facts that have a place on a page."""
    told = (t for e in tree.iter() for t in (e.text, e.tail, *e.attrib, *e.attrib.values()) if t)
    return {int(number) for each in told for number in PLACE.findall(each)}


@dataclass(frozen=True, slots=True)
class SpokenFacts:
    """Puts facts as words where a voice finds them, and finds those that stand where none does."""

    prose: Prose

    def put(self, tree: Element) -> Iterator[Finding]:
        """Put them into a page, their sources behind what says them; tell what cannot be said."""
        for around in list(tree.iter()):
            for element in [tree, *around] if around is tree else list(around):
                yield from self._comment(element) if not is_element(element) else ()
                if is_element(element):
                    yield from self._attributes(element, around)
                    yield from self._text(element)

    def _attributes(self, element: Element, around: Element) -> Iterator[Finding]:
        for name, value in list(element.attrib.items()):
            local = name.rpartition("}")[2]
            if PLACE.search(local):
                yield self._refused(local, "in a tag")
            elif PLACE.search(value) and local in SPOKEN:
                element.set(name, self._words(value))
                cite(element, around, self._sources(value))
            elif PLACE.search(value):
                del element.attrib[name]  # nothing shall be looked for by that name
                yield self._refused(value, f"in '{local}'", address=local in ADDRESSES)

    def _text(self, element: Element) -> Iterator[Finding]:
        """What an element says that holds no other."""
        text = element.text or ""
        if not PLACE.search(text):
            return
        local = element.tag.rpartition("}")[2]
        if local in ("title", "desc"):
            element.text = self._words(text)
        else:
            yield self._refused(text, f"in <{local}>")

    def _comment(self, comment: Element) -> Iterator[Finding]:
        if PLACE.search(comment.text or ""):
            yield self._refused(comment.text or "", "in a comment")

    def _words(self, value: str) -> str:
        """A value with the words of its facts, and the days that a text would tell of them."""
        (words,) = self.prose.set([value], (), opens=False)
        return PLACE.sub(lambda found: self.prose.marks[int(found[1])].text, words)

    def _sources(self, value: str) -> Markup:
        return Markup().join(self.prose.marks[int(n)].behind for n in PLACE.findall(value))

    def _refused(self, text: str, where: str, *, address: bool = False) -> Finding:
        """That a fact cannot stand somewhere, at the place that asked for it."""
        (number, *_) = PLACE.findall(text)
        place = self.prose.marks[int(number)].at or Location("")
        if address:
            told, hint = "a fact cannot stand in an address", "write the address out"
        else:
            told, hint = f"a fact cannot stand {where}", HINT
        return error(place, told, hint, "template")


def cite(element: Element, around: Element, sources: Markup) -> None:
    """Put the sources of what an element says at its end, else behind it; a head has none."""
    behind = list(parse(f"<div>{sources}</div>").iterfind(".//div/*")) if sources else []
    for each in behind:
        each.tail = None  # the full stop of a sentence that an attribute holds
    if element.tag in HOLDING:
        element.extend(behind)
    elif element.tag not in ("html", "meta", "body"):
        at = list(around).index(element) + 1
        if behind:
            behind[-1].tail, element.tail = element.tail, None
        around[at:at] = behind
