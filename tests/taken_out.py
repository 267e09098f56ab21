"""The words of a PDF as others take them out: pdftotext, browsers (pdfium), and pypdf."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pypdfium2

JOINED = re.compile(r"[^\s(]\[\d+(?:, \d+)*\]|\]\w")  # a mark, and what is joined to it
HEDGED = re.compile(r"([^\W\d]+)\s(\d+)")


def by_pdftotext(path: Path) -> str:
    """The words as pdftotext takes them out."""
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()


def by_pdfium(path: Path) -> str:
    """The words as browsers take them out."""
    with pypdfium2.PdfDocument(path) as opened:
        return "\n".join(page.get_textpage().get_text_range() for page in opened)


def by_pypdf(path: Path) -> str:
    """The words as pypdf takes them out."""
    with pypdf.PdfReader(path) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


READERS: tuple[Callable[[Path], str], ...] = (by_pdftotext, by_pdfium, by_pypdf)


def flat(words: str) -> str:
    """Words with their spaces made alike."""
    return " ".join(words.split())


def joined(path: Path) -> Iterator[str]:
    """What a reader joins that the page has apart: a mark and what it stands behind, or a hedge."""
    facts = json.loads(path.with_suffix(".json").read_text("utf-8"))["facts"]
    hedged = {f"{word}{figure}" for fact in facts for word, figure in HEDGED.findall(fact["text"])}
    for reader in READERS:
        words = flat(reader(path))
        for mark in JOINED.finditer(words):
            yield f"{reader.__name__}: {words[max(0, mark.start() - 30) : mark.end() + 9]}"
        yield from (f"{reader.__name__}: {each}" for each in sorted(hedged) if each in words)
