"""The pages of a site as people meet them: every kind, wide and narrow, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from asof.briefing.series import EditionSeries, MovedEdition
from asof.publish.site import Withdrawn
from asof.text import plain_text
from browser.hosts import Host
from sites import all_touched, fresh_editions, made_files, site_of

HERE = Path(__file__).parents[1]
DAYS = [date(2021, 1, 18), date(2023, 5, 15)]
NOW = datetime(2023, 6, 1, 12, 0, tzinfo=UTC)
TAKEN = Withdrawn(datetime(2023, 5, 20, 14, 5, tzinfo=UTC), "Two amounts were mixed up.")
MOVED = MovedEdition(start=date(2023, 12, 25), to=date(2023, 12, 28), reason=plain_text("Holiday"))
SIZES = (390, 1280)
KINDS = (
    *("", "en/facts/", "en/facts/personnel.iraq/", "en/releases/", "en/data/", "en/policy/"),
    *("fr/accessibility/", "en/iraq-status/editions/", "en/iraq-status/2021-01-18/1/"),
    *("en/iraq-status/2023-05-15/1/changes/", "en/profile/2021-01-18/1/"),
)
LAYOUTS = tuple(
    f"en/{name}/" for name in ("handout", "outlook", "press-brief", "profile", "commitments")
)
IN_ANY_LIGHT = ["color-contrast", "link-in-text-block"]  # all else is so in each scheme


@pytest.fixture(scope="module")
def site(host: Callable[[], Host]) -> Host:
    """The site of this repository's briefings, of two days, one edition withdrawn."""
    others = [path.stem for path in (HERE / "data/briefings").glob("*.yaml")]
    others.remove("iraq-status")
    fresh = [
        *fresh_editions(HERE, DAYS[:1], *others),
        *fresh_editions(HERE, DAYS, "iraq-status"),
        *fresh_editions(HERE, DAYS[1:], "profile"),
    ]
    fresh = [
        replace(each, edition=replace(each.edition, withdrawn=TAKEN))
        if each.edition.folder == "en/profile/2021-01-18/1/"
        else each
        for each in fresh
    ]
    made = site_of(HERE, fresh, NOW)
    weekly = EditionSeries(every=("monday",), start=DAYS[1], moved=(MOVED,))
    briefing = replace(made.briefings["iraq-status"], series=weekly)
    made = replace(made, briefings={**made.briefings, "iraq-status": briefing})
    running = host()
    for path, content in made_files(all_touched(made), fresh).items():
        file = running.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return running


@pytest.fixture(params=["light", "dark"])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a browser in which nothing goes wrong unseen."""
    context = chromium.new_context(color_scheme=request.param)
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda problem: said.append(str(problem)))
    yield page
    context.close()
    assert said == []


def test_nothing_is_in_the_way_of_people_with_disabilities(page: Page, site: Host) -> None:
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    asked = {"resultTypes": ["violations"]} | ({"runOnly": IN_ANY_LIGHT} if dark else {})
    for kind in (*KINDS, *LAYOUTS):
        page.goto(f"{site.url}/{kind}")
        for width in SIZES if kind in KINDS else SIZES[:1] if dark else SIZES[1:]:
            page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(page, options=asked).response["violations"]
            told = [(each["id"], each["nodes"][0]["html"][:300]) for each in found]
            assert told == [], (kind, width)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, kind


def test_the_search_finds_by_keyboard_what_a_briefing_says(page: Page, site: Host) -> None:
    page.goto(f"{site.url}/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.get_by_label("Search briefings and figures").fill("members in iraq")
    page.locator(".search-results a").first.wait_for()
    assert "Found: " in page.locator(".search-told").inner_text()
    page.get_by_label("Search briefings and figures").fill("nothing at all like this")
    page.get_by_text("Nothing found.").wait_for()


def test_without_scripts_all_is_there_but_the_search(chromium: Browser, site: Host) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/en/")
    assert not page.get_by_label("Search briefings and figures").is_visible()
    assert page.get_by_text("The search needs JavaScript.").is_visible()
    page.get_by_role("link", name="Operation IMPACT – Iraq", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Operation IMPACT – Iraq"
    page.locator("article .fact a").first.click()
    assert page.url.partition("#")[2].startswith("figure-")
    context.close()
