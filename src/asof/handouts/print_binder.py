"""A binder printed: the whole of it, or the pages to exchange in the one printed before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from asof import data, output
from asof.briefing.binders import Binder, BinderPart
from asof.diagnostics import Finding, Location
from asof.handouts import binder_records as records
from asof.handouts.binder import BoundBinder, bind, exchange_pdf
from asof.handouts.binder_pages import BinderRecord
from asof.handouts.exchange import Exchange, exchanges, pages_of
from asof.jobs import Request, folder
from asof.text import plain_text, scalar
from asof.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for: only the pages to exchange, in which binder; and where it is to go."""

    changed: bool = False
    since: str | None = None
    out: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBinder:
    """What was printed: the file, none where there is nothing to exchange; where it is recorded.

    `pages` is how many of the binder's pages are in it.
    """

    path: Path | None
    pages: int
    kept: str
    steps: tuple[Exchange, ...] = ()
    findings: tuple[Finding, ...] = ()


def named_binder(workspace: Workspace, names: tuple[str, ...]) -> Binder:
    """The binder of a name; else one of briefings, under the title of the publication."""
    found = data.binder(workspace, names[0]) if len(names) == 1 else None
    if found:
        return found
    place = Location("binder")
    briefings = tuple(scalar(name, place) for name in dict.fromkeys(names))
    part = BinderPart(heading=plain_text(""), briefings=briefings, place=place)
    return Binder(title=workspace.title, parts=(part,), place=place)


def print_binder(
    workspace: Workspace, binder: Binder, request: Request, asked: Asked
) -> PrintedBinder:
    """Print a binder, with its record beside it, and keep that for the next exchange."""
    bound = bind(workspace, binder, request)
    record, content, pages = bound.record, bound.content, len(bound.record.pages)
    steps: tuple[Exchange, ...] = ()
    if asked.changed or asked.since:
        old = _before(workspace, record, asked.since)
        records.refuse_unlike(old, record)
        steps = exchanges(old, record)
        content = exchange_pdf(bound, old, steps) if steps else b""
        pages = sum(len(pages_of(step.insert)) for step in steps)
    kept = records.keep_record(workspace, record)
    path = asked.out or _usual_path(workspace, bound, request, exchange=bool(steps))
    if not content:
        return PrintedBinder(path=None, pages=0, kept=kept, findings=bound.findings)
    output.write_files(
        {path: content, path.with_suffix(".json"): records.binder_record_bytes(record)}
    )
    return PrintedBinder(path=path, pages=pages, kept=kept, steps=steps, findings=bound.findings)


def _before(workspace: Workspace, record: BinderRecord, since: str | None) -> BinderRecord:
    if since is None:
        return records.last_other(workspace, record)
    return records.since(workspace, record, since)


def _usual_path(
    workspace: Workspace, bound: BoundBinder, request: Request, *, exchange: bool
) -> Path:
    """build/DAY/NAME.binder.LANG[.FORM…][.exchange].pdf."""
    record, form = bound.record, bound.own.form.unlike(workspace.config.form)
    known = [f"known-{record.known}"] if record.known != record.as_of else []
    parts = [record.name, "binder", record.lang, *form, *known, *["exchange"] * exchange]
    return folder(workspace, request) / record.as_of / f"{'.'.join(parts)}.pdf"
