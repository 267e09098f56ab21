"""Reads the tables of a workspace with nothing but what reads such files, and tells what it took.

python bare_reading.py WORKSPACE: the processor's seconds as JSON, imports included.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path


def main() -> None:
    """Read and tell."""
    start, cells = time.process_time(), 0
    for path in sorted(Path(sys.argv[1], "data/tables/d").iterdir()):
        cells += sum(map(len, read(path)))
    print(json.dumps({"processor": time.process_time() - start, "cells": cells}))


def read(path: Path) -> Sequence[Sequence[object]]:
    """The rows of a table."""
    if path.suffix == ".csv":
        import csv

        with path.open(newline="") as file:
            return [*csv.reader(file)]
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(path) as book:
        return book.get_sheet_by_index(0).to_python()


if __name__ == "__main__":
    main()
