"""A page of the site: what it is called and where it stands, set into the frame that all share."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from asof.ledger.printing import text_in
from asof.publish.site import Files, Site
from asof.templates.site_templates import Markup, filled_page

THEME = Path(__file__).parents[1] / "theme"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' blob:; font-src 'self';"
    " script-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self';"
    " manifest-src 'self'; form-action 'self'; base-uri 'none'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """A page of the site before it is framed.

    `path` is where it stands from the root of the site: a folder with a slash behind it, or a file;
    `twins` is where it stands in each language that has it, by short tag, its own included.
    `canonical` is the path of the page that it is a copy of, or its own. `formats` are its other
    forms, by media type; `data` is what machines are told of it (JSON-LD), `scripts` are paths.
    A page that is served `anywhere`, as one for what is not found, has whole addresses.
    """

    path: str
    lang: str
    title: str
    body: Markup
    twins: Mapping[str, str] = field(default_factory=dict)
    canonical: str = ""
    description: str = ""
    formats: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, Any] | None = None
    scripts: tuple[str, ...] = ()
    indexed: bool = True
    anywhere: bool = False


class Link(NamedTuple):
    """Where a page of the site leads, and the words that do."""

    path: str
    words: str


class Twin(NamedTuple):
    """The page in another language: its tag, where it stands, and the words that lead there."""

    tag: str
    path: str
    words: str


def page_file(path: str) -> str:
    """The file that a page stands in: that of a folder is its index."""
    return f"{path}index.html" if not path or path.endswith("/") else path


def relative(origin: str, target: str) -> str:
    """The address of a path of the site as a page of it writes it."""
    way = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(origin)}")
    return f"{way}/" if target.endswith("/") or not target else way


def framed(site: Site, page: SitePage) -> Files:
    """A page in its frame, as a file."""
    spoken = site.language(page.lang)
    to = partial(_whole, site) if page.anywhere else partial(relative, page.path)
    html = filled_page(
        THEME,
        "frame.html",
        site=_of_site(site, page.lang),
        page=_described(site, page),
        twins={site.language(lang).tag: path for lang, path in page.twins.items()},
        others=list(_others(site, page)),
        policy=POLICY,
        site_word=spoken.site_word,
        to=to,
    )
    return {page_file(page.path): html.encode()}


def _whole(site: Site, target: str) -> str:
    return f"{site.url}{target}"


def _described(site: Site, page: SitePage) -> dict[str, Any]:
    names = ("path", "title", "body", "canonical", "description", "formats", "scripts", "indexed")
    told = {name: getattr(page, name) for name in names}
    return told | {"tag": site.language(page.lang).tag, "data": script_json(page.data)}


def script_json(data: Mapping[str, Any] | None) -> Markup:
    """Data as a script element holds it: no word in it ends the element, or begins a comment."""
    if not data:
        return Markup()
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def _others(site: Site, page: SitePage) -> Iterator[Twin]:
    for lang, path in page.twins.items():
        if lang != page.lang:
            spoken = site.language(lang)
            yield Twin(spoken.tag, path, spoken.word("also"))


def _of_site(site: Site, lang: str) -> dict[str, Any]:
    """What every page in a language says of the site."""
    spoken, config = site.language(lang), site.workspace.config
    return {
        "url": site.url,
        "title": text_in(config.title, spoken),
        "publisher": text_in(config.publisher, spoken),
        "home": f"{lang}/",
        "feed": f"{lang}/feed.xml",
        "logo": logo_path(site),
        "links": [Link(f"{lang}/{path}", spoken.site_word(word)) for path, word in PLACES],
        "foot": [
            *(Link(f"{lang}/{path}", spoken.site_word(word)) for path, word in FOOT),
            Link("verify/", spoken.site_word("verdict_title")),
        ],
    }


PLACES = (
    ("", "briefings"),
    ("facts/", "figures"),
    ("releases/", "releases"),
    ("data/", "open_data"),
)
FOOT = (("policy/", "policy"), ("accessibility/", "accessibility"), ("feed.xml", "feed"))


def logo_path(site: Site) -> str:
    """Where the logo of the brand stands on the site; nothing where it has none."""
    brand = site.workspace.config.brand
    return f"assets/{posixpath.basename(str(brand.logo))}" if brand and brand.logo else ""
