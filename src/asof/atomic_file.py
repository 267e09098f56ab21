"""Puts files in place at one stroke: a reader sees the old one or the new one, never a part."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from asof.scratch import remove, scratch_name


def put(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Put a file in place, its folders with it; raises OSError."""
    put_all({path: content}, mode)


def put_all(files: Mapping[Path, bytes], mode: int = 0o666) -> None:
    """Put files in place, their folders with them; raises OSError while the old ones still stand.

    Each is written under a name that is new each time: no file that lies there is written to. Only
    when the disk has taken them all do they get their own names. The error names the file.
    """
    with ExitStack() as stack:
        written: dict[Path, Path] = {}
        for path, content in files.items():
            written[path] = temporary = path.with_name(scratch_name(f".{path.name}"))
            stack.callback(remove, temporary)
            with _naming(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                with open(temporary, "xb", opener=partial(os.open, mode=mode)) as file:
                    file.write(content)
        for path, temporary in written.items():
            with _naming(path):
                temporary.replace(path)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Let an error name the file that was wanted, and not the one that it is written as."""
    try:
        yield
    except OSError as problem:
        problem.filename = str(path)
        raise


def holds(path: Path, content: bytes) -> bool:
    """Whether a file has some bytes already."""
    try:
        return path.read_bytes() == content
    except OSError:
        return False
