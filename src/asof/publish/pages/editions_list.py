"""Every edition of a document, superseded ones with the reason, the day and the minute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from asof.language import Language, with_capital
from asof.publish.pages.frame import THEME, SitePage, framed, relative
from asof.publish.pages.phrases import (
    correction_words,
    edition_link,
    moment_words,
    site_phrase,
)
from asof.publish.site import Files, FreshEdition, Site, SiteEdition
from asof.templates.site_templates import Markup, filled_page

MOST = 200  # editions on one page; more are parted by year


class EditionRow(NamedTuple):
    """An edition in the list of its document."""

    edition: Markup
    published: str
    became: Markup
    why: Markup
    changes: Markup


def editions_lists(site: Site, _: tuple[FreshEdition, ...]) -> Files:
    """The lists of the documents that are touched."""
    files: Files = {}
    for series in sorted(site.touched):
        if editions := site.by_series.get(series, ()):
            files |= _lists(site, editions)
    return files


def _lists(site: Site, editions: Sequence[SiteEdition]) -> Files:
    """One page, or of many editions one a year, that of the last year first."""
    newest = list(reversed(editions))
    if len(newest) <= MOST:
        return _list(site, newest, "", ())
    years = sorted({each.day.year for each in newest}, reverse=True)
    files: Files = {}
    for year in years:
        shown = [each for each in newest if each.day.year == year]
        files |= _list(site, shown, str(year), years)
    return files


def _list(site: Site, editions: Sequence[SiteEdition], year: str, years: Sequence[int]) -> Files:
    first = editions[0]
    spoken, home = site.language(first.lang), f"{first.latest_folder}editions/"
    path = home if not years or year == str(years[0]) else f"{home}{year}/"
    heading = spoken.word("labelled", label=first.title, value=spoken.site_word("all_editions"))
    ways = {str(each): home if each == years[0] else f"{home}{each}/" for each in years}
    body = filled_page(
        THEME,
        "editions.html",
        heading=heading,
        years=[(told, relative(path, way)) for told, way in ways.items()],
        shown=year,
        rows=[_row(site, spoken, path, each) for each in editions],
        latest=relative(path, first.latest_folder),
        site_word=spoken.site_word,
    )
    others = (
        {}
        if years
        else {
            lang: f"{lang}/{first.name}/editions/"
            for lang in site.langs
            if (first.name, lang) in site.by_series
        }
    )
    page = SitePage(
        path=path, lang=first.lang, title=heading, body=body, canonical=path, twins=others
    )
    return framed(site, page)


def _row(site: Site, spoken: Language, path: str, edition: SiteEdition) -> EditionRow:
    before, behind = site.beside[edition.folder]
    why, became = Markup(), Markup(spoken.site_word("list_latest"))
    if taken := edition.withdrawn:
        moment = moment_words(site, spoken, taken.moment)
        became = site_phrase(spoken, "list_withdrawn", moment=moment, reason=taken.reason)
    elif behind:
        moment = moment_words(site, spoken, behind.published)
        became = site_phrase(spoken, "list_superseded", moment=moment)
        why = correction_words(spoken, behind)
    return EditionRow(
        edition=edition_link(path, spoken, edition),
        published=moment_words(site, spoken, edition.issued or edition.published),
        became=Markup(with_capital(became)),
        why=why,
        changes=_changes(spoken, path, edition) if before and edition.stands else Markup(),
    )


def _changes(spoken: Language, path: str, edition: SiteEdition) -> Markup:
    """A link to what changed since the edition before."""
    address = relative(path, f"{edition.folder}changes/")
    link = Markup('<a href="{}">{}</a>')
    return link.format(address, spoken.site_word("changes_to_edition"))
