"""Folders and files reached with no link followed on the way: output goes where it was sent.

Whoever is told a folder resolves it, once; from there on a link is a mistake or a trap.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EINVAL, EISDIR, ELOOP
from pathlib import Path

# O_PATH, where it exists, needs no right to list the folders on the way.
FOLDER = os.O_DIRECTORY | os.O_NOFOLLOW | getattr(os, "O_PATH", os.O_RDONLY)
FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK  # a pipe would wait for its writer


def resolved(path: Path) -> Path:
    """Where a path leads that somebody named; links in a circle stay, and are refused later."""
    return Path(os.path.realpath(path))


@contextmanager
def opened_folder(folder: Path, *, make: bool = False) -> Iterator[int]:
    """A descriptor of a resolved folder, which is made where it is not there, if asked for.

    Raises OSError that names what is in the way: with ELOOP a link.
    """
    if ".." in folder.parts:
        raise OSError(EINVAL, os.strerror(EINVAL), str(folder))
    way = Path(folder.anchor)
    here = os.open(way, FOLDER)
    try:
        for name in folder.parts[1:]:
            way /= name
            with naming(way):
                inner = _entered(here, name, make=make)
            os.close(here)
            here = inner
        yield here
    finally:
        os.close(here)


def _entered(here: int, name: str, *, make: bool) -> int:
    """A descriptor of a folder in another."""
    if make:
        with suppress(FileExistsError):
            os.mkdir(name, dir_fd=here)
    try:
        return os.open(name, FOLDER, dir_fd=here)
    except NotADirectoryError:  # what Linux says of links too
        _refuse_link(os.stat(name, dir_fd=here, follow_symlinks=False).st_mode, name)
        raise


def refuse_irregular(here: int, name: str) -> None:
    """Raise OSError where something of a name is in a folder that is no file: ELOOP for a link."""
    try:
        found = os.stat(name, dir_fd=here, follow_symlinks=False).st_mode
    except FileNotFoundError:
        return
    _refuse_link(found, name)
    if stat.S_ISDIR(found):
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), name)
    if not stat.S_ISREG(found):
        raise OSError(EINVAL, "not a regular file", name)


def _refuse_link(found: int, name: str) -> None:
    if stat.S_ISLNK(found):
        raise OSError(ELOOP, os.strerror(ELOOP), name)


def reopened(folder: int) -> int:
    """A second descriptor of a folder, by which it can be listed and locked; raises OSError."""
    return os.open(".", os.O_RDONLY | os.O_DIRECTORY, dir_fd=folder)


def folder_names(folder: Path) -> tuple[str, ...]:
    """The names in a folder; none where there is none, or none that is reached without a link."""
    with suppress(OSError), opened_folder(folder) as inside:
        listed = reopened(inside)
        try:
            with os.scandir(listed) as found:
                return tuple(entry.name for entry in found)
        finally:
            os.close(listed)
    return ()


def content_of(path: Path) -> bytes | None:
    """The bytes of a file; nothing where there is none, or none that is reached without a link."""
    return next((content for _, content in contents_of(path.parent, [path.name])), None)


def contents_of(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of those of some files in a folder that are reached without a link."""
    with suppress(OSError), opened_folder(folder) as inside:
        for name in names:
            with suppress(OSError):
                refuse_irregular(inside, name)
                with os.fdopen(os.open(name, FILE, dir_fd=inside), "rb") as file:
                    content = file.read()
                yield name, content


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let an error name the file that was wanted, and not the one that it is written as."""
    try:
        yield
    except OSError as problem:
        problem.filename = str(path)
        raise
