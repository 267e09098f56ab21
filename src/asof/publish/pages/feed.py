"""The feeds of a site (Atom, RFC 4287): each edition, what it corrects, and what was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from asof.language import Language
from asof.ledger.printing import text_in
from asof.publish.pages.phrases import (
    as_of_words,
    correction_words,
    edition_called,
    moment_words,
    site_phrase,
)
from asof.publish.site import Files, FreshEdition, Site, SiteEdition

ATOM = "http://www.w3.org/2005/Atom"
MOST = 100  # entries; index.json has all editions


def feeds(site: Site, _: tuple[FreshEdition, ...]) -> Files:
    """The feed of each language, and that of all at the root."""
    files: Files = {"feed.xml": _feed(site, "feed.xml", site.langs)}
    for lang in site.langs:
        files[f"{lang}/feed.xml"] = _feed(site, f"{lang}/feed.xml", (lang,))
    return files


def _feed(site: Site, path: str, langs: Sequence[str]) -> bytes:
    spoken, config = site.language(langs[0]), site.workspace.config
    found = [each for each in site.editions if each.lang in langs]
    entries = sorted(found, key=lambda e: (_updated(e), e.folder), reverse=True)[:MOST]
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": spoken.tag})
    home = f"{langs[0]}/" if len(langs) == 1 else ""
    _tell(feed, id=f"{site.url}{path}", title=text_in(config.title, spoken))
    _tell(feed, updated=_moment(max(map(_updated, entries), default=site.moment)))
    SubElement(feed, "link", {"rel": "self", "href": f"{site.url}{path}", "type": KIND})
    SubElement(feed, "link", {"rel": "alternate", "href": f"{site.url}{home}", "type": "text/html"})
    author = text_in(config.publisher or config.title, spoken)
    _tell(SubElement(feed, "author"), name=author)
    for edition in entries:
        feed.append(_entry(site, edition))
    indent(feed, "")
    return b'<?xml version="1.0" encoding="utf-8"?>\n%b\n' % tostring(feed)


KIND = "application/atom+xml"


def _updated(edition: SiteEdition) -> datetime:
    """When an edition last became another: it was published, or withdrawn."""
    return edition.withdrawn.moment if edition.withdrawn else edition.published


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _tell(around: Element, **told: str) -> None:
    for name, words in told.items():
        SubElement(around, name).text = words


def _entry(site: Site, edition: SiteEdition) -> Element:
    spoken = site.language(edition.lang)
    entry = Element("entry", {"xml:lang": spoken.tag})
    title = f"{edition.title}, {edition_called(spoken, edition)}"
    if edition.withdrawn:
        title = spoken.site_word("withdrawn_edition", title=title)
    _tell(entry, id=f"{site.url}{edition.folder}", title=title)
    _tell(entry, published=_moment(edition.published), updated=_moment(_updated(edition)))
    address = f"{site.url}{edition.folder}"
    SubElement(entry, "link", {"rel": "alternate", "href": address, "type": "text/html"})
    for link in () if edition.withdrawn else _files(site, edition):
        SubElement(entry, "link", link)
    SubElement(entry, "category", {"term": edition.name})
    _tell(entry, summary=" ".join(_summary(site, spoken, edition)))
    return entry


def _files(site: Site, edition: SiteEdition) -> Iterator[dict[str, str]]:
    for name in edition.pdfs:
        address = f"{site.url}{edition.folder}{name}"
        yield {"rel": "enclosure", "href": address, "type": "application/pdf"}


def _summary(site: Site, spoken: Language, edition: SiteEdition) -> Iterator[str]:
    """As of when it is, what it corrects, and what became of it."""
    yield as_of_words(spoken, edition)
    before, _ = site.beside[edition.folder]
    if before and not edition.withdrawn:
        yield str(correction_words(spoken, edition).unescape())
    if taken := edition.withdrawn:
        moment = moment_words(site, spoken, taken.moment)
        told = site_phrase(spoken, "standing_withdrawn", moment=moment, reason=taken.reason)
        yield str(told.unescape())
