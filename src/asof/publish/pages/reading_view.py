"""The reading view of an edition: its page on the site, and the same at the address of the latest.

What the edition says stands between two marks and is made once, from its record and its document.
All around it, where it stands among the others above all, is made anew whenever that changes.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from asof import templates
from asof.language import Language
from asof.page.tree import html_of, is_element, parse
from asof.publish.open_data.json_ld import edition_json_ld
from asof.publish.pages.article import ArticleWords, article_of
from asof.publish.pages.frame import THEME, SitePage, framed, page_file, relative
from asof.publish.pages.known_figures import FigureReader, KnownFigure
from asof.publish.pages.markdown_twin import markdown_twin
from asof.publish.pages.phrases import (
    as_of_words,
    correction_words,
    day_words,
    edition_called,
    edition_link,
    form_words,
    moment_words,
    number_words,
    site_phrase,
    size_words,
)
from asof.publish.site import Files, FreshEdition, Site, SiteEdition
from asof.record.edition_record import dated_in, sources_of
from asof.templates.site_templates import Markup, filled_page

BEGIN, END = "<!--edition-->\n", "\n<!--/edition-->"
DATA, DATA_END = '<script type="application/ld+json">', "</script>"


class FileLink(NamedTuple):
    """A file of an edition: where it stands, what it is called, how large it is."""

    address: str
    words: str
    size: str = ""
    kind: str = ""


# ---- made once


def reading_views(site: Site, fresh: tuple[FreshEdition, ...]) -> Files:
    """The reading view of each fresh edition, with its pictures."""
    return {path: content for each in fresh for path, content in reading_view(site, each).items()}


def reading_view(site: Site, fresh: FreshEdition) -> Files:
    """The page of an edition, and the pictures that it shows."""
    edition = fresh.edition
    made = _EditionReading(site, fresh)
    article, pictures = made.article()
    figures = made.figures()
    content = made.content(article, figures)
    told = _in_order(edition_json_ld(site, edition, fresh.record["sources"]))
    page = _page(site, edition, edition.folder, content, told)
    text = markdown_twin(article, edition, figures, made.spoken)
    files = {"index.md": text.encode(), **pictures}
    return page | {f"{edition.folder}{name}": content for name, content in files.items()}


@dataclass(frozen=True, slots=True)
class _EditionReading:
    """The making of the content of one reading view."""

    site: Site
    fresh: FreshEdition

    @property
    def spoken(self) -> Language:
        return self.site.language(self.fresh.edition.lang)

    def article(self) -> tuple[Element, Files]:
        """The article, of which each figure leads to what is known of it."""
        site_word = self.spoken.site_word
        words = ArticleWords(
            site_word("in_words"), self.spoken.word("sources"), site_word("table_number")
        )
        palette = templates.look(self.site.workspace, "standard").palette
        known = set(dated_in(self.fresh.record))
        return article_of(
            self.fresh.document,
            palette,
            words,
            lambda key: f"#figure-{key}" if key in known else "",
        )

    def content(self, article: Element, figures: list[KnownFigure]) -> str:
        """What stands between the marks."""
        edition, spoken = self.fresh.edition, self.spoken
        pages = {each.key: f"{edition.lang}/facts/{each.key}/" for each in figures}
        return filled_page(
            THEME,
            "edition.html",
            article=Markup(html_piece(article)),
            as_of=as_of_words(spoken, edition),
            known=day_words(spoken, edition.known),
            files=list(self.files()),
            details=list(self.details()),
            figures=figures,
            back=first_places(article),
            pages={key: relative(edition.folder, path) for key, path in pages.items()},
            word=spoken.word,
            site_word=spoken.site_word,
        )

    def figures(self) -> list[KnownFigure]:
        """The figures of the edition in the order of printing."""
        record = self.fresh.record
        reader = FigureReader(self.spoken, sources_of(record))
        facts = {fact["key"]: fact for fact in record["facts"]}
        return [reader.figure(facts[key]) for key in dated_in(record)]

    def files(self) -> Iterator[FileLink]:
        """The edition as files: its PDFs in each form, its text, its record."""
        spoken, usual = self.spoken, self.site.workspace.config.form
        for name, content in self.fresh.pdfs.items():
            told = form_words(spoken, name, usual)
            yield FileLink(name, told, size_words(spoken, len(content)), "application/pdf")
        yield FileLink("index.md", spoken.site_word("as_text"), kind="text/markdown")
        yield FileLink("record.json", spoken.site_word("as_record"), kind="application/json")

    def details(self) -> Iterator[tuple[str, Markup]]:
        """What identifies the edition, term by term."""
        edition, spoken, site = self.fresh.edition, self.spoken, self.site
        if number := number_words(spoken, edition):
            yield spoken.site_word("edition_term"), Markup(number)
        came = edition.issued or edition.published
        yield spoken.site_word("published_term"), Markup(moment_words(site, spoken, came))
        if edition.code:
            link = Markup('<a href="{}">{}</a>')
            address = relative(edition.folder, f"{edition.code}/")
            yield spoken.site_word("edition_code"), link.format(address, edition.code)
        for term, path in (
            ("permanent_address", edition.folder),
            ("latest_address", edition.latest_folder),
        ):
            link = Markup('<a href="{}">{}</a>')
            told = link.format(relative(edition.folder, path), f"{site.url}{path}")
            yield spoken.site_word(term), told


def html_piece(tree: Element) -> str:
    """A piece of a page as HTML."""
    return html_of(tree).removeprefix("<!doctype html>\n")


def first_places(article: Element) -> dict[str, str]:
    """The id of the first place that shows each fact."""
    found: dict[str, str] = {}
    for element in filter(is_element, article.iter()):
        if element.get("data-key") and element.get("id"):
            found.setdefault(element.attrib["data-key"], element.attrib["id"])
    return found


# ---- made anew


def restated(site: Site, edition: SiteEdition, html: bytes) -> bytes:
    """The page of an edition with all around its content as it stands now."""
    made = _page(
        site, edition, edition.folder, edition_content(html), _told_anew(site, edition, html)
    )
    return made[page_file(edition.folder)]


def latest_view(site: Site, edition: SiteEdition, html: bytes) -> bytes:
    """The page of the latest edition as it stands at the address of its document."""
    content = moved_content(edition_content(html), edition.folder, edition.latest_folder)
    made = _page(site, edition, edition.latest_folder, content, _told_anew(site, edition, html))
    return made[page_file(edition.latest_folder)]


def edition_content(html: bytes) -> str:
    """What stands between the marks: only ours are comments of a page."""
    return html.decode().partition(BEGIN)[2].partition(END)[0]


def _told_anew(site: Site, edition: SiteEdition, html: bytes) -> Mapping[str, Any]:
    """What machines are told of an edition by now, with the sources that its page has told."""
    said = json.loads(html.decode().partition(DATA)[2].partition(DATA_END)[0])
    now, cited = edition_json_ld(site, edition), said.get("citation")
    return _in_order({**now, "citation": cited} if cited else now)


def _in_order(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same in one order, whether its sources come from a record or from its page."""
    return dict(sorted(told.items()))


def moved_content(content: str, origin: str, target: str) -> str:
    """Some content of a page at another address: what it leads to and shows is the same."""
    tree = parse(f"<div>{content}</div>").find(".//div")
    assert tree is not None
    for element in filter(is_element, tree.iter()):
        for name in ("href", "src"):
            url = element.get(name, "")
            if url and not url.startswith("#") and not urlsplit(url).scheme:
                element.set(name, _seen_from(url, origin, target))
    return html_piece(tree)


def _seen_from(url: str, origin: str, target: str) -> str:
    path, mark, place = url.partition("#")
    whole = posixpath.normpath(f"/{origin}{path}").removeprefix("/")
    folder = path.endswith(("/", ".")) and bool(whole.strip("."))
    return relative(target, f"{whole}/" if folder else whole.strip(".")) + mark + place


def _page(
    site: Site, edition: SiteEdition, path: str, content: str, data: Mapping[str, Any]
) -> Files:
    """A page that shows an edition, at its own address or at that of the latest."""
    spoken = site.language(edition.lang)
    body = Markup(f"{_standing(site, edition, path)}{BEGIN}{content}{END}")
    own = path == edition.folder
    twins = {
        each.lang: each.folder if own else each.latest_folder for each in twins_of(site, edition)
    }
    return framed(
        site,
        SitePage(
            path=path,
            lang=edition.lang,
            title=f"{edition.title}, {edition_called(spoken, edition)}" if own else edition.title,
            body=body,
            twins={edition.lang: path, **twins},
            canonical=edition.folder,
            description=as_of_words(spoken, edition),
            formats={"text/markdown": f"{edition.folder}index.md"},
            data=data,
        ),
    )


def twins_of(site: Site, edition: SiteEdition) -> Iterator[SiteEdition]:
    """The same edition in other languages."""
    for lang in site.langs:
        others = site.by_series.get((edition.name, lang), ()) if lang != edition.lang else ()
        same = (e for e in others if e.stands and e.order == edition.order)
        yield from same


def _standing(site: Site, edition: SiteEdition, path: str) -> str:
    """Where an edition stands among the others, and what lies beside it."""
    spoken = site.language(edition.lang)
    before, behind = site.beside[edition.folder]
    told, reason = site_phrase(spoken, "standing_latest"), Markup()
    if behind:
        moment = moment_words(site, spoken, behind.published)
        link = edition_link(path, spoken, behind)
        told = site_phrase(spoken, "standing_superseded", moment=moment, edition=link)
        reason = correction_words(spoken, behind)
    beside = {"earlier": ("earlier_edition", before), "later": ("later_edition", behind)}
    return filled_page(
        THEME,
        "standing.html",
        standing="superseded" if behind else "latest",
        told=told,
        reason=reason,
        all=relative(path, f"{edition.latest_folder}editions/"),
        changes=relative(path, f"{edition.folder}changes/") if before else "",
        site_word=spoken.site_word,
        **{
            name: site_phrase(spoken, key, edition=edition_link(path, spoken, other))
            if other
            else ""
            for name, (key, other) in beside.items()
        },
    )


# ---- withdrawn


def tombstones(site: Site, _: tuple[FreshEdition, ...]) -> Files:
    """What stands in the place of editions that were withdrawn, and of documents that are gone."""
    places = [(each, each.folder) for each in site.editions if not each.stands]
    gone = site.by_series.keys() - site.latest.keys()
    last = (site.by_series[series][-1] for series in sorted(gone))
    places += [(each, each.latest_folder) for each in last]
    return {
        path: content
        for edition, place in places
        for path, content in _tombstone(site, edition, place).items()
    }


def _tombstone(site: Site, edition: SiteEdition, place: str) -> Files:
    """That an edition was withdrawn, when and why: nothing of what it said."""
    spoken, taken = site.language(edition.lang), edition.withdrawn
    assert taken
    body = filled_page(
        THEME,
        "tombstone.html",
        heading=site_phrase(spoken, "withdrawn_edition", title=edition.title),
        edition=edition_called(spoken, edition),
        told=site_phrase(
            spoken,
            "standing_withdrawn",
            moment=moment_words(site, spoken, taken.moment),
            reason=taken.reason,
        ),
        code=edition.code,
        all=relative(place, f"{edition.latest_folder}editions/"),
        site_word=spoken.site_word,
    )
    page = SitePage(
        path=place,
        lang=edition.lang,
        title=str(site_phrase(spoken, "withdrawn_edition", title=edition.title).unescape()),
        body=body,
        canonical=edition.folder,
        indexed=False,
    )
    return framed(site, page)
