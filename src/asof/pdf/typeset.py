"""Typeset a document as tagged PDF, and hold the page against what was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from asof.diagnostics import Finding, Location, RenderError, Severity
from asof.engine.adapter import blaming, engine, open_document, write_once
from asof.engine.laid_page import laid, rows
from asof.engine.log import listening
from asof.engine.shared_sheets import render
from asof.engine.tag_tree import Tree, watched
from asof.page.document import Document
from asof.pdf.accessibility.checks import TaggedPage, faults
from asof.pdf.accessibility.standards import USUAL, Standards, options, write_claims
from asof.pdf.accessibility.tags import mend
from asof.pdf.attachments import NAME
from asof.pdf.proof.engine_log import foreign, warnings_told, with_asset_names
from asof.pdf.proof.expected_text import story
from asof.pdf.proof.overflow import misfits
from asof.pdf.proof.source_map import Origins
from asof.pdf.proof.text_check import compare


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
        html = open_document(document)
        origins = Origins(document, html.etree_element, place)
        set_ = render(html, document, heard, **options(standards))
        at = places(set_)
        record = enclosure.record(len(set_.pages), at) if enclosure else b""
        carried = attachments(record, enclosure.day) if enclosure else []
        finish = finisher(
            set_, partial(TaggedPage, origins.of, document.language, standards), found
        )
        pdf = set_.write_pdf(attachments=carried, finisher=finish, **options(standards))
    sheets = laid(set_)
    found += [
        *warnings_told([with_asset_names(m, document) for m in heard], origins),
        *foreign(set_, sheets, origins),
    ]
    stop(found)  # a picture or a glyph that is missing takes its words along
    found += misfits(sheets, origins)
    stop([*found, *compare(story(html.etree_element, sheets, document), pdf, origins)])
    told_, lines = tuple(dict.fromkeys(found)), tuple(map(rows, sheets))
    return Page(pdf, len(set_.pages), used(set_.pages[-1]), at, told_, record, lines)


def finisher(
    set_: Any, about: Callable[[Tree], TaggedPage], found: list[Finding]
) -> Callable[[Any, Any], None]:
    """What ends a PDF while it is written: its tags mended, its claims made, both checked."""
    sheets = watched(set_)

    def finish(_: Any, pdf: Any) -> None:
        written = about(Tree(pdf, sheets))
        mend(written.tree)
        write_claims(pdf, written.standards)
        found.extend(faults(written))
        write_once(pdf)

    return finish


def attachments(record: bytes, day: date) -> list[Any]:
    """The record as an attachment, dated by its edition: left alone, the engine asks a clock."""
    stamp = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (the engine writes it as UTC)
    about = "The facts of this edition, their sources and what made it"
    dated = {"created": stamp, "modified": stamp}
    return [
        engine().Attachment(
            string=record, name=NAME, description=about, relationship="Data", **dated
        )
    ]


def stop(findings: list[Finding]) -> None:
    """Raise what is an error."""
    failed = [f for f in findings if f.severity is Severity.ERROR]
    if failed:
        raise RenderError(*dict.fromkeys(failed))


def places(set_: Any) -> dict[str, int]:
    """The page on which each element with an id begins."""
    numbered = list(enumerate(set_.pages, start=1))
    return {name: number for number, page in reversed(numbered) for name in page.anchors}


def used(page: Any) -> float:
    """How much of a page's height its words reach down, between its margins."""
    box = page._page_box
    body = [b for b in box.children if not hasattr(b, "at_keyword")]
    ends = [t.position_y + t.height for b in body for t in b.descendants() if hasattr(t, "text")]
    top = box.content_box_y()
    return float(max((end - top) / box.height for end in [*ends, top]))
