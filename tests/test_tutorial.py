"""The tutorial, docs/tutorial.md, leads from an empty folder to what it promises."""

from __future__ import annotations

from pathlib import Path

from documents import DOCS, Reader, steps


def test_who_follows_the_tutorial_has_a_released_and_a_corrected_page(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.follow(steps(DOCS / "tutorial.md"))
    printed = {path.name for path in (reader.folder / "build/2025-07-08").glob("*.pdf")}
    assert {"note.en.r1.pdf", "note.en.known-2025-07-10.r2.pdf"} <= printed
