"""Where the links of a page lead: a reader of paper, or of a PDF in any folder, can follow them."""

from __future__ import annotations

from collections.abc import Container, Iterator
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

from asof.diagnostics import WordError
from asof.page.loads import HREF
from asof.page.tree import SVG, is_element

WEB = ("https", "http")
SCHEMES = (*WEB, "mailto", "tel")
LINKS = {"a": ("href",), "area": ("href",), f"{SVG}a": HREF}


def complete_links(tree: Element, base: str) -> Iterator[tuple[str, WordError]]:
    """Complete the links of a page by a base address; those that lead nowhere, and why."""
    ids = {element.get("id") for element in filter(is_element, tree.iter())}
    for element in filter(is_element, tree.iter()):
        attached = "attachment" in (element.get("rel") or "").lower()  # which no page loads
        for name in () if attached else LINKS.get(element.tag, ()):
            if (link := element.get(name)) is not None:
                try:
                    _refuse_lost(link.strip(), ids)
                    element.set(name, whole_link(link.strip(), base))
                except WordError as problem:
                    yield link, problem


def _refuse_lost(link: str, ids: Container[str | None]) -> None:
    """Raise WordError for a place in the document that is not there."""
    if link.startswith("#") and unquote(link[1:]) not in ids:
        raise WordError(f"nothing on the page has the id '{link[1:]}'", "write a whole address")


def whole_link(link: str, base: str) -> str:
    """The whole address of a link, or its place in the document; raises WordError."""
    if link.startswith("#"):
        return link
    scheme = _scheme(link)
    if scheme and scheme not in SCHEMES:
        hint = f"links lead to {', '.join(SCHEMES[:-1])} or {SCHEMES[-1]}"
        raise WordError(f"the link '{link}' cannot be followed from paper", hint)
    if not scheme and not base:
        hint = "write its whole address, or say in asof.yaml at which 'url' editions are"
        raise WordError(f"the link '{link}' leads nowhere from paper", hint)
    return link if scheme else urljoin(base if base.endswith("/") else f"{base}/", link)


def _scheme(link: str) -> str:
    try:
        return urlsplit(link).scheme
    except ValueError:  # brackets that are no address
        return link.partition(":")[0].lower()
