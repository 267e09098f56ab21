"""Disks that are full: whether that is what went wrong, and which one to make room on."""

from __future__ import annotations

from errno import EDQUOT, ENOSPC
from pathlib import Path


def is_full(problem: OSError) -> bool:
    """Whether a disk has no room, or its user may have no more of it."""
    return problem.errno in (ENOSPC, EDQUOT)


def disk_of(path: Path) -> Path:
    """The place in the tree of folders at which the disk of a file stands."""
    path = path.absolute()
    return next(folder for folder in (path, *path.parents) if folder.is_mount())
