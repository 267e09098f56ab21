"""Leads from the marks of a whole page to the notes of its sources, and from a note back.

The tree alone knows which mark is the first, and whether there is a note to lead to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from asof.language import Language
from asof.page.tree import classes, is_element, parse
from asof.templates.source_notes import Notes

MARK = "cited"  # the class of a number that cites, and what the id of the first begins with


def set_source_marks(tree: Element, notes: Notes) -> None:
    """Fill the notes at the feet of pages, then link marks and notes."""
    _fill_feet(tree, {str(n): note for n, note in notes.at_foot.items()})
    _put_before_stops(tree, notes.language)
    _link(tree, notes)


def _fill_feet(tree: Element, notes: Mapping[str, str]) -> None:
    """Fill the notes at the feet of pages; one may call another."""
    for foot in [e for e in _of_class(tree, "footnote") if e.get("data-source") in notes]:
        if not len(foot):
            _fill(foot, notes[foot.attrib["data-source"]])
            _fill_feet(foot, notes)


def _fill(element: Element, html: str) -> None:
    """Put HTML into an empty element."""
    made = parse(f"<div>{html}</div>").find(".//div")
    assert made is not None
    element.extend(made)


def _put_before_stops(tree: Element, language: Language) -> None:
    """Put the marks that were typed behind a full stop before it, as all others stand."""
    for around in tree.iter():
        for n, mark in enumerate(around):
            if is_element(mark) and "source" in classes(mark):
                before = around[n - 1].tail if n else around.text
                if (before or "").endswith(".") and language.opens_sentence(f"{before} "):
                    _take_stop(around, n, (before or "")[:-1])


def _take_stop(around: Element, n: int, before: str) -> None:
    """Move a full stop from before a mark to behind it, and behind the note at its foot."""
    if n:
        around[n - 1].tail = before
    else:
        around.text = before
    noted = n + 1 < len(around) and "footnote" in classes(around[n + 1]) and not around[n].tail
    last = around[n + 1] if noted else around[n]
    last.tail = f".{last.tail or ''}"


def _link(tree: Element, notes: Notes) -> None:
    """Make each mark that has a note a link to it, and each note's number one to the first mark."""
    at = {element.get("id") for element in tree.iter()}
    first: set[str] = set()
    for mark in list(marks_outside_links(tree)):
        number = mark.get("data-source", "")
        if f"source-{number}" in at:
            mark.tag = "a"
            mark.set("href", f"#source-{number}")
            mark.set("aria-label", notes.language.word("source_number", number=number))
        if number not in first:
            mark.set("id", f"{MARK}-{number}")
            first.add(number)
    for back in _of_class(tree, "note-number"):
        if back.get("href", "").removeprefix(f"#{MARK}-") not in first:
            del back.attrib["href"]


def marks_outside_links(element: Element) -> Iterator[Element]:
    """The numbers that cite, in the order of the page; no link can stand within another."""
    for child in element:
        if is_element(child) and child.tag != "a":
            if MARK in classes(child):
                yield child
            yield from marks_outside_links(child)


def _of_class(tree: Element, name: str) -> Iterator[Element]:
    return (e for e in tree.iter() if is_element(e) and name in classes(e))
