"""The tutorial, docs/tutorial.md, leads from an empty folder to what it promises."""

from __future__ import annotations

import json
from pathlib import Path

from documents import DOCS, Reader, steps


def test_who_follows_the_tutorial_has_a_published_site(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    reader = Reader(tmp_path / "empty")
    reader.follow(steps(DOCS / "tutorial.md"))
    site = reader.folder.parent / "site"
    told = json.loads((site / "index.json").read_text("utf-8"))
    days = {each["day"] for each in told["editions"]}
    assert days == {"2025-06-30", "2025-07-08", "2025-07-14"}
    assert list((reader.folder / ".github/workflows").glob("asof-*.yml"))
