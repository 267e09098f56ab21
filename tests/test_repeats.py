"""The same bytes, however many workers; `repeats.py` is the long form."""

from pathlib import Path

import repeats


def test_any_number_of_workers_prints_the_same_bytes(tmp_path: Path) -> None:
    repeats.write(tmp_path, notes=8)
    first = repeats.prints(tmp_path, 1)
    assert len(first) == 16
    for jobs in (2, 4, 8):
        assert repeats.prints(tmp_path, jobs) == first
