"""The store: a folder with a file for each thing that is kept, found by its kind and its key."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from asof.atomic_file import put
from asof.cache.keys import key_of
from asof.nofollow import content_of

MOST = 512 * 1024 * 1024  # bytes
PRIVATE = 0o600
LOOKED = "looked-through"  # whose age is how long ago a folder was
SELDOM = 3600  # seconds until it is again: that takes as long as there are files in it


@dataclass(frozen=True, slots=True)
class Store:
    """What was kept, in a folder; without one nothing is.

    Each thing is a file of its own, opened when it is asked for and put in place at one stroke: so
    processes may be forked, and builds run at once, without a lock. A disk that is full or cannot
    be written to costs reuse, nothing else. When something is written and nobody has made room for
    an hour, what was longest unused goes until the rest fits in `MOST` bytes.
    """

    folder: Path | None = None

    def get(self, kind: str, key: str) -> bytes | None:
        """What is kept of a kind under a key; nothing where it is absent, damaged or foreign."""
        if self.folder is None:
            return None
        path = _path(self.folder, kind, key)
        signed = content_of(path)
        if signed is None:
            return None
        with suppress(OSError):  # of a disk that can only be read all is used, and nothing pruned
            os.utime(path)
        content = signed[len(_sign(b"", b"")) :]
        return content if signed.startswith(_sign(path.name.encode(), content)) else None

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep something of a kind under a key."""
        if self.folder is None:
            return
        path = _path(self.folder, kind, key)
        with suppress(OSError):
            put(path, _sign(path.name.encode(), content) + content, PRIVATE)
            _prune_seldom(self.folder, path.lstat().st_mtime)


NOTHING_KEPT = Store()


def _path(folder: Path, kind: str, key: str) -> Path:
    """The file of a key, which may be any text: it is never a path."""
    return folder / kind / key_of(kind, key)


def _sign(name: bytes, content: bytes) -> bytes:
    """The checksum of what is kept under a name: it is whole, and it belongs there."""
    return sha256(name + content).digest()


def _prune_seldom(folder: Path, now: float) -> None:
    """Make room, unless somebody has within the hour before a moment of the folder's own clock."""
    looked = folder / LOOKED
    if not _is_recent(looked, now):
        put(looked, b"", PRIVATE)
        prune(folder, MOST)


def _is_recent(path: Path, now: float) -> bool:
    """Whether a file is there whose age is known and not over; one of tomorrow has none."""
    try:
        return 0 <= now - path.lstat().st_mtime < SELDOM
    except FileNotFoundError:
        return False


def prune(folder: Path, most: int) -> None:
    """Remove the files of a folder that were longest unused until the rest fit in some bytes."""
    found = [(p.stat().st_mtime_ns, p.stat().st_size, p) for p in folder.glob("*/*")]
    over = sum(size for _, size, _ in found) - most
    for _, size, path in sorted(found):
        if over <= 0:
            return
        path.unlink(missing_ok=True)
        over -= size
