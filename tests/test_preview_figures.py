"""A page of a preview says of each figure on it which fact it is of, and what that says."""

from __future__ import annotations

from datetime import date

from asof.cache import NOTHING_KEPT
from asof.preview.page_view import printed_pages
from asof.preview.snapshot import snapshot
from asof.workspace import STARTER, read_workspace


def test_each_fact_that_prints_is_told_with_its_name_value_and_standing() -> None:
    seen = snapshot(read_workspace(STARTER), date(2025, 7, 1), NOTHING_KEPT)
    told = printed_pages(seen, {"briefing": "note", "day": "2025-06-30", "lang": "fr"}).told
    assert {each["key"] for each in told["figures"]} == set(told["facts"])
    crew = {"label": "ouvriers sur le chantier", "text": "38", "standing": "current"}
    assert told["facts"]["mains.crew"] == crew
