"""What of a workspace is watched, and when it is told that something has changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest

from asof.preview.watching import AGAIN, POLLING, SECOND, Watched, polled, twice

TODAY = date(2021, 1, 18)
LONG = 30  # seconds that a machine may be busy for
QUIET = 0.4  # seconds in which nothing is told where nothing is to be


@dataclass
class Told:
    """A workspace that is watched beside the test, and what is told of it."""

    root: Path
    days: Queue[date] = field(default_factory=Queue)
    ends: list[bool] = field(default_factory=list)
    now: list[date] = field(default_factory=lambda: [TODAY])

    def watch(self, *, polling: bool = False, output: str = "build") -> Told:
        watched = Watched(
            root=self.root,
            output=self.root / output,
            today=lambda: self.now[-1],
            stopped=lambda: bool(self.ends),
            polling=polling,
        )

        def tell() -> None:
            for day in watched.days():
                self.days.put(day)

        self.thread = Thread(target=tell)
        self.thread.start()
        assert self.days.get(timeout=LONG) == self.now[-1]  # what is watched is, from here on
        return self

    def change(self) -> date:
        """The day of the next change, after which nothing more is told."""
        day = self.days.get(timeout=LONG)
        while not self.silent():
            pass
        return day

    def silent(self) -> bool:
        """Whether nothing is told for a while."""
        try:
            self.days.get(timeout=QUIET)
        except Empty:
            return True
        return False

    def end(self) -> None:
        self.ends.append(True)
        self.thread.join(LONG)
        assert not self.thread.is_alive()


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    for name in ("asof.yaml", "data/facts/a.yaml", "build/2021-01-18/note.en.pdf", ".git/HEAD"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    there = Told(tmp_path)
    yield there
    there.end()


def saved_in_place(root: Path) -> None:
    (root / "data/facts/a.yaml").write_text("y")


def saved_by_renaming(root: Path) -> None:
    (root / "data/facts/a.yaml.tmp").write_text("y")
    (root / "data/facts/a.yaml.tmp").rename(root / "data/facts/a.yaml")


def saved_by_deleting(root: Path) -> None:
    (root / "data/facts/a.yaml").unlink()
    (root / "data/facts/a.yaml").write_text("y")


def saved_over_a_backup(root: Path) -> None:
    (root / "data/facts/a.yaml").rename(root / "data/facts/a.yaml~")
    (root / "data/facts/a.yaml").write_text("y")


def many_saved(root: Path) -> None:
    for n in range(200):
        (root / f"data/facts/{n}.yaml").write_text("y")


def the_mark_saved(root: Path) -> None:
    (root / "asof.yaml").write_text("y")


def a_font_added(root: Path) -> None:
    (root / "brand/fonts").mkdir(parents=True)
    (root / "brand/fonts/own.woff2").write_bytes(b"y")


def a_language_removed(root: Path) -> None:
    (root / "data/facts/a.yaml").unlink()


def a_folder_moved(root: Path) -> None:
    (root / "data/facts").rename(root / "data/figures")


CHANGES = [
    saved_in_place,
    saved_by_renaming,
    saved_by_deleting,
    saved_over_a_backup,
    many_saved,
    the_mark_saved,
    a_font_added,
    a_language_removed,
    a_folder_moved,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_whatever_is_saved_is_told(told: Told, change: Callable[[Path], None]) -> None:
    told.watch()
    change(told.root)
    assert told.change() == TODAY


OTHERS = """\
build/2021-01-18/other.en.pdf
build/2021-01-19/note.en.pdf
.git/index
.asof.yaml.swp
data/facts/.#a.yaml
data/facts/#a.yaml#
data/facts/a.yaml~
data/facts/a.yaml___jb_tmp___
data/facts/4913
data/tables/~$x.xlsx
charts/__pycache__/personnel.cpython-311.pyc
"""


def test_what_nobody_reads_is_not_told(told: Told) -> None:
    paths = [told.root / name for name in OTHERS.splitlines()]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
    told.watch()
    for path in paths:
        path.write_text("y")
        path.unlink()
    assert told.silent()


def test_an_output_folder_of_another_name_is_not_told(told: Told) -> None:
    (told.root / "out").mkdir()
    told.watch(output="out")
    (told.root / "out/note.en.pdf").write_text("y")
    assert told.silent()


def test_a_folder_that_came_while_watching_is_watched(told: Told) -> None:
    told.watch()
    (told.root / "charts").mkdir()
    told.change()
    (told.root / "charts/personnel.py").write_text("y")
    told.change()
    (told.root / "charts/personnel.py").write_text("z")
    told.change()


def test_a_folder_that_was_put_in_the_place_of_another_is_watched(told: Told) -> None:
    told.watch()
    shutil.rmtree(told.root / "data/facts")
    (told.root / "data/facts").mkdir()
    told.change()
    (told.root / "data/facts/a.yaml").write_text("y")
    told.change()


def test_what_is_saved_while_nobody_asks_is_told_next(tmp_path: Path) -> None:
    (tmp_path / "asof.yaml").write_text("x")
    days = watched(tmp_path).days()
    assert next(days) == TODAY
    for n in range(3):
        (tmp_path / "asof.yaml").write_text(str(n))
    assert next(days) == TODAY


def test_a_new_day_is_told(told: Told) -> None:
    told.watch()
    told.now.append(date(2021, 1, 19))
    assert told.change() == date(2021, 1, 19)


# Where the kernel watches nothing


def watched(root: Path, *, polling: bool = False) -> Watched:
    return Watched(
        root=root,
        output=root / "build",
        today=lambda: TODAY,
        stopped=lambda: False,
        polling=polling,
    )


@pytest.mark.parametrize("change", [saved_by_renaming, a_font_added])
def test_what_is_saved_is_told_by_looking_in_turn(
    told: Told, change: Callable[[Path], None]
) -> None:
    told.watch(polling=True)
    change(told.root)
    assert told.change() == TODAY


REFUSED = """\
import os, resource, sys
from datetime import date
from pathlib import Path
import watchfiles
from asof.preview.watching import Watched
root, today = Path(sys.argv[1]), lambda: date(2021, 1, 18)
there = Watched(root=root, output=root, today=today, stopped=lambda: False, polling=False)
free = os.open(root, os.O_RDONLY)
resource.setrlimit(resource.RLIMIT_NOFILE, (free + 2, free + 2))  # the kernel's watch takes three
days = there.days()
print(next(days), there.polling)
(root / "asof.yaml").write_text("yy")
print(next(days))
"""


def test_where_the_kernel_watches_nothing_files_are_looked_at_in_turn(tmp_path: Path) -> None:
    (tmp_path / "asof.yaml").write_text("x")
    command = [sys.executable, "-c", REFUSED, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONG)
    assert (done.stdout, done.stderr) == ("2021-01-18 True\n2021-01-18\n", "")


def test_what_was_seen_by_looking_in_turn_is_told_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two saves in one second are told once: the library compares whole seconds."""
    times = iter([0, 0.1, 0.2, 0.3, 0.3 + SECOND, 0.4 + SECOND, 9])
    monkeypatch.setattr("time.monotonic", lambda: next(times))
    none, a = frozenset[str](), frozenset({"a"})
    assert list(twice([none, a, none, none, none, none])) == [none, a, none, AGAIN, none, none]


@pytest.mark.parametrize(
    ("said", "polling"), [("", False), ("false", False), ("disabled", False), ("true", True)]
)
def test_the_environment_says_whether_to_look_in_turn(
    monkeypatch: pytest.MonkeyPatch, said: str, polling: bool
) -> None:
    monkeypatch.setenv(POLLING, said)
    assert polled() is polling
