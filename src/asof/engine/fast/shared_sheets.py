"""Style sheets and fonts, read once for all documents of a process that load the same.

The engine parses every sheet and loads every font again for each document. Here both are kept with
the content that they were read from, and the engine's own search for sheets is answered with them:
nothing else of its work changes, and no byte of what it makes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from inspect import signature
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, Any

from asof.engine.fonts import new_fonts
from asof.engine.log import about_machine
from asof.engine.urls import asset
from asof.page.document import Document
from asof.page.loads import styles

if TYPE_CHECKING:
    import weasyprint

    from asof.engine.fast.computed_styles import Computed

MOST = 8  # sets of sheets that are kept: those used last
SheetKey = tuple[object, ...]
Search = Callable[..., Iterable[Any]]
KEPT: dict[SheetKey, Styles] = {}


@contextmanager
def shared_styles(html: weasyprint.HTML, document: Document, warnings: list[str]) -> Iterator[Any]:
    """Set a document meanwhile, with the fonts that are given and its styles, both kept for others.

    Styles that the engine complained of are read again for the next, so that each document is told.
    """
    styles = styles_of(html, document)
    styles.warnings = warnings
    with styles.given(document):
        yield styles.fonts(document)
    _keep(styles)


def styles_of(html: weasyprint.HTML, document: Document) -> Styles:
    """The styles kept for a document; new ones where none fit."""
    kept = KEPT.get(sheets_named(html))
    return kept if kept and kept.fit(document) else Styles(sheets_named(html))


def sheets_named(html: weasyprint.HTML) -> SheetKey:
    """The sheets that a page names or holds, in their order."""
    elements = (e for e in html.etree_element.iter() if e.tag in ("style", "link"))
    return html.base_url, *((e.tag, e.text, *sorted(e.attrib.items())) for e in elements)


def _keep(styles: Styles) -> None:
    """Keep styles for later documents, and forget those that were not used for longest."""
    KEPT.pop(styles.key, None)
    KEPT[styles.key] = styles
    for unused in list(KEPT)[:-MOST]:
        del KEPT[unused]


def brings_fonts(document: Document) -> bool:
    """Whether a picture of a document may bring fonts, which the engine puts among the others."""
    own = (".css", ".otf", ".ttf", ".woff", ".woff2")
    pictures = (content for name, content in document.assets.items() if not name.endswith(own))
    sheets = (content for name, content in document.assets.items() if name.endswith(".css"))
    told = [*styles(document.tree), *(v for e in document.tree.iter() for v in e.attrib.values())]
    inside = any("data:image/svg" in each for each in told)
    inside = inside or any(b"data:image/svg" in css for css in sheets)
    return inside or any(b"@font-face" in content for content in pictures)


@dataclass(slots=True)
class Faces:
    """The fonts that sheets name, each with what its rule says of it: to be loaded later."""

    rules: list[dict[str, Any]] = field(default_factory=list)

    def add_font_face(self, rule: dict[str, Any], _: object) -> None:
        """Keep a font's rule, as the engine's own fonts would load it."""
        self.rules.append(rule)

    @property
    def urls(self) -> Iterator[str]:
        """Where the fonts are."""
        return (url for rule in self.rules for _, url in rule["src"] if url)


@dataclass(slots=True)
class Styles:
    """What sheets say, as the engine reads them, and the content of the assets behind them."""

    key: SheetKey
    warnings: list[str] = field(default_factory=list)
    sheets: tuple[Any, ...] = ()
    faces: Faces = field(default_factory=Faces)
    counters: dict[str, Any] = field(default_factory=dict)
    profiles: dict[str, Any] = field(default_factory=dict)
    assets: dict[str, bytes] = field(default_factory=dict)
    loaded: Any = None
    computed: Computed | None = None

    def fit(self, document: Document) -> bool:
        """Whether they would be read the same, and with no complaint, from a document."""
        same = all(document.assets.get(name) == content for name, content in self.assets.items())
        return same and all(map(about_machine, self.warnings))

    def fonts(self, document: Document) -> Any:
        """The fonts of the sheets, loaded once in each process; a guest's are its document's."""
        if brings_fonts(document):
            return new_fonts()
        if self.loaded is None or self.loaded.process != os.getpid():
            self.loaded = new_fonts()
            Finalize(None, KEPT.clear, exitpriority=1)  # before the fonts' own folders go
        return self.loaded

    @contextmanager
    def given(self, document: Document) -> Iterator[None]:
        """Answer the engine's search for the sheets of a document."""
        from weasyprint import css

        search = css.find_stylesheets
        css.find_stylesheets = partial(self._answer, search, document)
        try:
            with nullcontext() if brings_fonts(document) else self._computed().given():
                yield
        finally:
            css.find_stylesheets = search

    def _computed(self) -> Computed:
        """What the styles of these sheets computed to."""
        from asof.engine.fast.computed_styles import Computed

        self.computed = self.computed or Computed()
        return self.computed

    def _answer(self, search: Search, document: Document, *wanted: Any) -> Iterable[Any]:
        """The sheets, and what else they bring, put where the search would put it."""
        # By name: the search fills what it is handed, and its caller goes on with that.
        into = signature(search).bind(*wanted).arguments
        if not self.sheets:
            self._read(search, document, into)
        for rule in self.faces.rules:
            into["font_config"].add_font_face(rule, into["url_fetcher"])
        into["counter_style"].update(self.counters)
        into["color_profiles"].update(self.profiles)
        return self.sheets

    def _read(self, search: Search, document: Document, into: dict[str, Any]) -> None:
        """Read the sheets once, as the search does."""
        names: list[str] = []

        def fetch(url: str) -> Any:
            names.append(asset(url))
            return into["url_fetcher"](url)

        # The search adds the styles of counters to those that every document has.
        counters = dict(into["counter_style"])
        self.sheets = tuple(search(**into | {"url_fetcher": fetch, "font_config": self.faces}))
        found_ = into["counter_style"].items()
        self.counters = {name: style for name, style in found_ if counters.get(name) is not style}
        self.profiles = dict(into["color_profiles"])
        names += map(asset, self.faces.urls)
        self.assets = {n: document.assets[n] for n in names if n in document.assets}
