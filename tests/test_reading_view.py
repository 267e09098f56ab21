"""The reading view of an edition says what its page says, and leads to each figure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from asof.page.tree import SVG, classes, is_element, parse, parse_drawing
from asof.publish.pages.reading_view import (
    edition_content,
    latest_view,
    reading_views,
    restated,
    tombstones,
)
from asof.publish.site import FreshEdition, Site, Withdrawn
from asof.record.edition_record import dated_in
from asof.record.print_row import print_rows
from asof.workspace import create, examples
from sites import fresh_editions, site_of

HERE = Path(__file__).parents[1]
EXAMPLES = examples()
PUBLISHED = {
    "repository": (HERE, date(2021, 1, 18), ()),
    "flood": (EXAMPLES["flood"], date(2025, 4, 18), ()),
    "funding": (EXAMPLES["funding"], date(2025, 9, 30), ()),
    "italy": (EXAMPLES["italy"], date(2020, 11, 11), ("daily",)),
    "question": (EXAMPLES["question"], date(2025, 4, 15), ()),
}


def words(text: str) -> str:
    """A text whose white space is one blank."""
    return " ".join(text.split())


def shown(element: Element, without: set[str]) -> Iterator[str]:
    """The words that are read in an element, those in some classes of elements left out."""
    yield element.text or ""
    for child in element:
        unseen = (
            not is_element(child) or child.tag in ("style", "script") or without & classes(child)
        )
        if not unseen:
            yield from shown(child, without)
        yield child.tail or ""


def body(tree: Element) -> Element:
    found = tree.find(".//body")
    assert found is not None
    return found


def article_in(html: bytes) -> Element:
    found = parse(html.decode()).find(".//article")
    assert found is not None
    return found


@pytest.fixture(scope="module", params=PUBLISHED)
def published(request: pytest.FixtureRequest) -> tuple[list[FreshEdition], Mapping[str, bytes]]:
    root, day, names = PUBLISHED[request.param]
    fresh = list(fresh_editions(root, [day], *names))
    return fresh, reading_views(site_of(root, fresh), tuple(fresh))


def test_no_word_is_other_than_on_the_page(
    published: tuple[list[FreshEdition], Mapping[str, bytes]],
) -> None:
    fresh, files = published
    paper, ours = {"running", "twin", "logo", "qr", "footnote"}, {"in-words", "handling", "drawing"}
    for each in fresh:
        article = article_in(files[f"{each.edition.folder}index.html"])
        told = words("".join(shown(body(each.document.tree), paper)))
        assert words("".join(shown(article, ours))).startswith(told)
        assert len(told) > 200


def test_each_print_of_the_record_is_read_and_leads_to_what_is_known_of_it(
    published: tuple[list[FreshEdition], Mapping[str, bytes]],
) -> None:
    fresh, files = published
    for each in fresh:
        html = files[f"{each.edition.folder}index.html"].decode()
        article = article_in(html.encode())
        spoken = [v for e in article.iter() for n, v in e.attrib.items() if n in SPOKEN]
        read = words(" ".join(["".join(shown(article, {"source"})), *spoken]))
        rows = print_rows(each.record)
        assert rows
        for row in rows:
            assert words(row.text) in read, (each.edition.folder, row)
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        for key in dated_in(each.record):
            assert f"figure-{key}" in ids
        for place in re.findall(r'href="#([^"]+)"', html):
            assert place in ids, place


def test_charts_stand_in_the_page_whole_and_are_drawn_in_its_colours(
    published: tuple[list[FreshEdition], Mapping[str, bytes]],
) -> None:
    fresh, files = published
    for each in fresh:
        html = files[f"{each.edition.folder}index.html"]
        found = [e for e in article_in(html).iter() if e.tag == f"{SVG}svg"]
        drawn = [c for n, c in each.document.assets.items() if n.startswith("charts/")]
        assert len(found) == len(drawn)
        for element, content in zip(found, drawn, strict=True):
            asked = parse_drawing(content)
            assert asked is not None
            assert [e.get("d") for e in element.iter(f"{SVG}path")] == [
                e.get("d") for e in asked.iter(f"{SVG}path")
            ]
            assert texts_in(element) == texts_in(asked)
            assert element.get("viewBox") == asked.get("viewBox")
            assert element.get("aria-label")
            assert not [e for e in element.iter() if e.get("style")]
            lines = [e for e in element.iter() if e.get("stroke")]
            assert any(e.get("stroke") == "var(--ink)" for e in lines)


def texts_in(drawing: Element) -> list[str]:
    return ["".join(e.itertext()) for e in drawing.iter(f"{SVG}text")]


SPOKEN = ("alt", "aria-label", "title")


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, list[FreshEdition]]:
    create(root := tmp_path_factory.mktemp("published"))
    fresh = list(fresh_editions(root, [date(2025, 4, 1), date(2025, 6, 30)]))
    fresh = [each for each in fresh if each.edition.lang == "en"]
    return site_of(root, fresh), fresh


def test_a_later_edition_is_told_on_the_one_before_and_nothing_else_there_changes(
    starter: tuple[Site, list[FreshEdition]],
) -> None:
    site, (first, second) = starter
    alone = replace(site, editions=(first.edition,))
    page = reading_views(alone, (first,))[f"{first.edition.folder}index.html"]
    assert "This is the latest edition." in page.decode()
    by = replace(second.edition, reason="a <count> was wrong")
    now = restated(replace(site, editions=(first.edition, by)), first.edition, page)
    assert "A later edition has taken the place of this one" in now.decode()
    assert "Corrected: a &lt;count&gt; was wrong" in now.decode()
    assert f'href="../../{second.edition.day}/1/"' in now.decode()
    assert edition_content(now) == edition_content(page)
    assert restated(alone, first.edition, now) == page


def test_the_latest_stands_at_the_address_of_its_document_too(
    starter: tuple[Site, list[FreshEdition]],
) -> None:
    site, (_, second) = starter
    folder = second.edition.folder
    files = reading_views(site, (second,))
    there = latest_view(site, second.edition, files[f"{folder}index.html"]).decode()
    assert f'<link rel="canonical" href="https://example.org/reports/{folder}">' in there
    assert f'href="{second.edition.day}/1/record.json"' in there
    assert 'href="../../assets/site.css"' in there


def test_of_a_withdrawn_edition_nothing_is_left_but_that_it_was(
    starter: tuple[Site, list[FreshEdition]],
) -> None:
    site, (first, _) = starter
    taken = Withdrawn(datetime(2021, 2, 2, 8, 5, tzinfo=UTC), "the source was misread")
    gone = replace(first.edition, withdrawn=taken)
    after = replace(site, editions=(gone,), touched=frozenset({gone.series}))
    made = tombstones(after, ())
    assert made.keys() == {f"{gone.folder}index.html", f"{gone.latest_folder}index.html"}
    text = made[f"{gone.folder}index.html"].decode()
    assert "the source was misread" in text
    assert gone.title in text
    figures = {f["text"] for f in first.record["facts"] if any(map(str.isdigit, f["text"]))}
    assert figures
    assert not [figure for figure in figures if f">{figure}<" in text or "figure-" in text]
