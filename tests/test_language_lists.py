"""The lists of what each language prints are there for every language, and as it prints now."""

from __future__ import annotations

import pytest

import language_lists
from asof.language import grammars


def test_every_phrase_of_a_page_is_in_a_list_with_where_it_stands() -> None:
    assert language_lists.STANDS.keys() == grammars()["en"].words.keys()


def test_the_lists_are_named_where_they_begin() -> None:
    told = (language_lists.HOME / "README.md").read_text(encoding="utf-8")
    assert [short for short in grammars() if f"({short}.md)" not in told] == []


@pytest.mark.parametrize("short", list(grammars()))
def test_the_list_of_a_language_is_as_it_would_be_made(short: str) -> None:
    path = language_lists.HOME / f"{short}.md"
    assert path.read_text(encoding="utf-8") == language_lists.page(short), "run make languages"
