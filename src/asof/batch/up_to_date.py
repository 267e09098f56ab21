"""Whether what an edition read before would be answered the same now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from asof.briefing.dated_texts import LATEST, newest_name
from asof.jobs import Job
from asof.ledger import Ledger
from asof.ledger.trace import ASKED, VALUE_CHANGE, Read, RecordingEdition, answered, digest
from asof.workspace import Workspace

FILES = {"template", "resource", "chart", "language"}
SHIPPED = "theme/"  # part of the program, which is read as a whole
CHANGES = "changes"
IMPLIED = {"each", "text"}  # told by other reads: the row, the briefing, facts, charts


def decisive(reads: Iterable[Read]) -> tuple[Read, ...]:
    """What of a trace is to be asked again: the rest follows from it."""
    return tuple(read for read in reads if not _implied(read))


def _implied(read: Read) -> bool:
    return read.kind in IMPLIED or (read.kind in FILES and read.name.startswith(SHIPPED))


@dataclass(frozen=True, slots=True)
class CurrentInputs:
    """The workspace and its ledger, asked again what editions asked before; each thing once."""

    workspace: Workspace
    ledger: Ledger
    _readers: dict[tuple[object, ...], RecordingEdition] = field(default_factory=dict)
    _answers: dict[tuple[object, ...], str | None] = field(default_factory=dict)

    def differing(self, job: Job, reads: Iterable[Read]) -> Iterator[Read]:
        """What a job's edition read before and would not read again; nothing while it holds."""
        before = tuple(reads)
        own = {(read.kind, read.name): read.digest for read in job.reads}
        for read in before:
            if read.kind == CHANGES:
                holds = all(self._stands(job, each) for each in before if each.kind == "fact")
            elif (read.kind, read.name) in own:
                holds = own.pop((read.kind, read.name)) == read.digest
            else:
                holds = self._holds(job, read)
            if not holds:
                yield read
        yield from (Read(kind, name, told) for (kind, name), told in own.items())

    def _holds(self, job: Job, read: Read) -> bool:
        if read.kind == "chart" and not self.workspace.runs_code:
            return False
        if read.kind in FILES:
            return self.workspace.files.digest(read.name) == read.digest
        if read.kind == LATEST:
            name = newest_name(self.workspace.files, read.name, job.day, job.tag)
            return digest(name) == read.digest
        if read.kind == "absent":
            return self.workspace.files.digest(read.name) == ""
        return self._stands(job, read) or self._answer(job, read) == read.digest

    def _stands(self, job: Job, read: Read) -> bool:
        """Whether an answer is made from the same as before."""
        try:
            return read.source == self._source(job, read) != ""
        except KeyError:
            return False

    def _source(self, job: Job, read: Read) -> str:
        if read.kind in ("fact", VALUE_CHANGE):
            return self.ledger.digest(read.name.partition("@")[0])
        if read.kind == "edition":
            return {"day": job.day, "known": job.known}[read.name].isoformat()
        return self.ledger.names_digest if read.kind == "query" else ""

    def _answer(self, job: Job, read: Read) -> str | None:
        """What an edition of that day answers now, asked once for all that read it."""
        which = (job.day, job.known, job.tag)
        if which not in self._readers:
            edition = job.edition(self.ledger)
            self._readers[which] = RecordingEdition(edition)
        if (*which, read) not in self._answers and read.kind in ASKED:
            self._answers[*which, read] = answered(read, self._readers[which])
        return self._answers.get((*which, read))
