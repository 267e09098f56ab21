"""What the engine says while it sets a page: it tells of no mistake but in its log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from asof.diagnostics import Location, RenderError, error
from asof.located import raising


class WarningHandler(logging.Handler):
    """Keeps what the engine warns of in a list."""

    def __init__(self, warnings: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.warnings = warnings

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning."""
        self.warnings.append(record.getMessage())


class PageCounter(logging.Handler):
    """Raises RenderError where the engine begins a page more than are allowed.

    It says so of each page as it goes, and is asked about in no other way before all are laid.
    """

    def __init__(self, most: int, place: Location) -> None:
        super().__init__(logging.INFO)
        self.most, self.place = most, place

    def emit(self, record: logging.LogRecord) -> None:
        """Look at the number of a page."""
        pages = [each for each in record.args or () if isinstance(each, int)]
        if "Page %d" in str(record.msg) and pages[0] > self.most:
            told = f"more than {self.most:,} pages"
            raise RenderError(error(self.place, told, raising("pages", "print less"), "pages"))


@contextmanager
def counted_pages(most: int, place: Location) -> Iterator[None]:
    """Meanwhile no more pages are laid than are allowed; raises RenderError at a place."""
    progress, counter = logging.getLogger("weasyprint.progress"), PageCounter(most, place)
    before, progress.propagate = (progress.level, progress.propagate), False
    progress.setLevel(logging.INFO)
    progress.addHandler(counter)
    try:
        yield
    finally:
        progress.removeHandler(counter)
        progress.setLevel(before[0])
        progress.propagate = before[1]


@contextmanager
def capture_warnings(warnings: list[str]) -> Iterator[None]:
    """Keep what WeasyPrint and fontTools say meanwhile, and keep it from the terminal."""
    handler = WarningHandler(warnings)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(log.handlers, log.propagate) for log in loggers]
    for log in loggers:
        log.handlers, log.propagate = [handler], False
    try:
        yield
    finally:
        for log, (handlers, propagate) in zip(loggers, before, strict=True):
            log.handlers, log.propagate = handlers, propagate


def about_machine(message: str) -> bool:
    """Whether a message is about the machine, not about a page."""
    return "harfbuzz" in message.lower()
