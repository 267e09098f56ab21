"""A document as the engine reads it: its HTML, and its own assets under names of their own."""

from __future__ import annotations

from functools import partial
from mimetypes import MimeTypes
from typing import TYPE_CHECKING

from asof.engine import fast
from asof.engine.drawn_order import as_painted
from asof.engine.loading import engine
from asof.engine.urls import BASE, asset
from asof.page.document import Document

if TYPE_CHECKING:
    import weasyprint


def open_document(document: Document) -> weasyprint.HTML:
    """The document as the engine reads it, with no way to anything but its own assets."""
    weasyprint = engine()
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    # Other errors of fetching are logged and leave a hole in the page; a fatal one is raised.
    inside = URLFetcher(allowed_protocols=["data"])
    types = MimeTypes()

    def fetch(url: str, *_: object, **__: object) -> URLFetcherResponse:
        if url.startswith("data:"):
            return inside.fetch(url)
        name = asset(url)
        if name not in document.assets:
            raise FatalURLFetchingError(url.removeprefix(BASE))
        sort = types.guess_type(name)[0] or "application/octet-stream"
        content = document.assets[name]
        shown = as_painted(content) if name.endswith(".svg") else content
        return URLFetcherResponse(url, shown, {"Content-Type": sort})

    open_with = partial(weasyprint.HTML, base_url=BASE, url_fetcher=fetch)
    if fast.left_out():
        return open_with(string=document.html)
    return fast.given_tree(open_with(string=""), document.tree)
