"""The editions that were built before: what each of them read, and what came of it."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from asof.batch.up_to_date import FILES, FOLDERS, SHIPPED, Kept, World
from asof.jobs import Built, Job, PrintedEdition
from asof.ledger.trace import Read, digest

NAME = "editions.sqlite"
DAMAGED = (
    *(sqlite3.Error, pickle.PickleError, EOFError, AttributeError),
    *(ImportError, LookupError, TypeError, ValueError),
)
TABLES = """
pragma journal_mode = wal;
pragma synchronous = off;
create table if not exists edition (
  path text primary key, world text, job text, pdf text, record text, built blob, reads blob
) without rowid;
create table if not exists file (name text primary key) without rowid;
"""
COLUMNS = "world, job, pdf, record, built, reads"
NEW = Read("new", "", "")  # reasons that are no read
GONE = Read("output", "", "")


@dataclass(frozen=True, slots=True)
class Editions:
    """What a cache tells of the editions of its output folder; without one, all are new."""

    out: Path
    table: sqlite3.Connection | None = None

    @property
    def files(self) -> frozenset[str]:
        """The files that editions read, outside the folders that are read as a whole."""
        found = self.table.execute("select name from file") if self.table else ()
        return frozenset(name for (name,) in found)

    def find(self, job: Job, world: World) -> Built:
        """A job's edition as it was built, or what of it would come out otherwise."""
        wanted = f"select {COLUMNS} from edition where path = ?"
        row = self.table.execute(wanted, [self._path(job)]).fetchone() if self.table else None
        try:
            return self._judged(job, world, row) if row else Built(job, why=(NEW,))
        except DAMAGED:
            return Built(job, why=(NEW,))

    def _judged(self, job: Job, world: World, row: tuple[Any, ...]) -> Built:
        stamp, before, pdf, record, built, reads = row
        if job.html or _digest(job.path) != pdf or _digest(job.record) != record:
            return Built(job, why=(GONE,))
        why: tuple[Read, ...] = ()
        asked = job.reads
        if (stamp, before) != (world.stamp, digest(asked)):
            why = tuple(world.differing(job, asked, pickle.loads(reads)))
            self._vouch(job, world, why)
        pages, findings = pickle.loads(built)
        return Built(job, pages, pdf, findings, reused=not why, why=why)

    def keep(self, job: Job, made: PrintedEdition, world: World) -> None:
        """Remember an edition that was built from a world."""
        kept = world.kept(made.reads)
        built = pickle.dumps((made.pages, made.findings), pickle.HIGHEST_PROTOCOL)
        digests = [sha256(content).hexdigest() for content in (made.pdf, made.record)]
        told = digest(job.reads)
        row = [self._path(job), world.stamp, told, *digests, built, pickle.dumps(kept, 5)]
        if self.table:
            names = [(each.read.name,) for each in kept if _elsewhere(each)]
            self.table.executemany("insert or ignore into file values (?)", names)
            self.table.execute("insert or replace into edition values (?, ?, ?, ?, ?, ?, ?)", row)

    def _vouch(self, job: Job, world: World, why: tuple[Read, ...]) -> None:
        """Remember that an edition holds in a world too, if nothing speaks against it."""
        if self.table and not why:
            told = [world.stamp, self._path(job)]
            self.table.execute("update edition set world = ? where path = ?", told)

    def _path(self, job: Job) -> str:
        return job.path.relative_to(self.out).as_posix()


def _digest(path: Path) -> str | None:
    """The digest of a file; nothing where there is none."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _elsewhere(each: Kept) -> bool:
    """Whether something read is a file in no folder that is read as a whole."""
    ours = (*SHIPPED, *(f"{folder}/" for folder in FOLDERS))
    return each.read.kind in FILES and not each.read.name.startswith(ours)


@contextmanager
def editions(out: Path, cache: Path) -> Iterator[Editions]:
    """What is told of the editions of an output folder; a damaged table is begun anew."""
    try:
        table = _opened(cache / NAME)
    except (sqlite3.Error, OSError):
        yield Editions(out)
        return
    with closing(table):
        yield Editions(out, table)


def _opened(path: Path) -> sqlite3.Connection:
    """The table in a file; raises what the machine refuses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _connected(path)
    except sqlite3.DatabaseError:
        path.unlink(missing_ok=True)
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    table = sqlite3.connect(path, isolation_level=None, timeout=60)
    table.executescript(TABLES)
    table.execute(f"select {COLUMNS} from edition limit 1").fetchone()
    return table
