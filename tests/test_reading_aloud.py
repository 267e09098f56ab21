"""The note and the handout of any day, read aloud: nothing is newer or surer than it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from asof import build, data, workspace
from asof.briefing.definition import nodes
from asof.briefing.points import Point
from asof.jobs import Request, plan_jobs
from asof.language import language
from asof.ledger import Fact, Standing
from asof.ledger.printing import printed, text_in
from asof.page.document import AuthorText, Document
from asof.page.tree import plain_words
from asof.review import Draft

HOME = workspace.read_workspace(Path(__file__).parents[1])
LEDGER, BRIEFINGS = data.read(HOME)
NAMES = ("iraq-status", "handout")
DAYS = """
2014-10-07 2014-12-31 2015-06-30 2016-02-20 2016-05-05 2016-12-31 2017-03-31 2017-06-29 2017-07-01
2017-12-20 2018-12-31 2019-06-01 2020-01-11 2020-12-01 2021-01-18 2021-06-01 2022-06-15 2023-05-14
2023-05-15 2026-11-25
"""
EDITIONS = [
    (n, HOME.short(tag), day) for n in NAMES for tag in HOME.languages for day in DAYS.split()
]
WRONG = re.compile(
    r"[a-zà-ÿ] {2,}\w|\s[.,]|\(\s|\s\)|\.\.|\bNone\b|[{}\U00100000-\U0010fffd]"
    r"|\b[dlnsqu]+’\s|\b(?i:de|que|le|la|ne) (?:environ|au moins|exactement)\b|\bde (?:des|les?) \w"
    r"|\bà les? \w|\ba (?:8|11|18)\b"
)
LEANING = {
    "en": "He|She|They|It|Its|His|Her|Their|This|These|That|Those|Both|Then|After that|As a result",
    "fr": "Il|Elle|Ils|Elles|Son|Sa|Ses|Leur|Leurs|Ce|Cette|Ces|Les deux|Ensuite|Ainsi|De ce fait",
}


@cache
def drafts(day: str) -> dict[tuple[str, str], Draft]:
    """The two briefings of a day in each language."""
    on = date.fromisoformat(day)
    jobs = plan_jobs(HOME, BRIEFINGS, Request(on, briefings=NAMES, day=on))
    return {(job.briefing.name, HOME.short(job.tag)): build.draft(LEDGER, job) for job in jobs}


def read(name: str, tag: str, day: str) -> tuple[Draft, Document]:
    """An edition, filled."""
    draft = drafts(day)[name, tag]
    assert draft.document, draft.failure
    return draft, draft.document


def sentences(text: AuthorText) -> Iterator[list[tuple[str, str, bool]]]:
    """The facts of a text, sentence by sentence: key, part, and whether it shows the value."""
    told: list[tuple[str, str, bool]] = []
    for part in text.parts:
        if part.shown:
            told.append((part.shown.key, part.shown.part, not part.shown.part))
        elif re.search(r"[.!?]\s", part.words):
            yield told
            told = []
    yield told


@pytest.mark.parametrize(("name", "tag", "day"), EDITIONS)
def test_no_sentence_reads_as_of_today_that_is_not(name: str, tag: str, day: str) -> None:
    draft, document = read(name, tag, day)
    for text in document.texts:
        days = {shown.key for shown in text.prints if shown.part in ("on", "reported")}
        for facts in sentences(text):
            dated = any(part in ("on", "reported", "as_of") for _, part, _ in facts)
            old = [k for k, _, value in facts if value and draft.edition[k].ageing]
            assert dated or set(old) <= days, (text.printed, old)


def words_of(document: Document) -> str:
    """The words of a page, spaces made alike."""
    return " ".join(plain_words(document.tree).split())


def later(facts: Iterable[Fact], day: str, tag: str) -> Iterator[str]:
    """What only the future knows: the names of facts, and what is reported later."""
    tongue, on = language(tag), date.fromisoformat(day)
    for fact in facts:
        known = [o for o in fact.observations if o.reported <= on]
        if not known and not fact.derived:
            yield text_in(fact.label, tongue)
        said = {printed(o.value, fact, tongue) for o in known if o.value is not None}
        for o in fact.observations:
            if o not in known and o.value is not None:
                yield from {printed(o.value, fact, tongue)} - said


@pytest.mark.parametrize(("name", "tag", "day"), EDITIONS)
def test_nothing_is_told_that_only_the_future_knows(name: str, tag: str, day: str) -> None:
    draft, document = read(name, tag, day)
    page = words_of(document).replace("\u00a0", " ").lower()
    told = [" ".join(words.split()).lower() for words in later(LEDGER, day, tag)]
    assert [words for words in told if len(words) > 24 and words in page] == []
    assert [k for k in document.printed if draft.edition[k].standing is Standing.UNKNOWN] == []


@pytest.mark.parametrize(("name", "tag", "day"), EDITIONS)
def test_no_section_is_empty(name: str, tag: str, day: str) -> None:
    _, document = read(name, tag, day)
    for section in document.tree.iter("section"):
        heads = [e for e in section if re.fullmatch("h[1-6]", str(e.tag))]
        pictures = list(section.iter("img"))
        rest = plain_words(section).strip().removeprefix("".join(map(plain_words, heads)))
        assert pictures or rest.strip(), plain_words(section)
    for matter in (e for e in document.tree.iter("div") if e.get("class") == "matter"):
        assert plain_words(matter).strip() != "".join(map(plain_words, matter.iter("h2")))


@pytest.mark.parametrize(("name", "tag", "day"), EDITIONS)
def test_no_sentence_leans_on_one_that_was_left_out(name: str, tag: str, day: str) -> None:
    draft, document = read(name, tag, day)
    shown = {text.text: text.printed for text in document.texts}
    for block in draft.briefing.body:
        for siblings in rows(block.content):
            missing = False
            for point in siblings:
                own = [t.place for t in (point.text, point.otherwise) if t]
                words = next((shown[place] for place in own if place in shown), None)
                leans = re.match(rf"(?:{LEANING[tag]})\b", words or typed(point, tag))
                assert not (words and leans and missing), words
                missing = missing if leans else words is None


def rows(content: object) -> Iterator[tuple[Point, ...]]:
    """The points of a block that stand beside one another."""
    for each in nodes(content):
        if isinstance(each, tuple) and each and all(isinstance(p, Point) for p in each):
            yield each


def typed(point: Point, tag: str) -> str:
    """What was typed of a text that does not print."""
    return str(point.text.in_(tag))


@pytest.mark.parametrize(("name", "tag", "day"), EDITIONS)
def test_words_and_facts_join(name: str, tag: str, day: str) -> None:
    _, document = read(name, tag, day)
    lines = [text.printed for text in document.texts] + [*blocks(document.tree)]
    assert [line for line in lines if WRONG.search(line)] == []


def blocks(tree: Element) -> Iterator[str]:
    """The words of each paragraph, and of each list item that holds none, as they are read."""
    for element in tree.iter():
        held = [*element.findall(".//ul"), *element.findall(".//p")]
        if element.tag in ("p", "li", "td", "h1", "h2", "h3") and not held:
            yield " ".join(plain_words(element).replace("\n", " ").split(" "))


@pytest.mark.parametrize(("name", "tag", "day"), EDITIONS)
def test_a_note_speaks_of_what_is_on_the_page(name: str, tag: str, day: str) -> None:
    draft, document = read(name, tag, day)
    shown = {text.text for text in document.texts}
    for allowance in draft.briefing.allow:
        if allowance.reason.place in shown and allowance.fact:
            assert set(map(str, allowance.fact)) & set(document.printed), allowance.reason
