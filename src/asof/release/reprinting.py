"""Prints an issued edition again, as it was issued: the same inputs make the same bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from asof import templates
from asof.briefing.definition import Briefing
from asof.diagnostics import AsofError, error
from asof.form import Form
from asof.jobs import Document, Job, Request, job_of, looking_back
from asof.register import Issued, Register
from asof.release.qr_code import address, qr_code
from asof.templates import Colophon
from asof.workspace import Workspace


def colophon_of(workspace: Workspace, form: Form, said: Colophon) -> Colophon:
    """What a page prints of a release: with its address, and that as a picture with its seal."""
    url = workspace.config.url
    if not url:
        return said
    at = address(url, said.code)
    ink = templates.look(workspace, form.profile).palette.ink
    return replace(said, url=at, picture=qr_code(f"{at}#{said.seal}" if said.seal else at, ink))


def job_as_issued(
    workspace: Workspace, briefing: Briefing, issued: Issued, entered: Register
) -> Job:
    """The job that prints an issued edition; raises AsofError where today's data lack its row."""
    record = issued.edition
    tag = workspace.language_called(record["lang"])
    document = document_of(briefing, record["row"])
    request = Request(issued.day, day=issued.day, known=issued.known)
    job = job_of(workspace, document, tag or record["lang"], request)
    form = Form(record["paper"], record["profile"], record["sides"])
    said = Colophon(issued.code, issued.release, record["words"], seal=record.get("seal", ""))
    before = at_moment(entered, issued.moment)
    return looking_back(
        replace(
            job,
            form=form,
            colophon=colophon_of(workspace, form, said),
            languages=_twins(workspace, issued, entered),
        ),
        None,
        before,
    )


def document_of(briefing: Briefing, name: str | None) -> Document:
    """The document of a briefing, or of its row; raises AsofError where there is none by now."""
    found = next((row for row in briefing.rows if row.name == name), None)
    if bool(name) != bool(briefing.for_each) or (name and found is None):
        told = f"'{briefing.name}' has no row '{name}' by now" if name else "it has rows by now"
        raise AsofError(error(briefing.place, told, "bring its table back to what it was"))
    return replace(briefing, rows=()), found


def at_moment(entered: Register, moment: datetime) -> Register:
    """A register as it stood before a moment: later releases and withdrawals were not there."""
    known = (
        i if i.withdrawal and i.withdrawal.moment < moment else replace(i, withdrawal=None)
        for i in entered.issued
        if i.moment < moment
    )
    return replace(entered, issued=tuple(known))


def _twins(workspace: Workspace, issued: Issued, entered: Register) -> tuple[str, ...]:
    """The languages in which its release existed once it was issued."""
    briefing, row, _ = issued.series
    there = {
        i.series[2]
        for i in entered.issued
        if i.series[:2] == (briefing, row)
        and (i.order, i.known) == (issued.order, issued.known)
        and i.moment <= issued.moment
    }
    return tuple(tag for tag in workspace.languages if workspace.short(tag) in there)
