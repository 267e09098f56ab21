"""Set a document with WeasyPrint: laid on pages, then written as a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from asof.diagnostics import AsofError, Location, RenderError, error, own_fault
from asof.disk import is_full
from asof.engine import fast
from asof.engine.first_words import whole_lines
from asof.engine.html_source import open_document
from asof.engine.laid_page import LaidDocument
from asof.engine.loading import engine
from asof.engine.log import capture_warnings
from asof.engine.reading_order import is_both_ways, order_lines
from asof.engine.tag_tree import Tree, record_painting, structure_tree
from asof.page.document import Document

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that a PDF carries with it."""

    name: str
    content: bytes
    about: str
    day: date


def lay(document: Document, place: Location, standards: tuple[str, ...]) -> LaidDocument:
    """Lay a document on its pages; raises RenderError at a place where the engine fails."""
    warnings: list[str] = []
    with capture_warnings(warnings), engine_errors_at(place):
        html = open_document(document)
        with fast.reused_styles(html, document, warnings) as fonts, whole_lines():
            pages = html.render(font_config=fonts, **options(standards))
        if is_both_ways(document):
            order_lines(pages)
    return LaidDocument(document, place, standards, html.etree_element, pages, warnings)


def write(
    laid: LaidDocument, files: Sequence[AttachedFile], finish: Callable[[Tree], T]
) -> tuple[bytes, T]:
    """Write a laid document as a PDF, and what finishing it gave.

    To finish is to change the PDF in the one pass in which the engine writes it: before, it has no
    tags, and afterwards it is bytes. This is the engine's own hook, called once.
    """
    painted = record_painting(laid.engine_document)
    finished: list[T] = []

    def finisher(_: object, pdf: Any) -> None:
        with own_faults_at(laid.place):
            finished.append(finish(structure_tree(pdf, painted)))
        fast.write_once(pdf)

    carried = [attachment(each) for each in files]
    with capture_warnings(laid.warnings), engine_errors_at(laid.place):
        pdf: bytes = laid.engine_document.write_pdf(
            attachments=carried, finisher=finisher, **options(laid.standards)
        )
    return pdf, finished[0]


def options(standards: tuple[str, ...]) -> dict[str, Any]:
    """What the engine is asked for; a page that claims nothing is tagged all the same."""
    if not standards:
        return {"pdf_tags": True}
    return {"pdf_variant": f"pdf/{standards[0]}"}


def attachment(file: AttachedFile) -> Any:
    """A file as the engine attaches it, with its own day: left alone, the engine asks a clock."""
    stamp = datetime(file.day.year, file.day.month, file.day.day)  # noqa: DTZ001 (written as UTC)
    return engine().Attachment(
        string=file.content,
        name=file.name,
        description=file.about,
        relationship="Data",
        created=stamp,
        modified=stamp,
    )


@contextmanager
def own_faults_at(place: Location) -> Iterator[None]:
    """Whatever our own part of the engine's work raises is our fault, and not the engine's."""
    try:
        yield
    except (AsofError, MemoryError):
        raise
    except Exception as problem:  # noqa: BLE001 (a fault of ours may be anything)
        raise RenderError(own_fault(problem, place)) from None


@contextmanager
def engine_errors_at(place: Location) -> Iterator[None]:
    """Whatever the engine raises is this edition's failure: the others are still printed."""
    engine()
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as problem:
        message = f"'{problem}' cannot be loaded"
        hint = "name a file of the workspace, from its top folder"
        raise RenderError(error(place, message, hint, "resource")) from None
    except (AsofError, MemoryError):  # what finishes a PDF is ours, and has said so
        raise
    except Exception as problem:
        if isinstance(problem, OSError) and is_full(problem):
            raise
        message = f"the engine failed with {type(problem).__name__}: {problem}"
        raise RenderError(error(place, message, rule="engine")) from problem
