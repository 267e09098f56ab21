"""What editions can read, as it is now: whether what one read before would be answered the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from asof import data
from asof.jobs import Job
from asof.kept import digest_of_all as joined
from asof.kept import maker
from asof.language import language
from asof.ledger import Ledger, as_of
from asof.ledger.trace import ASKED, Read, RecordingEdition, answered, digest
from asof.workspace import Workspace

FILES = {"template": True, "resource": False, "chart": False}  # whether the digest is of its text
SHIPPED = ("theme/", "fonts/")  # part of the program, which is read as a whole
FOLDERS = ("templates", "charts")
CHANGES = "changes"
IMPLIED = {"each", "text"}  # told by other reads: the row, the briefing, facts, charts


class Kept(NamedTuple):
    """Something an edition read; `source` is the digest of what the answer was made from."""

    read: Read
    source: str = ""


@dataclass
class World:
    """The workspace and the program, asked again what editions asked before.

    `files` are those that editions read outside the folders that belong to a workspace.
    """

    workspace: Workspace
    ledger: Ledger
    files: frozenset[str] = frozenset()
    _digests: dict[str, str | None] = field(default_factory=dict)
    _readers: dict[tuple[object, ...], RecordingEdition] = field(default_factory=dict)
    _answers: dict[tuple[object, ...], str | None] = field(default_factory=dict)

    @cached_property
    def stamp(self) -> str:
        """The digest of all that any edition can read: while it is the same, so is every page."""
        parts = (f"{name} {self.content(name, text=False)}" for name in sorted(self._names()))
        found = chain([maker(), data.stamp(self.workspace)], parts)
        return joined(part.encode() for part in found)

    def _names(self) -> Iterator[str]:
        yield from self.files
        for folder in FOLDERS:
            yield from self.workspace.files.below(folder)

    def content(self, name: str, *, text: bool) -> str | None:
        """The digest of a file's content, or of its text; nothing where it is not there."""
        key = f"{name} {text}"
        if key not in self._digests:
            self._digests[key] = self._read(name, text)
        return self._digests[key]

    def _read(self, name: str, text: bool) -> str | None:
        try:
            content = (self.workspace.root / name).read_bytes()
            return digest(content.decode("utf-8-sig") if text else content)
        except (OSError, UnicodeDecodeError):
            return None

    # ---- what an edition read

    def kept(self, reads: Iterable[Read]) -> tuple[Kept, ...]:
        """Reads, each with the digest of what its answer was made from."""
        return tuple(Kept(read, self.source(read)) for read in reads)

    def source(self, read: Read) -> str:
        """The digest of what an answer is made from: while it is the same, the answer is."""
        if read.kind == "fact":
            return self.ledger.digest(read.name.partition("@")[0])
        return self.ledger.names_digest if read.kind == "query" else ""

    def differing(self, job: Job, asked: Sequence[Read], kept: Sequence[Kept]) -> Iterator[Read]:
        """What a job's edition read before and would not read again; nothing while it holds.

        `asked` is what the job itself decides of its page.
        """
        own = {(read.kind, read.name): read.digest for read in asked}
        still = all(self._stands(each) for each in kept if each.read.kind == "fact")
        for each in kept:
            read = each.read
            if read.kind == CHANGES:
                holds = still
            elif (read.kind, read.name) in own:
                holds = own.pop((read.kind, read.name)) == read.digest
            else:
                holds = self._holds(job, each)
            if not holds:
                yield read
        yield from (Read(kind, name, told) for (kind, name), told in own.items())

    def _holds(self, job: Job, each: Kept) -> bool:
        read = each.read
        if read.kind in FILES:
            now = self.content(read.name, text=FILES[read.kind])
            return read.name.startswith(SHIPPED) or now == read.digest
        if read.kind == "absent":
            return self.content(read.name, text=False) is None
        if read.kind in IMPLIED:
            return True
        return self._stands(each) or self._answer(job, read) == read.digest

    def _stands(self, each: Kept) -> bool:
        """Whether an answer is made from the same as before."""
        try:
            return each.source == self.source(each.read) != ""
        except KeyError:
            return False

    def _answer(self, job: Job, read: Read) -> str | None:
        """What an edition of that day answers now, asked once for all that read it."""
        which = (job.day, job.known, job.tag)
        if which not in self._readers:
            edition = as_of(self.ledger, job.day, job.known, language(job.tag))
            self._readers[which] = RecordingEdition(edition)
        if (*which, read) not in self._answers and read.kind in ASKED:
            self._answers[*which, read] = answered(read, self._readers[which])
        return self._answers.get((*which, read))
