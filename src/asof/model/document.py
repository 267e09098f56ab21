"""What passes from the templates to the page: the document with all that it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from asof.diagnostics import Finding
from asof.model.trace import Read


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
