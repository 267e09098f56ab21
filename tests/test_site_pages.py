"""The pages of a site around its editions: from records alone, and each link leads somewhere."""

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element, fromstring

import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt

from asof.briefing.series import EditionSeries, MovedEdition
from asof.compare import notes
from asof.jobs import Request, plan_jobs
from asof.page.tree import is_element, parse
from asof.publish.pages import sitemap
from asof.publish.pages.changed_figures import edition_changes
from asof.publish.pages.editions_list import editions_lists
from asof.publish.pages.facts_pages import facts_pages
from asof.publish.pages.feed import ATOM, feeds
from asof.publish.pages.markdown_twin import blocks
from asof.publish.pages.phrases import lacking_phrases
from asof.publish.pages.producers import AROUND
from asof.publish.pages.releases import release_pages
from asof.publish.pages.search import search_index
from asof.publish.pages.statements import statement_pages
from asof.publish.site import Files, FreshEdition, Site, Withdrawn
from asof.record.edition_record import dated_in
from asof.text import plain_text
from asof.workspace import create, find_workspace
from atom_feeds import atom_faults
from sites import all_touched, fresh_editions, made_files, published, site_of

DAYS = [date(2025, 4, 1), date(2025, 6, 30), date(2025, 7, 15)]
TAKEN = Withdrawn(datetime(2025, 5, 10, 14, 5, tzinfo=UTC), "two streets <were> mixed up")
NOW = datetime(2025, 7, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    create(made := tmp_path_factory.mktemp("published"))
    return made


@pytest.fixture(scope="module")
def fresh(root: Path) -> tuple[FreshEdition, ...]:
    """Three days of one briefing in two languages, the first day withdrawn in one."""
    made = list(fresh_editions(root, DAYS))
    first = made[0]
    assert first.edition.lang == "en"
    made[0] = replace(first, edition=replace(first.edition, withdrawn=TAKEN))
    return tuple(made)


@pytest.fixture(scope="module")
def site(root: Path, fresh: tuple[FreshEdition, ...]) -> Site:
    return all_touched(site_of(root, fresh, NOW))


@pytest.fixture(scope="module")
def files(site: Site, fresh: tuple[FreshEdition, ...]) -> Files:
    """All that is on the site."""
    return made_files(site, fresh)


def trees(files: Files) -> Iterator[tuple[str, Element]]:
    for path, content in files.items():
        if path.endswith(".html"):
            yield path, parse(content.decode())


def test_every_link_of_every_page_leads_somewhere(files: Files) -> None:
    pages = dict(trees(files))
    ids = {
        path: {e.get("id") for e in tree.iter() if is_element(e)} for path, tree in pages.items()
    }
    led = 0
    for path, tree in pages.items():
        for element in filter(is_element, tree.iter()):
            for name in ("href", "src"):
                url = element.get(name)
                if url is None or re.match(r"[a-z]+:", url) or "rel" in element.attrib:
                    continue
                file, _, place = url.partition("#")
                target = path if not file else _file(path, file)
                assert target in files, (path, url)
                assert not place or place in ids.get(target, {place}), (path, url)
                led += 1
    assert led > 500


def _file(path: str, url: str) -> str:
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(url)))
    whole = "" if whole == "." else whole
    return whole if not url.endswith(("/", ".")) else posixpath.join(whole, "index.html")


def test_each_page_asks_for_nothing_that_is_not_on_the_site(files: Files) -> None:
    for path, tree in trees(files):
        elements = list(filter(is_element, tree.iter()))
        assert len([e for e in elements if e.tag == "h1"]) == 1, path
        assert [e.get("style") for e in elements if e.get("style")] == [], path
        assert [e for e in elements if e.tag == "style"] == [], path
        scripts = [e for e in elements if e.tag == "script"]
        assert all(e.get("src") or e.get("type") == "application/ld+json" for e in scripts), path
        asked = [e.get("src") or "" for e in elements if e.tag in ("img", "script")]
        asked += [e.attrib["href"] for e in elements if e.get("rel") in ("stylesheet", "icon")]
        assert not [
            u for u in asked if re.match("(?!https://example.org/reports/)[a-z]+:|//", u)
        ], path
        assert [n for n, t in Counter(e.get("id") for e in elements).items() if n and t > 1] == []


# ---- lists, changes, figures


def text_of(content: bytes) -> str:
    return " ".join(" ".join(parse(content.decode()).itertext()).split())


def test_a_list_of_editions_tells_what_became_of_each_when_and_why(files: Files) -> None:
    told = text_of(files["en/note/editions/index.html"])
    withdrawn = "Withdrawn on May 10, 2025, 11:05 a.m. (ADT): two streets <were> mixed up"
    superseded = "Superseded on July 15, 2025, 6:30 a.m. (ADT)"
    assert f"April 1, 2025 April 1, 2025, 6:30 a.m. (ADT) {withdrawn}" in told
    assert f"{superseded} An update, with what has become known since." in told
    assert "Latest edition" in told


def test_many_editions_are_parted_by_year(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asof.publish.pages.editions_list.MOST", 2)
    later = [replace(e, day=date(2026, 1, 1), known=date(2026, 1, 1)) for e in site.editions[:2]]
    both = replace(site, editions=(*site.editions, *later))
    made = editions_lists(both, ())
    assert {"en/note/editions/index.html", "en/note/editions/2025/index.html"} < made.keys()
    assert "June 30, 2025" not in text_of(made["en/note/editions/index.html"])
    assert "June 30, 2025" in text_of(made["en/note/editions/2025/index.html"])


def test_what_changed_is_what_diff_tells_of_the_figures_that_both_print() -> None:
    here = Path(__file__).parents[1]
    days = [date(2021, 1, 18), date(2023, 5, 15)]
    of_days = list(fresh_editions(here, days, "iraq-status"))
    new = next(each for each in of_days if each.before and each.edition.lang == "en")
    assert new.before is not None
    workspace, ledger, briefings = published(here, days[-1])
    jobs = [
        plan_jobs(workspace, briefings, Request(day, day=day, briefings=("iraq-status",)))[0]
        for day in days
    ]
    told = {each.after.key: each.sort for each in notes(ledger, *jobs).changes}
    both = set(dated_in(new.before)) & set(dated_in(new.record))
    site = site_of(here, of_days)
    made = edition_changes(new.before, new.record, site.language("en"))
    lines = {line.key: sort for sort, each in made.by_sort.items() for line in each}
    assert lines == {key: sort for key, sort in told.items() if key in both}
    assert {"updated", "gone_stale"} <= set(lines.values())


def test_a_figure_that_one_edition_prints_alone_is_no_change(
    fresh: tuple[FreshEdition, ...], site: Site
) -> None:
    record = fresh[-1].record
    key = dated_in(record)[0]
    less = {**record, "facts": [f for f in record["facts"] if f["key"] != key]}
    less["prints"] = [row for row in record["prints"] if row[0] != key]
    made = edition_changes(less, record, site.language("en"))
    assert (dict(made.by_sort), [f["key"] for f in made.new], made.gone) == ({}, [key], ())


def test_a_figure_has_a_page_with_all_that_was_reported_of_it(files: Files) -> None:
    told = text_of(files["en/facts/mains.crew/index.html"])
    assert "As Water mains, July 15, 2025 has it" in told
    lines = "about 30 December 2, 2024", "about 40 March 14, 2025", "38 June 20, 2025"
    assert [line for line in lines if line not in told] == []
    assert "followed by a later value" in told


def test_only_what_is_touched_is_made(site: Site) -> None:
    one = ("en", "mains.crew")
    narrow = replace(site, touched=frozenset(), touched_facts=frozenset({one}))
    assert editions_lists(narrow, ()) == {}
    assert facts_pages(narrow, ()).keys() == {
        "en/facts/mains.crew/index.html",
        "en/facts/index.html",
        "fr/facts/index.html",
    }


# ---- text


def test_the_text_of_an_edition_begins_with_its_day_and_has_its_headings_and_figures(
    files: Files, fresh: tuple[FreshEdition, ...]
) -> None:
    last = fresh[-2]
    text = files[f"{last.edition.folder}index.md"].decode()
    assert text.splitlines()[0] == "Information current as of July\u00a015,\u00a02025."
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    heads = [tokens[n + 1].content for n, t in enumerate(tokens) if t.type == "heading_open"]
    article = parse(files[f"{last.edition.folder}index.html"].decode()).find(".//article")
    assert article is not None
    shown = [" ".join("".join(e.itertext()).split()) for e in article.iter() if e.tag in HEADS]
    assert [head.replace("\\", "") for head in heads][: len(shown)] == shown
    said = " ".join(t.content for t in tokens if t.type == "inline").replace("\\", "")
    for fact in last.record["facts"]:
        if fact["key"] in dated_in(last.record):
            assert fact["text"] in said


HEADS = ("h1", "h2", "h3", "h4")


def test_what_markdown_would_read_as_marks_is_escaped_and_tables_keep_their_cells() -> None:
    html = """<div><p>1. A *star* | <b>bold</b><br># of <a href="https://a.example/">it</a></p>
        <ol><li>One<ul><li>Two</li></ul></li></ol><table><caption>Of all</caption>
        <tr><th>a</th><th>b|c</th></tr><tr><td colspan="2">1</td></tr></table></div>"""
    made = [each for each in blocks(parse(html)) if each]
    assert made == [
        "1\\. A \\*star\\* \\| **bold**\\\n\\# of [it](<https://a.example/>)",
        "1. One\n\n   - Two",
        "**Of all**",
        "| a | b\\|c |\n| --- | --- |\n| 1 |  |",
    ]


# ---- feeds


def test_the_feeds_hold_to_their_standard(files: Files, site: Site) -> None:
    for path in ("feed.xml", "en/feed.xml", "fr/feed.xml"):
        assert list(atom_faults(fromstring(files[path]))) == [], path
    entries = fromstring(files["en/feed.xml"]).findall(f"{{{ATOM}}}entry")
    titles = [each.findtext(f"{{{ATOM}}}title") or "" for each in entries]
    assert titles[0] == "Water mains, July\u00a015,\u00a02025"
    assert titles[-1].startswith("Withdrawn: ")
    assert "two streets <were> mixed up" in (entries[-1].findtext(f"{{{ATOM}}}summary") or "")
    assert feeds(site, ())["en/feed.xml"] == files["en/feed.xml"]


# ---- calendar


def weekly(site: Site, *moved: MovedEdition) -> Site:
    """The site with a briefing that comes out on Fridays, but for some that were moved."""
    series = EditionSeries(every=("friday",), start=date(2025, 7, 4), moved=moved)
    return replace(site, briefings={"note": replace(site.briefings["note"], series=series)})


def test_the_calendar_has_a_year_and_keeps_a_day_that_was_moved(site: Site) -> None:
    reason = plain_text("A holiday; rest")
    moved = MovedEdition(start=date(2025, 12, 26), to=date(2025, 12, 29), reason=reason)
    made = release_pages(weekly(site, moved), ())
    told = text_of(made["en/releases/index.html"])
    assert "December 26, 2025 Water mains Moved to December 29, 2025: A holiday; rest" in told
    assert "December 29, 2025 Water mains Moved from December 26, 2025: A holiday; rest" in told
    sites = weekly(site, moved), weekly(site)
    now, then = (events(release_pages(each, ())["releases.ics"]) for each in sites)
    assert now.keys() == then.keys()
    assert 50 < len(now) < 55
    name = "note-20251226@example.org"
    assert (now[name]["DTSTART"].dt, now[name]["SEQUENCE"]) == (date(2025, 12, 29), 1)
    assert (then[name]["DTSTART"].dt, then[name]["SEQUENCE"]) == (date(2025, 12, 26), 0)
    assert "A holiday; rest" in now[name]["DESCRIPTION"]
    assert max(map(len, made["releases.ics"].split(b"\r\n"))) <= 75


def events(content: bytes) -> dict[str, Any]:
    return {str(each["UID"]): each for each in Calendar.from_ical(content).walk("VEVENT")}


def test_without_a_rhythm_the_calendar_says_so(site: Site) -> None:
    made = release_pages(site, ())
    assert "No release is scheduled." in text_of(made["en/releases/index.html"])
    assert events(made["releases.ics"]) == {}


# ---- statements, search, sitemap


def test_a_policy_is_the_workspaces_own_or_that_of_the_program(site: Site) -> None:
    told = text_of(statement_pages(site, ())["en/policy/index.html"])
    assert "Every figure that was wrong is corrected as soon as that is known." in told
    config = replace(site.workspace.config, policy=plain_text("We *never* err."))
    own = replace(site, workspace=replace(site.workspace, config=config))
    assert b"We <em>never</em> err." in statement_pages(own, ())["fr/policy/index.html"]


def test_another_format_is_asked_for_where_the_workspace_says(site: Site) -> None:
    path = "en/accessibility/index.html"
    assert "can ask here: Works desk" in text_of(statement_pages(site, ())[path])
    config = site.workspace.config
    publishing = replace(config.publish, accessibility=plain_text("formats@works.example"))
    workspace = replace(site.workspace, config=replace(config, publish=publishing))
    told = text_of(statement_pages(replace(site, workspace=workspace), ())[path])
    assert "can ask here: formats@works.example" in told


def test_what_a_language_of_a_workspaces_own_lacks_is_told_and_in_english(tmp_path: Path) -> None:
    told = "title: Noter\nlanguages: [da-DK]\ntimezone: UTC\n"
    (tmp_path / "asof.yaml").write_text(told)
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages/da.py").write_text(DANISH)
    workspace = find_workspace(tmp_path)
    number = len(workspace.language("da-DK").site_phrases)
    (found,) = lacking_phrases(workspace)
    assert str(found) == (
        f"languages/da.py: note: {number} phrases of a site are in English, such as 'skip'\n"
        """  hint: write site={"skip": "…"} where it states the language"""
    )
    assert workspace.language("da-DK").site_word("briefings") == "Briefings"


DANISH = """from dataclasses import replace

from asof.language.en import LANGUAGE as ENGLISH

LANGUAGE = replace(ENGLISH, tag="da-DK", name="Danish", regions={})
"""


def test_the_search_keeps_the_words_of_editions_that_no_run_touches(
    site: Site, fresh: tuple[FreshEdition, ...]
) -> None:
    first = search_index(site, fresh)["search.json"]
    told = json.loads(first)
    assert told["en"][0]["title"] == "Water mains"
    assert "planned are in the ground" in told["en"][0]["text"]
    assert {each["path"] for each in told["en"][1:]} == {
        f"en/facts/{key}/" for key in site.facts["en"]
    }
    later = replace(site, stored={"search.json": first}.get)
    assert search_index(later, ())["search.json"] == first


def test_a_sitemap_that_is_too_long_is_parted(
    site: Site, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "MOST", 10)
    parts = sitemap.sitemaps(site, ())
    found = [url for name in parts if "-" in name for url in addresses(parts[name])]
    assert sorted(found) == sorted(addresses(files["sitemap.xml"]))
    assert len(addresses(parts["sitemap.xml"])) == len(parts) - 2
    withdrawn = next(e for e in site.editions if not e.stands)
    assert not [url for url in found if withdrawn.folder in url]


def addresses(content: bytes) -> list[str]:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    return [each.text or "" for each in fromstring(content).iter(f"{space}loc")]


def test_every_page_of_an_edition_on_the_site_can_be_told_where_it_stands(
    site: Site, files: Files
) -> None:
    for edition in site.editions:
        if edition.stands:
            html = files[f"{edition.folder}index.html"]
            assert AROUND["index.html"](site, edition, html) == html
