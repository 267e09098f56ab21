"""The README is short, leads to what there is, and its commands run."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from documents import ROOT, Reader, steps

README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")
LONGEST = 130  # lines: what it is, two commands, five minutes, where to read on


def test_it_can_be_read_in_five_minutes() -> None:
    assert len(TEXT.splitlines()) <= LONGEST


def test_the_tour_prints_two_days(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.follow(steps(README, "Five minutes"))
    days = {path.parent.name for path in reader.folder.glob("build/*/note.en.pdf")}
    assert days == {"2025-06-30", "2025-04-01"}


def test_the_commands_of_the_publication_run(tmp_path: Path) -> None:
    told = steps(README, "The first publication")
    out = [command for step in told for command in step.commands]
    assert out
    for command in out:
        aside = f"{command} --out {tmp_path}" if command.startswith("asof build") else command
        Reader(ROOT).follow([replace(told[0], text=aside)])


@pytest.mark.parametrize("target", re.findall(r"`make\s+(\w+)`", TEXT))
def test_every_make_target_named_exists(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("target", re.findall(r"\]\((?!https:)([^)#]+)", TEXT))
def test_every_link_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_it_leads_to_every_guide() -> None:
    listed = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    guides = re.findall(r"^([a-z-]+)$", listed.partition(":caption: Reference")[0], re.MULTILINE)
    assert "tutorial" in guides
    assert [name for name in guides if f"(docs/{name}.md)" not in TEXT] == []
