"""The URLs of a document's assets, as its HTML and the engine write them."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

BASE = "file:///document/"


def asset(url: str) -> str:
    """The name of the asset that a URL asks for."""
    return unquote(urlsplit(url.removeprefix(BASE)).path)
