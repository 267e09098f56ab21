"""The time and the memory that one edition may take: it is ended, and the others are printed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from asof import quota
from asof.quota import OverdueError, allotted
from mistakes import lay

SECONDS = 15  # enough for an edition on a machine that does much else
CHART = """\
from asof.charts import chart


@chart(caption="A chart of {name}")
def {name}(axes, edition):
    {work}
"""
WORK = {
    "sleeping": "import time; time.sleep(600)",
    "hungry": "kept = [bytearray(2**24) for _ in range(1000)]",
    "killed": "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)",
    "broken": "import os, signal; os.kill(os.getpid(), signal.SIGABRT)",
}
ENDLESS = """\
{% extends "theme/note.html" %}
{% block end %}
{% for a in range(99999) %}{% for b in range(99999) %}
{% endfor %}{% endfor %}
{% endblock %}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace of editions that take too much of something, and one that does not."""
    lay(tmp_path)
    config = tmp_path / "asof.yaml"
    config.write_text(f"{config.read_text()}limits: {{seconds: {SECONDS}, memory: 500}}\n")
    for folder in ("charts", "templates"):
        (tmp_path / folder).mkdir()
    briefings = tmp_path / "data/briefings"
    for name, work in WORK.items():
        (tmp_path / f"charts/{name}.py").write_text(CHART.format(name=name, work=work))
        page = f"title: A note\nas_of: 2021-01-18\nbody:\n  - chart: {name}\n"
        (briefings / f"{name}.yaml").write_text(page)
    (tmp_path / "templates/endless.html").write_text(ENDLESS)
    page = "title: A note\nas_of: 2021-01-18\ntemplate: endless.html\nbody:\n  - text: Words.\n"
    (briefings / "endless.yaml").write_text(page)
    return tmp_path


def built(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "asof.cli", "build", "--cache", "none", "--json", *words]
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.mark.skipif(not quota.STATM.exists(), reason="the kernel bounds no memory here")
def test_an_edition_that_takes_too_much_is_ended_and_the_others_are_printed(root: Path) -> None:
    done = built(root, "endless", "hungry", "note", "sleeping", "--jobs", "2")
    assert done.returncode == 3
    assert [e["briefing"] for e in json.loads(done.stdout)["editions"]] == ["note"]
    seconds = f"error: this edition takes longer than {SECONDS} seconds"
    for told in (
        "charts/hungry.py:6: error: this chart raised MemoryError",
        f"charts/sleeping.py:6: {seconds}",
        f"templates/endless.html:3: {seconds}",
        "hint: make less of it, or raise 'seconds' of the limits in asof.yaml",
        "hint: draw less, or raise 'memory' of the limits in asof.yaml",
    ):
        assert told in done.stderr
    assert "fault of asof" not in done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_ends_the_process_of_an_edition_ends_no_other(root: Path, jobs: str) -> None:
    done = built(root, "broken", "killed", "note", "--jobs", jobs)
    assert done.returncode == 3
    assert [e["briefing"] for e in json.loads(done.stdout)["editions"]] == ["note"]
    ended = "error: the process that was making 'broken' ended with SIGABRT"
    for told in (
        f"data/briefings/killed.yaml:1:1: error: this edition takes longer than {SECONDS} seconds",
        f"data/briefings/broken.yaml:1:1: {ended}",
        "hint: look for a lack of memory, or raise 'memory' of the limits in asof.yaml",
    ):
        assert told in done.stderr


def sleep_whatever_happens() -> None:
    """Sleep as libraries do that take every failure for their own."""
    while True:
        with suppress(Exception):
            time.sleep(10)


def test_time_that_is_over_is_no_exception_that_anybody_takes_for_a_failure() -> None:
    with pytest.raises(OverdueError), allotted(1, 500):
        sleep_whatever_happens()
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_work_within_work_has_no_time_of_its_own() -> None:
    with pytest.raises(OverdueError), allotted(1, 500), allotted(600, 500):
        time.sleep(10)


def test_work_that_does_not_hear_of_it_is_ended_by_the_kernel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(quota, "GRACE", 0)
    process = os.fork()
    if not process:
        with quota.ended_by_the_kernel(1):
            10**10**9
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGXCPU
