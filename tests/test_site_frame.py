"""The frame of every page of a site."""

from datetime import date

import pytest
from markupsafe import Markup

from asof.publish.pages.assets import site_assets
from asof.publish.pages.frame import SitePage, framed, relative
from asof.publish.site import Site
from asof.workspace import create
from sites import fresh_editions, site_of


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    create(root := tmp_path_factory.mktemp("published"))
    return site_of(root, list(fresh_editions(root, [date(2021, 1, 18)])))


@pytest.mark.parametrize(
    ("origin", "target", "told"),
    [
        ("en/note/2021-01-18/1/", "assets/site.css", "../../../../assets/site.css"),
        ("en/", "en/facts/", "facts/"),
        ("en/", "fr/", "../fr/"),
        ("en/note/", "en/note/", "./"),
        ("index.html", "en/", "en/"),
        ("verify/", "", "../"),
    ],
)
def test_addresses_hold_wherever_the_site_stands(origin: str, target: str, told: str) -> None:
    assert relative(origin, target) == told


def page(**more: object) -> SitePage:
    told = {"path": "en/a/", "lang": "en", "title": "A & B", "body": Markup("<h1>A</h1>")}
    return SitePage(**{**told, **more})  # type: ignore[arg-type]


def test_what_is_given_is_escaped_and_data_cannot_end_its_element(site: Site) -> None:
    made = framed(site, page(data={"name": "</script><script>alert(1)</script>"}))
    text = made["en/a/index.html"].decode()
    assert "<title>A &amp; B – " in text
    assert text.count("<script") == 1
    assert '{"name":"\\u003c/script>' in text


def test_a_page_that_is_served_anywhere_has_whole_addresses(site: Site) -> None:
    text = framed(site, page(path="404.html", anywhere=True))["404.html"].decode()
    assert 'href="https://example.org/reports/assets/site.css"' in text


def test_what_a_page_loads_is_there(site: Site) -> None:
    assert {"assets/site.css", "assets/icon.svg"} < site_assets(site).keys()
