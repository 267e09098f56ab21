"""Bind finished PDFs into one, with their tags, links and bookmarks; the same bytes every time.

The first is the binder's own: its cover, its lists, and a divider before each of the others. Pages
keep their objects, and each structure tree becomes a part of one tree, so what a voice reads of a
page is what it read before (ISO 32000-1, 14.7). Names that two of them have alike are made apart.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from asof.impose.marks import Forms, Mark, put_marks, saved

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf

CLAIMS = (b'pdfaid:part="3"', b'pdfuaid:part="1"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A page of a binder: which page of which PDF, both from 0, and its label.

    A blank page is of no PDF, and as large as the first of the binder's own.
    """

    source: int | None
    page: int
    label: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What is bound: the PDFs, the binder's own first; the pages in their order; the marks.

    `dividers` is which of the binder's own pages stands before each of the others.
    """

    sources: Sequence[bytes]
    leaves: Sequence[Leaf]
    dividers: Sequence[int]
    marks: bytes
    sides: str = "simplex"


def claims_all(content: bytes) -> bool:
    """Whether a PDF claims to be both PDF/A-3 and PDF/UA-1."""
    import pikepdf

    with pikepdf.open(BytesIO(content)) as pdf:
        said = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
    return all(claim in said for claim in CLAIMS)


def bound(binding: Binding) -> bytes:
    """The PDFs as one."""
    import pikepdf

    own, *others = binding.sources
    with pikepdf.open(BytesIO(own)) as made, pikepdf.open(BytesIO(binding.marks)) as marks:
        work = Bound(made, binding, [list(made.pages)])
        for number, content in enumerate(others, 1):
            with pikepdf.open(BytesIO(content)) as source:
                work.add(number, source)
        work.finish(Forms(made, marks))
        return saved(made)


@dataclass(slots=True)
class Bound:
    """A binder on its way: the PDF with all pages so far, by the PDF that they came from."""

    made: Pdf
    binding: Binding
    pages: list[list[Page]]
    names: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.names = list(_pairs(_destinations(self.made)))

    # ---- another PDF

    def add(self, number: int, source: Pdf) -> None:
        """Add all of a PDF behind its divider."""
        shift, prefix = self._next_key(), f"{number}-"
        _shift_parents(source, shift)
        _set_names_apart(source, prefix)
        before = len(self.made.pages)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of named destinations: they are copied below
            self.made.pages.extend(source.pages)
        self.pages.append(list(self.made.pages)[before:])
        self._take_tags(number, self._copy(source, "/StructTreeRoot"), shift)
        self._take_bookmarks(number, self._copy(source, "/Outlines"))
        for name, place in _pairs(_destinations(source)):
            target = self.made.copy_foreign(source.make_indirect(place))
            self.names.append((prefix + name, target))

    def _copy(self, source: Pdf, name: str) -> Object | None:
        """A part of a PDF's catalog; its pages are those that were copied before."""
        held = source.Root.get(name)
        return None if held is None else self.made.copy_foreign(source.make_indirect(held))

    def _next_key(self) -> int:
        """The first number in the parent tree that nobody has."""
        numbers = self.made.Root.StructTreeRoot.ParentTree.Nums
        return 1 + max((int(numbers[n]) for n in range(0, len(numbers), 2)), default=-1)

    def _take_tags(self, number: int, tree: Object | None, shift: int) -> None:
        """Make a structure tree a part of the binder's, behind the tags of its divider."""
        from pikepdf import Array, Dictionary, Name

        if tree is None:
            return
        root = self.made.Root.StructTreeRoot
        (document,) = _kids(root)
        divider = self.pages[0][self.binding.dividers[number - 1]].obj
        kids = [(kid, _page_of(kid)) for kid in _kids(document)]
        of_divider = [kid for kid, page in kids if page is not None and _same(page, divider)]
        part = self.made.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Part, P=document, Pg=divider)
        )
        kept = [kid for kid, page in kids if page is None or not _same(page, divider)]
        part.K = Array([*of_divider, *_kids(tree)])
        for kid in part.K:
            kid.P = part
        document.K = Array([*kept, part])
        for key, parents in _numbered(tree.ParentTree.Nums):
            root.ParentTree.Nums.append(key + shift)
            root.ParentTree.Nums.append(parents)
        for kind, usual in tree.get("/RoleMap", Dictionary()).items():
            if "/RoleMap" not in root:
                root.RoleMap = Dictionary()
            root.RoleMap[kind] = usual

    def _take_bookmarks(self, number: int, outlines: Object | None) -> None:
        """Put the bookmarks of a PDF below that of its divider."""
        tops = list(_chain(self.made.Root.Outlines.First))
        top = tops[len(tops) - len(self.binding.dividers) + number - 1]
        if outlines is None or "/First" not in outlines:
            return
        below = list(_chain(outlines.First))
        for each in below:
            each.Parent = top
        top.First, top.Last, top.Count = outlines.First, outlines.Last, -len(below)

    # ---- the whole

    def finish(self, forms: Forms) -> None:
        """Put the pages in order, with their marks and labels."""
        from pikepdf import Array, Dictionary, Name, String

        ordered = [self._page(leaf) for leaf in self.binding.leaves]
        for page, leaf in zip(ordered, self.binding.leaves, strict=True):
            put_marks(page, leaf.marks, forms)
        tree = self.made.Root.Pages
        tree.Kids, tree.Count = Array([page.obj for page in ordered]), len(ordered)
        for page in ordered:
            page.obj.Parent = tree
        root = self.made.Root
        labels = [Dictionary(P=String(leaf.label)) for leaf in self.binding.leaves]
        root.PageLabels = Dictionary(Nums=Array(_flat(enumerate(labels))))
        names = sorted(self.names, key=lambda each: str(each[0]).encode())
        told = _flat((String(name), place) for name, place in names)
        root.Names = Dictionary(Dests=Dictionary(Names=Array(told)))
        root.Outlines.Count = len(list(_chain(root.Outlines.First)))
        root.ViewerPreferences.Duplex = Name(
            "/DuplexFlipLongEdge" if self.binding.sides == "duplex" else "/Simplex"
        )
        self._list_identifiers()

    def _page(self, leaf: Leaf) -> Page:
        from pikepdf import Array, Dictionary, Name, Page

        if leaf.source is not None:
            return self.pages[leaf.source][leaf.page]
        size = Array(self.pages[0][0].mediabox)
        blank = Dictionary(Type=Name.Page, MediaBox=size, Tabs=Name.S, Resources=Dictionary())
        blank.Contents = self.made.make_stream(b"")
        return Page(self.made.make_indirect(blank))

    def _list_identifiers(self) -> None:
        """List the elements that have identifiers (ISO 14289-1, 7.9)."""
        from pikepdf import Array, Dictionary

        found = [e for e in self.made.objects if _is_element(e) and "/ID" in e]
        found.sort(key=lambda element: bytes(element.ID))
        if found:
            told = Array(_flat((element.ID, element) for element in found))
            ends = Array([found[0].ID, found[-1].ID])
            leaf = self.made.make_indirect(Dictionary(Limits=ends, Names=told))
            self.made.Root.StructTreeRoot.IDTree = Dictionary(Kids=Array([leaf]))


# ---- what PDFs number and name


def _shift_parents(source: Pdf, shift: int) -> None:
    """Make room for the keys of what stands before in the parent tree."""
    for page in source.pages:
        if "/StructParents" in page.obj:
            page.obj.StructParents = int(page.obj.StructParents) + shift
        for each in page.obj.get("/Annots", []):
            if "/StructParent" in each:
                each.StructParent = int(each.StructParent) + shift


def _set_names_apart(source: Pdf, prefix: str) -> None:
    """Put something before each name of a place and of an element."""
    from pikepdf import Array, String

    for page in source.pages:
        for each in page.obj.get("/Annots", []):
            if isinstance(each.get("/Dest"), String):
                each.Dest = String(prefix + str(each.Dest))
    for element in (each for each in source.objects if _is_element(each)):
        if "/ID" in element:
            element.ID = String(prefix + str(element.ID))
        for each in (a for a in _attributes(element) if "/Headers" in a):
            each.Headers = Array([String(prefix + str(name)) for name in each.Headers])


def _attributes(element: Any) -> list[Any]:
    from pikepdf import Array

    held = element.get("/A")
    return list(held) if isinstance(held, Array) else [held] if held is not None else []


def _is_element(each: Any) -> bool:
    from pikepdf import Dictionary

    return isinstance(each, Dictionary) and each.get("/Type") == "/StructElem"


def _destinations(pdf: Pdf) -> Object | None:
    """The names of places in a PDF, one behind the other with the places."""
    names: Object | None = pdf.Root.get("/Names")
    held = names.get("/Dests") if names is not None else None
    found: Object | None = held.get("/Names") if held is not None else None
    return found


def _pairs(held: Object | None) -> Iterator[tuple[str, Any]]:
    if held is not None:
        yield from ((str(held[n]), held[n + 1]) for n in range(0, len(held), 2))


def _numbered(nums: Object) -> Iterator[tuple[int, Any]]:
    yield from ((int(nums[n]), nums[n + 1]) for n in range(0, len(nums), 2))


def _flat(pairs: Any) -> list[Any]:
    return [each for pair in pairs for each in pair]


def _kids(element: Object) -> list[Any]:
    """The elements below one."""
    from pikepdf import Array

    held = element.get("/K")
    return list(held) if isinstance(held, Array) else [held] if held is not None else []


def _same(one: Object, other: Object) -> bool:
    """Whether two are one object: to compare all that they hold would take long."""
    return one.objgen == other.objgen


def _page_of(element: Any) -> Any:
    """The page on which an element begins."""
    from pikepdf import Dictionary

    if not isinstance(element, Dictionary):
        return None
    if "/Pg" in element:
        return element.Pg
    below = (_page_of(kid) for kid in _kids(element))
    return next((page for page in below if page is not None), None)


def _chain(item: Any) -> Iterator[Any]:
    """A bookmark and those after it."""
    while item is not None:
        yield item
        item = item.get("/Next")
