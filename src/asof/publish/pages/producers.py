"""All that makes pages of a site, and what those around an edition are made of anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from asof.publish.pages.assets import site_assets
from asof.publish.pages.changes_page import changes_pages
from asof.publish.pages.data_page import data_pages
from asof.publish.pages.editions_list import editions_lists
from asof.publish.pages.facts_pages import facts_pages
from asof.publish.pages.feed import feeds
from asof.publish.pages.home import home_pages
from asof.publish.pages.reading_view import latest_view, reading_views, restated, tombstones
from asof.publish.pages.releases import release_pages
from asof.publish.pages.search import search_index
from asof.publish.pages.sitemap import sitemaps
from asof.publish.pages.statements import statement_pages
from asof.publish.site import Files, FreshEdition, Site, SiteEdition

PAGES: tuple[Callable[[Site, tuple[FreshEdition, ...]], Files], ...] = (
    lambda site, _: site_assets(site),
    reading_views,
    tombstones,
    editions_lists,
    facts_pages,
    home_pages,
    release_pages,
    data_pages,
    statement_pages,
    feeds,
    sitemaps,
    search_index,
)
__all__ = ["AROUND", "OF_LATEST", "PAGES", "changes_pages"]
AROUND: Mapping[str, Callable[[Site, SiteEdition, bytes], bytes]] = {"index.html": restated}
OF_LATEST: Mapping[str, Callable[[Site, SiteEdition, bytes], bytes]] = {"index.html": latest_view}
