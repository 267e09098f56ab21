"""Marks that a template writes by hand: they would pass for what a fact or a source says."""

from __future__ import annotations

from collections.abc import Container, Iterator
from xml.etree.ElementTree import Element

from asof.page.tree import CITING, classes, is_element
from asof.templates.render_state import RenderState


def forged_marks(
    tree: Element, session: RenderState, assets: Container[str]
) -> Iterator[tuple[str, str]]:
    """The words of each mark of a page that the program did not set, and what it passes for."""
    said = {shown.id: shown.text for shown in session.prints}
    own = {id(mark) for marks in _disputes(tree, session, said) for mark in marks}
    for element in filter(is_element, tree.iter()):
        words, names = "".join(element.itertext()), classes(element)
        known = (said.get(_id(element)), session.placed.get(_id(element)))
        if "fact" in names and id(element) not in own and words not in known:
            yield words, "a fact"
        elif CITING & names and words and words not in session.citing:
            yield words, "a source"
        elif _id(element).startswith("chart-") and _drawn(element) not in assets:
            yield element.get("alt", words), "a chart"


def _disputes(
    tree: Element, session: RenderState, said: dict[str, str]
) -> Iterator[tuple[Element, ...]]:
    """The marks of each dispute as the program sets it: only the first of them is a print."""
    for span in (span for span in tree.iter("span") if "dispute" in classes(span)):
        marks = tuple(span.iter("data"))
        words = session.language.either(["".join(mark.itertext()) for mark in marks])
        if marks and said.get(_id(marks[0])) == words:
            yield marks


def _id(element: Element) -> str:
    return element.get("id", "")


def _drawn(element: Element) -> str:
    """The file of the chart that an element shows by its id, where it shows that."""
    file = f"charts/{_id(element).removeprefix('chart-')}.svg"
    return file if element.get("src") == file else ""
