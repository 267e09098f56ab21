"""Puts files in place at one stroke: a reader sees the old one or the new one, never a part."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from asof.nofollow import content_of, naming, opened_folder, refuse_irregular, reopened
from asof.scratch import remove_abandoned, scratch_name

_tidied: set[Path] = set()  # the folders that this process has written into


def put(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Put a file in place, its folders with it; raises OSError."""
    put_all({path: content}, mode)


def put_all(files: Mapping[Path, bytes], mode: int = 0o666) -> None:
    """Put files in place, their folders with them; raises OSError while the old ones still stand.

    Each is written under a name that is new each time: no file that lies there is written to, and
    no link is followed to another. Only when the disk has taken them all do they get their own
    names, the first one first. What a kill leaves is all old, all new, or the first of them and
    not the others: no record stands beside a PDF that is not its own. An error names the file.
    """
    with ExitStack() as stack:
        written = [_written(stack, path, content, mode) for path, content in files.items()]
        first, others = written[:1], written[1:]
        with ExitStack() as undone:
            for each in others:
                undone.callback(each.put_back)
                each.set_aside()
            for each in first:
                each.put()
            undone.pop_all()
        for each in others:
            each.put()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file written beside its place, under a scratch name; and another for what is there now."""

    path: Path
    folder: int
    new: str
    old: str

    def set_aside(self) -> None:
        """Take what stands in its place away."""
        with naming(self.path), suppress(FileNotFoundError):
            self._rename(self.path.name, self.old)

    def put_back(self) -> None:
        """Give what was set aside its place again."""
        with suppress(OSError):
            self._rename(self.old, self.path.name)

    def put(self) -> None:
        """Put it in its place."""
        with naming(self.path):
            self._rename(self.new, self.path.name)

    def _rename(self, name: str, other: str) -> None:
        os.replace(name, other, src_dir_fd=self.folder, dst_dir_fd=self.folder)

    def clear(self) -> None:
        """Remove what has a scratch name still."""
        for name in (self.new, self.old):
            with suppress(OSError):
                os.unlink(name, dir_fd=self.folder)


def _written(stack: ExitStack, path: Path, content: bytes, mode: int) -> Waiting:
    """A file on its way: the disk has taken it, and there is nothing in its way."""
    folder = stack.enter_context(opened_folder(path.parent, make=True))
    waiting = Waiting(path, folder, *(scratch_name(f".{path.name}") for _ in range(2)))
    stack.callback(waiting.clear)
    _tidy_once(path.parent)
    with naming(path):
        refuse_irregular(folder, path.name)
        with open(waiting.new, "xb", opener=partial(os.open, mode=mode, dir_fd=folder)) as file:
            file.write(content)
    return waiting


def _tidy_once(folder: Path) -> None:
    """Remove what killed processes have left in a folder, before this one first writes there."""
    if folder not in _tidied:
        _tidied.add(folder)
        remove_abandoned(folder)


def holds(path: Path, content: bytes) -> bool:
    """Whether a file has some bytes already."""
    return content_of(path) == content


@contextmanager
def locked(folder: Path, *, needed: bool = True) -> Iterator[None]:
    """A folder that no other process locks meanwhile, made where it is not there; raises OSError.

    Where the disk knows no locks, as one of a network may not, that is told if a lock is needed.
    """
    with opened_folder(folder, make=True) as inside, naming(folder):
        lock = reopened(inside)
    try:
        _lock(lock, folder, needed=needed)
        yield
    finally:
        os.close(lock)


def _lock(descriptor: int, folder: Path, *, needed: bool) -> None:
    try:
        with naming(folder):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError:
        if needed:
            raise
