"""A laid document written as tagged PDF, and held against what was given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from asof import engine
from asof.diagnostics import Finding, RenderError, Severity
from asof.engine import AttachedFile, LaidDocument, Tree
from asof.pdf.accessibility.checks import TaggedPage, faults
from asof.pdf.accessibility.claims import keep_dots, write_claims
from asof.pdf.accessibility.tags import mend
from asof.pdf.attachments import NAME
from asof.pdf.proof.altered_figures import altered_figures
from asof.pdf.proof.drawn_words import drawn_words
from asof.pdf.proof.engine_log import (
    foreign_fonts,
    missing_scripts,
    warning_findings,
    with_asset_names,
)
from asof.pdf.proof.expected_text import story
from asof.pdf.proof.overflow import misfits, without_room
from asof.pdf.proof.reading_directions import drawn_leftward, unclear_directions
from asof.pdf.proof.source_map import Origins
from asof.pdf.proof.text_check import compare
from asof.pdf.proof.visibility import styled_by_author, unseen


@dataclass(frozen=True, slots=True)
class WrittenPdf:
    """A PDF, and what a voice or an archive would miss in it."""

    content: bytes
    faults: tuple[Finding, ...]


def load() -> None:
    """Load what reads a PDF, which is needed when one is written."""
    import pypdfium2  # noqa: F401 (only that it is there in time)


def write_pdf(laid: LaidDocument, record: bytes = b"", day: date = date.min) -> WrittenPdf:
    """Write a document, its tags mended and its claims made, with its record, dated by its day."""
    at = origins(laid).of

    def finish(tree: Tree) -> tuple[Finding, ...]:
        mend(tree)
        keep_dots(tree.pdf)
        write_claims(tree.pdf, laid.standards)
        return tuple(faults(TaggedPage(at, laid.document.language, laid.standards, tree)))

    files = [AttachedFile(NAME, record, laid.document.about_record, day)] if record else []
    return WrittenPdf(*engine.write(laid, files, finish))


def proofread(laid: LaidDocument, written: WrittenPdf) -> tuple[Finding, ...]:
    """Everything found in a PDF; raises RenderError where a resource, a glyph or a word is missing.

    A picture or a glyph that is missing takes its words along, so it alone is told; so is what is
    cut off or outside the sheet, of which there is nothing to see, and a drawing that is spoilt.
    """
    origin = origins(laid)
    warnings = [with_asset_names(message, laid.document) for message in laid.warnings]
    found = [*written.faults, *warning_findings(warnings, origin), *foreign_fonts(laid, origin)]
    found += missing_scripts(warnings, origin)
    found += [*unclear_directions(laid, origin), *drawn_leftward(laid, origin)]
    _stop(found)
    found += misfits(laid.pages, origin)
    spoilt = {f.place for f in found if f.place}
    found += drawn_words(laid.pages, written.content, origin, spoilt)
    spoilt |= {f.place for f in found if f.place}
    found += altered_figures(laid.pages, origin)
    given = story(laid.root, laid.pages, laid.document)
    found += compare(given, written.content, origin, spoilt)
    _stop(found)
    found += unseen(written.content, origin) if styled_by_author(laid.document) else ()
    _stop(found)
    return tuple(dict.fromkeys(found))


def fits(laid: LaidDocument) -> bool:
    """Whether everything has room where it stands."""
    return not any(misfits(laid.pages, origins(laid)))


def unfitting(laid: LaidDocument) -> Iterator[Any]:
    """The elements whose words or pictures have no room where they stand."""
    return (leaf.element for leaf in without_room(laid.pages) if leaf.element is not None)


def origins(laid: LaidDocument) -> Origins:
    """What finds the place in the workspace that something on a page came from."""
    return Origins(laid.document, laid.root, laid.place)


def _stop(findings: list[Finding]) -> None:
    """Raise what is an error."""
    failed = [f for f in findings if f.severity is Severity.ERROR]
    if failed:
        raise RenderError(*dict.fromkeys(failed))
