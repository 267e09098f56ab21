"""Sites of what a workspace has issued, made from its register, without a PDF."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from asof.page.document import Document
from asof.publish.site import FreshEdition, Record, Site, SiteEdition, Withdrawn
from asof.publish.verdicts import verdict_files
from asof.register import Issued, read_register
from asof.workspace import find_workspace

MOMENT = datetime(2021, 4, 2, 12, 5, tzinfo=UTC)
NO_DOCUMENT = cast(Document, None)  # what answers codes looks at no document


def issued_site(root: Path, url: str, *kept_back: str) -> Site:
    """All that was issued, but for codes that are kept back."""
    workspace = find_workspace(root)
    workspace = replace(workspace, config=replace(workspace.config, url=url))
    entries = [each for each in read_register(workspace).issued if each.code not in kept_back]
    editions = tuple(edition_of(each) for each in entries)
    facts: dict[str, dict[str, Record]] = {}
    sources: dict[str, dict[str, Record]] = {}
    for entry, edition in sorted(zip(entries, editions, strict=True), key=lambda e: e[1].order):
        if edition.stands:
            told = {f["key"]: f | {"edition": edition.folder} for f in entry.edition["facts"]}
            facts.setdefault(edition.lang, {}).update(told)
            named = {each["id"]: each for each in entry.edition["sources"]}
            sources.setdefault(edition.lang, {}).update(named)
    touched = frozenset(each.series for each in editions)
    return Site(
        workspace=workspace,
        moment=MOMENT,
        briefings={},
        editions=editions,
        facts=facts,
        sources=sources,
        touched=touched,
    )


def edition_of(issued: Issued) -> SiteEdition:
    """An entry of the register as an edition of the site."""
    told, taken = issued.edition, issued.withdrawal
    return SiteEdition(
        briefing=told["briefing"],
        row=told["row"],
        lang=issued.lang or told["lang"],
        day=issued.day,
        known=issued.known,
        number=f"r{issued.release}",
        title=told["title"],
        pdfs={},
        published=issued.moment,
        issued=issued.moment,
        code=issued.code,
        reason=told.get("reason", ""),
        withdrawn=Withdrawn(taken.moment, taken.reason) if taken else None,
    )


def fresh_of(site: Site, root: Path) -> tuple[FreshEdition, ...]:
    """All of its editions as they come onto it."""
    records = {each.code: each.edition for each in read_register(find_workspace(root)).issued}
    return tuple(
        FreshEdition(edition=e, record=records[e.code], document=NO_DOCUMENT, pdfs={})
        for e in site.editions
    )


def written(folder: Path, root: Path, url: str, *kept_back: str) -> Site:
    """What answers codes, in a folder."""
    site = issued_site(root, url, *kept_back)
    put(folder, verdict_files(site, fresh_of(site, root)).items())
    return site


def put(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Files below a folder."""
    for path, content in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
