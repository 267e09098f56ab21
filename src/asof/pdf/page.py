"""Typeset a document as tagged PDF, and hold the page against what was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from asof.diagnostics import Finding, Location, RenderError, Severity
from asof.model.document import Document
from asof.pdf import tags
from asof.pdf.engine import blaming, opened
from asof.pdf.heard import foreign, listening, named, told
from asof.pdf.record import NAME
from asof.pdf.shared import render
from asof.pdf.story import story
from asof.pdf.words import compare

if TYPE_CHECKING:
    import weasyprint

STANDARD = "pdf/ua-1"


@dataclass(frozen=True, slots=True)
class Page:
    """A typeset document: the PDF, its pages, and how much of the last one is used (0 to 1).

    `places` is the page of each element that has an id, counted from 1; `record` is what the PDF
    carries.
    """

    pdf: bytes
    pages: int
    last: float
    places: Mapping[str, int]
    findings: tuple[Finding, ...] = ()
    record: bytes = b""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """What a PDF carries with it: its record, made when its pages are known, and its day."""

    record: Callable[[int, Mapping[str, int]], bytes]
    day: date


def typeset(document: Document, place: Location, enclosure: Enclosure | None = None) -> Page:
    """Set a document; raises RenderError when a resource, a glyph or a word is missing."""
    with listening() as heard, blaming(place):
        html = opened(document)
        set_ = render(html, document, heard, pdf_variant=STANDARD)
        at = places(set_)
        record = enclosure.record(len(set_.pages), at) if enclosure else b""
        carried = attachments(record, enclosure.day) if enclosure else []
        mend = tags.finisher(set_)
        pdf = set_.write_pdf(pdf_variant=STANDARD, attachments=carried, finisher=mend)
    findings = [*told([named(m, document) for m in heard], place), *foreign(set_, document, place)]
    stop(findings)  # a picture or a glyph that is missing takes its words along
    stop([*compare(story(html, set_, document), pdf, place)])
    found = tuple(dict.fromkeys(findings))
    return Page(pdf, len(set_.pages), used(set_.pages[-1]), at, found, record)


def attachments(record: bytes, day: date) -> list[weasyprint.Attachment]:
    """The record as an attachment, dated by its edition: left alone, the engine asks a clock."""
    from weasyprint import Attachment

    stamp = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (the engine writes it as UTC)
    about = "The facts of this edition, their sources and what made it"
    dated = {"created": stamp, "modified": stamp}
    return [Attachment(string=record, name=NAME, description=about, relationship="Data", **dated)]


def stop(findings: list[Finding]) -> None:
    """Raise what is an error."""
    failed = [f for f in findings if f.severity is Severity.ERROR]
    if failed:
        raise RenderError(*dict.fromkeys(failed))


def places(set_: weasyprint.Document) -> dict[str, int]:
    """The page on which each element with an id begins."""
    numbered = list(enumerate(set_.pages, start=1))
    return {name: number for number, page in reversed(numbered) for name in page.anchors}


def used(page: weasyprint.document.Page) -> float:
    """How much of a page's height its words reach down, between its margins."""
    box = page._page_box
    body = [b for b in box.children if not hasattr(b, "at_keyword")]
    ends = [t.position_y + t.height for b in body for t in b.descendants() if hasattr(t, "text")]
    top = box.content_box_y()
    return float(max((end - top) / box.height for end in [*ends, top]))
