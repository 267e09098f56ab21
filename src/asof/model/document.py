"""What passes from the templates to the page: the document with all that it needs."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape

from asof.diagnostics import Finding
from asof.model.trace import Read

RASTER = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp"}
PICTURE = re.compile(r"""(<img\b[^>]*?\ssrc=["'])([^"']+\.(\w+))(?=["'])""")


@dataclass(frozen=True, slots=True)
class Document:
    """An edition of a briefing as HTML, with every resource that it names and what it read.

    `assets` holds the content of each URL, relative to the document, that the HTML or its style
    sheets ask for: there is no other way to the disk or the network. `printed` are the keys of the
    facts on the page, `days` the days of their figures.
    """

    html: str
    language: str
    title: str
    assets: Mapping[str, bytes]
    trace: tuple[Read, ...]
    printed: tuple[str, ...]
    days: tuple[date, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def page(self) -> str:
        """The HTML to set, with its photographs inside.

        The engine calls a photograph by its URL, and that would be another in every folder.
        """
        return PICTURE.sub(lambda m: m[1] + self._inside(m[2], m[3].lower()), self.html)

    def _inside(self, url: str, suffix: str) -> str:
        content = self.assets.get(unescape(url))
        if content is None or suffix not in RASTER:
            return url
        return f"data:image/{RASTER[suffix]};base64,{b64encode(content).decode()}"
