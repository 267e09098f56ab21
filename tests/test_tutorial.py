"""The tutorial, docs/tutorial.md, leads from an empty folder to what it promises."""

from __future__ import annotations

from pathlib import Path

from documents import DOCS, Reader, steps


def test_who_follows_the_tutorial_has_a_published_site(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    reader = Reader(tmp_path / "empty")
    reader.follow(steps(DOCS / "tutorial.md"))
    site = reader.folder.parent / "site"
    assert (site / "index.html").is_file()
    latest = (site / "en/note/index.html").read_text("utf-8")
    assert "42" in latest
    assert "45" in (site / "en/note/2025-07-08/r1/index.html").read_text("utf-8")
    assert list((reader.folder / ".github/workflows").glob("asof-*.yml"))
