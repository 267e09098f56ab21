"""Builds a workspace again and again, each time in a process that finds loaded what pages need."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from asof import batch
from asof.batch.apart import Stopped, made_apart
from asof.diagnostics import AsofError, Finding, RenderError
from asof.gc_pause import frozen_heap
from asof.jobs import Built, MistypedError, Request
from asof.limits import Limits, ended_work
from asof.preview.come_and_gone import ComeAndGone, LastFindings
from asof.preview.warming import warm
from asof.scratch import scratch_folder
from asof.workspace import read_workspace


@dataclass(slots=True, kw_only=True)
class Rounds:
    """Builds of a workspace, one a day or a save; what a process more costs is lost in the noise.

    No author's code runs here, and nothing that was read stays. `shown` sees each edition as it
    comes.
    """

    root: Path
    runs_code: bool
    request: Callable[[date], Request]
    shown: Callable[[Iterable[Built]], Iterator[Built]]
    stopped: Stopped
    _last: LastFindings = field(default_factory=LastFindings)
    _begun: bool = False
    _warm: bool = False
    _stays: ExitStack = field(default_factory=ExitStack)

    def build(self, day: date) -> ComeAndGone:
        """Build what would come out otherwise by now; what has come and gone of all findings.

        Raises MistypedError the first time: a briefing that goes later may come back.
        """
        begun, self._begun = self._begun, True
        try:
            with TemporaryDirectory(dir=scratch_folder(), ignore_cleanup_errors=True) as folder:
                found = [each for editions in self._apart(folder, day) for each in editions]
        except AsofError as problem:
            if isinstance(problem, MistypedError) and not begun:
                raise
            return self._last.stopped(problem.findings)
        return ComeAndGone((), ()) if self.stopped() else self._last.built(found)

    def warm(self, profile: str) -> None:
        """Load here what the next build needs, once; it stays, so whoever is forked copies none."""
        if not self._warm:
            warm([profile])
            self._stays.enter_context(frozen_heap())
        self._warm = True

    def _apart(self, folder: str, day: date) -> Iterator[Sequence[Finding]]:
        """What is found in each edition, built by a process that has its own temporary files."""
        ended = yield from made_apart(partial(self._build, folder), (day,), self.stopped)
        if ended:
            seconds = Limits().seconds
            raise RenderError(ended_work(None, self.root.name, ended, seconds))

    def _build(
        self, folder: str, days: Sequence[date], stopped: Stopped
    ) -> Iterator[Sequence[Finding]]:
        (day,) = days
        tempfile.tempdir = folder
        workspace = read_workspace(self.root, runs_code=self.runs_code)
        request = replace(self.request(day), stopped=stopped)
        for built in self.shown(batch.build(workspace, request)):
            yield built.found
