"""Put marks on the pages of a finished PDF: its tags, links, attachments and claims are kept.

A mark is a page of another PDF, drawn as a form with the fonts that it brings. It is an artifact,
as running lines are: no voice reads it between two sentences (ISO 14289-1, 7.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Dictionary, Object, Page, Pdf

MARKED = {"BMC", "BDC", "EMC", "MP", "DP"}  # operators that tell a voice what it reads
SIDES = {True: "Header", False: "Footer"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A page of the marks, counted from 0, and where its lower left corner stands, in points."""

    number: int
    left: float
    bottom: float
    at_head: bool = True


def marked(content: bytes, marks: bytes, places: Sequence[Sequence[Mark]]) -> bytes:
    """A PDF with marks on its pages, in their order; the same bytes every time."""
    import pikepdf

    with pikepdf.open(BytesIO(content)) as pdf, pikepdf.open(BytesIO(marks)) as source:
        forms = Forms(pdf, source)
        for page, each in zip(pdf.pages, places, strict=True):
            put_marks(page, each, forms)
        return saved(pdf)


def saved(pdf: Pdf) -> bytes:
    """A PDF as bytes, the same every time."""
    from pikepdf import ObjectStreamMode

    told = BytesIO()
    generate = ObjectStreamMode.generate
    pdf.save(
        told,
        min_version="1.7",
        deterministic_id=True,
        fix_metadata_version=False,  # it says what it said
        object_stream_mode=generate,
    )
    return told.getvalue()


@dataclass(slots=True)
class Forms:
    """The marks as forms of a PDF, each made when a page first has it."""

    pdf: Pdf
    source: Pdf
    made: dict[int, Object] = field(default_factory=dict)

    def __getitem__(self, number: int) -> Object:
        if number not in self.made:
            self.made[number] = self._form(self.source.pages[number])
        return self.made[number]

    def _form(self, page: Page) -> Object:
        """A page as a form without what marks its words for a voice: all of it is an artifact."""
        from pikepdf import parse_content_stream, unparse_content_stream

        drawn = [op for op in parse_content_stream(page) if str(op.operator) not in MARKED]
        page.obj.Contents = self.source.make_stream(unparse_content_stream(drawn))
        return self.pdf.copy_foreign(page.as_form_xobject())


def put_marks(page: Page, marks: Sequence[Mark], forms: Forms) -> None:
    """Draw marks on a page, behind all that it draws itself."""
    from pikepdf import Name

    resources = _copied(page.obj.get("/Resources"))  # pages share theirs
    named = _copied(resources.get("/XObject"))
    for mark in marks:
        named[Name(f"/Mark{mark.number}")] = forms[mark.number]
    resources.XObject = named
    page.obj.Resources = resources
    page.contents_add(b"q", prepend=True)  # a page may leave its space turned
    page.contents_add("\n".join(["Q", *map(_drawn, marks)]).encode())


def _copied(held: Object | None) -> Dictionary:
    """A dictionary of its own with what another holds."""
    from pikepdf import Dictionary

    return Dictionary({name: held[name] for name in held.keys()} if held is not None else {})  # noqa: SIM118 (no mapping)


def _drawn(mark: Mark) -> str:
    place = " ".join(f"{Decimal(str(round(n, 3))):f}" for n in (mark.left, mark.bottom))
    what = f"/Artifact <</Type /Pagination /Subtype /{SIDES[mark.at_head]}>> BDC"
    return f"{what} q 1 0 0 1 {place} cm /Mark{mark.number} Do Q EMC"
