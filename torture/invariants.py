"""What must hold whatever happened to a build; each check is proven by tests/test_torture.py."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from asof.pdf.attachments import enclosed
from asof.scratch import NAMED
from publication import EDITIONS, Content, State, content, digest

Pages = Mapping[tuple[str, int, int], Content]
PATIENCE = 5.0  # seconds that processes have to end once their head has


def torn(pdf: bytes, record: bytes) -> str:
    """What is wrong with a PDF and the record beside it; nothing where both are whole and one's."""
    if not pdf.startswith(b"%PDF-") or not pdf.rstrip().endswith(b"%%EOF"):
        return "is no whole PDF"
    inside = enclosed(pdf)
    if not inside:
        return "carries no record"
    if not record:
        return ""  # a kill between the two leaves no record rather than another's
    try:
        beside = json.loads(record)
    except ValueError:
        return "has half a record beside it"
    if beside.pop("digest", "") != digest(pdf):
        return "has the record of another PDF beside it"
    return "" if beside == inside else "carries another record than lies beside it"


def wrong_editions(day: Path, pages: Pages, *states: State) -> Iterator[str]:
    """What lies in a folder that is no edition of one of some states, or is not whole.

    An edition may be missing; a record may only be missing with its PDF, or after a kill.
    """
    for edition in EDITIONS:
        pdf, record = content(day, edition)
        right = [pages[edition, *state.figures(edition)] for state in states]
        if not pdf:
            yield from [f"{edition}: a record without its PDF"] if record else []
        elif fault := torn(pdf, record):
            yield f"{edition}: {fault}"
        elif not any(pdf == page and record in (data, b"") for page, data in right):
            yield f"{edition}: says neither what was true before nor what is"


def unlike(day: Path, pages: Pages, state: State) -> Iterator[str]:
    """The editions in a folder that are not, byte for byte, those of a state."""
    for edition in EDITIONS:
        if content(day, edition) != pages[edition, *state.figures(edition)]:
            yield f"{edition}: is not what an undisturbed build prints"


def left_behind(*folders: Path, scratch: Path | None = None) -> Iterator[str]:
    """The scratch files below some folders, and whatever is in that of scratch files."""
    for folder in folders:
        yield from (f"left behind: {path}" for path in folder.rglob("*") if NAMED.match(path.name))
    yield from (f"left behind: {path}" for path in (scratch.iterdir() if scratch else ()))


def living(mark: str) -> list[int]:
    """The processes that have a word in their environment."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if mark.encode() in path.read_bytes():
                found.append(int(path.parent.name))
    return found


def lives_on(mark: str) -> Iterator[str]:
    """The processes that have not ended, given some time for it."""
    end = time.monotonic() + PATIENCE
    while (found := living(mark)) and time.monotonic() < end:
        time.sleep(0.02)
    yield from (f"process {number} lives on" for number in found)


def without_record(day: Path) -> list[str]:
    """The editions whose PDF has no record beside it."""
    found = {edition: content(day, edition) for edition in EDITIONS}
    return [edition for edition, (pdf, record) in found.items() if pdf and not record]
