"""The folder of the store: the user's own, and nobody else's."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from asof.cache.store import NOTHING_KEPT, Store
from asof.diagnostics import Finding, Severity
from asof.nofollow import resolved

HINT = "name a folder of your own with --cache, or 'none'"


def usual_folder() -> Path | None:
    """Where the platform wants what programs keep for a user; nothing where there is no home."""
    try:
        home = Path.home()
    except RuntimeError:
        return None
    asked = Path(os.environ.get("XDG_CACHE_HOME", ""))
    usual = home / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return (asked if asked.is_absolute() else usual) / "asof"


def open_store(folder: Path | None, outside: Path) -> tuple[Store, tuple[Finding, ...]]:
    """The store in a folder, and why it is not used where it is not safe to.

    `outside` is a folder that comes from others, the workspace: what lies in it is not the user's.
    A folder that cannot be made is done without.
    """
    if folder is None:
        return NOTHING_KEPT, ()
    try:
        wrong = _unsafe(folder, outside)
    except OSError:
        return NOTHING_KEPT, ()
    if not wrong:
        return Store(resolved(folder)), ()
    told = f"nothing is kept in {folder}: {wrong}"
    return NOTHING_KEPT, (Finding("cache", Severity.WARNING, None, told, HINT),)


def _unsafe(folder: Path, outside: Path) -> str:
    """What is wrong with a folder that is to be trusted, and is made where it is not there."""
    if resolved(folder).is_relative_to(outside):
        return "it lies in the workspace"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        return "it is a link"
    if found.st_uid != os.geteuid():
        return "it belongs to another user"
    return "others may write in it" if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH) else ""
