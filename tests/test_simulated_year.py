"""A month of an office: what was due is on its site once, whatever was killed."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from random import Random
from xml.etree.ElementTree import fromstring

import csvw

from atom_feeds import atom_faults
from simulated_year import URL, Office
from site_links import SiteLinks

DAYS = 31


def test_a_month_with_killed_runs_ends_with_every_edition_once(tmp_path: Path) -> None:
    office = Office(tmp_path, Random(18))
    office.open()
    office.live(DAYS, killed={2, 9, 20})
    assert shown(office.site) == sorted(office.due(DAYS))
    assert faults(office.site) == []


def faults(site: Path) -> list[str]:
    """Links that lead nowhere, and what is wrong with the feeds and the data of a site."""
    feeds = {path: fromstring(path.read_bytes()) for path in site.rglob("feed.xml")}
    found = [f"{path}: {each}" for path, feed in feeds.items() for each in atom_faults(feed)]
    data = csvw.CSVW(str(site / "data/csv-metadata.json"), validate=True)
    wrong = [] if data.is_valid else ["data/csv-metadata.json: its tables are other than it says"]
    return [*SiteLinks(site, URL).broken(), *found, *wrong]


def shown(site: Path) -> list[tuple[str, str]]:
    """The editions on a site by briefing and day, each of which has its PDF."""
    told = json.loads((site / "index.json").read_bytes())["editions"]
    for each in told:
        for name, digest in each["pdfs"]:
            assert sha256((site / each["path"] / name).read_bytes()).hexdigest() == digest
    return sorted((each["briefing"], each["as_of"]) for each in told)


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.json").write_text('{"editions": []}')
    (tmp_path / "a/index.html").write_text('<p id="here"><a href="../"></a><a href="#gone"></a>')
    (tmp_path / "index.html").write_text(
        '<a href="a/#here"></a><a href="a/b"></a><a href="https://port.example.org/notes/a/"></a>'
        '<a href="a/#there"></a><img src="a.png"><a href="mailto:desk@port.example.org"></a>'
    )
    feed = "<feed><link href='https://port.example.org/notes/c/'/></feed>"
    (tmp_path / "feed.xml").write_text(feed)
    assert SiteLinks(tmp_path, URL).broken() == [
        "a/index.html: #gone",
        f"feed.xml: {URL}/c/",
        "index.html: a.png",
        "index.html: a/#there",
        "index.html: a/b",
    ]
