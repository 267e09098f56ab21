"""A publication of fifty editions, small enough to be printed hundreds of times, and its editions.

Each page says a figure of its own and one that all share. Both take one of a few values: so all
pages that can ever be right are printed once, by builds that nothing disturbs, and whatever lies
in an output folder afterwards is held against them, byte for byte.
"""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from random import Random

PLACES = tuple(f"p{number:02}" for number in range(25))
LANGUAGES = ("en", "fr")
EDITIONS = tuple(f"place-{place}.{lang}" for place in PLACES for lang in LANGUAGES)
DAY = "2026-02-28"
PATIENCE = 240.0  # seconds that a command may take on a busy machine
SHARED, OWN = (700, 800), (11, 12, 13)  # the values that the figures take

FILES = {
    "asof.yaml": "title: Places\nlanguages: [en-CA, fr-CA]\ntimezone: UTC\n",
    "data/sources.yaml": "log: {title: Log, publisher: Office, published: 2026-02-01}\n",
    "data/briefings/place.yaml": f"""\
title: {{en: "{{{{ each.name }}}}", fr: "{{{{ each.name }}}} (fr)"}}
as_of: {DAY}
for_each: tables/places.csv
template: place.html
body:
  - points:
      - en: "There are {{{{ fact('own.' ~ each.code) }}}} here, {{{{ shared.all }}}} in all."
        fr: "Il y en a {{{{ fact('own.' ~ each.code) }}}} ici, {{{{ shared.all }}}} en tout."
""",
    "templates/place.html": """\
{% extends "theme/note.html" %}
{% block letterhead %}<h1>{{ briefing.title }}</h1>{% endblock %}
{% block end %}{{ show.source_notes() }}{% endblock %}
""",
    "data/tables/places.csv": "code,name\n"
    + "".join(f"{place},Place {place.upper()}\n" for place in PLACES),
}
Content = tuple[bytes, bytes]  # of a PDF, and of its record


@dataclass(frozen=True)
class State:
    """What the figures are: the one that all share, and each place's own."""

    shared: int
    own: Mapping[str, int]

    @classmethod
    def first(cls) -> State:
        """The state that everything begins with."""
        return cls(SHARED[0], dict.fromkeys(PLACES, OWN[0]))

    def turned(self) -> State:
        """Another figure for all: no page is left as it was."""
        return replace(self, shared=_next(self.shared, SHARED))

    def edited(self, *places: str) -> State:
        """Another figure for some places."""
        return replace(self, own={**self.own, **{p: _next(self.own[p], OWN) for p in places}})

    def figures(self, edition: str) -> tuple[int, int]:
        """What decides an edition."""
        return self.shared, self.own[place_of(edition)]


def _next(value: int, values: tuple[int, ...]) -> int:
    return values[(values.index(value) + 1) % len(values)]


def place_of(edition: str) -> str:
    """The place that an edition is of."""
    return edition.removeprefix("place-").partition(".")[0]


def some_places(random: Random) -> list[str]:
    """One to three places."""
    return random.sample(PLACES, random.randint(1, 3))


@dataclass(frozen=True)
class Home:
    """A workspace in a folder, with a store and a folder for scratch files of its own."""

    folder: Path

    @property
    def root(self) -> Path:
        """The workspace."""
        return self.folder / "work"

    @property
    def store(self) -> Path:
        """What builds keep."""
        return self.folder / "store"

    @property
    def scratch(self) -> Path:
        """What TMPDIR is."""
        return self.folder / "scratch"

    @property
    def day(self) -> Path:
        """The folder of the editions."""
        return self.root / "build" / DAY

    def begin(self) -> Home:
        """Make it."""
        for name, text in FILES.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text, encoding="utf-8")
        self.store.mkdir(mode=0o700)
        self.scratch.mkdir()
        self.say(State.first())
        return self

    def say(self, state: State) -> None:
        """Let the ledger say something, in one step for whoever reads it meanwhile."""
        lines = "".join(
            f"{p}:\n  label: Count of {p}\n  observations: [{_line(n)}]\n"
            for p, n in state.own.items()
        )
        self._put("data/facts/own.yaml", lines)
        shared = f"all:\n  label: Count of all\n  observations: [{_line(state.shared)}]\n"
        self._put("data/facts/shared.yaml", shared)

    def _put(self, name: str, text: str) -> None:
        path, new = self.root / name, self.folder / "new"
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(text, encoding="utf-8")
        new.replace(path)

    def started(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        """A command of asof that runs, as the head of a group of its own."""
        own = {"ASOF_CACHE": str(self.store), "TMPDIR": str(self.scratch), **environment}
        return subprocess.Popen(
            [sys.executable, "-m", "asof.cli", "--workspace", str(self.root), *words],
            env={**os.environ, **own},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def build(self, *words: str, **environment: str) -> Done:
        """A build that nothing disturbs."""
        return finished(self.started("build", "--json", "--jobs", "2", *words, **environment))


def _line(value: int) -> str:
    return f"{{value: {value}, on: 2026-01-31, source: log}}"


@dataclass(frozen=True)
class Done:
    """A command that has ended: its exit code, its answer, what it told, and whether it hung."""

    code: int
    answer: str
    told: str
    hung: bool = False


def finished(process: subprocess.Popen[str], patience: float = PATIENCE) -> Done:
    """Wait for a command; one that hangs is killed."""
    try:
        answer, told = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        answer, told = process.communicate()
        return Done(process.returncode, answer, f"hung: {told}", hung=True)
    return Done(process.returncode, answer, told)


def right_pages(folder: Path) -> dict[tuple[str, int, int], Content]:
    """Every page that can be right, by its edition and what decides it, printed from nothing."""
    home = Home(folder)
    folder.mkdir()
    home.begin()
    pages: dict[tuple[str, int, int], Content] = {}
    for state in _all_states():
        home.say(state)
        done = home.build(ASOF_CACHE="none")
        assert done.code == 0, done.told
        for edition in EDITIONS:
            pages[edition, *state.figures(edition)] = content(home.day, edition)
    return pages


def _all_states() -> Iterator[State]:
    for shared, own in itertools.product(SHARED, OWN):
        yield State(shared, dict.fromkeys(PLACES, own))


def content(day: Path, edition: str) -> Content:
    """The bytes of an edition's PDF and of its record; empty where one is not there."""
    found = [day / f"{edition}{suffix}" for suffix in (".pdf", ".json")]
    pdf, record = (path.read_bytes() if path.is_file() else b"" for path in found)
    return pdf, record


def digest(data: bytes) -> str:
    """The digest of some bytes."""
    return sha256(data).hexdigest()
