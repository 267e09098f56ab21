"""What a process needs only while it runs, and what one that was killed has left of that."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from asof.nofollow import folder_names

NAMED = re.compile(r".*\.(\d+)\.[0-9a-f]{8}\Z", re.DOTALL)
FOLDER = "asof"
OF_STEM = 50  # characters of a stem: the name of a file may be as long as a disk allows, 255 bytes


def scratch_name(stem: str) -> str:
    """A name that is new each time, and that tells whose it is."""
    return f"{stem[:OF_STEM]}.{os.getpid()}.{os.urandom(4).hex()}"


@cache
def scratch_folder() -> Path:
    """The folder that all temporary files of this process go to from now on.

    It goes when the process ends. What is forked from the process shares it.
    """
    temporary = Path(tempfile.gettempdir()).resolve()
    remove_abandoned(temporary, FOLDER)
    folder = temporary / scratch_name(FOLDER)
    folder.mkdir(mode=0o700)
    tempfile.tempdir = str(folder)
    atexit.register(remove, folder)
    return folder


def remove_abandoned(folder: Path, stem: str = "") -> None:
    """Remove what processes that run no more have left in a folder, under names of such a stem."""
    for path in _abandoned(folder, stem or "."):
        remove(path)


def _abandoned(folder: Path, stem: str) -> Iterator[Path]:
    for name in folder_names(folder):
        owner = NAMED.match(name) if name.startswith(stem) else None
        if owner and not _runs(int(owner[1])):
            yield folder / name


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it; what cannot be removed stays.

    A folder goes at one stroke: who is about to make something in it finds none any more.
    """
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            gone = path.rename(path.with_name(scratch_name(path.name)))
            shutil.rmtree(gone, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
