"""Each hint of the program is followed, and leads on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from asof.diagnostics import Severity
from followed import EDITS
from mistakes import CASES, Mistake, comment, findings, lay, mistakes

MEANT = re.compile(r"(?:did you mean|write) (?:'([^']+)'|(\S+?))\??")
DELETED = ("keep one", "delete it", "delete this line")


def follow(root: Path, case: Path) -> None:
    """Do what the hints of a broken workspace say: one word for another, and what `EDITS` has."""
    for mistake in mistakes(case):
        take_to_the_letter(root, mistake)
    for path in (p for p in case.rglob("*") if p.suffix in (".yaml", ".html", ".css", ".py")):
        uncomment(root / path.relative_to(case))
    for name, old, new in EDITS.get(case.name, ()):
        edit(root / name, old, new)


def take_to_the_letter(root: Path, mistake: Mistake) -> None:
    """Delete the line of a mistake, or put the word that is meant for the last one quoted."""
    path, line, *_ = f"{mistake.place}:::".split(":")
    said, wrong = MEANT.fullmatch(mistake.hint), re.findall("'(.+?)'", mistake.message)
    if not line or ((root / path).suffix == ".csv" and mistake.hint in DELETED):
        return
    lines = (root / path).read_bytes().decode("utf-8", "surrogateescape").splitlines(keepends=True)
    at = int(line) - 1
    if mistake.hint in DELETED and "control" not in mistake.message:
        lines[at] = "\n"
    elif said and wrong:
        lines[at] = lines[at].replace(wrong[-1], said[1] or said[2], 1)
    (root / path).write_bytes("".join(lines).encode("utf-8", "surrogateescape"))


def uncomment(path: Path) -> None:
    """Take the comments out, so that edits find the mistakes that they speak of."""
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(
        b"".join(each for each in lines if not comment(each.decode("latin-1").rstrip()))
    )


def edit(path: Path, old: str | None, new: str) -> None:
    """Put a text in the place of another, or make the whole file of it; of nothing, no file."""
    if old is not None:
        whole = path.read_text("utf-8")
        assert old in whole, old
        new = whole.replace(old, new, 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(new, "utf-8")
    if not new:
        path.unlink()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_who_follows_every_hint_has_no_error_left(case: Path, tmp_path: Path) -> None:
    lay(tmp_path, case)
    follow(tmp_path, case)
    assert [str(f) for f in findings(tmp_path) if f.severity is Severity.ERROR] == []
