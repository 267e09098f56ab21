"""Mend the tags that the engine writes, in the one pass in which it writes them.

PDF/UA-1 (ISO 14289-1) asks for more than a validator can see. One function a mend; each names its
clause and, where there is one, WeasyPrint's issue: when that is closed, the function can go.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

from asof.engine.tag_tree import Element, PaintedPage, Tree
from asof.page.continuation import AGAIN
from asof.page.tree import classes
from asof.pdf.accessibility.merge_fragments import KINDS, drop, identity, join

POINT = 0.75  # what the engine's unit, the CSS pixel, is in points


def mend(tree: Tree) -> None:
    """Every mend: what is an artifact is set apart before pieces are joined."""
    for page in tree.pages:
        describe_links(page)
        gather_links(tree, page)
        scope_headers(page)
        place_figures(tree, page)
        tell_languages(tree, page)
        expand_abbreviations(tree, page)
        tag_footnotes(tree, page)
        tag_source_marks(tree, page)
        label_source_notes(tree, page)
        set_shapes_apart(tree, page)
        tell_spaces_and_dots(tree, page)
        part_lines(tree, page)
        set_running_lines_apart(tree, page)
        set_repeated_titles_apart(tree, page)
    set_repeated_heads_apart(tree)
    join(tree)
    for page in tree.pages:
        tag_contents(tree, page)
    read_last(tree)
    list_identifiers(tree)
    list_attachments(tree)


# ---- the mends


def describe_links(page: PaintedPage) -> None:
    """A link is described by its words and not by its target (7.18.5)."""
    for box in page.links:
        if words := box.element.get("aria-label") or _words(box.element):
            box.link_annotation["Contents"].string = words


def _words(element: Any) -> str:
    """What an element says, its pictures included."""
    pictures = (picture.get("alt", "") for picture in element.iter("img"))
    return " ".join(" ".join([*element.itertext(), *pictures]).split())


def gather_links(tree: Tree, page: PaintedPage) -> None:
    """What a link holds is of one Link with it, not a link within (7.18.5; issue 185)."""
    words: dict[int, Any] = {}
    # Each inline box of a link has an annotation, in a Link of its own within that of the element.
    for annotation in (box.link_annotation for box in page.links):
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
    tree.give(annotation, outer)


def scope_headers(page: PaintedPage) -> None:
    """A table's header says whether it heads a row or a column (7.5; issue 2508)."""
    for box in page.boxes:
        # A cell keeps the element that it became; what a style makes no cell has none.
        if box.element_tag == "th" and hasattr(box, "mark"):
            row = box.element.get("scope") in {"row", "rowgroup"}
            box.mark["A"]["Scope"] = "/Row" if row else "/Column"


def place_figures(tree: Tree, page: PaintedPage) -> None:
    """A figure's place is told in points, from the foot of the page up (7.3)."""
    for box in page.marks:
        figure = tree.leaf(page, box)
        if figure["S"] == "/Figure":
            # The engine writes its own pixels, counted from the head of the page down.
            left, top, right, bottom = figure["A"]["BBox"]
            corners = left, page.height - bottom, right, page.height - top
            figure["A"]["BBox"][:] = [float(n) * POINT for n in corners]


def tell_languages(tree: Tree, page: PaintedPage) -> None:
    """Words in another language than the document's say in which (7.2)."""
    usual = tree.pdf.catalog["Lang"].string
    for box in page.marks:
        # A language that is no plain tag would end the string: it is an author's, not checked.
        tag = box.style["lang"] or usual
        if tag != usual and tag.replace("-", "").isalnum():
            tree.leaf(page, box)["Lang"] = f"({tag})"


def expand_abbreviations(tree: Tree, page: PaintedPage) -> None:
    """An abbreviation says what it stands for (ISO 32000-1, 14.9.5), once where lines part it."""
    said: set[int] = set()
    for box in (b for b in page.boxes if b.element_tag == "abbr" and b.element.get("title")):
        for part in page.marked(box):
            leaf = tree.leaf(page, part)
            if id(box.element) not in said:
                leaf.update(S="/Span", E=_hexadecimal(box.element.get("title")))
            elif "E" not in leaf:
                leaf.update(S="/Span", ActualText="()")
            said.add(id(box.element))


def _hexadecimal(words: str) -> str:
    """Words as a string of hexadecimal digits, in which nothing has to be escaped."""
    return f"<FEFF{words.encode('utf-16-be').hex()}>"


def tag_footnotes(tree: Tree, page: PaintedPage) -> None:
    """A footnote is a Note with an identifier and a label, its call a Reference (7.9)."""
    for box in page.marks:
        if _pseudo(box, "footnote-call"):
            tree.branch(page, box)[1]["S"] = "/Reference"  # what holds the call's own Span
    for box in (b for area in page.footnotes for b in page.marked(area)):
        branch = tree.branch(page, box)
        branch[-2].update(S="/Note", ID=f"(note-{branch[-2].number})")
        if _pseudo(box, "footnote-marker"):
            branch[1]["S"] = "/Lbl"


def tag_source_marks(tree: Tree, page: PaintedPage) -> None:
    """A mark is a Reference to a note, and is heard as “source 1”, not as a figure (7.9)."""
    for box in (b for b in page.links if _is_of(b.element, "cited")):
        link = tree.linked(box.link_annotation)
        link["Alt"] = type(box.link_annotation["Contents"])(box.element.get("aria-label"))
        tree.at(link["P"])["S"] = "/Reference"


def label_source_notes(tree: Tree, page: PaintedPage) -> None:
    """The number of a note is its label, as that of any item of a list (7.6, 7.9)."""
    for box in (b for b in page.links if _is_of(b.element, "note-number")):
        link = tree.linked(box.link_annotation)
        above = tree.at(link["P"])
        if above["S"] in ("/LBody", "/Note"):
            note = tree.at(above["P"]) if above["S"] == "/LBody" else above
            label = tree.add("/Lbl", note, page)
            above["K"].remove(link.reference)
            label["K"].append(link.reference)
            link["P"] = label.reference
            note["K"].insert(0, label.reference)


def set_shapes_apart(tree: Tree, page: PaintedPage) -> None:
    """A shape that a style sheet sets before a word is a look, as a rule is: an artifact (7.1)."""
    for box in [b for b in page.marks if _is_shape(b)]:
        drop(tree, tree.leaf(page, box))
        _set_apart(tree, page, {box: []})


def _is_shape(box: Any) -> bool:
    """Whether a box holds what a style sheet adds, without a word in it and not a dot alone."""
    words = getattr(box, "text", "").strip()
    added = _pseudo(box, "before") or _pseudo(box, "after")
    return added and words not in ("", DOT) and not any(map(str.isalnum, words))


def tell_spaces_and_dots(tree: Tree, page: PaintedPage) -> None:
    """A space between two elements is told, and a dot between two words is heard as a comma (7.1).

    The engine paints no space that stands alone: a voice would join the words around it.
    """
    for box in page.marks:
        words = getattr(box, "text", "")
        heard = " " if words.isspace() else HEARD.get(words.strip())
        if heard:
            tree.leaf(page, box)["ActualText"] = f"({heard})"


def part_lines(tree: Tree, page: PaintedPage) -> None:
    """Words that a style sets on a line of their own are heard after a comma (7.1)."""
    for _, *others in (box.children for box in page.boxes if box.children):
        for box in others:
            if box.element_tag == "span" and box.style["display"] == ("block", "flow"):
                for part in page.marked(box)[:1]:
                    tree.leaf(page, part)["ActualText"] = _hexadecimal(f", {part.text}")


DOT = "·"
HEARD = {DOT: ", "}


def _is_of(element: Any, name: str) -> bool:
    """Whether an element is of a class."""
    return name in element.get("class", "").split()


def _pseudo(box: Any, name: str) -> bool:
    """Whether a box holds what a style sheet adds under a name."""
    return (box.element_tag or "").endswith(f"::{name}")


def set_running_lines_apart(tree: Tree, page: PaintedPage) -> None:
    """Running lines are artifacts, headers and footers told apart (7.8; issue 1836).

    Some say what the text does not: how to handle the paper, in an element with the role of a
    note, or where a link leads. On the first page these are text, and read before all else.
    """
    for margin in page.margins:
        branches = {box: tree.branch(page, box) for box in page.marked(margin)}
        if page.number == 0 and _telling(margin):
            tree.document["K"][:0] = dict.fromkeys(b[-1].reference for b in branches.values())
        else:
            _unlink(tree, page, margin)
            _set_apart(tree, page, branches, MARGINS.get(margin.at_keyword.split("-")[0], ""))


MARGINS = {"@top": " /Subtype /Header", "@bottom": " /Subtype /Footer"}


def _telling(margin: Any) -> bool:
    """Whether something in a margin has the role of a note, or leads somewhere."""
    boxes = list(margin.descendants(placeholders=True))
    elements = [box.element for box in boxes if box.element is not None]
    return any(b.link_annotation for b in boxes) or any(e.get("role") == "note" for e in elements)


def _unlink(tree: Tree, page: PaintedPage, part: Any) -> None:
    """Take the links of a part off the page: an artifact leads nowhere."""
    for box in part.descendants(placeholders=True):
        if box.link_annotation:
            tree.page(page)["Annots"].remove(box.link_annotation.reference)


Branches = Mapping[Any, list[Element]]


def _set_apart(tree: Tree, page: PaintedPage, branches: Branches, kind: str = "") -> None:
    """Turn content of a page, by the boxes that hold it, into artifacts, and drop its elements."""
    for number in {page.marks.pop(box) for box in branches}:
        tree.holders(page)[number] = b"null"  # the numbers after it keep their places
        # In the stream stand the tag, the dictionary with the number, and BDC, in this order.
        at = page.begins[number]
        page.stream[at - 1 : at + 1] = "/Artifact", f"<</Type /Pagination{kind}>>"
    for element in chain.from_iterable(branches.values()):
        element.clear()


def set_repeated_titles_apart(tree: Tree, page: PaintedPage) -> None:
    """A title that is said again where its box goes on overleaf is read once (7.1)."""
    # The boxes within a title are of its element too: they have no content that is left.
    for title in (b for b in page.boxes if _is_again(b) and b.element_tag != "tr"):
        _take_out(tree, page, title, KINDS[title.element.tag])


def _is_again(box: Any) -> bool:
    """Whether a box is of a title that is said again."""
    return box.element is not None and AGAIN in box.element.attrib


def set_repeated_heads_apart(tree: Tree) -> None:
    """A head that a table repeats on each page is read once; its cells stand under it (7.5).

    So is the heading of a group of rows.
    """
    heads: dict[object, Any] = {}
    for page in tree.pages:
        for head in (b for b in page.boxes if _heads_rows(b)):
            first = heads.setdefault(identity(head.element), head)
            if first is not head:
                _repeat(first, head)
                _take_out(tree, page, head, KINDS[head.element_tag])


def _heads_rows(box: Any) -> bool:
    """Whether a box is the head of a table, or of a group of its rows."""
    return getattr(box, "is_header", False) or (
        box.element_tag == "tr" and _has_class(box, "group")
    )


def _repeat(first: Any, again: Any) -> None:
    """Give the headers of a head the identifiers that they had before."""
    before, after = (
        [b.mark["ID"] for b in head.descendants() if hasattr(b, "mark")] for head in (first, again)
    )
    for identifier, other in zip(before, after, strict=True):
        other.string = identifier.string


def _take_out(tree: Tree, page: PaintedPage, part: Any, kind: str) -> None:
    """Turn a part of a page, an element of its kind in the tree, into artifacts."""
    branches = {box: tree.upto(tree.leaf(page, box), kind) for box in page.marked(part)}
    for top in {branch[-1].number: branch[-1] for branch in branches.values()}.values():
        tree.at(top["P"])["K"].remove(top.reference)
    _unlink(tree, page, part)
    _set_apart(tree, page, branches)


def tag_contents(tree: Tree, page: PaintedPage) -> None:
    """A table of contents is one, of items that refer to what they name (ISO 32000-1, 14.8.4.3).

    The page is heard apart from the name, which may end in a number of its own.
    """
    for contents in (b for b in page.boxes if _has_class(b, "contents")):
        for box in page.marked(contents):
            if _pseudo(box, "after"):
                tree.leaf(page, box)["ActualText"] = f"(, {box.text.strip()})"
            for element in tree.branch(page, box):
                element["S"] = CONTENTS.get(element["S"], element["S"])


CONTENTS = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/Reference"}


def _has_class(box: Any, name: str) -> bool:
    return box.element is not None and name in classes(box.element)


def read_last(tree: Tree) -> None:
    """What stands before the rest for the fold's sake is read behind it."""
    for page in tree.pages:
        for part in (b for b in page.boxes if b.element is not None and _late(b.element)):
            own = dict.fromkeys(tree.leaf(page, box).reference for box in page.marked(part))
            others = {held for each in tree.pages for held in tree.holders(each)} - own.keys()
            for top in dict.fromkeys(_alone(tree, tree.at(leaf), others) for leaf in own):
                element = tree.at(top)
                tree.at(element["P"])["K"].remove(top)
                tree.document["K"].append(top)
                element["P"] = tree.document.reference


def _alone(tree: Tree, leaf: Any, others: set[bytes]) -> bytes:
    """The highest element above a leaf that holds nothing of others: floats share one."""
    branch = tree.upwards(leaf)
    alone = (e for e in branch if not any(each.reference in others for each in tree.walk(e)))
    highest: bytes = list(alone)[-1].reference
    return highest


def _late(element: Any) -> bool:
    return bool(element.get("data-read") == "last")


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


def list_attachments(tree: Tree) -> None:
    """A file goes with the document once (ISO 19005-3, 6.8; issue 2917): it is listed twice."""
    if files := tree.pdf.catalog.get("AF"):
        files[:] = dict.fromkeys(files)
