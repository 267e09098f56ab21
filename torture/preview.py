"""A preview for an hour: a script saves, a browser looks; memory, processes and page are watched.

Some saves break the workspace, some come while a page is being made. In between, when nothing is
saved, the page has to say what the files say. `make torture-preview` is all of it.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import SimpleCookie
from pathlib import Path
from queue import Empty, Queue
from random import Random, randrange
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any
from urllib.parse import urlencode, urlsplit

from asof.workspace import create
from invariants import left_behind, lives_on, living

SAVES, SECONDS = 2000, 3600
PATIENCE = 60.0  # seconds that an answer may take on a busy machine
CREW, CHARTED = "mains.crew", "crew"
KILLED = 3  # previews, at the end
LONGEST = 4.0  # seconds between two saves
ROUND = 20  # saves between two looks at everything
GROWTH = 1.1  # times as much memory in the last third as in the first
FACTS, CHART, NOTE, SHEET = (
    "data/facts/mains.yaml",
    "charts/crew.py",
    "data/briefings/note.yaml",
    "templates/own.css",
)
BREAKS = {  # what is typed wrong, where, and how
    FACTS: ("    - value: ", "    - valeu: "),
    NOTE: ("  - chart: crew", "  - chart: crwe"),
    CHART: ("steps(axes", "staps(axes"),
    "asof.yaml": ("languages: [", "languages: {"),
}
VIEWS: tuple[Mapping[str, str], ...] = (
    {},
    {"lang": "fr"},
    {"profile": "clear"},
    {"profile": "large", "lang": "fr"},
    {"day": "2025-04-01"},
    {"day": "2025-06-20", "known": "2025-06-30", "paper": "a4"},
)


@dataclass(frozen=True)
class Home:
    """A workspace in a folder, with a store and a folder for scratch files of its own."""

    folder: Path

    @property
    def root(self) -> Path:
        """The workspace."""
        return self.folder / "work"

    @property
    def scratch(self) -> Path:
        """What TMPDIR is."""
        return self.folder / "scratch"

    def begin(self) -> Home:
        """Make it: the starter."""
        self.scratch.mkdir()
        (self.folder / "store").mkdir(mode=0o700)
        create(self.root)
        return self

    def save(self, name: str, text: str) -> None:
        """Save a file, at one stroke as most editors do."""
        new = self.root / f".{Path(name).name}.new"
        new.write_text(text, encoding="utf-8")
        new.replace(self.root / name)

    def started(self, *words: str) -> subprocess.Popen[str]:
        """A command of asof that runs, as the head of a group of its own."""
        own = {"ASOF_CACHE": str(self.folder / "store"), "TMPDIR": str(self.scratch)}
        return subprocess.Popen(
            [sys.executable, "-m", "asof.cli", "--workspace", str(self.root), *words],
            env={**os.environ, **own},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )


# ---- the browser


@dataclass
class Browser:
    """A tab: it hears of each state, and gives up what it asked of the one before."""

    address: str
    cookie: str = ""
    told: Queue[dict[str, Any]] = field(default_factory=Queue)
    asking: http.client.HTTPConnection | None = None

    def begin(self) -> Browser:
        """Come in by the token, and listen."""
        with closing(self._connection()) as connection:
            connection.request("GET", f"/?{urlsplit(self.address).query}")
            answer = connection.getresponse()
            found = SimpleCookie(answer.getheader("Set-Cookie", ""))
            self.cookie = "; ".join(f"{name}={each.value}" for name, each in found.items())
        Thread(target=self._listen, daemon=True).start()
        return self

    def _connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)

    def _listen(self) -> None:
        events = self._connection()
        with suppress(OSError, http.client.HTTPException), closing(events):
            events.request("GET", "/api/events", headers={"Cookie": self.cookie})
            assert events.sock
            events.sock.settimeout(None)
            name = ""
            for line in events.getresponse():
                key, _, value = line.decode().strip().partition(": ")
                name = value if key == "event" else name
                if key == "data" and name == "revision":
                    self.told.put(json.loads(value))
                    self.give_up()

    def get(self, path: str, asked: Mapping[str, str]) -> tuple[int, bytes]:
        """What is answered."""
        self.asking = self._connection()
        with closing(self.asking) as connection:
            address = f"{path}?{urlencode(asked)}"
            connection.request("GET", address, headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            return answer.status, answer.read()

    def look(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """A page and its picture; raises OSError or HTTPException where it was given up."""
        told: dict[str, Any] = json.loads(self.get("/api/edition", asked)[1])
        if told.get("digest"):
            status, png = self.get(f"/api/picture/{told['digest']}/1", {"scale": "2"})
            if (status, png[:4]) != (200, b"\x89PNG"):
                raise AssertionError(status)
        return told

    def give_up(self) -> None:
        """Wait no more for what was asked last."""
        sock = self.asking and self.asking.sock
        if sock:
            with suppress(OSError):
                sock.shutdown(2)


# ---- what happens


@dataclass
class Soak:
    """A preview of a workspace that is saved again and again, and what was seen of it."""

    home: Home
    random: Random
    good: dict[str, str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    crew: int = 38
    wrong: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    saved_to_page: list[float] = field(default_factory=list)
    step_to_page: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    processes: list[int] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """What tells its processes from all others."""
        return str(self.home.scratch)

    def begin(self) -> None:
        """Open the preview, and two tabs."""
        self.good = {name: (self.home.root / name).read_text("utf-8") for name in (*BREAKS, SHEET)}
        self.open()
        Thread(target=self.follow, args=(self.tab(),), daemon=True).start()

    def open(self) -> None:
        """Begin a preview."""
        self.process = self.home.started("preview", "--no-browser")
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()

    def tab(self) -> Browser:
        """Another tab of the preview."""
        return Browser(self.address).begin()

    def follow(self, tab: Browser) -> None:
        """Look at some page of each state, until the preview ends."""
        while self.process.poll() is None:
            with suppress(Empty, OSError, http.client.HTTPException, ValueError):
                tab.told.get(timeout=1)
                self.counts["looked"] += 1
                told = tab.look(self.random.choice(VIEWS))
                self.counts["seen"] += 1
                self.judge(told)

    def judge(self, told: Mapping[str, Any]) -> None:
        """A fault of the program itself is told, whatever was saved."""
        found = [*told.get("findings", ()), *(told.get("failure") or ())]
        self.wrong += [f"{each}" for each in found if each["rule"] == "fault"]

    # ---- saves

    def save(self) -> None:
        """Save something: a figure, a chart, a look, or a mistake, or what mends it."""
        name = self.random.choice([FACTS, FACTS, FACTS, CHART, NOTE, SHEET, "asof.yaml"])
        if name in self.broken:
            self.mend(name)
        elif name in BREAKS and self.random.random() < 0.3:
            before, after = BREAKS[name]
            self.home.save(name, self.good[name].replace(before, after, 1))
            self.broken.add(name)
            self.counts["broken"] += 1
        elif name == FACTS:
            self.count_crew()
        else:
            comment = "#" if name in (CHART, NOTE, "asof.yaml") else "/*"
            end = " */" if comment == "/*" else ""
            first = self.good[name].split(f"\n{comment} saved")[0].rstrip("\n")
            self.good[name] = f"{first}\n{comment} saved {self.random.random()}{end}\n"
            self.home.save(name, self.good[name])
        self.counts["saves"] += 1

    def count_crew(self) -> None:
        """Have another number of workers."""
        number = self.random.choice([n for n in range(20, 60) if n != self.crew])
        before, after = f"value: {self.crew}\n", f"value: {number}\n"
        self.good[FACTS] = self.good[FACTS].replace(before, after, 1)
        self.crew = number
        self.home.save(FACTS, self.good[FACTS])

    def mend(self, name: str) -> None:
        """Save a file as it was before it was broken."""
        self.home.save(name, self.good[name])
        self.broken.discard(name)

    # ---- looks

    def look_closely(self, tab: Browser) -> None:
        """Mend everything, and see that the page comes to say what was saved last."""
        for name in sorted(self.broken):
            self.mend(name)
        time.sleep(1)
        while not tab.told.empty():
            tab.told.get()
        self.count_crew()
        start = time.monotonic()
        while (told := self.crew_on(tab, {})) != f"{self.crew}":
            if time.monotonic() > start + PATIENCE:
                self.wrong.append(f"the page says {told} and not {self.crew}")
                return
        self.saved_to_page.append(time.monotonic() - start)
        self.step(tab)
        time.sleep(1)
        self.measure()

    def step(self, tab: Browser) -> None:
        """Go to another day."""
        start, day = time.monotonic(), f"2025-06-{self.random.randint(21, 29)}"
        with suppress(OSError, http.client.HTTPException, ValueError):
            tab.look({"day": day})
            self.step_to_page.append(time.monotonic() - start)

    def crew_on(self, tab: Browser, view: Mapping[str, str]) -> str:
        """How many workers there are on the page of the next state that is told."""
        with suppress(Empty, OSError, http.client.HTTPException, ValueError):
            tab.told.get(timeout=1)
            told = tab.look(view)
            self.judge(told)
            drawn = [f for f in told.get("figures", ()) if f["part"] == CHARTED]
            return next((f["text"] for f in drawn if f["key"] == CREW), "")
        return ""

    def measure(self) -> None:
        """What memory all processes take, each part of it once, and how many there are."""
        found = living(self.mark)
        self.memory.append(sum(map(proportional, found)))
        self.server.append(proportional(self.process.pid))
        self.processes.append(len(found))

    # ---- the end

    def finish(self) -> None:
        """See that each page is what a build prints, and that nothing of a preview is left."""
        tab = self.tab()
        tab.told.get(timeout=PATIENCE)
        self.look_closely(tab)
        for view in VIEWS:
            told = tab.look(view)
            if told.get("digest") != self.built(view, told["name"]):
                self.wrong.append(f"{told['name']} is not what a build prints")
        self.end(signal.SIGTERM)
        for _ in range(KILLED):
            self.open()
            Thread(target=self.crew_on, args=(self.tab(), {}), daemon=True).start()
            time.sleep(self.random.uniform(0, 4))
            self.end(signal.SIGKILL)

    def built(self, view: Mapping[str, str], name: str) -> str:
        """The digest of what a build prints of a view."""
        options = {"day": "--as-of"}
        words = [each for k, v in view.items() for each in (options.get(k, f"--{k}"), v)]
        language = () if "lang" in view else ("--lang", "en")
        self.home.started("build", *words, *language, "--json").communicate()
        (pdf,) = (self.home.root / "build").glob(f"*/{name}")
        digest = sha256(pdf.read_bytes()).hexdigest()
        pdf.unlink()
        return digest

    def end(self, number: signal.Signals) -> None:
        """End the preview; no process and no file may be left of it."""
        self.process.send_signal(number)
        self.process.communicate()
        self.counts[number.name] += 1
        self.wrong += lives_on(self.mark)
        self.wrong += left_behind(scratch=self.home.scratch)

    def report(self) -> Iterator[str]:
        """What was seen."""
        yield ", ".join(f"{number} {what}" for what, number in self.counts.items())
        for name, seen in (("save", self.saved_to_page), ("step", self.step_to_page)):
            yield f"{name} to page: median {median(seen):.2f} s, longest {max(seen):.2f} s"
        for name, sizes in (("all processes", self.memory), ("the server", self.server)):
            thirds = " → ".join(f"{each:.0f}" for each in medians(sizes))
            yield f"memory of {name}, by thirds of the time: {thirds} MB"
        yield f"processes when nothing is done: {sorted(set(self.processes))}"


def medians(sizes: list[float]) -> list[float]:
    """The median of each third of some figures."""
    third = max(1, len(sizes) // 3)
    return [median(sizes[n * third : (n + 1) * third] or sizes) for n in range(3)]


def proportional(process: int) -> float:
    """The megabytes of a process, what it shares divided by how many share it."""
    with suppress(OSError):
        rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return next(int(row.split()[1]) / 1024 for row in rows if row.startswith("Pss:"))
    return 0.0


def main() -> int:
    """Save for a while and tell what was seen; 1 when anything did not hold."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--saves", type=int, default=SAVES)
    asked.add_argument("--seconds", type=float, default=SECONDS)
    asked.add_argument("--seed", type=int, default=randrange(10**6))
    given = asked.parse_args()
    print(f"seed {given.seed}", flush=True)
    with TemporaryDirectory(prefix="asof-soak-") as place:
        soak = Soak(Home(Path(place).resolve()).begin(), Random(given.seed))
        soak.begin()
        save_for_a_while(soak, given.saves, given.seconds)
        soak.finish()
    print(*soak.report(), sep="\n")
    middle, last = medians(soak.memory)[1:]
    if last > middle * GROWTH:
        soak.wrong.append("memory grows")
    print(*soak.wrong[:20], f"{len(soak.wrong)} did not hold", sep="\n")
    return int(bool(soak.wrong))


def save_for_a_while(soak: Soak, saves: int, seconds: float) -> None:
    """Save so often in so many seconds, and look closely after each round of saves."""
    tab, end = soak.tab(), time.monotonic() + seconds
    while soak.counts["saves"] < saves and time.monotonic() < end:
        soak.save()
        left = max(0.0, end - time.monotonic()) / max(1, saves - soak.counts["saves"])
        time.sleep(soak.random.uniform(0, min(left * 2, LONGEST)))
        if soak.counts["saves"] % ROUND == 0:
            soak.look_closely(tab)


if __name__ == "__main__":
    sys.exit(main())
