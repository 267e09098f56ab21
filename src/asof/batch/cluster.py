"""Workers of a dask cluster: the same plan, elsewhere. The only door to dask."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from hashlib import sha256
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from distributed import Client, KilledWorker, WorkerPlugin

from asof import data, workspace
from asof.briefing.definition import Briefing
from asof.build import attempt
from asof.cache import NOTHING_KEPT, page_digest
from asof.diagnostics import AsofError, RenderError, error
from asof.files import File, FileError
from asof.jobs import Job, Outcome
from asof.ledger import Ledger
from asof.workspace import Workspace

AHEAD = 4  # jobs in the hands of each thread of a worker
RETRIES = 3
OUT = "build"
SKIPPED = {OUT, "node_modules"}
OF_THE_PLACE = {
    "workspace",
    "briefing",
    "row",
    "out",
    "store",
}  # what a job has of its own on a machine
Order = dict[str, Any]


def cluster_outcomes(
    address: str, jobs: Sequence[Job], stopped: Callable[[], bool]
) -> Generator[Outcome, None, None]:
    """The outcomes of jobs in their order, made by a cluster's workers; raises AsofError.

    What they need is shipped once to each worker, also to one that joins later. The job of a
    worker that dies is given to another.
    """
    with connected(address) as client:
        same(client)
        inputs = inputs_of(jobs[0])
        client.register_plugin(inputs)
        try:
            yield from _outcomes(client, inputs.name, jobs, stopped)
        finally:
            client.unregister_worker_plugin(inputs.name)


def connected(address: str) -> Client:
    """The cluster at an address; raises AsofError where there is none."""
    try:
        return Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as problem:
        told = f"no dask scheduler at {address}: {' '.join(str(problem).split())}"
        raise AsofError(error(None, told, "start one with 'dask scheduler'")) from None


def same(client: Client) -> None:
    """Workers of another version would print other bytes: raises AsofError that names them."""
    here = page_digest(NOTHING_KEPT)
    found: Mapping[str, Any] = client.run(page_digest, NOTHING_KEPT, on_error="return")
    hint = "install there what is installed here, or print with --jobs"
    others = sorted(name for name, theirs in found.items() if theirs != here)
    if others:
        told = (f"the worker {name} has another asof, or other libraries" for name in others)
        raise AsofError(*(error(None, each, hint) for each in told))
    if not found:
        raise AsofError(error(None, "the cluster has no workers", "start some with 'dask worker'"))


def _outcomes(
    client: Client, name: str, jobs: Sequence[Job], stopped: Callable[[], bool]
) -> Iterator[Outcome]:
    """Outcomes in order; no more is submitted than keeps every worker busy."""
    upcoming, waiting = iter(jobs), deque[tuple[Job, Any]]()
    while True:
        threads = sum(client.nthreads().values())
        free = 0 if stopped() else AHEAD * max(1, threads) - len(waiting)
        for job in islice(upcoming, max(0, free)):
            future = client.submit(_make, name, order_of(job), retries=RETRIES, pure=False)
            waiting.append((job, future))
        if not waiting:
            return
        job, future = waiting.popleft()
        try:
            yield future.result()
        except KilledWorker:
            told = f"the workers that were making '{job.name}' died"
            yield RenderError(error(job.briefing.place, told, "look for a lack of memory there"))


# ---- what is shipped


class Inputs(WorkerPlugin):  # type: ignore[misc] # distributed has no types
    """A workspace on its way to a worker, and there: dask brings it to each of them."""

    def __init__(self, name: str, packed: bytes, *, runs_code: bool) -> None:
        self.name, self.packed, self.runs_code = name, packed, runs_code

    def setup(self, worker: Any) -> None:  # noqa: ARG002 (dask's)
        """Unpack it, before the worker has its first job."""
        _places[self.name] = RemoteWorkspace(self.packed, runs_code=self.runs_code)

    def teardown(self, worker: Any) -> None:  # noqa: ARG002 (dask's)
        """Take it away."""
        place = _places.pop(self.name, None)
        if place:
            place.leave()


def inputs_of(job: Job) -> Inputs:
    """What every worker needs to make such jobs."""
    packed = pack(job.workspace, job.out)
    runs_code = job.workspace.runs_code
    name = f"asof-{sha256(packed).hexdigest()[:16]}" + ("" if runs_code else "-no-code")
    return Inputs(name, packed, runs_code=runs_code)


def pack(home: Workspace, out: Path) -> bytes:
    """The files of a workspace that may be read, as a ZIP file: the bytes that were read here."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=1) as file:
        for path in sorted(_files(home.root, out)):
            with suppress(FileError):
                _put(file, home.files.read(path.relative_to(home.root).as_posix()))
    return packed.getvalue()


def _files(root: Path, out: Path) -> Iterator[Path]:
    """The files of a workspace that a page may load: no hidden ones, and no output."""
    for path in root.iterdir():
        hidden = path.name.startswith((".", "__pycache__"))
        if hidden or path.name in SKIPPED or path == out or (path / "pyvenv.cfg").is_file():
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path, out)
        else:
            yield path


def _put(packed: ZipFile, file: File) -> None:
    """Add a file, with no date: the same content makes the same bytes."""
    packed.writestr(ZipInfo(file.name), file.content, ZIP_DEFLATED)


def order_of(job: Job) -> Order:
    """A job as it travels: what has its own place on each machine is told by name."""
    told = {f.name: getattr(job, f.name) for f in fields(job) if f.name not in OF_THE_PLACE}
    return told | {"briefing": job.briefing.name, "row": job.row.name if job.row else None}


# ---- on the worker


class RemoteWorkspace:
    """A workspace unpacked on a worker, read when its first job is there."""

    def __init__(self, packed: bytes, *, runs_code: bool) -> None:
        self.runs_code = runs_code
        self.root = Path(mkdtemp(prefix="asof-"))
        with ZipFile(BytesIO(packed)) as file:
            file.extractall(self.root)
        self.out = self.root / OUT
        self._read: tuple[Workspace, Ledger, Mapping[str, Briefing]] | None = None

    @property
    def read(self) -> tuple[Workspace, Ledger, Mapping[str, Briefing]]:
        """The workspace, with all that its data say."""
        if self._read is None:
            home = workspace.read_workspace(self.root, runs_code=self.runs_code)
            self._read = (home, *data.read(home))
        return self._read

    def job(self, order: Order) -> Job:
        """A job as it is here."""
        home, _, briefings = self.read
        briefing = briefings[order["briefing"]]
        row = next((row for row in briefing.rows if row.name == order["row"]), None)
        own = {"workspace": home, "briefing": briefing, "row": row, "out": self.out}
        return Job(**(order | own))

    def leave(self) -> None:
        """Take the files away."""
        shutil.rmtree(self.root, ignore_errors=True)


_places: dict[str, RemoteWorkspace] = {}  # of this worker, by the names of the inputs
_one_at_a_time = Lock()  # the engine is not made for threads


def _make(name: str, order: Order) -> Outcome:
    """Make a job on a worker."""
    with _one_at_a_time:
        place = _places[name]
        return attempt(place.read[1], place.job(order))
