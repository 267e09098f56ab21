"""Days of an office that prints what is due and publishes it, with a clock that is set.

Facts change by a script; a run may be killed, and is then started again, as a schedule would.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from asof.cli import main

URL = "https://port.example.org/notes"
ZONE = ZoneInfo("America/Toronto")
FIRST = date(2025, 1, 1)
DAY = timedelta(days=1)
WORKSPACE = {
    "asof.yaml": f"""\
title: Port notes
languages: [en-CA]
timezone: {ZONE.key}
url: {URL}
rules: {{unused-fact: off}}
""",
    "data/briefings/daily.yaml": """\
title: The quays today
series: {every: weekday, from: 2025-01-01}
body:
  - points: ["There are {{ port.ships }} at {{ port.berths }}."]
""",
    "data/briefings/weekly.yaml": """\
title: The week in the port
series: {every: week, from: 2025-01-06}
body:
  - points: ["{{ port.cargo }} was handled, with {{ port.ships }} in port."]
""",
}
FACT = """\
{name}:
  label: {name}
  unit: {unit}
  observations:
"""
APART = """
import json, sys
sys.path += %r
from datetime import date
from simulated_year import at, run
day, commands = date.fromisoformat(sys.argv[1]), json.loads(sys.argv[2])
for command in commands:
    at(day, run, command)
""" % [str(Path(__file__).parent)]
FACTS = {"ships": "ships", "berths": "berths", "cargo": "tonnes"}


@dataclass
class Office:
    """A workspace in a folder, and what its facts say so far."""

    root: Path
    random: Random
    lines: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in FACTS})
    sources: list[str] = field(default_factory=list)
    kills: int = 0
    moments: tuple[float, float] = (0.5, 3.5)  # seconds after which a run is killed

    @property
    def site(self) -> Path:
        """Where it publishes."""
        return self.root / "site"

    def open(self) -> None:
        """Lay the workspace, with a value of each fact."""
        for name, text in WORKSPACE.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text, "utf-8")
        self.report(FIRST, tuple(FACTS))

    def report(self, day: date, names: tuple[str, ...]) -> None:
        """Report new values of some facts, from a document of the day."""
        source = f"log-{day}"
        if not any(line.startswith(f"{source}:") for line in self.sources):
            told = f"{{title: Log of {day}, publisher: Harbour, published: {day}}}"
            self.sources.append(f"{source}: {told}\n")
        for name in names:
            value = self.random.randint(20, 900)
            self.lines[name].append(f"    - {{value: {value}, on: {day}, source: {source}}}\n")
        facts = (
            FACT.format(name=name, unit=FACTS[name]) + "".join(lines)
            for name, lines in self.lines.items()
        )
        path = self.root / "data/facts/port.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(facts), "utf-8")
        (self.root / "data/sources.yaml").write_text("".join(self.sources), "utf-8")

    def live(self, days: int, killed: set[int]) -> None:
        """Let so many days pass, some of them with runs that are killed."""
        for number in range(days):
            day = FIRST + number * DAY
            if number and self.random.random() < 0.5:
                some = self.random.sample(tuple(FACTS), self.random.randint(1, 2))
                self.report(day, tuple(some))
            if number in killed:
                self.kills += self._killed(day)
            self.work(day)

    def work(self, day: date) -> None:
        """What the schedule runs on a day, at six in the morning."""
        for command in self._commands():
            done = at(day, run, command)
            assert done.exit_code == 0, (day, command, done.output)

    def _commands(self) -> tuple[list[str], ...]:
        where = ["--workspace", str(self.root)]
        build = [*where, "build", "--due", "--catch-up", "--jobs", "1"]
        return build, [*where, "publish", str(self.site)]

    def _killed(self, day: date) -> bool:
        """Start the same in a process apart, and kill it somewhere; whether that met it at work."""
        said = [sys.executable, "-c", APART, str(day), json.dumps(self._commands())]
        with subprocess.Popen(said, stdout=-3, stderr=-3, env={**os.environ}) as process:
            with suppress(subprocess.TimeoutExpired):
                process.wait(self.random.uniform(*self.moments))
            process.kill()
        return process.returncode == -signal.SIGKILL

    def due(self, days: int) -> Iterator[tuple[str, str]]:
        """What was due in so many days, by the days of the week and nothing of the program."""
        for number in range(days):
            day = FIRST + number * DAY
            if day.weekday() < 5:
                yield "daily", str(day)
            if day.weekday() == 0:
                yield "weekly", str(day)


def run(command: list[str]) -> Result:
    """Run a command of the program in this process."""
    return CliRunner().invoke(main, command)


def at(day: date, work: Callable[[list[str]], Result], command: list[str]) -> Result:
    """The result of a command, run while the clock shows six in the morning of a day."""
    moment = datetime(day.year, day.month, day.day, 6, 0, tzinfo=ZONE)
    with pytest.MonkeyPatch.context() as clock:
        for module in ("edge", "publish"):
            clock.setattr(f"asof.cli.{module}.now", lambda: moment)
        return work(command)
