"""What the engine says while it sets a page: it tells of no mistake but in its log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class WarningHandler(logging.Handler):
    """Keeps what the engine warns of in a list."""

    def __init__(self, warnings: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.warnings = warnings

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning."""
        self.warnings.append(record.getMessage())


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
