"""Puts a file in place at one stroke: a reader sees the old one or the new one, never a part."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from pathlib import Path


def put(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Put a file in place, its folders with it; raises OSError.

    It is written under a name that is new each time: no file that lies there is written to.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "xb", opener=partial(os.open, mode=mode)) as file:
            file.write(content)
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink()
