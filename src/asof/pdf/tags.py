"""Mend the tags that the engine writes, in the one pass in which it writes them.

PDF/UA-1 (ISO 14289-1) asks for more than a validator can see. One function a mend; each names its
clause and, where there is one, the engine's issue: when that is closed, the function can go.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

Element = Any  # a dictionary of the PDF that the engine is about to write
POINT = 0.75  # what the engine's unit, the CSS pixel, is in points


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as painted: its boxes, and the number of the content that some of them hold."""

    number: int
    page: Any
    stream: Any
    marks: dict[Any, int]

    @property
    def boxes(self) -> Iterator[Any]:
        """Every box of the page."""
        yield from self.page._page_box.descendants(placeholders=True)

    @property
    def links(self) -> list[Any]:
        """The boxes that lead somewhere."""
        return [box for box in self.boxes if box.link_annotation]

    @property
    def margins(self) -> list[Any]:
        """The boxes around the text, with the running lines in them."""
        return [box for box in self.page._page_box.children if hasattr(box, "at_keyword")]

    @property
    def footnotes(self) -> list[Any]:
        """The boxes under the text, which no element of the document makes."""
        parts = [box for box in self.page._page_box.children if box not in self.margins]
        return [box for box in parts if box.element is None]

    def marked(self, box: Any) -> list[Any]:
        """What holds content in a box."""
        return [b for b in box.descendants(placeholders=True) if b in self.marks]


@dataclass(frozen=True, slots=True)
class Tree:
    """The structure tree of a PDF, climbed from the content that its leaves hold."""

    pdf: Any
    sheets: list[Sheet]

    def at(self, reference: bytes) -> Element:
        """What a reference leads to."""
        return self.pdf.objects[int(reference.split()[0])]

    @property
    def root(self) -> Element:
        """What holds the tree."""
        return self.at(self.pdf.catalog["StructTreeRoot"])

    @property
    def document(self) -> Element:
        """The element above all others."""
        return self.at(self.root["K"][0])

    def holders(self, sheet: Sheet) -> list[bytes]:
        """The elements that hold a page's content, by its numbers."""
        numbers: list[list[bytes]] = self.at(self.root["ParentTree"])["Nums"]
        return numbers[2 * sheet.number + 1]

    def linked(self, annotation: Element) -> Element:
        """The element that a link's annotation belongs to."""
        return self.at(self.at(self.root["ParentTree"])["Nums"][2 * annotation["StructParent"] + 1])

    def leaf(self, sheet: Sheet, box: Any) -> Element:
        """The element that holds a box's content."""
        return self.at(self.holders(sheet)[sheet.marks[box]])

    def branch(self, sheet: Sheet, box: Any) -> list[Element]:
        """The elements from a box's content upwards, below the document."""
        return self.upwards(self.leaf(sheet, box))

    def upwards(self, element: Element) -> list[Element]:
        """An element and those above it, below the document."""
        found = [element]
        while (above := self.at(found[-1]["P"])) is not self.document:
            found.append(above)
        return found


def finisher(set_: Any) -> Callable[[Any, Any], None]:
    """What mends a set document while it is written, having watched its pages being painted."""
    sheets: list[Sheet] = []
    for page in set_.pages:
        page.paint = partial(_painted, page, page.paint, sheets)
    return lambda _, pdf: mend(Tree(pdf, sheets))


def _painted(page: Any, paint: Callable[..., None], sheets: list[Sheet], *canvas: Any) -> None:
    """Paint a page and keep which box holds what: the engine forgets it when it has tagged."""
    paint(*canvas)
    marks = {box: mark["mcid"] for box, mark in canvas[0]._tags.items()}
    sheets.append(Sheet(len(sheets), page, canvas[0], marks))


def mend(tree: Tree) -> None:
    """Every mend."""
    for sheet in tree.sheets:
        describe_links(sheet)
        gather_links(tree, sheet)
        scope_headers(sheet)
        place_figures(tree, sheet)
        tell_languages(tree, sheet)
        tag_footnotes(tree, sheet)
        set_running_lines_apart(tree, sheet)
    list_identifiers(tree)


# ---- the mends


def describe_links(sheet: Sheet) -> None:
    """A link is described by its words and not by its target (7.18.5)."""
    for box in sheet.links:
        if words := _words(box.element):
            box.link_annotation["Contents"].string = words


def _words(element: Any) -> str:
    """What an element says, its pictures included."""
    pictures = (picture.get("alt", "") for picture in element.iter("img"))
    return " ".join(" ".join([*element.itertext(), *pictures]).split())


def gather_links(tree: Tree, sheet: Sheet) -> None:
    """What a link holds is of one Link with it, not a link within (7.18.5; issue 185)."""
    words: dict[int, Any] = {}
    for annotation in (box.link_annotation for box in sheet.links):
        inner = tree.linked(annotation)
        links = [element for element in tree.upwards(inner) if element["S"] == "/Link"]
        outer = links[-1] if links else inner
        annotation["Contents"] = words.setdefault(outer.number, annotation["Contents"])
        if outer is not inner:
            _hand_over(tree, annotation, inner, outer)
            inner["S"] = "/Span" if inner is links[0] else inner["S"]


def _hand_over(tree: Tree, annotation: Element, inner: Element, outer: Element) -> None:
    """Make a link's annotation that of the element above."""
    kids = [kid for kid in inner["K"] if isinstance(kid, bytes)]
    (kid,) = (k for k in kids if tree.at(k).get("Obj") == annotation.reference)
    inner["K"].remove(kid)
    outer["K"].append(kid)
    numbers = tree.at(tree.root["ParentTree"])["Nums"]
    numbers[2 * annotation["StructParent"] + 1] = outer.reference


def scope_headers(sheet: Sheet) -> None:
    """A table's header says whether it heads a row or a column (7.5; issue 2508)."""
    for box in sheet.boxes:
        if box.element_tag == "th" and hasattr(box, "mark"):
            row = box.element.get("scope") in {"row", "rowgroup"}
            box.mark["A"]["Scope"] = "/Row" if row else "/Column"


def place_figures(tree: Tree, sheet: Sheet) -> None:
    """A figure's place is told in points, from the foot of the page up (7.3)."""
    for box in sheet.marks:
        figure = tree.leaf(sheet, box)
        if figure["S"] == "/Figure":
            left, top, right, bottom = figure["A"]["BBox"]
            corners = left, sheet.page.height - bottom, right, sheet.page.height - top
            figure["A"]["BBox"][:] = [float(n) * POINT for n in corners]


def tell_languages(tree: Tree, sheet: Sheet) -> None:
    """Words in another language than the document's say in which (7.2)."""
    usual = tree.pdf.catalog["Lang"].string
    for box in sheet.marks:
        tag = box.style["lang"] or usual
        if tag != usual and tag.replace("-", "").isalnum():
            tree.leaf(sheet, box)["Lang"] = f"({tag})"


def tag_footnotes(tree: Tree, sheet: Sheet) -> None:
    """A footnote is a Note with an identifier and a label, its call a Reference (7.9)."""
    for box in sheet.marks:
        if _pseudo(box, "footnote-call"):
            tree.branch(sheet, box)[1]["S"] = "/Reference"
    for box in (b for area in sheet.footnotes for b in sheet.marked(area)):
        branch = tree.branch(sheet, box)
        branch[-2].update(S="/Note", ID=f"(note-{branch[-2].number})")
        if _pseudo(box, "footnote-marker"):
            branch[1]["S"] = "/Lbl"


def _pseudo(box: Any, name: str) -> bool:
    """Whether a box holds what a style sheet adds under a name."""
    return (box.element_tag or "").endswith(f"::{name}")


def set_running_lines_apart(tree: Tree, sheet: Sheet) -> None:
    """Running lines are artifacts, headers and footers told apart (7.8; issue 1836).

    Some say what the text does not: how to handle the paper, in an element with the role of a
    note, or where a link leads. On the first page these are text, and read before all else.
    """
    for margin in sheet.margins:
        branches = {sheet.marks[box]: tree.branch(sheet, box) for box in sheet.marked(margin)}
        if sheet.number == 0 and _telling(margin):
            tree.document["K"][:0] = dict.fromkeys(b[-1].reference for b in branches.values())
        else:
            _unlink(tree, sheet, margin)
            _out_of_tree(tree, sheet, branches)
            _as_artifacts(sheet.stream, branches, KINDS.get(margin.at_keyword.split("-")[0], ""))


KINDS = {"@top": " /Subtype /Header", "@bottom": " /Subtype /Footer"}


def _telling(margin: Any) -> bool:
    """Whether something in a margin has the role of a note, or leads somewhere."""
    boxes = list(margin.descendants(placeholders=True))
    elements = [box.element for box in boxes if box.element is not None]
    return any(b.link_annotation for b in boxes) or any(e.get("role") == "note" for e in elements)


def _unlink(tree: Tree, sheet: Sheet, margin: Any) -> None:
    """Take the links of a margin off the page: an artifact leads nowhere."""
    for box in margin.descendants(placeholders=True):
        if box.link_annotation:
            page = tree.at(tree.pdf.page_references[sheet.number])
            page["Annots"].remove(box.link_annotation.reference)


def _out_of_tree(tree: Tree, sheet: Sheet, branches: Mapping[int, list[Element]]) -> None:
    """Leave no element of some content, nor a way to one."""
    for number, branch in branches.items():
        tree.holders(sheet)[number] = b"null"
        for element in branch:
            element.clear()


def _as_artifacts(stream: Any, numbers: Collection[int], kind: str) -> None:
    """Turn numbered content of a page into artifacts."""
    parts = stream.stream
    for at, part in enumerate(parts):
        if isinstance(part, dict) and part.get("MCID") in numbers:
            parts[at - 1 : at + 1] = "/Artifact", f"<</Type /Pagination{kind}>>"


def list_identifiers(tree: Tree) -> None:
    """Every identifier stands in the list of them (ISO 32000-1, 14.7.2; issue 2508)."""
    named = [element for element in tree.pdf.objects if _identified(element)]
    pairs = sorted((_string(element["ID"]), element.reference) for element in named)
    if pairs:
        names = b" ".join(part for pair in pairs for part in pair)
        tree.root["IDTree"] = b"<</Names [" + names + b"]>>"


def _identified(thing: Any) -> bool:
    """Whether something in the PDF is an element of the tree that has an identifier."""
    return isinstance(thing, dict) and thing.get("Type") == "/StructElem" and "ID" in thing


def _string(value: Any) -> bytes:
    """A string as it is written."""
    return value.encode() if isinstance(value, str) else bytes(value.data)
