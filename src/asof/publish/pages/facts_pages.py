"""The public figures: the list of each language, and a page for each with its lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from asof.language import Language, with_capital
from asof.publish.pages.frame import THEME, SitePage, framed
from asof.publish.pages.known_figures import FigureReader
from asof.publish.pages.phrases import as_of_words, edition_link, site_phrase
from asof.publish.site import Files, FreshEdition, Record, Site, SiteEdition
from asof.record.edition_record import sources_of
from asof.templates.site_templates import Markup, filled_page


class ListedFact(NamedTuple):
    """A figure in the list of all."""

    label: str
    address: str
    counts: str
    value: str
    on: str
    standing: str


def facts_pages(site: Site, _: tuple[FreshEdition, ...]) -> Files:
    """The pages of the figures that are touched, and the lists of all."""
    files: Files = {}
    folders = {each.folder: each for each in site.editions}
    readers = {lang: _reader(site, lang) for lang in site.langs}
    for lang, key in sorted(site.touched_facts):
        if fact := site.facts.get(lang, {}).get(key):
            told = folders.get(fact.get("edition", ""))
            files |= _fact_page(site, readers[lang], fact, told)
    for lang in site.langs:
        files |= _facts_list(site, lang, readers[lang])
    return files


def _reader(site: Site, lang: str) -> FigureReader:
    told = site.sources.get(lang, {}).values()
    return FigureReader(site.language(lang), sources_of({"sources": [*told]}))


def _facts_list(site: Site, lang: str, reader: FigureReader) -> Files:
    spoken, path = reader.spoken, f"{lang}/facts/"
    facts = site.facts.get(lang, {}).values()
    rows = sorted((_row(reader, each) for each in facts), key=lambda r: spoken.rank(r.label))
    body = filled_page(THEME, "facts.html", rows=rows, word=spoken.word, site_word=spoken.site_word)
    page = SitePage(
        path=path,
        lang=lang,
        title=spoken.site_word("figures"),
        body=body,
        canonical=path,
        twins={each: f"{each}/facts/" for each in site.langs},
        description=spoken.site_word("facts_about"),
    )
    return framed(site, page)


def _row(reader: FigureReader, fact: Record) -> ListedFact:
    spoken, times = reader.spoken, (line.on for line in reader.chosen(fact))
    return ListedFact(
        label=with_capital(fact["label"]),
        address=f"{fact['key']}/",
        counts=fact.get("counts", ""),
        value=fact["text"],
        on="; ".join(dict.fromkeys(times)),
        standing=spoken.word(fact["standing"]),
    )


def _fact_page(site: Site, reader: FigureReader, fact: Record, told: SiteEdition | None) -> Files:
    spoken, lang = reader.spoken, site.workspace.short(reader.spoken.tag)
    path, figure = f"{lang}/facts/{fact['key']}/", reader.figure(fact)
    body = filled_page(
        THEME,
        "fact.html",
        figure=figure,
        as_in=_as_in(spoken, path, told) if told else "",
        as_of=as_of_words(spoken, told) if told else "",
        word=spoken.word,
        site_word=spoken.site_word,
    )
    page = SitePage(
        path=path,
        lang=lang,
        title=figure.label,
        body=body,
        canonical=path,
        twins=dict(_twins(site, fact["key"])),
        description=spoken.word("labelled", label=figure.label, value=figure.value),
    )
    return framed(site, page)


def _as_in(spoken: Language, path: str, told: SiteEdition) -> Markup:
    edition = Markup("{}, {}").format(told.title, edition_link(path, spoken, told))
    return site_phrase(spoken, "fact_as_in", edition=edition)


def _twins(site: Site, key: str) -> Iterator[tuple[str, str]]:
    for lang in site.langs:
        if key in site.facts.get(lang, {}):
            yield lang, f"{lang}/facts/{key}/"
