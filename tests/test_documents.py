"""The documentation is true: what it tells to type runs, and says what it tells."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from asof.cli import main
from documents import DOCS, ROOT, Reader, Step, pattern, steps

FOLLOWED = {
    "README.md": "tests/test_readme.py",
    "docs/tables.md": "tests/test_add_files.py",  # which answers what is asked
    "docs/tutorial.md": "tests/test_tutorial.py",
}
"""The documents that a test of their own follows."""

ALL = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
TYPED = {str(path.relative_to(ROOT)): path for path in ALL if any(s.commands for s in steps(path))}


@pytest.mark.parametrize("name", [name for name in TYPED if name not in FOLLOWED])
def test_a_document_can_be_followed_to_the_letter(name: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.follow(steps(TYPED[name]))
    assert reader.typed


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_document_that_another_test_follows_is_read_there(name: str) -> None:
    assert name in TYPED
    assert name in (ROOT / FOLLOWED[name]).read_text("utf-8")


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_shown_in_use(name: str) -> None:
    typed = [line for path in TYPED.values() for step in steps(path) for line in step.commands]
    assert any(re.match(rf"asof {name}\b", line) for line in typed)


NAMED = [step for path in ALL for step in steps(path) if step.file]


def test_a_reader_is_told_into_which_file_a_block_goes() -> None:
    seen, untold = dict[str, str](), []
    for step in NAMED:
        document = step.place.partition(":")[0]
        if f"`{step.file}`" not in step.above and seen.get(document) != step.file:
            untold.append(step.place)
        seen[document] = step.file
    assert untold == []


PIECES = [s for path in ALL for s in steps(path) if s.kind == "yaml" and not s.name]


@pytest.mark.parametrize("piece", PIECES, ids=lambda step: step.place)
def test_every_piece_of_a_file_is_yaml(piece: Step) -> None:
    assert yaml.safe_load(piece.text)


def test_what_a_document_says_is_held_against_what_is_said() -> None:
    told = pattern("made note.…pdf\n…\ndone\n")
    assert told.fullmatch("made note.en.pdf\none\ntwo\ndone\n")
    assert not told.fullmatch("made note.en.pdf\none\n")
    assert not told.fullmatch("made bulletin.en.pdf\ndone\n")
