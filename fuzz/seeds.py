"""Inputs to begin with: what the repository's own files and tests hold for each surface."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Iterable, Iterator
from pathlib import Path

import attacked

HERE = Path(__file__).parent
ROOT = HERE.parent
MOST = 4096  # bytes: what is longer says no more, and takes longer
VALUE = re.compile(r"\bvalue: ['\"]?([^,}'\"\n]+)")
DAY = re.compile(r"\b(?:on|from|until|published|reported): ['\"]?([^,}'\"\n]+)")
TEXT = re.compile(r"\b(?:en|fr|text): \"([^\"\n]+)\"")
QUOTED = re.compile(r"\"([^\"\\\n]+)\"")


def seeds(surface: str) -> tuple[bytes, ...]:
    """What a surface is first given, the short ones first."""
    found = {each for each in FOUND[surface]() if len(each) <= MOST}
    return tuple(sorted(found, key=lambda each: (len(each), each)))


def words(surface: str) -> tuple[bytes, ...]:
    """The words of a surface's grammar, which `fuzz/words/` has in the notation of libFuzzer."""
    lines = (HERE / f"words/{surface}.dict").read_text("utf-8").splitlines()
    return tuple(literal_eval(f"b{line}") for line in lines)


def _files(*patterns: str) -> Iterator[bytes]:
    for pattern in patterns:
        yield from (path.read_bytes() for path in ROOT.glob(pattern) if path.is_file())


def _matches(pattern: re.Pattern[str], contents: Iterable[bytes]) -> Iterator[bytes]:
    for content in contents:
        yield from (m.encode() for m in pattern.findall(content.decode("utf-8", "replace")))


def _yaml() -> Iterator[bytes]:
    return _files("data/**/*.yaml", "tests/broken/*/**/*.yaml", "src/asof/starter/**/*.yaml")


def _values() -> Iterator[bytes]:
    yield from _matches(VALUE, _yaml())
    yield from _matches(QUOTED, _files("tests/test_quantity.py", "tests/test_typed.py"))
    yield from (line for text in _files("tests/typed/*.txt") for line in text.splitlines())


def _days() -> Iterator[bytes]:
    yield from _matches(DAY, _yaml())
    yield from _matches(QUOTED, _files("tests/test_dates.py"))


def _texts() -> Iterator[bytes]:
    yield from _matches(TEXT, _yaml())
    yield from _matches(QUOTED, _files("tests/test_typography.py", "tests/test_prose.py"))


def _tables() -> Iterator[bytes]:
    yield b"value,on,source\nabout 7,2021-01-18,log\n"
    yield from _files("data/tables/*.csv", "tests/broken/*/data/tables/*.csv")


def _templates() -> Iterator[bytes]:
    yield b'{% extends "theme/note.html" %}{% block body %}{{ port.ships }}{% endblock %}'
    yield from _files("templates/*.html", "tests/broken/*/templates/*.html")


def _drawings() -> Iterator[bytes]:
    yield b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9"/></svg>'
    yield from _files("images/*.svg", "docs/**/*.svg", "tests/broken/*/images/*.svg")
    tests = _files("tests/test_pictures.py", "tests/test_pdf.py")
    yield from _matches(re.compile(r"(<svg.*?</svg>)", re.DOTALL), tests)


def _records() -> Iterator[bytes]:
    yield b"\0%PDF-1.7\n%%EOF"
    for n, name in enumerate(sorted(attacked.entries())):
        yield bytes([n]) + attacked.entries()[name]
        yield bytes([n | attacked.ANEW]) + attacked.entries()[name]


FOUND = {
    "yaml": _yaml,
    "values": _values,
    "days": _days,
    "texts": _texts,
    "tables": _tables,
    "templates": _templates,
    "drawings": _drawings,
    "records": _records,
}
