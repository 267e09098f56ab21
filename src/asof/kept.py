"""What was made before, kept beside the output: written at one stroke, and signed by its maker."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

HOME = Path(__file__).parent
LIBRARIES = (
    "babel",
    "jinja2",
    "markdown-it-py",
    "matplotlib",
    "pydyf",
    "pyphen",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
)


def put(path: Path, content: bytes) -> None:
    """Put a file in place in one step: a reader sees the old one or the new one."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink()


@cache
def program(*rooms: str) -> str:
    """The digest of some rooms of this program: what they made is theirs while it is the same."""
    found = (sorted((HOME / room).rglob("*.py")) or [HOME / f"{room}.py"] for room in rooms)
    return digest_of_all(path.read_bytes() for files in found for path in files)


@cache
def version(name: str) -> str:
    """The version of a library that is installed."""
    from importlib.metadata import version

    return version(name)


@cache
def maker() -> str:
    """The digest of this program, its theme included, and of the libraries that decide a page."""
    files = sorted(p for p in HOME.rglob("*") if p.suffix in {".py", ".html", ".css", ".conf"})
    versions = (f"{name} {version(name)}".encode() for name in LIBRARIES)
    return digest_of_all([*(path.read_bytes() for path in files), *versions])


def digest_of_all(contents: Iterable[bytes]) -> str:
    """One digest of many contents, each told from the next."""
    total = sha256()
    for content in contents:
        total.update(len(content).to_bytes(8, "big") + content)
    return total.hexdigest()
