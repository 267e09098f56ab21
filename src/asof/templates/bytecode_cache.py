"""Compiled templates: made once in a process, and kept for the next one beside the output."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Hashable
from contextlib import suppress
from pathlib import Path
from types import CodeType

from asof.kept import digest_of_all, program, put, version

COMPILED: dict[Hashable, CodeType] = {}
KEPT: set[tuple[Path, Hashable]] = set()  # what is known to lie in a folder already
NAME = "templates.code"


def recall(cache: Path) -> None:
    """Take over what an earlier process compiled, if this program and this Python did."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        signed = (cache / NAME).read_bytes()
        mark, payload = signed[:64], signed[64:]
        if mark == _mark(payload):
            found = marshal.loads(payload)
            COMPILED.update(found)
            KEPT.update((cache, key) for key in found)


def keep(cache: Path) -> None:
    """Keep what is newly compiled, beside what other processes have kept meanwhile.

    A folder that cannot be written to is done without.
    """
    new = {(cache, key) for key in COMPILED} - KEPT
    if not new:
        return
    recall(cache)
    with suppress(OSError, ValueError):
        payload = marshal.dumps(COMPILED)
        put(cache / NAME, _mark(payload) + payload)
        KEPT.update(new)


def _mark(payload: bytes) -> bytes:
    """Whose work it is, and that all of it is there."""
    maker = (program("templates"), version("jinja2"), str(sys.implementation.cache_tag))
    return digest_of_all([*(part.encode() for part in maker), payload]).encode()
