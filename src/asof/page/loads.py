"""What a page or a drawing loads: what its elements and its styles ask for."""

from __future__ import annotations

import posixpath
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from asof.page.css import Stack, font_stacks, sheet_stacks
from asof.page.tree import SVG, is_element

HREF = ("href", "{http://www.w3.org/1999/xlink}href")
PICTURES = {"img": ("src",), "embed": ("src",), "object": ("data",), f"{SVG}image": HREF}
# What a browser would load and the engine does not: it would leave a hole without a word.
UNLOADED = {
    "video": ("poster", "src"),
    "audio": ("src",),
    "source": ("src", "srcset"),
    "iframe": ("src", "srcdoc"),
    "frame": ("src",),
    "input": ("src",),
    "script": ("src",),
    "base": ("href",),
    f"{SVG}feImage": HREF,
    f"{SVG}script": HREF,
} | dict.fromkeys(("body", "table", "tr", "td", "th"), ("background",))
# In SVG these may name an element of the same drawing, and of no other.
DRAWN = {f"{SVG}{name}" for name in ("use", "pattern", "linearGradient", "radialGradient")}
RASTER = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp"}


@dataclass(frozen=True, slots=True)
class Load:
    """A URL that an attribute of an element asks for."""

    url: str
    element: Element
    attribute: str
    refused: bool = False

    @property
    def named(self) -> str:
        """The element and the attribute, as their author knows them."""
        return " ".join(each.rpartition("}")[2] for each in (self.element.tag, self.attribute))


def loads(tree: Element) -> Iterator[Load]:
    """What the elements of a page or of a drawing ask for, in order."""
    for element in filter(is_element, tree.iter()):
        for names, refused in ((_loaded(element), False), (_unloaded(element), True)):
            for name in names:
                if url := (element.get(name) or "").strip():
                    yield Load(url, element, name, refused)


def _loaded(element: Element) -> tuple[str, ...]:
    """The attributes by which an element loads something."""
    if element.tag == "link":
        return ("href",) if "stylesheet" in _relations(element) else ()
    return PICTURES.get(element.tag, ())


def _unloaded(element: Element) -> tuple[str, ...]:
    """The attributes by which an element would load something, elsewhere."""
    if element.tag in ("a", "link"):
        return ("href",) if "attachment" in _relations(element) else ()
    if element.tag == "img":
        return () if element.get("src") else ("srcset",)
    if element.tag in DRAWN:
        return tuple(name for name in HREF if not (element.get(name) or "#").startswith("#"))
    return UNLOADED.get(element.tag, ())


def _relations(element: Element) -> list[str]:
    return (element.get("rel") or "").lower().split()


def picture_url(element: Element) -> str:
    """The URL of the picture that an element shows; empty where it shows none, or draws it."""
    return next(filter(None, map(element.get, PICTURES.get(element.tag, ()))), "")


def styles(tree: Element) -> Iterator[str]:
    """The styles that stand in a page: of its elements, and in elements of their own."""
    for element in filter(is_element, tree.iter()):
        yield element.get("style") or ""
        yield (element.text or "") if element.tag in ("style", f"{SVG}style") else ""


def drawn_stacks(drawing: Element) -> Iterator[Stack]:
    """The fonts that a drawing asks for: in attributes, in styles, in sheets of its own."""
    for element in filter(is_element, drawing.iter()):
        named = {name: element.get(name) for name in ("font-family", "font")}
        told = [f"{name}: {value}" for name, value in named.items() if value]
        yield from font_stacks("; ".join([*told, element.get("style") or ""]))
        if element.tag == f"{SVG}style":
            yield from sheet_stacks(element.text or "")


def asset_name(url: str, base: str = "") -> str:
    """The name of the asset that a URL asks for, below a folder."""
    return posixpath.normpath(posixpath.join(base, unquote(urlsplit(url).path)))


def leads_elsewhere(url: str) -> bool:
    """Whether a URL asks for what is no file of the workspace, or can be no address at all."""
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that are no address
        return True
    return bool(parts.scheme or parts.netloc)


def put_photographs_inside(tree: Element, assets: Mapping[str, bytes]) -> dict[str, str]:
    """Make the URLs of a page's photographs hold them; the asset behind each such URL.

    The engine calls a photograph by its URL, and that would be another in every folder.
    """
    inside: dict[str, str] = {}
    for load in loads(tree):
        name = asset_name(load.url)
        sort = RASTER.get(name.rpartition(".")[2].lower())
        if sort and name in assets and not load.refused:
            url = f"data:image/{sort};base64,{b64encode(assets[name]).decode()}"
            load.element.set(load.attribute, url)
            inside[url] = name
    return inside
