"""A code, typed or scanned from the printed page, is answered in the browser, offline too."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

import publishing
from asof import register, release
from asof.jobs import Request
from asof.publish.verdicts import verdict_files
from asof.register.code import ALPHABET, check_character, in_groups
from asof.workspace import find_workspace
from browser.hosts import Host
from fates import fates_in, write_facts
from issued_sites import fresh_of, issued_site, put
from released import APPROVAL, CORRECTED, CORRECTION, TODAY, Port, port_in

LATER = date(2021, 2, 2)
SEAL = "#" + "A" * 120
OFFLINE = "You are offline."


@dataclass(frozen=True)
class Published:
    """A port with editions in each state, on a host, and a browser that looks."""

    port: Port
    host: Host
    codes: dict[str, str]
    addresses: dict[str, str]
    rival: str
    context: BrowserContext

    def publish(self) -> None:
        """Publish what is issued by now."""
        publishing.put(self.port, str(self.host.folder))


@pytest.fixture(scope="module")
def published(
    tmp_path_factory: pytest.TempPathFactory, host: Callable[[], Host], chromium: Browser
) -> Iterator[Published]:
    """One of each state; the contested one was published before its rival was met."""
    port, served = second_port(tmp_path_factory, "The harbour"), host()
    port.change("asof.yaml", "https://port.example.org/notes", served.url)
    entries = {"superseded": port.issue()}
    port.report(CORRECTION)
    entries["current"] = port.issue_corrected(known=date(2021, 3, 2))
    entries["withdrawn"] = port.issue(lang="fr")
    release.withdraw(find_workspace(port.root), entries["withdrawn"].code, "mal compté", APPROVAL)
    entries["contested"] = issued(port, "second")
    told = {state: each.code for state, each in entries.items()}
    scanned = {state: address_on(port.pdf(each)) for state, each in entries.items()}
    other = second_port(tmp_path_factory, "The pier")
    rival = issued(other, "second").code
    context = chromium.new_context()
    made = Published(port, served, told, scanned, rival, context)
    made.publish()
    entered = "data/issued"
    shutil.copytree(other.root / entered, port.root / entered, dirs_exist_ok=True)
    made.publish()
    yield made
    context.close()


def second_port(folders: pytest.TempPathFactory, title: str) -> Port:
    """A port with a second briefing."""
    port = port_in(folders.mktemp("port"))
    note = (port.root / "data/briefings/note.yaml").read_text("utf-8")
    second = note.replace("The port", title).replace("Le port", "L’autre")
    (port.root / "data/briefings/second.yaml").write_text(second, "utf-8")
    return port


def issued(port: Port, name: str, **asked: Any) -> register.Issued:
    """An edition of a briefing, in English."""
    approval = asked.pop("approval", APPROVAL)
    request = Request(TODAY, briefings=(name,), languages=("en",), **asked)
    (made,) = release.issue(find_workspace(port.root), request, approval)
    return made


def address_on(pdf: bytes) -> str:
    """The address that the picture on a printed page leads to, as a camera reads it."""
    document = pypdfium2.PdfDocument(pdf)
    found = [
        each.text
        for page in document
        for each in zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    ]
    (address,) = set(found)
    return str(address)


def answer(page: Page) -> str:
    """The state that is answered, once it is."""
    page.locator("[data-answer][aria-busy=false]").wait_for()
    return str(page.locator("h2.state").get_attribute("data-state"))


def opened(published: Published, path: str = "/en/verify/") -> Page:
    """A new page of the site, in which nothing may fail."""
    page = published.context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(published.host.url + path)
    return page


def typed(page: Page, code: str) -> str:
    """What a code is answered that is typed, by keys alone."""
    page.get_by_label("Code").fill(code)
    page.keyboard.press("Enter")
    return answer(page)


# ---- the answer


def test_a_typed_code_is_answered_in_each_state_and_how_it_was_mistyped(
    published: Published,
) -> None:
    page = opened(published)
    for state, code in published.codes.items():
        if state != "withdrawn":  # the page speaks the language of the edition from then on
            assert typed(page, code.lower().replace("-", "")) == state, code
    assert "Another page was issued" in page.inner_text("[data-answer]")
    assert published.rival in page.inner_text("[data-answer]")
    assert page.evaluate("document.activeElement.className") == "state"
    nobody = in_groups("BCDEFGHJKMN" + check_character("BCDEFGHJKMN"))
    assert typed(page, nobody) == "unknown"
    assert typed(page, f" {published.addresses['current']}{SEAL} ") == "current"
    wrong = {"AP4Z-HJNN-BD8": "has 12 characters; this one has 11", "AP4Z*": "character *"}
    wrong |= {published.codes["current"][:-1] + "?": "character ?", nobody[1:] + "B": "mistyped"}
    for code, told in wrong.items():
        assert typed(page, code) == "mistyped"
        assert told in page.inner_text("[data-answer]")
    assert typed(page, published.codes["withdrawn"]) == "withdrawn"
    assert "Motif\u00a0: mal compté" in page.inner_text("[data-answer]")
    assert "navires" not in page.inner_text("[data-answer]")
    page.close()


def test_the_picture_on_a_printed_page_leads_to_its_answer(published: Published) -> None:
    for state, address in published.addresses.items():
        assert address == f"{published.host.url}/{published.codes[state]}"
        page = opened(published, address.removeprefix(published.host.url) + SEAL)
        assert answer(page) == state
        assert page.locator("[data-seal]").is_visible()
        page.close()
    lower = opened(published, f"/{published.codes['current'].lower()}")
    assert answer(lower) == "current"
    assert lower.locator("h1").all_inner_texts() == ["Does this page still hold?"]
    assert lower.title() == "Current – Does this page still hold?"
    lower.goto(f"{published.host.url}/en/nothing/100%25/")
    assert lower.inner_text("h1") == "There is no such page on this site"
    lower.close()


def test_a_superseded_page_is_answered_with_what_it_says_and_what_changed(
    published: Published,
) -> None:
    page = opened(published, f"/{published.codes['superseded']}/")
    assert answer(page) == "superseded"
    changed, says = (
        [row.split("\t") for row in table.inner_text().replace("\u00a0", " ").split("\n")]
        for table in page.locator(".verdict-figures").all()
    )
    assert changed[1] == ["ships in port", "about 100", "about 80", "corrected", "Harbour, Erratum"]
    assert says[1:] == [
        ["ships in port", "about 100 ships", "Jan 18, 2021", "Harbour, Log"],
        ["berths", "12", "Jan 18, 2021", "Harbour, Log"],
    ]
    page.get_by_text("a forged page can carry a true code").wait_for()
    page.close()


def test_whoever_runs_no_script_reads_what_was_so_when_it_was_published(
    published: Published, chromium: Browser
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{published.host.url}/{published.codes['withdrawn']}")
    said = page.inner_text("[data-answer]")
    assert "Tel que publié\u00a0:" in said
    assert "Retirée" in said
    assert "mal compté" in said
    context.close()


def test_people_with_disabilities_find_nothing_in_their_way(
    published: Published, chromium: Browser
) -> None:
    for width, scheme in ((390, "dark"), (1280, "light")):
        context = chromium.new_context(
            viewport={"width": width, "height": 844}, color_scheme=scheme
        )
        page = context.new_page()
        for state in ("superseded", "withdrawn"):
            page.goto(f"{published.host.url}/{published.codes[state]}/")
            answer(page)
            found = Axe().run(page).response["violations"]
            assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width
        context.close()


def test_where_nothing_can_be_looked_up_no_other_answer_is_left_standing(
    published: Published, chromium: Browser
) -> None:
    context = chromium.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{published.host.url}/{published.codes['current']}/")
    assert answer(page) == "current"
    context.set_offline(True)
    page.get_by_label("Code").fill(published.codes["superseded"])
    page.keyboard.press("Enter")
    page.get_by_text("The register cannot be reached").wait_for()
    assert page.inner_text("[data-answer]") == ""
    context.close()


# ---- against the program


def test_the_browser_reads_what_is_typed_as_the_program_does(published: Published) -> None:
    dice = random.Random(18)
    told = [spoilt(dice) for _ in range(4000)]
    page = opened(published)
    script = """async ([from, all]) => {
        const { readCode } = await import(from);
        return all.map((each) => { const r = readCode(each); return r.code ?? r.wrong; });
    }"""
    read = page.evaluate(script, [f"{published.host.url}/verify/code.js", told])
    assert read == [program_reads(each) for each in told]
    assert {*map(len, read)} > {14}
    assert {"character", "length", "check"} < set(read)
    page.close()


ODD = " \t-_–—\u00a0\u00ad\u2009\ufeff\x1c\x85oOiIlLuUsSßñİ*?0Z\U0001f600"


def spoilt(dice: random.Random) -> str:
    """A code as people type it: some right, some not."""
    body = "".join(dice.choices(ALPHABET, k=11))
    code = list(in_groups(body + check_character(body)))
    for _ in range(dice.choice((0, 0, 1, 2))):
        at = dice.randrange(len(code))
        code[at : at + dice.choice((0, 1, 1))] = dice.choice((*ALPHABET, *ODD))
    text = "".join(code)
    return dice.choice((text, text.lower(), text.replace("-", "")))


KINDS = {"no code": "character", "a code": "length", "check ": "check"}


def program_reads(text: str) -> str:
    """The code, or which of the three things is wrong."""
    try:
        return register.read_code(text)
    except register.CodeError as problem:
        return next(kind for start, kind in KINDS.items() if problem.message.startswith(start))


JUDGED = """async ([root, code]) => {
    const { answerTo } = await import(`${root}/verify/answer.js`);
    const load = async (path) => {
        const response = await fetch(`${root}/${path}`, { cache: "no-store" });
        return { value: await response.json(), kept: false, checked: "" };
    };
    const told = await answerTo(code, load);
    const rows = told.figures.map((each) => [each.key, each.sort, each.before, each.after]);
    return [told.state, rows, told.apart.map((each) => each.key)];
}"""
DROPPED = {"port.taken_back", "port.sum_of_taken_back"}  # no edition prints what nobody states


def test_what_changed_is_what_verify_tells(
    tmp_path: Path, host: Callable[[], Host], chromium: Browser
) -> None:
    port, served = fates_in(tmp_path), host()
    first = issued(port, "note")
    page, known = chromium.new_page(), date(2021, 3, 2)
    now = publish_verdicts(port, served)
    page.goto(f"{served.url}/verify/codes.json")
    asked_of = [served.url, first.code]
    assert page.evaluate(JUDGED, asked_of) == ["current", [], []]
    kept = {key: told for key, told in now.items() if key != "port.stays"}
    put(served.folder, [("verify/now/en.json", json.dumps(kept).encode())])
    assert page.evaluate(JUDGED, asked_of) == ["unsettled", [], ["port.stays"]]
    write_facts(port, later=True)
    steps: tuple[tuple[str, dict[str, Any], set[str]], ...] = (
        ("other", {"known": known}, set()),
        ("note", {"known": known, "approval": CORRECTED}, DROPPED),
        ("note", {"day": known, "known": known}, DROPPED),
    )
    for briefing, asked, apart in steps:
        issued(port, briefing, **asked)
        publish_verdicts(port, served)
        state, rows, dropped = page.evaluate(JUDGED, asked_of)
        verdict = port.verify(first.code, known)
        assert state == verdict.state
        told = {(f.key, str(f.change)): f for f in verdict.figures if f.key not in DROPPED}
        assert {(key, sort) for key, sort, *_ in rows} == told.keys()
        for key, sort, before, after in rows:
            if key != "port.built_on":  # a change tells its days, here in words
                assert (before, after) == (told[key, sort].before, told[key, sort].after)
        assert set(dropped) == apart
    page.close()


def publish_verdicts(port: Port, served: Host) -> Any:
    """Put what answers codes onto a host; what facts read by now in English."""
    site = issued_site(port.root, served.url)
    made = verdict_files(site, fresh_of(site, port.root))
    put(served.folder, made.items())
    return json.loads(made["verify/now/en.json"])


# ---- offline


def test_once_loaded_it_answers_offline_and_says_of_when(published: Published) -> None:
    page = opened(published)
    page.get_by_text("Ready to be used offline.").wait_for()
    published.context.set_offline(True)
    assert typed(page, published.codes["superseded"]) == "superseded"
    assert OFFLINE in page.inner_text("[data-answer]")
    assert "about\u00a080" in page.inner_text("[data-answer]")
    page.close()
    for state, code in published.codes.items():
        scanned = opened(published, f"/{code}{SEAL}")
        assert answer(scanned) == state
        assert scanned.locator(".rests[data-kept=true]").count() == 2
        scanned.close()
    nobody = in_groups("BCDEFGHJKMN" + check_character("BCDEFGHJKMN"))
    unknown = opened(published, f"/{nobody}")
    assert answer(unknown) == "unknown"
    unknown.close()
    published.context.set_offline(False)


def test_what_is_withdrawn_goes_from_what_is_kept(published: Published) -> None:
    code = published.codes["current"]
    release.withdraw(find_workspace(published.port.root), code, "the berths moved", APPROVAL)
    published.publish()
    page = opened(published, f"/{code}/")
    assert answer(page) == "withdrawn"
    page.get_by_text("Ready to be used offline.").wait_for()
    said = (
        "async () => (await (await caches.open((await caches.keys())[0])).keys()).map((r) => r.url)"
    )
    kept = page.evaluate(said)
    assert [
        url for url in kept if url.endswith("said.json") and "/r2/" in url and "/note/" in url
    ] == []
    published.context.set_offline(True)
    assert typed(page, code) == "withdrawn"
    assert "about" not in page.inner_text("[data-answer]")
    published.context.set_offline(False)
    page.close()


def test_it_answers_when_its_host_is_gone(published: Published) -> None:
    published.host.stop()
    page = opened(published, f"/{published.codes['superseded']}")
    assert answer(page) in ("superseded", "current")
    assert page.locator(".rests[data-kept=true]").count() == 2
    page.close()
