"""Compiled templates: made once in a process, and kept for the next one beside the output."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Hashable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from types import CodeType

from asof.kept import digest, program, put

COMPILED: dict[Hashable, CodeType] = {}
NAME = "templates.code"


def recall(cache: Path) -> None:
    """Take over what an earlier process compiled, if this program and this Python did."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        signed = (cache / NAME).read_bytes()
        mark, payload = signed[:64], signed[64:]
        if mark == _mark(payload):
            COMPILED.update(marshal.loads(payload))


def keep(cache: Path) -> None:
    """Keep what is compiled; a folder that cannot be written to is done without."""
    with suppress(OSError, ValueError):
        payload = marshal.dumps(COMPILED)
        if not (cache / NAME).is_file() or (cache / NAME).read_bytes()[64:] != payload:
            put(cache / NAME, _mark(payload) + payload)


def _mark(payload: bytes) -> bytes:
    """Whose work it is, and that all of it is there."""
    maker = (program("templates"), version("jinja2"), str(sys.implementation.cache_tag))
    return digest([*(part.encode() for part in maker), payload]).encode()
