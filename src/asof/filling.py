"""One edition filled: from what is known to the document that is to be set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Any

from asof import charts, templates
from asof.diagnostics import Finding, Severity
from asof.jobs import Job, ahead, spacings
from asof.ledger import Edition, as_of
from asof.ledger.changes import Change, Seen, between
from asof.ledger.trace import RecordingEdition
from asof.page.document import Document
from asof.record.edition_record import BLANK, papers

Changes = Callable[[date, Iterable[str]], tuple[Change, ...]]


def fill_edition(
    edition: Edition, job: Job, spacing: templates.Spacing, heights: Mapping[str, float]
) -> Document:
    """An edition before it is set.

    One that may be printed with findings is filled, judged, and filled again with the reasons for
    those that it has.
    """
    options = page_options(edition, job, spacing, heights)
    reader = RecordingEdition(edition, job.row)
    reader.adopt(job.reads)
    draw = charts.Drawer(job.workspace, job.store)
    fill = partial(templates.fill, job.workspace, job.definition, reader, draw)
    document = fill(options)
    if job.definition.allow:
        from asof import review

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
