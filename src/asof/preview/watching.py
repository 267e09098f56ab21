"""Tells when something of a workspace has changed, or a day has begun. The door to watchfiles."""

from __future__ import annotations

import os
import platform
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

from asof.diagnostics import AsofError
from asof.files import OUTPUT
from asof.workspace import MARK, read_workspace

QUIET = 25  # milliseconds with no other change: what is saved together is told once
LONGEST = 250  # milliseconds after which changes are told though they go on
LOOK = 100  # milliseconds between looks at whether to stop, and at the clock
SECOND = 1.1  # seconds after which the time of a file that is saved again is another
POLLING = "WATCHFILES_FORCE_POLLING"
ASIDE = re.compile(r"\.|~\$|#.*#$|.*~$|.*___jb_(tmp|old)___$|4913$|__pycache__$")
"""What is hidden, and what editors lay beside a file while they write it."""
Paths = frozenset[str]
AGAIN: Paths = frozenset({""})  # no path at all: something may have changed that was not seen


@dataclass(slots=True, kw_only=True)
class Watched:
    """A workspace that is watched, but for its output, until somebody has asked to stop.

    Each folder is watched by itself: those of packages and of a history may lie beside the data,
    and the kernel watches a limited number. Where it watches none, files are looked at in turn.
    """

    root: Path
    output: Path
    today: Callable[[], date]
    stopped: Callable[[], bool]
    polling: bool

    def days(self) -> Iterator[date]:
        """Today, once what is watched is, and whenever a file has changed or a day has begun.

        What changes while nobody asks is told when somebody does: nothing is lost.
        """
        day = None
        for changed in self._looks():
            if self.stopped():
                return
            if changed or day != self.today():
                yield (day := self.today())

    def _looks(self) -> Iterator[bool]:
        """Whether something has changed since the last look; new folders are watched first."""
        changed = True
        while not self.stopped():
            folders = self._folders()
            for paths in self._watch(folders):
                changed = changed or bool(paths)
                if changed and (paths & folders or self._folders() != folders):
                    break
                yield changed
                changed = False
            changed = True

    def _watch(self, folders: Paths) -> Iterator[Paths]:
        """What has changed in folders since the look before, until they cannot be watched so."""
        try:
            yield from twice(self._seen(folders)) if self.polling else self._seen(folders)
        except FileNotFoundError:  # a folder that was there a moment ago
            time.sleep(LOOK / 1000)
        except (OSError, RuntimeError):
            if self.polling:
                raise
            self.polling = True

    def _seen(self, folders: Paths) -> Iterator[Paths]:
        from watchfiles import watch

        seen = watch(
            *sorted(folders),
            watch_filter=lambda _, path: self.holds(Path(path)),
            debounce=LONGEST,
            step=QUIET,
            rust_timeout=LOOK,
            yield_on_timeout=True,
            recursive=False,
            force_polling=self.polling,
        )
        yield from (frozenset(path for _, path in changes) for changes in seen)

    def _folders(self) -> Paths:
        """The folders that may hold something of the workspace, its own too."""
        found = [str(self.root)]
        for path, inner, _ in os.walk(self.root):
            inner[:] = [each for each in inner if self.holds(Path(path, each))]
            found += [str(Path(path, each)) for each in inner]
        return frozenset(found)

    def holds(self, path: Path) -> bool:
        """Whether a path may be of the workspace: not hidden, no output, nothing of an editor's."""
        parts = path.relative_to(self.root).parts
        output = parts[:1] and parts[0].casefold() == OUTPUT
        return not (output or path.is_relative_to(self.output) or any(map(ASIDE.match, parts)))


@dataclass(slots=True)
class Calendar:
    """Today where a workspace is: in the time zone that could last be read, until then in UTC."""

    root: Path
    now: Callable[[], datetime]
    _zone: tzinfo = UTC
    _read: tuple[int, ...] = ()

    def today(self) -> date:
        """The day; asof.yaml is read where it is another than before."""
        with suppress(OSError):
            found = (self.root / MARK).stat()
            stamp = (found.st_ino, found.st_size, found.st_mtime_ns)
            if stamp != self._read:
                self._read = stamp
                with suppress(AsofError):
                    self._zone = read_workspace(self.root, runs_code=False).config.timezone
        return self.now().astimezone(self._zone).date()


def twice(seen: Iterable[Paths]) -> Iterator[Paths]:
    """What was seen by looking in turn, and a second later once more.

    The library compares whole seconds there: a file that is saved twice in one is told once.
    """
    due = time.monotonic() + SECOND
    for paths in seen:
        now = time.monotonic()
        due = now + SECOND if paths else due
        if paths or now < due:
            yield paths
        else:
            yield AGAIN
            due = float("inf")


def polled() -> bool:
    """Whether files are to be looked at in turn, as the library decides it.

    The environment says so, or the machine, whose drives do not tell of what Windows changes there.
    """
    said = os.environ.get(POLLING, "").lower()
    if said:
        return said not in ("false", "disable", "disabled")
    return "microsoft-standard" in platform.uname().release.lower()
