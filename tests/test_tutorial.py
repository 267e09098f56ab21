"""The tutorial, docs/tutorial.md, leads from an empty folder to what it promises."""

from __future__ import annotations

from pathlib import Path

from documents import DOCS, Reader, steps


def test_who_follows_the_tutorial_has_a_published_site(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    reader = Reader(tmp_path / "empty")
    reader.follow(steps(DOCS / "tutorial.md"))
    site, pages = reader.folder.parent / "site", "en/note"
    assert (site / "index.html").is_file()
    figures = {
        f"{pages}/2025-07-08/r1": "45 workers",
        f"{pages}/2025-07-08.known-2025-07-10/r2": "42 workers",
        pages: "42 workers",
    }
    shown = {page: (site / page / "index.html").read_text("utf-8") for page in figures}
    assert [page for page, figure in figures.items() if figure not in shown[page]] == []
    assert "42 workers" not in shown[f"{pages}/2025-07-08/r1"]
    assert "Errata: Water mains" in (site.parent / "changed.eml").read_text("utf-8")
    assert list((reader.folder / ".github/workflows").glob("asof-*.yml"))
