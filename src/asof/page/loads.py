"""What a page loads: the URLs that its elements and its styles ask for."""

from __future__ import annotations

import posixpath
from base64 import b64encode
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from asof.page.css import css_urls
from asof.page.tree import SVG, is_element

XLINK = "{http://www.w3.org/1999/xlink}href"
LOADED = {
    "img": ("src",),
    "link": ("href",),
    "source": ("src",),
    "object": ("data",),
}
RASTER = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp"}


def loaded(tree: Element) -> Iterator[str]:
    """The URLs that a page asks for, in order: those of its elements, then those of its styles."""
    yield from (element.get(name) or "" for element, name in loading(tree))
    yield from css_urls("\n".join(styles(tree)))


def loading(tree: Element) -> Iterator[tuple[Element, str]]:
    """The elements that load something, each with the attribute that names it."""
    for element in filter(is_element, tree.iter()):
        names = LOADED.get(element.tag, ())
        yield from ((element, name) for name in names if element.get(name))


def styles(tree: Element) -> Iterator[str]:
    """The styles that stand in a page: of its elements, and in elements of their own."""
    for element in filter(is_element, tree.iter()):
        yield element.get("style") or ""
        yield element.text or "" if element.tag in ("style", f"{SVG}style") else ""


def asset_name(url: str, base: str = "") -> str:
    """The name of the asset that a URL asks for, below a folder."""
    return posixpath.normpath(posixpath.join(base, unquote(urlsplit(url).path)))


def put_photographs_inside(tree: Element, assets: Mapping[str, bytes]) -> dict[str, str]:
    """Make the URLs of a page's photographs hold them; the asset behind each such URL.

    The engine calls a photograph by its URL, and that would be another in every folder.
    """
    inside: dict[str, str] = {}
    for element, attribute in loading(tree):
        name = asset_name(element.get(attribute) or "")
        sort = RASTER.get(name.rpartition(".")[2].lower())
        if sort and name in assets:
            url = f"data:image/{sort};base64,{b64encode(assets[name]).decode()}"
            element.set(attribute, url)
            inside[url] = name
    return inside
