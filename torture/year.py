"""A simulated year: on each day what is due is printed and published; 20 runs are killed.

The same office as in `tests/test_simulated_year.py`, whose month the suite lives through.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from random import Random, randrange
from tempfile import TemporaryDirectory

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from simulated_year import Office
from test_simulated_year import faults, shown

DAYS, KILLED = 365, 20


def main() -> None:
    """Live through a year, and look at the site that it ends with."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--days", type=int, default=DAYS)
    asked.add_argument("--killed", type=int, default=KILLED)
    asked.add_argument("--seed", type=int, default=randrange(10**6))
    asked.add_argument("--folder", type=Path, help="keep the workspace and its site there")
    given = asked.parse_args()
    print(f"seed {given.seed}", flush=True)
    if given.folder:
        live(given.folder, given)
    else:
        with TemporaryDirectory() as folder:
            live(Path(folder), given)


def live(folder: Path, given: argparse.Namespace) -> None:
    """A year in a folder; what does not hold is told, and the exit is 1."""
    office, start = Office(folder, Random(given.seed)), time.monotonic()
    office.open()
    office.live(given.days, set(office.random.sample(range(given.days), given.killed)))
    seconds, due = time.monotonic() - start, sorted(office.due(given.days))
    wrong = faults(office.site)
    print(f"{given.days} days in {seconds:.0f} s; {office.kills} runs killed at work")
    print(f"{len(due)} editions due, {len(shown(office.site))} on the site, each once")
    print(f"{len(wrong)} links, feeds and tables are wrong")
    if wrong or shown(office.site) != due:
        print("\n".join(wrong[:20]))
        raise SystemExit(1)


if __name__ == "__main__":
    main()
