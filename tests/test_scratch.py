"""What is removed is gone at once, also for who still works there."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Event, Thread

import pytest

from asof.scratch import remove, remove_abandoned


def test_a_folder_goes_while_somebody_makes_files_in_it(tmp_path: Path) -> None:
    for number in range(30):
        folder, begun = tmp_path / f"{number}", Event()
        folder.mkdir()

        def work(folder: Path = folder, begun: Event = begun) -> None:
            with suppress(FileNotFoundError):
                for each in range(10_000):
                    (folder / f"{each}").mkdir()
                    begun.set()

        worker = Thread(target=work)
        worker.start()
        begun.wait()
        remove(folder)
        worker.join()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["file", "link", "nothing"])
def test_what_is_no_folder_goes_alone(tmp_path: Path, kind: str) -> None:
    (tmp_path / "other").mkdir()
    path = tmp_path / "path"
    if kind == "file":
        path.touch()
    elif kind == "link":
        path.symlink_to(tmp_path / "other")
    remove(path)
    assert list(tmp_path.iterdir()) == [tmp_path / "other"]


def test_what_a_removal_that_was_killed_leaves_is_removed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / f".site.{gone_process()}.0123abcd"
    (folder / "in it").mkdir(parents=True)
    monkeypatch.setattr("shutil.rmtree", lambda *_, **__: None)
    monkeypatch.setattr("os.getpid", gone_process)
    remove(folder)
    monkeypatch.undo()
    (left,) = tmp_path.iterdir()
    assert left != folder
    remove_abandoned(tmp_path)
    assert list(tmp_path.iterdir()) == []


@cache
def gone_process() -> int:
    """The number of a process that runs no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        return process.pid
