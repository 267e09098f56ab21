"""Whether every link of a site leads somewhere: to a file, and to the place in it that it names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET


class Page(HTMLParser):
    """The places of a page that can be named, and where it leads and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.ids |= {told[name] for name in ("id", "name") if name in told and tag != "meta"}
        self.links += [told[name] for name in ("href", "src", "action", "data-src") if name in told]
        self.links += [part.split()[0] for part in told.get("srcset", "").split(",") if part]


class SiteLinks:
    """The links of a site in a folder, that is served at an address."""

    def __init__(self, root: Path, url: str) -> None:
        self.root, self.url = root, f"{url.rstrip('/')}/"

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Each page by its path."""
        found = sorted(self.root.rglob("*.html"))
        return {
            path.relative_to(self.root).as_posix(): Page(path.read_text("utf-8")) for path in found
        }

    def broken(self) -> list[str]:
        """Each link that leads nowhere, with the file that it stands in."""
        every = sorted({*self._of_pages(), *self._of_xml(), *self._of_json()})
        return [f"{origin}: {link}" for origin, link in every if not self._leads(origin, link)]

    def _of_pages(self) -> Iterator[tuple[str, str]]:
        for path, page in self.pages.items():
            yield from ((path, link) for link in page.links)

    def _of_xml(self) -> Iterator[tuple[str, str]]:
        """Feeds and maps: all that is an address of the site."""
        for path in self.root.rglob("*.xml"):
            name = path.relative_to(self.root).as_posix()
            for element in ET.parse(path).iter():
                said = [*element.attrib.values(), (element.text or "").strip()]
                yield from ((name, each) for each in said if each.startswith(self.url))

    def _of_json(self) -> Iterator[tuple[str, str]]:
        index = json.loads((self.root / "index.json").read_bytes())
        for each in index["editions"]:
            if "withdrawn" not in each:
                yield from (("index.json", f"{each['path']}{name}") for name, _ in each["pdfs"])

    def _leads(self, origin: str, link: str) -> bool:
        whole = urljoin(f"{self.url}{origin}", link)
        if not whole.startswith(self.url):
            return urlsplit(whole).scheme in ("http", "https", "mailto", "tel", "data")
        parts = urlsplit(whole[len(self.url) :])
        path, place = unquote(parts.path), unquote(parts.fragment)
        path = f"{path}index.html" if not path or path.endswith("/") else path
        if not (self.root / path).is_file():
            return False
        return not place or path not in self.pages or place in self.pages[path].ids
