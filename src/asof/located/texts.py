"""The texts of files, and what they say in one form whatever their layout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from asof.diagnostics import AsofError, Finding, Location, error


def text_of(path: Path, name: str) -> str:
    """The text of a UTF-8 file; raises AsofError at the first byte that is not."""
    return decode_text(content_of(path, name), name)


def content_of(path: Path, name: str) -> bytes:
    """The bytes of a file; raises AsofError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as problem:
        reason = (problem.strerror or "unreadable").lower()
        raise AsofError(error(Location(name), f"cannot be read: {reason}")) from None


def decode_text(content: bytes, name: str) -> str:
    """The text that the bytes of a file are; raises AsofError at the first that is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise AsofError(_not_utf8(problem, name)) from None


def _not_utf8(problem: UnicodeDecodeError, name: str) -> Finding:
    before = problem.object[: problem.start].decode("utf-8")
    line = before.count("\n") + 1
    place = Location(name, line, len(before.rpartition("\n")[2]) + 1)
    byte = problem.object[problem.start]
    return error(place, f"byte 0x{byte:02x} is not UTF-8", "save the file as UTF-8")


def spot(name: str, text: str, offset: int) -> Location:
    """The place `offset` characters into a file."""
    start = text.rfind("\n", 0, offset) + 1
    return Location(name, text.count("\n", 0, offset) + 1, offset - start + 1)


def canonical_text(tree: Any) -> str:
    """What a tree says, without places, quotes, comments and the order of its fields."""
    return json.dumps(tree, sort_keys=True, ensure_ascii=False)
