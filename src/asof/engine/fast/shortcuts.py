"""Work of the engine and of its libraries that need not be done, or not twice."""

from __future__ import annotations

import ctypes.util
import re
import sys
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from typing import Any


@contextmanager
def found_by_name() -> Iterator[None]:
    """Load shared libraries by their names on Linux.

    The engine asks for each library by its Windows and macOS names first; for every one that is
    not there Python runs ldconfig and a compiler, which takes longer than the rest of the import.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 (named so in ctypes)
    try:
        yield
    finally:
        ctypes.util.find_library = search


def patterns_kept() -> None:
    """Let the HTML parser keep its patterns: it keeps each under the pattern, and finds none."""
    from tinyhtml5 import inputstream

    if not isinstance(inputstream.characters_until_regex, CharacterPatterns):
        inputstream.characters_until_regex = CharacterPatterns()


class CharacterPatterns(dict[tuple[Iterable[str], bool], re.Pattern[str]]):
    """What the HTML parser looks for, by characters and whether they are the opposite."""

    def __missing__(self, wanted: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        characters, these = wanted
        listed = "".join(f"\\x{ord(character):02x}" for character in characters)
        pattern = self[wanted] = re.compile(f"[{'' if these else '^'}{listed}]+")
        return pattern


def objects_written_once(pdf: Any) -> None:
    """Keep what each object is written as: the engine asks again, to identify the file."""
    for thing in pdf.objects:
        thing.__class__ = _written_once(thing.__class__)


@cache
def _written_once(kind: Hashable) -> Any:
    """A class of PDF objects, made one whose objects keep what they were written as."""
    base: Any = kind
    return type(base.__name__, (base,), {"data": cached_property(base.data.fget)})
