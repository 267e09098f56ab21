"""What the engine says while it sets a page."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class WarningHandler(logging.Handler):
    """Keeps what the engine warns of in a list."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning."""
        self.heard.append(record.getMessage())


@contextmanager
def listening(heard: list[str]) -> Iterator[None]:
    """Keep what WeasyPrint and fontTools say meanwhile, and keep it from the terminal."""
    handler = WarningHandler(heard)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(log.handlers, log.propagate) for log in loggers]
    for log in loggers:
        log.handlers, log.propagate = [handler], False
    try:
        yield
    finally:
        for log, (handlers, propagate) in zip(loggers, before, strict=True):
            log.handlers, log.propagate = handlers, propagate


def idle(message: str) -> bool:
    """Whether a message is about the machine, not about a page."""
    return "harfbuzz" in message.lower()
