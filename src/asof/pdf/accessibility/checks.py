"""What a page must tell a voice and an archive, checked in every build and without a validator.

The clauses are those of PDF/UA-1 (ISO 14289-1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from asof.diagnostics import Finding, Location, error
from asof.engine.tag_tree import PaintedPage, Tree
from asof.pdf.accessibility.claims import producer
from asof.standards import NAMES, Standards

HEADINGS = {f"h{level}": level for level in range(1, 7)}
PAINT = {b"Tj", b"TJ", b"Do", b"sh", b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}


@dataclass(frozen=True, slots=True)
class TaggedPage:
    """A page as it is about to be written: its tree, and what it was to be."""

    at: Callable[[Any, str], Location]
    language: str
    standards: Standards
    tree: Tree

    def fault(self, rule: str, told: str, hint: str, element: Any = None) -> Finding:
        """An error, at the place that an element came from; else at that of the briefing."""
        words = " ".join(element.itertext()) if element is not None else ""
        return error(self.at(element, words), told, hint, f"structure-{rule}")

    def boxes(self) -> Iterator[tuple[PaintedPage, Any]]:
        """Every box that is read, page after page."""
        for page in self.tree.pages:
            yield from ((page, box) for box in page.boxes)


def faults(written: TaggedPage) -> list[Finding]:
    """Everything that is wrong with a page, each thing once."""
    return list(dict.fromkeys(fault for check in CHECKS for fault in check(written)))


def title(written: TaggedPage) -> Iterator[Finding]:
    """A window shows a title (7.1)."""
    given = written.tree.pdf.info.get("Title")
    if given is None or not given.string.strip():
        yield written.fault("title", "the page has no title", "give its <title> some words")


def missing_language(written: TaggedPage) -> Iterator[Finding]:
    """A voice is told the language of the edition (7.2)."""
    told = written.tree.pdf.catalog["Lang"].string
    if told != written.language:
        what = f"says that its language is '{told}'" if told else "has no language"
        yield written.fault(
            "language", f"the page {what}", f'write <html lang="{written.language}">'
        )


def alternatives(written: TaggedPage) -> Iterator[Finding]:
    """A picture says in words what it shows (7.3)."""
    for page, box in written.boxes():
        figure = written.tree.leaf(page, box) if box in page.marks else {}
        alt = figure.get("Alt")
        if figure.get("S") == "/Figure" and (alt is None or not alt.string.strip()):
            hint = "write what it shows in its alt; a decoration belongs in a style sheet"
            yield written.fault(
                "alt", f"{picture_name(box.element)} has no words", hint, box.element
            )


def picture_name(element: Any) -> str:
    """What a picture is called."""
    source = element.get("src", "")
    return f"the picture '{source}'" if source and len(source) < 99 else "a picture"


def headings(written: TaggedPage) -> Iterator[Finding]:
    """Headings go down one level at a time (7.4.2)."""
    boxes = [box for _, box in written.boxes() if box.element_tag in HEADINGS]
    found = {id(box.element): box.element for box in boxes}.values()
    for before, heading in pairwise([None, *found]):
        above = 0 if before is None else HEADINGS[before.tag]
        if HEADINGS[heading.tag] > above + 1:
            after = f"follows <h{above}>" if above else "is the first"
            told = f"the heading '{element_words(heading)}' is <{heading.tag}> and {after}"
            yield written.fault("headings", told, f"make it <h{above + 1}>", heading)


def bookmarks(written: TaggedPage) -> Iterator[Finding]:
    """Headings are bookmarks too (7.17)."""
    headed = any(box.element_tag in HEADINGS for _, box in written.boxes())
    if headed and "Outlines" not in written.tree.pdf.catalog:
        hint = "leave the headings their bookmark-level in templates/own.css"
        yield written.fault("bookmarks", "the page has headings and no bookmarks", hint)


def tables(written: TaggedPage) -> Iterator[Finding]:
    """Each cell of a table has a header, of its row or of its column (7.5)."""
    for page, box in written.boxes():
        cell = getattr(box, "mark", {})
        alone = cell.get("S") == "/TD" and not cell["A"].get("Headers")
        if alone and page.marked(box):
            told = f"the cell '{element_words(box.element)}' of a table has no header"
            yield written.fault("table", told, "head its column or its row with <th>", box.element)


def untagged_content(written: TaggedPage) -> Iterator[Finding]:
    """All that is painted is read, or is an artifact (7.1)."""
    tree = written.tree
    read = {element.number for element in tree.walk(tree.document)}
    held = all(tree.leaf(s, box).number in read for s in tree.pages for box in s.marks)
    if not held or not all(fully_marked(page.stream) for page in tree.pages):
        clear = next((b for _, b in written.boxes() if b.style["opacity"] < 1), None)
        if clear is None:
            yield written.fault("content", "the page paints what is not tagged", BUG)
        else:
            told = "'opacity' takes words from who listens: the engine does not tag them"
            yield written.fault("content", told, "use a paler colour", clear.element)


def missing_claims(written: TaggedPage) -> Iterator[Finding]:
    """The page claims what it was to claim (5)."""
    for standard in written.standards:
        if standard not in producer(written.tree.pdf):
            yield written.fault("claim", f"the page does not claim {NAMES[standard]}", BUG)


BUG = "this is a bug of asof: please report it"
CHECKS = (
    title,
    missing_language,
    alternatives,
    headings,
    bookmarks,
    tables,
    untagged_content,
    missing_claims,
)


def fully_marked(parts: Iterable[Any]) -> bool:
    """Whether all painting in the parts of a page's stream stands between marks."""
    depth = 0
    for part in parts:
        operator = part.rpartition(b" ")[2] if isinstance(part, bytes) else b""
        depth += (operator in {b"BDC", b"BMC"}) - (operator == b"EMC")
        if operator in PAINT and not depth:
            return False
    return True


def element_words(element: Any) -> str:
    """The first words of an element."""
    words = " ".join("".join(element.itertext()).split())
    return words if len(words) < 40 else f"{words[:39].rstrip()}…"
