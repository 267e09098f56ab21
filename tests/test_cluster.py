"""Tests for a dask cluster: the same bytes as here, and nothing lost when a worker dies."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import KilledWorker

from asof import data
from asof.batch.cluster import RemoteWorkspace, _outcomes, inputs_of, same
from asof.cache import NOTHING_KEPT, page_digest
from asof.diagnostics import AsofError
from asof.jobs import Outcome, Request, plan_jobs
from asof.workspace import find_workspace, read_workspace
from summaries import unsummed
from test_batch import EDITIONS, TODAY, Home, asof
from test_own_languages import lay as lay_languages


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[int]]]:
    """The address of a scheduler, and the processes of its two workers."""
    home = tmp_path_factory.mktemp("cluster")
    contact = home / "scheduler.json"
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(contact)]
    near = ["--host", "127.0.0.1"]
    alone = [*near, "--no-nanny", "--no-dashboard", "--nthreads", "1"]
    one = [*scheduler, *near, "--port", "0", "--no-dashboard", "--scheduler-file", str(contact)]
    started = [quietly(one, home), *(quietly([*worker, *alone], home) for _ in range(2))]
    try:
        yield address(contact), [process.pid for process in started[1:]]
    finally:
        for process in started:
            process.kill()
            process.wait()


def quietly(command: list[str], home: Path) -> subprocess.Popen[bytes]:
    """A process that says nothing."""
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=nowhere, stderr=nowhere, cwd=home)


def address(contact: Path) -> str:
    """The scheduler's address, when both workers are there."""
    from distributed import Client

    deadline = time.monotonic() + 60
    while not contact.is_file() and time.monotonic() < deadline:
        time.sleep(0.1)
    with Client(scheduler_file=str(contact), set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        return str(client.scheduler.address)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_a_cluster_prints_the_same_bytes(home: Home, cluster: tuple[str, list[int]]) -> None:
    assert home.made(dask=cluster[0]) == EDITIONS
    found = home.files()
    assert home.made(dask=cluster[0]) == []
    shutil.rmtree(home.root / "build")
    home.made()
    assert home.files() == found


def test_what_fails_there_is_told_as_here(home: Home, cluster: tuple[str, list[int]]) -> None:
    failing = "    assert edition.each['code'] != 'south'\n    steps("
    home.change("charts/roll.py", "    steps(", failing)
    there = asof(home.root, "build", "--dask", cluster[0])
    here = asof(home.root, "build", "--jobs", "1")
    assert there.exit_code == here.exit_code == 3
    assert unsummed(there.stderr) == unsummed(here.stderr)


class Nobody:
    """A client of dask whose workers answer as they are told to."""

    def __init__(self, **answers: object) -> None:
        self.answers = answers

    def run(self, *_: object, **__: object) -> dict[str, object]:
        return self.answers


def test_a_cluster_without_workers_is_told() -> None:
    with pytest.raises(AsofError) as refused:
        same(Nobody())
    assert str(refused.value) == (
        "error: the cluster has no workers\n  hint: start some with 'dask worker'"
    )


def test_a_worker_of_another_version_is_told() -> None:
    with pytest.raises(AsofError) as refused:
        same(Nobody(one="another digest", other=page_digest(NOTHING_KEPT)))
    assert str(refused.value) == (
        "error: the worker one has another asof, or other libraries\n"
        "  hint: install there what is installed here, or print with --jobs"
    )


class Deadly(Nobody):
    """A client of dask whose workers die of whatever they make."""

    def nthreads(self) -> dict[str, int]:
        return {"one": 1}

    def submit(self, *_: object, **__: object) -> Deadly:
        return self

    def result(self) -> Outcome:
        raise KilledWorker("make", None, 3)


def test_an_edition_of_which_every_worker_dies_is_told(home: Home) -> None:
    place = find_workspace(home.root)
    job = plan_jobs(place, data.read(place)[1], Request(TODAY))[0]
    (outcome,) = _outcomes(Deadly(), "a workspace", [job], lambda: False)
    assert str(outcome) == (
        f"{job.briefing.place}: error: the workers that were making '{job.name}' died\n"
        "  hint: look for a lack of memory there"
    )


def test_a_machine_without_dask_says_what_to_install(home: Home) -> None:
    without = "import sys; sys.modules['distributed'] = None; from asof.cli import main; main()"
    words = ["--workspace", str(home.root), "build", "--dask", "tcp://127.0.0.1:9"]
    done = subprocess.run(
        [sys.executable, "-c", without, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.endswith(
        "error: --dask needs 'distributed'\n  hint: pip install 'asof[dask]'\n"
    )


def test_no_scheduler_is_told(home: Home) -> None:
    done = asof(home.root, "build", "--dask", "tcp://127.0.0.1:9")
    assert done.exit_code == 2
    first, hint = done.stderr.splitlines()[-2:]
    reason = first.rpartition("127.0.0.1:9: ")[2]
    assert first == f"error: no dask scheduler at tcp://127.0.0.1:9: {reason}"
    assert reason
    assert hint == "  hint: start one with 'dask scheduler'"


def test_a_worker_that_is_killed_loses_nothing(home: Home, cluster: tuple[str, list[int]]) -> None:
    slow = "    import time; time.sleep(2)\n    steps("
    home.change("charts/roll.py", "    steps(", slow)
    command = [sys.executable, "-m", "asof.cli", "--workspace", str(home.root), "build"]
    process = subprocess.Popen([*command, "--dask", cluster[0]], stderr=subprocess.PIPE, text=True)
    first = home.root / "build/2026-02-28/riding-north.en.pdf"
    deadline = time.monotonic() + 60
    while not first.is_file() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(cluster[1][0], signal.SIGKILL)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    found = home.files()
    shutil.rmtree(home.root / "build")
    home.made()
    assert home.files() == found


@pytest.mark.parametrize("runs_code", [True, False])
def test_a_worker_runs_no_code_where_none_may_run(tmp_path: Path, runs_code: bool) -> None:
    root = lay_languages(tmp_path)
    home = read_workspace(root, runs_code=runs_code)
    (job, _) = plan_jobs(home, data.read(home)[1], Request(today=TODAY))
    sent = inputs_of(job)
    place = RemoteWorkspace(sent.packed, runs_code=sent.runs_code)
    try:
        there = place.read[0]
        assert there.runs_code is runs_code
        assert [*there.spoken.known] == (["da-DK", "en-CA"] if runs_code else ["en-CA"])
    finally:
        place.leave()
