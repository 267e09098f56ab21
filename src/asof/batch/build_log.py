"""The log of what was built: of each edition the digests of its files, and of all that it read."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from asof.batch.up_to_date import CurrentInputs, decisive
from asof.cache import decode, encode, key_of
from asof.diagnostics import Finding
from asof.jobs import Built, Job, PrintedEdition
from asof.ledger.trace import Read
from asof.nofollow import content_of

KIND = "edition"
NEW = Read("new", "", "")  # reasons that are no read
OTHER = Read("output", "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """What came beside a PDF, and what both were made from, as that was when it was read."""

    record: str
    pages: int
    findings: tuple[Finding, ...]
    reads: tuple[Read, ...]


def find_built(job: Job, inputs: CurrentInputs) -> Built:
    """A job's edition as it lies there, or what of it would come out otherwise.

    What lies there is known by its bytes alone: whoever put them there, they were printed here.
    """
    path = job.path
    pdf = None if job.html else _digest(path)
    if pdf is None:
        return Built(job, why=(NEW,))
    found = decode(LogEntry, job.store.get(KIND, _key(job, path, pdf)))
    if found is None or _digest(path.with_suffix(".json")) != found.record:
        return Built(job, why=(OTHER,))
    why = tuple(inputs.differing(job, found.reads))
    return Built(job, found.pages, pdf, found.findings, reused=not why, why=why)


def log_built(job: Job, made: PrintedEdition) -> None:
    """Remember an edition that was built: nothing that it read is looked at again."""
    entry = LogEntry(
        record=sha256(made.record).hexdigest(),
        pages=made.pages,
        findings=made.findings,
        reads=decisive(made.reads),
    )
    job.store.put(KIND, _key(job, job.path, made.digest), encode(entry))


def _key(job: Job, path: Path, pdf: str) -> str:
    """The key of what lies at a path, whatever folder that is below."""
    return key_of(job.day.isoformat(), path.name, pdf)


def _digest(path: Path) -> str | None:
    """The digest of a file; nothing where there is none."""
    content = content_of(path)
    return None if content is None else sha256(content).hexdigest()
