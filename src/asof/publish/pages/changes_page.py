"""The page of what changed in an edition since the one before it."""

from __future__ import annotations

from datetime import date

from asof.language import Language, with_capital
from asof.publish.pages.changed_figures import edition_changes
from asof.publish.pages.frame import THEME, SitePage, framed, relative
from asof.publish.pages.phrases import day_words, edition_called
from asof.publish.site import Files, Record, Site, Successor
from asof.templates.site_templates import filled_page


def changes_pages(site: Site, successors: tuple[Successor, ...]) -> Files:
    """For each edition that takes over from another, what changed since that."""
    return {
        path: content for each in successors for path, content in _changes_page(site, each).items()
    }


def _changes_page(site: Site, told: Successor) -> Files:
    edition, spoken = told.edition, site.language(told.edition.lang)
    changes = edition_changes(told.before, told.record, spoken)
    keys = {line.key for lines in changes.by_sort.values() for line in lines}
    path = f"{edition.folder}changes/"
    title = spoken.word("what_changed", title=edition.title)
    body = filled_page(
        THEME,
        "changes.html",
        heading=title,
        between=_between(told.before, edition_called(spoken, edition), spoken),
        changes=changes,
        headings={sort: with_capital(spoken.word(f"diff_{sort}")) for sort in changes.by_sort},
        pages={key: relative(path, f"{edition.lang}/facts/{key}/") for key in keys},
        alone=[
            (spoken.site_word("newly_printed"), changes.new),
            (spoken.site_word("no_longer_printed"), changes.gone),
        ],
        edition="../",
        named=edition_called(spoken, edition),
        word=spoken.word,
        site_word=spoken.site_word,
    )
    page = SitePage(path=path, lang=edition.lang, title=title, body=body, canonical=path)
    return framed(site, page)


def _between(before: Record, now: str, spoken: Language) -> str:
    """From which edition to which."""
    was = day_words(spoken, date.fromisoformat(before["as_of"]))
    return f"{was} → {now}"
