"""What RFC 4287 asks of a feed, and that is not so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from xml.etree.ElementTree import Element

from asof.publish.pages.feed import ATOM

ONCE = ("id", "title", "updated")
OF_FEED = {"author", "category", "id", "link", "title", "updated", "subtitle", "entry", "rights"}
OF_ENTRY = {"author", "category", "content", "id", "link", "published", "summary", "title"}


def atom_faults(feed: Element) -> Iterator[str]:
    """What RFC 4287 requires of a feed (4.1.1) and of an entry (4.1.2), and that is not so."""
    if feed.tag != f"{{{ATOM}}}feed":
        yield f"{feed.tag} is no feed"
    yield from element_faults(feed, OF_FEED)
    entries = feed.findall(f"{{{ATOM}}}entry")
    for entry in entries:
        yield from element_faults(entry, OF_ENTRY | {"updated"})
    ids = [each.findtext(f"{{{ATOM}}}id") for each in (feed, *entries)]
    if len(set(ids)) < len(ids):
        yield "an id stands twice"
    if feed.find(f"{{{ATOM}}}author/{{{ATOM}}}name") is None:
        yield "no author"
    if not [e for e in feed if e.tag == f"{{{ATOM}}}link" and e.get("rel") == "self"]:
        yield "no link to itself"


def element_faults(element: Element, known: set[str]) -> Iterator[str]:
    names = [child.tag.removeprefix(f"{{{ATOM}}}") for child in element]
    yield from (f"unknown element {name}" for name in names if name not in known)
    yield from (f"not one {name}" for name in ONCE if names.count(name) != 1)
    for name in ("updated", "published"):
        for moment in element.findall(f"{{{ATOM}}}{name}"):
            assert datetime.fromisoformat(moment.text or "").tzinfo, moment.text  # RFC 3339
    if not re.match(r"https://", element.findtext(f"{{{ATOM}}}id") or ""):
        yield "an id that is no IRI"
    links = [e for e in element if e.tag == f"{{{ATOM}}}link"]
    yield from ("a link without an address" for e in links if not e.get("href"))
    ways = Counter((e.get("type"), e.get("hreflang")) for e in links if e.get("rel") == "alternate")
    yield from ("two alternates of a kind" for times in ways.values() if times > 1)
