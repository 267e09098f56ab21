"""What answers a code on a site: what became of each issued edition, and what its page says."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from asof import release
from asof.publish.site import Files, Site, SiteEdition, Withdrawn
from asof.publish.verdicts import verdict_files
from asof.publish.verdicts.standings import IssuedSeries, codes, issued_series
from asof.release import PageState
from asof.workspace import find_workspace
from issued_sites import fresh_of, issued_site
from publishing import put
from released import APPROVAL, CORRECTION, UPDATE, Port, port_in

URL = "https://port.example.org/notes"
AS_OF = "Situation on January 18, 2021, as known on March 2, 2021"
LATER = date(2021, 2, 2)


@dataclass(frozen=True)
class Published:
    """A port, the site of what it has issued, and what answers codes there."""

    port: Port
    site: Site
    files: Files
    codes: dict[str, str]

    def json(self, path: str) -> Any:
        return json.loads(self.files[path])

    def said(self, name: str) -> Any:
        return self.json(
            f"{self.json('verify/codes.json')['codes'][self.codes[name]]['folder']}said.json"
        )

    def text(self, path: str) -> str:
        """The words of the answer that a page states without a script."""
        html = self.files[path].decode()
        answer = html.partition("<div data-answer>")[2].partition("</div>")[0]
        return unescape(" ".join(re.sub(r"<[^>]+>", " ", answer).split()))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Notes of two days: the first was corrected, one of the second was withdrawn and redone."""
    port = port_in(tmp_path_factory.mktemp("port"))
    wrong = port.issue()
    port.report(CORRECTION)
    corrected = port.issue_corrected(known=date(2021, 3, 2))
    port.report(UPDATE)
    taken = port.issue(day=LATER, known=LATER)
    release.withdraw(find_workspace(port.root), taken.code, "the berths were not counted", APPROVAL)
    port.change("data/facts/port.yaml", "value: 12", "value: 13")
    last = port.issue_corrected(day=LATER, known=LATER)
    french = port.issue(lang="fr", day=LATER, known=LATER)
    held = port.issue(day=date(2021, 3, 3), known=date(2021, 3, 3))
    site = issued_site(port.root, URL, held.code)
    named = {"wrong": wrong, "corrected": corrected, "taken": taken, "last": last}
    named |= {"french": french, "held": held}
    files = verdict_files(site, fresh_of(site, port.root))
    return Published(port, site, files, {name: each.code for name, each in named.items()})


def test_each_code_has_the_state_that_verify_tells(published: Published) -> None:
    told = published.json("verify/codes.json")["codes"]
    states = {name: told[code]["state"] for name, code in published.codes.items() if name != "held"}
    assert states == {
        "wrong": "superseded",
        "corrected": "superseded",
        "taken": "withdrawn",
        "last": "current",
        "french": "current",
    }
    for name in ("wrong", "corrected", "taken", "french"):
        assert published.port.verify(published.codes[name]).state == states[name]


def test_what_is_not_public_is_nowhere(published: Published) -> None:
    code = published.codes["held"]
    assert published.port.verify(code).state is PageState.CURRENT
    assert not [
        path
        for path, content in published.files.items()
        if code in path or code.encode() in content
    ]
    assert not [path for path, content in published.files.items() if b"2021-03-03" in content]


def test_of_what_was_withdrawn_the_reason_is_told_and_no_figure(published: Published) -> None:
    code = published.codes["taken"]
    row = published.json("verify/codes.json")["codes"][code]
    assert row["why"] == "the berths were not counted"
    assert row["title"] == "The port"
    assert f"{row['folder']}said.json" not in published.files
    assert published.json("verify/now/en.json")["port.berths"]["text"] == "13"
    assert "taken back" not in published.text(f"{code}/index.html")
    assert "Reason: the berths were not counted" in published.text(f"{code}/index.html")


def test_what_a_page_says_is_told_to_compare(published: Published) -> None:
    said = published.said("corrected")
    assert said["title"] == "The port"
    assert " ".join(said["as_of"].split()) == AS_OF
    shown = [(f["label"], f["text"], f["on"], f["source"]) for f in said["figures"]]
    assert shown == [
        ("ships in port", ["about\xa080\xa0ships"], "Jan\xa018,\xa02021", "Harbour, Erratum"),
        ("berths", ["12"], "Jan\xa018,\xa02021", "Harbour, Log"),
    ]


def test_who_runs_no_script_reads_what_was_so_and_when(published: Published) -> None:
    text = published.text(f"{published.codes['wrong']}/index.html")
    assert "As published: April 2, 2021, 8:05 a.m. (EDT)" in text
    assert "Superseded" in text
    assert "A later edition was issued: April 1, 2021, 11:30 a.m. (EDT)" in text
    current = published.text(f"{published.codes['last']}/index.html")
    assert "Whether its figures have been corrected since could not be looked up." in current
    assert "Current" not in current
    assert "Dernière édition" in published.text(f"{published.codes['french']}/index.html")


def test_each_file_that_is_kept_offline_is_listed_with_its_digest(published: Published) -> None:
    listed = published.json("verify/offline.json")["files"]
    assert {"404.html", "verify/app.js", "verify/codes.json", "verify/now/en.json"} <= listed.keys()
    for path, digest in listed.items():
        assert sha256(published.files[path]).hexdigest() == digest


def test_no_script_stands_in_a_page_and_none_comes_from_elsewhere(published: Published) -> None:
    pages = [c.decode() for p, c in published.files.items() if p.endswith(".html")]
    for html in pages:
        assert re.findall(r"<script(?![^>]* src=)[^>]*>", html) == []
        assert not re.search(r"\son\w+=", html)
    scripts = [c.decode() for p, c in published.files.items() if p.endswith(".js")]
    assert not [text for text in scripts if re.search(r"innerHTML|eval\(|https?:", text)]


def test_where_nothing_is_touched_no_page_of_a_code_is_written(published: Published) -> None:
    still = verdict_files(replace(published.site, touched=frozenset()), ())
    assert not [path for path in still if re.match(r"\w{4}-\w{4}-\w{4}/", path)]
    assert still == {path: published.files[path] for path in still}


# ---- series


def edition(day: int, number: int = 1, *, code: str = "", withdrawn: bool = False) -> SiteEdition:
    moment = datetime(2021, 1, day, 12, tzinfo=UTC)
    return SiteEdition(
        briefing="note",
        row=None,
        lang="en",
        day=date(2021, 1, day),
        known=date(2021, 1, day),
        number=f"r{number}",
        title="The port",
        pdfs={},
        published=moment,
        issued=moment,
        code=code or f"{day}-{number}",
        withdrawn=Withdrawn(moment, "wrong") if withdrawn else None,
    )


def test_two_editions_of_one_number_are_contested_until_one_is_withdrawn() -> None:
    ours, theirs = edition(1, code="ours"), edition(1, code="theirs")
    contested = replace(ours, rival="theirs")
    series = IssuedSeries((contested, replace(theirs, rival="ours")))
    assert series.became(contested).state is PageState.CONTESTED
    settled = IssuedSeries((ours, edition(1, code="theirs", withdrawn=True)))
    assert settled.became(ours).state is PageState.CURRENT
    later = IssuedSeries((contested, edition(2)))
    assert later.became(contested).state is PageState.SUPERSEDED


def test_a_new_edition_turns_itself_and_the_one_before_it() -> None:
    many = tuple(edition(day) for day in range(1, 31))
    series = IssuedSeries(many)
    turned = {each.code for each in series.turned(frozenset({"30-1"}))}
    assert turned == {"29-1", "30-1"}
    between = {each.code for each in series.turned(frozenset({"12-1"}))}
    assert {"11-1", "12-1"} <= between


def test_where_the_last_is_withdrawn_the_one_before_it_stands_again() -> None:
    series = IssuedSeries((edition(1), edition(2), edition(3, withdrawn=True)))
    assert series.became(edition(2)).state is PageState.CURRENT
    assert {each.code for each in series.turned(frozenset())} == {"1-1", "2-1", "3-1"}


def test_what_was_merely_printed_takes_no_place_of_what_was_issued(published: Published) -> None:
    printed = replace(edition(31), number="1", issued=None, code="", day=date(2021, 5, 1))
    site = replace(published.site, editions=(*published.site.editions, printed))
    assert set(codes(site)["codes"]) == set(codes(published.site)["codes"])
    latest = {series.latest.code for series in issued_series(site).values() if series.latest}
    assert latest == {published.codes["last"], published.codes["french"]}


def test_an_edition_is_answered_in_its_language_though_that_was_given_up(
    published: Published,
) -> None:
    german = replace(edition(1), briefing="notiz", lang="de", code="PQRS")
    site = replace(published.site, editions=(*published.site.editions, german))
    files = verdict_files(replace(site, touched=site.touched | {german.series}), ())
    assert b"The last edition" in files["PQRS/index.html"]
    assert json.loads(files["verify/words/de.json"])["verdict_current"] == "Gültig"
    assert json.loads(files["verify/codes.json"])["languages"]["de"] == "de"
    assert "verify/now/de.json" in files


# ---- as it is published


def test_a_published_code_is_contested_from_the_run_that_meets_its_rival(tmp_path: Path) -> None:
    ours, theirs = (port_in(tmp_path / name) for name in ("ours", "theirs"))
    theirs.change("data/briefings/note.yaml", "The port", "The harbour")
    issued, rival = ours.issue(), theirs.issue()
    assert states_on(ours) == {issued.code: "current"}
    shutil.copytree(theirs.root / "data/issued", ours.root / "data/issued", dirs_exist_ok=True)
    assert states_on(ours) == {issued.code: "contested"}
    page = (ours.root / "site" / issued.code / "index.html").read_text("utf-8")
    assert f"with the code {rival.code}" in page
    release.withdraw(find_workspace(ours.root), issued.code, "the other holds", APPROVAL)
    assert states_on(ours) == {issued.code: "withdrawn"}
    assert not list((ours.root / "site").rglob("r1/said.json"))


def states_on(port: Port) -> dict[str, str]:
    """What a site says of each code, published anew."""
    put(port)
    told = json.loads((port.root / "site/verify/codes.json").read_bytes())
    return {code: each["state"] for code, each in told["codes"].items()}
