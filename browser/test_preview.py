"""The preview as people meet it: a page on any day, its figures, its faults; by keyboard too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.previews import SLOW, Preview, on_page, open_view, origin, preview_in, preview_of

HERE = Path(__file__).parents[1]
SIZES = ((1280, 800), (390, 844))
HANDOVER = "briefing=profile&day=2023-05-14&known=2023-06-01"
expect.set_options(timeout=SLOW)


@pytest.fixture(scope="module")
def impact(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of this repository's briefings."""
    running = preview_of(HERE, tmp_path_factory.mktemp("preview") / "impact")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def italy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of the example with a document for each region."""
    running = preview_of(HERE / "examples/italy", tmp_path_factory.mktemp("preview") / "italy")
    yield running
    running.stop()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A tab in which nothing goes wrong unseen."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda problem: said.append(str(problem)))
    yield page
    context.close()
    assert said == []


def test_a_page_is_shown_as_it_prints_with_its_words_and_in_another_language(
    page: Page, impact: Preview
) -> None:
    open_view(page, impact, "briefing=iraq-status")
    expect(on_page(page, "about 100")).to_be_attached()
    assert page.get_by_role("combobox", name="Briefing", exact=True).input_value() == "iraq-status"
    page.get_by_role("combobox", name="Language", exact=True).select_option("fr-CA")
    expect(on_page(page, "environ 100")).to_be_attached()
    assert "lang=fr-CA" in page.url
    page.reload()
    expect(on_page(page, "environ 100")).to_be_attached()
    page.go_back()
    expect(on_page(page, "about 100")).to_be_attached()


def test_a_briefing_has_the_title_of_its_row_once_that_is_looked_at(
    page: Page, italy: Preview
) -> None:
    """A command line may name a row with its briefing, and a language by the first part of it."""
    briefing, row, tongue = (
        page.get_by_role("combobox", name=name, exact=True)
        for name in ("Briefing", "For", "Language")
    )
    open_view(page, italy, "briefing=region-lazio&lang=it")
    daily = "COVID-19 in Italy, region by region"
    expect(briefing.locator("option")).to_have_text([daily, "COVID-19: Lazio"])
    assert (briefing.input_value(), row.input_value()) == ("region", "lazio")
    assert tongue.input_value() == "it-IT"
    row.select_option("tuscany")
    expect(page).to_have_title("COVID-19: Toscana – COVID-19 in Italy")
    briefing.select_option("daily")
    expect(briefing.locator("option")).to_have_text([daily, "COVID-19"])


def test_a_figure_is_explained_in_the_language_of_the_interface(
    page: Page, impact: Preview
) -> None:
    """It is asked for anew when that changes; what the page says of it stays as it is."""
    query = "briefing=iraq-status&day=2021-01-18&lang=en-CA&fact=personnel.iraq&panel=figures"
    open_view(page, impact, query)
    panel = page.get_by_role("tabpanel")
    english, french = "the value: began last of those known", "valeur retenue\u00a0: la dernière"
    expect(panel).to_contain_text(english)
    expect(panel).to_contain_text("90 days")
    page.locator("[popovertarget=screen-choices]").click()
    page.get_by_role("combobox", name="Language of this interface").select_option("fr")
    expect(panel).to_contain_text(french)
    expect(panel).to_contain_text("18\u00a0janvier\u00a02021")
    expect(panel).to_contain_text("members in Iraq")
    expect(panel).not_to_contain_text(english)
    expect(panel.locator(".remarks p").first).to_have_text(
        "à jour\u00a0: dernière communication le 18\u00a0janvier\u00a02021, valable 90\u00a0jours"
    )
    page.go_back()
    expect(panel).to_contain_text(english)
    expect(panel).not_to_contain_text("valeur retenue")


def test_the_first_of_a_month_is_written_as_french_has_it(page: Page, impact: Preview) -> None:
    open_view(page, impact, "briefing=iraq-status&day=2023-05-01&ui=fr")
    expect(page.locator(".day b")).to_have_text("1er mai 2023")


def test_words_of_the_page_can_be_selected(page: Page, impact: Preview) -> None:
    open_view(page, impact, "briefing=iraq-status")
    on_page(page, "Where does Operation IMPACT stand today").click(click_count=3)
    assert "Where does Operation IMPACT" in page.evaluate("getSelection().toString()")


def test_the_commander_changes_as_the_day_slides_across_the_handover(
    page: Page, impact: Preview
) -> None:
    open_view(page, impact, HANDOVER)
    slider = page.get_by_role("slider", name="Day", exact=True)
    expect(slider).to_have_attribute("aria-valuetext", "May 14, 2023")
    expect(on_page(page, "Colonel John Summerfield")).not_to_be_attached()
    slider.press("ArrowRight")
    expect(on_page(page, "May 15, 2023")).to_be_attached()
    expect(on_page(page, "Summerfield")).to_be_attached()
    expect(page.get_by_role("status")).to_have_text("Page of May 15, 2023 shown")
    expect(page.locator(".happened")).to_contain_text("change")
    assert "day=2023-05-15" in page.url
    page.locator(".happened").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("Colonel John Summerfield")
    expect(page.locator(".figures .changed").first).to_be_attached()


def test_the_time_line_goes_from_change_to_change_by_keyboard_and_plays(
    page: Page, impact: Preview
) -> None:
    open_view(page, impact, "briefing=iraq-status")
    slider, day = page.get_by_role("slider", name="Day", exact=True), page.locator(".day b")
    expect(page.locator(".happened")).to_contain_text("change")
    slider.press("PageDown")
    expect(day).not_to_have_text("January 18, 2021")
    earlier = day.inner_text()
    slider.press("PageUp")
    expect(day).to_have_text("January 18, 2021")
    slider.press("PageDown")
    expect(day).to_have_text(earlier)
    page.get_by_role("button", name="Play the changes").click()
    expect(day).not_to_have_text(earlier)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play the changes")).to_be_visible()


def test_a_figure_tells_what_is_known_of_it(page: Page, impact: Preview) -> None:
    open_view(page, impact, "briefing=iraq-status")
    page.locator('.figures button[data-key="personnel.iraq"]').first.click()
    panel = page.get_by_role("tabpanel")
    expect(panel.get_by_role("heading", name="members in Iraq")).to_be_visible()
    expect(panel.locator("section.sources")).to_contain_text("key messages")
    place = panel.get_by_role("link", name="data/facts/personnel.yaml:").first
    assert f"{impact.root}/data/facts/personnel.yaml" in (place.get_attribute("href") or "")
    expect(panel.get_by_role("img", name="History: members in Iraq")).to_be_visible()
    panel.get_by_text("Where it prints, and what else would change").click()
    expect(panel.locator(".uses")).to_contain_text("iraq-status")
    expect(page.locator(".figures .lit").first).to_be_attached()
    keys = page.locator(".figures .lit").evaluate_all("all => all.map((each) => each.dataset.key)")
    assert set(keys) == {"personnel.iraq"}
    panel.get_by_role("button", name="All figures of this page").click()
    expect(page.locator(".figures .lit")).to_have_count(0)


def test_faults_stand_over_the_last_good_page_in_every_tab_until_they_are_mended(
    page: Page, impact: Preview
) -> None:
    open_view(page, impact, "briefing=iraq-status")
    other = page.context.new_page()
    open_view(other, impact, "briefing=handout")
    tabs = ((page, "Where does Operation IMPACT"), (other, "Operation IMPACT"))
    page.locator(".desk").evaluate("desk => { desk.scrollTop = 300 }")
    impact.write("data/facts/personnel.yaml", "label:", "lable:")
    try:
        for tab, words in tabs:
            tab.bring_to_front()
            expect(tab.get_by_role("heading", name="Not current")).to_be_visible()
            expect(tab.locator(".notice")).to_contain_text("unknown field 'lable'")
            expect(tab.locator(".notice")).to_contain_text("did you mean 'label'?")
            expect(tab.locator(".notice")).to_contain_text("data/facts/personnel.yaml:")
            expect(on_page(tab, words)).to_be_attached()
    finally:
        impact.write("data/facts/personnel.yaml", "lable:", "label:")
    for tab, words in tabs:
        tab.bring_to_front()
        expect(tab.locator(".notice")).to_be_hidden()
        expect(on_page(tab, words)).to_be_attached()
    page.bring_to_front()
    assert page.locator(".desk").evaluate("desk => desk.scrollTop") == 300
    other.close()


def test_a_saved_text_is_on_the_page_at_the_same_place(page: Page, impact: Preview) -> None:
    open_view(page, impact, "briefing=iraq-status&fact=mandate.end&panel=figures")
    figure = page.locator('.figures button[data-key="mandate.end"]').first
    figure.focus()
    page.locator(".desk").evaluate("desk => { desk.scrollTop = 200 }")
    file = "data/briefings/iraq-status.yaml"
    impact.write(file, "Where does Operation IMPACT stand today?", "Where do we stand?")
    try:
        expect(on_page(page, "Where do we stand?")).to_be_attached()
        assert page.locator(".desk").evaluate("desk => desk.scrollTop") == 200
        expect(figure).to_be_focused()
        expect(page.get_by_role("tabpanel")).to_contain_text("mandate.end")
    finally:
        impact.write(file, "Where do we stand?", "Where does Operation IMPACT stand today?")
    expect(on_page(page, "Where does Operation IMPACT stand today?")).to_be_attached()


def test_the_search_finds_facts_and_texts_and_leads_to_their_place(
    page: Page, impact: Preview
) -> None:
    open_view(page, impact, "briefing=iraq-status")
    page.locator("body").press("/")
    expect(page.get_by_label("Ask the page")).to_be_focused()
    page.keyboard.type("members in iraq")
    panel = page.get_by_role("tabpanel")
    panel.get_by_role("button", name="members in Iraq").first.click()
    expect(panel.get_by_role("heading", name="members in Iraq")).to_be_visible()
    expect(page.locator(".figures .lit").first).to_be_in_viewport()
    page.get_by_label("Ask the page").fill("stand today")
    panel.get_by_role("button", name="Where does Operation IMPACT stand today?").click()
    expect(page.locator(".marks .block")).to_be_in_viewport()
    page.get_by_label("Ask the page").fill("nothing at all like this")
    expect(panel).to_contain_text("Nothing found.")


def test_two_days_stand_side_by_side_with_their_changes(page: Page, impact: Preview) -> None:
    open_view(page, impact, "briefing=profile&day=2023-05-15&before=2021-01-18")
    expect(page.locator(".caption")).to_have_text(["Before January 18, 2021", "After May 15, 2023"])
    page.get_by_role("tab", name="Changes").click()
    panel = page.get_by_role("tabpanel")
    expect(panel.get_by_role("heading", name="From January 18, 2021 to May 15")).to_be_visible()
    expect(panel).to_contain_text("March 31, 2021")
    expect(panel).to_contain_text("March 31, 2025")
    for edition in (".edition:first-child", ".edition:last-child"):
        expect(page.locator(f"{edition} .figures .changed").first).to_be_attached()
    page.get_by_role("button", name="Two days side by side").click()
    expect(page.locator(".caption")).to_have_count(0)
    assert "before" not in page.url


def test_the_clocks_are_linked_or_apart(page: Page, impact: Preview) -> None:
    open_view(page, impact, "briefing=profile&day=2021-01-18")
    expect(page.get_by_role("slider", name="Known on")).to_be_hidden()
    page.get_by_role("combobox", name="As known", exact=True).select_option("on another day")
    known = page.get_by_role("slider", name="Known on")
    expect(known).to_have_attribute("aria-valuetext", "January 18, 2021")
    known.press("End")
    expect(page).not_to_have_url("known=2021-01-18")
    page.get_by_role("combobox", name="As known", exact=True).select_option("on the same day")
    expect(known).to_be_hidden()


def test_findings_lead_to_their_place(page: Page, impact: Preview) -> None:
    open_view(page, impact, "briefing=iraq-status&day=2023-05-01")
    page.get_by_role("tab", name="Findings").click()
    panel = page.get_by_role("tabpanel")
    shown = panel.locator("li", has_text="data/briefings/iraq-status.yaml:58")
    expect(shown.first).to_contain_text("'mandate.end' is lapsed in this edition")
    shown.first.get_by_role("button", name="Show on the page").click()
    place = page.locator(".marks .block, .figures [data-key='mandate.end']").last
    expect(place).to_be_in_viewport()


STATES = {
    "": (),
    "briefing=iraq-status&fact=personnel.iraq&panel=figures": (),
    "briefing=profile&day=2023-05-15&panel=changes": (),
    "briefing=profile&day=2023-05-15&before=2021-01-18&known=2023-06-01&panel=changes": (),
    "briefing=iraq-status&day=2023-05-01&panel=findings": (),
    "briefing=iraq-status&facing=1&grey=1&profile=large&zoom=page": (
        "[popovertarget=page-choices]",
    ),
    "briefing=iraq-status&lang=fr-CA&ui=fr": ("[popovertarget=screen-choices]",),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_in_the_way_of_people_with_disabilities(
    page: Page, impact: Preview, scheme: str
) -> None:
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for query, buttons in STATES.items():
            open_view(page, impact, f"theme={scheme}&{query}")
            expect(page.locator(".time")).not_to_have_class("time waiting")
            for button in buttons:
                page.locator(button).click()
            assert faults_in(page) == [], (query, width)
        open_view(page, impact, f"theme={scheme}&briefing=iraq-status&panel=search")
        page.get_by_label("Ask the page").fill("iraq")
        page.locator(".found").wait_for()
        assert faults_in(page) == [], ("search", width)


def test_nothing_is_in_the_way_where_the_workspace_is_broken(page: Page, impact: Preview) -> None:
    open_view(page, impact, "briefing=iraq-status&panel=findings")
    impact.write("data/facts/personnel.yaml", "label:", "lable:")
    try:
        page.locator(".notice").wait_for()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for width, height in SIZES:
                page.set_viewport_size({"width": width, "height": height})
                assert faults_in(page) == [], (scheme, width)
    finally:
        impact.write("data/facts/personnel.yaml", "lable:", "label:")
    expect(page.locator(".notice")).to_be_hidden()


def faults_in(page: Page) -> list[tuple[str, str]]:
    """What axe finds in a page, and that it is wider than its window."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    told = [(each["id"], each["nodes"][0]["html"][:300]) for each in found]
    return told + ([("wide", str(wide))] if wide > 0 else [])


def test_all_can_be_done_by_keyboard(page: Page, impact: Preview) -> None:
    open_view(page, impact, "briefing=iraq-status")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page"
    walk_to(page, ".desk")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    key = page.evaluate("document.activeElement.dataset.key")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-figures code").first).to_have_text(key)
    walk_to(page, "#ask")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#panel-changes")).to_be_visible()
    walk_to(page, ".handle.day")
    day = page.locator(".day b").inner_text()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".day b")).not_to_have_text(day)


def walk_to(page: Page, selector: str) -> None:
    """Press the tabulator until something has the focus, which is always to be seen."""
    for _ in range(200):
        page.keyboard.press("Tab")
        seen = "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
        on_handle = "document.activeElement.matches('.handle')"
        assert page.evaluate(f"{seen} || {on_handle}"), page.evaluate(
            "document.activeElement.outerHTML"
        )
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def test_a_tab_says_that_its_connection_is_lost_and_that_its_preview_has_ended(
    chromium: Browser, tmp_path: Path
) -> None:
    """Another preview that answers at the same port lets nobody in by the token of the first."""
    first = preview_of(HERE / "src/asof/starter", tmp_path / "note")
    page = chromium.new_page()
    open_view(page, first)
    told = page.locator(".lost")
    expect(told).to_be_hidden()
    first.stop()
    expect(told).to_have_text("The connection is lost. Trying again…")
    second = preview_in(first.root, "--port", origin(first).rpartition(":")[2])
    try:
        ended = "This preview has ended. Open the address that the new one tells."
        expect(told).to_have_text(ended)
        open_view(page, second)
        expect(told).to_be_hidden()
    finally:
        second.stop()
        page.close()


def test_on_a_telephone_panels_are_sheets_that_close(page: Page, impact: Preview) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_view(page, impact, "briefing=iraq-status")
    page.locator('.figures button[data-key="personnel.iraq"]').first.click()
    expect(page.get_by_role("heading", name="members in Iraq")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="members in Iraq")).to_be_hidden()
    page.get_by_role("tab", name="Changes").click()
    expect(page.get_by_role("tabpanel")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("tabpanel")).to_have_count(0)
