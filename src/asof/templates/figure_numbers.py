"""Numbers the figures of a page in the order in which they stand on it, and lists them.

The tree alone knows that order: templates print blocks where they like, and charts of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement

from asof.language import Language
from asof.page.tree import classes, plain_words

BLANKS = re.compile(r"[ \t\n]+")  # a space that does not break stays one


def number_figures(tree: Element, language: Language) -> None:
    """Number the figures that have a title, where a page has several; fill the list of them."""
    titled = list(_titled(tree))
    words = [BLANKS.sub(" ", plain_words(title)).strip(" ") for _, title, _ in titled]
    several = len(titled) > 1
    for n, (figure, title, number) in enumerate(titled, start=1):
        if several:
            figure.set("id", f"figure-{n}")
            number.text = language.word("figure", number=str(n))
            number.tail = f" {number.tail or ''}"
        else:
            title.text = number.tail
            title.remove(number)
    for parent, listed in list(_lists(tree)):
        if several:
            _fill(listed, words)
        else:
            parent.remove(listed)


def _titled(tree: Element) -> Iterator[tuple[Element, Element, Element]]:
    """Each figure with a title, the title, and the place of its number in that."""
    for figure in tree.iter("figure"):
        for title in figure.iter("p"):
            number = title.find("span")
            if number is not None and "number" in classes(number):
                yield figure, title, number


def _lists(tree: Element) -> Iterator[tuple[Element, Element]]:
    """Each list of figures, and what it stands in."""
    for parent in tree.iter():
        for child in parent:
            if "list-of-figures" in classes(child):
                yield parent, child


def _fill(listed: Element, titles: Iterable[str]) -> None:
    lines = next(listed.iter("ul"))
    for n, title in enumerate(titles, start=1):
        line = SubElement(lines, "li")
        SubElement(line, "a", href=f"#figure-{n}").text = f"{n}. {title}"
