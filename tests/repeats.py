"""The same bytes, however many workers: a batch of notes with charts, printed again and again.

`python tests/repeats.py [TIMES]` prints it so many times, with 1, 2, 4 and 8 workers in turn.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import edits

NOTES = 24
CHART = """\
from asof.charts import chart, steps


@chart(caption="Berths of quay {number}")
def c{number:02}(axes, edition):
    steps(axes, edition["quay.q{number:02}"])
"""
FACT = """\
q{number:02}:
  label: Berths of quay {number}
  unit: berths
  observations:
    - {{value: {number}0, on: 2026-01-31, source: log}}
    - {{value: {number}5, on: 2026-02-20, source: log}}
"""
NOTE = """\
title: Quay {number}
as_of: 2026-03-28
body:
  - points: ["There are {{{{ quay.q{number:02}.counted }}}}."]
  - chart: c{number:02}
"""


def write(root: Path, notes: int = NOTES) -> None:
    """The workspace in a folder: a note and a chart for each quay."""
    files = {name: edits.FILES[name] for name in ("asof.yaml", "data/sources.yaml")}
    numbers = range(1, notes + 1)
    files["data/facts/quay.yaml"] = "".join(FACT.format(number=n) for n in numbers)
    for n in numbers:
        files[f"data/briefings/b{n:02}.yaml"] = NOTE.format(number=n)
        files[f"charts/c{n:02}.py"] = CHART.format(number=n)
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def prints(root: Path, jobs: int) -> Mapping[str, bytes]:
    """What a build prints that knows nothing of earlier ones."""
    shutil.rmtree(root / "build", ignore_errors=True)
    edits.done(edits.build(root, "--jobs", str(jobs), "--cache", "none"))
    return edits.printed(root / "build")


def main() -> None:
    """Print it so many times."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with TemporaryDirectory() as folder:
        root = Path(folder, "work")
        write(root)
        first = prints(root, 1)
        assert len(first) == 2 * NOTES
        for number in range(times):
            jobs = (1, 2, 4, 8)[number % 4]
            differing = [n for n, content in prints(root, jobs).items() if content != first[n]]
            assert not differing, f"build {number} with {jobs} workers: {differing}"
            sys.stdout.write(f"build {number} with {jobs} workers: the same bytes\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
