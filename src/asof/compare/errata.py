"""The errata sheet: what the holder of an old copy has to know, on one page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from asof import charts, output, pdf, templates
from asof.briefing.definition import Briefing
from asof.build import edition_record, lay_job, too_long
from asof.compare.differences import Comparison
from asof.diagnostics import Finding
from asof.jobs import Job
from asof.ledger import Edition
from asof.ledger.printing import text_in
from asof.ledger.trace import RecordingEdition
from asof.located import Scalar
from asof.page.document import Document
from asof.templates import Errata, PageOptions
from asof.text import plain_text

TEMPLATE = "theme/errata.html"


def errata(comparison: Comparison, job: Job, path: Path) -> tuple[Finding, ...]:
    """Print the errata of a comparison into a file; what was found wrong with the page."""
    told = replace(job, briefing=sheet_of(job.briefing, comparison.after))
    laid = lay_job(_filled(comparison, told), told)
    if laid.count > 1:
        laid = lay_job(_filled(comparison, told, tight=True), told)
    record = edition_record(laid, comparison.after, told, errata=comparison.described())
    written = pdf.write_pdf(laid, record, told.known)
    found = (*laid.document.findings, *pdf.proofread(laid, written), *too_long(told, laid))
    output.write_file(path, written.content)
    return found


def sheet_of(briefing: Briefing, edition: Edition) -> Briefing:
    """The errata of a briefing: under its name and in its hands, with nothing else of it."""
    title = text_in(briefing.title, edition.language)
    return replace(
        briefing,
        title=plain_text(edition.language.word("errata", title=title), briefing.title.place),
        template=template(),
        question=None,
        principals=(),
        next_update=None,
        allow=(),
        source_notes="end",
        max_pages=1,
        body=(),
    )


def template() -> Scalar:
    """The layout, as a briefing names one."""
    name = plain_text(TEMPLATE).get("")
    assert name
    return name


def _filled(comparison: Comparison, job: Job, *, tight: bool = False) -> Document:
    draw = partial(charts.draw, job.workspace)
    changed = Errata(comparison.before.day, comparison.changes)
    sheet = PageOptions(form=job.form, tight=tight, errata=changed)
    return templates.fill(
        job.workspace, job.briefing, RecordingEdition(comparison.after), draw, sheet
    )
