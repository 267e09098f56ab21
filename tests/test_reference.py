"""The reference says what the code says, of every command, field, rule, error and helper."""

from __future__ import annotations

import pytest

import reference
from asof.review import RULES


@pytest.mark.parametrize("name", list(reference.PAGES))
def test_a_page_of_the_reference_is_as_it_would_be_made(name: str) -> None:
    told = (reference.HOME / f"{name}.md").read_text("utf-8")
    assert told == reference.PAGES[name](), "run make reference"


def test_every_rule_has_an_example() -> None:
    assert reference.EXAMPLES.keys() - {"base"} == RULES.keys()
