"""The workspace that fuzzing attacks: small, whole, and all its files in one table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree.ElementTree import tostring

from asof import build, data, engine, register, review
from asof.diagnostics import Finding
from asof.jobs import Job, Request, plan_jobs
from asof.ledger import Ledger
from asof.page.tree import SVG, is_element, parse
from asof.register import Issued, Withdrawal, code_of
from asof.register.reading import mark_name
from asof.register.records import entry_digest
from asof.workspace import Workspace, find_workspace

TODAY = date(2021, 1, 18)
NOON = datetime(2021, 1, 19, 12, tzinfo=UTC)
FACTS, TABLE, NOTE = "data/facts/port.yaml", "data/tables/port.csv", "data/briefings/note.yaml"
PAGE, DRAWING = "templates/note.html", "images/port.svg"
LANGUAGES = ("en-CA", "fr-CA", "es-MX")
FILES: Mapping[str, str] = {
    "asof.yaml": f"{{title: Port, languages: [{', '.join(LANGUAGES)}], timezone: UTC}}",
    "data/sources.yaml": "log: {title: Log, publisher: Port, published: 2021-01-18}",
    FACTS: """\
ships: {label: ships, unit: ships, observations: [{value: about 7, on: 2021-01-18, source: log}]}
permit: {label: permit, observations: [{value: 2021-05, from: 2021-01, source: log}]}
berths: {label: berths, observations: [{value: not public, on: 2021-01-18, source: log}]}
share: {label: share, unit: "%", observations: [{value: 8.5, on: 2021-01-18, source: log}]}
""",
    NOTE: "{title: Note, as_of: 2021-01-18, body: [text: 'There are {{ port.ships }} ships.']}",
}
TABLED = "cranes: {label: cranes, table: tables/port.csv}"
RECORD: Mapping[str, Any] = {
    "briefing": "note",
    "row": None,
    "as_of": "2021-01-18",
    "known": "2021-01-18",
    "lang": "en",
    "words": "0f",
    "prints": [["port.ships", "", "about 7", 1, "data/briefings/note.yaml:3:9", []]],
    "title": "Note",
    "facts": [],
}


@cache
def _folder() -> TemporaryDirectory[str]:
    made = TemporaryDirectory()
    for name, text in FILES.items():
        path = Path(made.name, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return made


@contextmanager
def with_files(**content: bytes) -> Iterator[Workspace]:
    """The workspace with some files of their own content, for the while."""
    root = Path(_folder().name)
    try:
        for name, whole in content.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(whole)
        yield find_workspace(root)
    finally:
        for name in content:
            _put_back(root / name, FILES.get(name))


def _put_back(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
    else:
        path.write_text(text, "utf-8")


def read(workspace: Workspace) -> Ledger:
    """Its ledger, with each fact made; raises AsofError."""
    ledger, _ = data.read(workspace)
    for fact in ledger:
        assert fact.key
    return ledger


def judged(workspace: Workspace, language: str) -> tuple[Finding, ...]:
    """What `check` says of its note in a language; raises AsofError where no data can be read."""
    ledger, job = _job(workspace, language)
    return review.review(workspace, ledger, [build.draft(ledger, job)], TODAY)


def laid(workspace: Workspace) -> None:
    """Set the pages of its note; raises AsofError."""
    ledger, job = _job(workspace, LANGUAGES[0])
    document = build.filled_document(job.edition(ledger), job)
    engine.lay(document, job.briefing.place, job.standards)


def _job(workspace: Workspace, language: str) -> tuple[Ledger, Job]:
    ledger, briefings = data.read(workspace)
    request = Request(today=TODAY, since="none", languages=(language,))
    (job,) = plan_jobs(workspace, briefings, request, ledger.former)
    return ledger, job


def well_formed(content: bytes) -> bytes:
    """The SVG that HTML makes of an input, which closes what is open: most get past the parser."""
    page = parse(f'<svg viewBox="0 0 9 9">{content.decode("utf-8", "replace")}</svg>')
    found = next(page.iter(f"{SVG}svg"))
    with suppress(ValueError):  # names that no XML has
        return tostring(found) if all(map(is_element, found.iter())) else b""
    return b""


@cache
def entries() -> Mapping[str, bytes]:
    """The files of a register of two editions, the first of them withdrawn."""
    with with_files() as workspace:
        first, _ = register.add_records(workspace, [_issued(1), _issued(2)], {})
        taken = Withdrawal(code=first.code, reason="wrong map", moment=NOON)
        register.mark_withdrawn(workspace, first, taken)
        files = sorted((workspace.root / "data/issued").rglob("*.json"))
        found = {path.relative_to(workspace.root).as_posix(): path.read_bytes() for path in files}
        for path in files:
            path.unlink()
    return found


ANEW = 0x80


def altered(content: bytes) -> dict[str, bytes]:
    """The register with one file of other content, which the first byte names.

    Where that says so the digest is made anew, as a forger can: all that is then wrong with the
    entry is what it says.
    """
    first, whole = content[:1] or b"\0", content[1:]
    files = dict(entries())
    name = sorted(files)[first[0] % len(files)]
    with suppress(ValueError, RecursionError):
        said = json.loads(whole)
        if first[0] & ANEW and isinstance(said, dict):
            digest = entry_digest(said)
            mark = json.dumps({"entry": digest}).encode()
            return {name: json.dumps(said | {"entry": digest}).encode(), mark_name(digest): mark}
    return files | {name: whole}


def _issued(release: int) -> Issued:
    record = {**RECORD, "release": release}
    record["code"] = code_of(record)
    digest = f"digest of {json.dumps(record['code'])}"
    return Issued(edition=record, approved_by="A. Editor", moment=NOON, digest=digest)
