"""Gathers what a page asks for: style sheets, fonts, pictures."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from asof.diagnostics import AsofError, Collector, Finding, Location, error, meant
from asof.page.css import css_urls
from asof.page.loads import asset_name, loaded
from asof.workspace import Workspace

UNSEEN = (".css", ".ttf", ".otf", ".woff", ".woff2")


class MissingError(AsofError):
    """A resource that is not there."""


@lru_cache(maxsize=1)
def font_sheet() -> dict[str, Path]:
    """The font files that the theme may name, by file name."""
    folder = Path(str(files("asof") / "theme" / "fonts"))
    return {path.name: path for path in folder.glob("*.ttf")}


@lru_cache(maxsize=1)
def theme() -> Path:
    """The folder of the shipped theme."""
    return Path(str(files("asof") / "theme"))


def locate(workspace: Workspace, url: str) -> Path | None:
    """The file behind a URL of a page: the theme, its fonts or the workspace, nothing else."""
    path = posixpath.normpath(unquote(urlsplit(url).path))
    if urlsplit(url).scheme or urlsplit(url).netloc or path.startswith(("/", "..")):
        return None
    folder, _, name = path.partition("/")
    if folder == "fonts":
        return font_sheet().get(name)
    found = theme() / name if folder == "theme" else workspace.root / path
    root = theme() if folder == "theme" else workspace.root
    inside = found.resolve().is_relative_to(root.resolve())
    return found if inside and found.is_file() else None


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
        """Gather one resource, unless it is there already; raises MissingError."""
        if url.startswith(("data:", "#")):
            return
        name = asset_name(url, base)
        if name in self.assets:
            return
        path = locate(self.workspace, name)
        if path is None:
            raise MissingError(self._missing(url, name, blame(url)))
        self.assets[name] = content(path)
        if not name.endswith(UNSEEN):
            self.asked[name] = blame(url)
        self.note("resource", name, self.assets[name])
        if name.endswith(".css"):
            css = self.assets[name].decode("utf-8", "replace")
            for inner in css_urls(css):
                self.collect.attempt(self.add, inner, posixpath.dirname(name), self._in(name, css))

    def _in(self, name: str, css: str) -> Callable[[str], Location]:
        """The line of a style sheet that names a URL."""
        return lambda url: Location(name, css[: max(css.find(url), 0)].count("\n") + 1)

    def _missing(self, url: str, name: str, place: Location) -> Finding:
        if urlsplit(url).scheme or urlsplit(url).netloc:
            return error(place, f"'{url}' is not in the workspace", "copy it into the workspace")
        return error(place, f"no file '{name}'", meant(name, self._near(name)))

    def _near(self, name: str) -> list[str]:
        """The files of the same sort in the folder of one that is not there."""
        folder = (self.workspace.root / posixpath.dirname(name)).resolve()
        if not folder.is_relative_to(self.workspace.root):
            return []
        alike = folder.glob(f"*{posixpath.splitext(name)[1]}")
        return [p.relative_to(self.workspace.root).as_posix() for p in alike]


@lru_cache(maxsize=64)
def _shipped(path: Path) -> bytes:
    return path.read_bytes()


def content(path: Path) -> bytes:
    """The bytes of a file; those that the program ships are read once."""
    return _shipped(path) if path.parent == theme() or path.suffix == ".ttf" else path.read_bytes()
