"""The home of a site: in each language, and at its root in the first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from asof.briefing.series import scheduled
from asof.language import Language
from asof.ledger.printing import text_in
from asof.publish.pages.frame import THEME, SitePage, framed, relative
from asof.publish.pages.phrases import (
    as_of_words,
    day_words,
    edition_link,
    moment_words,
    number_words,
    site_phrase,
)
from asof.publish.site import Files, FreshEdition, Site, SiteEdition
from asof.templates.site_templates import Markup, filled_page

RECENTLY = timedelta(days=365)
AHEAD = timedelta(days=366)


class ListedBriefing(NamedTuple):
    """A document on the home: its latest edition, where all are, and when the next is due."""

    title: str
    address: str
    as_of: str
    number: str
    next: str
    editions: str


def home_pages(site: Site, _: tuple[FreshEdition, ...]) -> Files:
    """The home in each language, that of the first at the root too."""
    files: Files = {}
    for lang in site.langs:
        files |= _home(site, lang, f"{lang}/")
    return files | _home(site, site.langs[0], "")


def _home(site: Site, lang: str, path: str) -> Files:
    spoken = site.language(lang)
    title = text_in(site.workspace.config.title, spoken)
    body = filled_page(
        THEME,
        "home.html",
        title=title,
        lang=lang,
        index=relative(path, "search.json"),
        briefings=list(_briefings(site, spoken, lang, path)),
        withdrawn=list(_withdrawn(site, spoken, lang, path)),
        site_word=spoken.site_word,
    )
    page = SitePage(
        path=path,
        lang=lang,
        title=title,
        body=body,
        twins={each: f"{each}/" for each in site.langs},
        canonical=f"{lang}/",
        description=spoken.site_word("home_about"),
        scripts=("assets/search.js",),
    )
    return framed(site, page)


def _briefings(site: Site, spoken: Language, lang: str, path: str) -> Iterator[ListedBriefing]:
    latest = [e for e in site.latest.values() if e.lang == lang]
    for edition in sorted(latest, key=lambda each: spoken.rank(each.title)):
        due = next_day(site, edition)
        yield ListedBriefing(
            title=edition.title,
            address=relative(path, edition.latest_folder),
            as_of=as_of_words(spoken, edition),
            number=number_words(spoken, edition),
            next=day_words(spoken, due) if due else "",
            editions=relative(path, f"{edition.latest_folder}editions/"),
        )


def next_day(site: Site, edition: SiteEdition) -> date | None:
    """When the next edition of a document is due, by the rhythm of its briefing."""
    briefing = site.briefings.get(edition.briefing)
    if briefing is None or briefing.series is None:
        return None
    today = site.workspace.day_of(site.moment)
    first = max(today, edition.day + timedelta(days=1))
    due = (each.day for each in scheduled(briefing.series, first, first + AHEAD))
    return next((day for day in due if day >= first), None)


def _withdrawn(site: Site, spoken: Language, lang: str, path: str) -> Iterator[Markup]:
    """The editions that were withdrawn within a year, the last first."""
    taken = [(e.withdrawn, e) for e in site.editions if e.withdrawn and e.lang == lang]
    recent = [(w, e) for w, e in taken if site.moment - w.moment <= RECENTLY]
    for told, edition in sorted(recent, key=lambda each: each[0].moment, reverse=True):
        yield Markup("{}, {}: {}").format(
            edition.title,
            edition_link(path, spoken, edition),
            site_phrase(
                spoken,
                "list_withdrawn",
                moment=moment_words(site, spoken, told.moment),
                reason=told.reason,
            ),
        )
