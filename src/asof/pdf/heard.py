"""What the engine says while it sets a page, and the fonts that it took."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asof.diagnostics import Finding, Location, Severity, error
from asof.model.document import Document
from asof.pdf.engine import BASE

if TYPE_CHECKING:
    import weasyprint

GLYPH = re.compile(r'unsupported by fonts: "(.*)" \(U\+([0-9A-F]+)\)', re.DOTALL)
BROKEN = re.compile(r"failed to (load|render)|cannot be loaded", re.IGNORECASE)
FACE = re.compile(r"@font-face\s*\{[^}]*?font-family:\s*[\"']?([^;\"'}]+)")


class Ear(logging.Handler):
    """Keeps what the engine warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning."""
        self.heard.append(record.getMessage())


@contextmanager
def listening() -> Iterator[list[str]]:
    """What WeasyPrint and fontTools say meanwhile, kept from the terminal."""
    ear, loggers = Ear(), [logging.getLogger(n) for n in ("weasyprint", "fontTools")]
    before = [(log.handlers, log.propagate) for log in loggers]
    for log in loggers:
        log.handlers, log.propagate = [ear], False
    try:
        yield ear.heard
    finally:
        for log, (handlers, propagate) in zip(loggers, before, strict=True):
            log.handlers, log.propagate = handlers, propagate


def told(heard: list[str], place: Location) -> Iterator[Finding]:
    """The engine's warnings: what is missing is an error, an unknown style a warning."""
    for message in heard:
        glyph = GLYPH.search(message)
        if BROKEN.search(message):
            yield error(place, lowered(message), "look at that file", "resource")
        elif glyph:
            what = f"no font has the character '{glyph[1]}' (U+{glyph[2]})"
            yield error(place, what, "replace it, or add a font that has it", "missing-glyph")
        elif "harfbuzz" not in message.lower():
            yield Finding("engine", Severity.WARNING, place, lowered(message))


def named(message: str, document: Document) -> str:
    """The engine's message with names for URLs."""
    for name in document.assets:
        message = message.replace(document.inside(name), name)
    return message.replace(BASE, "")


def lowered(message: str) -> str:
    """The engine's message in our form."""
    words = " ".join(message.split())
    return words[:1].lower() + words[1:].rstrip(".: ")


def foreign(set_: weasyprint.Document, document: Document, place: Location) -> Iterator[Finding]:
    """Fonts in the PDF that no style sheet of the document brings."""
    css = [c for name, c in document.assets.items() if name.endswith(".css")]
    sheets = [content.decode("utf-8", "replace") for content in css]
    ours = {name.strip() for css in [*sheets, document.html] for name in FACE.findall(css)}
    for family in sorted({font.family for font in set_.fonts.values()} - ours):
        told_ = f"the font '{family}' is none of the document's own"
        yield error(place, told_, "declare it with @font-face in templates/own.css", "foreign-font")
