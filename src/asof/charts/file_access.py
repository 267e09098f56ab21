"""What a chart's code opens: files of the workspace, each of which is a read of the chart.

A kept chart is drawn again whenever anything has changed that it used. What its code asks of the
edition is traced there; Python tells here of all else that it opens, starts or asks.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import source_from_cache
from pathlib import Path
from sysconfig import get_path
from types import FrameType, ModuleType
from typing import Any

from asof.charts.chart_file import ChartFile
from asof.charts.map_folder import RESOURCE
from asof.diagnostics import WordError
from asof.ledger.trace import Read, RecordingEdition
from asof.scratch import scratch_folder

IMPORTS = "<frozen importlib"
SYSTEM = ("/dev", "/proc", "/sys", "/usr/share/zoneinfo")
OURS = f"{Path(__file__).parents[1]}{os.sep}"
LIBRARIES = ("stdlib", "platstdlib", "purelib", "platlib")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
DRAWN = "draw on 'axes': what stands there is printed"
NAMED = "name each file that it reads"
BEFORE = "run it before the build, and let the chart read what it has written"
SAVED = "save what it asks for as a file of the workspace"
STARTED = dict.fromkeys(
    ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn"),
    ("this chart starts another program", BEFORE),
)
ASKED = dict.fromkeys(
    ("socket.connect", "socket.getaddrinfo", "urllib.Request"),
    ("this chart asks the network", SAVED),
)
REFUSED = STARTED | ASKED
LISTED = ("os.listdir", "os.scandir")
CHANGED = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate")
HEARD = frozenset({"open", *REFUSED, *LISTED, *CHANGED})


@dataclass
class FileAccess:
    """What one chart's code may open: the files of its workspace, and what Python itself needs."""

    source: ChartFile
    reader: RecordingEdition
    judging: bool = False

    def judge(self, event: str, given: tuple[Any, ...]) -> None:
        """Judge what the code does; raises WordError or FileError at its line."""
        if self.judging or not self._authors():
            return
        self.judging = True
        try:
            if event in REFUSED:
                raise WordError(*REFUSED[event])
            if isinstance(given[0], str | bytes | os.PathLike):
                self._judge_path(event, Path(os.path.realpath(os.fsdecode(given[0]))), given)
        finally:
            self.judging = False

    def _authors(self) -> bool:
        """Whether it is the chart's code that does it, not the program that it called."""
        frame: FrameType | None = sys._getframe(3)
        while frame and not frame.f_code.co_filename.startswith((OURS, str(self.source.path))):
            frame = frame.f_back
        return frame is not None and frame.f_code.co_filename == str(self.source.path)

    def _judge_path(self, event: str, path: Path, given: tuple[Any, ...]) -> None:
        """Judge what is done to a file or a folder."""
        if any(path.is_relative_to(each) for each in library_folders(self.source.maps.files.root)):
            return
        if event in CHANGED or (event == "open" and given[2] & WRITES):
            raise WordError(f"this chart writes '{path.name}'", DRAWN)
        if event == "open":
            self._read(path)
        elif not _imports():
            raise WordError(f"this chart lists the folder '{path.name}'", NAMED)

    def _read(self, path: Path) -> None:
        """Note a file that is read, or that is not there, as a read of the chart."""
        files = self.source.maps.files
        if not path.is_relative_to(files.root):
            told = f"this chart opens '{path}', which is not in the workspace"
            raise WordError(told, "copy it into the workspace")
        code = source_from_cache(path) if path.suffix == ".pyc" else path
        name = Path(code).relative_to(files.root).as_posix()
        files.find(name, self.source.running)
        self.reader.adopt([Read(RESOURCE, name, files.digest(name))])


def _imports() -> bool:
    """Whether Python looks for a module: it lists the folders in which one may be."""
    frame: FrameType | None = sys._getframe()
    while frame and not frame.f_code.co_filename.startswith(IMPORTS):
        frame = frame.f_back
    return frame is not None


@cache
def library_folders(root: Path) -> tuple[Path, ...]:
    """The folders of Python and its libraries, which are a part of the program."""
    paths = [Path(each) for each in (*sys.path, *SYSTEM, *map(get_path, LIBRARIES))]
    found = {path.resolve() for path in paths if path.is_absolute()}
    return tuple(path for path in found | {scratch_folder()} if not root.is_relative_to(path))


_watching: list[FileAccess] = []


def _hear(event: str, given: tuple[Any, ...]) -> None:
    if _watching and event in HEARD:
        _watching[-1].judge(event, given)


@cache
def _listen() -> None:
    sys.addaudithook(_hear)  # for good: Python takes none back


@contextmanager
def files_traced(source: ChartFile, reader: RecordingEdition) -> Iterator[None]:
    """Meanwhile what a chart's code opens is among its reads, and it does nothing else outside.

    A relative name is one below the workspace's folder. A module of the workspace is forgotten:
    the next chart that imports it opens it, too.
    """
    _listen()
    known = set(sys.modules)
    _watching.append(FileAccess(source, reader))
    os.chdir(source.maps.files.root)
    try:
        yield
    finally:
        _watching.pop()
        for name in set(sys.modules) - known:
            if _lies_below(sys.modules[name], source.maps.files.root):
                del sys.modules[name]


def _lies_below(module: ModuleType, root: Path) -> bool:
    path = Path(getattr(module, "__file__", None) or "/")
    within = any(path.is_relative_to(each) for each in library_folders(root))
    return path.is_relative_to(root) and not within
