"""Reads a workspace, sees it as of a day, and tells what that took, in seconds, as JSON.

`processor` is that of the reading alone.

python reading.py WORKSPACE CACHE DAY RIDING. Where there was no cache yet, everything is seen and
counted as well, after all else was timed.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path


@contextmanager
def timed(found: dict[str, float], name: str) -> Iterator[None]:
    """Note how long something takes."""
    start = time.perf_counter()
    yield
    found[name] = time.perf_counter() - start


def main() -> None:
    """Read, see and tell."""
    folder, cache, day, riding = sys.argv[1:]
    found: dict[str, float] = {}
    first, on = not Path(cache).exists(), date.fromisoformat(day)
    begun = time.process_time()
    with timed(found, "read"):
        from asof import data, workspace
        from asof.cache import Store

        ledger, _ = data.read(workspace.find_workspace(Path(folder)), Store(Path(cache)))
        found["processor"] = time.process_time() - begun
    with timed(found, "view"):
        from asof.language import language
        from asof.ledger import as_of

        edition = as_of(ledger, on, on, language("en-CA"))
        seen = [edition[key].standing for key in ledger.facts if key.endswith(f".{riding}")]
    if first:
        with timed(found, "all"):
            seen = [edition[key].standing for key in ledger.facts]
        found["facts"] = len(seen)
        found["observations"] = sum(len(fact.observations) for fact in ledger.facts.values())
    print(json.dumps(found))


if __name__ == "__main__":
    main()
