"""What the engine says while it sets a page."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class WarningHandler(logging.Handler):
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
    ear, loggers = WarningHandler(), [logging.getLogger(n) for n in ("weasyprint", "fontTools")]
    before = [(log.handlers, log.propagate) for log in loggers]
    for log in loggers:
        log.handlers, log.propagate = [ear], False
    try:
        yield ear.heard
    finally:
        for log, (handlers, propagate) in zip(loggers, before, strict=True):
            log.handlers, log.propagate = handlers, propagate


def idle(message: str) -> bool:
    """Whether a message is about the machine, not about a page."""
    return "harfbuzz" in message.lower()
