"""Gathers what a page asks for: style sheets, fonts, pictures."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from asof.diagnostics import Collector, Location, error
from asof.files import File, FileError, Files
from asof.page.css import css_urls
from asof.page.loads import asset_name, loaded
from asof.workspace import Workspace

UNSEEN = (".css", ".ttf", ".otf", ".woff", ".woff2")


@lru_cache(maxsize=1)
def font_sheet() -> dict[str, Path]:
    """The font files that the theme may name, by file name."""
    folder = Path(str(files("asof") / "theme" / "fonts"))
    return {path.name: path for path in folder.glob("*.ttf")}


@lru_cache(maxsize=1)
def shipped() -> Files:
    """The files of the package: those below theme/ are for pages."""
    return Files(Path(str(files("asof"))))


def find_resource(workspace: Workspace, name: str, place: Location) -> File | None:
    """What a page asks for: of the theme, of its fonts or of the workspace, nothing else."""
    folder, _, rest = name.partition("/")
    if folder == "fonts":
        return _font(font_sheet()[rest]) if rest in font_sheet() else None
    return (shipped() if folder == "theme" else workspace.files).find(name, place)


@lru_cache(maxsize=64)
def _font(path: Path) -> File:
    return Files(path.parent).read(path.name)


@dataclass(slots=True)
class Gathered:
    """The content of everything that a document loads, and where its pictures were asked for."""

    workspace: Workspace
    note: Callable[[str, str, bytes], None]
    collect: Collector
    assets: dict[str, bytes] = field(default_factory=dict)
    asked: dict[str, Location] = field(default_factory=dict)

    def page(self, tree: Element, blame: Callable[[str], Location]) -> None:
        """Gather what a page asks for, and what its style sheets ask for in turn."""
        for url in loaded(tree):
            self.collect.attempt(self.add, url, "", blame)

    def add(self, url: str, base: str, blame: Callable[[str], Location]) -> None:
        """Gather one resource, unless it is there already; raises FileError."""
        if url.startswith(("data:", "#")):
            return
        name = asset_name(url, base)
        if name in self.assets:
            return
        if urlsplit(url).scheme or urlsplit(url).netloc:
            hint = "copy it into the workspace"
            raise FileError(error(blame(url), f"'{url}' is not in the workspace", hint))
        file = find_resource(self.workspace, name, blame(url))
        if file is None:
            raise self.workspace.files.missing(name, blame(url))
        self.assets[name] = file.content
        if not name.endswith(UNSEEN):
            self.asked[name] = blame(url)
        self.note("resource", name, self.assets[name])
        if name.endswith(".css"):
            css = file.text
            for inner in css_urls(css):
                self.collect.attempt(self.add, inner, posixpath.dirname(name), self._in(name, css))

    def _in(self, name: str, css: str) -> Callable[[str], Location]:
        """The line of a style sheet that names a URL."""
        return lambda url: Location(name, css[: max(css.find(url), 0)].count("\n") + 1)
