"""The errata sheet: what the holder of an old copy has to know, on one page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from asof import charts, pdf, templates
from asof.briefing.definition import Briefing
from asof.build import edition_record, lay_job
from asof.compare.differences import Comparison
from asof.diagnostics import Finding
from asof.engine import LaidDocument
from asof.jobs import Job
from asof.ledger.changes import Sort
from asof.ledger.printing import text_in
from asof.ledger.trace import RecordingEdition
from asof.page.document import Document
from asof.templates import Errata, PageOptions, Spacing

TEMPLATE = "theme/errata.html"


@dataclass(frozen=True, slots=True)
class ErrataSheet:
    """The errata of a comparison as a PDF, and what was found wrong with the page."""

    content: bytes
    findings: tuple[Finding, ...]


def errata(comparison: Comparison, job: Job) -> ErrataSheet:
    """Print the errata of a comparison."""
    told = replace(job, briefing=sheet_of(job.briefing, comparison))
    laid = _laid(comparison, told)
    record = edition_record(laid, comparison.after, told, errata=comparison.described())
    written = pdf.write_pdf(laid, record, told.known)
    found = (*laid.document.findings, *pdf.proofread(laid, written))
    return ErrataSheet(written.content, found)


def sheet_of(briefing: Briefing, comparison: Comparison) -> Briefing:
    """The errata of a briefing: under its name and in its hands, with nothing else of it."""
    language = comparison.after.language
    title = language.word(sheet_word(comparison), title=text_in(briefing.title, language))
    return briefing.sheet(title, TEMPLATE)


def sheet_word(comparison: Comparison) -> str:
    """The word for a sheet: errata where a copy was wrong, else what has changed."""
    wrong = any(change.sort in (Sort.CORRECTED, Sort.WITHDRAWN) for change in comparison.changes)
    return "errata" if wrong else "what_changed"


def _laid(comparison: Comparison, job: Job) -> LaidDocument:
    """The sheet: as lists where a value is too wide for its column, closer beyond one page."""
    laid = lay_job(_filled(comparison, job), job)
    listed = not pdf.fits(laid)
    if listed:
        laid = lay_job(_filled(comparison, job, listed=True), job)
    if laid.count > 1:
        laid = lay_job(_filled(comparison, job, listed=listed, spacing="tight"), job)
    return laid


def _filled(
    comparison: Comparison, job: Job, *, listed: bool = False, spacing: Spacing = ""
) -> Document:
    draw = charts.Drawer(job.workspace)
    changed = Errata(comparison.before.day, comparison.changes, listed)
    sheet = PageOptions(form=job.form, spacing=spacing, errata=changed)
    return templates.fill(
        job.workspace, job.briefing, RecordingEdition(comparison.after), draw, sheet
    )
