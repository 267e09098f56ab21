"""Runs an author's code: what it prints and warns of is told at its lines, and nothing of it stays.

A chart file is Python: it may set a locale, a number of digits or a folder with which all who come
after it would be printed. Whatever a process has of that kind is put back.
"""

from __future__ import annotations

import locale
import logging
import operator
import os
import random
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from decimal import localcontext
from functools import partial
from io import StringIO, TextIOBase
from typing import Any

from asof.charts.chart_file import ChartFile
from asof.charts.file_access import files_traced
from asof.diagnostics import LONGEST, Finding, Location, Severity
from asof.ledger.trace import RecordingEdition

UNSAID = "take it out: what readers are to know is drawn"
FOR_PROGRAMMERS = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)
NO_GLYPH = "Glyph "  # how matplotlib begins to warn of one that is missing: the page tells where

_put_environment = partial(setattr, os, "environ")
State = tuple[Callable[[], Any], Callable[[Any], Any]]
STATES: tuple[State, ...] = (
    (os.getcwd, os.chdir),
    (lambda: os.environ, _put_environment),
    (sys.path.copy, partial(operator.setitem, sys.path, slice(None))),
    (lambda: sys.stdin, partial(setattr, sys, "stdin")),
    (lambda: sys.dont_write_bytecode, partial(setattr, sys, "dont_write_bytecode")),
    (sys.getrecursionlimit, sys.setrecursionlimit),
    (partial(locale.setlocale, locale.LC_ALL), partial(locale.setlocale, locale.LC_ALL)),
    (random.getstate, random.setstate),
    (logging.root.handlers.copy, partial(setattr, logging.root, "handlers")),
)
"""What a process has that all in it go by: how it is read, and how it is put back."""


@contextmanager
def observed(source: ChartFile, reader: RecordingEdition) -> Iterator[AuthorOutput]:
    """Let an author's code run: what it says is told, what it opens is traced.

    It is asked nothing, and told nothing of the machine: no environment, no chance.
    """
    output = AuthorOutput(source)
    said = redirect_stdout(output), redirect_stderr(output)
    with process_state_kept(), said[0], said[1], files_traced(source, reader):
        _put_environment({})
        warnings.simplefilter("always")
        for each in FOR_PROGRAMMERS:
            warnings.simplefilter("ignore", each)
        warnings.showwarning = output.warn
        sys.stdin, logging.root.handlers = StringIO(), []  # a log without handlers goes to stderr
        sys.dont_write_bytecode = True  # what a chart imports writes nothing beside itself
        _seed(source)
        yield output


@contextmanager
def process_state_kept() -> Iterator[None]:
    """Put back afterwards what an author's code may set for all."""
    from numpy import errstate

    with ExitStack() as stack:
        for read, put_back in STATES:
            stack.callback(put_back, read())
        for each in (warnings.catch_warnings(), localcontext(), errstate()):
            stack.enter_context(each)
        yield


def _seed(source: ChartFile) -> None:
    """Let what is drawn at random be drawn the same each time."""
    random.seed(0)
    if "random" in source.file.text:
        import numpy.random

        numpy.random.seed(0)


@dataclass
class AuthorOutput(TextIOBase):
    """What an author's code says as it runs, by the line that says it."""

    source: ChartFile
    printed: dict[Location, str] = field(default_factory=dict)
    warned: dict[tuple[Location, str], None] = field(default_factory=dict)

    def writable(self) -> bool:
        """That it can be printed to."""
        return True

    def write(self, words: str) -> int:
        """Take what is printed, as much of it as is told."""
        place = self.source.running
        self.printed[place] = f"{self.printed.get(place, '')}{words}"[: LONGEST + 1]
        return len(words)

    def warn(self, message: Warning | str, *_: Any, **__: Any) -> None:
        """Take a warning, in the place of `warnings.showwarning`."""
        if not str(message).startswith(NO_GLYPH):
            self.warned[self.source.running, str(message)] = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of it, told at its lines."""
        printed = {at: said.strip() for at, said in self.printed.items()}
        said = [_told(at, f"this chart prints '{w}'", UNSAID) for at, w in printed.items() if w]
        return (*said, *(_told(at, f"this chart is warned: {words}") for at, words in self.warned))


def _told(place: Location, message: str, hint: str = "") -> Finding:
    return Finding("chart-output", Severity.WARNING, place, message, hint)
