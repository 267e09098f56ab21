"""Fonts of scripts that the theme's own lack: each is an extra, and loaded where it is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from asof.diagnostics import Location
from asof.files import File, Files


@dataclass(frozen=True)
class Script:
    """A script: its letters, the extra of asof for it, the package of its fonts.

    Of the files in that, charts measure the regular one.
    Its sheet is one of the theme's. What the sheet names in a folder of fonts that has the extra's
    name lies in the package.
    """

    name: str
    extra: str
    letters: re.Pattern[str]
    package: str
    regular: str

    @property
    def sheet(self) -> str:
        """The style sheet that brings its fonts."""
        return f"theme/{self.extra}.css"

    @property
    def folder(self) -> str:
        """Where its style sheet names its fonts."""
        return f"theme/fonts/{self.extra}/"

    @property
    def hint(self) -> str:
        """How to install its fonts."""
        return f"pip install 'asof[{self.extra}]'"

    @cached_property
    def fonts(self) -> Files | None:
        """The folder of its fonts; nothing where the extra is not installed."""
        found = find_spec(self.package)
        return Files(Path(found.origin).parent / "files") if found and found.origin else None


SCRIPTS = (
    Script(
        "Arabic",
        "arabic",
        re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
        "fontpkg_ibm_plex_sans_arabic",
        "IBMPlexSansArabic-Regular.ttf",
    ),
)


def script_of(text: str) -> Script | None:
    """The script that a text has letters of, where its fonts are an extra."""
    return next((each for each in SCRIPTS if each.letters.search(text)), None)


def link_script_fonts(tree: Element, assets: Mapping[str, bytes]) -> Iterator[str]:
    """Let a page load fonts for each script that it has letters of; the sheets that bring them."""
    for script in (each for each in SCRIPTS if each.fonts and _has_letters(tree, assets, each)):
        for head in tree.findall("head"):
            SubElement(head, "link", rel="stylesheet", href=script.sheet)
        yield script.sheet


def _has_letters(tree: Element, assets: Mapping[str, bytes], script: Script) -> bool:
    drawn = (content for name, content in assets.items() if name.endswith(".svg"))
    texts = chain(tree.itertext(), (svg.decode("utf-8", "replace") for svg in drawn))
    return any(map(script.letters.search, texts))


def script_font(name: str, place: Location) -> File | None:
    """The font that a sheet of the theme names, where it lies in a package."""
    for script in SCRIPTS:
        if name.startswith(script.folder) and script.fonts:
            found = script.fonts.find(name.removeprefix(script.folder), place)
            return replace(found, name=name) if found else None
    return None
