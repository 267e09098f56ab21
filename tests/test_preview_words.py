"""The interface of the preview has each of its words, in each of its languages, and no other."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import asof
from asof.preview.words import OF_PAGES, interface_languages, interface_words

FRONT = Path(asof.__file__).parent / "preview" / "front"
CODE = "\n".join(path.read_text("utf-8") for path in sorted(FRONT.glob("*.*")))
NAMED = (
    r"(?:\bword|\bstep|\bsection|\bgroup)\(\"(\w+)\"",
    r"data-(?:word|label|placeholder)=\"(\w+)\"",
)
COUNTED = r"counted\(\"(\w+)\""
FAMILIES = ("state_", "profile_", "paper_", "sides_", "zoom_", "theme_")
ENGLISH = interface_words("en")


def holes(text: str) -> set[str]:
    """What a phrase leaves to be filled in."""
    return {name for _, name, *_ in string.Formatter().parse(text) if name}


def asked() -> set[str]:
    """The words that the interface asks for by name."""
    names = {name for each in NAMED for name in re.findall(each, CODE)}
    forms = {f"{name}_{form}" for name in re.findall(COUNTED, CODE) for form in ("one", "other")}
    return names | forms


def test_the_interface_speaks_english_and_french() -> None:
    assert interface_languages() == ("en", "fr")


@pytest.mark.parametrize("tag", interface_languages())
def test_each_language_has_the_same_words_with_the_same_values(tag: str) -> None:
    told = interface_words(tag)
    assert {key: holes(text) for key, text in told.items()} == {
        key: holes(text) for key, text in ENGLISH.items()
    }


def test_each_word_that_is_asked_for_is_there() -> None:
    assert asked() - set(ENGLISH) == set()


def test_no_word_is_left_over() -> None:
    own = {key for key in ENGLISH if key not in OF_PAGES and not key.startswith(FAMILIES)}
    quoted = set(re.findall(r"\"(\w+)\"", CODE))
    assert {key for key in own if not {key, re.sub("_(one|other)$", "", key)} & quoted} == set()


def test_another_language_is_spoken_in_english() -> None:
    assert interface_words("it")["findings"] == ENGLISH["findings"]
    assert interface_words("it")["lapsed"] != ENGLISH["lapsed"]


def test_the_page_names_all_that_it_loads_so_that_it_comes_at_once() -> None:
    page = (FRONT / "index.html").read_text("utf-8")
    named = set(re.findall(r"/front/(\w+\.(?:js|css|svg))", page))
    assert named == {path.name for path in FRONT.glob("*.*")} - {"index.html"}


def test_nothing_in_the_page_needs_more_than_its_own_files() -> None:
    page = (FRONT / "index.html").read_text("utf-8")
    assert not re.search(r"<script(?! type=\"module\" src=)|<style|\sstyle=|\son\w+=|https?:", page)
    assert not re.search(r"innerHTML|insertAdjacentHTML|outerHTML|document\.write|eval\(", CODE)
