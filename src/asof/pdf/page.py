"""Typeset a document as tagged PDF, and hold the page against what was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from asof.diagnostics import Finding, Location, RenderError, Severity
from asof.model.document import Document
from asof.pdf.boxes import laid, rows
from asof.pdf.engine import blaming, opened, write_once
from asof.pdf.fit import misfits
from asof.pdf.heard import foreign, listening, named, told
from asof.pdf.origin import Origins
from asof.pdf.record import NAME
from asof.pdf.shared import render
from asof.pdf.standards import USUAL, Standards, claim, options
from asof.pdf.story import story
from asof.pdf.structure import Written, faults
from asof.pdf.tags import mend
from asof.pdf.tree import Tree, watched
from asof.pdf.words import compare

if TYPE_CHECKING:
    import weasyprint


@dataclass(frozen=True, slots=True)
class Page:
    """A typeset document: the PDF, its pages, and how much of the last one is used (0 to 1).

    `places` is the page of each element that has an id, counted from 1; `record` is what the PDF
    carries; `lines` is how many lines of text stand on each page.
    """

    pdf: bytes
    pages: int
    last: float
    places: Mapping[str, int]
    findings: tuple[Finding, ...] = ()
    record: bytes = b""
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Enclosure:
    """What a PDF carries with it: its record, made when its pages are known, and its day."""

    record: Callable[[int, Mapping[str, int]], bytes]
    day: date


def typeset(
    document: Document,
    place: Location,
    enclosure: Enclosure | None = None,
    standards: Standards = USUAL,
) -> Page:
    """Set a document; raises RenderError when a resource, a glyph or a word is missing."""
    found: list[Finding] = []
    with listening() as heard, blaming(place):
        html = opened(document)
        origins = Origins(document, html.etree_element, place)
        set_ = render(html, document, heard, **options(standards))
        at = places(set_)
        record = enclosure.record(len(set_.pages), at) if enclosure else b""
        carried = attachments(record, enclosure.day) if enclosure else []
        finish = finisher(set_, partial(Written, origins.of, document.language, standards), found)
        pdf = set_.write_pdf(attachments=carried, finisher=finish, **options(standards))
    sheets = laid(set_)
    found += [*told([named(m, document) for m in heard], origins), *foreign(set_, sheets, origins)]
    stop(found)  # a picture or a glyph that is missing takes its words along
    found += misfits(sheets, origins)
    stop([*found, *compare(story(html.etree_element, sheets, document), pdf, origins)])
    told_, lines = tuple(dict.fromkeys(found)), tuple(map(rows, sheets))
    return Page(pdf, len(set_.pages), used(set_.pages[-1]), at, told_, record, lines)


def finisher(
    set_: weasyprint.Document, about: Callable[[Tree], Written], found: list[Finding]
) -> Callable[[Any, Any], None]:
    """What ends a PDF while it is written: its tags mended, its claims made, both checked."""
    sheets = watched(set_)

    def finish(_: Any, pdf: Any) -> None:
        written = about(Tree(pdf, sheets))
        mend(written.tree)
        claim(pdf, written.standards)
        found.extend(faults(written))
        write_once(pdf)

    return finish


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
