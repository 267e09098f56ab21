"""The files that have a workspace checked and published where its repository is kept."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from asof import versions
from asof.atomic_file import holds
from asof.diagnostics import AsofError, Location, error

HERE = Path(__file__).parent
REQUIREMENTS = "asof-requirements.txt"
PLACES: Mapping[str, Mapping[str, str]] = {
    "github": {
        "github/asof-check.yml": ".github/workflows/asof-check{}.yml",
        "github/asof-publish.yml": ".github/workflows/asof-publish{}.yml",
    },
    "gitlab": {"gitlab/asof.yml": ".gitlab/asof{}.yml"},
}
"""Where each service looks for what is to run, from the root of a repository."""
OF_THE_PROJECT = ".gitlab-ci.yml"  # the one file that GitLab reads, of whatever the project does
EARLY = timedelta(hours=6, minutes=17)  # past the full hour, when services are busiest


@dataclass(frozen=True, slots=True)
class Checkout:
    """Where a workspace stands: its folder, the root of its repository, its time zone."""

    folder: Path
    repository: Path
    zone: ZoneInfo

    @property
    def within(self) -> str:
        """The folder as the repository names it; empty where it is its root."""
        path = self.folder.relative_to(self.repository).as_posix()
        return "" if path == "." else path

    @property
    def slug(self) -> str:
        """The same as a part of an address, and of the name of a file or a job."""
        plain = re.sub(r"[^a-z0-9]+", "-", self.within.lower()).strip("-")
        return plain or sha256(self.within.encode()).hexdigest()[:8] * bool(self.within)

    @property
    def cron(self) -> str:
        """Early each morning, in UTC: an hour later where summer time is kept and it is summer."""
        days = (datetime(2026, month, 1, tzinfo=self.zone) for month in (1, 7))
        winter = min(day.utcoffset() or timedelta() for day in days)
        minutes = (EARLY - winter) // timedelta(minutes=1)
        return f"{minutes % 60} {minutes // 60 % 24} * * *"


def repository_of(folder: Path) -> Path:
    """The nearest folder upward with .git, a folder or a worktree's file; else the folder."""
    found = (each for each in (folder, *folder.parents) if (each / ".git").exists())
    return next(found, folder)


def files(service: str, checkout: Checkout) -> dict[Path, bytes]:
    """The files that a service wants, and the versions that are installed here, all by place.

    What is there with the same bytes is left out, and so is GitLab's own file once there is one.
    Raises AsofError where another file is there.
    """
    suffix = f"-{checkout.slug}" if checkout.slug else ""
    made = {
        checkout.repository / place.format(suffix): _filled(HERE / name, checkout, suffix)
        for name, place in PLACES[service].items()
    }
    made[checkout.folder / REQUIREMENTS] = _requirements()
    own = checkout.repository / OF_THE_PROJECT
    if service == "gitlab" and not os.path.lexists(own):
        made[own] = _filled(HERE / "gitlab/gitlab-ci.yml", checkout, suffix)
    new = {path: content for path, content in made.items() if not holds(path, content)}
    hint = f"move it away, or take from it what you need, and run 'asof init --ci {service}' again"
    taken = [
        error(Location(path.relative_to(checkout.repository).as_posix()), "is already there", hint)
        for path in new
        if os.path.lexists(path)
    ]
    if taken:
        raise AsofError(*taken)
    return new


def lacks_include(checkout: Checkout) -> str:
    """What GitLab's own file, which is the project's, has to include and does not name."""
    suffix = f"-{checkout.slug}" if checkout.slug else ""
    wanted = PLACES["gitlab"]["gitlab/asof.yml"].format(suffix)
    own = checkout.repository / OF_THE_PROJECT
    return "" if wanted in own.read_text(encoding="utf-8") else wanted


def _filled(template: Path, checkout: Checkout, suffix: str) -> bytes:
    """A file with what is this workspace's own."""
    within = checkout.within
    words = {
        "TITLE": f"asof, {within}: " if within else "asof: ",
        "SUFFIX": suffix,
        "WORKSPACE": within or ".",
        "PREFIX": f"{within}/" if within else "",
        "FOLDER": checkout.slug or ".",
        "ZONE": checkout.zone.key,
        "CRON": checkout.cron,
        "PYTHON": f"{sys.version_info.major}.{sys.version_info.minor}",
        "INCLUDED": PLACES["gitlab"]["gitlab/asof.yml"].format(suffix),
    }
    text = template.read_text(encoding="utf-8")
    return re.sub(r"@([A-Z]+)@", lambda found: words[found[1]].replace("'", "''"), text).encode()


def _requirements() -> bytes:
    """What is installed here, so that the same pages are printed there."""
    head = "# What was installed where 'asof init --ci' wrote this file. pip reads it.\n"
    return (head + "".join(f"{pin}\n" for pin in versions.pins())).encode()
