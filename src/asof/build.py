"""One edition from end to end: from the ledger to a dated PDF with its record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from hashlib import sha256
from typing import Any

from asof import charts, output, pdf, review, templates
from asof.diagnostics import AsofError, Finding, Severity
from asof.jobs import Job, Made, Outcome, cache_in
from asof.language import language
from asof.model import Edition, Ledger, as_of
from asof.model.changes import Change, Seen, between
from asof.model.document import Document
from asof.model.paper import BLANK, papers
from asof.model.trace import Reader

Changes = Callable[[date, Iterable[str]], tuple[Change, ...]]

SPILL, LARGER = 0.15, 0.25  # a last page with no more on it than this is tried without


def attempt(ledger: Ledger, job: Job) -> Outcome:
    """One edition made, or why it cannot be."""
    try:
        return make(ledger, job)
    except AsofError as problem:
        return type(problem)(*named(problem.findings, job))


def named(found: Iterable[Finding], job: Job) -> tuple[Finding, ...]:
    """Findings that name their row."""
    return tuple(replace(each, rows=job.rows) for each in found)


def make(ledger: Ledger, job: Job) -> Made:
    """One edition from end to end: ledger, edition, document, page, record."""
    edition = as_of(ledger, job.day, job.known, language(job.tag))
    return made(job, *composed(edition, job))


def composed(edition: Edition, job: Job) -> tuple[Document, pdf.Page]:
    """An edition on its pages: spilled lines are taken back where that saves one."""
    document, page = printed(edition, job)
    if not spills(job, page):
        return document, page
    closer = printed(edition, job, tight=True)
    return closer if closer[1].pages < page.pages else (document, page)


def made(job: Job, document: Document, page: pdf.Page) -> Made:
    """What came of a job, with everything found."""
    found = named(document.findings + page.findings + too_long(job, page) + ahead(job), job)
    whole = output.with_digest(page.record, sha256(page.pdf).hexdigest())
    kept = document if job.html else None
    return Made(page.pages, page.pdf, whole, document.trace, found, kept)


def write(job: Job, made: Made) -> None:
    """Put an edition into its folder: the PDF, its record, and the HTML where that is asked for."""
    output.write(job.path, made.pdf)
    output.write(job.record, made.record)
    if made.document:
        output.write_html(job.path.with_suffix(""), made.document)


def record(page: pdf.Page) -> dict[str, Any]:
    """The record that a page carries."""
    carried: dict[str, Any] = json.loads(page.record)
    return carried


def spills(job: Job, page: pdf.Page) -> bool:
    """Whether a page more was begun than is wanted, or hardly used."""
    spilled = SPILL if job.form.profile == "standard" else LARGER
    return page.pages > limit(job, page) or (page.pages > 1 and page.last < spilled)


def limit(job: Job, page: pdf.Page) -> int:
    """The pages that an edition may have; larger type takes as many as it needs."""
    standard = job.form.profile == "standard"
    return (job.briefing.max_pages if standard else None) or page.pages


def printed(edition: Edition, job: Job, *, tight: bool = False) -> tuple[Document, pdf.Page]:
    """An edition filled and set; `tight` takes spilled lines back from the white."""
    document = filled(edition, job, tight=tight)

    def carried(pages: int, places: Mapping[str, int]) -> bytes:
        whole = job.described(pages) | output.record(document, edition, places)
        return output.canonical(whole)

    enclosed = pdf.Enclosure(carried, job.known)
    return document, pdf.typeset(document, job.briefing.place, enclosed, job.standards)


def filled(edition: Edition, job: Job, *, tight: bool = False) -> Document:
    """An edition as it is before it is set; `tight` as for `printed`."""
    reader = Reader(edition, job.row)
    reader.adopt(job.reads)
    draw = partial(charts.draw, job.workspace, cache=cache_in(job.out))
    since = None if ahead(job) else job.since
    sheet = templates.Sheet(
        job.form, job.twins, changes(edition, job.former), tight, since, seal=job.seal
    )
    return templates.fill(job.workspace, job.definition, reader, draw, sheet)


def draft(ledger: Ledger, job: Job) -> review.Draft:
    """An edition filled and not set, to be judged; what goes wrong is kept beside it."""
    edition = as_of(ledger, job.day, job.known, language(job.tag))
    told = partial(review.Draft, job.definition, edition, name=job.name, rows=job.rows)
    try:
        return told(filled(edition, job))
    except AsofError as problem:
        return told(failure=problem)


def ahead(job: Job) -> tuple[Finding, ...]:
    """That the change bars were to look back to a day that an edition has not seen yet."""
    if job.since is None or job.since <= job.day:
        return ()
    told = f"no change bars: {job.since} is after the day of this edition, {job.day}"
    return (Finding("since", Severity.WARNING, job.briefing.place, told, "give an earlier day"),)


def changes(edition: Edition, former: Mapping[str, Any] | None) -> Changes:
    """What tells what became of some facts between an earlier day and an edition.

    Where a former edition of that day is given by its record, what it printed counts, whatever the
    ledger says now.
    """

    @cache
    def sides(since: date) -> tuple[Seen, Seen]:
        known = date.fromisoformat(former["known"]) if former else min(since, edition.known)
        before = as_of(edition.ledger, since, known, edition.language)
        return papers(former, BLANK, before, edition) if former else (before, edition)

    return lambda since, keys: between(*sides(since), tuple(keys))


def too_long(job: Job, page: pdf.Page) -> tuple[Finding, ...]:
    """By how much an edition is over its pages."""
    most = limit(job, page)
    if page.pages <= most:
        return ()
    lines = sum(page.lines[most:])
    told = f"{page.pages} pages, {page.pages - most} over max_pages by {counted(lines, 'line')}"
    hint = "shorten the texts, or raise max_pages"
    return (Finding("max-pages", Severity.WARNING, job.briefing.at("max_pages"), told, hint),)


def counted(number: int, noun: str) -> str:
    """A number of things."""
    return f"{number} {noun}{'s' if number != 1 else ''}"
