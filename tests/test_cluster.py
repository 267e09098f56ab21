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

from summaries import unsummed
from test_batch import EDITIONS, Home, asof


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
    assert there.returncode == here.returncode == 3
    assert unsummed(there.stderr) == unsummed(here.stderr)


def test_no_scheduler_is_told(home: Home) -> None:
    done = asof(home.root, "build", "--dask", "tcp://127.0.0.1:9")
    assert done.returncode == 2
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
