"""Sites of editions for tests: of a workspace's editions of some days, none of them laid."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from asof import data, output
from asof.briefing.definition import Briefing
from asof.build import filled_document
from asof.jobs import Job, Request, plan_jobs
from asof.ledger import Ledger
from asof.publish.producers import COMPARERS, LATEST, PRODUCERS
from asof.publish.site import Files, FreshEdition, Record, Site, SiteEdition, Successor
from asof.workspace import Workspace, find_workspace

NOON = datetime(2021, 2, 1, 12, 0, tzinfo=UTC)


def fresh_edition(ledger: Ledger, job: Job) -> FreshEdition:
    """An edition as it comes onto a site, its PDF a word."""
    edition = job.edition(ledger)
    document = filled_document(edition, job)
    told = job.described(1) | output.record_of(document, edition, {})
    on_site = SiteEdition(
        briefing=job.briefing.name,
        row=job.row.name if job.row else None,
        lang=job.workspace.short(job.tag),
        day=job.day,
        known=job.known,
        number="1",
        title=document.title,
        pdfs={job.path.name: "0" * 64},
        published=datetime(job.day.year, job.day.month, job.day.day, 9, 30, tzinfo=UTC),
        pages=1,
    )
    record = json.loads(output.record_bytes(told))
    return FreshEdition(
        edition=on_site, record=record, document=document, pdfs={job.path.name: b"%PDF-"}
    )


def fresh_editions(root: Path, days: Sequence[date], *names: str) -> Iterator[FreshEdition]:
    """The editions of some days, each with the record of the one before it."""
    workspace, ledger, briefings = published(root, days[-1])
    before: dict[tuple[str, str], FreshEdition] = {}
    for day in days:
        for job in plan_jobs(workspace, briefings, Request(day, day=day, briefings=names)):
            made = fresh_edition(ledger, job)
            last = before.get(made.edition.series)
            before[made.edition.series] = made
            yield replace(made, before=last.record if last else None)


def published(root: Path, today: date) -> tuple[Workspace, Ledger, dict[str, Briefing]]:
    """A workspace that is published, its ledger and its briefings."""
    workspace = find_workspace(root)
    config = replace(workspace.config, url=workspace.config.url or "https://example.org/reports")
    workspace = replace(workspace, config=config)
    ledger, briefings = data.read(workspace, Request(today).store)
    return workspace, ledger, dict(briefings)


def with_parts(record: Record) -> Iterator[dict[str, Any]]:
    """The facts of a record, before them those that they are reckoned of."""
    for fact in record.get("parts", ()):
        yield from with_parts({"parts": fact.get("parts", ()), "facts": [fact]})
    for fact in record.get("facts", ()):
        yield from with_parts({"parts": fact.get("parts", ())})
        yield fact


def site_of(root: Path, fresh: Sequence[FreshEdition], moment: datetime = NOON) -> Site:
    """The site on which some editions are."""
    workspace, _, briefings = published(root, fresh[-1].edition.day)
    facts: dict[str, dict[str, Record]] = {}
    sources: dict[str, dict[str, Record]] = {}
    for each in fresh:
        lang = each.edition.lang
        at = {"edition": each.edition.folder}
        facts.setdefault(lang, {}).update({f["key"]: f | at for f in with_parts(each.record)})
        sources.setdefault(lang, {}).update({s["id"]: s for s in each.record["sources"]})
    return Site(
        workspace=workspace,
        moment=moment,
        briefings=briefings,
        editions=tuple(each.edition for each in fresh),
        facts=facts,
        sources=sources,
    )


def all_touched(site: Site) -> Site:
    """A site of which a run makes all anew."""
    facts = frozenset((lang, key) for lang, told in site.facts.items() for key in told)
    return replace(site, touched=frozenset(site.by_series), touched_facts=facts, whole=True)


def made_files(site: Site, fresh: Sequence[FreshEdition]) -> Files:
    """All that is on a site, put together as a run does."""
    standing = tuple(each for each in fresh if each.edition.stands)
    after = [each for each in standing if site.beside[each.edition.folder][0]]
    later = tuple(
        Successor(edition=each.edition, record=each.record, before=each.before)
        for each in after
        if each.before
    )
    files: Files = {}
    made = [produce(site, standing) for produce in PRODUCERS]
    for new in (*made, *(compare(site, later) for compare in COMPARERS)):
        assert not files.keys() & new.keys()
        files |= new
    for edition in site.latest.values():
        for name, make in LATEST.items():
            content = files[f"{edition.folder}{name}"]
            files[f"{edition.latest_folder}{name}"] = make(site, edition, content)
    return files
