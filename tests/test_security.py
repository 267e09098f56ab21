"""What SECURITY.md says is so."""

from __future__ import annotations

import re
from pathlib import Path

from asof.limits import described
from asof.pdf import strangers

ROOT = Path(__file__).parent.parent
TOLD = (ROOT / "SECURITY.md").read_text("utf-8")


def test_every_limit_is_told_with_what_it_is_of() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([\d,]+) \| (.+) \|$", TOLD, re.MULTILINE)
    told = {name: (int(number.replace(",", "")), what) for name, number, what in rows}
    assert told == described()


def test_the_memory_and_the_time_of_a_stranger_s_pdf_is_told() -> None:
    told = " ".join(TOLD.split())
    assert f"may take {strangers.MEMORY // 2**20} MiB beside" in told
    assert f"{strangers.SECONDS} seconds of a processor" in told


def test_readers_are_led_to_it() -> None:
    assert "(SECURITY.md)" in (ROOT / "README.md").read_text("utf-8")
