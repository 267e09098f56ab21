"""One edition from end to end: from the ledger to a dated PDF with its record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any, TypeVar

from asof import engine, output, pdf
from asof.diagnostics import (
    AsofError,
    Finding,
    RenderError,
    Severity,
    number_of,
    own_fault,
)
from asof.disk import is_full
from asof.engine import LaidDocument
from asof.filling_process import filled
from asof.jobs import Job, Outcome, PrintedEdition, ahead, held_to_quota, spacings, with_row_name
from asof.ledger import Edition, Ledger, as_of
from asof.page.document import Document
from asof.pagination import (
    FULL,
    OTHERS,
    SHORT,
    evened,
    laid_whole,
    levelled,
    lines_over_panels,
    outlined,
)

if TYPE_CHECKING:
    from datetime import date

    from asof.review import Draft, Whole
    from asof.templates import Spacing
    from asof.workspace import Workspace

T = TypeVar("T")
FREE: Mapping[str, float] = {}  # charts as high as they are by themselves
TRIED = 4  # charts of an edition that are tried in a lower height: each costs laying it once more


def attempt(ledger: Ledger, job: Job) -> Outcome:
    """One edition made, or why it cannot be."""
    return attempted(job, partial(make, ledger, job))


def attempted(job: Job, work: Callable[[], T]) -> T | AsofError:
    """What some work on an edition makes, or why it cannot be made."""
    try:
        with held_to_quota(job):
            return work()
    except AsofError as problem:
        return type(problem)(*with_row_name(problem.findings, job))
    except OSError as problem:
        if not is_full(problem):  # the machine lacks something, for all others as well
            raise
        full = output.unwritable(Path(gettempdir()), problem, "TMPDIR")
        return RenderError(*full.findings)
    except Exception as problem:  # noqa: BLE001 (a fault of ours spoils one edition, not the others)
        fault = own_fault(problem, job.briefing.place)
        return RenderError(*with_row_name([fault], job))


def make(ledger: Ledger, job: Job) -> PrintedEdition:
    """One edition from end to end: ledger, edition, document, pages, record, PDF."""
    return print_edition(job.edition(ledger), job)


def print_edition(edition: Edition, job: Job) -> PrintedEdition:
    """An edition filled, laid on pages, recorded, written and held against what was given."""
    with held_to_quota(job):
        return laid_edition(edition, job, to_be_seen=job.form.draft)[1]


def laid_edition(
    edition: Edition, job: Job, *, to_be_seen: bool
) -> tuple[LaidDocument, PrintedEdition]:
    """An edition on its pages, and printed; one that fails only where it is to be seen as it is."""
    laid = composed(edition, job)
    record = edition_record(laid, edition, job)
    written = pdf.write_pdf(laid, record, job.known)
    try:
        proved = pdf.proofread(laid, written)
    except RenderError as problem:
        if not to_be_seen:
            raise
        return to_be_looked_at(laid, edition, job, problem)
    found = (*laid.document.findings, *proved, *too_long(job, laid), *ahead(job))
    return laid, as_printed(laid, written.content, record, job, found)


def as_printed(
    laid: LaidDocument, content: bytes, record: bytes, job: Job, found: tuple[Finding, ...] = ()
) -> PrintedEdition:
    """An edition with its record, and what was found in it."""
    return PrintedEdition(
        pages=laid.count,
        pdf=content,
        record=output.with_digest(record, sha256(content).hexdigest()),
        reads=laid.document.trace,
        findings=with_row_name(found, job),
        document=laid.document if job.html else None,
    )


def to_be_looked_at(
    laid: LaidDocument, edition: Edition, job: Job, problem: RenderError
) -> tuple[LaidDocument, PrintedEdition]:
    """An edition that fails all the same, printed with what has no room outlined."""
    laid = outlined(laid, pdf.unfitting(laid), partial(lay_job, job=job))
    record = edition_record(laid, edition, job)
    made = as_printed(laid, pdf.write_pdf(laid, record, job.known).content, record, job)
    note = (as_draft(job),) if job.form.draft else ()
    found = with_row_name((*problem.findings, *note), job)
    return laid, replace(made, failure=RenderError(*found))


def as_draft(job: Job) -> Finding:
    """That a draft is written though it fails."""
    told = f"'{job.path.name}' is written to be looked at: what has no room is outlined"
    return Finding("draft", Severity.NOTE, job.briefing.place, told)


def composed(edition: Edition, job: Job) -> LaidDocument:
    """An edition on its pages: spilled lines are taken back where that saves one, or a fold's side.

    They are taken back from no more of the white than it takes; where no page is saved, the last
    one takes lines along.
    """
    usual, *closer_ones = spacings(job)
    laid = with_lower_charts(edition, job, usual)
    if spills(job, laid):
        for spacing in closer_ones:
            closer = with_lower_charts(edition, job, spacing)
            if saves(laid, closer):
                laid = closer
                break
    return evened(laid, partial(lay_job, job=job), SHORT.get(job.form.profile, OTHERS))


def with_lower_charts(edition: Edition, job: Job, spacing: Spacing = "") -> LaidDocument:
    """An edition on its pages, a chart lower where that lets it stand on one, or on one sooner.

    Each that may is tried in the order of pages, for what one takes the next one has not.
    """
    fill = partial(filled_document, edition, job, spacing=spacing)
    laid, heights, tried = lay_whole(fill(), job), dict[str, float](), set[str]()
    while len(tried) < TRIED and (
        lower := next((c for c in engine.lower_charts(laid) if c.name not in tried), None)
    ):
        tried.add(lower.name)
        wanted = heights | {lower.name: lower.height}
        moved = lay_whole(fill(heights=wanted), job)
        if lower.stands_on(moved) and moved.count <= laid.count:
            laid, heights = moved, wanted
    return laid


def lay_whole(document: Document, job: Job) -> LaidDocument:
    """A document on the pages of a job: pictures level, boxes whole or under titles again."""
    lay = partial(lay_job, job=job)
    laid = levelled(lay(document), lay)
    return laid_whole(laid, lay, SHORT.get(job.form.profile, OTHERS))


def lay_job(document: Document, job: Job) -> LaidDocument:
    """A document on the pages of a job."""
    place = job.briefing.place
    with engine.counted_pages(job.workspace.config.limits.pages, place):
        return engine.lay(document, place, job.standards)


def edition_record(laid: LaidDocument, edition: Edition, job: Job, **more: Any) -> bytes:
    """What an edition says, on which pages, and what it was made from."""
    told = output.record_of(laid.document, edition, laid.places)
    return output.record_bytes(job.described(laid.count) | told | more)


def spills(job: Job, laid: LaidDocument) -> bool:
    """Whether a page more was begun than is wanted, or hardly used, or a side of a fold is over."""
    over = laid.count > limit(job, laid) or lines_over_panels(laid) > 0
    return over or (laid.count > 1 and laid.used < FULL)


def saves(laid: LaidDocument, closer: LaidDocument) -> bool:
    """Whether what stands closer has a page less, or no longer a side of a fold that is over."""
    mended = lines_over_panels(laid) > 0 and not lines_over_panels(closer)
    return closer.count < laid.count or mended


def limit(job: Job, laid: LaidDocument) -> int:
    """The pages that an edition may have; larger type takes as many as it needs."""
    standard = job.form.profile == "standard"
    return (job.briefing.max_pages if standard else None) or laid.count


def filled_document(
    edition: Edition,
    job: Job,
    *,
    spacing: Spacing = "",
    heights: Mapping[str, float] = FREE,
) -> Document:
    """An edition before it is set; `spacing` takes spilled lines back from the white.

    Some charts have `heights` in points, for which their pages have room.
    """
    with held_to_quota(job):
        return filled(edition, job, spacing, heights)


def draft(ledger: Ledger, job: Job) -> Draft:
    """An edition filled and not set, to be judged; what goes wrong is kept beside it."""
    from asof.review import Draft

    edition = job.edition(ledger)
    told = partial(Draft, job.definition, edition, name=job.name, rows=job.rows)
    try:
        return told(filled_document(edition, job))
    except AsofError as problem:
        return told(failure=problem)
    except Exception as problem:  # noqa: BLE001 (as above)
        return told(failure=RenderError(own_fault(problem, job.briefing.place)))


def whole(workspace: Workspace, ledger: Ledger, day: date, known: date) -> Whole:
    """A workspace beside its editions, as a day sees it, to be judged."""
    from asof.data import every_binder
    from asof.review import Whole
    from asof.templates import faults_beside_editions

    binders = every_binder(workspace)
    return Whole(
        edition=as_of(ledger, day, known, workspace.language(workspace.languages[0])),
        binders=binders,
        found=tuple(faults_beside_editions(workspace, binders)),
    )


def too_long(job: Job, laid: LaidDocument) -> tuple[Finding, ...]:
    """By how much an edition is over its pages."""
    most = limit(job, laid)
    if laid.count <= most:
        return over_its_side(job, laid)
    lines = sum(laid.lines[most:])
    told = f"{laid.count} pages, {laid.count - most} over max_pages by {number_of(lines, 'line')}"
    hint = "shorten the texts, or raise max_pages"
    return (Finding("max-pages", Severity.WARNING, job.briefing.at("max_pages"), told, hint),)


def over_its_side(job: Job, laid: LaidDocument) -> tuple[Finding, ...]:
    """By how much the cover or the back of a folded sheet is over its side."""
    lines = lines_over_panels(laid)
    if not lines:
        return ()
    told = f"the cover or the back is over its side by {number_of(lines, 'line')}, set inside"
    hint = "shorten its texts, or name fewer sources"
    return (Finding("max-pages", Severity.WARNING, job.briefing.place, told, hint),)
