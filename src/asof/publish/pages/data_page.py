"""The page of the open data: its files, for people; what they hold is told to machines."""

from __future__ import annotations

from asof.publish.open_data.json_ld import dataset_json_ld
from asof.publish.open_data.offer import offered_files
from asof.publish.pages.frame import THEME, SitePage, framed, relative
from asof.publish.site import Files, FreshEdition, Site
from asof.templates.site_templates import filled_page


def data_pages(site: Site, _: tuple[FreshEdition, ...]) -> Files:
    """The page in each language."""
    files: Files = {}
    for lang in site.langs:
        files |= _page(site, lang)
    return files


def _page(site: Site, lang: str) -> Files:
    spoken, path = site.language(lang), f"{lang}/data/"
    offered = [
        {
            "address": relative(path, each.path),
            "words": each.title,
            "name": each.name,
            "kind": each.media_type,
        }
        for each in offered_files(site)
    ]
    body = filled_page(THEME, "data.html", files=offered, site_word=spoken.site_word)
    page = SitePage(
        path=path,
        lang=lang,
        title=spoken.site_word("open_data"),
        body=body,
        canonical=path,
        twins={each: f"{each}/data/" for each in site.langs},
        description=spoken.site_word("open_data_lead"),
        data=dataset_json_ld(site),
    )
    return framed(site, page)
