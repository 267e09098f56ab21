"""One edition from end to end: from the ledger to a dated PDF with its record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import Any, TypeVar

from asof import charts, engine, output, pdf, review, templates
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
from asof.jobs import Job, Outcome, PrintedEdition
from asof.ledger import Edition, Ledger, as_of
from asof.ledger.changes import Change, Seen, between
from asof.ledger.trace import RecordingEdition
from asof.limits import out_of_memory, out_of_time
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
from asof.quota import OverdueError, allotted
from asof.record.edition_record import BLANK, papers

T = TypeVar("T")
FREE: Mapping[str, float] = {}  # charts as high as they are by themselves
Changes = Callable[[date, Iterable[str]], tuple[Change, ...]]

SPACINGS: tuple[templates.Spacing, ...] = ("", "snug", "tight")  # the later, the closer
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


@contextmanager
def held_to_quota(job: Job) -> Iterator[None]:
    """Meanwhile an edition takes no more time and memory than is allowed; raises RenderError."""
    limits, place = job.workspace.config.limits, job.briefing.place
    try:
        with allotted(limits.seconds, limits.memory):
            yield
    except OverdueError as problem:
        told = out_of_time(templates.running_line(problem) or place, limits.seconds)
    except MemoryError as problem:
        told = out_of_memory(templates.running_line(problem) or place, limits.memory)
    else:
        return
    raise RenderError(told)


def with_row_name(found: Iterable[Finding], job: Job) -> tuple[Finding, ...]:
    """Findings that name their row."""
    return tuple(replace(each, rows=job.rows) for each in found)


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


def spacings(job: Job) -> tuple[templates.Spacing, ...]:
    """How close things may stand in an edition: as its briefing says for every language, or any.

    Larger type keeps its white, in every language, and takes as many pages as it needs.
    """
    if job.form.profile != "standard" or job.briefing.spacing == "usual":
        return SPACINGS[:1]
    return (job.briefing.spacing,) if job.briefing.spacing else SPACINGS


def with_lower_charts(edition: Edition, job: Job, spacing: templates.Spacing = "") -> LaidDocument:
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


def write_edition(job: Job, made: PrintedEdition) -> None:
    """Put an edition into its folder: the PDF, its record, and the HTML where that is asked for."""
    output.write_pair(files_of(job, made))
    if made.document:
        output.write_files(output.html_files(job.path.with_suffix(""), made.document))


def files_of(job: Job, made: PrintedEdition) -> dict[Path, bytes]:
    """The PDF of an edition and its record, each where it goes."""
    return {job.path: made.pdf, job.record: made.record}


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
    spacing: templates.Spacing = "",
    heights: Mapping[str, float] = FREE,
) -> Document:
    """An edition before it is set; `spacing` takes spilled lines back from the white.

    Some charts have `heights` in points, for which their pages have room. One that may be printed
    with findings is filled, judged, and filled again with the reasons for those that it has.
    """
    with held_to_quota(job):
        return _filled(edition, job, page_options(edition, job, spacing, heights))


def _filled(edition: Edition, job: Job, options: templates.PageOptions) -> Document:
    reader = RecordingEdition(edition, job.row)
    reader.adopt(job.reads)
    draw = charts.Drawer(job.workspace, job.store)
    fill = partial(templates.fill, job.workspace, job.definition, reader, draw)
    document = fill(options)
    if job.definition.allow:
        judged = review.Draft(job.definition, edition, document)
        reasons = review.printed_reasons(judged, reader, job.workspace)
        document = fill(replace(options, allowances=reasons))
    return replace(document, findings=(*document.findings, *closer_alone(job, options.spacing)))


def page_options(
    edition: Edition, job: Job, spacing: templates.Spacing, heights: Mapping[str, float]
) -> templates.PageOptions:
    """What the pages of an edition are to be."""
    return templates.PageOptions(
        form=job.form,
        others=job.twins,
        changes=changes(edition, job.former),
        spacing=spacing,
        heights=heights,
        since=None if ahead(job) else job.since,
        colophon=job.colophon,
    )


def draft(ledger: Ledger, job: Job) -> review.Draft:
    """An edition filled and not set, to be judged; what goes wrong is kept beside it."""
    edition = job.edition(ledger)
    told = partial(review.Draft, job.definition, edition, name=job.name, rows=job.rows)
    try:
        return told(filled_document(edition, job))
    except AsofError as problem:
        return told(failure=problem)
    except Exception as problem:  # noqa: BLE001 (as above)
        return told(failure=RenderError(own_fault(problem, job.briefing.place)))


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


def closer_alone(job: Job, spacing: templates.Spacing) -> tuple[Finding, ...]:
    """That things stand closer in an edition than may be so in its other languages."""
    if not job.twins or spacing == spacings(job)[0]:
        return ()
    told = f"'{job.path.name}' is set closer to save a page, whatever its other languages are"
    hint = f"write 'spacing: {spacing}', or usual, which counts in all of them"
    return (Finding("spacing", Severity.NOTE, job.briefing.place, told, hint),)


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
