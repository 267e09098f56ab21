"""Tests for links: whoever holds the page can follow them."""

from __future__ import annotations

import pytest

from asof.diagnostics import WordError
from asof.page.links import complete_links, whole_link
from asof.page.tree import parse

HOME = "https://port.example.org/notes"


@pytest.mark.parametrize(
    "link",
    ["https://example.org/a?b=c#d", "HTTP://example.org", "mailto:a@b.org", "tel:+1-555", "#part"],
)
def test_a_whole_address_stays_as_it_is(link: str) -> None:
    assert whole_link(link, "") == whole_link(link, HOME) == link


@pytest.mark.parametrize(
    ("link", "whole"),
    [
        ("2021.pdf", "https://port.example.org/notes/2021.pdf"),
        ("/2021.pdf", "https://port.example.org/2021.pdf"),
        ("//example.org/x", "https://example.org/x"),
        ("?q=1", "https://port.example.org/notes/?q=1"),
    ],
)
def test_a_relative_link_is_one_below_the_workspace_s_address(link: str, whole: str) -> None:
    assert whole_link(link, HOME) == whole
    with pytest.raises(WordError, match="leads nowhere from paper"):
        whole_link(link, "")


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "ftp://example.org",
        "smb://host/share",
        "ms-word:ofe|u|https://example.org",
    ],
)
def test_no_link_leads_elsewhere_than_people_can_follow(link: str) -> None:
    with pytest.raises(WordError):
        whole_link(link, "")


def test_the_links_of_drawings_are_links_too() -> None:
    tree = parse("<svg><a xlink:href='x:y'>a</a></svg><a>b</a><a href='javascript:0'>c</a>")
    assert [link for link, _ in complete_links(tree, "")] == ["x:y", "javascript:0"]


def test_a_place_in_the_document_has_to_be_there() -> None:
    tree = parse(
        "<h2 id='caf\u00e9'>a</h2><a href='#caf%C3%A9'>a</a><a href='#tea'>b</a><a href='#'>c</a>"
    )
    told = [(link, problem.message) for link, problem in complete_links(tree, "")]
    assert told == [
        ("#tea", "nothing on the page has the id 'tea'"),
        ("#", "nothing on the page has the id ''"),
    ]
