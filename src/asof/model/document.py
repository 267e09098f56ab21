"""What passes from the templates to the page: the document with all that it needs."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from asof.dates import When
from asof.diagnostics import Finding, Location
from asof.model.trace import Read

RASTER = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp"}
PICTURE = re.compile(r"""(<img\b[^>]*?\ssrc=["'])([^"']+)(?=["'])""")


@dataclass(frozen=True, slots=True)
class Print:
    """One place where a document shows a fact: the element, what of the fact, and who asked.

    `part` names the property or the chart that shows it, and is empty for the value itself.
    """

    id: str
    key: str
    part: str
    text: str
    place: Location


@dataclass(frozen=True, slots=True)
class Document:
    """An edition of a briefing as HTML, with every resource that it names and what it read.

    `assets` holds the content of each URL, relative to the document, that the HTML or its style
    sheets ask for: there is no other way to the disk or the network. `prints` is every place where
    the page shows a fact, in the order of printing; `times` is when the oldest and the newest of
    the figures were true.
    """

    html: str
    language: str
    title: str
    assets: Mapping[str, bytes]
    trace: tuple[Read, ...]
    prints: tuple[Print, ...]
    times: tuple[When, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def printed(self) -> tuple[str, ...]:
        """The keys of the facts on the page, in the order of printing."""
        return tuple(dict.fromkeys(p.key for p in self.prints))

    @property
    def page(self) -> str:
        """The HTML to set, with its photographs inside.

        The engine calls a photograph by its URL, and that would be another in every folder.
        """
        return PICTURE.sub(lambda m: m[1] + self.inside(unescape(m[2])), self.html)

    def inside(self, name: str) -> str:
        """A photograph as a URL that holds it; the name of any other asset."""
        content, sort = self.assets.get(name), RASTER.get(name.rpartition(".")[2].lower())
        if content is None or sort is None:
            return name
        return f"data:image/{sort};base64,{b64encode(content).decode()}"
